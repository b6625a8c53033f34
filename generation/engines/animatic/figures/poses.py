"""How a body is held in each action, at any phase of its cycle."""

from collections.abc import Callable
from dataclasses import replace
from math import cos, pi, sin, tau

from generation.engines.animatic.figures.part import Motion
from generation.engines.animatic.figures.skeleton import Arm, Foot, Pose

WALK_TRAVEL, WALK_SECONDS, WALK_STANCE = 0.68, 1.0, 0.6
RUN_TRAVEL, RUN_SECONDS, RUN_STANCE = 1.75, 0.66, 0.36
STEP_AHEAD = 0.19  # where the foot lands before the hips, walking
RUN_AHEAD = 0.2
CHAIR = 0.56  # height of the hips on a chair, in hip heights

ALIASES = {
    "": "standing", "moving": "walking", "wading": "walking", "strolling": "walking", "fleeing": "running",
    "racing": "running",
    "crouching": "kneeling", "sleeping": "lying", "resting": "sitting", "driving": "sitting", "sailing": "sitting",
    "writing": "sitting", "smoking": "drinking", "eating": "drinking", "cooking": "holding", "kissing": "hugging",
    "celebrating": "cheering", "flying": "jumping", "landing": "jumping", "diving": "swimming", "watching": "looking",
    "floating": "floating", "meditating": "meditating", "singing": "singing", "breaching": "jumping",
    "drawing a sword": "fighting", "painting": "painting", "seated": "sitting", "leaning": "standing",
}  # fmt: skip


def named(action: str, attributes: frozenset[str]) -> str:
    """The action that is drawn: an attribute may name it too, and what nobody knows stands."""
    known = action if action in POSES else ALIASES.get(action, "standing")
    if known == "standing":
        known = next((a for a in ("running", "walking", "sitting", "fishing", "reading") if a in attributes), known)
    return known


def adrift(action: str, kind: str) -> str:
    """The same action where nothing carries the body: in space or under water."""
    if action not in ("standing", "walking", "running"):
        return action
    return "swimming" if kind == "diver" or action != "standing" else "floating"


def pose(action: str, phase: float, variant: int = 0, seat: bool = False) -> Pose:
    """The pose of `action` at `phase`; `variant` 0..3 is one of the ways to stand, `seat` sits on something."""
    if action == "standing":
        return _standing(phase, variant)
    if action == "sitting":
        return _seated(phase) if seat else _on_ground(phase, variant)
    drawn = POSES[action](phase)
    if seat and action in SEATED:
        return replace(_seated(phase), left=drawn.left, right=drawn.right, nod=drawn.nod, mood=drawn.mood)
    return drawn


def motion(action: str) -> Motion:
    """How long each action's cycle lasts, in how many drawings, and how fast it goes along."""
    return MOTIONS.get(named(action, frozenset()), MOTIONS["standing"])


def _wave(phase: float, shift: float = 0.0) -> float:
    return sin(tau * (phase + shift))


def _standing(phase: float, variant: int) -> Pose:
    """The weight on one leg, hips and shoulders tilted against each other, a slow breath."""
    breath = _wave(phase)
    base = Pose(
        hip=0.982 + 0.002 * breath, aside=-0.008, ahead=0.006, roll=-3.5, side=-1.8, twist=-6, turn=10, nod=2, lean=1.5,
        yaw=28,
        left=Arm(4, 9 + breath, 20, 8), right=Arm(-5, 7 - breath, 13, 4),
        left_foot=Foot(0.024, 0.066, 0, 0, 28), right_foot=Foot(-0.016, 0.03, 0, 0, 14),
    )  # fmt: skip
    if variant == 1:  # a hand on the hip
        return replace(base, right=Arm(-22, 46 + breath, 62, 92, "fist"), turn=-8)
    if variant == 2:  # hands in the pockets
        return replace(base, left=Arm(-14, 17 + breath, 38, 26, "fist"), right=Arm(-16, 17, 38, 26, "fist"), nod=5)
    if variant == 3:  # the hands behind the back
        return replace(
            base, left=Arm(-22, 12, 4, 52, "fist"), right=Arm(-20, 12 + breath, 4, 52), turn=-6, tip=3, nod=-2
        )
    return base


