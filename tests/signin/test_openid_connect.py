"""The whole flow of OpenID Connect against a real server on this machine, and every way in which it may lie."""

import re
from collections.abc import Callable
from html import unescape
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from allauth.account.models import EmailAddress
from allauth.socialaccount.models import SocialAccount, SocialToken
from django.core import mail
from django.test import Client
from pytest_django import Settings

from accounts.models import ApiToken, User
from tests.cast import PASSWORD
from tests.oidc_server import Provider, new_key
from tests.signin.conftest import MARA

pytestmark = pytest.mark.django_db

START = "/accounts/oidc/oidc/login/"
Change = Callable[[Provider], None]


def leave(client: Client, start: str = START) -> str:
    """Press the button; the address of the provider that the page goes on to."""
    page = client.post(start)
    assert page.status_code == 200, page.content.decode()
    found = re.search(r'http-equiv="refresh" content="0; url=([^"]+)"', page.content.decode())
    assert found is not None
    return unescape(found[1])


def sign_in_there(address: str) -> str:
    """What the provider sends the browser back to."""
    return str(requests.get(address, allow_redirects=False, timeout=5).headers["Location"])


def come_back(client: Client, address: str) -> Any:
    """The studio's answer to that."""
    place = urlsplit(address)
    return client.get(f"{place.path}?{place.query}")


def whole_flow(client: Client, start: str = START) -> Any:
    return come_back(client, sign_in_there(leave(client, start)))


def who(client: Client) -> str:
    pk = client.session.get("_auth_user_id")
    return User.objects.get(pk=pk).email if pk else ""


def assert_nobody_came_in(client: Client, answer: Any) -> None:
    assert "That did not work" in answer.content.decode()
    assert who(client) == ""
    assert not SocialAccount.objects.exists()


def test_a_new_person_comes_in_with_a_confirmed_address_and_starts_a_workspace(
    client: Client, provider: Provider
) -> None:
    answer = whole_flow(client)
    assert answer["Location"] == "/studio/"
    user = User.objects.get()
    assert (user.email, user.name, user.has_usable_password()) == (MARA, "Mara L", False)
    assert EmailAddress.objects.get().verified
    assert "Start a workspace" in client.get("/studio/").content.decode()


def test_the_second_time_the_same_person_comes_in(client: Client, provider: Provider) -> None:
    whole_flow(client)
    provider.person["email"] = "another@address.example"
    again = Client()
    whole_flow(again)
    assert who(again) == MARA
    assert User.objects.count() == 1


def test_the_request_carries_a_state_a_nonce_and_a_challenge(client: Client, provider: Provider) -> None:
    asked = parse_qs(urlsplit(leave(client)).query)
    assert len(asked["state"][0]) >= 16
    assert len(asked["nonce"][0]) >= 40
    assert asked["code_challenge_method"] == ["S256"]
    other = parse_qs(urlsplit(leave(client)).query)
    assert asked["nonce"] != other["nonce"]


def test_no_token_of_the_provider_is_kept(client: Client, provider: Provider) -> None:
    whole_flow(client)
    assert not SocialToken.objects.exists()


def test_another_browsers_state_signs_nobody_in(client: Client, provider: Provider) -> None:
    """A link with a stranger's code, pressed by somebody else: they must not come into the stranger's account."""
    back = sign_in_there(leave(Client()))
    assert_nobody_came_in(client, come_back(client, back))


def test_a_wrong_state_signs_nobody_in(client: Client, provider: Provider) -> None:
    back = sign_in_there(leave(client))
    assert_nobody_came_in(client, come_back(client, re.sub(r"state=[^&]+", "state=guessed", back)))


def test_an_answer_works_once(client: Client, provider: Provider) -> None:
    back = sign_in_there(leave(client))
    come_back(client, back)
    client.logout()
    assert "That did not work" in come_back(client, back).content.decode()
    assert who(client) == ""


LIES: dict[str, Change] = {
    "a nonce of another request": lambda p: p.claims.update(nonce="x" * 43),
    "no nonce": lambda p: p.claims.update(nonce=None),
    "made for another client": lambda p: p.claims.update(aud="somebody-else"),
    "given to another client": lambda p: p.claims.update(azp="somebody-else"),
    "from another issuer": lambda p: p.claims.update(iss="https://elsewhere.example"),
    "expired": lambda p: p.claims.update(exp=1_700_000_000),
    "without an end": lambda p: p.claims.update(exp=None),
    "from the future": lambda p: p.claims.update(iat=4_000_000_000),
    "without a subject": lambda p: p.claims.update(sub=None),
    "signed by somebody else": lambda p: setattr(p, "key", new_key()),
    "signed with the published key as a secret": lambda p: (
        setattr(p, "algorithm", "HS256"),
        setattr(p, "key", "0" * 64),
    )[0],
    "not signed": lambda p: (setattr(p, "algorithm", "none"), setattr(p, "key", ""))[0],
    "about somebody else than the user's data": lambda p: p.told.update(sub="person-8"),
}


