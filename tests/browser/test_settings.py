"""Every page of settings and of an account, at a desk and on a phone: it fits, it is labelled, it breaks no rule."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import DESK, PHONE, OpenPage
from tests.browser.creator import PASSWORD, assert_no_sideways_scroll, by, see, sign_up
from tests.browser.test_content_policy import NOTE_REFUSALS, refusals
from tests.browser.test_people import letter_to, link_in
from tests.house import House

pytestmark = pytest.mark.browser

SIZES = pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
SETTINGS = ("", "people/", "people/leave/", "security/", "tokens/", "credits/", "audit/", "delete/")
ACCOUNT = (
    *("profile/", "email/", "password/change/", "2fa/", "2fa/webauthn/", "sessions/", "3rdparty/"),
    *("notifications/", "close/", "logout/"),
)
UNNAMED = """() => [...document.querySelectorAll(
    'input:not([type=hidden]), select, textarea, button, summary, a[href]')]
  .filter(one => one.offsetParent !== null && !(
    [...(one.labels ?? [])].some(label => label.innerText.trim()) || one.textContent.trim() ||
    one.getAttribute('aria-label') || document.getElementById(one.getAttribute('aria-labelledby'))))
  .map(one => one.outerHTML.slice(0, 120))"""
"""What can be pressed or filled in, is seen, and has no name that a screen reader could say."""
DANGLING = """() => [...document.querySelectorAll('[aria-describedby], [aria-labelledby], [aria-controls]')]
  .flatMap(one => ['aria-describedby', 'aria-labelledby', 'aria-controls']
    .flatMap(name => (one.getAttribute(name) ?? '').split(' ').filter(Boolean)))
  .filter(id => !document.getElementById(id))"""
"""Names of elements that are pointed at and are not there."""
TWICE = """() => { const ids = [...document.querySelectorAll('[id]')].map(one => one.id);
  return ids.filter((id, at) => ids.indexOf(id) !== at); }"""
FAINT = """() => {
  const canvas = document.createElement('canvas').getContext('2d', {willReadFrequently: true});
  const parts = colour => { canvas.clearRect(0, 0, 1, 1); canvas.fillStyle = colour; canvas.fillRect(0, 0, 1, 1);
    return [...canvas.getImageData(0, 0, 1, 1).data]; };
  const light = rgb => rgb.slice(0, 3).map(v => v / 255)
    .map(v => v <= .04045 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4)
    .reduce((sum, v, at) => sum + v * [.2126, .7152, .0722][at], 0);
  const ground = one => { for (; one; one = one.parentElement) {
    const found = parts(getComputedStyle(one).backgroundColor); if (found[3] === 255) return found; } return null; };
  return [...document.querySelectorAll('main *, nav *, header *')].filter(one => one.offsetParent !== null &&
      !one.disabled && [...one.childNodes].some(node => node.nodeType === 3 && node.data.trim()))
    .map(one => { const [dark, bright] = [light(parts(getComputedStyle(one).color)), light(ground(one))]
        .sort((a, b) => a - b); return [(bright + .05) / (dark + .05), one.outerHTML.slice(0, 120)]; })
    .filter(([contrast]) => contrast < 4.5);
}"""
"""Texts that are fainter than WCAG AA allows on what is behind them."""


def assert_well_made(page: Page) -> None:
    """One heading, a name for everything, no text too faint, nothing refused, nothing that sticks out."""
    at = page.url
    assert refusals(page) == [], at
    assert_no_sideways_scroll(page)
    expect(page.locator("h1")).to_have_count(1)
    expect(page.locator("main")).to_have_count(1)
    for question in (UNNAMED, DANGLING, TWICE, FAINT):
        assert page.evaluate(question) == [], at


def inside(open_page: OpenPage, size: tuple[int, int]) -> tuple[Page, str]:
    """Somebody new in their workspace, and its address."""
    page = open_page(size)
    page.context.add_init_script(NOTE_REFUSALS)
    sign_up(page)
    return page, page.url.rstrip("/")


@SIZES
@pytest.mark.parametrize("theme", ["dark", "light"])
def test_every_page_is_well_made(open_page: OpenPage, size: tuple[int, int], theme: str) -> None:
    page, here = inside(open_page, size)
    page.evaluate("theme => localStorage.setItem('dailies-theme', theme)", theme)
    for path in [*(f"{here}/settings/{name}" for name in SETTINGS), *(f"/accounts/{name}" for name in ACCOUNT)]:
        page.goto(path)
        if page.locator("input[type=password][name=password]").count():  # it asks who this is, first
            assert_well_made(page)
            page.get_by_label("Password").fill(PASSWORD)
            page.keyboard.press("Enter")
            page.wait_for_url(lambda url: "reauthenticate" not in url)
        assert page.evaluate("document.documentElement.dataset.theme") == theme
        expect(page.locator(".manage-nav [aria-current=page]")).to_have_count(1)
        assert_well_made(page)
    page.goto("/workspaces/new/")
    assert_well_made(page)


def tab_to(page: Page, role: str, name: str) -> None:
    """Press Tab until this has the focus, and see that it shows it."""
    wanted = page.get_by_role(role, name=name, exact=True)  # type: ignore[arg-type]
    see(wanted)
    for _ in range(80):
        if wanted.evaluate("one => one === document.activeElement"):
            outline = "one => getComputedStyle(one).outlineStyle"
            assert wanted.evaluate(outline) != "none", f"nothing shows that {name} has the focus"
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"{name} is not reached by Tab")


def press(page: Page, role: str, name: str, key: str = "Enter") -> None:
    """Go there by keyboard and press it."""
    tab_to(page, role, name)
    page.keyboard.press(key)


def sign_up_by_keyboard(page: Page) -> None:
    """A new person in their workspace, who never touched a mouse."""
    page.goto("/accounts/signup/")
    for label, words in (("Name of the workspace", "Keys only"), ("E-mail", "keys@example.com")):
        tab_to(page, "textbox", label)
        page.keyboard.type(words)
    while page.evaluate("document.activeElement.name") != "password1":
        page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url("**/w/keys-only*/")


def come_in(guest: Page, link: str) -> None:
    """Whoever was invited makes an account and joins."""
    guest.goto(link)
    guest.get_by_role("link", name="Make an account and join").click()
    guest.fill("input[name=password1]", PASSWORD)
    guest.get_by_role("button", name="Join Keys only").click()
    guest.wait_for_url("**/w/keys-only*/")


def test_the_keyboard_is_enough_from_signing_up_to_giving_a_role(open_page: OpenPage, house: House) -> None:
    page = open_page(DESK)
    sign_up_by_keyboard(page)
    see(page.locator("summary.avatar"))
    while not page.evaluate("document.activeElement.matches('summary.avatar')"):
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    press(page, "link", "Workspace settings")
    press(page, "link", "API tokens")
    tab_to(page, "textbox", "What for")
    page.keyboard.type("render farm")
    press(page, "button", "Make the token")
    see(page.get_by_role("heading", name="“render farm” is ready"))
    press(page, "link", "People")
    tab_to(page, "textbox", "E-mail")
    page.keyboard.type("ada@example.com")
    press(page, "button", "Invite")
    see(page.get_by_text("A letter is on its way to ada@example.com."))
    come_in(open_page(DESK), link_in(letter_to(house, "ada@example.com")))
    press(page, "link", "People")
    tab_to(page, "combobox", "Role of ada@example.com")
    page.keyboard.type("View")
    press(page, "button", "Change the role of ada@example.com")
    see(page.get_by_text("ada@example.com is viewer now."))


@SIZES
def test_a_workspace_that_will_go_says_so_in_the_studio(open_page: OpenPage, size: tuple[int, int]) -> None:
    page, here = inside(open_page, size)
    expect(by(page, "leaving")).to_have_count(0)
    page.goto(f"{here}/settings/delete/")
    with page.expect_download():
        page.get_by_role("button", name="Export everything").click()
    page.get_by_label("Type the workspace's name to delete it").fill("My little studio")
    page.get_by_role("button", name="Delete in 14 days").click()
    see(page.get_by_text("My little studio will be deleted on"))
    assert_well_made(page)
    page.goto(f"{here}/")
    by(page, "leaving").click()
    see(page.get_by_text("My little studio will be deleted on"))
    assert_well_made(page)
    page.get_by_role("link", name="Keep it, or export it").click()
    page.get_by_role("button", name="Keep the workspace").click()
    see(page.get_by_text("The workspace stays."))
    page.goto(f"{here}/")
    see(page.locator("summary.avatar"))
    expect(by(page, "leaving")).to_have_count(0)
