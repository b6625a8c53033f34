"""Inviting by letter, through the API: who may, what the letter says, and how long its link opens something."""

import re
from datetime import timedelta
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.core.mail import EmailMultiAlternatives
from django.utils import timezone

from accounts import invitations, people
from accounts.audit import COMMAND
from accounts.models import ApiToken, AuditEntry, Invitation, Membership, User, Workspace
from accounts.models.invitation import read_token
from accounts.plans.here import plan_for
from accounts.problems import Problem
from accounts.roles import Role
from accounts.tenancy import scope
from tests import cast
from tests.cast import PASSWORD, Speaker
from tests.threads import together

pytestmark = pytest.mark.django_db
NEW = "mara@southlight.film"
LINK = re.compile(r"http://testserver/invitations/(\S+)/")


def last_token() -> str:
    """The link of the newest letter."""
    found = LINK.search(str(mail.outbox[-1].body))
    assert found is not None
    return found[1]


def invite(speaker: Speaker, email: str = NEW, role: str = "editor") -> Any:
    return speaker.made("POST", "invitations", {"email": email, "role": role})


def age(workspace: Workspace, days: float) -> None:
    with scope(workspace.pk):
        Invitation.objects.update(expires_at=timezone.now() + timedelta(days=7 - days))


def a_person(email: str = NEW) -> User:
    return User.objects.create_user(email, PASSWORD)


def told(workspace: Workspace) -> list[tuple[str, str]]:
    with scope(workspace.pk):
        return [(one.action, one.subject) for one in AuditEntry.objects.order_by("id")]


# --- inviting -----------------------------------------------------------------------------------------------


def test_an_invitation_keeps_a_place_and_sends_a_letter(as_owner: Speaker, workspace: Workspace) -> None:
    made = invite(as_owner, "Mara@Southlight.film")
    assert (made["email"], made["role"], made["invited_by"]) == (NEW, "editor", "owner@northlight.film")
    (letter,) = mail.outbox
    assert (letter.to, letter.subject) == ([NEW], "Come to Northlight Films")
    assert "Owner (owner@northlight.film) invites you to the workspace Northlight Films, as editor" in str(letter.body)
    assert isinstance(letter, EmailMultiAlternatives)
    assert "Look at the invitation</a>" in str(letter.alternatives[0][0])
    assert told(workspace) == [("member.invited", NEW)]
    assert [one["email"] for one in as_owner.made("GET", "invitations")["results"]] == [NEW]


def test_the_link_is_in_the_letter_and_nowhere_else(as_owner: Speaker, workspace: Workspace) -> None:
    made = str(invite(as_owner))
    listed = as_owner.call("GET", "invitations").content.decode()
    with scope(workspace.pk):
        kept, logged = str(Invitation.objects.values().get()), str(AuditEntry.objects.values())
    read = read_token(last_token())
    assert read is not None
    assert read[0] == workspace.pk
    for place in (made, listed, kept, logged):
        assert read[1] not in place


def test_inviting_somebody_with_an_account_looks_like_inviting_anybody(as_owner: Speaker) -> None:
    a_person("known@southlight.film")
    answers = [invite(as_owner, email) for email in ("known@southlight.film", "unknown@southlight.film")]
    for answer in answers:
        for name in ("id", "email", "created_at", "expires_at"):
            answer.pop(name)
    assert answers[0] == answers[1]
    known, unknown = (LINK.sub("", str(letter.body)).replace("unknown@", "known@") for letter in mail.outbox)
    assert known == unknown


