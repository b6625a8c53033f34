"""The content security policy, as a browser applies it: no page asks for what it forbids, and it does forbid."""

import json
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import DESK, OpenPage
from tests.browser.creator import by, see, sign_up, write_idea
from tests.house import House

pytestmark = pytest.mark.browser

STRANGER_PAGES = ("/", "/accounts/login/", "/accounts/signup/", "/accounts/password/reset/")
MEMBER_PAGES = ("/", "/accounts/email/", "/accounts/password/change/", "/accounts/logout/", "/api/v1/docs/")
NOTE_REFUSALS = """
window.refusals = [];
addEventListener('securitypolicyviolation', refused => {
  window.refusals.push(`${refused.violatedDirective} ${refused.blockedURI} ${refused.sourceFile}`);
}, true);
"""


def refusals(page: Page) -> list[str]:
    """What the policy refused on this page so far."""
    page.wait_for_load_state("load")
    page.wait_for_timeout(200)
    found: list[str] = page.evaluate("window.refusals")
    return found


def walk(page: Page, paths: tuple[str, ...]) -> dict[str, list[str]]:
    """The pages that were refused something."""
    found = {}
    for path in paths:
        page.goto(path)
        found[path] = refusals(page)
    return {path: refused for path, refused in found.items() if refused}


@pytest.fixture
def open_noting(open_page: OpenPage) -> Callable[[], Page]:
    """A page that remembers refusals."""

    def opened() -> Page:
        page = open_page(DESK)
        page.context.add_init_script(NOTE_REFUSALS)
        return page

    return opened


def test_a_stranger_meets_no_refusal(open_noting: Callable[[], Page]) -> None:
    assert walk(open_noting(), STRANGER_PAGES) == {}


def test_a_creator_meets_no_refusal_from_idea_to_frames(open_noting: Callable[[], Page]) -> None:
    """Meters, progress, menus and pictures set widths and colours on their elements all the way."""
    page = open_noting()
    sign_up(page)
    assert refusals(page) == []
    write_idea(page)
    by(page, "generate").click()
    page.wait_for_url("**/projects/**")
    see(by(page, "generate"))
    by(page, "generate").click()
    expect(by(page, "hero-frame")).to_have_count(4, timeout=60_000)
    by(page, "hero-frame").first.click()
    assert refusals(page) == []
    assert walk(page, MEMBER_PAGES) == {}


def test_the_page_for_programs_draws_every_address(open_noting: Callable[[], Page]) -> None:
    """Swagger UI under the policy of all pages: nothing of it needs an exception."""
    page = open_noting()
    page.goto("/api/v1/docs/")
    see(page.locator(".opblock").first)
    page.locator(".opblock-summary").first.click()
    see(page.locator(".opblock-body").first)
    assert refusals(page) == []


def test_an_operator_meets_no_refusal_in_the_console(open_noting: Callable[[], Page], house: House) -> None:
    login = json.loads(house.manage("demo", "--json"))
    page = open_noting()
    page.goto("/accounts/login/?next=/admin/")
    page.fill("input[name=login]", login["email"])
    page.fill("input[name=password]", login["password"])
    page.click("form button[type=submit]")
    page.wait_for_url("**/admin/")
    assert walk(page, ("/admin/", "/admin/generation/job/", "/admin/accounts/user/")) == {}


@pytest.fixture
def unwatched(browser: Browser, house: House) -> Iterator[Page]:
    """A page whose console may hold errors: the test makes them."""
    context = browser.new_context(
        viewport={"width": DESK[0], "height": DESK[1]}, base_url=f"http://127.0.0.1:{house.port}"
    )
    context.add_init_script(NOTE_REFUSALS)
    yield context.new_page()
    context.close()


INJECTION = """() => {
  document.body.insertAdjacentHTML('beforeend', '<p id="styled" style="width: 7px" onclick="window.ran = 1">x</p>');
  const script = document.createElement('script');
  script.textContent = 'window.ran = 1';
  document.body.append(script);
  document.getElementById('styled').click();
}"""


def test_what_an_injection_would_try_is_refused(unwatched: Page) -> None:
    unwatched.goto("/accounts/login/")
    unwatched.evaluate(INJECTION)
    assert unwatched.evaluate("window.ran") is None
    assert unwatched.evaluate("document.getElementById('styled').style.width") == ""
    told = {refused.split()[0] for refused in refusals(unwatched)}
    assert told == {"style-src-attr", "script-src-attr", "script-src-elem"}


SPOIL = """picture => new Promise(done => {
  const [before, after] = [picture.src, picture.src.replace(/signature=.{6}/, 'signature=ended_')];
  new MutationObserver(() => picture.src === after || done([before, picture.src])).observe(
    picture, {attributes: true, attributeFilter: ['src']});
  picture.src = after;
})"""


def test_a_picture_whose_address_has_ended_comes_back_by_itself(unwatched: Page) -> None:
    """As on a page that lay open for an hour: the studio refuses the old address, the page asks for another."""
    sign_up(unwatched)
    write_idea(unwatched)
    by(unwatched, "generate").click()
    unwatched.wait_for_url("**/projects/**")
    see(by(unwatched, "generate"))
    by(unwatched, "generate").click()
    picture = by(unwatched, "hero-frame").first.locator("img")
    see(picture)
    _, renewed = picture.evaluate(SPOIL)
    assert "signature=ended_" not in renewed
    unwatched.wait_for_function("picture => picture.naturalWidth > 0", arg=picture.element_handle())
