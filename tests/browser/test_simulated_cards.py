"""What the studio says and does on four machines: without a card, and with simulated ones of 8, 12 and twice 24 GB."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from generation.example_drawing import draw_missing
from tests.browser.conftest import DESK, PHONE, OpenPage
from tests.browser.creator import assert_no_sideways_scroll, by, see, sign_up, write_idea
from tests.house import House, whole_house

pytestmark = pytest.mark.browser

TIERS = ("low", "standard", "high")
CONSENT_SECONDS = 300
"""Longer than a test: a question here is answered, never left alone."""
DRAWN = "A drawn preview: connect a GPU or a provider for finished footage."
SIMULATED = "A drawn preview: the graphics card that it was planned for is simulated."
TIME = re.compile(r"\d (s|min)")


@dataclass(frozen=True)
class Machine:
    """A setting, and what the studio says on it.

    `verdicts`: of the qualities side by side, low first; `notices`: under them, as patterns; `pictures`, `takes`: the
    qualities that their selector offers without a word. `asked`: the quality that frames are asked for in, with
    the words of the button, the question and the price, and the `size` of the frame. `shot`: the quality that
    takes then become.
    """

    setting: str
    cards: tuple[str, ...]
    verdicts: tuple[str, str, str]
    notices: tuple[str, str, str]
    pictures: tuple[str, ...]
    takes: tuple[str, ...]
    asked: str
    button: str
    question: str
    tier: str
    price: str
    size: tuple[int, int]
    shot: str

    @property
    def used(self) -> str:
        """What is made in the place of what was asked for."""
        return "Drawn preview" if self.price == "as a drawn preview" else self.tier


def needs(tier: str, card: str, free: str) -> str:
    """Why a quality does not fit, as a pattern."""
    return rf"{tier} needs [\d.]+ GB of free memory\. {re.escape(card)} has {free} GB free\."


EIGHT, TWELVE = "Simulated card 1 (8 GB)", "Simulated card 1 (12 GB)"
BARE = Machine(
    setting="",
    cards=(),
    verdicts=("Reached here",) * 3,
    notices=(DRAWN,) * 3,
    pictures=TIERS,
    takes=TIERS,
    asked="standard",
    button="Generate",
    question="",
    tier="Standard",
    price="as you asked",
    size=(1024, 576),
    shot="Standard",
)
SMALL = Machine(
    setting="1x8GB",
    cards=(EIGHT,),
    verdicts=("Takes only", "Not reached now", "Not reached now"),
    notices=(needs("Low", EIGHT, "6.0"), needs("Standard", EIGHT, "6.0"), needs("High", EIGHT, "6.0")),
    pictures=TIERS,
    takes=("low",),
    asked="low",
    button="Generate a preview",
    question="Low does not fit right now. A drawn preview does.",
    tier="Low",
    price="as a drawn preview",
    size=(768, 432),
    shot="Low",
)
MIDDLE = Machine(
    setting="1x12GB",
    cards=(TWELVE,),
    verdicts=("Reached here", "Pictures only", "Not reached now"),
    notices=(SIMULATED, needs("Standard", TWELVE, "10.0"), needs("High", TWELVE, "10.0")),
    pictures=("low", "standard"),
    takes=("low",),
    asked="high",
    button="Generate in Standard",
    question="High does not fit right now. Standard does.",
    tier="Standard",
    price="High does not fit",
    size=(1024, 576),
    shot="Low",
)
LARGE = Machine(
    setting="2x24GB",
    cards=("Simulated card 1 (24 GB)", "Simulated card 2 (24 GB)"),
    verdicts=("Reached here",) * 3,
    notices=(SIMULATED,) * 3,
    pictures=TIERS,
    takes=TIERS,
    asked="high",
    button="Generate",
    question="",
    tier="High",
    price="as you asked",
    size=(2048, 1152),
    shot="High",
)


@pytest.fixture(scope="module", params=[BARE, SMALL, MIDDLE, LARGE], ids=["none", "1x8GB", "1x12GB", "2x24GB"])
def machine(request: pytest.FixtureRequest) -> Machine:
    found: Machine = request.param
    return found


@pytest.fixture(scope="module")
def house(machine: Machine) -> Iterator[House]:
    """A studio on this machine."""
    draw_missing()
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("SIMULATED_GPUS", machine.setting)
        environment.setenv("CONSENT_SECONDS", str(CONSENT_SECONDS))
        environment.setenv("NO_PROXY", "127.0.0.1,localhost")
        with whole_house() as opened:
            yield opened


@pytest.fixture(scope="module")
def signed_in(house: House, browser: Browser) -> tuple[str, list[Any]]:
    """Where a creator's workspace is, and the cookies that open it."""
    context = browser.new_context(base_url=f"http://127.0.0.1:{house.port}")
    page = context.new_page()
    sign_up(page)
    found = page.url, list(context.cookies())
    context.close()
    return found


@pytest.fixture
def page(signed_in: tuple[str, list[Any]], open_page: OpenPage) -> Page:
    """A new project of the creator's, in a window of its own."""
    address, cookies = signed_in
    opened = open_page(DESK)
    opened.context.add_cookies(cookies)
    opened.goto(f"{address}?new")
    return opened


