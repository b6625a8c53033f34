"""A body of bones: joints in three dimensions, found from a pose, and how they look from any side.

Body axes are forward, left, up. `yaw` is how far the body is turned: 0 faces the viewer, a quarter turn faces right,
half a turn shows the back. Lengths are in the heights of a grown-up of usual size.
"""

from dataclasses import dataclass, field
from math import cos, pi, radians, sin, sqrt
from typing import Any

import numpy as np
import numpy.typing as npt

Vector = npt.NDArray[np.float64]
Matrix = npt.NDArray[np.float64]

LOOK_DOWN = 0.1  # how much nearer things sink in the picture: the viewer stands a little above
CROWN = 0.985
NECK = 0.018
UPPER_ARM, FOREARM = 0.5, 0.44  # of the trunk
ANKLE = 0.045
THIGH = 0.51  # of the leg above the ankle
HEEL, BALL, TOE = -0.022, 0.058, 0.088  # ahead of the ankle


@dataclass(frozen=True)
class Build:
    """Proportions: height of the `head` and of the `hip`, half the breadth of `shoulders`, `waist` and `hips`, how
    thick the limbs are, how deep chest and `bust` stand out, how far the back stoops (radians), how tall all is."""

    head: float = 0.16
    hip: float = 0.5
    shoulders: float = 0.112
    chest: float = 0.098
    waist: float = 0.078
    hips: float = 0.084
    limbs: float = 1.0
    bust: float = 0.0
    belly: float = 0.0
    stoop: float = 0.0
    scale: float = 1.0
    soft: bool = False
    """A softer jaw and longer lashes."""


@dataclass(frozen=True)
class Arm:
    """Degrees: the upper arm swings forward and spreads aside, the elbow bends, the forearm turns inward."""

    swing: float = 0.0
    spread: float = 8.0
    bend: float = 14.0
    inward: float = 6.0
    hand: str = "open"
    """open, fist or point."""


@dataclass(frozen=True)
class Foot:
    """Where the foot stands: ahead of and aside from the middle, above the ground; degrees of heel and of toe out."""

    ahead: float = 0.0
    aside: float = 0.05
    above: float = 0.0
    heel: float = 0.0
    out: float = 14.0


@dataclass(frozen=True)
class Pose:
    """How a body is held. Angles in degrees; `hip` is the height of the hips, 1 when standing straight."""

    left: Arm = field(default_factory=Arm)
    right: Arm = field(default_factory=Arm)
    left_foot: Foot = field(default_factory=Foot)
    right_foot: Foot = field(default_factory=Foot)
    hip: float = 0.985
    ahead: float = 0.0
    aside: float = 0.0
    lean: float = 2.0
    side: float = 0.0
    twist: float = 0.0
    roll: float = 0.0
    nod: float = 0.0
    turn: float = 0.0
    tip: float = 0.0
    pitch: float = 0.0
    """The whole body turned forward about its hips: 90 lies on the belly, -90 on the back."""
    yaw: float = 30.0
    """The side it is best seen from."""
    mood: str = "calm"


def turned(lean: float, side: float, twist: float) -> Matrix:
    """A rotation: forward by `lean`, to the left by `side`, then about the upright by `twist` (radians)."""
    a, b, c = (np.array([cos(v), sin(v)]) for v in (lean, side, twist))
    forward = np.array([[a[0], 0, a[1]], [0, 1, 0], [-a[1], 0, a[0]]])
    left = np.array([[1, 0, 0], [0, b[0], b[1]], [0, -b[1], b[0]]])
    about = np.array([[c[0], -c[1], 0], [c[1], c[0], 0], [0, 0, 1]])
    return np.asarray(about @ left @ forward)


def vector(forward: float, left: float, up: float) -> Vector:
    """A direction or a place in body axes."""
    return np.array([forward, left, up])


