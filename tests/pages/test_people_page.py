"""The page of people: what each role sees and may press."""

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import Invitation, Membership, User, Workspace
from accounts.roles import Role
from accounts.tenancy import scope
from tests import cast, rows
from tests.cast import Speaker

pytestmark = pytest.mark.django_db
PEOPLE = "/w/northlight/settings/people/"


def place_of(user: User) -> Membership:
    return Membership.objects.get(user=user)


def said(speaker: Client, address: str, **body: str) -> str:
    """The page after something was pressed."""
    answer = speaker.post(address, body, follow=True)
    assert answer.status_code == 200
    return answer.content.decode()


def test_members_are_listed_for_everybody_and_invitations_for_those_who_invite(
    as_owner: Speaker, as_viewer: Speaker, workspace: Workspace
) -> None:
    rows.invitation_to(workspace, "awaited@southlight.film")
    for_owner, for_viewer = (who.get(PEOPLE).content.decode() for who in (as_owner, as_viewer))
    for shown in (for_owner, for_viewer):
        assert "owner@northlight.film" in shown
        assert "viewer@northlight.film" in shown
    assert "awaited@southlight.film" in for_owner
    assert "awaited@southlight.film" not in for_viewer
    assert 'name="role"' not in for_viewer
    assert "Leave" in for_viewer


def test_somebody_is_invited_from_the_page(as_owner: Speaker) -> None:
    shown = said(as_owner, PEOPLE, email="mara@southlight.film", role="viewer")
    assert "A letter is on its way to mara@southlight.film." in shown
    assert "open until" in shown
    assert len(mail.outbox) == 1


@pytest.mark.parametrize(
    ("email", "role", "told"),
    [
        ("", "viewer", "Write the e-mail address"),
        ("mara", "viewer", "not a whole e-mail address"),
        ("viewer@northlight.film", "viewer", "in the workspace already"),
        ("demo@dailies.local", "viewer", "Letters cannot reach"),
        ("mara@southlight.film", "king", "Choose one of the roles"),
    ],
)
def test_what_is_wrong_stands_at_its_field(as_owner: Speaker, viewer: User, email: str, role: str, told: str) -> None:
    answer = as_owner.post(PEOPLE, {"email": email, "role": role})
    assert answer.status_code == 422
    assert told in answer.content.decode()
    assert 'aria-invalid="true"' in answer.content.decode()
    assert not mail.outbox


def test_an_admin_is_offered_no_owner(as_owner: Speaker, owner: User, editor: User, workspace: Workspace) -> None:
    admin = cast.browser(cast.person("admin@northlight.film", workspace, Role.ADMIN), workspace)
    shown = admin.get(PEOPLE).content.decode()
    assert 'value="owner"' not in shown
    assert f"members/{place_of(owner).pk}/" not in shown
    assert f"members/{place_of(editor).pk}/remove/" in shown
    assert admin.post(PEOPLE, {"email": "x@southlight.film", "role": "owner"}).status_code == 422
    assert "Your role in this workspace is admin" in said(
        admin, f"{PEOPLE}members/{place_of(owner).pk}/role/", role="viewer"
    )


def test_a_role_is_changed_and_a_member_removed_after_a_question(as_owner: Speaker, editor: User) -> None:
    who = place_of(editor)
    assert "Editor is viewer now." in said(as_owner, f"{PEOPLE}members/{who.pk}/role/", role="viewer")
    assert "Remove Editor?" in as_owner.get(f"{PEOPLE}members/{who.pk}/remove/").content.decode()
    assert place_of(editor).role == "viewer"
    assert "not in the workspace any more" in said(as_owner, f"{PEOPLE}members/{who.pk}/remove/")
    assert not Membership.objects.filter(user=editor).exists()


def test_the_last_owner_is_told_why_they_stay(as_owner: Speaker) -> None:
    assert "Leave Northlight Films?" in as_owner.get(f"{PEOPLE}leave/").content.decode()
    assert "always has an owner" in said(as_owner, f"{PEOPLE}leave/")


