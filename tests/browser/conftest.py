"""A real studio and a real browser for it."""

import os
import shutil
from collections.abc import Callable, Iterator
from typing import TypeAlias

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from generation.example_drawing import draw_missing
from tests.house import House, whole_house
from tests.oidc_server import Provider, running

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
SWITCHES = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-quic",
]
WAIT_MILLISECONDS = 15_000
"""How long a page may take to show something: other tests and checks run beside these on few processors."""
expect.set_options(timeout=WAIT_MILLISECONDS)

DESK, PHONE = (1440, 900), (390, 844)
HARMLESS = ("favicon",)
OTHER_SIDE = "127.0.0.9"
"""Where servers of tests take webhooks: the only address inside that the studio may go to."""
NOTE_WHAT_APPEARS = """
window.appeared = new Set();
new MutationObserver(changes => {
  for (const change of changes) for (const node of change.addedNodes) if (node.querySelectorAll)
    for (const found of [node, ...node.querySelectorAll('[data-testid]')])
      if (found.dataset?.testid) window.appeared.add(found.dataset.testid);
}).observe(document, {childList: true, subtree: true});
"""
"""Remembers what was on the page: a drawn take is done within seconds, so a look from outside may come too late."""
OpenPage: TypeAlias = Callable[[tuple[int, int]], Page]


def chromium() -> str | None:
    """The browser that `./dailies test` found, or one on the PATH; None for Playwright's own."""
    return os.environ.get("DAILIES_CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)


@pytest.fixture(scope="package")
def provider() -> Iterator[Provider]:
    """Somebody else who signs people in."""
    with running() as server:
        yield server


@pytest.fixture(scope="package")
def house(provider: Provider) -> Iterator[House]:
    """A running studio, which knows the provider and has the examples of each quality."""
    draw_missing()
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("OIDC_SERVER_URL", provider.issuer)
        environment.setenv("OIDC_NAME", "Northlight ID")
        environment.setenv("OIDC_CLIENT_ID", provider.client_id)
        environment.setenv("OIDC_CLIENT_SECRET", provider.client_secret)
        environment.setenv("NO_PROXY", "127.0.0.1,localhost")
        environment.setenv("DAILIES_ALLOWED_NETWORKS", f"{OTHER_SIDE}/32")
        with whole_house() as opened:
            yield opened


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """Chromium; not having one is a failure, never a skip.

    Closed with this folder's last test: Playwright's loop runs in this thread, where later async tests need their own.
    """
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=chromium(), args=SWITCHES)
        yield launched
        launched.close()


@pytest.fixture
def open_page(house: House, browser: Browser) -> Iterator[OpenPage]:
    """Opens a page of a size for a new visitor; any error in its console fails the test in the end."""
    errors: list[str] = []
    contexts = []

    def opened(size: tuple[int, int]) -> Page:
        context = browser.new_context(
            viewport={"width": size[0], "height": size[1]},
            base_url=f"http://127.0.0.1:{house.port}",
            accept_downloads=True,
            reduced_motion="reduce",
        )
        contexts.append(context)
        context.add_init_script(NOTE_WHAT_APPEARS)
        page = context.new_page()
        page.set_default_timeout(60_000)
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on("console", lambda said: errors.append(said.text) if said.type == "error" else None)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert not [error for error in errors if not any(word in error for word in HARMLESS)]
