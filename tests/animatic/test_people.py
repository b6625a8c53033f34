"""People hold together in every action and facing, move without sliding, and show what was said of them."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from generation.engines.animatic.figures import people, poses
from generation.engines.animatic.figures.cast import parts
from generation.engines.animatic.figures.outfits import dressed
from generation.engines.animatic.figures.part import Look, Part
from generation.engines.animatic.figures.skeleton import Body, Build, facing_yaw
from generation.engines.animatic.scene import Appearance

ACTIONS = (*poses.POSES, "knitting", "")
FACINGS = ("front", "back", "side", "")
SIDEWAYS, LOWEST, HIGHEST = 0.9, -0.05, 1.35


def look(kind: str = "person", seed: int = 4, **said: Any) -> Look:
    return replace(Look(kind, np.random.default_rng(seed)), **said)


def points(drawn: list[Part]) -> np.ndarray:
    return np.concatenate([shape for part in drawn for shape in part.outlines()])


def same(one: list[Part], other: list[Part]) -> bool:
    if len(one) != len(other) or [p.colour for p in one] != [p.colour for p in other]:
        return False
    a, b = points(one), points(other)
    return a.shape == b.shape and bool(np.abs(a - b).max() < 1e-6)


@pytest.mark.parametrize("kind", [k for k in people.KINDS if k != "crowd"])
def test_every_kind_is_drawn_within_bounds_in_every_action_and_facing(kind: str) -> None:
    for number, action in enumerate(ACTIONS):
        for facing in FACINGS if kind in ("woman", "child", "wizard", "robot") else (FACINGS[number % 4],):
            place = points(parts(look(kind, action=action, facing=facing, phase=0.3)))
            assert np.isfinite(place).all(), (action, facing)
            assert np.abs(place[:, 0]).max() <= SIDEWAYS, (action, facing)
            assert place[:, 1].min() >= LOWEST, (action, facing)
            assert place[:, 1].max() <= HIGHEST, (action, facing)


def test_a_crowd_is_drawn_within_bounds() -> None:
    place = points(parts(look("crowd")))
    assert np.abs(place[:, 0]).max() <= 1.0
    assert place[:, 1].max() <= HIGHEST


@pytest.mark.parametrize("action", ACTIONS)
@pytest.mark.parametrize("kind", ["woman", "knight", "robot", "astronaut", "couple"])
def test_a_cycle_ends_where_it_began(kind: str, action: str) -> None:
    assert same(parts(look(kind, action=action, phase=0.0)), parts(look(kind, action=action, phase=1.0)))


@pytest.mark.parametrize("action", ["walking", "running", "waving", "dancing", "standing"])
def test_moving_actions_move(action: str) -> None:
    assert people.KINDS["man"].motion(action).cels > 1
    assert not same(parts(look("man", action=action, phase=0.0)), parts(look("man", action=action, phase=0.4)))


@pytest.mark.parametrize("action", ["walking", "running"])
def test_a_planted_foot_moves_back_as_fast_as_the_body_travels(action: str) -> None:
    motion = poses.motion(action)
    steps = np.linspace(0, 1, 121)
    bodies = [
        Body(Build(), poses.pose(action, float(t)), facing_yaw("side", poses.pose(action, float(t)))) for t in steps
    ]
    ball = np.array([body.joints["left ball"] for body in bodies])
    planted = (ball[1:, 2] < 0.012) & (ball[:-1, 2] < 0.012)
    speed = np.diff(ball[:, 0]) / (np.diff(steps) * motion.seconds)
    assert planted.mean() > 0.2
    assert np.abs(np.median(speed[planted]) + motion.travel) < 0.05 * motion.travel
    assert (np.abs(speed[planted] + motion.travel) < 0.25 * motion.travel).mean() > 0.8


@pytest.mark.parametrize("kind", ["man", "woman", "child", "old man", "robot", "astronaut"])
@pytest.mark.parametrize("facing", FACINGS)
def test_feet_are_on_the_ground(kind: str, facing: str) -> None:
    assert abs(points(parts(look(kind, facing=facing)))[:, 1].min()) < 0.03


@pytest.mark.parametrize("action", ["walking", "running", "standing", "dancing"])
def test_legs_never_stretch(action: str) -> None:
    for phase in np.linspace(0, 1, 17):
        joints = Body(Build(), poses.pose(action, float(phase)), 0.5).joints
        thigh = np.linalg.norm(joints["left knee"] - joints["left hip"])
        shin = np.linalg.norm(joints["left ankle"] - joints["left knee"])
        assert thigh == pytest.approx(0.51 * 0.455 * 1.005)
        assert shin == pytest.approx(0.49 * 0.455 * 1.005)


@pytest.mark.parametrize(
    "said",
    [
        {"colour": "#ff0000"},
        {"attributes": frozenset({"dress"})},
        {"attributes": frozenset({"hat"})},
        {"attributes": frozenset({"umbrella"}), "colours": {"umbrella": "#00ff00"}},
        {"attributes": frozenset({"backpack"})},
        {"attributes": frozenset({"cloak"})},
        {"attributes": frozenset({"scarf"})},
        {"attributes": frozenset({"boots"})},
        {"appearance": Appearance(hair="bald")},
        {"appearance": Appearance(hair="curly", hair_colour="red")},
        {"appearance": Appearance(skin="dark")},
        {"appearance": Appearance(build="broad")},
        {"appearance": Appearance(build="old")},
        {"appearance": Appearance(face=("beard",))},
        {"appearance": Appearance(face=("glasses",))},
    ],
)
@pytest.mark.parametrize("closeness", [frozenset(), frozenset({"portrait"})])
def test_what_is_said_of_somebody_shows(said: dict[str, Any], closeness: frozenset[str]) -> None:
    if closeness and said.get("attributes", frozenset()) & {"umbrella", "boots"}:
        pytest.skip("not in a close shot")
    plain = parts(look("man", facing="front", attributes=closeness))
    changed = said | {"attributes": closeness | said.get("attributes", frozenset())}
    assert not same(plain, parts(look("man", facing="front", **changed)))


def test_clothes_and_face_stay_the_same_in_every_pose_and_in_a_close_shot() -> None:
    outfits = []
    for action in ("walking", "sitting", "reading"):
        made = look("woman", action=action)
        made.rng.integers(4)
        outfits.append(dressed(made))
    assert len({(o.skin, o.hair, o.hair_colour, o.colour, o.leg_colour) for o in outfits}) == 1
    skin = outfits[0].skin
    assert any(part.colour == skin for part in parts(look("woman", attributes=frozenset({"portrait"}), facing="front")))


def test_a_child_has_a_larger_head_and_shorter_legs() -> None:
    grown, child = dressed(look("man")).build, dressed(look("child")).build
    assert child.head > 1.3 * grown.head
    assert child.hip < 0.85 * grown.hip


def test_a_colour_is_worn() -> None:
    assert any(part.colour == "#ff0000" for part in parts(look("woman", colour="#ff0000", facing="front")))
    umbrella = look("man", attributes=frozenset({"umbrella"}), colours={"umbrella": "#00ff00"})
    assert any(part.colour == "#00ff00" for part in parts(umbrella))


def test_a_rider_sits_at_the_saddle() -> None:
    place = points(people.rider(look("cowboy")))
    assert place[:, 1].min() < -0.25
    assert 0.4 < place[:, 1].max() < 0.8
    assert abs(float(np.median(place[:, 0]))) < 0.2


def test_two_people_share_a_close_shot() -> None:
    place = points(parts(look("couple", attributes=frozenset({"portrait"}))))
    assert place[:, 0].min() < -0.3
    assert place[:, 0].max() > 0.3


def test_a_figure_is_made_of_few_parts() -> None:
    for kind in people.KINDS:
        if kind not in ("crowd", "couple"):
            assert len(parts(look(kind))) <= 45, kind


@pytest.mark.parametrize("kind", list(people.KINDS))
def test_a_close_shot_is_filled_from_its_lower_edge_to_the_crown(kind: str) -> None:
    for facing in FACINGS:
        place = points(parts(look(kind, attributes=frozenset({"portrait"}), facing=facing)))
        assert np.isfinite(place).all()
        assert place[:, 1].min() < 0
        assert place[:, 1].max() > 0.8


def test_nobody_stands_in_space() -> None:
    standing, floating = (parts(look("astronaut", swims=swims)) for swims in (False, True))
    assert not same(standing, floating)


def test_who_sits_on_a_seat_sits_higher_than_on_the_ground() -> None:
    ground, seat = (
        points(parts(look("man", action="sitting", facing="side", attributes=frozenset(worn))))[:, 1].max()
        for worn in ((), ("seat",))
    )
    assert seat > ground + 0.1
