"""From an invitation to work together, in two browsers: invite, read the letter, come in, be moved, be removed."""

import re
from email import message_from_bytes, policy

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import DESK, PHONE, OpenPage
from tests.browser.creator import PASSWORD, assert_no_sideways_scroll, see, sign_up
from tests.house import House

pytestmark = pytest.mark.browser


def letter_to(house: House, email: str) -> str:
    """The text of the newest letter to somebody, from the folder where a fresh studio puts them."""

    def found() -> str:
        for path in sorted((house.state.root / "mail").glob("*"), key=lambda path: -path.stat().st_mtime_ns):
            letter = message_from_bytes(path.read_bytes(), policy=policy.default)
            body = letter.get_body(("plain",))
            if email in str(letter["To"]) and body is not None:
                return str(body.get_content())
        return ""

    return str(house.until(found, f"a letter to {email}"))


def link_in(letter: str) -> str:
    found = re.search(r"https?://[^/\s]+(/invitations/\S+)", letter)
    assert found is not None, letter
    return found[1]


def to_people(page: Page) -> None:
    """By the menu, as a person finds it."""
    page.locator("summary.avatar").click()
    page.get_by_role("link", name="Workspace settings").click()
    page.get_by_role("link", name="People").click()
    see(page.get_by_role("heading", name="People"))


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_somebody_is_invited_comes_in_by_the_letter_is_moved_and_removed(
    open_page: OpenPage, house: House, size: tuple[int, int]
) -> None:
    page, email = open_page(size), f"guest-{size[0]}@example.com"
    sign_up(page)
    to_people(page)
    assert_no_sideways_scroll(page)
    page.get_by_label("E-mail").fill(email)
    page.get_by_label("As", exact=True).select_option("viewer")
    page.get_by_role("button", name="Invite").click()
    see(page.get_by_text(f"A letter is on its way to {email}."))
    people = page.url

    guest = open_page(size)
    guest.goto(link_in(letter_to(house, email)))
    see(guest.get_by_role("heading", name="Come to My little studio"))
    assert_no_sideways_scroll(guest)
    guest.get_by_role("link", name="Make an account and join").click()
    expect(guest.locator("input[name=email]")).to_have_value(email)
    guest.fill("input[name=password1]", PASSWORD)
    guest.get_by_role("button", name="Join My little studio").click()
    guest.wait_for_url("**/w/my-little-studio*/")
    see(guest.locator("summary.avatar"))
    guest.goto("/accounts/email/")

    page.goto(people)
    page.get_by_label(f"Role of {email}").select_option("editor")
    page.get_by_role("button", name=f"Change the role of {email}").click()
    see(page.get_by_text(f"{email} is editor now."))
    assert_no_sideways_scroll(page)

    page.get_by_role("link", name=f"Remove {email}").click()
    see(page.get_by_role("heading", name=f"Remove {email}?"))
    page.get_by_role("button", name="Remove").click()
    see(page.get_by_text(f"{email} is not in the workspace any more."))
    guest.goto("/studio/")
    see(guest.get_by_role("heading", name="Start a workspace"))


def test_another_workspace_is_started_from_the_menu_and_the_way_in_leads_to_it(open_page: OpenPage) -> None:
    page = open_page(DESK)
    sign_up(page)
    page.locator("summary.avatar").click()
    page.get_by_role("link", name="Start another workspace").click()
    page.fill("input[name=workspace]", "Night shift")
    page.get_by_role("button", name="Start the workspace").click()
    page.wait_for_url("**/w/night-shift*/")
    second = page.url
    page.goto("/studio/")
    expect(page).to_have_url(second)
    page.locator("summary.avatar").click()
    page.get_by_role("link", name="My little studio").click()
    page.wait_for_url("**/w/my-little-studio*/")
