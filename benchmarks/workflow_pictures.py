"""The pictures of docs/workflow.md, made by the product: `python -m benchmarks.workflow_pictures [FOLDER]`.

A studio of its own is started with drawn previews, and a browser walks the workflow through it at a desk. Each step is
kept as WebP, 1080 pixels wide and below 200 kB, in `docs/images` unless another folder is named. The interface has to
be built (`./dailies up` does that). `--look FOLDER` keeps every page as PNG too, at a desk and on a phone, dark and
light, to be looked at by a person.
"""

import argparse
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, ViewportSize, expect, sync_playwright

from config.bootstrap import browser as found_browser
from config.bootstrap.state import State
from tests.browser.creator import by, see, sign_up
from tests.house import whole_house

IDEA = "A tall ship with torn sails leaves a storm behind at dusk, calm water ahead"
DESK, PHONE = (1440, 900), (390, 844)
WIDTH = 1080
MOST_BYTES = 200_000
QUALITIES = (86, 80, 72, 60)
MADE_MILLISECONDS = 240_000
SWITCHES = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"]


@dataclass(frozen=True)
class Camera:
    """Takes the pictures of one run. `look`: where pages are kept for people, None for nowhere."""

    folder: Path
    look: Path | None

    def take(self, page: Page, name: str, *, tall: bool = False) -> None:
        """The page as it stands, for the tutorial and to be looked at."""
        settle(page)
        self._keep(page.screenshot(full_page=tall), name)
        self.show(page, name)

    def show(self, page: Page, name: str) -> None:
        """The page to be looked at, in every size and both colours; it stands as before then."""
        if self.look is None:
            return
        for size, wide in ((DESK, "1440"), (PHONE, "390")):
            for colours in ("light", "dark"):
                _dress(page, size, colours)
                page.screenshot(path=self.look / f"{name}-{wide}-{colours}.png", full_page=True)
        _dress(page, DESK, "dark")

    def _keep(self, shot: bytes, name: str) -> None:
        picture = Image.open(BytesIO(shot)).convert("RGB")
        small = picture.resize((WIDTH, round(picture.height * WIDTH / picture.width)), Image.Resampling.LANCZOS)
        for quality in QUALITIES:
            written = BytesIO()
            small.save(written, "WEBP", quality=quality, method=6)
            if written.tell() < MOST_BYTES:
                break
        (self.folder / f"workflow-{name}.webp").write_bytes(written.getvalue())


def settle(page: Page) -> None:
    """Wait until what moves has come to rest and every picture is there."""
    page.mouse.move(0, 0)
    page.wait_for_function("[...document.images].every(one => one.complete || one.loading === 'lazy')")
    page.wait_for_timeout(700)


def _dress(page: Page, size: tuple[int, int], colours: str) -> None:
    page.set_viewport_size({"width": size[0], "height": size[1]})
    page.evaluate("name => document.documentElement.dataset.theme = name", colours)
    settle(page)


def plan(page: Page, camera: Camera) -> None:
    """1: a sentence becomes scenes."""
    by(page, "prompt-box").fill(IDEA)
    by(page, "quality-low").click()
    by(page, "scene-count").select_option("3")
    by(page, "generate").click()
    page.wait_for_url("**/projects/**")
    see(by(page, "generate"))
    by(page, "open-script").click()
    see(by(page, "script-cards"))
    camera.take(page, "plan")
    by(page, "edit-card").first.click()
    see(by(page, "scripted-form"))
    camera.show(page, "card")
    page.keyboard.press("Escape")


def frames(page: Page, camera: Camera) -> None:
    """2 and 3: frames are made, and one is chosen."""
    page.locator('article[data-testid="script-card"] a').first.click()
    see(by(page, "generate"))
    by(page, "prompt-box").click()
    see(by(page, "chip-on").first)
    by(page, "generate").click()
    expect(by(page, "hero-frame")).to_have_count(4, timeout=MADE_MILLISECONDS)
    by(page, "hero-frame").nth(1).click()
    by(page, "choose-frame").nth(1).click()
    expect(by(page, "hero-frame").nth(1)).to_have_attribute("data-selected", "true")
    page.reload()
    see(by(page, "hero-frame").first)
    camera.take(page, "frames")
    page.keyboard.press("c")
    expect(by(page, "compared")).to_have_count(2)
    camera.take(page, "compare")
    page.keyboard.press("Escape")
    _talk_of_a_frame(page, camera)


