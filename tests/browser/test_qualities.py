"""What the three qualities give, how a project's is switched, and what the machine does, as a creator meets them."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import DESK, PHONE, OpenPage
from tests.browser.creator import assert_no_sideways_scroll, by, see, sign_up, write_idea

pytestmark = pytest.mark.browser


def to_frames(page: Page) -> None:
    """A project with one planned scene, at its frames."""
    sign_up(page)
    write_idea(page)
    by(page, "generate").click()
    page.wait_for_url("**/projects/**")
    see(by(page, "generate"))


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_the_three_qualities_stand_side_by_side(open_page: OpenPage, size: tuple[int, int]) -> None:
    page = open_page(size)
    sign_up(page)
    page.get_by_text("Account and workspace").click(force=True)
    page.get_by_role("link", name="What each quality gives").click()
    page.wait_for_url("**/quality")
    for tier in ("low", "standard", "high"):
        see(by(page, f"tier-{tier}"))
    slider = by(page, "compare-slider")
    slider.focus()
    for _ in range(3):
        page.keyboard.press("ArrowRight")
    expect(slider).to_have_attribute("aria-valuetext", "53% Low")
    examples = by(page, "compare").locator("img")
    expect(examples).to_have_count(2)
    for example in examples.all():
        expect(example).to_have_js_property("complete", True)
        assert example.evaluate("one => one.naturalWidth") > 700, "an example did not come"
    assert_no_sideways_scroll(page)


def test_an_example_moves(open_page: OpenPage) -> None:
    page = open_page(DESK)
    sign_up(page)
    page.goto(page.url.rstrip("/") + "/quality")
    by(page, "play-low").click()
    clip = by(page, "tier-low").locator("video")
    expect(clip).to_have_js_property("paused", False)
    expect(clip).not_to_have_js_property("currentTime", 0)
    by(page, "play-low").click()
    expect(by(page, "play-low")).to_have_attribute("aria-label", "Play Low")


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_a_projects_quality_is_switched_in_its_menu(open_page: OpenPage, size: tuple[int, int]) -> None:
    page = open_page(size)
    to_frames(page)
    menu = by(page, "quality-menu").first
    menu.locator("summary").click()
    menu.get_by_test_id("quality-high").click()
    expect(menu.locator("summary")).to_contain_text("High")
    assert_no_sideways_scroll(page)
    page.keyboard.press("Escape")
    expect(menu.get_by_test_id("ask-me")).not_to_be_visible()
    expect(page.locator("aside").get_by_test_id("quality-high").locator("input")).to_be_checked()


def test_the_price_says_what_it_leaves_and_what_is_used(open_page: OpenPage) -> None:
    page = open_page(DESK)
    to_frames(page)
    expect(by(page, "cost")).to_contain_text("leaves")
    expect(by(page, "quote-tier")).to_contain_text("as you asked")
    expect(by(page, "foreseen")).to_have_count(0)


def test_the_machine_tells_what_it_does(open_page: OpenPage) -> None:
    page = open_page(DESK)
    to_frames(page)
    see(by(page, "load"))
    see(by(page, "no-card"))
    expect(page.get_by_role("img", name="This computer")).to_be_visible()
