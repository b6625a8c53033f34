"""The list of devices: what is shown, and that logging one out ends it at once."""

import pytest
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.test import Client

from accounts.models import User
from frontend.templatetags.look import browser
from tests.cast import PASSWORD
from tests.signin.conftest import MARA

pytestmark = pytest.mark.django_db
PHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605 Version/18.0 Mobile Safari/604.1"


@pytest.fixture
def on_a_phone(mara: User) -> Client:
    """Mara's phone."""
    client = Client(headers={"User-Agent": PHONE}, REMOTE_ADDR="203.0.113.9")
    client.post("/accounts/login/", {"login": MARA, "password": PASSWORD})
    return client


def is_in(client: Client) -> bool:
    return client.get("/accounts/profile/").status_code == 200


def test_each_device_is_named_with_its_address(as_mara: Client, on_a_phone: Client) -> None:
    page = as_mara.get("/accounts/sessions/").content.decode()
    assert "Safari on iPhone" in page
    assert "203.0.113.9" in page
    assert page.count("This one") == 1


def test_a_session_from_before_the_list_is_on_it(client: Client, mara: User) -> None:
    client.force_login(mara)
    assert "This one" in client.get("/accounts/sessions/").content.decode()


def test_logging_out_one_device_ends_its_session_and_no_other(as_mara: Client, on_a_phone: Client) -> None:
    other = UserSession.objects.get(ip="203.0.113.9")
    as_mara.post(f"/accounts/sessions/{other.pk}/end/")
    assert not Session.objects.filter(pk=other.session_key).exists()
    assert not is_in(on_a_phone)
    assert is_in(as_mara)


def test_logging_out_all_others_leaves_this_one(as_mara: Client, on_a_phone: Client) -> None:
    as_mara.post("/accounts/sessions/")
    assert not is_in(on_a_phone)
    assert is_in(as_mara)


def test_somebody_elses_device_is_not_there(as_mara: Client, client: Client) -> None:
    ola = User.objects.create_user("ola@elsewhere.film", PASSWORD)
    theirs = Client()
    theirs.post("/accounts/login/", {"login": ola.email, "password": PASSWORD})
    foreign = as_mara.post(f"/accounts/sessions/{UserSession.objects.get(user=ola).pk}/end/")
    missing = as_mara.post("/accounts/sessions/99999999/end/")
    assert foreign.status_code == missing.status_code == 404
    assert is_in(theirs)


@pytest.mark.parametrize(
    ("user_agent", "words"),
    [
        ("Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/130.0 Safari/537.36 Edg/130.0", "Edge on Windows"),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:130.0) Gecko/20100101 Firefox/130.0", "Firefox on Linux"),
        ("Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 Chrome/130.0 Mobile Safari/537.36", "Chrome on Android"),
        (PHONE, "Safari on iPhone"),
        ("curl/8.5.0", "curl/8.5.0"),
        ("", "A program"),
    ],
)
def test_a_browser_is_named_in_words(user_agent: str, words: str) -> None:
    assert browser(user_agent) == words