def test_a_name_cannot_write_a_letter_of_its_own(as_owner: Speaker, owner: User, workspace: Workspace) -> None:
    User.objects.filter(pk=owner.pk).update(name="Eve\n\nWin:\nhttps://evil.example/")
    Workspace.objects.filter(pk=workspace.pk).update(name="<b>Free</b>\nSubject: x")
    invite(as_owner)
    (letter,) = mail.outbox
    assert isinstance(letter, EmailMultiAlternatives)
    assert 'href="https://evil.example' not in str(letter.alternatives[0][0])
    assert "<b>Free" not in str(letter.alternatives[0][0])
    assert letter.subject == "Come to <b>Free</b> Subject: x"


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({}, "email"),
        ({"email": "mara"}, "email"),
        ({"email": "demo@dailies.local"}, "email"),
        ({"email": "x" * 250 + "@a.film"}, "email"),
        ({"email": NEW, "role": "king"}, "role"),
        ({"email": "VIEWER@northlight.film"}, "email"),
    ],
)
def test_what_cannot_be_invited_is_refused_by_name(
    as_owner: Speaker, viewer: User, body: dict[str, str], field: str
) -> None:
    assert as_owner.refused(400, "POST", "invitations", body)["errors"][0]["field"] == field
    assert not mail.outbox


def test_an_address_is_invited_once_until_that_ran_out(as_owner: Speaker, workspace: Workspace) -> None:
    invite(as_owner)
    assert "already" in as_owner.refused(400, "POST", "invitations", {"email": NEW.upper()})["detail"]
    age(workspace, 8)
    invite(as_owner, role="viewer")
    with scope(workspace.pk):
        assert Invitation.objects.get().role == "viewer"


def test_admins_invite_up_to_admin_and_owners_anybody(as_owner: Speaker, workspace: Workspace) -> None:
    admin = cast.browser(cast.person("admin@northlight.film", workspace, Role.ADMIN), workspace)
    made = invite(as_owner, role="owner")
    assert made["role"] == "owner"
    admin.refused(403, "DELETE", f"invitations/{made['id']}")
    admin.refused(403, "POST", f"invitations/{made['id']}/resend")
    admin.refused(403, "POST", "invitations", {"email": "x@southlight.film", "role": "owner"})
    assert invite(admin, "x@southlight.film", "admin")["role"] == "admin"


def test_editors_and_viewers_invite_nobody_and_see_no_addresses(as_editor: Speaker, as_viewer: Speaker) -> None:
    for speaker in (as_editor, as_viewer):
        speaker.refused(403, "GET", "invitations")
        speaker.refused(403, "POST", "invitations", {"email": NEW})
    assert not mail.outbox


