"""GET /me."""

from accounts.models import User
from tests.cast import Speaker


def test_me_names_the_person_and_their_workspaces(as_editor: Speaker, editor: User) -> None:
    assert as_editor.made("GET", "me") == {
        "id": str(editor.pk),
        "email": "editor@northlight.film",
        "name": "Editor",
        "workspaces": [{"slug": "northlight", "name": "Northlight Films", "role": "editor"}],
    }
