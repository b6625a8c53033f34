"""The bell rings when something is ready, and a webhook is set up, tested and told, as people meet it."""

import pytest
from playwright.sync_api import Page, expect
from standardwebhooks import Webhook as Verifier

from tests.accounts.outgoing.servers import Server, serving
from tests.browser.conftest import DESK, OTHER_SIDE, PHONE, OpenPage
from tests.browser.creator import assert_no_sideways_scroll, by, see, sign_up

pytestmark = pytest.mark.browser


ASK_FOR_A_PICTURE = """
() => fetch("/api/v1/generations", {
  method: "POST",
  headers: {
    "Content-Type": "application/json",
    "Dailies-Workspace": location.pathname.split("/")[2],
    "X-CSRFToken": document.cookie.match(/csrftoken=([^;]+)/)[1],
  },
  body: JSON.stringify({kind: "picture", prompt: "A red sailboat on a lake", quality: "low"}),
}).then(answer => { if (answer.status !== 202) throw new Error(`asked, and got ${answer.status}`); })
"""
"""A picture of no project, so that no page the person looks at is about it."""


def add_webhook(page: Page, url: str) -> None:
    by(page, "webhook-url").fill(url)
    by(page, "webhook-save").click()


def assert_fits_a_phone(page: Page) -> None:
    page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    assert_no_sideways_scroll(page)
    page.set_viewport_size({"width": DESK[0], "height": DESK[1]})


def test_a_webhook_is_told_and_the_bell_rings(open_page: OpenPage) -> None:
    page = open_page(DESK)
    sign_up(page)
    home = page.url
    with serving(host=OTHER_SIDE) as server:
        secret = set_up(page, home, server)
        page.goto(home)
        page.evaluate(ASK_FOR_A_PICTURE)
        expect(by(page, "bell-words")).to_contain_text("1 unread", timeout=60_000)
        by(page, "bell").locator("summary").click()
        by(page, "notice").first.click()
        expect(by(page, "bell-words")).to_contain_text("all read")
        page.goto(f"{home}webhooks")
        expect(by(page, "delivery").first).to_contain_text("Answered 200", timeout=30_000)
        told = [Verifier(secret).verify(body, headers)["type"] for _, _, headers, body in server.seen]
    assert {"ping", "generation.succeeded"} <= set(told)
    choose(page, home)


def set_up(page: Page, home: str, server: Server) -> str:
    """A webhook that was tested; its secret."""
    page.goto(f"{home}webhooks")
    see(by(page, "webhooks-none"))
    by(page, "webhook-add").click()
    page.get_by_label("Something was made").check()
    add_webhook(page, f"http://{OTHER_SIDE}:{server.port}/dailies")
    secret = by(page, "webhook-secret").inner_text()
    page.get_by_role("button", name="I have it").click()
    by(page, "webhook-test").click()
    expect(by(page, "delivery")).to_contain_text("A test")
    by(page, "delivery").locator("summary").click()
    expect(by(page, "delivery")).to_contain_text("hello")
    assert_fits_a_phone(page)
    return secret


def choose(page: Page, home: str) -> None:
    """The page of notices keeps what is chosen."""
    page.goto(f"{home}notices")
    see(by(page, "notice-list"))
    film = by(page, "choice-film").get_by_role("combobox")
    film.select_option("daily")
    page.reload()
    expect(by(page, "choice-film").get_by_role("combobox")).to_have_value("daily")
    assert_fits_a_phone(page)
