"""Poses -> bones: where every point of a four-footed body is, for a moment of what it does."""

import cmath
from dataclasses import dataclass, field, replace

from generation.engines.animatic.figures.creatures.bones import Points, ease, leg, turned, wave
from generation.engines.animatic.figures.creatures.build import Build, Limb
from generation.engines.animatic.figures.creatures.gaits import Gait

HIND, FORE = (0, 2), (1, 3)
SCAPULA_SWING = 0.14  # the shoulder follows the foot by this share


@dataclass(frozen=True)
class Turn:
    """A part of the trunk moved by `shift` and turned by `angle` about its own joint."""

    shift: complex = 0j
    angle: float = 0.0


@dataclass(frozen=True)
class Foot:
    """Where a toe is, from its place at rest; how the foot is rolled; or all joints outright."""

    shift: complex = 0j
    roll: float = 0.0
    joints: tuple[complex, ...] = ()


STAND = (Foot(), Foot(), Foot(), Foot())


@dataclass(frozen=True)
class Pose:
    """A moment. `neck` turns it from rest in the world, `head` the head from the neck; `tail` lifts the tail (radians),
    `swing` is how far it swings, `flow` 0..1 how far wind of its own speed blows mane and tail back."""

    hips: Turn = Turn()
    chest: Turn = Turn()
    arch: float = 0.0
    feet: tuple[Foot, Foot, Foot, Foot] = STAND
    neck: float = 0.0
    stretch: float = 1.0
    head: float = 0.0
    tail: float = 0.0
    swing: float = 0.0
    flow: float = 0.0
    phase: float = 0.0
    closed_eye: bool = False
    curled: bool = False
    """Asleep in a ring, the head at `laid`."""
    laid: complex = 0j
    haunch: float = 0.0
    """How round the thigh shows when it is folded, in leg lengths."""


@dataclass(frozen=True)
class Bones:
    """A build in a pose."""

    build: Build
    pose: Pose
    legs: tuple[list[complex], ...] = field(default_factory=tuple)

    def hips(self, point: complex) -> complex:
        """A point of the pelvis."""
        return turned(point, self.pose.hips.angle, self.build.hind.joints[0]) + self.pose.hips.shift

    def chest(self, point: complex) -> complex:
        """A point of the rib cage."""
        return turned(point, self.pose.chest.angle, self.build.fore.joints[0]) + self.pose.chest.shift

    def skin(self, point: complex) -> complex:
        """A point of the trunk, bound to the pelvis, to the rib cage or to both."""
        rear, front = self.build.hind.joints[0].real, self.build.fore.joints[0].real
        share = ease((point.real - rear) / (front - rear))
        bend = 4 * share * (1 - share) * self.pose.arch * 1j
        return (1 - share) * self.hips(point) + share * self.chest(point) + bend

    def skins(self, points: Points) -> list[complex]:
        """Points of the trunk."""
        return [self.skin(p) for p in points]

    def neck(self, point: complex) -> complex:
        """A point of the far end of the neck."""
        pivot = (self.build.withers + self.build.breast) / 2
        root = self.chest(pivot)
        return root + (point - pivot) * self.pose.stretch * cmath.exp(1j * self.pose.neck)

    @property
    def poll(self) -> complex:
        """Where head and neck meet."""
        if self.pose.curled:
            return self.pose.laid
        return self.neck(self.build.poll)

    def face(self, point: complex) -> complex:
        """A point of the head."""
        angle = self.build.head_angle + self.pose.neck + self.pose.head
        return self.poll + point * self.build.head_size * cmath.exp(1j * angle)

    def faces(self, points: Points) -> list[complex]:
        """Points of the head."""
        return [self.face(p) for p in points]


def posed(build: Build, pose: Pose) -> Bones:
    """Solve the legs of `build` in `pose`."""
    bones = Bones(build, pose)
    legs = []
    for index, foot in enumerate(pose.feet):
        if foot.joints:
            legs.append(list(foot.joints))
            continue
        limb = build.hind if index in HIND else build.fore
        root = bones.hips(limb.joints[0]) if index in HIND else bones.chest(limb.joints[0])
        if index in FORE:
            root += foot.shift.real * SCAPULA_SWING
        legs.append(_leg(limb, root, foot, _apart(build, index)))
    return replace(bones, legs=tuple(legs))


def _apart(build: Build, index: int) -> complex:
    """The far legs stand a little inside the near ones."""
    return build.spread * (0.9 if index == 2 else -1.0) + 0.012j if index >= 2 else 0j


def _leg(limb: Limb, root: complex, foot: Foot, apart: complex) -> list[complex]:
    toe = limb.joints[4] + foot.shift + apart
    ankle = toe + turned(limb.joints[3] - limb.joints[4], foot.roll)
    joints = leg(root + apart * 0.3, ankle, limb.joints[:4])
    return [*joints, joints[3] + toe - ankle]


def striding(build: Build, gait: Gait, phase: float, neck: float = 0.0) -> Pose:
    """A moment of a gait."""
    moment, size = gait.moment(phase), build.leg_length()
    rise = gait.rise(moment) * size * 1j
    pitch = gait.pitch * wave(moment, gait.pitch_at)
    feet = []
    for index in range(4):
        step = gait.step(index, moment)
        air = max(0.0, rise.imag) * min(1.0, step.shift.imag / max(gait.lift, 1e-6) * 2)
        feet.append(Foot(step.shift * size + air * 1j, step.roll))
    arch = gait.arch * wave(moment, gait.arch_at)
    level = (build.fore.joints[0] - build.hind.joints[0]).real * pitch / 2
    return Pose(
        hips=Turn(rise - level * 1j, pitch - arch * 1.4),
        chest=Turn(rise + level * 1j, pitch + arch * 1.0),
        arch=arch * 0.35,
        feet=(feet[0], feet[1], feet[2], feet[3]),
        neck=neck - pitch * 0.6 + gait.nod * wave(moment, gait.pitch_at + 0.5),
        head=-0.4 * gait.nod * wave(moment, gait.pitch_at + 0.5),
        tail=0.1 * wave(moment, 0.3),
        swing=1.0,
        phase=phase,
    )
