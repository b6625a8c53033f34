"""Second factors, passkeys and devices, in a real browser with an authenticator of its own."""

import re
import time
from pathlib import Path

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from playwright.sync_api import Page, expect

from tests.browser.conftest import DESK, PHONE, OpenPage
from tests.browser.creator import PASSWORD, assert_no_sideways_scroll
from tests.house import House
from tests.oidc_server import Provider

pytestmark = pytest.mark.browser

INSIDE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}
"""What a phone or a laptop has built in; Chromium plays it (CDP, WebAuthn.addVirtualAuthenticator)."""
ACCOUNT_PAGES = (
    "profile/",
    "email/",
    "password/change/",
    "2fa/webauthn/",
    "2fa/webauthn/add/",
    "2fa/",
    "2fa/totp/activate/",
    "sessions/",
    "3rdparty/",
    "notifications/",
    "close/",
)


class Person:
    """Somebody new at the studio, at a name, for passkeys know no numbers."""

    def __init__(self, house: House, page: Page) -> None:
        self.house, self.page = house, page
        self.site = f"http://localhost:{house.port}"
        self.email = f"factor-{time.time_ns()}@example.com"

    def go(self, path: str) -> None:
        self.page.goto(self.site + path)

    def press(self, name: str) -> None:
        self.page.get_by_role("button", name=name, exact=True).click()

    def sign_up(self) -> None:
        self.go("/accounts/signup/")
        self.page.fill("input[name=workspace]", "Second factors")
        self.page.fill("input[name=email]", self.email)
        self.page.fill("input[name=password1]", PASSWORD)
        self.press("Start the workspace")
        self.page.wait_for_url("**/w/second-factors*/")
        self.page.goto(self._link_to_confirm())
        self.press("Yes, confirm it")
        self.page.wait_for_url("**/w/second-factors*/")

    def _link_to_confirm(self) -> str:
        letters = Path(self.house.environment["DAILIES_STATE"]) / "mail"
        mine = (text for path in letters.iterdir() if self.email in (text := path.read_text()))
        found = re.search(r"http://localhost:\d+/accounts/confirm-email/\S+", next(mine))
        assert found is not None
        return found[0]

    def log_in(self, page: Page) -> None:
        page.goto(f"{self.site}/accounts/login/")
        page.fill("input[name=login]", self.email)
        page.fill("input[name=password]", PASSWORD)
        page.get_by_role("button", name="Log in", exact=True).click()

    def say_password(self) -> None:
        """Where a page asks for it once more."""
        self.page.fill("input[name=password]", PASSWORD)
        self.press("Go on")

    def log_out(self) -> None:
        self.go("/accounts/logout/")
        self.press("Log out")
        self.page.wait_for_url(f"{self.site}/")


@pytest.fixture
def person(house: House, open_page: OpenPage) -> Person:
    """At a desk, with an authenticator inside."""
    page = open_page(DESK)
    wires = page.context.new_cdp_session(page)
    wires.send("WebAuthn.enable")
    wires.send("WebAuthn.addVirtualAuthenticator", {"options": INSIDE})
    somebody = Person(house, page)
    somebody.sign_up()
    return somebody


def code_of(secret: str, steps: int = 0) -> str:
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + steps))


def test_a_passkey_is_added_and_signs_its_owner_in_without_a_password(person: Person) -> None:
    person.go("/accounts/2fa/webauthn/add/")
    person.say_password()
    person.page.get_by_label("Name").fill("My laptop")
    person.press("Add the passkey")
    expect(person.page.get_by_role("list", name="Codes that still work").locator("li")).to_have_count(10)
    person.go("/accounts/2fa/webauthn/")
    expect(person.page.get_by_text("My laptop").first).to_be_visible()
    person.log_out()
    person.go("/accounts/login/")
    person.press("Sign in with a passkey")
    person.page.wait_for_url("**/w/second-factors*/")
    person.log_out()
    person.log_in(person.page)
    person.page.wait_for_url("**/2fa/authenticate/")
    person.press("Use a passkey")
    person.page.wait_for_url("**/w/second-factors*/")


def test_an_authenticator_app_is_set_up_and_asked_for(person: Person) -> None:
    person.go("/accounts/2fa/totp/activate/")
    person.say_password()
    secret = person.page.locator("#authenticator_secret").input_value()
    person.page.get_by_label("Code").fill(code_of(secret))
    person.press("Turn it on")
    codes = person.page.get_by_role("list", name="Codes that still work").locator("li")
    expect(codes).to_have_count(10)
    recovery = codes.first.inner_text()
    for code in (code_of(secret, 1), recovery):
        person.log_out()
        person.log_in(person.page)
        person.page.wait_for_url("**/2fa/authenticate/")
        person.page.get_by_label("Code").fill(code)
        person.press("Come in")
        person.page.wait_for_url("**/w/second-factors*/")


def test_somebody_comes_in_by_a_provider_and_starts_a_workspace(
    house: House, open_page: OpenPage, provider: Provider
) -> None:
    """The form leaves by a page of ours, for a form may lead only to us."""
    email = f"elsewhere-{time.time_ns()}@example.com"
    provider.person.update(sub=email, email=email, name="Ola Nord")
    page = open_page(PHONE)
    page.goto(f"http://127.0.0.1:{house.port}/accounts/login/")
    assert_no_sideways_scroll(page)
    page.get_by_role("button", name="Go on with Northlight ID").click()
    page.wait_for_url("**/studio/")
    page.get_by_label("Name of the workspace").fill("By another door")
    page.locator("form button[type=submit]").click()
    page.wait_for_url("**/w/by-another-door*/")
    page.goto(f"http://127.0.0.1:{house.port}/accounts/3rdparty/")
    expect(page.get_by_text("Northlight ID").first).to_be_visible()


def test_another_device_is_logged_out_while_it_is_looking(person: Person, open_page: OpenPage) -> None:
    other = open_page(PHONE)
    person.log_in(other)
    other.wait_for_url("**/w/second-factors*/")
    person.go("/accounts/sessions/")
    expect(person.page.get_by_text("This one")).to_have_count(1)
    person.page.get_by_role("button", name=re.compile("^Log out Chrome")).click()
    expect(person.page.get_by_text("That device is logged out.")).to_be_visible()
    other.goto(f"{person.site}/accounts/profile/")
    other.wait_for_url("**/accounts/login/**")


def test_pages_of_the_account_fit_and_can_be_walked_by_keyboard(person: Person, tmp_path: Path) -> None:
    person.go("/accounts/2fa/totp/activate/")
    person.say_password()
    for size in (DESK, PHONE):
        person.page.set_viewport_size({"width": size[0], "height": size[1]})
        for path in ACCOUNT_PAGES:
            person.go(f"/accounts/{path}")
            assert person.page.locator("h1").count() == 1, path
            assert_no_sideways_scroll(person.page)
            assert not person.page.evaluate(WITHOUT_NAME), path
            person.page.screenshot(path=tmp_path / f"{size[0]}-{path.strip('/').replace('/', '-')}.png")
    person.page.keyboard.press("Tab")
    assert person.page.evaluate("document.activeElement.textContent") == "Skip to content"


WITHOUT_NAME = """
[...document.querySelectorAll('input:not([type=hidden]), select, button')]
  .filter(one => !(one.labels?.length || one.textContent.trim() || one.getAttribute('aria-label')))
  .map(one => one.outerHTML)
"""
"""What can be used, and has no words that a screen reader could say."""
