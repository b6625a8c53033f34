"""Heads from any side: the face, the hair, beards and glasses. Lengths are those of a grown-up's head, 0.15 high."""

from functools import lru_cache
from math import atan2, cos, hypot, pi, sin, sqrt

import numpy as np

from generation.engines.animatic.figures.layers import Layer, layer
from generation.engines.animatic.figures.limbs import by, circle, curve, hull
from generation.engines.animatic.figures.outfits import Outfit
from generation.engines.animatic.figures.part import shaded
from generation.engines.animatic.figures.skeleton import Body, Vector
from generation.engines.animatic.outline import ellipse, strip
from generation.engines.animatic.raster import Row, Shape

WIDE, DEEP, TALL = 0.054, 0.063, 0.062  # half axes of the skull
MIDDLE, BACK = 0.013, -0.006  # its centre: up and ahead of the head's
FACE_LIMIT = 0.12  # features further round than this are not drawn
HEAD_NEAR = 0.7
FACE_SIDE = 1.4  # radians from the face within which hair lies close to it
SNUG = 1.015
FRONT = np.linspace(-pi / 2, pi / 2, 19).tolist()  # where the edge of the hair is looked for
HAIRLINES = {  # azimuth from the face in radians, height of the hair's edge
    "short": (
        (0.0, 0.047),
        (0.5, 0.043),
        (0.95, 0.03),
        (1.15, 0.006),
        (1.38, -0.022),
        (1.6, -0.006),
        (1.95, -0.03),
        (pi, -0.046),
    ),
    "parted": ((0.0, 0.058), (0.35, 0.046), (0.7, 0.03), (1.0, -0.004), (1.2, -0.04), (1.6, -0.05), (pi, -0.052)),
    "up": ((0.0, 0.05), (0.6, 0.044), (1.05, 0.022), (1.3, -0.004), (1.6, 0.004), (1.95, -0.02), (pi, -0.042)),
    "fringe": ((0.0, 0.03), (0.6, 0.026), (0.95, 0.012), (1.2, -0.02), (1.6, -0.032), (pi, -0.048)),
    "bald": ((0.0, 0.09), (1.2, 0.09), (1.45, 0.0), (1.7, 0.012), (pi, 0.006)),
}
STYLES = {"long": "parted", "bun": "up", "ponytail": "up", "curly": "short", "short": "short", "bald": "bald"}


class Head:
    """Places on a posed head. Its own axes: forward, left, up from the middle between chin and crown."""

    def __init__(self, body: Body, outfit: Outfit, phase: float) -> None:
        self.body, self.outfit, self.sway = body, outfit, sin(2 * pi * phase)
        self.k = body.size * body.build.scale
        self.middle = body.at("head")
        frame = body.head_frame
        up = body.flat(frame[:, 2])
        self.up = up / max(hypot(*up), 1e-6)
        self.right = np.array([self.up[1], -self.up[0]])
        facing = frame[:, 0]
        across = float((facing @ body.across) * self.right[0] + (facing @ body.upward) * self.right[1])
        self.yaw = atan2(across, float(facing @ body.toward))
        self.nod = float(np.clip(facing[2], -0.6, 0.6)) * 0.5
        self.soft = body.build.soft

    def to(self, forward: float, left: float, up: float) -> Vector:
        """A place on the head in the picture."""
        x = forward * sin(self.yaw) + left * cos(self.yaw)
        lift = self.nod * (forward * cos(self.yaw) - left * sin(self.yaw) + (0.0 if up < 0.05 else -0.03))
        return np.asarray(self.middle + (self.right * x + self.up * (up + lift)) * self.k)

    def on(self, around: float, up: float, out: float = 1.0) -> Vector:
        """A place on the skull's surface `around` the head from the face, at height `up`."""
        level = min(abs(up - MIDDLE) / TALL, 0.99) if up > MIDDLE else min(abs(up - MIDDLE) / TALL, 0.99) * 0.6
        size = sqrt(1 - level * level) * out
        return self.to(BACK + DEEP * size * cos(around), WIDE * size * sin(around), up)

    def seen(self, around: float) -> float:
        """How much the head at `around` faces the viewer."""
        return cos(around + self.yaw)

    def skull(self, out: float = 1.0) -> Shape:
        """The outline of the skull."""
        half = hypot(WIDE * cos(self.yaw), DEEP * sin(self.yaw)) * out * self.k
        x, y = self.to(BACK, 0, MIDDLE)
        angle = atan2(self.right[1], self.right[0])
        return ellipse(x, y, half, TALL * out * self.k, 28, angle)

    def ball(self, forward: float, left: float, up: float, radius: float, flat: float = 1.0) -> Shape:
        """A round lump of the head."""
        return circle(self.to(forward, left, up), radius * self.k, flat)