def test_who_leaves_goes_on_to_their_other_workspace(as_viewer: Speaker, viewer: User, elsewhere: Workspace) -> None:
    Membership.objects.create(workspace=elsewhere, user=viewer, role=Role.VIEWER)
    assert as_viewer.post(f"{PEOPLE}leave/", follow=True).redirect_chain[-1][0] == "/w/elsewhere/"
    assert as_viewer.get(PEOPLE).status_code == 404


def test_the_workspace_is_handed_over_after_a_question(as_owner: Speaker, owner: User, editor: User) -> None:
    address = f"{PEOPLE}members/{place_of(editor).pk}/owner/"
    assert "Hand Northlight Films over to Editor?" in as_owner.get(address).content.decode()
    assert "Editor owns the workspace now; you are admin." in said(as_owner, address)
    assert (place_of(owner).role, place_of(editor).role) == ("admin", "owner")
    assert as_owner.get(address).status_code == 403


def test_an_invitation_is_sent_again_and_taken_back(as_owner: Speaker, workspace: Workspace) -> None:
    one = rows.invitation_to(workspace, "awaited@southlight.film")
    with scope(workspace.pk):
        Invitation.objects.update(expires_at=timezone.now())
    assert "ran out" in as_owner.get(PEOPLE).content.decode()
    assert "Another letter is on its way" in said(as_owner, f"{PEOPLE}invitations/{one.pk}/resend/")
    assert "taken back" in said(as_owner, f"{PEOPLE}invitations/{one.pk}/take-back/")
    with scope(workspace.pk):
        assert not Invitation.objects.exists()


def test_editors_press_nothing_and_outsiders_find_nothing(
    as_editor: Speaker, as_intruder: Speaker, as_owner: Speaker, owner: User, outsider: User, workspace: Workspace
) -> None:
    one = rows.invitation_to(workspace)
    who = place_of(owner).pk
    actions = [
        f"members/{who}/role/",
        f"members/{who}/remove/",
        f"members/{who}/owner/",
        f"invitations/{one.pk}/resend/",
        f"invitations/{one.pk}/take-back/",
    ]
    for action in ["", *actions]:
        assert as_editor.post(f"{PEOPLE}{action}").status_code == 403
        assert as_intruder.post(f"{PEOPLE}{action}").status_code == 404
    foreign = place_of(outsider).pk
    for action in actions:
        there = action.replace(str(who), str(foreign)).replace(str(one.pk), str(foreign))
        assert as_owner.post(f"{PEOPLE}{there}", {"role": "viewer"}).status_code == 404, there
    assert not mail.outbox


def test_a_page_that_only_does_is_not_opened(as_owner: Speaker, editor: User) -> None:
    assert as_owner.get(f"{PEOPLE}members/{place_of(editor).pk}/role/").status_code == 405


def test_a_list_of_many_asks_no_more(as_owner: Speaker, workspace: Workspace) -> None:
    with CaptureQueriesContext(connection) as few:
        as_owner.get(PEOPLE)
    for _ in range(5):
        rows.person_in(workspace)
        rows.invitation_to(workspace)
    with CaptureQueriesContext(connection) as many:
        as_owner.get(PEOPLE)
    assert len(many) == len(few)


def test_pages_below_a_page_mark_the_one_above_them(as_owner: Speaker, editor: User) -> None:
    below = {"people/leave/": "People", f"people/members/{place_of(editor).pk}/remove/": "People", "delete/": "General"}
    for path, title in below.items():
        page = as_owner.get(f"/w/northlight/settings/{path}").content.decode()
        assert page.count('aria-current="page"') == 1
        assert f'aria-current="page">{title}</a>' in page


def test_who_may_not_rename_the_workspace_is_offered_no_field(as_owner: Speaker, as_viewer: Speaker) -> None:
    for_owner, for_viewer = (who.get("/w/northlight/settings/").content.decode() for who in (as_owner, as_viewer))
    assert 'id="id_name" disabled' in for_viewer or 'disabled id="id_name"' in for_viewer
    assert "disabled" not in for_owner
