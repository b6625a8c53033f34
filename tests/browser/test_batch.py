"""Variations at a desk and on a phone, and a take that is improved by itself."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import DESK, PHONE, OpenPage
from tests.browser.creator import assert_no_sideways_scroll, by, see, sign_up, write_idea
from tests.browser.test_workflow import say, see_takes

pytestmark = pytest.mark.browser
MADE_SECONDS = 120


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_a_creator_compares_variations(open_page: OpenPage, size: tuple[int, int]) -> None:
    page = open_page(size)
    make_variations(page)
    expect(by(page, "frame-tag").first).to_contain_text("red")
    by(page, "show-value").select_option(label="white")
    expect(by(page, "hero-frame")).to_have_count(3)
    by(page, "group-by").select_option("Seed")
    expect(by(page, "frame-group")).to_have_count(3)
    assert_no_sideways_scroll(page)


def test_a_take_is_improved_by_itself(open_page: OpenPage) -> None:
    page = open_page(DESK)
    make_variations(page)
    by(page, "choose-frame").first.click()
    by(page, "make-takes").first.click()
    see_takes(page)
    see(by(page, "score").first, MADE_SECONDS)
    see(by(page, "improve-open"), MADE_SECONDS)
    say(page, "It is too dark here.")
    by(page, "improve-open").click()
    see(by(page, "improve-price"))
    by(page, "improve-begin").click()
    see(by(page, "improvement-round").first)
    expect(by(page, "improve-stop")).to_have_count(0, timeout=MADE_SECONDS * 1000)
    expect(by(page, "improvement-round").first).to_have_attribute("data-kept", re.compile("true|false"))
    page.set_viewport_size({"width": 360, "height": 800})
    assert_no_sideways_scroll(page)


def make_variations(page: Page) -> None:
    """Six tall frames: of two texts, with three seeds each."""
    sign_up(page)
    write_idea(page)
    by(page, "generate").click()
    page.wait_for_url("**/projects/**")
    see(by(page, "generate"))
    by(page, "prompt-box").fill("A {red|white} sailboat on a calm lake")
    expect(by(page, "variation-count")).to_contain_text("2 pictures")
    by(page, "variation-shape").filter(has_text="Tall").click()
    by(page, "variation-seeds").fill("3 seeds")
    expect(by(page, "variation-count")).to_contain_text("6 pictures")
    assert_no_sideways_scroll(page)
    by(page, "generate").click()
    expect(by(page, "hero-frame")).to_have_count(6, timeout=MADE_SECONDS * 1000)