@pytest.mark.parametrize("lie", LIES)
def test_a_token_that_is_not_right_signs_nobody_in(client: Client, provider: Provider, lie: str) -> None:
    LIES[lie](provider)
    assert_nobody_came_in(client, whole_flow(client))
    assert not User.objects.exists()


def test_a_person_who_changes_their_mind_is_told_so(client: Client, provider: Provider) -> None:
    state = parse_qs(urlsplit(leave(client)).query)["state"][0]
    answer = client.get(f"{START}callback/", {"error": "access_denied", "state": state}, follow=True)
    assert "You came back" in answer.content.decode()


def test_a_provider_that_is_away_is_told_as_such(client: Client, provider: Provider, settings: Settings) -> None:
    app = settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"][0]
    app["settings"]["server_url"] = "http://127.0.0.1:1"
    assert "did not answer" in client.post(START).content.decode()


def test_a_provider_that_is_not_configured_is_not_there(client: Client, provider: Provider) -> None:
    assert client.post("/accounts/oidc/another/login/").status_code == 404
    for name in ("google", "github"):
        assert client.post(f"/accounts/{name}/login/").status_code == 404
        assert client.get(f"/accounts/{name}/login/callback/", {"code": "x"}).status_code == 404
    assert "Google" not in client.get("/accounts/login/").content.decode()


# --- whose account is it ------------------------------------------------------------------------------------


def test_an_address_that_both_sides_confirmed_is_the_same_person_who_is_told(
    client: Client, provider: Provider, mara: User
) -> None:
    whole_flow(client)
    assert who(client) == MARA
    assert SocialAccount.objects.get().user == mara
    assert mail.outbox[-1].subject == "An account elsewhere was connected"
    assert "Northlight ID" in str(mail.outbox[-1].body)


@pytest.mark.parametrize("said", [False, None, "true", "false", 1])
@pytest.mark.parametrize("verification", ["optional", "mandatory"])
def test_an_address_the_provider_has_not_confirmed_takes_over_nobody(
    client: Client, provider: Provider, mara: User, settings: Settings, said: Any, verification: str
) -> None:
    settings.ACCOUNT_EMAIL_VERIFICATION = verification
    provider.person["email_verified"] = said
    whole_flow(client)
    assert who(client) == ""
    assert not SocialAccount.objects.exists()


def test_an_address_that_is_not_confirmed_here_takes_over_nobody(
    client: Client, provider: Provider, mara: User
) -> None:
    """Somebody may have sat down on it beforehand, with a password and a token that would stay."""
    ApiToken.objects.issue(workspace=mara.memberships.get().workspace, user_id=mara.pk, name="waiting")
    EmailAddress.objects.update(verified=False)
    whole_flow(client)
    assert who(client) == ""
    mara.refresh_from_db()
    assert mara.check_password(PASSWORD)


def test_a_closed_account_stays_closed(client: Client, provider: Provider, mara: User) -> None:
    User.objects.update(is_active=False)
    whole_flow(client)
    assert who(client) == ""


def test_who_is_signed_in_connects_and_takes_off_an_account(as_mara: Client, provider: Provider, mara: User) -> None:
    provider.person.update(email="private@elsewhere.example", email_verified=False)
    answer = whole_flow(as_mara, f"{START}?process=connect")
    assert answer["Location"] == "/accounts/3rdparty/"
    account = SocialAccount.objects.get()
    assert account.user == mara
    assert "private@elsewhere.example" in as_mara.get("/accounts/3rdparty/").content.decode()
    as_mara.post("/accounts/3rdparty/", {"account": account.pk})
    assert not SocialAccount.objects.exists()
    assert mail.outbox[-1].subject == "An account elsewhere was taken off"


def test_somebody_elses_account_cannot_be_connected(as_mara: Client, provider: Provider, mara: User) -> None:
    ola = User.objects.create_user("ola@elsewhere.film", PASSWORD)
    SocialAccount.objects.create(user=ola, provider="oidc", uid=provider.person["sub"])
    page = whole_flow(as_mara, f"{START}?process=connect")
    assert "connected to somebody else" in as_mara.get(page["Location"]).content.decode()
    assert SocialAccount.objects.get().user == ola


def test_the_only_way_in_is_not_taken_off(client: Client, provider: Provider) -> None:
    whole_flow(client)
    account = SocialAccount.objects.get()
    answer = client.post("/accounts/3rdparty/", {"account": account.pk})
    assert "Choose a password first" in answer.content.decode()
    assert SocialAccount.objects.exists()


def test_a_second_factor_is_asked_for_after_it_too(client: Client, provider: Provider, mara: User) -> None:
    from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret

    TOTP.activate(mara, generate_totp_secret())
    assert whole_flow(client)["Location"] == "/accounts/2fa/authenticate/"
    assert who(client) == ""
