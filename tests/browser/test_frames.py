"""Hero frames at a desk and on a phone: chips, what is left out, comparing, how they came about."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import DESK, PHONE, OpenPage
from tests.browser.creator import assert_no_sideways_scroll, by, see, sign_up, write_idea

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_a_creator_dresses_a_prompt_and_compares_what_comes(open_page: OpenPage, size: tuple[int, int]) -> None:
    page = open_page(size)
    sign_up(page)
    write_idea(page)
    by(page, "generate").click()
    page.wait_for_url("**/projects/**")
    see(by(page, "generate"))
    by(page, "prompt-box").click()
    see(by(page, "chip-on").first)
    by(page, "add-chip").click()
    by(page, "chip-search").fill("amber")
    by(page, "chip-card").first.click()
    expect(by(page, "chip-card").first).to_have_attribute("aria-pressed", "true")
    assert_no_sideways_scroll(page)
    page.keyboard.press("Escape")
    by(page, "more-options").click()
    by(page, "leave-out").filter(has_text="Cars").click()
    by(page, "generate").click()
    expect(by(page, "hero-frame")).to_have_count(4, timeout=60_000)
    by(page, "compare-frames").click()
    expect(by(page, "compared")).to_have_count(2)
    page.keyboard.press("+")
    expect(by(page, "zoom")).to_have_text("125%")
    assert_no_sideways_scroll(page)
    page.keyboard.press("Escape")
    by(page, "frame-history").click()
    expect(by(page, "frame-roll")).to_have_count(1)
    page.get_by_role("button", name="Look at frame 1A").click()
    expect(by(page, "enhanced")).to_contain_text("warm colour grade")
    assert_no_sideways_scroll(page)