def head_layers(head: Head) -> list[Layer]:
    """The head with face and hair."""
    outfit = head.outfit
    speck = outfit.look.has("speck")
    made = [layer(HEAD_NEAR, head.skull(), outfit.skin, 0.6)] if speck else [*skin_layers(head), *_face(head)]
    if outfit.hair != "none" and not outfit.hood:
        made += hair(head)
    return made


def skin_layers(head: Head) -> list[Layer]:
    """The bare head with its ears."""
    return [layer(HEAD_NEAR, _skin(head), head.outfit.skin, 0.6), *_ears(head)]


def style_of(outfit: Outfit) -> str:
    """Which hairline a kind of hair has."""
    return "fringe" if outfit.child and outfit.hair in ("short", "long") else STYLES.get(outfit.hair, "short")


def _skin(head: Head) -> tuple[Shape, ...]:
    jaw = 0.008 if head.soft else 0.0145
    cheek = 0.024 if head.soft else 0.022
    chin = -0.0575 if head.soft else -0.059
    lumps = [head.ball(0.028, s * jaw, chin, 0.0165) for s in (-1, 1)]
    lumps += [head.ball(0.008, s * 0.03, -0.024, cheek) for s in (-1, 1)]
    lumps.append(head.ball(0.0345, 0, -0.036, 0.0145))
    face = hull((head.skull(), *lumps))
    nose = hull(
        (head.ball(0.052, 0, 0.014, 0.004), head.ball(0.0615, 0, -0.013, 0.0062), head.ball(0.05, 0, -0.021, 0.005))
    )
    return (face, nose) if head.seen(0.0) > -0.35 else (face,)


def _ears(head: Head) -> list[Layer]:
    if head.outfit.hair in ("long",) or head.outfit.hat in ("helmet", "goggles") and head.outfit.garment != "jacket":
        return []
    made = []
    for s in (-1, 1):
        if head.seen(s * 1.75) > -0.3:
            made.append(
                layer(
                    HEAD_NEAR + 0.012,
                    head.ball(-0.004, s * 0.0535, -0.006, 0.0105, 1.45),
                    shaded(head.outfit.skin, 0.9),
                    0.6,
                )
            )
    return made


def _face(head: Head) -> list[Layer]:
    """Dots for eyes, brows, a nose and a mouth: simple enough to be liked at any size."""
    outfit, k = head.outfit, head.k
    if head.seen(0.0) < -0.3:
        return []
    ink, far = "#2a1d1c", outfit.look.has("far")
    eyes, glints, brows, blush = [], [], [], []
    for s in (-1, 1):
        wide = head.seen(s * 0.42)
        if wide < FACE_LIMIT:
            continue
        x, y = head.on(s * 0.44, 0.0)
        narrow = 0.55 + 0.45 * wide
        eyes.append(ellipse(x, y, 0.0066 * k * narrow, 0.0098 * k, 14))
        if far:
            continue
        glints.append(ellipse(x + 0.0018 * k, y + 0.0035 * k, 0.0021 * k, 0.0026 * k, 8))
        brows.append(_brow(head, s))
        if wide > 0.3:
            blush.append(head.ball(0.042, s * 0.03, -0.02, 0.0105 * (0.6 + 0.4 * wide), 0.72))
    made = [layer(HEAD_NEAR + 0.03, tuple(eyes), ink, 0)] if eyes else []
    if far:
        return made
    if eyes:
        made.append(layer(HEAD_NEAR + 0.031, tuple(glints), "#fbf6ee", 0))
    if brows:
        made.append(layer(HEAD_NEAR + 0.03, tuple(brows), shaded(outfit.hair_colour, 0.78), 0))
    if blush:
        made.append(layer(HEAD_NEAR + 0.02, tuple(blush), mixed(outfit.skin, "#d8695a", 0.17), 0))
    return [*made, *_nose_and_mouth(head)]


