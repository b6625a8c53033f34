"""Starting a workspace: one form, one press, and one is in the studio."""

import pytest
from django.core import mail
from django.core.mail import EmailMultiAlternatives
from django.test import Client

from accounts.models import Membership, User
from accounts.roles import Role

pytestmark = pytest.mark.django_db

PERSON = {"workspace": "Northlight Films", "email": "mara@northlight.film", "password1": "light-at-the-window"}


def sign_up(client: Client, **changes: str) -> str:
    return client.post("/accounts/signup/", {**PERSON, **changes}).content.decode()


def test_signing_up_makes_a_workspace_and_opens_its_studio(client: Client) -> None:
    answer = client.post("/accounts/signup/", PERSON, follow=True)
    membership = Membership.objects.select_related("workspace", "user").get()
    assert membership.role == Role.OWNER
    assert membership.user.email == PERSON["email"]
    assert membership.workspace.name == "Northlight Films"
    assert answer.redirect_chain[-1][0] == f"/w/{membership.workspace.slug}/"


def test_two_workspaces_of_one_name_get_two_addresses(client: Client) -> None:
    sign_up(client)
    sign_up(Client(), email="ola@northlight.film")
    assert Membership.objects.values("workspace__slug").distinct().count() == 2


def test_a_confirmation_letter_goes_out_in_text_and_html(client: Client) -> None:
    sign_up(client)
    (letter,) = mail.outbox
    assert letter.to == [PERSON["email"]]
    assert "/accounts/confirm-email/" in str(letter.body)
    assert isinstance(letter, EmailMultiAlternatives)
    (page,) = letter.alternatives
    assert "Confirm the address</a>" in str(page[0])


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("workspace", "", "Give it a name"),
        ("email", "mara@northlight", "not a whole e-mail address"),
        ("email", "demo@dailies.local", "Letters cannot reach this address"),
        ("email", "operator@localhost", "Letters cannot reach this address"),
        ("email", "", "Write your e-mail address"),
        ("password1", "short", "at least 10 characters"),
        ("password1", "", "Choose a password"),
    ],
)
def test_what_is_wrong_stands_at_its_field_and_nothing_is_made(
    client: Client, field: str, value: str, said: str
) -> None:
    page = sign_up(client, **{field: value})
    assert said in page
    assert f'id="id_{field}_error"' in page
    assert f'aria-describedby="id_{field}_error"' in page
    assert not User.objects.exists()


def test_a_person_without_a_workspace_is_asked_for_a_name_and_gets_one(client: Client) -> None:
    client.force_login(User.objects.create_user("ops@northlight.film", "light-at-the-window"))
    assert "Start a workspace" in client.get("/studio/").content.decode()
    assert client.post("/studio/", {"workspace": "Night shift"})["Location"] == "/w/night-shift/"
