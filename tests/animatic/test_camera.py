"""How a camera move is heard and done."""

from dataclasses import replace

import numpy as np
import pytest

from generation.engines.animatic.canvas import Canvas, Slide
from generation.engines.animatic.directing import Ask
from generation.engines.animatic.figures.part import Motion
from generation.engines.animatic.glides import GLIDES, WIDER, glide
from generation.engines.animatic.motion import Moving
from generation.engines.animatic.moves import FREE_MOVES, MOVES, Pose, choose_style, eased, hand, pose
from generation.engines.animatic.plan import Camera, Style
from generation.engines.animatic.projection import Projection, at
from generation.engines.animatic.reading import read
from generation.engines.animatic.tracking import follow
from generation.engines.base import Picture, VideoRequest
from generation.engines.template import movement_for
from generation.engines.template.phrases import phrases
from tests.animatic.shots import ENGINE, difference, picture, shot

KINDS = {"track": "truck"}
NAMED = ("slow push-in", "pull-back", "steady pan", "tracking shot", "crane shot downward", "slow orbit", "handheld")


def asked(prompt: str) -> Ask:
    return read(prompt, "", np.random.default_rng(1)).move


def style(prompt: str, number: int) -> Style:
    return choose_style(asked(prompt), np.random.default_rng(number), number)


@pytest.fixture(scope="module")
def photograph() -> Picture:
    return picture("a red car on a desert road at noon", 5, 512, 288)


@pytest.mark.parametrize("kind", sorted(phrases().movements))
def test_every_way_the_planner_words_a_movement_is_heard(kind: str) -> None:
    for way in phrases().movements[kind].ways:  # type: ignore[index]
        wanted = "tilt" if "tilt" in way else KINDS.get(kind, kind)
        assert asked(f"a castle on a hill, {way}").kind == wanted


@pytest.mark.parametrize(
    ("words", "direction", "drift"),
    [
        ("slow pan to the left", -1, 0),
        ("slow tracking shot to the right", 1, 0),
        ("crane shot downward", -1, 0),
        ("slow tilt up", 1, 0),
        ("tilt down", -1, 0),
        ("dolly in", 1, 0),
        ("the camera dollies back", -1, 0),
        ("the camera pans slowly to the left", -1, 0),
        ("push-in with a slight drift to the left", 0, -1),
        ("pull-back with a slight drift to the right", 0, 1),
        ("a road to the left, steady pan", 0, 0),
    ],
)
def test_sides_belong_to_the_move_or_to_its_drift(words: str, direction: int, drift: int) -> None:
    ask = asked(f"a castle, {words}")
    assert (ask.direction, ask.drift) == (direction, drift)


def test_what_was_said_first_holds() -> None:
    ask = asked("a castle, slow pan left, steady pan to the right")
    assert (ask.direction, ask.pace) == (-1, "slow")


def test_pace_and_angle_are_heard() -> None:
    ask = asked("a fox, steady push-in from a low angle")
    assert (ask.pace, ask.angle) == ("steady", "low")
    assert asked("a fast car on a road, push-in").pace == ""


@pytest.mark.parametrize("prompt", NAMED)
def test_attempts_at_a_named_move_keep_it_and_differ(prompt: str) -> None:
    styles = [style(f"{prompt}, {movement_for(n, prompt)}", n) for n in (1, 2, 3)]
    assert len({s.kind for s in styles}) == 1
    assert len({(s.direction, round(s.amount, 1), s.ease, round(s.drift, 1), s.lift) for s in styles}) == 3


def test_a_named_direction_holds_for_every_attempt() -> None:
    prompt = "crane shot downward"
    assert {style(f"{prompt}, {movement_for(n, prompt)}", n).direction for n in (1, 2, 3)} == {-1}


@pytest.mark.parametrize("ease", ["even", "gather", "settle"])
def test_easing_goes_from_start_to_end_and_never_back(ease: str) -> None:
    way = [eased(ease, t) for t in np.linspace(0, 1, 50)]
    assert (way[0], way[-1]) == (0, 1)
    assert min(np.diff(way)) > 0


