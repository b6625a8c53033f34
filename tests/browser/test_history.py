"""History as a creator meets it: found, kept, compared, made again, read from a file."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import DESK, PHONE, OpenPage
from tests.browser.creator import assert_no_sideways_scroll, by, download, see, sign_up

pytestmark = pytest.mark.browser
PROMPTS = ("A lighthouse at dusk, long swell", "夕暮れの灯台の光", "A red boat on a calm lake at dawn")
ASK = """async prompts => {
  const slug = location.pathname.split('/')[2];
  const token = document.cookie.split('; ').find(one => one.startsWith('csrftoken=')).split('=')[1];
  const headers = {'Content-Type': 'application/json', 'Dailies-Workspace': slug, 'X-CSRFToken': token};
  for (const prompt of prompts) {
    const body = JSON.stringify({kind: 'picture', prompt, quality: 'low'});
    const answer = await fetch('/api/v1/generations', {method: 'POST', headers, body});
    if (!answer.ok) throw new Error(await answer.text());
  }
}"""


def to_history(page: Page) -> None:
    """A few pictures, made, and the page that tells of them."""
    sign_up(page)
    page.evaluate(ASK, list(PROMPTS))
    page.get_by_text("Account and workspace").click(force=True)
    by(page, "history-link").click()
    page.wait_for_url("**/history")
    expect(by(page, "entry")).to_have_count(len(PROMPTS), timeout=60_000)
    expect(page.locator("[data-testid=entry] img")).to_have_count(len(PROMPTS), timeout=60_000)


def test_history_is_searched_kept_and_exported_at_a_desk(open_page: OpenPage, tmp_path: Path) -> None:
    page = open_page(DESK)
    to_history(page)
    by(page, "search").fill("灯台")
    expect(by(page, "entry")).to_have_count(1)
    by(page, "search").fill("nothing like it")
    see(by(page, "nothing"))
    by(page, "clear-filters").click()
    expect(by(page, "entry")).to_have_count(len(PROMPTS))
    by(page, "add-tag").click()
    by(page, "tag-word").fill("Sea")
    page.keyboard.press("Enter")
    expect(by(page, "tags")).to_contain_text("sea")
    by(page, "favourite").click()
    expect(by(page, "favourite")).to_have_text("Kept")
    by(page, "filter-kept").click()
    expect(by(page, "entry")).to_have_count(1)
    by(page, "clear-filters").click()
    lines = download(page, "export-csv", tmp_path).read_text().splitlines()
    assert len(lines) == 1 + len(PROMPTS)
    assert any("夕暮れの灯台の光" in line for line in lines)
    assert_no_sideways_scroll(page)


def test_two_are_compared_one_is_changed_and_a_file_is_recalled(open_page: OpenPage, tmp_path: Path) -> None:
    page = open_page(DESK)
    to_history(page)
    by(page, "compare-with").click()
    by(page, "pick").nth(1).click()
    see(by(page, "comparison"))
    page.keyboard.press("Escape")
    by(page, "pick").first.focus()
    page.keyboard.press("ArrowDown")
    expect(by(page, "pick").nth(1)).to_have_attribute("aria-current", "true")
    made = download(page, "file-of", tmp_path)
    by(page, "file").set_input_files(made)
    expect(by(page, "recalled")).to_contain_text(PROMPTS[1])
    by(page, "show-recalled").click()
    by(page, "change").click()
    by(page, "changed-prompt").fill("A snow scene with a lighthouse")
    by(page, "make-changed").click()
    expect(by(page, "entry")).to_have_count(len(PROMPTS) + 1, timeout=60_000)
    see(by(page, "stats"))
    by(page, "show-figures").click()
    see(by(page, "day-chart"))
    assert_no_sideways_scroll(page)


def test_history_fits_a_phone(open_page: OpenPage) -> None:
    page = open_page(PHONE)
    to_history(page)
    assert_no_sideways_scroll(page)
    by(page, "pick").first.click()
    see(by(page, "details"))
    expect(by(page, "details")).to_contain_text(PROMPTS[-1])
    page.get_by_role("button", name="Close the details").click()
    expect(by(page, "details")).to_have_count(0)
    by(page, "more-filters").click()
    by(page, "filter-kind").select_option("takes")
    see(by(page, "nothing"))
    assert_no_sideways_scroll(page)