def to_frames(page: Page, quality: str) -> None:
    """A project with one planned scene, and one frame to ask for."""
    write_idea(page, quality=quality)
    by(page, "generate").click()
    page.wait_for_url("**/projects/**")
    page.get_by_label("How many frames").select_option("1")
    see(by(page, "quote-time"))


def assert_selector(page: Page, fits: tuple[str, ...]) -> None:
    """Each quality says how long it takes, or that it does not fit, and below why."""
    selector = page.locator("aside").last
    for tier in TIERS:
        expect(selector.get_by_test_id(f"quality-{tier}")).to_contain_text(TIME if tier in fits else "does not fit")
    reasons = selector.get_by_test_id("quality-why").locator("li")
    expect(reasons).to_have_count(len(TIERS) - len(fits))
    for reason in reasons.all():
        expect(reason).to_contain_text(re.compile(r"needs [\d.]+ GB of free memory"))


def size_of(picture: Locator) -> list[int]:
    """Width and height of a picture's file, in pixels."""
    size: list[int] = picture.evaluate(
        "async one => { await one.decode(); return [one.naturalWidth, one.naturalHeight] }"
    )
    return size


def test_the_selector_the_cards_and_the_three_qualities_say_what_is_reached(page: Page, machine: Machine) -> None:
    home = page.url.split("?")[0]
    to_frames(page, machine.asked)
    assert_selector(page, machine.pictures)
    expect(by(page, "load-card")).to_have_count(len(machine.cards))
    for number, name in enumerate(machine.cards):
        expect(by(page, "load-card").nth(number)).to_contain_text(name)
    expect(by(page, "no-card")).to_have_count(0 if machine.cards else 1)
    by(page, "tab-takes").click()
    assert_selector(page, machine.takes)
    page.goto(f"{home}quality")
    for tier, verdict, notice in zip(TIERS, machine.verdicts, machine.notices, strict=True):
        expect(by(page, f"tier-{tier}")).to_contain_text(verdict)
        expect(by(page, f"tier-{tier}").locator(".tip")).to_have_text(re.compile(notice))
    page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    assert_no_sideways_scroll(page)


def test_the_price_the_question_and_the_result_say_what_is_used(page: Page, machine: Machine) -> None:
    to_frames(page, machine.asked)
    expect(by(page, "quote-tier")).to_contain_text(machine.tier)
    expect(by(page, "quote-tier")).to_contain_text(machine.price)
    expect(by(page, "quote-time")).to_have_text(TIME)
    expect(by(page, "cost")).to_contain_text("credit")
    expect(by(page, "generate")).to_have_text(machine.button)
    by(page, "generate").click()
    if machine.question:
        answer(page, machine)
    see(by(page, "hero-frame").first)
    assert_appeared_only_if_asked(page, machine)
    assert size_of(by(page, "hero-frame").first.locator("img").first) == list(machine.size)
    expect(by(page, "scene-notices")).to_contain_text(DRAWN)
    expect(by(page, "takes-quote")).to_contain_text(re.compile(rf"^{machine.shot}.* · .*\d (s|min).* · \d+ credits"))
    if machine.takes == ("low",):
        assert_takes_are_low(page, machine)


def answer(page: Page, machine: Machine) -> None:
    """Cancel the question, ask again, and continue."""
    dialog = by(page, "consent-dialog")
    expect(dialog).to_contain_text(machine.question)
    expect(dialog).to_contain_text("You asked")
    expect(dialog.locator("figcaption").last).to_contain_text(machine.used)
    by(page, "consent-cancel").click()
    expect(dialog).to_have_count(0)
    expect(by(page, "hero-frame")).to_have_count(0)
    by(page, "generate").click()
    by(page, "consent-continue").click()
    expect(dialog).to_have_count(0)


def assert_takes_are_low(page: Page, machine: Machine) -> None:
    """Takes of the frame, which begin with the quality asked for, are made in Low at its size."""
    by(page, "make-takes").click()
    if machine.asked != "low":
        expect(by(page, "consent-dialog")).to_contain_text("High does not fit right now. Low does.")
        by(page, "consent-continue").click()
    video = by(page, "take-card").first.locator("video")
    expect(video).to_have_js_property("videoWidth", 512, timeout=60_000)
    expect(video).to_have_js_property("videoHeight", 288)


def assert_appeared_only_if_asked(page: Page, machine: Machine) -> None:
    """A question came where less than the quality is made, and nowhere else."""
    came = page.evaluate("window.appeared.has('consent-dialog')")
    assert came == bool(machine.question)


def test_an_automatic_project_is_told_and_never_asked(page: Page, machine: Machine) -> None:
    to_frames(page, machine.asked if machine.question else "low")
    menu = by(page, "quality-menu").first
    menu.locator("summary").click()
    menu.get_by_test_id("ask-me").click()
    expect(menu.get_by_test_id("ask-me")).not_to_be_checked()
    page.keyboard.press("Escape")
    by(page, "generate").click()
    see(by(page, "hero-frame").first)
    assert not page.evaluate("window.appeared.has('consent-dialog')")
    expect(by(page, "scene-notices")).to_contain_text(DRAWN)
    told = by(page, "fallback-notice")
    if machine is MIDDLE:
        expect(told).to_contain_text(f"Scene 1 is in {machine.tier}")
    else:
        expect(told).to_have_count(0)