@pytest.mark.parametrize("kind", sorted(MOVES))
def test_a_shot_through_a_picture_shows_little_more_than_it(kind: str) -> None:
    least = WIDER if kind == "pull" else 1
    for t in (0.0, 0.5, 1.0):
        assert glide(Style(kind), t, 1.78).zoom >= least


def test_every_move_is_done_in_drawn_shots_and_through_pictures() -> None:
    assert {*GLIDES, "handheld"} == set(MOVES)
    assert set(MOVES) >= {"static", "push", "pull", "pan", "tilt", "dolly", "truck", "crane", "handheld", "orbit"}


def moved(kind: str, depth: float, direction: int = 1) -> tuple[float, float]:
    """How far a point at the middle of the frame goes from the first to the last frame of a move, in pixels."""
    plan = ENGINE._plan(VideoRequest("mountains at noon", 3, 512, 288, 48, 24))
    canvas = Canvas(plan, 512, 288, 0.14)
    projection = Projection(canvas, 512, 288, 2.0)
    camera = replace(plan.camera, style=Style(kind, direction), focus=3.4)
    slide = Slide(np.zeros((4, 4, 4), np.uint8), 0, 0, depth, "terrain", None, False)
    point = (340.0, projection.centre[1] + 40)
    first, last = (at(projection.upright(slide, pose(camera, t, 2.0)), *point) for t in (0.0, 1.0))
    return last[0] - first[0], last[1] - first[1]


@pytest.mark.parametrize("kind", ["push", "pull", "dolly", "truck", "orbit", "crane"])
def test_moves_that_travel_move_near_planes_more_than_far_ones(kind: str) -> None:
    focus = 60 if kind == "orbit" else 20
    near, far = np.array(moved(kind, 2.0)), np.array(moved(kind, focus))
    assert np.abs(near - far).max() > 5
    if kind != "orbit":
        assert np.linalg.norm(near) > 2 * np.linalg.norm(far)


def test_an_orbit_turns_about_its_subject() -> None:
    near, subject, far = (moved("orbit", depth)[0] for depth in (1.8, 3.4, 60))
    assert abs(subject) < min(abs(near), abs(far))
    assert np.sign(near) == -np.sign(far)


@pytest.mark.parametrize("kind", ["pan", "tilt"])
def test_a_camera_that_turns_moves_all_planes_alike(kind: str) -> None:
    assert moved(kind, 2.0) == pytest.approx(moved(kind, 60.0))
    across, down = moved(kind, 3.0)
    assert (abs(across) > 20 and abs(down) < 1e-6) if kind == "pan" else (abs(down) > 20 and abs(across) < 1e-6)


def test_a_tilt_up_lowers_what_is_seen_and_a_pan_right_moves_it_left() -> None:
    assert moved("tilt", 5.0, 1)[1] > 0 > moved("tilt", 5.0, -1)[1]
    assert moved("pan", 5.0, 1)[0] < 0 < moved("pan", 5.0, -1)[0]


def test_a_dolly_goes_ahead_or_back_and_a_crane_up_or_down() -> None:
    assert moved("dolly", 3.0, 1)[0] > 0 > moved("dolly", 3.0, -1)[0]
    assert moved("crane", 3.0, 1)[1] > 0 > moved("crane", 3.0, -1)[1]


def test_a_long_lens_moves_less_against_what_it_sees() -> None:
    near = [pose(Camera(Style("truck"), 3.4, 0.25, lens), 1.0).x for lens in (0.8, 1.0, 1.5)]
    assert near == sorted(near, reverse=True)


def test_a_locked_camera_stands_still() -> None:
    assert {pose(Camera(Style("static"), 3.4, 0.25), t) for t in (0.0, 0.4, 1.0)} == {Pose()}


