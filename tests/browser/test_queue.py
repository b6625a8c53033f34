"""The page of the queue: what waits is ordered, held, changed and cleared, and a lost connection leaves no gap."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import DESK, PHONE, OpenPage
from tests.browser.creator import assert_no_sideways_scroll, by, see, sign_up
from tests.house import House

pytestmark = pytest.mark.browser

ASK = """async ([method, path, body]) => {
  const cookie = document.cookie.split('; ').find((each) => each.startsWith('csrftoken='));
  const answer = await fetch('/api/v1/' + path, {method, body: body && JSON.stringify(body), headers: {
    'Content-Type': 'application/json', 'Dailies-Workspace': location.pathname.split('/')[2],
    'X-CSRFToken': cookie ? cookie.split('=')[1] : ''}});
  return [answer.status, await answer.text()];
}"""


def ask(page: Page, method: str, path: str, body: Any = None) -> Any:
    """A request of the person who looks at this page."""
    status, text = page.evaluate(ASK, [method, path, body])
    assert status < 300, f"{status}: {text}"
    return json.loads(text)


def picture(page: Page, prompt: str) -> str:
    return str(ask(page, "POST", "generations", {"kind": "picture", "prompt": prompt, "quality": "low"})["id"])


def to_queue(page: Page) -> None:
    """A new person's queue, where nothing begins."""
    sign_up(page)
    page.get_by_role("link", name="Queue", exact=True).click()
    page.wait_for_url("**/queue")
    see(by(page, "queue-empty"))
    ask(page, "POST", "queue/pause", {"whose": "everyone"})
    expect(by(page, "queue-paused")).to_be_visible()


def titles(page: Page, *wanted: str) -> None:
    expect(by(page, "queue-waiting").locator("b")).to_have_text(list(wanted))


@pytest.mark.parametrize("size", [DESK, PHONE])
def test_what_waits_is_ordered_held_changed_and_cleared(open_page: OpenPage, size: tuple[int, int]) -> None:
    page = open_page(size)
    to_queue(page)
    for prompt in ("A red boat", "A blue hill", "A white horse"):
        picture(page, prompt)
    titles(page, "A red boat", "A blue hill", "A white horse")
    page.get_by_label("Move up: A white horse").click()
    titles(page, "A red boat", "A white horse", "A blue hill")
    page.get_by_label("Move up: A white horse").focus()
    page.keyboard.press("Alt+ArrowUp")
    titles(page, "A white horse", "A red boat", "A blue hill")
    rows = by(page, "queue-waiting")
    if size == DESK:
        rows.nth(2).drag_to(rows.nth(0))
        titles(page, "A blue hill", "A white horse", "A red boat")
    page.get_by_label("Hold: A red boat").click()
    expect(page.get_by_label("Go on with: A red boat")).to_be_visible()
    page.get_by_label("Change: A white horse").click()
    page.get_by_label("What should be seen").fill("A black horse")
    by(page, "queue-save").click()
    expect(rows.filter(has_text="A black horse")).to_have_count(1)
    assert_no_sideways_scroll(page)
    by(page, "queue-clear").click()
    by(page, "confirm").click()
    see(by(page, "queue-empty"))


def test_what_is_made_comes_and_goes_by_itself(open_page: OpenPage) -> None:
    page = open_page(DESK)
    to_queue(page)
    picture(page, "A red boat")
    titles(page, "A red boat")
    by(page, "queue-everyone").click()
    by(page, "queue-pause").click()
    see(by(page, "queue-empty"))
    expect(by(page, "queue-paused")).to_have_count(0)


@pytest.fixture
def wanderer(house: House, browser: Browser) -> Iterator[Page]:
    """A page whose connection may be lost: what its console says of that is no fault."""
    context = browser.new_context(
        viewport={"width": DESK[0], "height": DESK[1]}, base_url=f"http://127.0.0.1:{house.port}"
    )
    context.add_init_script(KEEP_SOCKETS)
    yield context.new_page()
    context.close()


KEEP_SOCKETS = """
window.sockets = [];
window.WebSocket = class extends WebSocket {
  constructor(...words) { super(...words); window.sockets.push(this); }
};
"""
LOST_SECONDS = 20
"""Longer than the page waits before it asks by itself; a day of events is kept for longer absences."""


def test_after_a_lost_connection_the_page_shows_what_is_true_then(wanderer: Page, open_page: OpenPage) -> None:
    to_queue(wanderer)
    first = picture(wanderer, "A red boat")
    titles(wanderer, "A red boat")
    other = open_page(DESK)
    other.context.add_cookies(wanderer.context.cookies())  # type: ignore[arg-type]
    other.goto(wanderer.url)
    titles(other, "A red boat")
    wanderer.context.set_offline(True)
    wanderer.evaluate("sockets.forEach(socket => socket.close())")
    ask(other, "POST", f"generations/{first}/cancel")
    for prompt in ("A blue hill", "A white horse"):
        picture(other, prompt)
    titles(other, "A blue hill", "A white horse")
    wanderer.wait_for_timeout(LOST_SECONDS * 1000)
    titles(wanderer, "A red boat")
    wanderer.context.set_offline(False)
    titles(wanderer, "A blue hill", "A white horse")
    assert wanderer.evaluate("new Set(sockets.filter(s => s.readyState === 1)).size") == 1
    other.get_by_label("Move up: A white horse").click()
    titles(wanderer, "A white horse", "A blue hill")
