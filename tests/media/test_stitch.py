"""Takes cut into a film: the exact number of frames, fades that melt, constant memory, no debris."""

import tracemalloc
from pathlib import Path

import numpy as np
import pytest
from media_material import BLUE, GREEN, RED, moving, names, plain

from generation.engines.base import Cancelled
from generation.media.errors import MediaError
from generation.media.pictures import read_recipe
from generation.media.video import frames, probe, stitch, write_mp4


def clip(folder: Path, name: str, colour: tuple[int, int, int], count: int, fps: int = 24, width: int = 64) -> Path:
    write_mp4([plain(colour, width)] * count, folder / name, fps, {})
    return folder / name


def three(folder: Path) -> list[Path]:
    return [clip(folder, f"{n}.mp4", colour, 20) for n, colour in enumerate((RED, GREEN, BLUE))]


@pytest.mark.parametrize(("fade", "expected"), [(0, 60), (1, 58), (8, 44), (10, 40), (50, 40)])
def test_the_film_has_all_frames_less_the_fades(tmp_path: Path, fade: int, expected: int) -> None:
    info = stitch(three(tmp_path), tmp_path / "film.mp4", {"cut": 1}, crossfade_frames=fade)
    assert info.frames == expected == len(list(frames(tmp_path / "film.mp4")))
    assert info == probe(tmp_path / "film.mp4")
    assert read_recipe(tmp_path / "film.mp4") == {"cut": 1}


@pytest.mark.parametrize(
    ("counts", "expected"), [([1, 1, 1], 3), ([2, 1, 20], 23), ([3, 2, 3], 6), ([20, 5, 20], 41), ([7], 7)]
)
def test_clips_shorter_than_the_fade_are_melted_as_far_as_they_go(
    tmp_path: Path, counts: list[int], expected: int
) -> None:
    clips = [clip(tmp_path, f"{n}.mp4", RED, count) for n, count in enumerate(counts)]
    assert stitch(clips, tmp_path / "film.mp4", {}).frames == expected == len(list(frames(tmp_path / "film.mp4")))


def test_one_clip_melts_into_the_next(tmp_path: Path) -> None:
    stitch(three(tmp_path)[:2], tmp_path / "film.mp4", {}, crossfade_frames=7)
    middle = [rgb[32, 32].astype(int) for rgb in frames(tmp_path / "film.mp4")]
    assert all(np.abs(middle[at] - RED).max() <= 6 for at in (0, 12))
    assert all(np.abs(middle[at] - GREEN).max() <= 6 for at in (20, 32))
    assert np.abs(middle[16] - (np.add(RED, GREEN) / 2)).max() <= 6
    reds = [int(pixel[0]) for pixel in middle[12:21]]
    assert reds == sorted(reds, reverse=True)


def test_every_frame_outside_a_fade_is_the_one_of_the_take(tmp_path: Path) -> None:
    film = moving(24)
    write_mp4(film, tmp_path / "a.mp4", 24, {})
    stitch([tmp_path / "a.mp4"] * 2, tmp_path / "film.mp4", {}, crossfade_frames=4)
    cut = list(frames(tmp_path / "film.mp4"))
    for at, rgb in [(0, film[0]), (19, film[19]), (24, film[4]), (43, film[23])]:
        assert np.abs(cut[at].astype(int) - rgb).mean() < 5


def test_another_rate_keeps_its_duration_and_another_shape_gets_bars(tmp_path: Path) -> None:
    clips = [clip(tmp_path, "a.mp4", RED, 24, 24), clip(tmp_path, "b.mp4", BLUE, 12, 12, width=32)]
    info = stitch(clips, tmp_path / "film.mp4", {}, crossfade_frames=0)
    assert (info.width, info.height, info.fps, info.frames) == (64, 64, 24.0, 48)
    last = list(frames(tmp_path / "film.mp4"))[-1]
    assert last[32, 4].max() < 20
    assert np.abs(last[32, 32].astype(int) - BLUE).max() <= 6


def test_a_faster_clip_is_thinned_out(tmp_path: Path) -> None:
    clips = [clip(tmp_path, "a.mp4", RED, 10, 10), clip(tmp_path, "b.mp4", BLUE, 30, 30)]
    assert stitch(clips, tmp_path / "film.mp4", {}, crossfade_frames=2).frames == 18


def test_the_same_takes_give_the_same_film(tmp_path: Path) -> None:
    clips = three(tmp_path)
    for name in ("one.mp4", "two.mp4"):
        stitch(clips, tmp_path / name, {})
    assert (tmp_path / "one.mp4").read_bytes() == (tmp_path / "two.mp4").read_bytes()


def test_progress_rises_to_one(tmp_path: Path) -> None:
    told: list[float] = []
    stitch(three(tmp_path), tmp_path / "film.mp4", {}, report=told.append)
    assert told == sorted(told)
    assert told[-1] == 1.0
    assert len(told) >= 44 // 8


def test_a_cancelled_cut_leaves_no_file(tmp_path: Path) -> None:
    def cancel(fraction: float) -> None:
        if fraction > 0.5:
            raise Cancelled

    clips = three(tmp_path)
    with pytest.raises(Cancelled):
        stitch(clips, tmp_path / "film.mp4", {}, report=cancel)
    assert names(tmp_path) == ["0.mp4", "1.mp4", "2.mp4"]


def test_a_damaged_take_is_named_and_leaves_no_film(tmp_path: Path) -> None:
    clips = three(tmp_path)
    clips[1].write_bytes(clips[1].read_bytes()[:-300])
    with pytest.raises(MediaError, match=r"1\.mp4"):
        stitch(clips, tmp_path / "film.mp4", {})
    assert "film.mp4" not in names(tmp_path)


def test_no_takes_make_no_film(tmp_path: Path) -> None:
    with pytest.raises(MediaError, match="no takes"):
        stitch([], tmp_path / "film.mp4", {})


def test_memory_does_not_grow_with_the_number_of_takes(tmp_path: Path) -> None:
    take = clip(tmp_path, "a.mp4", RED, 48, width=256)

    def peak(count: int) -> int:
        tracemalloc.start()
        stitch([take] * count, tmp_path / "film.mp4", {})
        used = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return used

    assert peak(12) < 1.5 * peak(3)
