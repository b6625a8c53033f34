"""Prompts: a template from the studio to frames made with a version of one's own, and two ways judged blind."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import DESK, PHONE, OpenPage
from tests.browser.creator import assert_no_sideways_scroll, by, see, sign_up, write_idea

pytestmark = pytest.mark.browser
SMALLEST = (360, 740)


def to_scene(page: Page) -> None:
    """A project with one planned scene."""
    write_idea(page)
    by(page, "generate").click()
    page.wait_for_url("**/projects/**")
    see(by(page, "quote-time"))


def narrow(page: Page) -> None:
    """Nothing sticks out on the smallest phone either."""
    page.set_viewport_size({"width": SMALLEST[0], "height": SMALLEST[1]})
    assert_no_sideways_scroll(page)
    page.set_viewport_size({"width": DESK[0], "height": DESK[1]})


def test_a_template_is_copied_changed_used_and_gone_back_to(open_page: OpenPage) -> None:
    page = open_page(DESK)
    sign_up(page)
    home = page.url
    page.goto(f"{home}prompts")
    see(by(page, "templates-none"))
    narrow(page)
    page.locator("[data-name='Establishing shot']").get_by_test_id("starter-copy").click()
    own = by(page, "templates").get_by_test_id("template")
    expect(own).to_have_count(1)
    own.get_by_test_id("template-edit").click()
    by(page, "template-text").fill("{{place}} seen from afar, {{time=dawn}}")
    expect(by(page, "template-preview")).to_contain_text("To fill in: place, time (dawn).")
    by(page, "template-save").click()
    expect(own).to_contain_text("version 2")
    page.goto(home)
    to_scene(page)
    by(page, "prompt-box").click()
    by(page, "use-template").click()
    page.locator("[data-testid=template-choice][data-name='Establishing shot']").first.click()
    expect(by(page, "template-use")).to_have_attribute("aria-disabled", "true")
    page.locator("[data-variable=place]").fill("A harbour town")
    expect(by(page, "filled")).to_contain_text("A harbour town seen from afar, dawn")
    by(page, "template-use").click()
    expect(by(page, "prompt-box")).to_have_value("A harbour town seen from afar, dawn")
    page.get_by_label("How many frames").select_option("1")
    by(page, "generate").click()
    see(by(page, "hero-frame").first)
    page.goto(f"{home}prompts")
    expect(by(page, "templates").get_by_test_id("template-tally")).to_contain_text("Used once")
    by(page, "template-versions").click()
    expect(by(page, "template-version")).to_have_count(2)
    by(page, "go-back").click()
    expect(by(page, "template-version")).to_have_count(3)


def test_two_ways_are_judged_without_knowing_which_is_which(open_page: OpenPage) -> None:
    page = open_page(DESK)
    sign_up(page)
    to_scene(page)
    by(page, "prompt-box").click()
    by(page, "try-two").click()
    by(page, "blind-a").fill("A red boat on a calm lake at noon")
    by(page, "blind-b").fill("A red boat on a calm lake at night")
    by(page, "blind-pairs").select_option("2")
    expect(by(page, "blind-price")).to_contain_text("for 4 pictures")
    by(page, "blind-begin").click()
    page.wait_for_url("**/prompts?test=*")
    see(by(page, "blind-vote"), 120)
    expect(by(page, "blind-vote").locator("img")).to_have_count(2)
    assert "noon" not in page.content()
    narrow(page)
    page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    by(page, "vote-left").click()
    expect(page.get_by_role("heading", name="Pair 2 of 2")).to_be_visible()
    page.keyboard.press("0")
    expect(by(page, "blind-sentence")).to_contain_text("Too close to call")
    assert_no_sideways_scroll(page)
    by(page, "blind-close").click()
    by(page, "take-b").click()
    expect(by(page, "blind-result")).to_contain_text("taken")
