"""Everything that works without signing in has a limit; who is signed in is not counted."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from django.urls import URLPattern, URLResolver
from pytest_django import Settings

from accounts import limits
from accounts.limits import network_of
from accounts.models import User, Workspace
from accounts.strangers import NOT_COUNTED
from config.urls import urlpatterns
from tests import cast
from tests.cast import Speaker
from tests.signin.conftest import MARA

pytestmark = pytest.mark.django_db
MOST = 3
ID = "01900000-0000-7000-8000-000000000000"
EXAMPLES = {"slug": "northlight", "path": "x", "uuid": ID, "int": "1", "str": "x"}
UNNAMED = {"key": "used", "uidb36": "1", "provider_id": "oidc", "url": "x", "app_label": "accounts"}


def filled(pattern: Any) -> str:
    """A pattern's address, with an example for each part that varies."""
    route = getattr(pattern, "_route", None)
    if route is not None:
        for name, converter in pattern.converters.items():
            kind = type(converter).__name__.removesuffix("Converter").lower().replace("string", "str")
            route = route.replace(f"<{kind}:{name}>", EXAMPLES[kind]).replace(f"<{name}>", "x")
        return str(route)
    text = str(pattern.regex.pattern)
    for name, value in UNNAMED.items():
        if f"?P<{name}>" in text:
            start = text.index(f"(?P<{name}>")
            depth, end = 0, start
            for end in range(start, len(text)):
                depth += {"(": 1, ")": -1}.get(text[end], 0)
                if depth == 0:
                    break
            text = text[:start] + value + text[end + 1 :]
    return text.strip("^$").replace("\\Z", "")


