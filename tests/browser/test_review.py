"""Takes are looked over in step and by keys, and a guest's comment by a link becomes a request."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import DESK, PHONE, OpenPage
from tests.browser.creator import assert_no_sideways_scroll, by, see, sign_up
from tests.browser.test_whole_path import to_takes

pytestmark = pytest.mark.browser

FRAME_SECONDS = 1 / 24
APART = """async milliseconds => {
  const videos = [...document.querySelectorAll('[data-testid=picture] video')];
  const until = performance.now() + milliseconds;
  let worst = 0, looks = 0;
  while (performance.now() < until) {
    await new Promise(requestAnimationFrame);
    const times = videos.filter(video => !video.ended && !video.seeking).map(video => video.currentTime);
    const spread = Math.max(...times) - Math.min(...times);
    if (looks > 20) worst = Math.max(worst, spread);  // the first moments bring them into step
    looks += 1;
  }
  return { worst, looks, moved: videos[0].currentTime };
}"""


def test_takes_play_in_step_and_a_guests_comment_becomes_a_request(open_page: OpenPage) -> None:
    page = open_page(DESK)
    sign_up(page)
    to_takes(page)
    by(page, "make-takes").first.click()
    expect(by(page, "take-card")).to_have_count(3, timeout=90_000)
    see(by(page, "score").first, 90)
    look_by_keys(page)
    comment(page)
    address = share(page)
    answered = as_guest(open_page, address)
    wish = by(page, "thread").filter(has_text="More wind")
    see(wish, 30)
    wish.get_by_test_id("make-change").click()
    see(by(page, "wish"))
    expect(by(page, "again-prompt")).to_have_value(re.compile(r".*\. More wind, please\."))
    wish.get_by_test_id("request-not-now").click()
    expect(answered.get_by_test_id("answer")).to_have_text("Not this time", timeout=40_000)
    end(page, answered)


def look_by_keys(page: Page) -> None:
    """Play, step, compare and choose without the mouse."""
    page.locator("body").click(position={"x": 700, "y": 5})
    page.keyboard.press("Space")
    found = page.evaluate(APART, 2_500)
    assert found["moved"] > 0
    assert found["worst"] <= FRAME_SECONDS, f"takes were {found['worst']:.3f} s apart"
    page.keyboard.press("k")
    page.keyboard.press("Shift+ArrowLeft")
    page.keyboard.press("Shift+ArrowLeft")
    page.keyboard.press("Shift+ArrowLeft")
    expect(by(page, "timecode")).to_have_text("00:00:00")
    page.keyboard.press("ArrowRight")
    expect(by(page, "timecode")).to_have_text("00:00:01")
    page.keyboard.press("v")
    expect(by(page, "compare")).to_have_attribute("data-mode", "wipe")
    by(page, "divider").focus()
    page.keyboard.press("ArrowRight")
    expect(by(page, "divider")).to_have_attribute("aria-valuenow", "52")
    expect(by(page, "timecode")).to_have_text("00:00:01")
    page.keyboard.press("d")
    see(by(page, "legend"))
    page.keyboard.press("Escape")
    page.keyboard.press("?")
    see(by(page, "key-sheet"))
    page.keyboard.press("Escape")
    page.keyboard.press("3")
    expect(by(page, "take-card").nth(2)).to_have_attribute("data-selected", "true")


def comment(page: Page) -> None:
    """At a moment and a spot; it stands in the list, on the picture and on the scrubber."""
    page.keyboard.press("c")
    see(by(page, "comment-form"))
    box = by(page, "picture").nth(1).bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + box["width"] * 0.25, box["y"] + box["height"] * 0.5)
    see(by(page, "new-pin"))
    by(page, "comment-text").fill("The sail could catch more light here.")
    by(page, "send-comment").click()
    see(by(page, "thread").filter(has_text="more light"))
    see(by(page, "pin"))
    expect(by(page, "remark-mark")).to_have_count(1)


def share(page: Page) -> str:
    """A link to the scene, as the dialog tells it once."""
    by(page, "share").click()
    by(page, "link-password").fill("open sesame")
    by(page, "make-link").click()
    see(by(page, "made-link"))
    address = by(page, "link-address").input_value()
    page.keyboard.press("Escape")
    return re.sub(r"^https?://[^/]+", "", address)


def as_guest(open_page: OpenPage, address: str) -> Page:
    """Somebody without an account, on a phone, behind the password."""
    guest = open_page(PHONE)
    guest.goto(address)
    guest.fill("input[name=password]", "open sesame")
    guest.get_by_role("button", name="Look at the takes").click()
    expect(by(guest, "guest-take")).to_have_count(3)
    assert_no_sideways_scroll(guest)
    expect(by(guest, "thread")).to_have_count(0)
    by(guest, "comment").click()
    by(guest, "guest-name").fill("Ana")
    by(guest, "comment-text").fill("More wind, please.")
    by(guest, "send-comment").click()
    see(by(guest, "thread").filter(has_text="More wind"))
    return guest


def end(page: Page, guest: Page) -> None:
    """A link that is closed shows nothing any more, and its address looks like one that never was."""
    address = guest.url
    guest.close()
    by(page, "share").click()
    by(page, "end-link").click()
    expect(by(page, "end-link")).to_have_count(0)
    assert page.request.get(address).status == 404
