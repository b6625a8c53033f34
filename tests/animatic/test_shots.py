"""Shots: frames, motion, progress and stopping."""

import threading

import cv2
import numpy as np
import pytest

from generation.engines.animatic.photo import fitted
from generation.engines.base import STAGES, Cancelled, Picture, PictureRequest, VideoRequest
from tests.animatic.shots import ENGINE, HEIGHT, WIDTH, difference, picture, shot, silent

FREE_MOVES = ("push in", "truck", "orbit", "crane up", "pull back")
LATE_FRAMES = 8


@pytest.fixture(scope="module")
def photograph() -> Picture:
    return picture("a red car on a desert road at noon", 5, 512, 288)


@pytest.mark.parametrize("frames", [7, 24])
def test_a_shot_has_exactly_the_frames_asked_for(frames: int) -> None:
    made = shot("a tall ship on the open sea", frames)
    assert len(made) == frames
    assert {f.shape for f in made} == {(HEIGHT, WIDTH, 3)}
    assert {f.dtype for f in made} == {np.dtype(np.uint8)}


def test_the_camera_moves_smoothly_and_never_cuts() -> None:
    made = shot("misty mountains at dawn, a hiker", 32)
    steps = [difference(a, b) for a, b in zip(made, made[1:], strict=False)]
    assert difference(made[0], made[-1]) > 4
    assert max(steps) < 3 * np.median(steps) + 1


def test_a_given_picture_is_where_the_shot_begins(photograph: Picture) -> None:
    first = shot("push in", 12, given=photograph)[0]
    assert difference(first, fitted(photograph, WIDTH, HEIGHT)) < 12


@pytest.mark.parametrize("move", FREE_MOVES)
def test_a_given_picture_moves_smoothly(photograph: Picture, move: str) -> None:
    made = shot(move, 24, given=photograph)
    steps = [difference(a, b) for a, b in zip(made, made[1:], strict=False)]
    assert difference(made[0], made[-1]) > 5
    assert min(steps) > 0
    assert max(steps) < 3 * np.median(steps) + 1


def test_three_attempts_at_a_given_picture_differ(photograph: Picture) -> None:
    ends = [shot("a car", 6, number=n, given=photograph)[-1] for n in (1, 2, 3)]
    assert min(difference(ends[a], ends[b]) for a, b in ((0, 1), (0, 2), (1, 2))) > 3


@pytest.mark.parametrize("move", [*FREE_MOVES, "dutch angle", "handheld", "pan left"])
def test_no_border_shows_while_the_camera_moves(move: str) -> None:
    """A gap at the edge would be black; the frame's edge stays as bright as what lies just inside it."""
    for frame in shot(f"a snowfield at noon, {move}", 5):
        grey = cv2.cvtColor(frame, cv2.COLOR_RGB2GRAY).astype(np.float32)
        for edge, inside in ((grey[:, 0], grey[:, 4]), (grey[:, -1], grey[:, -5]), (grey[-1], grey[-5])):
            assert edge.mean() > inside.mean() * 0.8


@pytest.mark.parametrize("given_picture", [False, True])
def test_progress_only_grows_and_ends_at_one(photograph: Picture, given_picture: bool) -> None:
    heard: list[tuple[str, float]] = []
    request = VideoRequest("a fox", 1, WIDTH, HEIGHT, 10, 24, picture=photograph if given_picture else None)
    list(ENGINE.video(request, lambda stage, fraction: heard.append((stage, fraction))))
    fractions = [fraction for _, fraction in heard]
    assert fractions == sorted(fractions)
    assert fractions[0] == 0
    assert fractions[-1] == pytest.approx(1)
    assert {stage for stage, _ in heard} == {"reading", "blocking", "rolling"} <= set(STAGES)


def test_a_picture_reports_its_stages() -> None:
    heard: list[tuple[str, float]] = []
    ENGINE.picture(PictureRequest("a fox", 1, WIDTH, HEIGHT), lambda s, f: heard.append((s, f)))
    fractions = [fraction for _, fraction in heard]
    assert list(dict.fromkeys(s for s, _ in heard)) == ["reading", "blocking", "lighting", "developing"]
    assert fractions == sorted(fractions)
    assert fractions[-1] == 1


class _Stop:
    """A report that cancels once `after` is reached."""

    def __init__(self, after: float) -> None:
        self.after = after

    def __call__(self, stage: str, fraction: float) -> None:
        if fraction >= self.after:
            raise Cancelled


def _animatic_threads() -> list[str]:
    return [t.name for t in threading.enumerate() if t.name.startswith("animatic")]


@pytest.mark.parametrize("after", [0.0, 0.05, 0.3, 0.6])
def test_cancel_stops_within_eight_frames_and_leaves_no_thread(after: float) -> None:
    taken: list[Picture] = []
    with pytest.raises(Cancelled):
        taken.extend(ENGINE.video(VideoRequest("a forest", 1, WIDTH, HEIGHT, 48, 24), _Stop(after)))
    assert len(taken) <= max(0.0, (after - 0.2) / 0.8) * 48 + LATE_FRAMES
    assert _animatic_threads() == []


def test_a_cancelled_picture_leaves_no_thread() -> None:
    with pytest.raises(Cancelled):
        ENGINE.picture(PictureRequest("a forest", 1, WIDTH, HEIGHT), _Stop(0.2))
    assert _animatic_threads() == []


def test_closing_a_shot_halfway_leaves_no_thread() -> None:
    frames = ENGINE.video(VideoRequest("a forest", 1, WIDTH, HEIGHT, 48, 24), silent)
    next(frames)
    frames.close()  # type: ignore[attr-defined]
    assert _animatic_threads() == []
