"""An authenticator app and its recovery codes: setting up, signing in, and what is kept."""

import re
import time

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.core import mail
from django.core.mail import EmailMultiAlternatives
from django.test import Client
from pytest_django import Settings

from accounts.models import User
from tests.cast import PASSWORD
from tests.signin.conftest import MARA

pytestmark = pytest.mark.django_db
ACTIVATE = "/accounts/2fa/totp/activate/"


def code_of(secret: str, steps: int = 0) -> str:
    """What the app shows now (RFC 6238), or some half minutes from now."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + steps))


def set_up(client: Client) -> str:
    """The app's key, after it was set up."""
    page = client.get(ACTIVATE).content.decode()
    found = re.search(r'id="authenticator_secret" value="([A-Z2-7]+)"', page)
    assert found is not None
    answer = client.post(ACTIVATE, {"code": code_of(found[1])})
    assert answer["Location"] == "/accounts/2fa/recovery-codes/"
    return found[1]


def codes_of(client: Client) -> list[str]:
    return re.findall(r"<li>(\d{8})</li>", client.get("/accounts/2fa/recovery-codes/").content.decode())


def at_the_second_step() -> Client:
    client = Client()
    answer = client.post("/accounts/login/", {"login": MARA, "password": PASSWORD})
    assert answer["Location"] == "/accounts/2fa/authenticate/"
    return client


def is_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def step(client: Client, code: str) -> str:
    return client.post("/accounts/2fa/authenticate/", {"code": code}).content.decode()


@pytest.mark.django_db(transaction=True)
def test_setting_up_shows_a_picture_and_a_key_and_tells_by_letter(as_mara: Client) -> None:
    assert 'src="data:image/svg+xml;base64,' in as_mara.get(ACTIVATE).content.decode()
    set_up(as_mara)
    letters = {letter.subject: letter for letter in mail.outbox}
    letter = letters["An authenticator app was set up"]
    assert "If that was not you" in str(letter.body)
    assert isinstance(letter, EmailMultiAlternatives)
    assert "An authenticator app was set up</h1>" in str(letter.alternatives[0][0])


def test_the_apps_key_and_the_codes_are_sealed_in_the_database(as_mara: Client) -> None:
    secret, codes = set_up(as_mara), codes_of(as_mara)
    assert len(codes) == 10
    kept = str(list(Authenticator.objects.values_list("data", flat=True)))
    assert secret not in kept
    assert not [code for code in codes if code in kept]


def test_signing_in_takes_the_code_that_the_app_shows(as_mara: Client) -> None:
    secret = set_up(as_mara)
    client = at_the_second_step()
    assert not is_in(client)
    assert "does not fit" in step(client, "000000" if code_of(secret) != "000000" else "111111")
    assert not is_in(client)
    step(client, code_of(secret, 1))
    assert is_in(client)


def test_a_recovery_code_works_once(as_mara: Client) -> None:
    set_up(as_mara)
    code = codes_of(as_mara)[0]
    first, second = at_the_second_step(), at_the_second_step()
    step(first, code)
    assert is_in(first)
    assert "does not fit" in step(second, code)
    assert not is_in(second)
    assert code not in codes_of(as_mara)


def test_guessing_codes_ends_after_five_tries(as_mara: Client) -> None:
    secret = set_up(as_mara)
    client = at_the_second_step()
    for _ in range(5):
        step(client, "12")
    assert "Too many tries" in step(client, code_of(secret, 1))
    assert not is_in(client)


def test_setting_up_and_turning_off_ask_for_the_password_once_more(client: Client, mara: User) -> None:
    client.force_login(mara)
    for page in (ACTIVATE, "/accounts/2fa/recovery-codes/generate/", "/accounts/2fa/webauthn/add/", "/accounts/close/"):
        assert client.get(page)["Location"].startswith("/accounts/reauthenticate/"), page


def test_another_address_asks_for_the_password_once_more(client: Client, mara: User) -> None:
    client.force_login(mara)
    answer = client.post("/accounts/email/", {"email": "thief@elsewhere.example", "action_add": ""})
    assert answer["Location"].startswith("/accounts/reauthenticate/")
    assert EmailAddress.objects.count() == 1


def test_turning_the_app_off_takes_the_codes_with_it(as_mara: Client) -> None:
    set_up(as_mara)
    as_mara.post("/accounts/2fa/totp/deactivate/")
    assert not Authenticator.objects.exists()
    assert mail.outbox[-1].subject == "The authenticator app was taken off"


def test_an_unconfirmed_address_comes_first(as_mara: Client) -> None:
    """Else somebody could lock the owner of an address out of it for ever."""
    EmailAddress.objects.update(verified=False)
    page = as_mara.get(ACTIVATE, follow=True).content.decode()
    assert "Confirm your e-mail address first" in page


def test_a_factor_that_cannot_be_read_lets_nobody_in_and_says_whom_to_ask(as_mara: Client, settings: Settings) -> None:
    secret = set_up(as_mara)
    settings.SECRET_KEY = "another-key-altogether"
    assert "Ask the person who runs this studio" in step(at_the_second_step(), code_of(secret, 1))
    as_mara.force_login(User.objects.get())
    assert "Turn it off" in as_mara.get("/accounts/2fa/").content.decode()
