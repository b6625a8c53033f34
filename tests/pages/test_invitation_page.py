"""From the letter into the workspace: signing up by the link, logging in first, or being somebody else."""

import re
from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from accounts.models import Invitation, Membership, User, Workspace
from accounts.tenancy import scope
from tests.cast import PASSWORD, Speaker

pytestmark = pytest.mark.django_db
NEW = "mara@southlight.film"


@pytest.fixture
def link(as_owner: Speaker) -> str:
    """The address in a letter to somebody new."""
    as_owner.made("POST", "invitations", {"email": NEW, "role": "viewer"})
    found = re.search(r"http://testserver(/invitations/\S+)", str(mail.outbox[-1].body))
    assert found is not None
    return found[1]


def button(page: str, words: str) -> str:
    """Where a link in the look of a button leads."""
    found = re.search(rf'href="([^"]+)">{words}', page)
    assert found is not None, page
    return found[1].replace("&amp;", "&")


def test_the_page_says_who_invites_to_what_as_what_and_whom(client: Client, link: str) -> None:
    page = client.get(link)
    shown = page.content.decode()
    for words in ("Owner (owner@northlight.film) invites you", "Northlight Films", "Viewer", "changes nothing", NEW):
        assert words in shown
    assert "no-store" in page["Cache-Control"]
    assert page["Referrer-Policy"] == "same-origin"


@pytest.mark.parametrize("verification", ["optional", "mandatory"])
def test_signing_up_by_the_link_leads_into_the_workspace(
    client: Client, link: str, workspace: Workspace, verification: str, settings: Settings
) -> None:
    settings.ACCOUNT_EMAIL_VERIFICATION = verification
    sign_up = button(client.get(link).content.decode(), "Make an account and join")
    form = client.get(sign_up).content.decode()
    assert f'value="{NEW}"' in form
    assert 'name="workspace"' not in form
    answer = client.post(sign_up, {"password1": PASSWORD, "next": link}, follow=True)
    assert answer.redirect_chain[-1][0] == "/w/northlight/"
    here = Membership.objects.select_related("workspace").get(user__email=NEW)
    assert (here.workspace, here.role) == (workspace, "viewer")
    assert EmailAddress.objects.get(email=NEW).verified
    assert len(mail.outbox) == 1, "whoever read the letter is asked to confirm nothing"
    assert client.get(link)["Location"] == "/w/northlight/"


def test_the_address_of_the_letter_cannot_be_swapped_for_another(client: Client, link: str) -> None:
    body = {"password1": PASSWORD, "next": link, "email": "eve@southlight.film", "workspace": "Mine"}
    client.post("/accounts/signup/", body)
    assert list(Membership.objects.filter(user__email__endswith="southlight.film").values_list("user__email")) == [
        (NEW,)
    ]
    assert not User.objects.filter(email__startswith="eve").exists()


def test_who_has_an_account_logs_in_and_presses_once(client: Client, link: str) -> None:
    User.objects.create_user(NEW, PASSWORD)
    log_in = button(client.get(link).content.decode(), "Log in to join")
    answer = client.post(log_in, {"login": NEW, "password": PASSWORD, "next": link}, follow=True)
    assert "Join the workspace" in answer.content.decode()
    assert client.post(link)["Location"] == "/w/northlight/"
    assert Membership.objects.get(user__email=NEW).role == "viewer"
    assert client.post(link, follow=True).redirect_chain[-1][0] == "/w/northlight/"


def test_looking_at_the_page_changes_nothing(client: Client, link: str, workspace: Workspace) -> None:
    client.force_login(User.objects.create_user(NEW, PASSWORD))
    client.get(link)
    client.head(link)
    assert not Membership.objects.filter(user__email=NEW).exists()
    with scope(workspace.pk):
        assert Invitation.objects.exists()


def test_somebody_else_is_told_so_and_does_not_come_in(as_outsider: Speaker, outsider: User, link: str) -> None:
    shown = as_outsider.get(link).content.decode()
    assert f"signed in as {outsider.email}, and this invitation is for {NEW}" in shown
    assert "Join the workspace" not in shown
    again = as_outsider.post(link, follow=True)
    assert f"This invitation is for {NEW}" in again.content.decode()
    assert Membership.objects.filter(user=outsider).count() == 1
    assert as_outsider.post("/accounts/logout/", {"next": link})["Location"] == link


def test_a_stranger_who_presses_is_shown_the_page_again(client: Client, link: str) -> None:
    assert client.post(link)["Location"] == link


def test_a_link_that_is_not_open_says_what_to_do(client: Client, link: str, workspace: Workspace) -> None:
    with scope(workspace.pk):
        Invitation.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    for address in (link, f"/invitations/{workspace.pk.hex}-guess/", "/invitations/nonsense/"):
        answer = client.get(address)
        assert answer.status_code == 404
        assert "Ask whoever invited you" in answer.content.decode()
    client.force_login(User.objects.create_user(NEW, PASSWORD))
    assert client.post(link, follow=True).status_code == 404


def test_signing_up_by_a_link_that_ran_out_meanwhile_asks_for_a_workspace(
    client: Client, link: str, workspace: Workspace
) -> None:
    with scope(workspace.pk):
        Invitation.objects.all().delete()
    answer = client.post("/accounts/signup/", {"email": NEW, "password1": PASSWORD, "next": link})
    assert "Give it a name" in answer.content.decode()
    assert not User.objects.filter(email=NEW).exists()


def test_a_workspace_that_is_full_is_told_on_the_page(
    client: Client, link: str, workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("accounts.people.MOST_PEOPLE", 1)
    answer = client.post("/accounts/signup/", {"password1": PASSWORD, "next": link}, follow=True)
    assert "Join the workspace" in answer.content.decode()
    assert "has room for 1 people" in client.post(link, follow=True).content.decode()
    assert not Membership.objects.filter(user__email=NEW).exists()


def test_guessing_links_is_slowed_down(client: Client, settings: Settings) -> None:
    settings.ACCOUNT_RATE_LIMITS = {"invitation": "3/m/ip"}
    answers = [client.get(f"/invitations/{'0' * 32}-{number}/").status_code for number in range(5)]
    assert answers == [404, 404, 404, 429, 429]


def test_an_invitation_of_a_workspace_that_is_gone_is_not_open(client: Client, link: str, workspace: Workspace) -> None:
    with scope(workspace.pk):
        workspace.delete()
    assert client.get(link).status_code == 404


def test_the_demo_login_is_nobody_to_invite(as_owner: Speaker) -> None:
    as_owner.refused(400, "POST", "invitations", {"email": "demo@dailies.local"})


def test_the_inviter_may_be_gone(as_owner: Speaker, client: Client, link: str, workspace: Workspace) -> None:
    with scope(workspace.pk):
        Invitation.objects.update(invited_by=None)
    assert "The workspace invites you" in client.get(link).content.decode()
    assert "Invited" in as_owner.get("/w/northlight/settings/people/").content.decode()
