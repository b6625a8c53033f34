"""Vehicles, buildings, objects, plants and effects: their outlines, their cycles and their lights."""

from functools import partial

import numpy as np
import pytest

from generation.engines.animatic.canvas import Canvas
from generation.engines.animatic.composition import compose
from generation.engines.animatic.figures import buildings, effects, growing, objects, vehicles
from generation.engines.animatic.figures.draw import paint_sprite
from generation.engines.animatic.figures.part import Look, Part
from generation.engines.animatic.plan import Plan, Plane, Sprite, Style
from generation.engines.animatic.raster import Array
from generation.engines.animatic.reading import read
from tests.animatic.looks import WatchedLook, drawings

KINDS = vehicles.KINDS | buildings.KINDS | objects.KINDS | growing.KINDS | effects.KINDS
ACTIONS = ("", "riding", "launching", "parked", "racing", "hovering", "open")
FACINGS = ("", "front", "back", "side")
PHASES = (0.0, 0.3, 0.77)
LOW, HIGH = -0.1, 1.4
AFLOAT = ("air", "water")
ROLLING = {
    "car": 0.235, "sports car": 0.29, "jeep": 0.26, "taxi": 0.235, "police car": 0.235, "truck": 0.125, "van": 0.17,
    "bus": 0.15, "ambulance": 0.17, "fire engine": 0.16, "bicycle": 0.31, "motorcycle": 0.29, "scooter": 0.17,
    "tram": 0.09, "train": 0.085, "steam train": 0.19, "carriage": 0.28, "cart": 0.34,
}  # fmt: skip
"""Vehicles and the radius of the wheel they roll on, in their own heights."""
SPOKES = {"bicycle": 12, "motorcycle": 12, "steam train": 10, "carriage": 10, "cart": 10, "tram": 4, "train": 4}
SELDOM_COLOURED = {"pizza", "fire", "explosion", "eruption", "spray", "steam", "snowman", "campfire", "mirror"}
LIT_BY_NIGHT = (
    "house", "cottage", "cabin", "village", "castle", "church", "cathedral", "skyscraper", "bus", "train", "car",
    "cruise ship", "lamp", "lighthouse", "clock tower", "ferris wheel", "factory", "tent", "bridge", "domed city",
)  # fmt: skip


def drawn(kind: str, phase: float = 0.0, action: str = "", facing: str = "", **how: object) -> list[Part]:
    look = Look(kind, np.random.default_rng(4), action=action, facing=facing, phase=phase, **how)  # type: ignore[arg-type]
    return KINDS[kind].draw(look)


def watched(kind: str, **how: object) -> WatchedLook:
    return WatchedLook(kind, np.random.default_rng(4), **how)  # type: ignore[arg-type]


def points(parts: list[Part]) -> Array:
    return np.concatenate([shape for part in parts for shape in part.outlines()])


def noon() -> Plan:
    rng = np.random.default_rng(1)
    return compose(read("a field at noon", "", rng), rng, 1.0, Style("static"))


@pytest.mark.parametrize("kind", KINDS)
def test_a_cycle_ends_where_it_began(kind: str) -> None:
    draw, ends = KINDS[kind].draw, (0.0, 1.0)
    told = [drawings(draw, partial(watched, kind, phase=end), action=ACTIONS) for end in ends]
    for action in sorted({said["action"] for different in told for said, _ in different}):
        first, last = (drawn(kind, end, action) for end in ends)
        assert len(first) == len(last)
        for a, b in zip(first, last, strict=True):
            assert (a.colour, a.fade, a.glow) == (b.colour, b.fade, b.glow)
            assert a.opacity == pytest.approx(b.opacity, abs=1e-6)
            assert same_cover(a, b), (action, a.colour)


def same_cover(a: Part, b: Part) -> bool:
    """Whether two parts cover the same, however their polygons and their points are ordered."""
    one, two = ([np.r_[s.min(0), s.max(0), s.mean(0)] for s in part.outlines()] for part in (a, b))
    apart = np.abs(np.array(one)[:, None] - np.array(two)[None]).max(-1)
    return len(one) == len(two) and bool((apart.min(0) < 1e-4).all() and (apart.min(1) < 1e-4).all())


