"""Profile, language, time zone and letters; and that every page and letter of allauth's is in the product's look."""

import re
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import allauth
import pytest
from allauth.account.adapter import get_adapter
from allauth.usersessions.models import UserSession
from django.conf import settings as configured
from django.core import mail
from django.core.mail import EmailMultiAlternatives
from django.template.loader import get_template
from django.test import Client, RequestFactory
from django.utils import timezone, translation
from pytest_django import Settings

from accounts.models import User, Workspace
from accounts.models.user import time_zones

pytestmark = pytest.mark.django_db

THEIRS = Path(allauth.__file__).parent / "templates"
OURS = Path(configured.BASE_DIR) / "accounts/templates"
NOT_SEEN = {
    "mfa/trust.html": "nobody is remembered past a second factor",
    "mfa/webauthn/signup_form.html": "an account begins with a workspace and a password",
}
"""Templates of allauth's that no address of ours shows, with the reason."""


def seen() -> list[str]:
    """What a person can see of the three apps; a base.html only says which layout follows, and the layouts are ours."""
    folders = ("mfa", "usersessions", "socialaccount")
    found = (path for folder in folders for path in (THEIRS / folder).rglob("*.*"))
    names = sorted(str(path.relative_to(THEIRS)) for path in found if not path.name.startswith("base"))
    return [name for name in names if name not in NOT_SEEN]


@pytest.mark.parametrize("name", seen())
def test_every_template_that_allauth_shows_is_ours(name: str) -> None:
    assert (OURS / name).is_file()


LETTERS = sorted(str(path.relative_to(OURS)).removesuffix("_message.txt") for path in OURS.rglob("email/*_message.txt"))


@pytest.mark.parametrize("letter", [name for name in LETTERS if "/base" not in name])
def test_every_letter_comes_in_text_and_html_and_says_something(letter: str, mara: User) -> None:
    class Named:
        name = "Northlight ID"

    words = {
        "timestamp": datetime(2026, 3, 1, 12, 30, tzinfo=UTC),
        "current_site": {"domain": "studio.example"},
        "provider": Named(),
        "ip": "203.0.113.9",
        "user_agent": "Firefox",
        "email": mara.email,
        "notice": {"title": "Your film is ready", "text": "It plays for 40 seconds.", "action": "Watch it"},
    }
    with timezone.override(ZoneInfo("Asia/Tokyo")):
        message = get_adapter(RequestFactory().get("/")).render_mail(letter, mara.email, words)
    assert message.subject
    assert isinstance(message, EmailMultiAlternatives)
    page = str(message.alternatives[0][0])
    assert f"{message.subject}</h1>" in page
    if "It happened on" in str(message.body):
        assert "1 March 2026, 12:30 UTC" in str(message.body)


def test_a_person_keeps_their_name_language_and_zone(as_mara: Client, mara: User) -> None:
    sent = {"name": " Mara Lind ", "language": "en-gb", "time_zone": "Europe/Berlin"}
    assert as_mara.post("/accounts/profile/", sent)["Location"] == "/accounts/profile/"
    mara.refresh_from_db()
    assert (mara.name, mara.language, mara.time_zone) == ("Mara Lind", "en-gb", "Europe/Berlin")


@pytest.mark.parametrize("wrong", [{"language": "tlh"}, {"time_zone": "Mars/Olympus"}, {"time_zone": ""}])
def test_what_is_no_choice_is_said_at_its_field_and_changes_nothing(
    as_mara: Client, mara: User, wrong: dict[str, str]
) -> None:
    sent = {"name": "Other", "language": "en-gb", "time_zone": "UTC"} | wrong
    page = as_mara.post("/accounts/profile/", sent)
    assert page.status_code == 422
    assert f'id="id_{next(iter(wrong))}_error"' in page.content.decode()
    mara.refresh_from_db()
    assert mara.name == "Mara"


def test_days_are_written_and_told_as_the_person_chose(as_mara: Client, mara: User) -> None:
    for language, zone, shown in (
        ("en-us", "UTC", "March 1, 2026, 12:30 p.m."),
        ("en-gb", "Asia/Tokyo", "1 Mar 2026, 9:30 p.m."),
    ):
        User.objects.update(language=language, time_zone=zone)
        UserSession.objects.update(created_at=datetime(2026, 3, 1, 12, 30, tzinfo=UTC))
        page = as_mara.get("/accounts/sessions/").content.decode()
        assert shown in page, language


def test_the_audit_page_names_the_zone_it_tells(as_mara: Client) -> None:
    User.objects.update(time_zone="Asia/Tokyo")
    assert "When (Asia/Tokyo)" in as_mara.get("/w/northlight/settings/audit/").content.decode()


def test_settings_tell_days_in_that_zone_and_manner_too(as_mara: Client, mara: User) -> None:
    User.objects.update(time_zone="Asia/Tokyo", language="en-gb")
    Workspace.objects.update(deletion_due_at=datetime(2026, 3, 1, 20, tzinfo=UTC))
    assert ">2 Mar 2026</time>" in as_mara.get("/w/northlight/settings/").content.decode()
    assert ">2 Mar 2026, 5 a.m.</time> (JST)" in as_mara.get("/w/northlight/settings/delete/").content.decode()
    as_mara.post("/w/northlight/settings/tokens/", {"name": "2026-03-01T20:00:00Z", "scopes": ["read"], "days": "30"})
    log = as_mara.get("/w/northlight/settings/audit/").content.decode()
    assert "Made the token <b>2026-03-01T20:00:00Z" in log
    assert re.search(r"expires: \d+ \w+ 20\d\d, ", log)


def test_the_next_request_of_somebody_else_is_not_in_that_zone(as_mara: Client) -> None:
    User.objects.update(time_zone="Asia/Tokyo", language="en-au")
    as_mara.get("/accounts/profile/")
    assert str(timezone.get_current_timezone()) == "UTC"
    assert translation.get_language() == "en-us"


def test_every_zone_that_is_offered_is_one() -> None:
    assert all(ZoneInfo(name) for name, _ in time_zones())
    assert len(time_zones()) > 300


def test_letters_can_be_turned_off_but_those_about_security(as_mara: Client, mara: User) -> None:
    as_mara.post("/accounts/notifications/", {})
    mara.refresh_from_db()
    assert mara.letter_when_finished is False
    new = {"oldpassword": "light-at-the-window", "password1": "another-good-one", "password2": "another-good-one"}
    as_mara.post("/accounts/password/change/", new)
    assert mail.outbox[-1].subject == "Your password was changed"


def test_providers_have_buttons_only_where_they_are_configured(client: Client, settings: Settings) -> None:
    known = settings.SOCIALACCOUNT_PROVIDERS
    assert "Go on with" not in client.get("/accounts/login/").content.decode()
    app = {"client_id": "id", "secret": "secret"}
    settings.SOCIALACCOUNT_PROVIDERS = {**known, "google": {**known["google"], "APPS": [app]}}
    for page in ("/accounts/login/", "/accounts/signup/"):
        text = client.get(page).content.decode()
        assert "Go on with Google" in text
        assert "GitHub" not in text
    leaving = client.post("/accounts/google/login/").content.decode()
    assert "https://accounts.google.com/o/oauth2/" in leaving
    assert "code_challenge" in leaving


def test_the_page_that_leaves_names_where_it_goes() -> None:
    page = get_template("frontend/leaving.html").render({"address": 'https://a.example/?x="><b>', "host": "a.example"})
    assert 'content="0; url=https://a.example/?x=&quot;&gt;&lt;b&gt;"' in page
