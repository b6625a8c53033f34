"""Logging in and resetting a password, without telling strangers who has an account."""

import re

import pytest
from django.core import mail
from django.test import Client

from accounts.models import User
from accounts.services import create_workspace

pytestmark = pytest.mark.django_db

EMAIL, PASSWORD = "mara@northlight.film", "light-at-the-window"


@pytest.fixture
def mara() -> User:
    user = User.objects.create_user(EMAIL, PASSWORD)
    create_workspace(user, "Northlight")
    return user


def log_in(client: Client, email: str, password: str) -> str:
    return client.post("/accounts/login/", {"login": email, "password": password}).content.decode()


def without_what_varies(page: str) -> str:
    return re.sub(r'(csrfmiddlewaretoken" value|name="login" value)="[^"]*"', "", page)


def test_the_right_password_opens_the_studio(client: Client, mara: User) -> None:
    answer = client.post("/accounts/login/", {"login": EMAIL.upper(), "password": PASSWORD}, follow=True)
    assert answer.redirect_chain[-1][0] == "/w/northlight/"


def test_a_wrong_password_and_an_unknown_address_look_the_same(client: Client, mara: User) -> None:
    wrong = log_in(client, EMAIL, "not-the-password")
    unknown = log_in(client, "nobody@northlight.film", "not-the-password")
    assert "do not go together" in wrong
    assert without_what_varies(wrong) == without_what_varies(unknown)


def test_asking_for_a_reset_looks_the_same_for_a_known_and_an_unknown_address(client: Client, mara: User) -> None:
    answers = [client.post("/accounts/password/reset/", {"email": email}) for email in (EMAIL, "nobody@film.org")]
    assert {answer["Location"] for answer in answers} == {"/accounts/password/reset/done/"}
    assert [letter.subject for letter in mail.outbox] == ["Choose a new password", "No account with this address"]


def test_the_link_of_a_reset_letter_sets_a_new_password_once(client: Client, mara: User) -> None:
    client.post("/accounts/password/reset/", {"email": EMAIL})
    found = re.search(r"https?://[^/]+(/accounts/password/reset/key/\S+)", str(mail.outbox[0].body))
    assert found is not None
    form = client.get(found[1], follow=True)
    new = {"password1": "another-good-one", "password2": "another-good-one"}
    client.post(form.redirect_chain[-1][0], new)
    mara.refresh_from_db()
    assert mara.check_password("another-good-one")
    assert "This link is used up" in Client().get(found[1], follow=True).content.decode()


def test_a_stranger_is_sent_to_log_in_and_then_to_where_they_wanted_to_go(client: Client, mara: User) -> None:
    asked = client.get("/w/northlight/projects/1")
    assert asked["Location"] == "/accounts/login/?next=/w/northlight/projects/1"
    form = {"login": EMAIL, "password": PASSWORD, "next": "/w/northlight/projects/1"}
    assert client.post("/accounts/login/", form)["Location"] == "/w/northlight/projects/1"


def test_nobody_is_sent_on_to_another_site(client: Client, mara: User) -> None:
    form = {"login": EMAIL, "password": PASSWORD, "next": "https://elsewhere.example/"}
    assert client.post("/accounts/login/", form)["Location"] == "/studio/"


def test_the_sixth_wrong_password_in_five_minutes_is_not_even_checked(client: Client, mara: User) -> None:
    for _ in range(5):
        log_in(client, EMAIL, "not-the-password")
    assert "Too many tries" in log_in(client, EMAIL, PASSWORD)
