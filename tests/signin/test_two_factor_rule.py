"""A workspace that lets in only those who sign in with two factors."""

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client

from accounts.models import AuditEntry, User, Workspace
from accounts.tenancy import scope
from tests import cast
from tests.cast import Speaker

pytestmark = pytest.mark.django_db
RULE = "/w/northlight/settings/security/"


def give_factor(user: User) -> None:
    Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={})


@pytest.fixture
def ruled(workspace: Workspace) -> Workspace:
    """The workspace, with the rule on."""
    workspace.require_two_factor = True
    workspace.save()
    return workspace


def test_an_owner_with_a_factor_turns_the_rule_on_and_the_log_knows(
    as_owner: Speaker, owner: User, workspace: Workspace
) -> None:
    give_factor(owner)
    as_owner.post(RULE, {"require_two_factor": "on"})
    workspace.refresh_from_db()
    assert workspace.require_two_factor
    with scope(workspace.pk):
        assert AuditEntry.objects.get(action="workspace.changed").after == {"two_factor": True}


def test_an_owner_without_one_would_lock_themselves_out_and_is_told(as_owner: Speaker, workspace: Workspace) -> None:
    page = as_owner.post(RULE, {"require_two_factor": "on"}, follow=True).content.decode()
    assert "This rule would lock you out" in page
    workspace.refresh_from_db()
    assert not workspace.require_two_factor


def test_an_editor_cannot_change_it(as_editor: Speaker, editor: User) -> None:
    give_factor(editor)
    assert as_editor.post(RULE, {"require_two_factor": "on"}).status_code == 403


@pytest.mark.parametrize("page", ["/w/northlight/", "/w/northlight/projects/1", "/w/northlight/settings/"])
def test_a_page_leads_who_has_none_to_set_one_up(as_editor: Speaker, ruled: Workspace, page: str) -> None:
    answer = as_editor.get(page, follow=True)
    assert answer.redirect_chain[-1][0] == "/accounts/2fa/"
    assert "This workspace lets in only people" in answer.content.decode()


def test_the_api_says_what_is_missing(as_editor: Speaker, ruled: Workspace) -> None:
    told = as_editor.refused(403, "GET", "projects")
    assert "passkey or an authenticator app" in told["detail"]


def test_who_has_one_comes_in(as_editor: Speaker, editor: User, ruled: Workspace) -> None:
    give_factor(editor)
    assert as_editor.call("GET", "projects").status_code == 200
    assert as_editor.get("/w/northlight/").status_code in (200, 503)


def test_recovery_codes_alone_are_no_second_factor(as_editor: Speaker, editor: User, ruled: Workspace) -> None:
    Authenticator.objects.create(user=editor, type=Authenticator.Type.RECOVERY_CODES, data={})
    as_editor.refused(403, "GET", "projects")


def test_a_token_goes_on_working(editor: User, ruled: Workspace) -> None:
    assert cast.program(editor, ruled).call("GET", "projects").status_code == 200


def test_an_outsider_still_finds_nothing(as_intruder: Speaker, ruled: Workspace, client: Client) -> None:
    as_intruder.refused(404, "GET", "projects")
    assert as_intruder.get("/w/northlight/").status_code == 404
