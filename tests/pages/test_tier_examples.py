"""The examples of the quality selector: drawn once, found by the page, drawn anew when what they show has changed."""

import os
from pathlib import Path

import av
import cv2
import numpy as np
import pytest

from config.bootstrap.examples import are_due
from frontend.examples import find_examples
from generation import example_drawing
from generation.drawn_once import drawn_as
from generation.example_drawing import CLIP_SECONDS, draw_missing, webp


@pytest.fixture(scope="module")
def drawn(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The list of the three that were drawn."""
    place = tmp_path_factory.mktemp("frontend") / "examples" / "examples.json"
    assert draw_missing(place)
    return place


def test_there_is_one_a_quality_low_first(drawn: Path) -> None:
    found = find_examples(drawn)
    assert [one["tier"] for one in found] == ["low", "standard", "high"]
    assert len({one["prompt"] for one in found}) == 1
    assert all(one["picture"].startswith("/static/examples/") for one in found)


def test_each_picture_and_clip_has_the_size_that_is_told(drawn: Path) -> None:
    for one in find_examples(drawn):
        picture = cv2.imread(str(drawn.parent / Path(one["picture"]).name))
        assert picture is not None
        assert picture.shape[:2] == (one["height"], one["width"])
        with av.open(str(drawn.parent / Path(one["video"]).name)) as clip:
            shown = clip.streams.video[0]
            assert (shown.width, shown.height) == (one["video_width"], one["video_height"])
            assert shown.frames <= CLIP_SECONDS * 24


def test_higher_is_larger_and_all_are_small_files(drawn: Path) -> None:
    widths = [one["width"] for one in find_examples(drawn)]
    assert widths == sorted(set(widths))
    assert sum(path.stat().st_size for path in drawn.parent.iterdir()) < 2_000_000


def test_what_is_there_is_not_drawn_again(drawn: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(example_drawing, "draw", None)
    assert not draw_missing(drawn)


def test_another_engine_draws_them_anew(drawn: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(example_drawing, "wanted_mark", lambda: "of another version")
    monkeypatch.setattr(example_drawing, "draw", lambda tier, place: {"tier": tier.value, "picture": "", "video": ""})
    again = drawn.parent.parent / "others" / "examples.json"
    assert draw_missing(again)
    assert drawn_as(again) == "of another version"


def test_where_none_were_drawn_there_are_none(tmp_path: Path) -> None:
    assert find_examples(tmp_path / "examples.json") == []
    assert drawn_as(tmp_path / "examples.json") == ""


def test_a_start_draws_them_where_they_are_missing_or_older(tmp_path: Path) -> None:
    engines, drawn = tmp_path / "generation" / "engines", tmp_path / "frontend" / "examples" / "examples.json"
    (engines / "animatic").mkdir(parents=True)
    (engines / "animatic" / "sky.py").touch()
    for other in ("quality/catalogue", "frontend/examples"):
        (tmp_path / other).mkdir(parents=True)
    (tmp_path / "generation" / "example_drawing.py").touch()
    assert are_due(drawn, tmp_path)
    drawn.touch()
    os.utime(drawn, (4e9, 4e9))
    assert not are_due(drawn, tmp_path)
    os.utime(drawn, (1, 1))
    assert are_due(drawn, tmp_path)


def test_a_picture_that_is_none_cannot_be_written() -> None:
    with pytest.raises((ValueError, cv2.error)):
        webp(np.zeros((0, 0, 3), np.uint8))
