"""GET /me."""

import pytest

from accounts.models import Membership, User, Workspace
from accounts.roles import Role
from tests.cast import Speaker


@pytest.fixture
def busy_editor(editor: User, elsewhere: Workspace) -> User:
    Membership.objects.create(user=editor, workspace=elsewhere, role=Role.VIEWER)
    return editor


def test_me_names_the_person_and_every_workspace_they_may_enter(as_editor: Speaker, busy_editor: User) -> None:
    assert as_editor.made("GET", "me") == {
        "id": str(busy_editor.pk),
        "email": "editor@northlight.film",
        "name": "Editor",
        "workspaces": [
            {"slug": "elsewhere", "name": "Elsewhere", "role": "viewer"},
            {"slug": "northlight", "name": "Northlight Films", "role": "editor"},
        ],
    }


def test_me_needs_no_workspace(busy_editor: User) -> None:
    speaker = Speaker()
    speaker.force_login(busy_editor)
    assert len(speaker.made("GET", "me")["workspaces"]) == 2


def test_a_token_sees_its_own_workspace_only(as_program: Speaker, busy_editor: User) -> None:
    assert [workspace["slug"] for workspace in as_program.made("GET", "me")["workspaces"]] == ["northlight"]


def test_somebody_without_a_name_is_called_by_their_address(as_editor: Speaker, editor: User) -> None:
    User.objects.filter(pk=editor.pk).update(name="")
    assert as_editor.made("GET", "me")["name"] == "editor@northlight.film"


def test_somebody_without_a_workspace_has_an_empty_list(db: None) -> None:
    speaker = Speaker()
    speaker.force_login(User.objects.create_user("new@northlight.film"))
    assert speaker.made("GET", "me")["workspaces"] == []