class Body:
    """The joints of a posed body, and their places in the picture."""

    def __init__(self, build: Build, pose: Pose, yaw: float) -> None:
        self.build, self.pose, self.yaw = build, pose, yaw
        self.joints: dict[str, Vector] = {}
        self.across, self.upward = np.array([sin(yaw), cos(yaw), 0.0]), np.array([0.0, 0.0, 1.0])
        self.toward = np.array([cos(yaw), -sin(yaw), 0.0])
        self.upward = self.upward - self.toward * LOOK_DOWN
        self.view = np.array([self.across, self.upward]) * build.scale
        self.pelvis_frame = turned(0, radians(pose.roll), radians(-pose.twist * 0.35))
        self.chest_frame = turned(radians(pose.lean) + build.stoop, radians(pose.side), radians(pose.twist))
        self._trunk()
        for side, sign in (("left", 1), ("right", -1)):
            self._leg(side, sign)
            self._arm(side, sign)
        if pose.pitch:
            self._pitched(radians(pose.pitch))

    @property
    def size(self) -> float:
        """Of the head, 1 for a grown-up."""
        return self.build.head / 0.15

    def flat(self, place: Vector) -> Vector:
        """A place in the picture: right and up."""
        return np.asarray(self.view @ place)

    def at(self, joint: str) -> Vector:
        """A joint in the picture."""
        return self.flat(self.joints[joint])

    def near(self, joint: str) -> float:
        """How far a joint stands toward the viewer."""
        return float(self.joints[joint] @ self.toward)

    def _trunk(self) -> None:
        build, pose = self.build, self.pose
        chin = CROWN - build.head
        length = chin - NECK - build.hip
        self.trunk = length
        pelvis = vector(pose.ahead, pose.aside, build.hip * pose.hip)
        neck = pelvis + self.chest_frame @ vector(0, 0, length)
        head_frame = turned(
            radians(pose.lean * 0.35 + pose.nod) + build.stoop * 0.4, radians(pose.side * 0.5 + pose.tip),
            radians(pose.twist * 0.5 + pose.turn),
        )  # fmt: skip
        self.head_frame = head_frame
        up = self.chest_frame @ vector(0.0, 0, NECK) + head_frame @ vector(0.014, 0, build.head * 0.5)
        self.joints |= {"pelvis": pelvis, "neck": neck, "head": neck + up}

    def _leg(self, side: str, sign: int) -> None:
        foot: Foot = getattr(self.pose, f"{side}_foot")
        scale = (self.build.hip - ANKLE) / 0.455
        hip = self.joints["pelvis"] + self.pelvis_frame @ vector(0, sign * self.build.hips * 0.56, 0)
        out, heel = radians(foot.out) * sign, radians(foot.heel)
        point = vector(cos(out), sin(out), 0)
        place = vector(foot.ahead, foot.aside * sign, foot.above) * scale
        if heel >= 0:  # the heel lifts, the ball stays
            ball = place + point * BALL
            ankle = ball - point * (BALL * cos(heel) - ANKLE * sin(heel)) + vector(0, 0, BALL * sin(heel))
            ankle = ankle + vector(0, 0, ANKLE * cos(heel))
        else:  # the toe lifts, the heel stays
            ankle = place + vector(0, 0, ANKLE)
        tip = point * cos(heel) - vector(0, 0, sin(heel))
        sole = -(vector(0, 0, cos(heel)) + point * sin(heel)) * ANKLE
        thigh, shin = THIGH * (self.build.hip - ANKLE), (1 - THIGH) * (self.build.hip - ANKLE)
        knee, ankle = _reach(hip, ankle, thigh * 1.005, shin * 1.005, point + vector(0.2, sign * 0.04, 0))
        self.joints |= {
            f"{side} hip": hip, f"{side} knee": knee, f"{side} ankle": ankle,
            f"{side} heel": ankle + tip * HEEL + sole, f"{side} ball": ankle + tip * BALL + sole,
            f"{side} toe": ankle + tip * TOE + sole,
        }  # fmt: skip

    def _arm(self, side: str, sign: int) -> None:
        arm: Arm = getattr(self.pose, side)
        breadth = self.build.shoulders * 0.8
        shoulder = self.joints["neck"] + self.chest_frame @ vector(-0.004, sign * breadth, -0.038)
        frame = turned(0, 0, radians(self.pose.twist))
        upper = frame @ _along(arm.swing, arm.spread, sign) * (UPPER_ARM * self.trunk)
        lower = frame @ _along(arm.swing + arm.bend, arm.spread - arm.inward, sign) * (FOREARM * self.trunk)
        elbow = shoulder + upper
        wrist = elbow + lower
        grip = wrist + lower * (0.3 * self.size**0.5 * 0.55)
        self.joints |= {f"{side} shoulder": shoulder, f"{side} elbow": elbow, f"{side} wrist": wrist}
        self.joints[f"{side} hand"] = grip

    def _pitched(self, angle: float) -> None:
        frame = turned(angle, 0, 0)
        middle = self.joints["pelvis"].copy()
        for name, place in self.joints.items():
            self.joints[name] = middle + frame @ (place - middle)
        self.chest_frame, self.pelvis_frame = frame @ self.chest_frame, frame @ self.pelvis_frame
        self.head_frame = frame @ self.head_frame


def _along(swing: float, spread: float, sign: int) -> Vector:
    a, s = radians(swing), radians(spread)
    return vector(sin(a) * cos(s), sign * sin(s), -cos(a) * cos(s))


def _reach(root: Vector, target: Vector, upper: float, lower: float, pole: Any) -> tuple[Vector, Vector]:
    """The joint between two bones from `root` to `target`, bent toward `pole`, and where the end comes to lie."""
    way = target - root
    distance = float(np.linalg.norm(way))
    along = way / max(distance, 1e-6)
    reach = min(distance, (upper + lower) * 0.9995)
    end = root + along * reach
    share = (upper * upper - lower * lower + reach * reach) / (2 * max(reach, 1e-6))
    height = sqrt(max(upper * upper - share * share, 0.0))
    side = pole - along * float(pole @ along)
    side = side / max(float(np.linalg.norm(side)), 1e-6)
    return root + along * share + side * height, end


def facing_yaw(facing: str, pose: Pose) -> float:
    """Radians a body is turned for `facing`; empty takes the pose's own best side."""
    named = {"front": 14.0, "back": 166.0, "side": 80.0}
    if pose.pitch:  # who lies is seen along the side
        named = {"front": 66.0, "back": 114.0, "side": 84.0}
    return named.get(facing, pose.yaw) * pi / 180
