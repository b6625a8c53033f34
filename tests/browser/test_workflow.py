"""The professional workflow in eight steps: from words to an accepted take, through what the studio says would help."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import DESK, OpenPage
from tests.browser.creator import assert_no_sideways_scroll, by, see, sign_up
from tests.browser.test_whole_path import to_takes

pytestmark = pytest.mark.browser

MADE_SECONDS = 120


def test_a_creator_goes_from_words_to_an_accepted_take_by_way_of_a_suggestion(open_page: OpenPage) -> None:
    page = open_page(DESK)
    sign_up(page)
    to_takes(page)  # 1 the idea becomes scenes, 2 frames are made, 3 one of them is chosen
    by(page, "make-takes").first.click()  # 4 it is shot
    see_takes(page)
    see(by(page, "score").first, MADE_SECONDS)  # 5 the takes are scored and ranked
    first = roll_of(page)
    say(page, "It is too dark here.")
    accept_suggestion(page)  # 6 what would help is used
    page.wait_for_function("before => document.querySelector('[data-take]')?.dataset.take !== before", arg=first)
    see_takes(page)  # 7 and it is shot again
    see(by(page, "score").first, MADE_SECONDS)
    assert roll_of(page) != first
    expect(by(page, "version")).to_have_count(3, timeout=MADE_SECONDS * 1000)
    expect(cards(page, selected=True)).to_have_count(1, timeout=MADE_SECONDS * 1000)  # the studio's own choice
    expect(by(page, "progress")).to_have_count(0)  # and nothing seems to go on
    accepted = cards(page, selected=False).last.get_attribute("data-take")
    card = page.locator(f'[data-take="{accepted}"]')
    card.get_by_test_id("use-take").click()  # 8 a take is accepted
    expect(card).to_have_attribute("data-selected", "true")
    page.reload()
    expect(card).to_have_attribute("data-selected", "true", timeout=MADE_SECONDS * 1000)
    assert_no_sideways_scroll(page)


def see_takes(page: Page) -> None:
    """All three of a roll."""
    expect(by(page, "take-card")).to_have_count(3, timeout=MADE_SECONDS * 1000)


def cards(page: Page, *, selected: bool) -> Locator:
    """The takes that are used, or those that are not."""
    return by(page, "take-card").and_(page.locator(f'[data-selected="{str(selected).lower()}"]'))


def roll_of(page: Page) -> str:
    """The first take that is shown."""
    return by(page, "take-card").first.get_attribute("data-take") or ""


def say(page: Page, words: str) -> None:
    """A comment on the take that is looked at."""
    page.locator("body").click(position={"x": 700, "y": 5})
    page.keyboard.press("c")
    by(page, "comment-text").fill(words)
    by(page, "send-comment").click()
    see(by(page, "thread").filter(has_text=words))


def accept_suggestion(page: Page) -> None:
    """Use the first, which says why, what it changes and what that may bring."""
    suggestion = by(page, "suggestion").first
    see(suggestion, MADE_SECONDS)
    expect(suggestion.get_by_test_id("expected")).to_have_text(re.compile(r"\w"))
    suggestion.get_by_test_id("use-suggestion").click()