def _leg(phase: float, stance: float, ahead: float, travel: float, lift: float) -> Foot:
    """One foot of a stride: planted it moves back with the ground, then swings forward with the heel first up."""
    phase %= 1.0
    reach = travel * stance
    if phase < stance:
        t = phase / stance
        heel = -14 * max(0.0, 1 - t / 0.16) + 44 * max(0.0, (t - 0.6) / 0.4) ** 1.5
        return Foot(ahead - reach * t, 0.036, 0.0, heel, 8)
    t = (phase - stance) / (1 - stance)
    ease = t * t * (3 - 2 * t)
    heel = 44 * (1 - t) ** 1.2 * cos(pi * min(t, 0.5)) - 14 * max(0.0, (t - 0.55) / 0.45)
    return Foot(ahead - reach * (1 - ease), 0.036, lift * sin(pi * t) * (1.25 - 0.5 * t), heel, 8)


def _walking(phase: float) -> Pose:
    phase += 0.04  # the first drawing is just past the contact, with both legs apart
    swing = cos(tau * phase)
    bob = -cos(2 * tau * phase)
    return Pose(
        left=Arm(-4 - 25 * swing, 7, 16 - 10 * swing, 8), right=Arm(-4 + 25 * swing, 7, 16 + 10 * swing, 8),
        left_foot=_leg(phase, WALK_STANCE, STEP_AHEAD, WALK_TRAVEL * WALK_SECONDS, 0.05),
        right_foot=_leg(phase + 0.5, WALK_STANCE, STEP_AHEAD, WALK_TRAVEL * WALK_SECONDS, 0.05),
        hip=0.958 + 0.016 * bob, lean=4, twist=-7 * swing, roll=2.5 * sin(tau * phase), nod=-2, yaw=76,
    )  # fmt: skip


def _running(phase: float) -> Pose:
    phase += 0.4
    swing = cos(tau * phase + 0.3)
    hop = cos(2 * tau * (phase - 0.43))
    left, right = (_leg(p, RUN_STANCE, RUN_AHEAD, RUN_TRAVEL * RUN_SECONDS, 0.19) for p in (phase, phase + 0.5))
    return Pose(
        left=Arm(-8 - 46 * swing, 10, 84 - 14 * swing, 18, "fist"),
        right=Arm(-8 + 46 * swing, 10, 84 + 14 * swing, 18, "fist"),
        left_foot=_flexed(left, phase), right_foot=_flexed(right, phase + 0.5), hip=0.95 + 0.045 * hop,
        lean=13, twist=-11 * swing, nod=-8, yaw=78,
    )  # fmt: skip


def _flexed(foot: Foot, phase: float) -> Foot:
    """A runner's swinging foot comes up behind, then reaches forward."""
    t = ((phase % 1.0) - RUN_STANCE) / (1 - RUN_STANCE)
    if t < 0:
        return replace(foot, heel=max(foot.heel, -6.0))
    return replace(foot, heel=70 * (1 - t) ** 1.3 - 12 * t, ahead=foot.ahead - 0.02 * sin(pi * t))


def _seated(phase: float) -> Pose:
    breath = _wave(phase)
    return Pose(
        left=Arm(28, 9, 44 + breath, 16), right=Arm(22, 10, 52 - breath, 18), hip=CHAIR, ahead=-0.14, lean=-3 + breath,
        left_foot=Foot(0.12, 0.055, 0, 0, 8), right_foot=Foot(0.045, 0.05, 0, 12, 10), turn=10, nod=3, yaw=58,
    )  # fmt: skip


def _on_ground(phase: float, variant: int) -> Pose:
    """Knees up and the arms around them, or leaning back on the hands."""
    breath = _wave(phase)
    if variant % 2:
        return Pose(
            left=Arm(-32, 14, 8, -2), right=Arm(-36, 14, 8, -2), hip=0.15, ahead=-0.2, lean=-20 + breath, nod=8,
            left_foot=Foot(0.34, 0.06, 0, -24, 14), right_foot=Foot(0.12, 0.05, 0, 0, 8), turn=8, yaw=66,
        )  # fmt: skip
    return Pose(
        left=Arm(52, 6, 32, 12), right=Arm(56, 5, 28, 16), hip=0.15, ahead=-0.17, lean=15 + breath, nod=-4,
        left_foot=Foot(0.13, 0.055, 0, 0, 10), right_foot=Foot(0.08, 0.05, 0, 0, 10), turn=8, yaw=64,
    )  # fmt: skip


def _lying(phase: float) -> Pose:
    breath = _wave(phase)
    return Pose(
        left=Arm(16, 14, 62 + breath, 30), right=Arm(8, 16, 6, 0), hip=0.13, pitch=-88, lean=0, nod=10, yaw=84,
        left_foot=Foot(0.1, 0.05, -0.19, 0, 10), right_foot=Foot(0.0, 0.05, -0.42, 20, 20),
    )  # fmt: skip