def _brow(head: Head, s: int) -> Shape:
    fierce = {"fierce": -0.007, "happy": 0.002, "sad": 0.005}.get(head.body.pose.mood, 0.0)
    points = [head.on(s * 0.24, 0.0205 + fierce), head.on(s * 0.44, 0.0245 + fierce * 0.3), head.on(s * 0.7, 0.02)]
    thick = (0.0019 if head.soft else 0.0026) * head.k
    return strip(curve(points), np.linspace(1.1, 0.5, 9) * thick)


def _nose_and_mouth(head: Head) -> list[Layer]:
    outfit, k = head.outfit, head.k
    made = []
    if head.seen(0.0) > 0.25:
        side = -1 if head.yaw > 0 else 1
        nose = hull(
            (head.ball(0.063, side * 0.003, -0.0165, 0.0058, 0.62), head.ball(0.066, 0.001 * side, -0.0135, 0.0045))
        )
        made.append(layer(HEAD_NEAR + 0.025, nose, mixed(outfit.skin, "#8a3f34", 0.27), 0.3))
    smile = {"happy": 0.0065, "fierce": -0.003, "sad": -0.005}.get(head.body.pose.mood, 0.003)
    line = [(-0.3, -0.036 + smile), (-0.12, -0.0385), (0.12, -0.0385), (0.3, -0.036 + smile)]
    points = [head.to(0.05 * cos(a) + 0.002, 0.05 * sin(a), y) for a, y in line if head.seen(a) > 0.02]
    if len(points) > 1:
        thick = (0.0028 if outfit.build.soft else 0.0022) * k
        colour = mixed(outfit.skin, "#8c2f35", 0.62)
        made.append(layer(HEAD_NEAR + 0.026, strip(points, thick), colour, 0))
    return [*made, *clown_nose(head)]


def clown_nose(head: Head) -> list[Layer]:
    """The red nose of a clown."""
    if "clown" not in head.outfit.face or head.seen(0.0) < -0.2:
        return []
    return [layer(HEAD_NEAR + 0.05, head.ball(0.066, 0, -0.014, 0.014), "#d8312b", 1.0)]


def mixed(a: str, b: str, share: float) -> str:
    """From colour `a` (share 0) to `b` (1)."""
    pairs = ((int(a[i : i + 2], 16), int(b[i : i + 2], 16)) for i in (1, 3, 5))
    return "#" + "".join(f"{int(x + (y - x) * share):02x}" for x, y in pairs)


@lru_cache(16)
def _hairline(style: str) -> tuple[Row, Row]:
    """Angles from the face, and how high the hair's edge is at each."""
    rows = np.array(HAIRLINES[style])
    return rows[:, 0].copy(), rows[:, 1].copy()


def hairline(style: str, around: float, part: float = 0.0) -> float:
    """Height of the hair's edge at an angle from the face."""
    return hairlines(style, [around], part)[0]


def hairlines(style: str, around: list[float], part: float = 0.0) -> list[float]:
    """The same at many angles."""
    turned = [abs((angle + pi) % (2 * pi) - pi) for angle in around]
    heights = np.interp(turned, *_hairline(style)).tolist()
    parted = (part * sin(angle * 1.6) * max(0.0, cos(angle)) for angle in around)
    return [height + more for height, more in zip(heights, parted, strict=True)]


