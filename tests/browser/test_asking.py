"""A quality that does not fit: told beforehand, asked about, answered in another window, or not answered at all."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from generation.example_drawing import draw_missing
from tests.browser.conftest import DESK, OpenPage
from tests.browser.creator import by, see, sign_up, write_idea
from tests.house import House, whole_house

pytestmark = pytest.mark.browser

CARD = "1x24GB@13GB"
"""Standard fits beside what others hold of it, High does not."""
CONSENT_SECONDS = 12


@pytest.fixture(scope="module")
def house() -> Iterator[House]:
    """A studio with a card of which somebody else holds much."""
    draw_missing()
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("SIMULATED_GPUS", CARD)
        environment.setenv("CONSENT_SECONDS", str(CONSENT_SECONDS))
        environment.setenv("NO_PROXY", "127.0.0.1,localhost")
        with whole_house() as opened:
            yield opened


def to_question(page: Page) -> None:
    """Ask for frames in High."""
    sign_up(page)
    write_idea(page, quality="high")
    by(page, "generate").click()
    page.wait_for_url("**/projects/**")
    expect(by(page, "generate")).to_have_text("Generate in Standard")
    by(page, "generate").click()
    see(by(page, "consent-dialog"))


def test_a_question_held_and_answered_elsewhere_closes_here(open_page: OpenPage) -> None:
    page = open_page(DESK)
    to_question(page)
    page.reload()
    see(by(page, "consent-dialog"))
    other = page.context.new_page()
    other.goto(page.url)
    by(other, "hold-question").click()
    expect(by(page, "countdown")).to_contain_text("It waits for your answer")
    by(other, "consent-continue").click()
    expect(by(page, "consent-dialog")).to_have_count(0)
    expect(by(page, "hero-frame")).to_have_count(4, timeout=60_000)


def test_a_question_put_aside_goes_on_by_itself_and_says_so(open_page: OpenPage) -> None:
    page = open_page(DESK)
    to_question(page)
    by(page, "consent-later").click()
    see(by(page, "consent-card"))
    expect(by(page, "fallback-notice")).to_contain_text("Continued in Standard at", timeout=60_000)


def test_escape_cancels_and_enter_continues(open_page: OpenPage) -> None:
    page = open_page(DESK)
    to_question(page)
    page.keyboard.press("Escape")
    expect(by(page, "consent-dialog")).to_have_count(0)
    by(page, "generate").click()
    see(by(page, "consent-dialog"))
    page.keyboard.press("Enter")
    expect(by(page, "consent-dialog")).to_have_count(0)
    see(by(page, "hero-frame").first)


def test_an_automatic_project_is_not_asked_but_told(open_page: OpenPage) -> None:
    page = open_page(DESK)
    to_question(page)
    page.keyboard.press("Escape")
    menu = by(page, "quality-menu").first
    menu.locator("summary").click()
    menu.get_by_test_id("ask-me").click()
    expect(menu.get_by_test_id("ask-me")).not_to_be_checked()
    page.keyboard.press("Escape")
    by(page, "generate").click()
    expect(by(page, "fallback-notice")).to_contain_text("Scene 1 is in Standard")
    by(page, "ask-next-time").click()
    expect(by(page, "ask-next-time")).to_have_count(0)
