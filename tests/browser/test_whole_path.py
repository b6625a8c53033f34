"""From sign-up to a downloaded film, as a creator walks it, at a desk and on a phone."""

from pathlib import Path

import av
import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import DESK, PHONE, OpenPage
from tests.browser.creator import assert_appeared, assert_no_sideways_scroll, by, download, see, sign_up, write_idea

pytestmark = pytest.mark.browser

LOW_TAKE_FRAMES = 49
FPS = 24


def assert_is_film(path: Path, frames: int) -> None:
    """An H.264 MP4 of exactly so many frames, whose index and duration agree."""
    with av.open(str(path)) as film:
        stream = film.streams.video[0]
        assert stream.codec_context.name == "h264"
        assert float(stream.average_rate or 0) == FPS
        decoded = sum(1 for _ in film.decode(stream))
        assert decoded == frames == stream.frames
        assert float(stream.duration * stream.time_base) == pytest.approx(frames / FPS, abs=0.001)
        assert "comment" in film.metadata


def to_takes(page: Page) -> None:
    """Plan, watch the frames come, choose one, shoot, watch the takes come and be scored."""
    write_idea(page)
    by(page, "generate").click()
    page.wait_for_url("**/projects/**")
    see(by(page, "generate"))
    by(page, "generate").click()
    expect(by(page, "hero-frame")).to_have_count(4, timeout=60_000)
    assert_appeared(page, "making", "progress")
    by(page, "hero-frame").nth(1).click()
    by(page, "choose-frame").nth(1).click()


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_a_creator_walks_from_sign_up_to_a_downloaded_film(
    open_page: OpenPage, size: tuple[int, int], tmp_path: Path
) -> None:
    page = open_page(size)
    sign_up(page)
    assert_no_sideways_scroll(page)
    to_takes(page)
    assert_no_sideways_scroll(page)
    by(page, "make-takes").first.click()
    expect(by(page, "take-card").or_(by(page, "making")).first).to_be_visible()
    page.reload()
    expect(by(page, "take-card")).to_have_count(3, timeout=90_000)
    page.reload()
    expect(by(page, "take-card")).to_have_count(3, timeout=90_000)
    see(by(page, "score").first)
    assert_no_sideways_scroll(page)
    assert_is_film(download(page, "download-take", tmp_path), LOW_TAKE_FRAMES)
    by(page, "cut-film").first.click()
    see(by(page, "watch-film").or_(by(page, "download-film")).first, 90)
    if by(page, "watch-film").count():
        by(page, "watch-film").first.click()
    assert_is_film(download(page, "download-film", tmp_path), LOW_TAKE_FRAMES)
    assert_no_sideways_scroll(page)


def test_the_studio_makes_the_whole_film_when_asked_to(open_page: OpenPage, tmp_path: Path) -> None:
    page = open_page(DESK)
    sign_up(page)
    write_idea(page, scenes="2")
    by(page, "studio-finish").click()
    page.wait_for_url("**/projects/**")
    see(by(page, "watch-film").first, 150)
    by(page, "watch-film").first.click()
    film = download(page, "download-film", tmp_path)
    assert_is_film(film, 2 * LOW_TAKE_FRAMES - 8)
