"""Where letters arrive (DAILIES_EMAIL_VERIFICATION=mandatory), an address is confirmed before its owner comes in."""

import re

import pytest
from django.core import mail
from django.core.cache import cache
from django.test import Client
from pytest_django import Settings

from accounts.models import User

pytestmark = pytest.mark.django_db

PERSON = {"workspace": "Northlight", "email": "mara@northlight.film", "password1": "light-at-the-window"}
LOGIN = {"login": PERSON["email"], "password": PERSON["password1"]}


@pytest.fixture(autouse=True)
def letters_arrive(settings: Settings) -> None:
    settings.ACCOUNT_EMAIL_VERIFICATION = "mandatory"


def link_in(body: str) -> str:
    found = re.search(r"https?://[^/]+(/accounts/confirm-email/\S+)", body)
    assert found is not None
    return found[1]


def test_nobody_comes_in_before_the_address_is_confirmed(client: Client) -> None:
    assert client.post("/accounts/signup/", PERSON)["Location"] == "/accounts/confirm-email/"
    assert "_auth_user_id" not in client.session
    client.post("/accounts/login/", LOGIN)
    assert "_auth_user_id" not in client.session


def test_the_link_in_the_letter_confirms_it_after_one_press(client: Client) -> None:
    client.post("/accounts/signup/", PERSON)
    link = link_in(str(mail.outbox[0].body))
    assert "Is this you?" in client.get(link).content.decode()
    client.post(link)
    client.post("/accounts/login/", LOGIN)
    assert "_auth_user_id" in client.session


def test_signing_up_with_a_taken_address_looks_like_any_other(client: Client) -> None:
    first = client.post("/accounts/signup/", PERSON)
    cache.clear()  # a letter to one address goes out at most every three minutes
    second = Client().post("/accounts/signup/", {**PERSON, "workspace": "Mine now"})
    assert (first.status_code, first["Location"]) == (second.status_code, second["Location"])
    assert User.objects.count() == 1
    assert mail.outbox[-1].subject == "You have an account already"
