"""How a camera move is heard and done."""

import numpy as np
import pytest

from generation.engines.animatic.directing import Ask
from generation.engines.animatic.glides import GLIDES, glide
from generation.engines.animatic.moves import FREE_MOVES, choose_style, eased
from generation.engines.animatic.plan import Style
from generation.engines.animatic.reading import read
from generation.engines.base import Picture
from generation.engines.template import movement_for
from generation.engines.template.phrases import phrases
from tests.animatic.shots import difference, picture, shot

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
        assert asked(f"a castle on a hill, {way}").kind == KINDS.get(kind, kind)


@pytest.mark.parametrize(
    ("words", "direction", "drift"),
    [
        ("slow pan to the left", -1, 0),
        ("slow tracking shot to the right", 1, 0),
        ("crane shot downward", -1, 0),
        ("slow tilt up", 1, 0),
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


@pytest.mark.parametrize("kind", sorted(GLIDES))
def test_a_shot_through_a_picture_never_shows_less_than_it_needs(kind: str) -> None:
    for t in (0.0, 0.5, 1.0):
        assert glide(Style(kind), t, 1.78).zoom >= 1


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
