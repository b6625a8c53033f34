"""The console's door is the product's door, and opens to operators only."""

from urllib.parse import quote

import pytest
from django.contrib import admin
from django.test import Client
from django.urls import reverse

from accounts.models import ApiToken, Membership, User, Workspace
from accounts.ops import every_row
from accounts.signals import access_changed
from generation.models import Job
from tests import rows
from tests.admin.conftest import permission
from tests.cast import PASSWORD, Speaker
from tests.rows import Shelf

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "ops"])

PAGES = [
    "/admin/",
    *(f"/admin/{model._meta.app_label}/{model._meta.model_name}/" for model in admin.site._registry),
]


def test_members_and_outsiders_get_no_page(as_owner: Speaker, as_outsider: Speaker) -> None:
    """An owner of a workspace is no operator of the studio."""
    for page in PAGES:
        for speaker in (as_owner, as_outsider):
            answer = speaker.get(page, follow=True)
            assert answer.status_code == 403, page
            assert "Dailies ops" not in answer.content.decode()


def test_a_stranger_is_sent_to_the_products_login(client: Client) -> None:
    """That page has the rate limits and the demo login's rule; Django's own login has neither."""
    for page in PAGES:
        answer = client.get(page, follow=True)
        assert answer.redirect_chain[-1][0] == f"/accounts/login/?next={quote(page, safe='')}"


def test_djangos_own_login_form_is_shut(client: Client, operator: User) -> None:
    answer = client.post("/admin/login/", {"username": operator.email, "password": PASSWORD})
    assert answer.status_code == 302
    assert answer["Location"].startswith("/accounts/login/")
    assert "_auth_user_id" not in client.session


def test_staff_see_what_they_were_given(client: Client, viewer: User, shelf: Shelf) -> None:
    """Somebody who may look at jobs may neither requeue one nor look at people."""
    viewer.is_staff = True
    viewer.save()
    viewer.user_permissions.add(permission("view", Job))
    job = every_row(Job).get(generation=rows.asked(shelf.scene))
    client.force_login(viewer)
    assert client.get("/admin/generation/job/").status_code == 200
    assert client.get("/admin/accounts/user/").status_code == 403
    client.post("/admin/generation/job/", {"action": "requeue", "_selected_action": [str(job.pk)]})
    assert every_row(Job).get(pk=job.pk).state == job.state
    front = client.get("/admin/").content.decode()
    assert "/admin/generation/job/" in front
    assert "/admin/accounts/user/" not in front


def test_only_a_superuser_makes_operators(client: Client, viewer: User, editor: User) -> None:
    viewer.is_staff = True
    viewer.save()
    viewer.user_permissions.add(permission("view", User), permission("change", User))
    client.force_login(viewer)
    form = {"name": "Ed", "is_active": "on", "is_staff": "on", "is_superuser": "on"}
    client.post(reverse("admin:accounts_user_change", args=[editor.pk]), form)
    editor.refresh_from_db()
    assert (editor.name, editor.is_staff, editor.is_superuser) == ("Ed", False, False)


def test_a_closed_account_loses_its_sockets(console: Client, editor: User) -> None:
    told: list[object] = []

    def hear(user_id: object, **kwargs: object) -> None:
        told.append(user_id)

    access_changed.connect(hear)
    console.post(reverse("admin:accounts_user_change", args=[editor.pk]), {"name": "Ed"})
    access_changed.disconnect(hear)
    editor.refresh_from_db()
    assert not editor.is_active
    assert told == [editor.pk]


def test_closing_the_account_of_an_only_owner_says_what_is_left_without_one(
    console: Client, owner: User, workspace: Workspace
) -> None:
    page = reverse("admin:accounts_user_change", args=[owner.pk])
    answer = console.post(page, {"name": "Olive"}, follow=True)
    assert "Without an owner now: northlight." in answer.content.decode()


def test_members_are_added_changed_and_removed(console: Client, outsider: User, workspace: Workspace) -> None:
    form = {"user": str(outsider.pk), "workspace": str(workspace.pk), "role": "viewer"}
    assert console.post("/admin/accounts/membership/add/", form).status_code == 302
    made = Membership.objects.get(user=outsider, workspace=workspace)
    page = reverse("admin:accounts_membership_change", args=[made.pk])
    assert console.post(page, {"role": "editor"}).status_code == 302
    made.refresh_from_db()
    assert made.role == "editor"
    console.post(reverse("admin:accounts_membership_delete", args=[made.pk]), {"post": "yes"})
    assert not Membership.objects.filter(pk=made.pk).exists()


def test_a_token_is_revoked(console: Client, token: ApiToken) -> None:
    console.post("/admin/accounts/apitoken/", {"action": "revoke", "_selected_action": [str(token.pk)]})
    token.refresh_from_db()
    assert token.revoked_at is not None
    assert "Revoked" in console.get("/admin/accounts/apitoken/").content.decode()