def _talk_of_a_frame(page: Page, camera: Camera) -> None:
    by(page, "hero-frame").first.hover()
    page.get_by_role("button", name="See frame 1A large").click()
    by(page, "comment-frame").click()
    by(page, "picture").click(position={"x": 300, "y": 200})
    by(page, "comment-text").fill("This sail could catch more light.")
    by(page, "send-comment").click()
    see(by(page, "thread").first)
    camera.show(page, "viewer")
    page.keyboard.press("Escape")


def takes(page: Page, camera: Camera) -> None:
    """4 and 5: takes are shot and scored."""
    by(page, "make-takes").first.click()
    _see_scored(page)
    camera.take(page, "takes")


def _see_scored(page: Page) -> None:
    expect(by(page, "take-card")).to_have_count(3, timeout=MADE_MILLISECONDS)
    expect(by(page, "scores-said")).to_have_count(3, timeout=MADE_MILLISECONDS)


def again(page: Page, camera: Camera) -> None:
    """6 and 7: what somebody says becomes a suggestion, and the next roll is made with it."""
    before = by(page, "take-card").first.get_attribute("data-take")
    page.locator("body").click(position={"x": 700, "y": 5})
    page.keyboard.press("c")
    by(page, "comment-text").fill("It is too dark here.")
    by(page, "send-comment").click()
    see(by(page, "suggestion").filter(has_text="too dark"))
    by(page, "suggestion").first.scroll_into_view_if_needed()
    camera.take(page, "suggestion")
    by(page, "use-suggestion").first.click()
    page.wait_for_function("old => document.querySelector('[data-take]')?.dataset.take !== old", arg=before)
    _see_scored(page)
    expect(by(page, "version")).to_have_count(3, timeout=MADE_MILLISECONDS)
    by(page, "compare-versions").click()
    by(page, "version").nth(1).click()
    by(page, "version").nth(2).click()
    see(by(page, "version-comparison"))
    camera.take(page, "versions")
    page.keyboard.press("Escape")


def accept(page: Page, camera: Camera) -> None:
    """8: a take is accepted, and the episode is looked at as a whole."""
    page.reload()
    used = by(page, "take-card").last
    used.get_by_test_id("use-take").or_(used.locator(".is-used")).first.click()
    expect(used).to_have_attribute("data-selected", "true")
    page.goto(page.url.split("?")[0] + "?view=quality")
    see(by(page, "rounds"))
    camera.take(page, "quality")
    camera.show(page, "quality")
    page.goto(page.url.split("/projects/")[0] + "/history/")
    see(page.locator("main table, main [data-testid]").first)
    camera.show(page, "history")


STEPS: tuple[Callable[[Page, Camera], None], ...] = (plan, frames, takes, again, accept)


@contextmanager
def launched() -> Iterator[Browser]:
    """A browser that is closed in the end."""
    with sync_playwright() as playwright:
        path = found_browser.find(State.here())
        opened = playwright.chromium.launch(executable_path=path, args=SWITCHES)
        yield opened
        opened.close()


def walk(camera: Camera) -> None:
    """The whole workflow in a studio of its own."""
    with whole_house() as house, launched() as opened:
        base = f"http://127.0.0.1:{house.port}"
        size = ViewportSize(width=DESK[0], height=DESK[1])
        context = opened.new_context(viewport=size, base_url=base, reduced_motion="reduce", color_scheme="dark")
        page = context.new_page()
        page.set_default_timeout(60_000)
        sign_up(page)
        for step in STEPS:
            step(page, camera)


def main() -> None:
    """Read the words of the command and make the pictures."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folder", nargs="?", type=Path, default=Path("docs/images"))
    parser.add_argument("--look", type=Path, default=None)
    given = parser.parse_args()
    for folder in filter(None, (given.folder, given.look)):
        folder.mkdir(parents=True, exist_ok=True)
    walk(Camera(given.folder, given.look))


if __name__ == "__main__":
    main()
