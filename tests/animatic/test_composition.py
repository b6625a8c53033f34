"""Who stands where: what the prompt says of it holds, everybody is seen, and a closer shot is a view of one world."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generation.engines.animatic.composition import compose
from generation.engines.animatic.figures.cast import KINDS
from generation.engines.animatic.plan import Plan, Sprite, Style, Terrain
from generation.engines.animatic.reading import read
from generation.engines.animatic.scene import Relation, Scene, Subject
from generation.engines.animatic.stage import extent

ASPECTS = (16 / 9, 9 / 16, 1.0, 2.39)
SHOTS = ("extreme", "wide", "medium", "close")
KINDS_SEEN = ("woman", "horse", "castle", "sailboat", "balloon", "tree", "elephant", "car", "cup", "cat", "whale")
SETTINGS = ("field", "coast", "lake", "street", "mountains", "room", "desert", "forest", "space", "snow")
STYLE = Style("static")


def scene(setting: str, *subjects: Subject, shot: str = "wide") -> Scene:
    plain = read("", "", np.random.default_rng(0))
    return replace(plain, setting=setting, surroundings=(), subjects=subjects, shot=shot, time="noon",
                   weather="clear", features=frozenset())  # fmt: skip


def planned(asked: Scene, seed: int = 1, aspect: float = 16 / 9) -> Plan:
    return compose(asked, np.random.default_rng(seed), aspect, STYLE)


def figures(plan: Plan, kind: str = "") -> list[Sprite]:
    return [p.spec for p in plan.planes if isinstance(p.spec, Sprite) and kind in ("", p.spec.kind)]


def box(plan: Plan, sprite: Sprite) -> tuple[float, float, float, float]:
    """Left, top, right and bottom of a figure in the frame."""
    x, y = plan.view.across(sprite.u), plan.view.down(sprite.v)
    size = sprite.size * plan.view.zoom
    attributes = tuple(a for a in sprite.attributes if a != "portrait")
    reach = extent(Subject(sprite.kind, attributes=attributes, action=sprite.action), sprite.facing,
                   "portrait" in sprite.attributes)  # fmt: skip
    left, right = (reach.right, reach.left) if sprite.flip else (reach.left, reach.right)
    return x - left * size, y - reach.up * size, x + right * size, y


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize(("side", "third"), [("left", (0, 1 / 3)), ("centre", (1 / 3, 2 / 3)), ("right", (2 / 3, 1))])
@pytest.mark.parametrize("aspect", ASPECTS)
def test_a_side_that_is_said_is_the_third_where_the_lead_stands(
    seed: int, side: str, third: tuple[float, float], aspect: float
) -> None:
    for setting in ("field", "street", "room"):
        plan = planned(scene(setting, Subject("person", side=side)), seed, aspect)
        (sprite,) = figures(plan)
        assert third[0] <= plan.view.across(sprite.u) / aspect <= third[1]


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("aspect", ASPECTS)
def test_over_is_above_and_under_is_below(seed: int, aspect: float) -> None:
    balloon = Subject("balloon", relation=Relation("over", "castle"))
    plan = planned(scene("mountains", balloon, Subject("castle")), seed, aspect)
    (over,), (castle,) = figures(plan, "balloon"), figures(plan, "castle")
    assert over.v <= castle.v - castle.size
    assert abs(over.u - castle.u) < KINDS["castle"].width * castle.size / 2
    dog = Subject("dog", relation=Relation("under", "tree"))
    plan = planned(scene("field", dog, Subject("tree")), seed, aspect)
    (under,), (tree,) = figures(plan, "dog"), figures(plan, "tree")
    assert tree.v - tree.size < under.v - under.size
    assert under.v > tree.v - tree.size / 2
    assert abs(under.u - tree.u) < KINDS["tree"].width * tree.size / 2


@pytest.mark.parametrize("seed", range(6))
def test_whoever_stands_before_is_nearer_and_behind_is_farther(seed: int) -> None:
    for kind, nearer in (("before", True), ("behind", False)):
        knight = Subject("person", relation=Relation(kind, "castle"))
        plan = planned(scene("mountains", knight, Subject("castle")), seed)
        depth = {p.spec.kind: p.z for p in plan.planes if isinstance(p.spec, Sprite)}
        assert (depth["person"] < depth["castle"]) == nearer


@pytest.mark.parametrize("seed", range(6))
def test_whoever_looks_at_something_faces_it_and_whoever_goes_there_is_seen_from_behind(seed: int) -> None:
    woman = Subject("woman", action="pointing", relation=Relation("at", "whale"))
    plan = planned(scene("coast", woman, Subject("whale")), seed)
    (looking,), (whale,) = figures(plan, "woman"), figures(plan, "whale")
    assert looking.facing == "side"
    assert looking.flip == (whale.u < looking.u)
    walking = Subject("astronaut", count=2, action="walking", relation=Relation("toward", "castle"))
    plan = planned(scene("desert", walking, Subject("castle")), seed)
    assert {sprite.facing for sprite in figures(plan, "astronaut")} == {"back"}


@pytest.mark.parametrize("count", [2, 3, 5])
@pytest.mark.parametrize("kind", ["elephant", "person", "horse", "balloon", "sailboat", "sheep"])
@pytest.mark.parametrize("aspect", ASPECTS)
def test_as_many_are_seen_as_were_named(kind: str, count: int, aspect: float) -> None:
    setting = "lake" if kind == "sailboat" else "field"
    for seed in range(4):
        plan = planned(scene(setting, Subject(kind, count=count)), seed, aspect)
        boxes = [box(plan, sprite) for sprite in figures(plan)]
        assert len(boxes) == count
        assert max(overlap(a, b) for i, a in enumerate(boxes) for b in boxes[i + 1 :]) < (0.35 if aspect > 1 else 0.6)


def overlap(a: tuple[float, ...], b: tuple[float, ...]) -> float:
    """The share of the smaller box that the two have in common."""
    across, down = min(a[2], b[2]) - max(a[0], b[0]), min(a[3], b[3]) - max(a[1], b[1])
    smaller = min((x[2] - x[0]) * (x[3] - x[1]) for x in (a, b))
    return max(across, 0) * max(down, 0) / smaller


def test_of_several_the_farther_ones_are_smaller_and_stand_higher_by_perspective() -> None:
    plan = planned(scene("field", Subject("person", count=5)), 3)
    far_to_near = figures(plan)
    above = [sprite.v - plan.horizon for sprite in far_to_near]
    sizes = [sprite.size for sprite in far_to_near]
    assert above == sorted(above)
    assert np.allclose(np.divide(sizes, above), sizes[0] / above[0], rtol=0.02)


@given(
    st.lists(st.sampled_from(KINDS_SEEN), min_size=1, max_size=3, unique=True),
    st.sampled_from(SETTINGS),
    st.sampled_from(SHOTS),
    st.sampled_from(ASPECTS),
    st.sampled_from(["", "low", "high"]),
    st.integers(0, 10_000),
)
@settings(max_examples=150, deadline=None)
def test_every_lead_is_inside_the_frame(
    kinds: list[str], setting: str, shot: str, aspect: float, angle: str, seed: int
) -> None:
    asked = scene(setting, *(Subject(kind) for kind in kinds), shot=shot)
    asked = replace(asked, move=replace(asked.move, angle=angle))
    plan = planned(asked, seed, aspect)
    for sprite in figures(plan):
        left, top, right, _ = box(plan, sprite)
        assert top > -0.01
        assert plan.view.down(sprite.v) > 0
        if sprite.kind == kinds[0] and "portrait" not in sprite.attributes and shot not in ("medium", "close"):
            assert left > -0.01
            assert right < aspect + 0.01
            assert plan.view.down(sprite.v) < 1.001


@pytest.mark.parametrize("setting", ["coast", "lake", "mountains", "forest", "street"])
def test_a_closer_shot_shows_the_same_land_larger(setting: str) -> None:
    wide, close = (planned(scene(setting, Subject("woman"), shot=shot), 4) for shot in ("wide", "close"))
    land = [{(p.z, p.seed) for p in plan.planes if not isinstance(p.spec, Sprite)} for plan in (wide, close)]
    assert land[0] == land[1]
    assert close.view.zoom > 1.4 * wide.view.zoom
    assert close.camera.aperture > wide.camera.aperture
    assert all(np.array_equal(a, b) for a, b in zip(wide.palette.sky, close.palette.sky, strict=True))


def test_a_long_lens_brings_the_land_nearer_than_a_wide_one() -> None:
    asked = scene("mountains", Subject("person"))
    zooms = [planned(replace(asked, lens=lens), 4).view.zoom for lens in ("wide", "normal", "tele")]
    assert zooms == sorted(zooms)
    assert zooms[2] > 1.3 * zooms[0]


def test_from_below_the_horizon_sinks_and_from_above_it_rises() -> None:
    asked = scene("field", Subject("person"))
    heights = []
    for angle in ("high", "", "low"):
        plan = planned(replace(asked, move=replace(asked.move, angle=angle)), 2)
        heights.append(plan.view.down(plan.horizon))
    assert heights == sorted(heights)
    assert heights[2] - heights[0] > 0.3


def test_two_seeds_are_composed_in_two_ways() -> None:
    plans = [planned(scene("lake", Subject("sailboat")), seed) for seed in range(8)]
    assert len({round(plan.horizon, 2) for plan in plans}) > 3
    assert {plan.focus_u > plan.aspect / 2 for plan in plans} == {True, False}
    assert len({tuple(p.seed for p in plan.planes if isinstance(p.spec, Terrain)) for plan in plans}) == 8


def test_one_looks_into_the_frame() -> None:
    for seed in range(12):
        plan = planned(scene("field", Subject("horse")), seed)
        (horse,) = figures(plan)
        assert horse.flip == (horse.u > plan.aspect / 2)


@pytest.mark.parametrize("seed", range(6))
def test_who_walks_together_keeps_together_and_goes_the_same_way(seed: int) -> None:
    pair = (Subject("woman", action="walking"), Subject("child", action="walking"))
    plan = planned(scene("field", *pair), seed)
    (woman,), (child,) = figures(plan, "woman"), figures(plan, "child")
    assert abs(woman.u - child.u) < 0.4
    assert woman.flip == child.flip
    assert child.size < woman.size


@pytest.mark.parametrize("seed", range(4))
def test_over_a_shoulder_one_looks_past_somebody_nearer_who_is_seen_from_behind(seed: int) -> None:
    asked = replace(scene("street", Subject("man"), Subject("woman"), shot="medium"), framing="over the shoulder")
    plan = planned(asked, seed)
    near, far = sorted((p for p in plan.planes if isinstance(p.spec, Sprite)), key=lambda p: p.z)
    assert isinstance(near.spec, Sprite)
    assert isinstance(far.spec, Sprite)
    assert (near.spec.kind, near.spec.facing) == ("woman", "back")
    assert near.spec.size > far.spec.size
    assert abs(near.spec.u - far.spec.u) * plan.view.zoom > 0.5


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("aspect", ASPECTS)
def test_who_sits_on_a_bench_sits_on_it_and_the_bench_is_brought(seed: int, aspect: float) -> None:
    plan = planned(scene("field", Subject("couple", action="sitting", relation=Relation("on", "bench"))), seed, aspect)
    (couple,), (bench,) = figures(plan, "couple"), figures(plan, "bench")
    assert abs(couple.u - bench.u) < 0.05
    assert abs(couple.v - bench.v) < 0.02
    assert "seat" in couple.attributes


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize(("side", "other"), [("left", "right"), ("right", "left")])
def test_a_ship_floats_on_the_water_s_side_of_a_coast(seed: int, side: str, other: str) -> None:
    plan = planned(scene("coast", Subject("lighthouse", side=other), Subject("ship", side=side)), seed)
    cliffs = [p.spec.side for p in plan.planes if isinstance(p.spec, Terrain) and p.spec.style == "cliff"]
    assert all((cliff > 0) == (side == "left") for cliff in cliffs)


@pytest.mark.parametrize("aspect", [0.03, 0.2, 5.0, 30.0])
def test_any_frame_holds_figures_of_some_size(aspect: float) -> None:
    for kinds in (("elephant", "cup"), ("balloon", "castle"), ("sailboat", "woman")):
        plan = planned(scene("lake", *(Subject(kind, count=3) for kind in kinds)), 1, aspect)
        assert all(sprite.size > 0 and np.isfinite(sprite.u + sprite.v) for sprite in figures(plan))
