"""A letter when a film is cut, to whoever asked for it and wants one."""

from smtplib import SMTPServerDisconnected

import pytest
from django.core import mail
from django.core.mail import EmailMultiAlternatives

from accounts import letters
from accounts.models import User, Workspace
from accounts.tenancy import scope
from generation.models import Notice
from projects.services import arranging, finishing
from tests.stations import Studio


def film(workspace: Workspace, user: User, studio: Studio) -> None:
    with scope(workspace.pk):
        project = arranging.create_project(name="The\nlighthouse", idea="a lighthouse", quality="low", user_id=user.pk)
        finishing.start(project.episodes.get(), user_id=user.pk, scenes=1, automatic=True, seed=5)
    studio.run_all()


def test_who_asked_for_a_film_hears_when_it_is_cut(workspace: Workspace, editor: User, studio: Studio) -> None:
    film(workspace, editor, studio)
    (letter,) = mail.outbox
    assert letter.to == [editor.email]
    assert letter.subject == "Your film “The lighthouse” is ready"
    assert f"/w/{workspace.slug}/projects/" in str(letter.body)
    assert isinstance(letter, EmailMultiAlternatives)
    assert "Watch the film" in str(letter.alternatives[0][0])


@pytest.mark.parametrize("field", ["letter_when_finished", "is_active"])
def test_who_wants_no_letters_gets_none(field: str, workspace: Workspace, editor: User, studio: Studio) -> None:
    User.objects.filter(pk=editor.pk).update(**{field: False})
    film(workspace, editor, studio)
    assert mail.outbox == []


def test_a_letter_that_cannot_leave_costs_no_film(
    editor: User, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def refuse(*args: object, **kwargs: object) -> None:
        raise SMTPServerDisconnected("secret words of the server")

    monkeypatch.setattr(EmailMultiAlternatives, "send", refuse)
    told = {"notice": Notice(title="A"), "workspace": "B", "address": "https://studio.example/", "choices": "C"}
    assert letters.send("notice", editor, told) is False
    assert "did not leave: SMTPServerDisconnected" in caplog.text
    assert "secret words" not in caplog.text
