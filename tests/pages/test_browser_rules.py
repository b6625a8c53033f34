"""What every page tells the browser, and that no link leads nowhere."""

import re
from collections.abc import Iterator
from html import unescape

import pytest
from django.contrib.staticfiles import finders
from django.template.loader import get_template
from django.test import Client

from accounts.models import User
from accounts.services import create_workspace

pytestmark = pytest.mark.django_db

STRANGER_PAGES = (
    "/",
    "/accounts/login/",
    "/accounts/signup/",
    "/accounts/password/reset/",
    "/accounts/password/reset/done/",
    "/accounts/password/reset/key/1-used/",
    "/accounts/password/reset/key/done/",
    "/accounts/confirm-email/",
    "/accounts/confirm-email/used/",
    "/accounts/inactive/",
    "/accounts/3rdparty/login/cancelled/",
    "/robots.txt",
)
MEMBER_PAGES = (
    "/",
    "/accounts/profile/",
    "/accounts/email/",
    "/accounts/password/change/",
    "/accounts/2fa/",
    "/accounts/2fa/webauthn/",
    "/accounts/sessions/",
    "/accounts/3rdparty/",
    "/accounts/notifications/",
    "/accounts/logout/",
    "/accounts/reauthenticate/",
)
ELSEWHERE = ("/api/", "/admin/", "/w/", "/studio/", "/media/")
"""Other rooms answer for these."""


@pytest.fixture
def member() -> Client:
    client = Client()
    user = User.objects.create_user("mara@northlight.film", "light-at-the-window")
    create_workspace(user, "Northlight")
    client.force_login(user)
    return client


def directives(header: str) -> dict[str, list[str]]:
    return {words[0]: words[1:] for part in header.split(";") if (words := part.split())}


@pytest.mark.parametrize("path", STRANGER_PAGES)
def test_every_page_of_a_stranger_opens(client: Client, path: str) -> None:
    assert client.get(path).status_code == 200


@pytest.mark.parametrize("path", MEMBER_PAGES)
def test_every_page_of_a_member_opens(member: Client, path: str) -> None:
    assert member.get(path).status_code == 200


@pytest.mark.parametrize("path", ["/", "/accounts/login/", "/no-such-page", "/api/v1/docs/"])
def test_pages_run_our_own_scripts_only_and_are_never_framed(client: Client, path: str) -> None:
    answer = client.get(path)
    policy = directives(answer["Content-Security-Policy"])
    assert policy["default-src"] == ["'none'"]
    assert policy["script-src"] == policy["style-src"] == policy["connect-src"] == ["'self'"]
    assert policy["frame-ancestors"] == policy["base-uri"] == ["'none'"]
    assert not [word for words in policy.values() for word in words if word.startswith("'unsafe")]
    assert "camera=()" in answer["Permissions-Policy"]
    assert answer["X-Frame-Options"] == "DENY"
    assert answer["Cross-Origin-Opener-Policy"] == "same-origin"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Referrer-Policy"] == "same-origin"


def test_the_exception_for_the_ops_console_stays_in_the_ops_console(client: Client) -> None:
    assert "'unsafe-eval'" in client.get("/admin/login/")["Content-Security-Policy"]
    assert "unsafe-eval" not in client.get("/")["Content-Security-Policy"]


@pytest.mark.parametrize("path", [*STRANGER_PAGES, "/no-such-page", "/api/v1/docs/"])
def test_no_page_has_inline_script_or_style(client: Client, path: str) -> None:
    text = client.get(path).content.decode()
    assert not re.search(r"<style|\sstyle=|\son\w+=", text)
    assert not re.search(r"<script(?![^>]*\b(src|application/json))", text)


@pytest.mark.parametrize("path", MEMBER_PAGES)
def test_no_page_of_a_member_has_inline_script_or_style(member: Client, path: str) -> None:
    text = member.get(path).content.decode()
    assert not re.search(r"<style|\sstyle=|\son\w+=", text)
    assert not re.search(r"<script(?![^>]*\b(src|application/json))", text)


def links(text: str) -> Iterator[str]:
    for found in re.finditer(r'(?:href|src|action)="([^"]*)"', text):
        yield unescape(found[1])


def dead_links(client: Client, pages: tuple[str, ...]) -> list[str]:
    dead: list[str] = []
    waiting, seen = list(pages), set(pages)
    while waiting:
        page = waiting.pop()
        answer = client.get(page, follow=True)
        if answer.status_code != 200:
            dead.append(page)
        if not str(answer.get("Content-Type", "")).startswith("text/html"):
            continue
        text = answer.content.decode()
        dead += [f"{page} {link}" for link in links(text) if not leads_somewhere(link, text)]
        found = {link.split("#")[0].split("?")[0] for link in links(text)} - seen - {""}
        seen |= found
        waiting += [link for link in found if not link.startswith((*ELSEWHERE, "/static/"))]
    return dead


def leads_somewhere(link: str, text: str) -> bool:
    """A fragment must be on its page; anything else must be an address of this site."""
    if link.startswith("#"):
        return f'id="{link[1:]}"' in text
    return link.startswith("/") and not link.startswith("//")


def test_a_stranger_finds_no_link_that_leads_nowhere(client: Client) -> None:
    assert dead_links(client, STRANGER_PAGES) == []


def test_a_member_finds_no_link_that_leads_nowhere(member: Client) -> None:
    assert dead_links(member, MEMBER_PAGES) == []


def test_every_picture_sheet_and_script_that_a_page_names_is_there(client: Client) -> None:
    named = {link for page in STRANGER_PAGES for link in links(client.get(page).content.decode())}
    missing = [link for link in named if link.startswith("/static/") and not finders.find(link[len("/static/") :])]
    assert not missing


def test_a_stale_form_gets_a_page_in_the_products_look() -> None:
    strict = Client(enforce_csrf_checks=True)
    answer = strict.post("/accounts/login/", {"login": "a@b.org", "password": "x"})
    assert answer.status_code == 403
    assert "This form had gone stale" in answer.content.decode()


@pytest.mark.parametrize("name", ["400", "403", "404", "429", "500"])
def test_an_error_page_needs_nothing_to_be_drawn(name: str) -> None:
    """Django draws 500.html without a request, perhaps because there is no database."""
    page = get_template(f"{name}.html").render()
    assert "Dailies" in page
    assert name in page