def addresses(found: list[Any], before: str = "/") -> Iterator[str]:
    for entry in found:
        here = before + filled(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from addresses(entry.url_patterns, here)
        elif isinstance(entry, URLPattern):
            yield here


EVERY = sorted(set(addresses(urlpatterns)))


@pytest.fixture
def few(settings: Settings) -> None:
    """Three requests a minute."""
    settings.STRANGER_REQUESTS_A_MINUTE = MOST
    settings.WRONG_TOKENS_A_MINUTE = MOST


def statuses(client: Client, address: str, times: int = MOST + 1) -> list[int]:
    return [client.get(address).status_code for _ in range(times)]


def test_the_walk_finds_the_addresses() -> None:
    """Should it find none, the test below would pass by doing nothing."""
    known = {"/", "/accounts/login/", "/accounts/2fa/webauthn/login/", "/api/v1/schema/", "/healthz", "/robots.txt"}
    known |= {f"/media/northlight/{ID}", "/accounts/password/reset/key/1-used/", "/accounts/oidc/northlight/login/"}
    assert known <= set(EVERY)
    assert len(EVERY) > 90


@pytest.mark.usefixtures("few")
@pytest.mark.parametrize("address", EVERY)
def test_every_address_has_a_limit_for_strangers_or_a_reason_for_none(client: Client, address: str) -> None:
    found = statuses(client, address)
    if address in NOT_COUNTED:
        assert NOT_COUNTED[address]
        assert 429 not in found
        return
    assert 429 not in found[:MOST]
    assert found[MOST] == 429


@pytest.mark.usefixtures("few")
def test_waiting_is_told_to_people_on_a_page_and_to_programs_as_a_problem(client: Client) -> None:
    statuses(client, "/")
    page = client.get("/")
    assert "One moment, please" in page.content.decode()
    told = client.get("/api/v1/projects")
    assert cast.problem(told)["advice"] == "Wait a minute, then go on."
    assert page["Retry-After"] == told["Retry-After"] == "60"


@pytest.mark.usefixtures("few")
def test_the_next_minute_counts_anew(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    assert statuses(client, "/")[MOST] == 429
    now = limits.this_minute()
    monkeypatch.setattr(limits, "this_minute", lambda: now + 1)
    assert 429 not in statuses(client, "/", MOST)
    assert client.get("/").status_code == 429


@pytest.mark.usefixtures("few")
def test_who_is_signed_in_is_not_counted_and_not_held_up_by_neighbours(as_mara: Client) -> None:
    assert 429 in statuses(Client(), "/")
    assert set(statuses(as_mara, "/accounts/profile/", 2 * MOST)) == {200}


@pytest.mark.usefixtures("few")
def test_a_cookie_or_a_token_that_is_made_up_helps_nobody(client: Client) -> None:
    client.cookies["sessionid"] = "made-up"
    assert statuses(client, "/")[MOST] == 429
    for path in ("/api/v1/projects", f"/media/northlight/{ID}"):
        program = Client(headers={"Authorization": "Bearer dly_made_up"}, REMOTE_ADDR=f"203.0.113.{len(path)}")
        assert statuses(program, path)[MOST] == 429
    elsewhere = Client(headers={"Authorization": "Bearer dly_made_up"}, REMOTE_ADDR="203.0.113.250")
    assert statuses(elsewhere, "/accounts/login/")[MOST] == 429


@pytest.mark.usefixtures("few")
@pytest.mark.parametrize("header", ["Bearer ", "Bearer one two"])
@pytest.mark.parametrize("path", ["/api/v1/projects", "/api/v1/schema/", f"/media/northlight/{ID}"])
def test_a_header_that_holds_no_token_helps_nobody(header: str, path: str) -> None:
    assert statuses(Client(headers={"Authorization": header}), path)[MOST] == 429


@pytest.mark.usefixtures("few")
def test_a_made_up_token_opens_no_address_that_looks_at_none() -> None:
    assert statuses(Client(headers={"Authorization": "Bearer dly_made_up"}), "/api/v1/schema/")[MOST] == 429


@pytest.mark.usefixtures("few")
def test_a_token_that_lives_is_not_counted(editor: User, workspace: Workspace) -> None:
    assert set(statuses(cast.program(editor, workspace), "/api/v1/projects", 2 * MOST)) == {200}


@pytest.mark.usefixtures("few")
def test_each_network_is_counted_by_itself() -> None:
    assert 429 in statuses(Client(REMOTE_ADDR="203.0.113.1"), "/")
    assert 429 not in statuses(Client(REMOTE_ADDR="203.0.113.2"), "/", MOST)


def test_an_ipv6_household_is_one_network() -> None:
    assert network_of("2001:db8:1:2::7") == network_of("2001:db8:1:2:ffff::1") == "2001:db8:1:2::/64"
    assert network_of("2001:db8:1:3::7") != network_of("2001:db8:1:2::7")
    assert network_of(None) == "here"


def test_an_ipv4_address_in_the_dress_of_ipv6_is_not_everybodys() -> None:
    """So a socket that takes both kinds tells them."""
    assert network_of("::ffff:203.0.113.1") == network_of("203.0.113.1")
    assert network_of("::ffff:203.0.113.1") != network_of("::ffff:203.0.113.2")


FORMS = {
    "/accounts/login/": ({"login": MARA, "password": "not-the-password"}, {"login": "nobody@film.org"}),
    "/accounts/password/reset/": ({"email": MARA}, {"email": "nobody@film.org"}),
    "/accounts/signup/": (
        {"workspace": "Film", "email": MARA, "password1": "light-at-the-window"},
        {"email": "nobody@film.org"},
    ),
}
VARIES = ("Set-Cookie", "Content-Length", "Expires")  # the last is the moment of the answer itself


@pytest.mark.parametrize("address", FORMS)
def test_a_known_and_an_unknown_address_get_the_same_answer(address: str, mara: User, settings: Settings) -> None:
    settings.ACCOUNT_EMAIL_VERIFICATION = "mandatory"
    form, unknown = FORMS[address]
    answers = [Client().post(address, sent) for sent in (form, form | unknown)]
    first, second = (plain(answer) for answer in answers)
    assert first == second


def plain(answer: Any) -> tuple[int, dict[str, str], str]:
    """Status, headers and body without the person's own address and the form's token."""
    body = re.sub(r'(csrfmiddlewaretoken" value|name="(login|email)" value)="[^"]*"', "", answer.content.decode())
    headers = {name: value for name, value in answer.headers.items() if name not in VARIES}
    return answer.status_code, headers, body


WRONG_PASSKEYS = ("", "{}", "[]", "7", '"x"', "{", '{"id": "x"}', '{"id": "eA", "rawId": "eA", "response": {}}')


def test_a_wrong_passkey_is_refused_the_same_way_whatever_is_wrong_with_it(mara: User) -> None:
    answers = [Client().post("/accounts/2fa/webauthn/login/", {"credential": text}) for text in WRONG_PASSKEYS]
    assert {answer.status_code for answer in answers} == {302}
    assert {answer["Location"] for answer in answers} == {"/accounts/login/"}


@pytest.mark.parametrize("text", WRONG_PASSKEYS)
def test_a_passkey_that_is_none_is_not_added(as_mara: Client, text: str) -> None:
    answer = as_mara.post("/accounts/2fa/webauthn/add/", {"credential": text, "passwordless": "True"})
    assert answer.status_code == 200
    assert not Authenticator.objects.exists()


def test_the_api_tells_strangers_nothing_about_a_workspace(as_stranger: Speaker) -> None:
    known = as_stranger.call("GET", "projects")
    unknown = as_stranger.call("GET", "projects", Dailies_Workspace="nowhere")
    assert plain(known) == plain(unknown)