def cap(head: Head, style: str, out: float) -> Shape:
    """The hair on the skull: over the top, and along the hairline on the side that is seen."""
    half = hypot(WIDE * cos(head.yaw), DEEP * sin(head.yaw)) * out
    centre = BACK * sin(head.yaw)
    part = 0.006 if style == "short" else 0.0
    ends = hairlines(style, [side * pi / 2 - head.yaw for side in (1, -1)], part)
    rises = [float(np.arcsin(min(max((h - MIDDLE) / (TALL * out), -0.25), 1.0))) for h in ends]
    turn = np.linspace(rises[0], pi - rises[1], 20).tolist()
    snug = [1.0 if abs(side * pi / 2 - head.yaw) < FACE_SIDE else 0.0 for side in (1, -1)]
    dome = []
    for t in turn:
        up = MIDDLE + TALL * out * sin(t)
        low = min(max(1 - (up - MIDDLE) / 0.045, 0.0), 1.0) * snug[0 if t < pi / 2 else 1]
        dome.append((centre + half * cos(t) * (1 - low * (1 - SNUG / out)), up))
    edge = []
    for angle, up in zip(FRONT, hairlines(style, [angle - head.yaw for angle in FRONT], part), strict=True):
        level = min(max((up - MIDDLE) / TALL, -0.75), 0.97)
        wide = (SNUG if snug[0 if angle > 0 else 1] else out) if abs(angle) > 1.2 else 1.0
        edge.append((centre + (half / out) * sqrt(1 - level * level) * wide * sin(angle), up))
    x, y = np.array([(x, y + head.nod * _tilt(y, head)) for x, y in (*dome, *edge)]).T[..., None]
    return np.asarray(head.middle + (head.right * x + head.up * y) * head.k)


def _tilt(up: float, head: Head) -> float:
    """How much a nod shifts the hair's front edge."""
    return 0.04 * cos(head.yaw) if up < 0.055 else 0.0


def hair(head: Head) -> list[Layer]:
    """The hair of the outfit's kind with a sheen on it."""
    outfit = head.outfit
    kind, colour = outfit.hair, outfit.hair_colour
    style = style_of(outfit)
    over = [cap(head, style, 1.1 if kind != "bald" else 1.03)]
    near, made = HEAD_NEAR + 0.04, []
    if kind == "bald":
        return [layer(near, tuple(over), colour, 0.5)] if outfit.old else []
    if kind == "curly":
        over += _curls(head)
        made += _mane(head, colour)
    if kind == "long":
        if head.seen(pi) > 0.2 or abs(sin(head.yaw)) > 0.8:
            fall, lines = _fall(head)
            over.append(fall)
            near = 0.96 if head.seen(pi) > 0.2 else near
            made.append(layer(near + 0.001, lines, shaded(colour, 0.76), 0))
        else:
            made.append(layer(-0.15, _fall(head)[0], shaded(colour, 0.88)))
        locks = _locks(head)
        made += [layer(near + 0.001, locks, colour, 0.6)] if locks else []
    if kind == "ponytail":
        made += _ponytail(head, colour)
    if kind == "bun":
        bun = head.ball(-0.05, 0, 0.064, 0.028) if not outfit.hat else head.ball(-0.072, 0, -0.012, 0.026)
        made.append(layer(HEAD_NEAR - 0.03 if head.seen(pi) < 0.3 else near + 0.01, bun, shaded(colour, 0.92)))
    made.append(layer(near, tuple(over), colour, 0.75))
    plain = outfit.hat or kind == "curly" or outfit.look.has("far", "near", "portrait")
    return made if plain else [*made, *_sheen(head, colour)]


def _sheen(head: Head, colour: str) -> list[Layer]:
    half = hypot(WIDE * cos(head.yaw), DEEP * sin(head.yaw)) * 0.86
    locks = []
    for start, stop, out in ((2.5, 1.75, 1.0), (1.5, 1.0, 1.04)):
        arc = [
            (BACK * sin(head.yaw) + half * out * cos(t), MIDDLE + TALL * 0.9 * out * sin(t))
            for t in np.linspace(start, stop, 8)
        ]
        line = [head.middle + (head.right * x + head.up * y) * head.k for x, y in arc]
        locks.append(strip(line, np.sin(np.linspace(0.1, pi - 0.1, 8)) * 0.0032 * head.k))
    return [layer(HEAD_NEAR + 0.045, tuple(locks), mixed(colour, "#fff0d8", 0.16), 0)]