def _pointing(phase: float) -> Pose:
    breath = _wave(phase)
    return replace(_standing(phase, 0), right=Arm(88 + breath, 12, 4, 0, "point"), twist=16, turn=6, yaw=58, lean=3)


def _waving(phase: float) -> Pose:
    return replace(
        _standing(phase, 0), right=Arm(4, 78, 14, -84 + 20 * _wave(phase, 0.25)), tip=4, yaw=18, mood="happy"
    )


def _reading(phase: float) -> Pose:
    breath = _wave(phase)
    return replace(
        _standing(phase, 0), left=Arm(14, 13, 84 + breath, 34, "fist"), right=Arm(14, 13, 84 + breath, 34, "fist"),
        nod=22, turn=0, twist=0, yaw=34,
    )  # fmt: skip


def _dancing(phase: float) -> Pose:
    a, b = _wave(phase), _wave(phase, 0.25)
    return Pose(
        left=Arm(12, 128 + 14 * a, 18, 28), right=Arm(8, 62 - 14 * a, 24, -24), hip=0.965 + 0.012 * _wave(2 * phase),
        aside=0.022 * a, roll=6 * a, side=-7 * a + 3, twist=18 * b, tip=-7 * a, turn=-10, yaw=24, mood="happy",
        left_foot=Foot(0.01, 0.04, 0, 18 + 12 * a, 22), right_foot=Foot(0.1 + 0.02 * a, 0.13, 0.01, 40 - 12 * a, 34),
    )  # fmt: skip


def _kneeling(phase: float) -> Pose:
    breath = _wave(phase)
    return Pose(
        left=Arm(36, 8, 40, 12, "fist"), right=Arm(20, 9, 40 + breath, 18), hip=0.585, ahead=-0.02, lean=8, nod=10,
        left_foot=Foot(0.16, 0.06, 0, 0, 8), right_foot=Foot(-0.29, 0.05, 0.02, 78, 4), yaw=64,
    )  # fmt: skip


def _holding(phase: float) -> Pose:
    return replace(_standing(phase, 0), right=Arm(18, 12, 74, 4, "fist"), yaw=36)


def _jumping(phase: float) -> Pose:
    rise = 0.5 + 0.5 * cos(tau * phase)
    return Pose(
        left=Arm(40, 118 + 12 * rise, 20, 4), right=Arm(30, 124 + 12 * rise, 16, 0), hip=0.98 + 0.3 * rise, lean=6,
        left_foot=Foot(0.1, 0.07, 0.06 + 0.22 * rise, 34, 16), right_foot=Foot(-0.14, 0.06, 0.02 + 0.25 * rise, 60, 8),
        nod=-8, yaw=42, mood="happy",
    )  # fmt: skip


def _climbing(phase: float) -> Pose:
    a = _wave(phase)
    return Pose(
        left=Arm(148 + 12 * a, 22, 12, 4, "fist"), right=Arm(104 - 14 * a, 26, 54, 6, "fist"), hip=0.95, lean=8,
        yaw=158,
        left_foot=Foot(0.06, 0.09, 0.02, 24, 22), right_foot=Foot(0.1, 0.1, 0.2 + 0.04 * a, 10, 26), nod=-18,
    )  # fmt: skip


def _swimming(phase: float) -> Pose:
    a = _wave(phase)
    return Pose(
        left=Arm(158 + 22 * a, 8, 10, 0), right=Arm(126 - 50 * a, 14, 16, 4), hip=0.3, pitch=80, nod=-40, lean=2,
        left_foot=Foot(-0.05 + 0.03 * a, 0.05, -0.33, 60, 6), right_foot=Foot(-0.05 - 0.03 * a, 0.05, -0.33, 60, 6),
        yaw=84,
    )  # fmt: skip


def _riding(phase: float) -> Pose:
    bounce = _wave(phase)
    return Pose(
        left=Arm(30, 10, 46, 14, "fist"), right=Arm(30, 10, 46, 14, "fist"), hip=0.66 + 0.012 * bounce, lean=2, yaw=82,
        left_foot=Foot(0.08, 0.14, 0.03, -10, 14), right_foot=Foot(0.08, 0.14, 0.03, -10, 14),
    )  # fmt: skip


