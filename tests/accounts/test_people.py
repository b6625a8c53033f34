"""Who is in a workspace: listed, moved, taken out, handed over; and always an owner."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from accounts import people
from accounts.audit import COMMAND
from accounts.models import ApiToken, AuditEntry, Membership, User, Workspace
from accounts.problems import Conflict, Problem
from accounts.roles import MEANS, Role, keeps_an_owner, may_give
from accounts.tenancy import scope
from tests import cast
from tests.cast import Speaker
from tests.threads import together

ROLES = st.sampled_from([None, *Role])


@pytest.fixture
def admin(workspace: Workspace) -> User:
    return cast.person("admin@northlight.film", workspace, Role.ADMIN)


@pytest.fixture
def as_admin(admin: User, workspace: Workspace) -> Speaker:
    return cast.browser(admin, workspace)


def place_of(user: User) -> Membership:
    return Membership.objects.select_related("workspace", "user").get(user=user)


def roles(workspace: Workspace) -> dict[str, str]:
    return {one.user.email.split("@")[0]: one.role for one in people.members(workspace.pk)}


def told(workspace: Workspace, action: str) -> list[AuditEntry]:
    with scope(workspace.pk):
        return list(AuditEntry.objects.filter(action=action))


# --- the table ----------------------------------------------------------------------------------------------


@given(st.lists(ROLES, min_size=1, max_size=6), st.data())
def test_whatever_is_allowed_leaves_an_owner(everybody: list[Role | None], data: st.DataObject) -> None:
    before = [*everybody, Role.OWNER]
    who = data.draw(st.sampled_from(range(len(before))))
    after = [data.draw(ROLES) if place == who else role for place, role in enumerate(before)]
    owners = before.count(Role.OWNER)
    assert keeps_an_owner(owners, before[who], after[who]) is (Role.OWNER in after)


def test_every_role_is_said_in_a_line() -> None:
    assert set(MEANS) == set(Role)


# --- the list -----------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_everybody_in_the_workspace_sees_who_is_in_it(
    as_viewer: Speaker, owner: User, as_outsider: Speaker, outsider: User
) -> None:
    found = as_viewer.made("GET", "members")["results"]
    assert {(one["email"], one["name"], one["role"]) for one in found} == {
        ("viewer@northlight.film", "Viewer", "viewer"),
        ("owner@northlight.film", "Owner", "owner"),
    }
    assert [one["email"] for one in as_outsider.made("GET", "members")["results"]] == [outsider.email]


@pytest.mark.django_db
def test_the_list_asks_no_more_for_more_people(as_viewer: Speaker, workspace: Workspace) -> None:
    with CaptureQueriesContext(connection) as for_one:
        as_viewer.made("GET", "members")
    for number in range(6):
        cast.person(f"guest{number}@northlight.film", workspace, Role.VIEWER)
    with CaptureQueriesContext(connection) as for_seven:
        assert len(as_viewer.made("GET", "members")["results"]) == 7
    assert len(for_seven) == len(for_one)


# --- roles --------------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_an_admin_gives_the_roles_below_owner(as_admin: Speaker, editor: User, workspace: Workspace) -> None:
    who = place_of(editor).pk
    assert as_admin.made("PATCH", f"members/{who}", {"role": "viewer"})["role"] == "viewer"
    (entry,) = told(workspace, "member.role_changed")
    assert (entry.actor, entry.subject) == ("admin@northlight.film", editor.email)
    assert (entry.before, entry.after) == ({"role": "editor"}, {"role": "viewer"})
    as_admin.refused(403, "PATCH", f"members/{who}", {"role": "owner"})
    assert roles(workspace)["editor"] == "viewer"


@pytest.mark.django_db
def test_an_admin_acts_on_everybody_but_owners(as_admin: Speaker, owner: User, workspace: Workspace) -> None:
    other = cast.person("second@northlight.film", workspace, Role.OWNER)
    for who in (place_of(owner).pk, place_of(other).pk):
        refused = as_admin.refused(403, "PATCH", f"members/{who}", {"role": "viewer"})
        assert "takes owner" in refused["detail"]
        as_admin.refused(403, "DELETE", f"members/{who}")
    assert roles(workspace) == {"owner": "owner", "second": "owner", "admin": "admin"}


@pytest.mark.parametrize("body", [{}, {"role": "king"}, {"role": None}, {"role": ""}])
@pytest.mark.django_db
def test_a_role_that_is_none_is_refused_by_name(as_owner: Speaker, editor: User, body: dict[str, Any]) -> None:
    refused = as_owner.refused(400, "PATCH", f"members/{place_of(editor).pk}", body)
    assert refused["errors"][0]["field"] == "role"


@pytest.mark.parametrize("method", ["PATCH", "DELETE"])
@pytest.mark.django_db
def test_editors_and_viewers_move_nobody(as_editor: Speaker, as_viewer: Speaker, owner: User, method: str) -> None:
    for speaker in (as_editor, as_viewer):
        speaker.refused(403, method, f"members/{place_of(owner).pk}", {"role": "viewer"})


@pytest.mark.django_db
def test_ownership_is_given_by_an_owner_and_by_no_token(owner: User, editor: User, workspace: Workspace) -> None:
    who = place_of(editor).pk
    program = cast.program(owner, workspace)
    assert "token" in program.refused(403, "PATCH", f"members/{who}", {"role": "owner"})["detail"]
    program.refused(403, "POST", "invitations", {"email": "new@northlight.film", "role": "owner"})
    program.refused(403, "POST", "workspace/transfer", {"member": str(who)})
    program.refused(403, "DELETE", "members/me")
    assert cast.browser(owner, workspace).made("PATCH", f"members/{who}", {"role": "owner"})["role"] == "owner"


@pytest.mark.django_db
def test_a_role_that_was_lost_meanwhile_gives_nothing(admin: User, editor: User, workspace: Workspace) -> None:
    by = place_of(admin)
    Membership.objects.filter(pk=by.pk).update(role=Role.EDITOR)
    with pytest.raises(Problem, match="Your role in this workspace is editor"):
        people.change_role(COMMAND, by, place_of(editor).pk, Role.ADMIN)
    assert roles(workspace)["editor"] == "editor"


# --- going --------------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_who_is_removed_has_no_access_and_their_tokens_end(
    as_owner: Speaker, as_editor: Speaker, editor: User, as_program: Speaker, workspace: Workspace
) -> None:
    assert as_program.made("GET", "projects")
    as_owner.made("DELETE", f"members/{place_of(editor).pk}")
    as_editor.refused(404, "GET", "projects")
    as_program.refused(401, "GET", "projects")
    assert ApiToken.objects.get(user=editor).revoked_at is not None
    (entry,) = told(workspace, "member.removed")
    assert (entry.subject, entry.before) == (editor.email, {"role": "editor"})


@pytest.mark.django_db
def test_who_comes_back_finds_old_tokens_ended(
    as_owner: Speaker, editor: User, as_program: Speaker, workspace: Workspace
) -> None:
    as_owner.made("DELETE", f"members/{place_of(editor).pk}")
    Membership.objects.create(workspace=workspace, user=editor, role=Role.EDITOR)
    as_program.refused(401, "GET", "projects")


@pytest.mark.django_db
def test_anybody_leaves_but_the_last_owner(as_viewer: Speaker, as_owner: Speaker, workspace: Workspace) -> None:
    as_viewer.made("DELETE", "members/me")
    as_viewer.refused(404, "GET", "members")
    assert "always has an owner" in as_owner.refused(409, "DELETE", "members/me")["detail"]
    assert roles(workspace) == {"owner": "owner"}
    assert [entry.subject for entry in told(workspace, "member.left")] == ["viewer@northlight.film"]


@pytest.mark.django_db
def test_the_last_owner_is_neither_demoted_nor_removed(as_owner: Speaker, owner: User, workspace: Workspace) -> None:
    who = place_of(owner).pk
    as_owner.refused(409, "PATCH", f"members/{who}", {"role": "admin"})
    as_owner.refused(409, "DELETE", f"members/{who}")
    assert roles(workspace) == {"owner": "owner"}


@pytest.mark.django_db
def test_a_closed_account_is_no_owner_to_leave_behind(as_owner: Speaker, workspace: Workspace) -> None:
    closed = cast.person("second@northlight.film", workspace, Role.OWNER)
    User.objects.filter(pk=closed.pk).update(is_active=False)
    as_owner.refused(409, "DELETE", "members/me")
    as_owner.refused(409, "POST", "workspace/transfer", {"member": str(place_of(closed).pk)})


@pytest.mark.django_db
def test_what_an_account_would_leave_behind_is_known_before_it_is_closed(
    owner: User, workspace: Workspace, elsewhere: Workspace
) -> None:
    Membership.objects.create(workspace=elsewhere, user=owner, role=Role.OWNER)
    cast.person("second@northlight.film", workspace, Role.OWNER)
    assert people.left_without_owner(owner) == [elsewhere]
    User.objects.filter(email="second@northlight.film").update(is_active=False)
    assert people.left_without_owner(owner) == [elsewhere, workspace]


# --- handing over -------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_an_owner_hands_the_workspace_on_and_stays_as_admin(
    as_owner: Speaker, owner: User, editor: User, workspace: Workspace
) -> None:
    answer = as_owner.made("POST", "workspace/transfer", {"member": str(place_of(editor).pk)})
    assert answer["role"] == "admin"
    assert roles(workspace) == {"owner": "admin", "editor": "owner"}
    (entry,) = told(workspace, "workspace.transferred")
    assert (entry.before, entry.after) == ({"owner": owner.email}, {"owner": editor.email})


@pytest.mark.django_db
def test_only_an_owner_hands_over_and_only_to_a_member(
    as_owner: Speaker, as_admin: Speaker, owner: User, outsider: User, workspace: Workspace
) -> None:
    foreign = {"member": str(place_of(outsider).pk)}
    as_admin.refused(403, "POST", "workspace/transfer", foreign)
    as_owner.refused(404, "POST", "workspace/transfer", foreign)
    for body in ({}, {"member": "mara"}, {"member": str(place_of(owner).pk)}):
        assert as_owner.refused(400, "POST", "workspace/transfer", body)["errors"][0]["field"] == "member"
    assert roles(workspace)["owner"] == "owner"


# --- at the same moment -------------------------------------------------------------------------------------


@pytest.mark.django_db(transaction=True)
def test_two_owners_who_leave_at_once_do_not_both_go(workspace: Workspace, owner: User) -> None:
    second = cast.person("second@northlight.film", workspace, Role.OWNER)
    for _ in range(5):
        results = together(*(lambda user=user: people.leave(COMMAND, place_of(user)) for user in (owner, second)))
        assert sum(isinstance(result, Conflict) for result in results) == 1, results
        assert people.owners(workspace.pk).count() == 1
        gone = owner if not Membership.objects.filter(user=owner).exists() else second
        Membership.objects.create(workspace=workspace, user=gone, role=Role.OWNER)


@pytest.mark.django_db(transaction=True)
def test_owners_who_demote_each_other_at_once_leave_one(workspace: Workspace, owner: User) -> None:
    second = cast.person("second@northlight.film", workspace, Role.OWNER)
    here, there = place_of(owner), place_of(second)
    results = together(
        lambda: people.change_role(COMMAND, here, there.pk, Role.VIEWER),
        lambda: people.remove(COMMAND, there, here.pk),
    )
    assert sum(isinstance(result, Problem) for result in results) == 1, results
    assert people.owners(workspace.pk).count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_taker_who_leaves_while_the_workspace_is_handed_over_leaves_an_owner(
    workspace: Workspace, owner: User, editor: User
) -> None:
    results = together(
        lambda: people.hand_over(COMMAND, place_of(owner), place_of(editor).pk),
        lambda: people.leave(COMMAND, place_of(editor)),
    )
    assert sum(isinstance(result, Exception) for result in results) == 1, results
    assert people.owners(workspace.pk).count() == 1


# --- workspaces ---------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_a_person_has_several_workspaces_and_is_told_what_in_each(
    as_owner: Speaker, owner: User, elsewhere: Workspace
) -> None:
    Membership.objects.create(workspace=elsewhere, user=owner, role=Role.VIEWER)
    made = as_owner.made("POST", "workspaces", {"name": "  Night \n shift "})
    assert (made["slug"], made["name"], made["role"]) == ("night-shift", "Night shift", "owner")
    found = as_owner.made("GET", "workspaces")["results"]
    assert {(one["slug"], one["role"]) for one in found} == {
        ("night-shift", "owner"),
        ("northlight", "owner"),
        ("elsewhere", "viewer"),
    }
    (entry,) = told(Workspace.objects.get(slug="night-shift"), "workspace.created")
    assert (entry.actor, entry.via, entry.address) == (owner.email, "browser", "127.0.0.1")


@pytest.mark.parametrize("body", [{}, {"name": ""}, {"name": " "}, {"name": "x" * 81}, {"name": "a\0b"}])
@pytest.mark.django_db
def test_a_workspace_needs_a_name_of_moderate_length(as_owner: Speaker, body: dict[str, str]) -> None:
    for method, address in (("POST", "workspaces"), ("PATCH", "workspace")):
        assert as_owner.refused(400, method, address, body)["errors"][0]["field"] == "name"


@pytest.mark.django_db
def test_a_token_sees_its_workspace_and_starts_none(as_program: Speaker, editor: User, elsewhere: Workspace) -> None:
    Membership.objects.create(workspace=elsewhere, user=editor, role=Role.OWNER)
    assert [one["slug"] for one in as_program.made("GET", "workspaces")["results"]] == ["northlight"]
    as_program.refused(403, "POST", "workspaces", {"name": "Another"})


@pytest.mark.django_db
def test_the_name_changes_by_api_too_and_the_address_stays(as_admin: Speaker, workspace: Workspace) -> None:
    assert as_admin.made("PATCH", "workspace", {"name": "Southlight"})["slug"] == "northlight"
    assert as_admin.made("GET", "workspace")["name"] == "Southlight"
    assert told(workspace, "workspace.changed")


@pytest.mark.django_db
def test_being_somewhere_is_noted_once_a_minute(owner: User) -> None:
    here = place_of(owner)
    people.seen(here)
    first = place_of(owner)
    assert first.last_seen_at is not None
    people.seen(first)
    assert place_of(owner).last_seen_at == first.last_seen_at


def test_the_table_of_roles_is_asked_in_every_case() -> None:
    """Only who may give a role may take it: nobody below an admin moves anybody."""
    for before in (None, *Role):
        for after in (None, *Role):
            assert not may_give(Role.EDITOR, before, after)
            assert not may_give(Role.VIEWER, before, after)