def _curls(head: Head) -> list[Shape]:
    curls = []
    for angle in np.linspace(-0.45, pi + 0.45, 10):
        half = hypot(WIDE * cos(head.yaw), DEEP * sin(head.yaw)) * 1.08
        x, y = BACK * sin(head.yaw) + half * cos(angle), MIDDLE + 0.002 + TALL * 1.04 * sin(angle)
        side = pi / 2 if x > 0 else -pi / 2
        if y > hairline("short", side - head.yaw) + (0.022 if abs(side - head.yaw) < pi / 2 else 0.0):
            curls.append(
                circle(head.middle + (head.right * x + head.up * y) * head.k, (0.021 + 0.003 * sin(7 * angle)) * head.k)
            )
    return curls


def _mane(head: Head, colour: str) -> list[Layer]:
    """The curls around a woman's neck."""
    if not head.soft or head.outfit.child:
        return []
    half = ((0.052, -0.03), (0.062, -0.066), (0.036, -0.095))
    places = [(0.0, -0.02), (0.0, -0.07), *half, *((-x, u) for x, u in half)]
    sway = 0.004 * head.sway
    curls = tuple(head.ball(-0.042 + sway * (u < -0.05), x, u, 0.029) for x, u in places)
    behind = head.seen(pi) > 0.2
    curls = (hull(circle(curl.mean(0), 0.012 * head.k) for curl in curls), *curls)
    return [layer(0.959 if behind else -0.15, curls, shaded(colour, 1.0 if behind else 0.86), 0.75)]


def _fall(head: Head) -> tuple[Shape, tuple[Shape, ...]]:
    """Long hair hanging down the back, swaying at its end, and a few lines on it."""
    k, drift = head.k, 0.01 * head.sway
    root = head.to(-0.03, 0, 0.01)
    half = 0.056 + 0.01 * abs(sin(head.yaw))
    down = np.array([0.0, -1.0]) if not head.body.pose.pitch else -head.up
    across = np.array([-down[1], down[0]])
    back = -0.022 * sin(head.yaw) if not head.body.pose.pitch else 0.0
    places = (
        (-0.045, 0.5, 0.0),
        (-0.02, 0.88, 0.0),
        (0.03, 1.0, 0.0),
        (0.08, 1.05, back),
        (0.13, 1.0, back + drift),
        (0.17, 0.8, back + drift * 2),
        (0.19, 0.5, back + drift * 2),
        (0.2, 0.12, back + drift * 2),
    )
    middle = [root + (across * shift + down * fall) * k for fall, _, shift in places]
    lines = tuple(
        strip([m + across * x * k for m in middle[2:-1]], np.array([0.0, 0.0012, 0.002, 0.0014, 0.0]) * k)
        for x in (-0.034, -0.012, 0.01, 0.032)
    )
    return strip(middle, np.array([share * half for _, share, _ in places]) * k), lines


def _locks(head: Head) -> tuple[Shape, ...]:
    """Hair that falls before the shoulders on both sides of the face."""
    k, drift, locks = head.k, 0.01 * head.sway, []
    for s in (-1, 1):
        if head.seen(s * 1.1) > 0.25:
            start = head.on(s * 1.12, 0.026, 1.05)
            ends = (by(0, 0), by(s * 0.012, -0.03), by(s * 0.014, -0.07), by(s * 0.008 + drift, -0.12))
            line = curve([start + e * k for e in ends], 3)
            locks.append(
                strip(line, np.interp(np.linspace(0, 1, len(line)), (0, 0.3, 0.7, 1), (0.003, 0.01, 0.011, 0.0006)) * k)
            )
    return tuple(locks)


def _ponytail(head: Head, colour: str) -> list[Layer]:
    k = head.k
    root = head.to(-0.066, 0, 0.028)
    out = head.to(-0.1, 0, 0.028) - root
    end = root + out * 1.5 + by(0.014 * head.sway, -0.135 * k)
    middle = root + out * 1.4 + by(0.004 * head.sway, -0.04 * k)
    tail = strip([root, middle, (middle + end) / 2 + out * 0.1, end], np.array([0.014, 0.021, 0.018, 0.004]) * k)
    near = 0.96 if head.seen(pi) > 0.2 else HEAD_NEAR - 0.03
    return [layer(near, (tail, circle(root, 0.016 * k)), shaded(colour, 0.92))]
