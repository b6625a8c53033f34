"""A workspace's own qualities, drafts in Low and the final of a chosen take, as a creator meets them."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import DESK, PHONE, OpenPage
from tests.browser.creator import assert_no_sideways_scroll, by, see, sign_up, write_idea

pytestmark = pytest.mark.browser


def make_one(page: Page, name: str, width: str) -> None:
    """Fill and send the form of a quality of one's own."""
    by(page, "own-add").click()
    by(page, "own-name").fill(name)
    by(page, "own-picture_side").fill(width)
    by(page, "own-save").click()


def to_scene(page: Page, quality: str) -> None:
    """A project with one planned scene, and one frame to ask for."""
    write_idea(page, quality=quality)
    by(page, "generate").click()
    page.wait_for_url("**/projects/**")
    page.get_by_label("How many frames").select_option("1")
    see(by(page, "quote-time"))


def test_one_is_made_and_used_by_a_project(open_page: OpenPage) -> None:
    page = open_page(DESK)
    sign_up(page)
    home = page.url
    page.goto(f"{home}quality")
    see(by(page, "own-none"))
    make_one(page, "Night drafts", "640")
    expect(by(page, "own-tier")).to_contain_text("Pictures 640 pixels wide")
    page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    assert_no_sideways_scroll(page)
    page.set_viewport_size({"width": DESK[0], "height": DESK[1]})
    page.goto(home)
    to_scene(page, "standard")
    menu = by(page, "quality-menu").first
    menu.locator("summary").click()
    menu.get_by_test_id("quality-own").click()
    expect(menu.locator("summary")).to_contain_text("Night drafts")
    page.keyboard.press("Escape")
    by(page, "generate").click()
    expect(by(page, "hero-frame").first.locator("img").first).to_have_js_property("naturalWidth", 640, timeout=60_000)


def test_a_draft_that_is_chosen_is_made_once_more_and_chosen_by_itself(open_page: OpenPage) -> None:
    page = open_page(DESK)
    sign_up(page)
    to_scene(page, "standard")
    menu = by(page, "quality-menu").first
    menu.locator("summary").click()
    menu.get_by_test_id("drafts").click()
    expect(menu.get_by_test_id("drafts")).to_be_checked()
    page.keyboard.press("Escape")
    by(page, "generate").click()
    see(by(page, "hero-frame").first)
    by(page, "make-takes").click()
    see(by(page, "final"))
    expect(by(page, "final-price")).to_contain_text("Standard")
    expect(by(page, "final-price")).to_contain_text("credits")
    by(page, "make-final").click()
    expect(by(page, "final")).to_have_count(0, timeout=60_000)
    chosen = page.locator("[data-testid=take-card][data-selected=true] video")
    expect(chosen).to_have_js_property("videoWidth", 768, timeout=60_000)