def test_a_workspace_sends_so_many_letters_an_hour(as_owner: Speaker, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(invitations, "MOST_LETTERS", 2)
    made = invite(as_owner)
    as_owner.made("POST", f"invitations/{made['id']}/resend")
    refused = as_owner.refused(429, "POST", "invitations", {"email": "ola@southlight.film"})
    assert "an hour" in refused["detail"]
    as_owner.made("DELETE", f"invitations/{made['id']}")
    as_owner.refused(429, "POST", "invitations", {"email": "ola@southlight.film"})
    assert len(mail.outbox) == 2


def test_there_is_room_for_so_many_people(as_owner: Speaker, viewer: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(people, "MOST_PEOPLE", 3)
    made = invite(as_owner)
    as_owner.refused(409, "POST", "invitations", {"email": "ola@southlight.film"})
    as_owner.made("DELETE", f"invitations/{made['id']}")
    invite(as_owner, "ola@southlight.film")


def test_a_plan_has_so_many_seats_and_the_next_one_is_named(
    as_owner: Speaker, owner: User, workspace: Workspace
) -> None:
    Membership.objects.filter(workspace=workspace).exclude(user=owner).delete()
    Workspace.objects.filter(pk=workspace.pk).update(plan="free")
    seats = plan_for(Workspace.objects.get(pk=workspace.pk)).seats
    assert seats is not None
    for number in range(seats - 1):
        invite(as_owner, f"guest-{number}@southlight.film")
    refused = as_owner.refused(403, "POST", "invitations", {"email": "ola@southlight.film"})
    assert f"seat {seats}" in refused["detail"]
    assert "Creator" in refused["advice"]


def test_a_letter_that_cannot_leave_keeps_no_place(
    as_owner: Speaker, workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*args: Any, **kwargs: Any) -> None:
        raise ConnectionRefusedError

    monkeypatch.setattr(EmailMultiAlternatives, "send", refuse)
    as_owner.refused(503, "POST", "invitations", {"email": NEW})
    with scope(workspace.pk):
        assert not Invitation.objects.exists()
    assert told(workspace) == []


def test_a_service_token_that_manages_invites_below_owner(workspace: Workspace) -> None:
    _, secret = ApiToken.objects.issue(workspace=workspace, user_id=None, name="robot", scopes=["read", "manage"])
    robot = Speaker({"Authorization": f"Bearer {secret}"})
    made = invite(robot, role="admin")
    assert made["invited_by"] is None
    assert "The workspace invites you" in str(mail.outbox[-1].body)
    robot.refused(403, "POST", "invitations", {"email": "x@southlight.film", "role": "owner"})
    robot.made("POST", f"invitations/{made['id']}/resend")
    robot.made("DELETE", f"invitations/{made['id']}")
    assert [one["slug"] for one in robot.made("GET", "workspaces")["results"]] == [workspace.slug]
    assert len(robot.made("GET", "members")["results"]) == 0
    for method, address in (("DELETE", "members/me"), ("POST", "workspaces"), ("POST", "workspace/transfer")):
        robot.refused(403, method, address, {})


def test_nobody_is_invited_to_a_workspace_that_is_about_to_go(as_owner: Speaker, workspace: Workspace) -> None:
    Workspace.objects.filter(pk=workspace.pk).update(deletion_due_at=timezone.now())
    assert "will be deleted" in as_owner.refused(409, "POST", "invitations", {"email": NEW})["detail"]


# --- again, and back ----------------------------------------------------------------------------------------


def test_another_letter_carries_another_link_and_ends_the_first(as_owner: Speaker, workspace: Workspace) -> None:
    made = invite(as_owner)
    first = last_token()
    age(workspace, 8)
    assert invitations.opened_by(first) is None
    sent = as_owner.made("POST", f"invitations/{made['id']}/resend")
    assert sent["expires_at"] > made["created_at"]
    assert invitations.opened_by(first) is None
    assert invitations.opened_by(last_token()) is not None
    assert told(workspace)[-1] == ("member.invitation_resent", NEW)


def test_what_is_taken_back_opens_nothing(as_owner: Speaker, workspace: Workspace) -> None:
    made = invite(as_owner)
    as_owner.made("DELETE", f"invitations/{made['id']}")
    assert invitations.opened_by(last_token()) is None
    with pytest.raises(Problem, match="nothing at this address"):
        invitations.take_up(COMMAND, a_person(), last_token())
    assert told(workspace)[-1] == ("member.invitation_revoked", NEW)
    as_owner.refused(404, "DELETE", f"invitations/{made['id']}")


def test_what_ran_out_long_ago_is_forgotten_when_somebody_is_invited(as_owner: Speaker, workspace: Workspace) -> None:
    invite(as_owner)
    age(workspace, 36)
    invite(as_owner, "ola@southlight.film")
    assert len(as_owner.made("GET", "invitations")["results"]) == 2
    age(workspace, 38)
    invite(as_owner, "eli@southlight.film")
    assert [one["email"] for one in as_owner.made("GET", "invitations")["results"]] == ["eli@southlight.film"]


# --- coming in ----------------------------------------------------------------------------------------------


def test_who_is_invited_comes_in_once_as_what_was_said(as_owner: Speaker, workspace: Workspace) -> None:
    invite(as_owner, role="viewer")
    mara = a_person()
    here = invitations.take_up(COMMAND, mara, last_token())
    assert (here.workspace, here.role) == (workspace, "viewer")
    assert EmailAddress.objects.get(user=mara, email=NEW).verified
    assert told(workspace)[-1] == ("member.joined", NEW)
    with pytest.raises(Problem):
        invitations.take_up(COMMAND, mara, last_token())
    assert as_owner.made("GET", "invitations")["results"] == []


@pytest.mark.parametrize(("days", "opens"), [(6.99, True), (7.01, False)])
def test_a_link_opens_for_seven_days(as_owner: Speaker, workspace: Workspace, days: float, opens: bool) -> None:
    invite(as_owner)
    age(workspace, days)
    assert (invitations.opened_by(last_token()) is not None) is opens


@pytest.mark.parametrize("token", ["", "-", "x-y", "0" * 32, "0" * 32 + "-", "0" * 32 + "-guess", "é-\N{SNOWMAN}"])
def test_a_link_of_nobody_opens_nothing(token: str) -> None:
    assert invitations.opened_by(token) is None


def test_a_secret_opens_its_own_workspace_only(as_owner: Speaker, elsewhere: Workspace) -> None:
    invite(as_owner)
    read = read_token(last_token())
    assert read is not None
    assert invitations.opened_by(f"{elsewhere.pk.hex}-{read[1]}") is None


def test_the_address_decides_who_may_come(as_owner: Speaker, workspace: Workspace) -> None:
    invite(as_owner)
    eve = a_person("eve@southlight.film")
    EmailAddress.objects.create(user=eve, email=NEW, verified=False, primary=False)
    with pytest.raises(Problem, match="This invitation is for mara"):
        invitations.take_up(COMMAND, eve, last_token())
    assert not Membership.objects.filter(user=eve).exists()
    EmailAddress.objects.filter(user=eve).update(verified=True)
    assert invitations.take_up(COMMAND, eve, last_token()).workspace == workspace


def test_an_address_that_somebody_else_confirmed_lets_nobody_in_by_its_name(as_owner: Speaker) -> None:
    invite(as_owner)
    mara, other = a_person(), a_person("other@southlight.film")
    EmailAddress.objects.create(user=other, email=NEW, verified=True, primary=False)
    with pytest.raises(Problem, match="confirmed by another account"):
        invitations.take_up(COMMAND, mara, last_token())
    assert not Membership.objects.filter(user=mara).exists()


def test_a_closed_account_does_not_come_in(as_owner: Speaker) -> None:
    invite(as_owner)
    mara = a_person()
    mara.is_active = False
    mara.save()
    with pytest.raises(Problem):
        invitations.take_up(COMMAND, mara, last_token())


def test_who_is_in_already_stays_what_they_are(as_owner: Speaker, viewer: User, workspace: Workspace) -> None:
    EmailAddress.objects.create(user=viewer, email=NEW, verified=True, primary=False)
    invite(as_owner, role="admin")
    assert invitations.take_up(COMMAND, viewer, last_token()).role == "viewer"
    with scope(workspace.pk):
        assert not Invitation.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_a_link_pressed_twice_at_once_lets_in_once(as_owner: Speaker, workspace: Workspace) -> None:
    invite(as_owner)
    mara, token = a_person(), last_token()
    results = together(*[lambda: invitations.take_up(COMMAND, mara, token)] * 3)
    assert sum(isinstance(result, Membership) for result in results) == 1, results
    assert Membership.objects.filter(user=mara).count() == 1


@pytest.mark.django_db(transaction=True)
def test_an_address_invited_twice_at_once_is_invited_once(as_owner: Speaker, owner: User, workspace: Workspace) -> None:
    other = cast.browser(owner, workspace)
    body = {"email": NEW, "role": "viewer"}
    answers = together(*(lambda who=who: who.call("POST", "invitations", body) for who in (as_owner, other)))
    assert sorted(answer.status_code for answer in answers) == [201, 400]
    assert len(mail.outbox) == 1