@pytest.mark.parametrize("kind", KINDS)
def test_every_thing_is_finite_and_within_its_bounds(kind: str) -> None:
    wide = KINDS[kind].width
    for said, parts in drawings(KINDS[kind].draw, partial(watched, kind), action=ACTIONS, facing=FACINGS, phase=PHASES):
        found = points(parts)
        assert np.isfinite(found).all()
        assert np.abs(found[:, 0]).max() <= wide, said
        assert found[:, 1].min() >= LOW - 1e-6, said
        assert found[:, 1].max() <= HIGH, said


@pytest.mark.parametrize("kind", [k for k, v in KINDS.items() if v.at_home == "ground" and k not in effects.KINDS])
def test_what_stands_has_its_foot_on_the_ground(kind: str) -> None:
    solid = [part for part in drawn(kind) if part.opacity > 0.5 and not part.glow]
    assert -0.1 <= points(solid)[:, 1].min() <= 0.035


@pytest.mark.parametrize("kind", KINDS)
def test_few_parts_make_a_figure(kind: str) -> None:
    assert len(drawn(kind)) <= 75


@pytest.mark.parametrize("kind", ROLLING)
def test_wheels_turn_as_far_as_the_thing_travels(kind: str) -> None:
    motion = KINDS[kind].motion("")
    steps = motion.travel * motion.seconds / (2 * np.pi * ROLLING[kind]) * SPOKES.get(kind, 5)
    assert motion.travel > 0
    assert motion.cels > 1
    assert steps == pytest.approx(round(steps), abs=1e-6)
    assert round(steps) >= 1


@pytest.mark.parametrize("kind", ["car", "truck", "bicycle", "carriage", "jeep"])
def test_wheels_turn_forward(kind: str) -> None:
    """The spokes of the picture turn right, as far as the phase says."""
    radius, dp = ROLLING[kind], 0.02
    motion = KINDS[kind].motion("")
    expected = motion.travel * motion.seconds * dp / radius
    turns = []
    for a, b in zip(drawn(kind, 0.0), drawn(kind, dp), strict=True):
        for first, second in zip(a.outlines(), b.outlines(), strict=True):
            if first.shape == (4, 2) and second.shape == (4, 2) and np.abs(first - second).max() > 1e-4:
                one, two = first[1] - first[0], second[1] - second[0]
                turns.append(np.arctan2(one[0] * two[1] - one[1] * two[0], one @ two))
    assert any(turn == pytest.approx(-expected, rel=0.03) for turn in turns)


@pytest.mark.parametrize("kind", [k for k in vehicles.KINDS if vehicles.KINDS[k].motion("").travel])
def test_what_is_parked_stays_where_it_is(kind: str) -> None:
    assert KINDS[kind].motion("parked").travel == 0


@pytest.mark.parametrize("kind", sorted(set(KINDS) - SELDOM_COLOURED))
def test_a_colour_is_seen(kind: str) -> None:
    def colours(colour: str) -> list[str]:
        return [part.colour for part in drawn(kind, 0.4, colour=colour)]

    assert colours("#2f6fd0") != colours("#d8322c")


@pytest.mark.parametrize("kind", LIT_BY_NIGHT)
def test_windows_and_lamps_glow_by_night(kind: str) -> None:
    def glowing(night: float) -> int:
        return sum(len(part.outlines()) for part in drawn(kind, night=night) if part.glow)

    assert glowing(1.0) > glowing(0.0)


@pytest.mark.parametrize("kind", ["car", "castle", "guitar", "oak", "fireworks", "sailboat"])
def test_things_are_painted_alike_twice_and_move(kind: str) -> None:
    plan = noon()
    canvas = Canvas(plan, 96, 96, 0.0)
    plane = Plane(3.0, Sprite(kind, 0.5, 0.9, 0.5, flying=True), 5)
    first, again, later = (paint_sprite(canvas, plane, phase).image for phase in (0.0, 0.0, 0.4))
    assert np.array_equal(first, again)
    assert np.isfinite(first).all()
    assert first[..., 3].max() > 0.5
    still = KINDS[kind].motion("").cels == 1
    assert still == (first.shape == later.shape and np.array_equal(first, later))


def test_a_rider_sits_on_a_bicycle_when_somebody_rides() -> None:
    alone, ridden = points(drawn("bicycle")), points(drawn("bicycle", action="riding"))
    assert ridden[:, 1].max() > alone[:, 1].max() + 0.3


def test_a_rocket_burns_when_it_flies() -> None:
    assert any(part.glow for part in drawn("rocket", action="launching"))
    assert not any(part.glow for part in drawn("rocket"))
