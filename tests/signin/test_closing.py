"""Closing an account: who may, what goes at once, and what `./dailies closed` removes later."""

import threading
from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.core.management import call_command
from django.db import transaction
from django.test import Client
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from accounts import people
from accounts.audit import COMMAND
from accounts.closing import GRACE, Standing, close_account, held_by
from accounts.models import ApiToken, Membership, User, Workspace
from accounts.problems import Conflict
from accounts.roles import Role
from projects.models import Project
from tests import cast, rows
from tests.cast import PASSWORD
from tests.signin.conftest import MARA
from tests.threads import WAIT_SECONDS, together

pytestmark = pytest.mark.django_db
STANDINGS = st.builds(Standing, st.text(min_size=1), st.sampled_from(list(Role)), st.integers(0, 3), st.integers(0, 9))


@given(st.lists(STANDINGS))
def test_only_a_last_owner_with_others_is_held(standings: list[Standing]) -> None:
    held = held_by(standings)
    for one in standings:
        leaves_people_without_owner = one.role == Role.OWNER and one.others > 0 and one.other_owners == 0
        assert not leaves_people_without_owner or one.workspace in held
    assert bool(held) == any(s.role == Role.OWNER and s.others > 0 and s.other_owners == 0 for s in standings)


def close(client: Client, email: str = MARA) -> str:
    return client.post("/accounts/close/", {"address": email}, follow=True).content.decode()


def test_closing_ends_every_way_in_and_takes_out_who_it_was(as_mara: Client, mara: User) -> None:
    workspace = mara.memberships.get().workspace
    token, _ = ApiToken.objects.issue(workspace=workspace, user_id=mara.pk, name="script")
    elsewhere = Client()
    elsewhere.post("/accounts/login/", {"login": MARA, "password": PASSWORD})
    assert "Your account is closed" in close(as_mara)
    mara.refresh_from_db()
    assert (mara.name, mara.is_active, mara.has_usable_password()) == ("", False, False)
    assert MARA not in mara.email
    assert not EmailAddress.objects.exists()
    assert not ApiToken.objects.live_id(token.pk)
    assert elsewhere.get("/accounts/profile/").status_code == 302


def test_the_address_is_free_again(as_mara: Client, mara: User) -> None:
    close(as_mara)
    Client().post("/accounts/signup/", {"workspace": "Again", "email": MARA, "password1": PASSWORD})
    assert User.objects.filter(email=MARA).exists()


def test_the_last_owner_of_a_workspace_with_others_is_refused_by_its_name(as_mara: Client, mara: User) -> None:
    workspace = mara.memberships.get().workspace
    ola = cast.person("ola@northlight.film", workspace, Role.ADMIN)
    assert "only owner of Northlight" in as_mara.get("/accounts/close/").content.decode()
    assert "only owner of Northlight" in close(as_mara)
    mara.refresh_from_db()
    assert mara.is_active
    Membership.objects.filter(user=ola).update(role=Role.OWNER)
    close(as_mara)
    assert list(Membership.objects.values_list("user", flat=True)) == [ola.pk]


def test_another_address_closes_nothing(as_mara: Client, mara: User) -> None:
    assert f"Write {MARA}" in close(as_mara, "mara@elsewhere.film")
    mara.refresh_from_db()
    assert mara.is_active


def test_the_demo_login_cannot_be_closed(as_mara: Client, mara: User) -> None:
    User.objects.update(is_demo=True)
    assert "belongs to this installation" in close(as_mara)


@pytest.mark.django_db(transaction=True, databases=["default", "ops"])
def test_later_the_row_goes_and_what_was_made_with_others_stays(
    as_mara: Client, mara: User, elsewhere: Workspace, capsys: pytest.CaptureFixture[str]
) -> None:
    cast.person("ola@elsewhere.film", elsewhere, Role.OWNER)
    Membership.objects.create(workspace=elsewhere, user=mara, role=Role.EDITOR)
    shared = rows.shelf_in(elsewhere).project
    Project.across_workspaces.using("ops").filter(pk=shared.pk).update(created_by=mara)
    close(as_mara)
    call_command("closed")
    assert User.objects.filter(pk=mara.pk).exists(), "not before its time"
    User.objects.filter(pk=mara.pk).update(closed_at=timezone.now() - GRACE - timedelta(minutes=1))
    call_command("closed")
    assert not User.objects.filter(pk=mara.pk).exists()
    assert Project.across_workspaces.using("ops").get().created_by_id is None
    assert "Workspaces that nobody is in: northlight." in capsys.readouterr().out


def test_an_owner_who_cannot_sign_in_keeps_no_workspace(as_mara: Client, mara: User) -> None:
    workspace = mara.memberships.get().workspace
    cast.person("ola@northlight.film", workspace, Role.EDITOR)
    gone = cast.person("gone@northlight.film", workspace, Role.OWNER)
    User.objects.filter(pk=gone.pk).update(is_active=False)
    assert "only owner of Northlight" in close(as_mara)
    mara.refresh_from_db()
    assert mara.is_active


def test_a_program_of_a_workspace_that_nobody_is_in_any_more_ends(as_mara: Client, mara: User) -> None:
    workspace = mara.memberships.get().workspace
    token, _ = ApiToken.objects.issue(workspace=workspace, user_id=None, name="nightly")
    close(as_mara)
    assert not ApiToken.objects.live_id(token.pk)


@pytest.mark.django_db(transaction=True)
def test_an_owner_who_closes_the_account_while_the_other_leaves_does_not_both_go(
    workspace: Workspace, owner: User, editor: User
) -> None:
    """The one reads who owns it before the other has gone, and waits for the row; it must look again."""
    second = cast.person("second@northlight.film", workspace, Role.OWNER)
    here = Membership.objects.select_related("workspace", "user").get(user=second)
    about_to_commit, looked = threading.Event(), threading.Event()

    def close_slowly() -> None:
        with transaction.atomic():
            close_account(owner, COMMAND)
            about_to_commit.set()
            looked.wait(1)

    def leave() -> None:
        about_to_commit.wait(WAIT_SECONDS)
        people.leave(COMMAND, here)

    results = together(close_slowly, leave)
    assert people.owners(workspace.pk).count() == 1, results
    assert isinstance(results[1], Conflict)
