"""What four-footed animals do, as poses: stand, go, sit, lie, sleep, graze, leap."""

import cmath
import math
from collections.abc import Callable
from dataclasses import dataclass, replace

from generation.engines.animatic.figures.creatures.bones import wave
from generation.engines.animatic.figures.creatures.build import Build, Limb
from generation.engines.animatic.figures.creatures.gaits import BOUND, TROT, WALK, Gait
from generation.engines.animatic.figures.creatures.rig import Bones, Foot, Pose, Turn, posed, striding
from generation.engines.animatic.figures.part import Look, Motion

DOING = {
    "walk": ("walking", "wading", "strolling", "crossing", "wandering", "stalking", "prowling", "following",
             "moving", "climbing", "riding"),
    "trot": ("trotting", "jogging", "marching"),
    "run": ("running", "galloping", "racing", "chasing", "fleeing", "playing", "charging", "fetching"),
    "sit": ("sitting", "waiting", "begging", "watching"),
    "lie": ("lying", "resting", "lounging", "relaxing"),
    "sleep": ("sleeping", "asleep", "napping", "curled", "dozing"),
    "graze": ("grazing", "eating", "drinking", "feeding", "sniffing", "digging", "hunting"),
    "jump": ("jumping", "leaping", "hopping", "breaching", "pouncing", "bouncing", "flying", "dancing"),
    "rear": ("rearing", "fighting"),
    "call": ("howling", "roaring", "barking", "neighing", "singing", "calling"),
    "stretch": ("stretching",),
    "swim": ("swimming", "diving"),
}  # fmt: skip
_BY_WORD = {word: activity for activity, words in DOING.items() for word in words}
APART = 0.14  # the animals of a herd are up to this share of a cycle apart
BREATHS = Motion(6, 3.6)


def activity(look: Look) -> str:
    """What a figure does: its action, else what an attribute says of it; empty when it stands."""
    if look.action:
        return _BY_WORD.get(look.action, "")
    return next((_BY_WORD[a] for a in sorted(look.attributes) if a in _BY_WORD), "")


def activity_of(action: str) -> str:
    """The activity an action word means."""
    return _BY_WORD.get(action, "")


@dataclass(frozen=True)
class Habits:
    """How one kind of animal goes and rests. `rests`: folded (hoofed animals) or stretched (pawed ones)."""

    walk: Gait = WALK
    trot: Gait = TROT
    run: Gait = BOUND
    rests: str = "stretched"
    sits: bool = True
    reach: float = 0.0
    """How far the neck stretches forward in a run, in radians."""
    flow: float = 0.9
    curls: bool = False
    """Whether it lies down in a ring, asleep."""

    def gait(self, doing: str) -> Gait | None:
        """The gait of an activity, if it goes anywhere."""
        leap = replace(self.run, bounce=0.2, bounce_at=self.run.bounce_at, beats=1, seconds=1.0, duty=0.18, lift=0.34)
        return {"walk": self.walk, "trot": self.trot, "run": self.run, "jump": leap, "swim": self.trot}.get(doing)

    def motion(self, build: Build) -> Callable[[str], Motion]:
        """How it moves while it does an action."""

        def motion(action: str) -> Motion:
            gait = self.gait(activity_of(action))
            return gait.motion(build.leg_length()) if gait else BREATHS

        return motion


def pose(build: Build, habits: Habits, doing: str, phase: float) -> Pose:
    """The moment of an activity."""
    gait = habits.gait(doing)
    if gait:
        quick = doing in ("run", "jump")
        moving = striding(build, gait, phase, habits.reach if quick else 0.0)
        moving = replace(moving, head=moving.head - 0.6 * habits.reach if quick else moving.head)
        return replace(moving, flow=habits.flow if quick else 0.35 if doing == "trot" else 0.08)
    still = {"graze": _grazing, "sit": _sitting, "lie": _lying, "sleep": _lying, "rear": _rearing}
    if habits.curls and doing in ("lie", "sleep"):
        return _curled(phase)
    if doing == "sit" and not habits.sits:
        doing = "lie"
    made = still[doing](build, habits, phase) if doing in still else _standing(build, phase)
    if doing == "call":
        made = replace(made, neck=made.neck + 0.35, head=0.75)
    if doing == "stretch":
        made = _stretching(build, phase)
    return replace(made, closed_eye=doing == "sleep", phase=phase)


def _curled(phase: float) -> Pose:
    breath = 0.012 * _breath(phase)
    return Pose(curled=True, closed_eye=True, laid=complex(0.2, 0.27 + breath), head=-0.22, arch=breath, phase=phase)


def _breath(phase: float) -> float:
    return 0.5 - 0.5 * wave(phase)


def _standing(build: Build, phase: float) -> Pose:
    breath = _breath(phase)
    return Pose(neck=0.035 * breath, head=0.02 * breath, arch=0.004 * breath, swing=1.0, tail=0.06 * wave(phase, 0.3))


def _grazing(build: Build, habits: Habits, phase: float) -> Pose:
    pivot = (build.withers + build.breast) / 2
    way = build.poll - pivot
    level = build.head_size * 0.93 - pivot.imag
    down = math.asin(max(-0.97, min(0.97, level / abs(way))))
    low = max(0.0, -level - abs(way) * 0.97)
    turn = down - cmath.phase(way) + 0.04 * _breath(phase)
    head = -1.3 - build.head_angle - turn
    return Pose(chest=Turn(-low * 1j, -low), neck=turn, head=head + 0.05 * wave(phase * 2), swing=1.0, stretch=1.04)


