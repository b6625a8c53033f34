"""A session alone changes nothing: another site's page may make a browser send its cookie, but not our token."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from accounts.models import User, Workspace
from tests import cast
from tests.doors import EVERY, Door
from tests.rows import Shelf

pytestmark = pytest.mark.django_db

UNSAFE = [door for door in EVERY if door.method != "get"]
OTHER_SITE = {"Origin": "https://elsewhere.example"}
API = "api/v1/"
CHECKS_ITSELF = {"accounts/google/login/token/", "letters/stop/<str:token>/"}
"""allauth's own, where Google's button posts to: it compares Google's token in a cookie with the one in the form; and
where mail programs end letters (RFC 8058): they know no cookie, and the signed token in the address says what ends."""
ALLOWS = ("Access-Control-Allow-Origin", "Access-Control-Allow-Credentials", "Access-Control-Allow-Headers")


def signed_in(user: User) -> Client:
    client = Client(enforce_csrf_checks=True)
    client.force_login(user)
    return client


def send(client: Client, door: Door, ids: dict[str, UUID], **headers: str) -> Any:
    sent = {"Dailies-Workspace": "northlight", **{name.replace("_", "-"): value for name, value in headers.items()}}
    return client.generic(door.method.upper(), door.address(ids), "{}", "application/json", headers=sent)


@pytest.mark.parametrize("door", UNSAFE, ids=str)
def test_a_session_without_the_token_is_refused_everywhere(door: Door, shelf: Shelf, owner: User) -> None:
    answer = send(signed_in(owner), door, shelf.ids())
    assert answer.status_code == 403
    assert "CSRF" in cast.problem(answer)["detail"]


@pytest.mark.parametrize("door", UNSAFE, ids=str)
def test_a_token_of_somebody_else_is_refused_too(door: Door, shelf: Shelf, owner: User) -> None:
    client = signed_in(owner)
    client.cookies["csrftoken"] = "a" * 32
    assert send(client, door, shelf.ids(), X_CSRFToken="b" * 32).status_code == 403


@pytest.mark.parametrize("door", UNSAFE, ids=str)
def test_the_right_token_from_another_site_is_refused(door: Door, shelf: Shelf, owner: User) -> None:
    client = signed_in(owner)
    client.cookies["csrftoken"] = "a" * 32
    answer = send(client, door, shelf.ids(), X_CSRFToken="a" * 32, Origin=OTHER_SITE["Origin"])
    assert answer.status_code == 403
    assert "CSRF" in answer.json()["detail"]


def exempt(entries: list[URLPattern | URLResolver], path: str = "") -> Iterator[str]:
    """The addresses of views that Django's own check lets through."""
    for entry in entries:
        here = path + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from exempt(entry.url_patterns, here)
        elif getattr(entry.callback, "csrf_exempt", False):
            yield here


def test_nothing_outside_the_api_is_exempt_from_the_check() -> None:
    """The API's views are: Django REST framework checks there, for sessions only, which the tests above show."""
    found = {path for path in exempt(get_resolver().url_patterns) if not path.startswith(API)}
    assert found <= CHECKS_ITSELF


@pytest.mark.parametrize("method", ["GET", "OPTIONS", "POST"])
@pytest.mark.parametrize(
    "path", ["/", "/api/v1/projects", "/api/v1/schema/", "/media/northlight/x", "/accounts/login/"]
)
def test_no_other_site_may_read_an_answer(owner: User, workspace: Workspace, path: str, method: str) -> None:
    """No CORS header at all, so browsers refuse; a preflight gets none either."""
    client = signed_in(owner)
    asked = {**OTHER_SITE, "Access-Control-Request-Method": "POST", "Access-Control-Request-Headers": "x-csrftoken"}
    answer = client.generic(method, path, headers={**asked, "Dailies-Workspace": workspace.slug})
    assert not [name for name in ALLOWS if answer.has_header(name)]