def test_a_hand_drifts_and_trembles_and_never_jumps() -> None:
    path = np.array([hand(n / 24, 3) for n in range(24 * 20)])
    steps = np.abs(np.diff(path))
    assert np.ptp(path) > 0.8
    assert steps.max() < 0.16
    spectrum = np.abs(np.fft.rfft(path - path.mean()))
    assert spectrum.max() < 0.35 * spectrum.sum()


@pytest.mark.parametrize("ease", ["even", "gather", "settle"])
def test_the_camera_eases_in_and_out(ease: str) -> None:
    pace = np.diff([eased(ease, t) for t in np.linspace(0, 1, 97)])
    assert max(pace[0], pace[-1]) < 0.5 * pace.max()


def test_a_tracking_camera_keeps_pace_with_who_travels() -> None:
    plan = ENGINE._plan(VideoRequest("a car on a desert road, tracking shot", 3, 512, 288, 48, 24))
    projection = Projection(Canvas(plan, 512, 288, 0.14), 512, 288, 2.0)
    blank = np.zeros((4, 4, 4), np.uint8)
    moving = Moving(Motion(travel=1.0), (300.0, 200.0), 40.0, heading=1, speed=30.0)
    hero, hill = (
        Slide(blank, 300, 200, 3.4, "sprite", None, False, moving),
        Slide(blank, 300, 200, 40.0, "terrain", None, False),
    )
    track, slides = follow(projection, [hill, hero])
    places = []
    for clock in (0.0, 2.0):
        camera = track.moved(Pose(), clock)
        places.append([at(projection.upright(s, camera) @ projection.place(s, clock), 0, 0)[0] for s in slides])
    (hill_first, hero_first), (hill_last, hero_last) = places
    assert hero_last - hero_first == pytest.approx(0, abs=0.5)
    assert hill_last < hill_first - 1


def test_land_below_its_crest_lies_in_perspective() -> None:
    """Aside, the foot of a hill goes farther than its crest; at the crest both halves meet."""
    plan = ENGINE._plan(VideoRequest("mountains at noon", 3, 512, 288, 48, 24))
    projection = Projection(Canvas(plan, 512, 288, 0.14), 512, 288, 2.0)
    slide = Slide(np.zeros((4, 4, 4), np.uint8), 0, 0, 4.0, "terrain", None, False)
    camera, hinge = Pose(x=0.3, y=0.1, z=0.4), projection.centre[1] + 70.0
    lying, upright = projection.lying(slide, hinge, camera), projection.upright(slide, camera)
    assert at(lying, 100, hinge) == pytest.approx(at(upright, 100, hinge))
    foot, crest = (at(projection.lying(slide, hinge, Pose(x=0.3)), 256, row)[0] - 256 for row in (hinge + 60, hinge))
    assert foot < crest < 0


def test_the_shot_of_a_push_begins_at_the_whole_picture() -> None:
    assert glide(Style("push"), 0.0, 1.78) == glide(Style("push", -1, 1.2, "gather", 1.0, 1.0), 0.0, 1.78)


@pytest.mark.parametrize("prompt", NAMED)
def test_three_attempts_at_a_given_picture_move_and_end_apart(photograph: Picture, prompt: str) -> None:
    takes = [shot(f"{prompt}, {movement_for(n, prompt)}", 8, 5 + n, n, photograph) for n in (1, 2, 3)]
    assert min(difference(take[0], take[-1]) for take in takes) > 5
    ends = [take[-1] for take in takes]
    assert min(difference(ends[a], ends[b]) for a, b in ((0, 1), (0, 2), (1, 2))) > 2


def test_a_locked_camera_hardly_moves_and_never_stops(photograph: Picture) -> None:
    still, moving = (shot(words, 24, 5, 1, photograph) for words in ("static camera", "slow push-in"))
    assert difference(still[0], still[-1]) < 0.5 * difference(moving[0], moving[-1])
    assert all(difference(a, b) > 0 for a, b in zip(still, still[1:], strict=False))


def test_unnamed_attempts_take_different_moves() -> None:
    kinds = [choose_style(Ask(), np.random.default_rng(3), n).kind for n in range(1, 6)]
    assert set(kinds) == set(FREE_MOVES)
