"""HEAD asks for what GET asks for: the length of an answer tells of what is in it."""

import pytest

from accounts.models import User, Workspace
from accounts.roles import Scope
from tests import cast
from tests.cast import Speaker

pytestmark = pytest.mark.django_db
CLOSED = ("audit", "audit/export?actor=owner@northlight.film", "credits", "credits/export", "invitations")
PAGES = ("security/", "credits/", "audit/", "audit/?csv=1", "delete/")


@pytest.mark.parametrize("path", CLOSED)
def test_a_viewer_gets_no_head_of_what_they_may_not_read(as_viewer: Speaker, as_owner: Speaker, path: str) -> None:
    assert as_viewer.call("GET", path).status_code == as_viewer.call("HEAD", path).status_code == 403
    assert as_owner.call("HEAD", path).status_code == 200


@pytest.mark.parametrize("path", [*CLOSED, "tokens"])
def test_a_token_gets_no_head_beyond_its_scopes(owner: User, workspace: Workspace, path: str) -> None:
    program = cast.program(owner, workspace, scopes=[Scope.READ])
    assert program.call("GET", path).status_code == program.call("HEAD", path).status_code == 403


@pytest.mark.parametrize("page", PAGES)
def test_a_page_shows_its_head_to_those_who_may_open_it(
    as_viewer: Speaker, as_owner: Speaker, workspace: Workspace, page: str
) -> None:
    address = f"/w/{workspace.slug}/settings/{page}"
    assert as_viewer.get(address).status_code == as_viewer.head(address).status_code == 403
    assert as_owner.head(address).status_code == 200