def _sitting(build: Build, habits: Habits, phase: float) -> Pose:
    hip, shoulder = build.hind.joints[0], build.fore.joints[0]
    seat = complex(hip.real + 0.1, hip.imag * 0.34)
    length = abs(shoulder - hip) * 0.94
    rise = math.asin(max(-1.0, min(0.9, (shoulder.imag * 1.02 - seat.imag) / length)))
    lifted = seat + cmath.rect(length, rise)
    turn = rise - cmath.phase(shoulder - hip)
    front = Foot((lifted.real - shoulder.real) * 1.0 + 0.0j)
    bent = _folded(build.hind, seat, (0.42, math.pi + 0.8, -0.05))
    far = [j + 0.05 + 0.01j for j in bent]
    return Pose(
        hips=Turn(seat - hip, turn * 1.15), chest=Turn(lifted - shoulder, turn * 0.8),
        feet=(Foot(joints=tuple(bent)), front, Foot(joints=tuple(far)), front), neck=0.12 + 0.03 * _breath(phase),
        head=-0.12 + 0.03 * wave(phase, 0.3), swing=1.0, tail=-1.2, haunch=0.27,
    )  # fmt: skip


def _folded(limb: Limb, root: complex, angles: tuple[float, float, float]) -> list[complex]:
    """Joints of a leg whose bones point at `angles`, nothing below the ground."""
    made, rest = [root], limb.joints
    for index, angle in enumerate((*angles, angles[2] if abs(angles[2]) < 1 else angles[2] + 0.3)):
        point = made[-1] + cmath.rect(abs(rest[index + 1] - rest[index]), angle)
        floor = limb.radii[min(index + 1, 4)] * 0.8 if index < 3 else 0.0
        made.append(complex(point.real, max(point.imag, floor)))
    made[4] = complex(made[4].real, 0.0)
    return made


def _lying(build: Build, habits: Habits, phase: float) -> Pose:
    hip, shoulder = build.hind.joints[0], build.fore.joints[0]
    low = min(p.imag for p in build.belly) - 0.015
    down = -low * 1j
    breath = 0.006 * _breath(phase)
    if habits.rests == "folded":
        hind, fore = (-0.3, math.pi + 0.22, -0.1), (math.pi + 0.7, -0.25, math.pi + 0.05)
    else:
        hind, fore = (0.12, math.pi + 0.35, -0.05), (math.pi + 0.9, -0.4, -0.1)
    legs = [_folded(build.hind, hip + down, hind), _folded(build.fore, shoulder + down, fore)]
    far = [[j + 0.05 + 0.012j for j in joints] for joints in legs]
    near = [Foot(joints=tuple(j)) for j in legs]
    return Pose(hips=Turn(down), chest=Turn(down + breath * 1j), arch=breath, feet=(near[0], near[1],
        Foot(joints=tuple(far[0])), Foot(joints=tuple(far[1]))), neck=-0.06 + breath * 3, swing=0.4,
        tail=-0.25, haunch=0.0 if habits.rests == "folded" else 0.24)  # fmt: skip


def asleep(build: Build, made: Pose) -> Pose:
    """The head sinks to the ground, as far as the neck allows."""
    pivot = (build.withers + build.breast) / 2 + made.chest.shift
    way = build.poll - (build.withers + build.breast) / 2
    level = build.head_size * 0.42 - pivot.imag
    down = math.asin(max(-0.9, min(0.9, level / abs(way))))
    turn = max(-1.5, down - cmath.phase(way))
    return replace(made, neck=turn, head=-0.12 - build.head_angle - turn)


def _rearing(build: Build, habits: Habits, phase: float) -> Pose:
    hip, shoulder = build.hind.joints[0], build.fore.joints[0]
    lift = 0.78 + 0.05 * wave(phase)
    seat = -0.05 - 0.07j
    moved = (shoulder - hip) * cmath.exp(1j * lift) + hip + seat - shoulder
    paws = []
    for k in (0, 1):
        swing = 0.25 * wave(phase, 0.5 * k)
        root = shoulder + moved
        paws.append(_raised(build.fore, root, (-0.75 + swing - math.pi / 3, 0.1 + swing, -1.9 + swing)))
    return Pose(
        hips=Turn(seat, lift * 0.95), chest=Turn(moved, lift), feet=(Foot(0.1 + 0j), Foot(joints=tuple(paws[0])),
        Foot(0.06 + 0j), Foot(joints=tuple(paws[1]))), neck=lift * 0.45, head=-0.35, flow=0.45, swing=1.0, tail=0.2,
    )  # fmt: skip


def _raised(limb: Limb, root: complex, angles: tuple[float, float, float]) -> list[complex]:
    made, rest = [root], limb.joints
    for index, angle in enumerate((*angles, angles[2] + 0.2)):
        made.append(made[-1] + cmath.rect(abs(rest[index + 1] - rest[index]), angle))
    return made


def _stretching(build: Build, phase: float) -> Pose:
    deep = build.leg_length() * (0.42 + 0.02 * wave(phase))
    forward = Foot(0.2 + 0j)
    return Pose(chest=Turn(-0.04 - deep * 1j, -0.28), arch=-0.05, feet=(Foot(), forward, Foot(), forward),
        neck=0.1, head=0.15, tail=0.6, swing=1.0)  # fmt: skip


def bones_of(build: Build, habits: Habits, look: Look, doing: str | None = None) -> Bones:
    """The bones of a look."""
    doing = activity(look) if doing is None else doing
    made = pose(build, habits, doing, look.phase + look.rng.uniform(-APART, APART))
    return posed(build, asleep(build, made) if doing == "sleep" and not made.curled else made)
