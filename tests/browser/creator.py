"""What a creator does in the browser, step by step."""

import secrets
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

PASSWORD = "a-long-enough-passphrase-7"
IDEA = "A red sailboat crosses a calm lake at sunset"


def by(page: Page, name: str) -> Locator:
    """What carries this test id."""
    return page.get_by_test_id(name)


def sign_up(page: Page) -> str:
    """A new person with their own workspace; their address."""
    email = f"creator-{secrets.token_hex(4)}@example.com"
    page.goto("/")
    page.goto("/accounts/signup/")
    page.fill("input[name=workspace]", "My little studio")
    page.fill("input[name=email]", email)
    page.fill("input[name=password1]", PASSWORD)
    page.click("form button[type=submit]")
    page.wait_for_url("**/w/my-little-studio*/")
    return email


def write_idea(page: Page, scenes: str = "1", quality: str = "low") -> None:
    """One sentence, a quality and a number of scenes."""
    by(page, "prompt-box").fill(IDEA)
    by(page, f"quality-{quality}").click()
    by(page, "scene-count").select_option(scenes)


def assert_appeared(page: Page, *names: str) -> None:
    """These test ids were on the page at some time since it was loaded."""
    for name in names:
        assert page.evaluate("name => window.appeared.has(name)", name), f"{name} never appeared"


def assert_no_sideways_scroll(page: Page) -> None:
    """Nothing sticks out of the page."""
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wide <= 0, f"the page is {wide} px wider than its window"


def download(page: Page, name: str, folder: Path) -> Path:
    """The file behind a download button."""
    with page.expect_download() as started:
        by(page, name).first.click()
    path = folder / started.value.suggested_filename
    started.value.save_as(path)
    return path


def see(found: Locator, seconds: float = 60) -> None:
    """Wait until it is visible."""
    expect(found).to_be_visible(timeout=seconds * 1000)