def _fishing(phase: float) -> Pose:
    a = _wave(phase)
    return replace(
        _standing(phase, 0), right=Arm(24 + 3 * a, 8, 62, 12, "fist"), left=Arm(20 + 3 * a, 8, 54, 26, "fist"), yaw=62
    )


def _playing(phase: float) -> Pose:
    """A guitar across the body: one hand strums, the other frets."""
    a = _wave(phase, 0.25)
    return replace(
        _standing(phase, 0), right=Arm(-10 + 3 * a, 24, 78 + 6 * a, 66, "fist"), left=Arm(30, 30, 62, 2, "fist"),
        nod=10, tip=4, twist=0, yaw=18, mood="happy",
    )  # fmt: skip


def _looking(phase: float) -> Pose:
    """A hand over the eyes, into the distance."""
    return replace(_standing(phase, 0), right=Arm(110, 30, 88, 77), nod=-5, turn=6, yaw=52)


def _gazing(phase: float) -> Pose:
    return replace(_standing(phase, 0), nod=-7, turn=8, yaw=152)


def _fighting(phase: float) -> Pose:
    a = _wave(phase)
    return Pose(
        left=Arm(52, 30, 44, 18, "fist"), right=Arm(72 + 12 * a, 34, 58, 0, "fist"), hip=0.87 + 0.01 * a, lean=10,
        twist=14, left_foot=Foot(0.2, 0.07, 0, 0, 10), right_foot=Foot(-0.2, 0.08, 0, 18, 34), nod=-4, yaw=62,
        mood="fierce",
    )  # fmt: skip


def _hugging(phase: float) -> Pose:
    return replace(_standing(phase, 0), left=Arm(52, 14, 58, 46), right=Arm(40, 14, 66, 46), nod=8, lean=5, yaw=74)


def _meditating(phase: float) -> Pose:
    breath = _wave(phase)
    return Pose(
        left=Arm(24, 22, 46, 18), right=Arm(24, 22, 46 + breath, 18), hip=0.13, lean=1, yaw=14, nod=6,
        left_foot=Foot(0.17, -0.06, 0.02, 30, 80), right_foot=Foot(0.2, -0.06, 0.01, 30, 80),
    )  # fmt: skip


def _cheering(phase: float) -> Pose:
    a = _wave(phase)
    return replace(
        _standing(phase, 0), left=Arm(14, 150 + 8 * a, 12, -4, "fist"), right=Arm(14, 150 - 8 * a, 12, -4, "fist"),
        nod=-8, yaw=20, mood="happy",
    )  # fmt: skip


def _talking(phase: float) -> Pose:
    a = _wave(phase)
    return replace(_standing(phase, 0), left=Arm(16, 16, 62 + 10 * a, -6), right=Arm(8, 14, 74 - 12 * a, 8), turn=14)


def _singing(phase: float) -> Pose:
    a = _wave(phase)
    return replace(
        _standing(phase, 0), left=Arm(24, 46 + 6 * a, 34, -12), right=Arm(26, 12, 112, 26, "fist"), nod=-8, yaw=24,
        mood="happy",
    )  # fmt: skip


def _crying(phase: float) -> Pose:
    a = _wave(phase)
    return replace(
        _standing(phase, 0), left=Arm(44, 8, 118, 34), right=Arm(44, 8, 118 + 3 * a, 34), nod=22, lean=8, turn=0,
        mood="sad",
    )  # fmt: skip


def _praying(phase: float) -> Pose:
    return replace(_kneeling(phase), left=Arm(34, 6, 92, 30), right=Arm(34, 6, 92, 30), nod=20)


def _drinking(phase: float) -> Pose:
    return replace(_standing(phase, 0), right=Arm(40, 14, 112 + 4 * _wave(phase), 34, "fist"), nod=-2, yaw=36)


def _throwing(phase: float) -> Pose:
    a = _wave(phase)
    return Pose(
        left=Arm(62, 18, 14, 6), right=Arm(-40 + 40 * a, 96, 62, -28, "fist"), hip=0.93, lean=-4 + 6 * a, twist=-16,
        left_foot=Foot(0.16, 0.06, 0, 0, 10), right_foot=Foot(-0.15, 0.07, 0, 16, 34), yaw=64,
    )  # fmt: skip


def _pushing(phase: float) -> Pose:
    a = 0.5 * _wave(phase)
    return Pose(
        left=Arm(72, 8, 26 + 4 * a, 4), right=Arm(76, 8, 22 + 4 * a, 4), hip=0.9, lean=24 + a, yaw=78, nod=-8,
        left_foot=Foot(0.08, 0.05, 0, 0, 8), right_foot=Foot(-0.3, 0.05, 0, 30, 8),
    )  # fmt: skip


