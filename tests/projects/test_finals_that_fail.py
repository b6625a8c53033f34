"""Finals that can't be finished: tried so often and no more, and what was made of them stays."""

from typing import Any
from uuid import UUID

import pytest

from accounts.credits import ledger
from accounts.models import Workspace
from accounts.tenancy import scope
from generation import handlers, values
from generation.errors import JobError
from generation.handlers.base import Made, Work
from generation.models import Generation, HeroFrame
from generation.services import ending
from projects.automation import MAX_FAILURES
from tests.cast import Speaker
from tests.projects.test_finals import adaptive, scene_of, shoot
from tests.stations import Studio

pytestmark = pytest.mark.django_db(transaction=True)


def finals(workspace: Workspace, kind: str) -> list[Generation]:
    with scope(workspace.pk):
        return list(Generation.objects.filter(kind=kind, settings__has_key="final").order_by("id"))


@pytest.fixture
def no_fine_takes(monkeypatch: pytest.MonkeyPatch, workspace: Workspace) -> None:
    """Every take of a final fails."""
    make = handlers.run

    def run(work: Work, report: Any) -> Made:
        if work.kind == values.JOB_TAKE and "final" in work.params:
            if len(finals(workspace, values.TAKES)) > 2 * MAX_FAILURES:
                with scope(workspace.pk):  # this would go on for ever
                    ending.cancel(Generation.objects.get(kind=values.FILM))
            raise JobError("input", "It can't be drawn.", "Try other words.")
        return make(work, report)

    monkeypatch.setattr(handlers, "run", run)


def film_of(speaker: Speaker, studio: Studio) -> Any:
    episode = adaptive(speaker)["episodes"][0]["id"]
    film = speaker.made("POST", f"episodes/{episode}/film", {"automatic": True, "scenes": 1, "seed": 3})
    studio.run_all()
    return speaker.made("GET", f"generations/{film['id']}")


@pytest.mark.usefixtures("small", "no_fine_takes")
def test_a_film_whose_finals_fail_is_cut_of_the_drafts(
    as_editor: Speaker, workspace: Workspace, studio: Studio
) -> None:
    assert film_of(as_editor, studio)["state"] == "succeeded"
    assert len(finals(workspace, values.TAKES)) == MAX_FAILURES


@pytest.mark.usefixtures("small")
def test_a_final_whose_take_can_not_be_paid_keeps_its_frame(
    as_editor: Speaker, workspace: Workspace, studio: Studio
) -> None:
    scene = scene_of(as_editor, adaptive(as_editor))
    shoot(as_editor, studio, scene)
    final = as_editor.made("POST", f"scenes/{scene['id']}/final")
    with scope(workspace.pk):
        assert ledger.adjust(-ledger.balance().available, reason="A test")
    studio.run_all()
    with scope(workspace.pk):
        made = Generation.objects.get(pk=UUID(final["id"]))
        assert (made.state, HeroFrame.objects.filter(generation=made).count()) == ("succeeded", 1)
    assert not finals(workspace, values.TAKES)


@pytest.mark.usefixtures("small")
def test_a_film_that_makes_itself_asks_nobody_about_its_finals(
    as_editor: Speaker, workspace: Workspace, studio: Studio
) -> None:
    assert film_of(as_editor, studio)["state"] == "succeeded"
    made = finals(workspace, values.FRAMES) + finals(workspace, values.TAKES)
    assert len(made) == 2
    assert not any(each.asks for each in made)
