"""Animals have bones: their cycles close, their feet hold the ground, and every kind can be drawn doing anything."""

import numpy as np
import pytest

from generation.engines.animatic.figures import animals, pets, wildlife
from generation.engines.animatic.figures.creatures.cats import CAT_BUILD
from generation.engines.animatic.figures.creatures.dogs import WOLF_BUILD
from generation.engines.animatic.figures.creatures.gaits import AMBLE, BOUND, GALLOP, TROT, WALK
from generation.engines.animatic.figures.creatures.horses import HORSE_BUILD
from generation.engines.animatic.figures.creatures.poses import DOING, Habits, pose
from generation.engines.animatic.figures.creatures.rig import posed
from generation.engines.animatic.figures.part import Kind, Look, Part

KINDS: dict[str, Kind] = animals.KINDS | pets.KINDS | wildlife.KINDS
ACTIONS = ("", *(words[0] for words in DOING.values()), "flying", "perched", "breathing fire", "standing", "unheard of")
FACINGS = ("", "side", "front", "back")
QUADRUPEDS = (*animals.KINDS, "dog", "cat")
HOOFED = ("horse", "deer", "cow", "zebra", "goat", "camel", "giraffe")


def drawn(kind: str, action: str = "", phase: float = 0.0, **other: object) -> list[Part]:
    look = Look(kind, np.random.default_rng(3), action=action, phase=phase, **other)  # type: ignore[arg-type]
    return KINDS[kind].draw(look)


def points(parts: list[Part]) -> np.ndarray:
    return np.concatenate([shape for part in parts for shape in part.outlines()])


@pytest.mark.parametrize("kind", KINDS)
def test_a_cycle_ends_where_it_began(kind: str) -> None:
    for action in ACTIONS:
        first, last = points(drawn(kind, action, 0.0)), points(drawn(kind, action, 1.0))
        assert np.allclose(first, last, atol=1e-6), action


@pytest.mark.parametrize("kind", KINDS)
def test_every_action_and_facing_is_drawn_within_sane_bounds(kind: str) -> None:
    for action in ACTIONS:
        for phase in (0.0, 0.37, 0.71):
            outline = points(drawn(kind, action, phase, facing=FACINGS[int(phase * 4)]))
            assert np.isfinite(outline).all()
            assert abs(outline).max() < 3.2, (action, phase)
            assert np.ptp(outline[:, 1]) > 0.2, (action, phase)


@pytest.mark.parametrize("kind", KINDS)
def test_a_figure_has_few_parts_and_about_its_own_height(kind: str) -> None:
    parts = drawn(kind)
    assert len(parts) <= 35
    assert 0.35 < points(parts)[:, 1].max() < 1.75


@pytest.mark.parametrize("kind", QUADRUPEDS)
def test_standing_feet_are_on_the_ground(kind: str) -> None:
    for action in ("", "sitting", "lying"):
        assert -0.06 < points(drawn(kind, action))[:, 1].min() < 0.04, action


@pytest.mark.parametrize("kind", KINDS)
def test_motion_is_bounded(kind: str) -> None:
    for action in ACTIONS:
        motion = KINDS[kind].motion(action)
        assert 1 <= motion.cels <= 24
        assert 0.1 < motion.seconds < 6
        assert 0 <= motion.travel < 8


@pytest.mark.parametrize("kind", KINDS)
def test_what_moves_is_seen_to_move(kind: str) -> None:
    action = "walking" if KINDS[kind].at_home == "ground" else ""
    assert KINDS[kind].motion(action).cels > 1
    assert not np.allclose(points(drawn(kind, action, 0.0)), points(drawn(kind, action, 0.4)), atol=1e-3)


@pytest.mark.parametrize("build", [HORSE_BUILD, WOLF_BUILD, CAT_BUILD])
@pytest.mark.parametrize("gait", [WALK, AMBLE, TROT, GALLOP, BOUND])
def test_a_planted_foot_does_not_slide(build, gait) -> None:  # type: ignore[no-untyped-def]
    habits = Habits(walk=gait)
    motion = gait.motion(build.leg_length())
    steps = 48
    for foot in range(4):
        holds = []
        for k in range(steps):
            phase = k / steps
            since = (gait.moment(phase) - gait.falls[foot]) % 1.0
            if 0.02 < since < gait.duty - 0.02:
                bones = posed(build, pose(build, habits, "walk", phase))
                where = bones.legs[foot][4].real + since * motion.seconds * motion.travel
                holds.append(where)
        assert np.ptp(holds) < 0.02


@pytest.mark.parametrize("gait", [TROT, GALLOP, BOUND])
def test_a_fast_gait_has_a_moment_with_no_foot_on_the_ground(gait) -> None:  # type: ignore[no-untyped-def]
    down = [sum(gait.step(foot, k / 100).planted for foot in range(4)) for k in range(100)]
    assert min(down) == 0
    assert max(down) >= 2


def test_a_walk_keeps_two_feet_on_the_ground_and_follows_hind_by_fore() -> None:
    down = [sum(WALK.step(foot, k / 100).planted for foot in range(4)) for k in range(100)]
    assert min(down) >= 2
    near_hind, near_fore, far_hind, far_fore = WALK.falls
    assert near_hind < near_fore < far_hind < far_fore


def test_a_galloping_horse_leaves_the_ground() -> None:
    lowest = [points(drawn("horse", "running", k / 24))[:, 1].min() for k in range(24)]
    assert max(lowest) > 0.02
    assert min(lowest) > -0.05


@pytest.mark.parametrize("kind", KINDS)
def test_a_colour_asked_for_is_worn(kind: str) -> None:
    plain = {part.colour for part in drawn(kind)}
    dyed = {part.colour for part in drawn(kind, colour="#2f6fd0")}
    assert dyed - plain


@pytest.mark.parametrize("kind", ["horse", "unicorn"])
def test_a_rider_sits_above_the_withers(kind: str) -> None:
    alone, mounted = points(drawn(kind)), points(drawn(kind, attributes=frozenset({"rider"})))
    assert mounted[:, 1].max() > alone[:, 1].max() + 0.05


def test_grazing_brings_the_head_down() -> None:
    for kind in HOOFED:
        front = points(drawn(kind, "grazing"))
        assert front[front[:, 0] > 0.1][:, 1].min() < 0.15, kind


def test_a_dragon_breathes_fire_when_asked() -> None:
    def glowing(action: str) -> int:
        return sum(part.glow for part in drawn("dragon", action))

    assert glowing("breathing fire") > glowing("flying")


def test_bones_keep_their_length() -> None:
    for doing in ("walk", "run", "trot"):
        for k in range(12):
            bones = posed(HORSE_BUILD, pose(HORSE_BUILD, Habits(run=GALLOP), doing, k / 12))
            for foot, joints in enumerate(bones.legs):
                rest = (HORSE_BUILD.hind if foot % 2 == 0 else HORSE_BUILD.fore).joints
                for i in range(3):
                    assert abs(abs(joints[i + 1] - joints[i]) - abs(rest[i + 1] - rest[i])) < 0.035