def _working(phase: float) -> Pose:
    a = _wave(phase)
    return Pose(
        left=Arm(46 + 8 * a, 10, 36, 18, "fist"), right=Arm(40 + 14 * a, 12, 52, 16, "fist"), hip=0.92, lean=22 + 3 * a,
        left_foot=Foot(0.13, 0.06, 0, 0, 12), right_foot=Foot(-0.11, 0.07, 0, 8, 20), nod=14, yaw=62,
    )  # fmt: skip


def _painting(phase: float) -> Pose:
    return replace(
        _standing(phase, 0),
        right=Arm(58 + 6 * _wave(phase), 12, 44, 4, "fist"),
        left=Arm(16, 12, 76, 16, "fist"),
        yaw=58,
    )


def _floating(phase: float) -> Pose:
    """Weightless, or drifting in water: everything a little bent, nothing carries."""
    a = _wave(phase)
    return Pose(
        left=Arm(34 + 5 * a, 52, 38, 10), right=Arm(22 - 5 * a, 58, 44, 8), hip=1.08, lean=10 + a, nod=-6, yaw=40,
        left_foot=Foot(0.06, 0.1, 0.2, 38, 16), right_foot=Foot(-0.16, 0.09, 0.14, 56, 10), roll=-4, side=6,
    )  # fmt: skip


def _falling(phase: float) -> Pose:
    a = _wave(phase)
    return Pose(
        left=Arm(40 + 12 * a, 118, 24, 0), right=Arm(20 - 12 * a, 104, 30, 6), hip=1.1, lean=-12, nod=-10, yaw=46,
        left_foot=Foot(0.22, 0.12, 0.26, 10, 16), right_foot=Foot(-0.1, 0.12, 0.16, 50, 12), side=10, roll=-6,
    )  # fmt: skip


def _hand_in_hand(phase: float) -> Pose:
    return replace(_standing(phase, 0), left=Arm(2, 22, 10, 2, "fist"), right=Arm(-4, 8, 14, 6), yaw=24)


POSES: dict[str, Callable[[float], Pose]] = {
    "standing": lambda phase: _standing(phase, 0),
    "sitting": lambda phase: _on_ground(phase, 0),
    "walking": _walking, "running": _running, "lying": _lying, "pointing": _pointing, "waving": _waving,
    "reading": _reading, "dancing": _dancing, "kneeling": _kneeling, "holding": _holding, "jumping": _jumping,
    "climbing": _climbing, "swimming": _swimming, "riding": _riding, "fishing": _fishing, "playing": _playing,
    "looking": _looking, "gazing": _gazing, "fighting": _fighting, "hugging": _hugging, "meditating": _meditating,
    "cheering": _cheering, "hand in hand": _hand_in_hand, "talking": _talking, "singing": _singing, "crying": _crying,
    "praying": _praying, "drinking": _drinking, "throwing": _throwing, "pushing": _pushing, "working": _working,
    "painting": _painting, "floating": _floating, "falling": _falling,
}  # fmt: skip
SEATED = ("reading", "playing", "talking", "drinking", "fishing", "singing", "crying", "waving", "pointing", "holding",
          "looking", "working", "painting")  # fmt: skip

MOTIONS: dict[str, Motion] = {
    "standing": Motion(cels=8, seconds=3.2), "walking": Motion(cels=12, seconds=WALK_SECONDS, travel=WALK_TRAVEL),
    "running": Motion(cels=12, seconds=RUN_SECONDS, travel=RUN_TRAVEL), "dancing": Motion(cels=12, seconds=1.8),
    "waving": Motion(cels=8, seconds=1.0), "fighting": Motion(cels=8, seconds=1.6),
    "playing": Motion(cels=6, seconds=0.8), "swimming": Motion(cels=10, seconds=1.6, travel=0.35),
    "climbing": Motion(cels=8, seconds=2.4), "jumping": Motion(cels=10, seconds=0.9),
    "talking": Motion(cels=8, seconds=1.8), "singing": Motion(cels=8, seconds=2.0),
    "working": Motion(cels=8, seconds=1.3), "throwing": Motion(cels=8, seconds=1.4),
    "falling": Motion(cels=8, seconds=1.0), "floating": Motion(cels=6, seconds=4.0),
    "riding": Motion(cels=6, seconds=0.8), "cheering": Motion(cels=8, seconds=0.9),
}  # fmt: skip
