"""Figures that move: cels on a cycle, travel, wind and bob."""

import math
from dataclasses import replace
from pathlib import Path

import cv2
import numpy as np
import pytest

from generation.engines.animatic.canvas import Canvas, Slide
from generation.engines.animatic.crew import Crew
from generation.engines.animatic.figures import cast
from generation.engines.animatic.figures.part import Look, Motion, Part, moved
from generation.engines.animatic.motion import SPEECH_SECONDS, Blink, Moving, Speech, wind
from generation.engines.animatic.painting import paint
from generation.engines.animatic.plan import Sprite
from generation.engines.animatic.raster import Bytes
from generation.engines.animatic.twinkle import enlivened
from generation.engines.animatic.weather import RAIN_SHEETS
from generation.engines.base import Picture, VideoRequest
from generation.media.video import write_mp4
from quality.scoring import score_clip
from tests.animatic.shots import ENGINE, HEIGHT, WIDTH, difference, picture, reds, shot, silent

RED_CAR = "a red car on a desert road at noon, static camera"


@pytest.fixture
def car(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """A car that nods with its phase; hears each phase that is drawn."""
    drawn: list[float] = []
    kind = cast.KINDS["car"]

    def draw(look: Look) -> list[Part]:
        drawn.append(look.phase)
        return moved(kind.draw(look), 0.0, 0.1 + 0.1 * math.sin(2 * math.pi * look.phase))

    monkeypatch.setitem(cast.KINDS, "car", replace(kind, draw=draw, motion=lambda action: Motion(8, 0.8, 0.4)))
    return drawn


def _redness(frames: list[Picture]) -> list[tuple[float, float]]:
    """Where the middle of what is red stands in each frame, in pixels across and down."""
    return [tuple(float(n.mean()) for n in np.nonzero(reds(f))[::-1]) for f in frames]  # type: ignore[misc]


def test_a_picture_paints_only_the_first_phase(car: list[float]) -> None:
    picture(RED_CAR)
    assert set(car) == {0.0}


def test_a_shot_paints_every_phase_once_and_shows_them_in_turn(car: list[float]) -> None:
    frames = shot(RED_CAR, 24)
    assert sorted(car) == [n / 8 for n in range(8)]
    heights = [y for _, y in _redness(frames)]
    assert max(heights) - min(heights) > 3


def test_a_travelling_figure_crosses_the_frame_the_way_it_faces(car: list[float]) -> None:
    ways = [x for x, _ in _redness(shot(RED_CAR, 24))]
    beginning, middle, end = (float(np.mean(ways[k : k + 8])) for k in (0, 8, 16))
    assert abs(end - beginning) > 4
    assert np.sign(middle - beginning) == np.sign(end - middle)


def _moving(motion: Motion, cels: int = 0) -> Moving:
    images: list[Bytes] = [np.full((2, 2, 4), 10 * n, np.uint8) for n in range(cels)]
    return Moving(motion, (100.0, 200.0), 50.0, heading=1, speed=20.0, cels=tuple(images))


def test_cels_come_round_again() -> None:
    moving = _moving(Motion(8, 0.8), 8)
    shown = [int(cel[0, 0, 0]) for cel in (moving.cel(t * 0.1 + 0.01) for t in range(9)) if cel is not None]
    assert shown == [0, 10, 20, 30, 40, 50, 60, 70, 0]


def test_slow_cels_melt_into_each_other() -> None:
    cel = _moving(Motion(4, 4.0), 4).cel(0.5)
    assert cel is not None
    assert int(cel[0, 0, 0]) == 5


def test_a_figure_is_at_its_own_place_in_the_middle_of_the_shot() -> None:
    at = _moving(Motion(travel=1.0)).matrix(2.0, 2.0) @ (100, 200, 1)
    assert np.allclose(at, (100, 200, 1))
    assert (_moving(Motion(travel=1.0)).matrix(3.0, 2.0) @ (100, 200, 1))[0] == pytest.approx(120)


def test_wind_leans_the_top_and_never_the_foot() -> None:
    matrix = replace(_moving(Motion(sway=0.2)), speed=0.0).matrix(1.1, 2.0)
    assert np.allclose(matrix @ (100, 200, 1), (100, 200, 1))
    assert abs((matrix @ (100, 150, 1))[0] - 100) > 1


def test_wind_stays_within_bounds_and_changes() -> None:
    gusts = [wind(t / 10, 0.3) for t in range(200)]
    assert max(np.abs(gusts)) <= 1
    assert np.ptp(gusts) > 1


def test_who_walks_away_grows_smaller_and_never_jumps() -> None:
    away = replace(_moving(Motion(travel=1.0)), heading=0, toward=-1)
    sizes = [away.nearer(t / 24, 2.0) for t in range(96)]
    assert sizes[0] > 1 > sizes[-1]
    assert max(np.abs(np.diff(sizes))) < 0.01


def test_figures_do_not_make_a_shot_jump(car: list[float]) -> None:
    frames = shot("a red car on a desert road at noon, static camera", 24)
    assert max(difference(a, b) for a, b in zip(frames, frames[1:], strict=False)) < 12


STILL_SHOTS = (
    "a lake in the mountains under the full moon, starry night",
    "neon city street at night in the rain",
    "a cabin in a snowy forest at night, snow falling",
    "a tall ship on the open sea at golden hour",
)


@pytest.mark.parametrize("prompt", STILL_SHOTS)
def test_a_locked_shot_lives_and_hardly_flickers(prompt: str, tmp_path: Path) -> None:
    """By the project's own scorer, on the encoded film."""
    request = VideoRequest(f"{prompt}, static camera", 2, 512, 288, 24, 24)
    frames = list(ENGINE.video(request, silent))
    write_mp4(frames, tmp_path / "shot.mp4", 24, {})
    flicker = score_clip(tmp_path / "shot.mp4").scores["temporal_flickering"].raw
    assert flicker is not None
    assert flicker >= 0.99
    assert difference(cv2.blur(frames[0], (5, 5)), cv2.blur(frames[-1], (5, 5))) > 0.3  # type: ignore[arg-type]


def test_clouds_drift_and_water_flows_under_a_locked_camera() -> None:
    first, *_, last = shot("a lake under white clouds at noon, static camera", 24)
    sky, water = (np.abs(first[rows].astype(int) - last[rows]).mean() for rows in (slice(0, 60), slice(90, 144)))
    assert min(sky, water) > 0.9


def test_windows_and_stars_change_at_night_and_not_by_day() -> None:
    night = ENGINE._plan(VideoRequest("a city at night, clear sky", 2, WIDTH, HEIGHT, 8, 24))
    canvas = Canvas(night, WIDTH, HEIGHT, 0.1)
    lights: Bytes = np.full((80, 120, 4), 255, np.uint8)
    lights[..., :3] = 30
    for row, column in np.ndindex(6, 11):
        lights[10 + 9 * row : 13 + 9 * row, 8 + 9 * column : 11 + 9 * column, :3] = 220
    city = enlivened(canvas, Slide(lights, 0, 0, 20.0, "city", None, False), 3)
    assert city.moving is not None
    assert len({cel.tobytes() for cel in city.moving.cels}) > 1
    assert max(int(cel[..., :3].max()) for cel in city.moving.cels) == 220
    day = replace(night, palette=replace(night.palette, night=0.0), stars=False)
    by_day = Canvas(day, WIDTH, HEIGHT, 0.1)
    assert enlivened(by_day, Slide(lights, 0, 0, 20.0, "city", None, False), 3).moving is None


def test_nobody_glides_backward_through_a_close_shot() -> None:
    frames = shot("close-up of a woman, static shot", 24, seed=3)
    assert difference(frames[0], frames[-1]) < 6


def test_eyes_close_now_and_then_in_a_close_shot() -> None:
    seconds = 12
    plan = ENGINE._plan(VideoRequest("close-up of a woman, static shot", 3, WIDTH, HEIGHT, 24 * seconds, 24))
    with Crew() as crew:
        slides = paint(Canvas(plan, WIDTH, HEIGHT, 0.1), crew, lambda done: None, seconds)
    moving = next(slide.moving for slide in slides if slide.kind == "sprite")
    assert moving is not None
    begins = [blink.begins for blink in moving.blinks]
    assert 3 <= len(begins) <= 4
    assert all(3 <= gap <= 5 for gap in np.diff(begins))
    opened, shut = moving.cel(begins[1] - 0.1), moving.cel(begins[1] + 0.08)
    assert opened is not None
    assert shut is not None
    changed = np.abs(opened.astype(int) - shut).max(2)
    assert changed.max() > 40
    assert 0 < (changed > 8).mean() < 0.01  # the eyes, and nothing else


def test_somebody_too_large_for_cels_breathes() -> None:
    breathing = _moving(Motion(1, 3.2, breath=0.006), 1)
    tops = [(breathing.matrix(t / 10, 0.0) @ (100, 150, 1))[1] for t in range(32)]
    assert 0.2 < max(tops) - min(tops) < 2
    assert np.allclose(replace(breathing, speed=0.0).matrix(0.8, 0.0) @ (100, 200, 1), (100, 200, 1))


def test_a_blink_closes_and_opens_the_eyes_over_the_cel_shown() -> None:
    lids: Bytes = np.full((1, 1, 4), 200, np.uint8)
    moving = replace(_moving(Motion(2, 4.0), 2), blinks=(Blink(1.0, 1, 0, {0: lids, 1: lids}),))
    open_before, shut, open_after = (moving.cel(t) for t in (0.5, 1.08, 1.2))
    assert open_before is not None
    assert shut is not None
    assert open_after is not None
    assert int(shut[0, 1, 0]) == 200
    assert max(int(picture[0, x, 0]) for picture in (open_before, open_after) for x in (0, 1)) <= 10
    assert int(shut[0, 0, 0]) <= 10
    assert moving.toned(lambda image: image // 2).blinks[0].shut[0][0, 0, 0] == 100


def test_rain_falls_slower_than_its_streaks_are_long() -> None:
    """So that each streak overlaps itself from one frame to the next, and the eye follows it."""
    assert all(fall / 24 < length for _, length, _, fall in RAIN_SHEETS)


def test_those_who_walk_in_a_crowd_go_their_own_ways() -> None:
    prompt = "a crowd walking in a city square at noon, static camera"
    plan = ENGINE._plan(VideoRequest(prompt, 2, WIDTH, HEIGHT, 24, 24))
    canvas = Canvas(plan, WIDTH, HEIGHT, 0.1)
    with Crew() as crew:
        going = [slide.moving for slide in paint(canvas, crew, lambda done: None, 1.0) if slide.kind == "sprite"]
    people = [moving for moving in going if moving is not None and moving.speed]
    assert len(people) >= 9
    assert all(len(moving.cels) >= 4 for moving in people)
    assert len({moving.start for moving in people}) > len(people) / 2
    assert {-1, 1} <= {moving.heading for moving in people} | {moving.toward for moving in people}


def test_a_crowd_that_stands_is_one_figure() -> None:
    plan = ENGINE._plan(VideoRequest("a crowd in a city square at noon", 2, WIDTH, HEIGHT, 24, 24))
    assert [plane.spec.kind for plane in plan.planes if isinstance(plane.spec, Sprite)] == ["crowd"]


@pytest.mark.parametrize(("doing", "speaks"), [("talking", True), ("singing", True), ("looking", False)])
def test_the_mouth_moves_of_who_talks_or_sings(doing: str, speaks: bool) -> None:
    prompt = f"close-up of a woman {doing}, static camera"
    plan = ENGINE._plan(VideoRequest(prompt, 2, WIDTH, HEIGHT, 24, 24))
    canvas = Canvas(plan, WIDTH, HEIGHT, 0.1)
    with Crew() as crew:
        going = [slide.moving for slide in paint(canvas, crew, lambda done: None, 1.0) if slide.kind == "sprite"]
    mouths = [blink for moving in going if moving is not None for blink in moving.blinks if isinstance(blink, Speech)]
    assert len(mouths) == speaks


def test_speech_opens_shuts_pauses_and_comes_round_again() -> None:
    mouth = Speech(0.0, 0, 0, {})
    wide = [mouth.closed(n * SPEECH_SECONDS / 240) for n in range(241)]
    assert max(wide) == 1.0
    assert wide[0] == pytest.approx(wide[-1], abs=0.01)
    assert sum(a > 0.5 >= b for a, b in zip(wide, wide[1:], strict=False)) >= 5
    assert max(wide[170:190]) == 0.0
