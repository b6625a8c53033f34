"""Clothes over a posed body: legs and shoes, trunk and sleeves, skirts, coats and cloaks."""

from math import sin, tau

import numpy as np

from generation.engines.animatic.figures.layers import Layer, layer
from generation.engines.animatic.figures.limbs import between, by, capsule, chain, circle, hull
from generation.engines.animatic.figures.outfits import Outfit
from generation.engines.animatic.figures.part import shaded
from generation.engines.animatic.figures.skeleton import Body, Vector, vector
from generation.engines.animatic.figures.trunk import Trunk
from generation.engines.animatic.outline import smooth, strip
from generation.engines.animatic.raster import Shape

FAR_SHADE = 0.82
LOOSE = {
    "coat": 0.012,
    "raincoat": 0.016,
    "robe": 0.01,
    "suit": 0.007,
    "armour": 0.01,
    "hoodie": 0.01,
    "sweater": 0.006,
    "jacket": 0.01,
    "kimono": 0.008,
    "uniform": 0.005,
    "wetsuit": -0.002,
    "dress": 0.0,
}
SLEEVE = {
    "coat": 0.009,
    "raincoat": 0.012,
    "robe": 0.014,
    "suit": 0.005,
    "armour": 0.009,
    "hoodie": 0.008,
    "kimono": 0.012,
    "wetsuit": -0.001,
    "sweater": 0.006,
    "jacket": 0.008,
    "uniform": 0.004,
}
HEM = {
    "dress": 1.3,
    "coat": 1.16,
    "raincoat": 1.1,
    "robe": 1.86,
    "kimono": 1.72,
    "skirt": 1.02,
    "apron": 0.86,
    "suit": 0.2,
    "jacket": 0.12,
    "hoodie": 0.08,
    "sweater": 0.06,
    "shirt": 0.06,
    "uniform": 0.24,
    "armour": 0.42,
    "vest": 0.1,
}
"""How far a garment hangs down the legs: 1 is the knee, 2 the ankle."""
FLARE = {
    "dress": 0.062,
    "skirt": 0.05,
    "robe": 0.05,
    "coat": 0.03,
    "raincoat": 0.045,
    "kimono": 0.018,
    "armour": 0.02,
    "apron": 0.012,
}
LONG_HEM = 1.88
SHORT_SLEEVED = ("dress", "vest")


class Dresser:
    """Lays the clothes of one person over a body; `sway` -1..1 is where cloth hangs in its cycle."""

    def __init__(self, body: Body, outfit: Outfit, phase: float) -> None:
        self.body, self.outfit = body, outfit
        self.sway = sin(tau * phase)
        self.hem = LONG_HEM if outfit.long and outfit.garment == "dress" else HEM.get(outfit.garment, 0.0)
        self.trunk = Trunk(body, LOOSE.get(outfit.garment, 0.003))
        self.limbs = body.build.limbs * body.build.scale
        self.far = "left" if body.near("left hip") < body.near("right hip") else "right"
        self.profile = abs(body.near("left hip") - body.near("right hip")) > 0.04

    def all(self) -> list[Layer]:
        """Everything but the head and what the hands hold."""
        made = [part for side in ("left", "right") for part in (*self._leg(side), *self._arm(side))]
        return [*made, *self._trunk(), *self._details(), *self._cloak(), *self._scarf(), *self._backpack()]

    def _tone(self, side: str, colour: str) -> str:
        return shaded(colour, FAR_SHADE if self.profile else 0.93) if side == self.far else colour

    def _depth(self, side: str) -> float:
        return -0.2 if side == self.far else -0.1

    def _leg(self, side: str) -> list[Layer]:
        body, outfit, k = self.body, self.outfit, self.limbs
        hip, knee, ankle = (body.at(f"{side} {joint}") for joint in ("hip", "knee", "ankle"))
        near = self._depth(side) + body.near(f"{side} knee") * 0.2
        bare = outfit.legs == "bare"
        colour = self._tone(side, outfit.skin if outfit.legs != "trousers" else outfit.leg_colour)
        calf = between(knee, ankle, 0.3)
        loose = 0.0 if outfit.legs != "trousers" or outfit.garment in ("wetsuit", "armour") else 0.005
        radii = [0.054 * k, 0.037 * k + loose, 0.036 * k + loose, (0.021 if bare or outfit.boots else 0.027) * k]
        made = [*self._shoe(side, near), layer(near, chain((hip, knee, calf, ankle), radii), colour)]
        if outfit.legs == "shorts":
            short = between(hip, knee, 0.75)
            made.append(
                layer(near + 0.001, chain((hip, short), (0.058 * k, 0.05 * k)), self._tone(side, outfit.leg_colour))
            )
        if outfit.boots:
            top = between(ankle, knee, 0.62)
            boot = chain((top, ankle), (0.037 * k + loose, 0.029 * k))
            made.append(layer(near + 0.002, boot, self._tone(side, outfit.shoe_colour)))
        if outfit.garment == "armour":
            made.append(layer(near + 0.003, circle(knee, 0.04 * k), self._tone(side, shaded(outfit.colour, 1.1)), 1.0))
        return made

    def _shoe(self, side: str, near: float) -> list[Layer]:
        body = self.body
        k = self.limbs * body.size**0.5
        heel, ball, toe, ankle = (body.at(f"{side} {joint}") for joint in ("heel", "ball", "toe", "ankle"))
        up = body.flat(_sole_up(body, side))
        shape = (
            hull((circle(heel + up * 0.02, 0.02 * k), circle(ball + up * 0.02, 0.02 * k), circle(ankle, 0.021 * k))),
            hull(
                (
                    circle(ball + up * 0.019, 0.019 * k),
                    circle(toe + up * 0.013, 0.013 * k),
                    circle(heel + up * 0.012, 0.012),
                )
            ),
        )
        return [layer(near - 0.001, shape, self._tone(side, self.outfit.shoe_colour), 0.8)]

    def _arm(self, side: str) -> list[Layer]:
        body, outfit, k = self.body, self.outfit, self.limbs * self.body.size**0.25
        places = [body.at(f"{side} {joint}") for joint in ("shoulder", "elbow", "wrist")]
        ahead = body.near(f"{side} wrist") * 0.6 + body.near(f"{side} elbow") * 0.4 - body.near("neck")
        behind = (
            body.near(f"{side} wrist") - body.near("neck") < 0.05
            if side == self.far and self.profile
            else ahead < -0.06
        )
        near = -0.3 + ahead if behind else 0.3 + ahead
        wide = SLEEVE.get(outfit.garment, 0.003)
        radii = [0.033 * k + wide * 0.6, 0.027 * k + wide, 0.02 * k + wide * 1.2]
        sleeve = self._tone(side, self._sleeve_colour())
        bare = outfit.garment in SHORT_SLEEVED and outfit.look.kind != "cowboy"
        flesh = chain(places, (0.03 * k, 0.024 * k, 0.017 * k))
        hand = self._hand(side, near)
        if bare and outfit.garment == "dress":
            short = between(places[0], places[1], 0.42)
            skin = layer(near, flesh, self._tone(side, outfit.skin))
            return [hand, skin, layer(near + 0.001, chain((places[0], short), (0.036 * k, 0.031 * k)), sleeve)]
        made = [hand, layer(near + 0.001, chain(places, radii), sleeve)]
        if outfit.garment in ("kimono", "robe"):
            drop = places[2] + np.array([0.0, -0.07])
            wing = hull((circle(places[1], radii[1]), circle(places[2], radii[2]), circle(drop, 0.012)))
            made.append(layer(near + 0.0015, wing, sleeve))
        if outfit.garment == "armour":
            plate = (circle(places[0], 0.05 * k), circle(places[1], 0.033 * k))
            made.append(layer(near + 0.002, plate, self._tone(side, shaded(outfit.colour, 1.12)), 1.0))
        return made

    def _sleeve_colour(self) -> str:
        outfit = self.outfit
        return outfit.under if outfit.garment in ("apron", "vest") else shaded(outfit.colour, 0.93)

    def _hand(self, side: str, near: float) -> Layer:
        """A mitten with a thumb, a fist, or a finger that points."""
        body = self.body
        k = self.limbs * body.size**0.3
        wrist, grip, elbow = (body.at(f"{side} {joint}") for joint in ("wrist", "hand", "elbow"))
        along = (wrist - elbow) / max(float(np.hypot(*(wrist - elbow))), 1e-6)
        across = np.array([-along[1], along[0]]) * (1 if along[0] >= 0 else -1)
        gesture = getattr(body.pose, side).hand
        colour = self._tone(
            side,
            self.outfit.of("gloves", shaded(self.outfit.colour, 0.8))
            if "gloves" in self.outfit.look.attributes or self.outfit.garment in ("armour", "wetsuit")
            else self.outfit.skin,
        )
        palm = hull((circle(wrist, 0.016 * k), circle(grip, 0.02 * k)))
        if gesture == "fist":
            return layer(near, (palm, circle(grip, 0.024 * k)), colour, 0.8)
        tip = grip + along * 0.036 * k
        finger = capsule(
            grip + across * (0.007 if gesture == "point" else 0),
            0.012 * k if gesture == "point" else 0.017 * k,
            tip + along * (0.014 if gesture == "point" else 0),
            0.0075 * k if gesture == "point" else 0.011 * k,
        )
        thumb = capsule(wrist + along * 0.006, 0.01 * k, grip + across * 0.022 * k + along * 0.004, 0.007 * k)
        return layer(near, (palm, finger, thumb), colour, 0.8)

    def _trunk(self) -> list[Layer]:
        outfit, trunk = self.outfit, self.trunk
        top = trunk.outline()
        hem = self.hem
        collar = hull(
            (
                circle(self.body.at("left shoulder"), 0.026 * self.limbs),
                circle(self.body.at("right shoulder"), 0.026 * self.limbs),
            )
        )
        body = (top, collar)
        if outfit.garment == "skirt":
            return [
                layer(-0.02, body, outfit.under),
                layer(0.01, self._skirt(hem, FLARE["skirt"], 0.22), outfit.colour),
            ]
        if outfit.garment in ("apron", "vest"):
            return self._over_shirt(body, hem)
        if hem > 0.5:
            skirt = self._skirt(hem, FLARE.get(outfit.garment, 0.02) * (1.5 if outfit.long else 1.0), 0.3)
            return [layer(0.0, (*skirt, *body), outfit.colour)]
        if outfit.legs == "trousers":
            seat = trunk.outline(-0.07, 0.25)
            low = trunk.outline(-0.03 if hem < 0.1 else -0.07)
            return [layer(-0.05, seat, outfit.leg_colour), layer(0.0, (low, collar), outfit.colour)]
        return [layer(0.0, body, outfit.colour)]

    def _over_shirt(self, body: tuple[Shape, ...], hem: float) -> list[Layer]:
        outfit, trunk = self.outfit, self.trunk
        seat = layer(-0.05, trunk.outline(-0.07, 0.25), outfit.leg_colour)
        shirt = layer(-0.02, (trunk.outline(0.0), *body[1:]), outfit.under)
        if outfit.garment == "vest":
            return [seat, shirt, *self._vest()]
        if trunk.seen() < -0.2:
            return [seat, shirt, layer(0.0, trunk.band(0.24, 0.3), outfit.colour)]
        bib = trunk.line([(0.86, -0.5), (0.86, 0.5), (0.45, 0.9), (0.3, 1.2), (0.3, -1.2), (0.45, -0.9)])
        return [seat, shirt, layer(0.01, (*self._skirt(hem, 0.012, 0.3), bib), outfit.colour, 0.4)]

    def _vest(self) -> list[Layer]:
        trunk, colour = self.trunk, self.outfit.colour
        if trunk.seen() < -0.2:
            return [layer(0.0, trunk.outline(0.02, 0.95), colour)]
        halves = []
        for sign in (-1, 1):
            if trunk.seen(sign * 0.9) > -0.15:
                halves.append(
                    trunk.line(
                        [
                            (0.95, sign * 0.95),
                            (0.8, sign * 0.55),
                            (0.5, sign * 0.34),
                            (0.04, sign * 0.3),
                            (0.04, sign * 1.5),
                            (0.4, sign * 1.5),
                            (0.75, sign * 1.4),
                        ]
                    )
                )
        return [layer(0.002, tuple(smooth(h, 3) for h in halves), colour)] if halves else []

    def _skirt(self, hem: float, flare: float, waist: float) -> tuple[Shape, ...]:
        """Cloth from the waist over both legs, down to `hem`."""
        body, k = self.body, self.limbs
        hips, knees = ([body.at(f"{s} {j}") for s in ("left", "right")] for j in ("hip", "knee"))
        if min(h[1] - n[1] for h, n in zip(hips, knees, strict=True)) < 0.1 * body.build.scale or body.pose.pitch:
            return self._lap(hem)
        y = float(np.mean([self._down(s, hem)[1] for s in ("left", "right")]))
        x = [self._down(s, hem)[0] for s in ("left", "right")]
        drift = 0.006 * self.sway * hem
        low, high = min(x) - 0.034 * k - flare * 0.8 + drift, max(x) + 0.034 * k + flare * 0.8 + drift
        left, right = self.trunk.edges(waist)
        hip_left, hip_right = self.trunk.edges(-0.02)
        reach = 0.058 * k
        hip_left = np.array([min(hip_left[0], *(h[0] - reach for h in hips)), hip_left[1]])
        hip_right = np.array([max(hip_right[0], *(h[0] + reach for h in hips)), hip_right[1]])
        mid_y = hip_left[1] * 0.45 + y * 0.55
        out = 0.3 * flare
        mids = [
            min(p[0] for p in (*hips, *knees)) - 0.05 * k - out,
            max(p[0] for p in (*hips, *knees)) + 0.05 * k + out,
        ]
        mids = [max(mids[0], low + 0.004), min(mids[1], high - 0.004)]
        wave = 0.006 if flare > 0.03 else 0.003
        bottom = [
            (low + (high - low) * t, y - 0.016 * (1 - (2 * t - 1) ** 2) + wave * (-1) ** i)
            for i, t in enumerate(np.linspace(0, 1, 6))
        ]
        upper_left, upper_right = [left, hip_left, (mids[0], mid_y)], [(mids[1], mid_y), hip_right, right]
        outline = np.array([*upper_left, *bottom, *upper_right])
        corners = smooth(outline, 4)
        return (corners,)

    def _lap(self, hem: float) -> tuple[Shape, ...]:
        """A skirt over bent legs."""
        k, shapes = self.limbs, []
        hips = [circle(self.body.at(f"{s} hip"), 0.066 * k) for s in ("left", "right")]
        knees = [circle(self._down(s, min(hem, 1.0)), 0.052 * k) for s in ("left", "right")]
        shapes.append(hull((*hips, *knees)))
        if hem > 1:
            shapes.append(hull((*knees, *(circle(self._down(s, hem), 0.045 * k) for s in ("left", "right")))))
        return tuple(shapes)

    def _down(self, side: str, share: float) -> Vector:
        """A point down the leg: 0 the hip, 1 the knee, 2 the ankle."""
        hip, knee, ankle = (self.body.at(f"{side} {joint}") for joint in ("hip", "knee", "ankle"))
        return between(hip, knee, share) if share <= 1 else between(knee, ankle, share - 1)

    def _details(self) -> list[Layer]:
        """What tells garments apart: lapels, buttons, belts, folds, plates."""
        from generation.engines.animatic.figures.trimmings import trimmings

        return trimmings(self)

    def _cloak(self) -> list[Layer]:
        """A cloak hangs from the shoulders behind the body."""
        outfit, body = self.outfit, self.body
        if not outfit.cloak:
            return []
        colour, back = outfit.cloak, self.trunk.seen() < -0.1
        foot = min(body.at("left ankle")[1], body.at("right ankle")[1]) + 0.07
        behind = body.flat(body.chest_frame @ vector(-0.075, 0, 0))[0] * (1.4 if body.pose.lean > 3 else 1.0)
        left, right = self.trunk.edges(0.9)
        pelvis = body.at("pelvis")
        wide = 0.12 * body.build.scale * (1.0 if not self.profile else 0.72)
        drift = behind + 0.014 * self.sway
        edge = 0.016
        collar = body.flat(body.joints["neck"] + body.chest_frame @ vector(-0.01, 0, 0.012))
        low = [pelvis[0] + drift * 1.5 + wide * 1.5 * t for t in np.linspace(-1, 1, 6)]
        hem = [(x, foot + 0.008 * (-1) ** i) for i, x in enumerate(low)]
        points = [
            collar + by(-0.03, 0),
            left + by(-edge, 0.006),
            (pelvis[0] + drift * 0.7 - wide, pelvis[1]),
            *hem,
            (pelvis[0] + drift * 0.7 + wide, pelvis[1]),
            right + by(edge, 0.006),
            collar + by(0.03, 0),
        ]
        sheet = smooth(np.array(points), 4)
        if back:
            folds = tuple(
                strip(
                    [
                        collar + by(x * 0.1, -0.06),
                        (pelvis[0] + drift * 0.7 + x * wide * 0.6, pelvis[1]),
                        (pelvis[0] + drift * 1.5 + x * wide * 1.1, foot + 0.02),
                    ],
                    [0.001, 0.005, 0.007],
                )
                for x in (-0.6, 0.1, 0.75)
            )
            return [layer(0.9, sheet, colour), layer(0.91, folds, shaded(colour, 0.72), 0.3)]
        mantle = self.trunk.line(
            [(1.0, -0.4), (1.0, 0.4), (0.93, 0.75), (0.83, 1.5), (0.86, 2.0), (0.86, -2.0), (0.83, -1.5), (0.93, -0.75)]
        )
        cape = hull((circle(left, 0.02), circle(right, 0.02), circle(collar, 0.034)))
        made = [layer(-0.6, sheet, shaded(colour, 0.8))]
        return [*made, layer(0.28 if not self.profile else 0.5, (cape, hull((mantle,))), colour)]

    def _scarf(self) -> list[Layer]:
        outfit, body = self.outfit, self.body
        if not outfit.scarf:
            return []
        k = body.size**0.5 * body.build.scale
        base = body.flat(body.joints["neck"] + body.chest_frame @ vector(0.004, 0, 0.008))
        wrap = hull((circle(base + by(-0.028 * k, 0.004), 0.02 * k), circle(base + by(0.028 * k, 0.004), 0.02 * k)))
        front = self.trunk.seen()
        side = -1 if front > 0 and not self.profile else -np.sign(body.across[0])
        end = base + np.array([side * 0.16, -0.03 + 0.02 * self.sway]) if self.profile else base + by(0.03, -0.16)
        middle = (base + end) / 2 + np.array([0, 0.018 + 0.01 * self.sway] if self.profile else [0.012, 0])
        tail = smooth(strip([base + by(0.01, -0.005), middle, end], [0.014 * k, 0.017 * k, 0.022 * k]), 3)
        near = 0.62 if front > 0 or self.profile else 0.95
        return [layer(near - 0.02, tail, shaded(outfit.scarf, 0.86)), layer(near, wrap, outfit.scarf, 0.9)]

    def _backpack(self) -> list[Layer]:
        outfit, body = self.outfit, self.body
        if not outfit.backpack:
            return []
        frame, neck = body.chest_frame, body.joints["neck"]
        points = []
        for up, half in ((-0.03, 0.06), (-0.1, 0.085), (-0.24, 0.088), (-0.28, 0.07)):
            for ahead in (-0.06, -0.15):
                points += [body.flat(neck + frame @ vector(ahead, s * half, up)) for s in (-1, 1)]
        sack = hull((np.array(points),))
        roll = [body.flat(neck + frame @ vector(-0.1, s * 0.085, -0.01)) for s in (-1, 1)]
        near = 0.93 if self.trunk.seen() < -0.1 else 0.12 if self.profile else -0.5
        straps = []
        if self.trunk.seen() > -0.1:
            straps = [
                strip(self.trunk.line([(0.95, s * 0.8), (0.75, s * 0.7), (0.5, s * 1.0)]), 0.009)
                for s in (-1, 1)
                if self.trunk.seen(s * 0.8) > 0.1
            ]
        made = [
            layer(near - 0.001, capsule(roll[0], 0.026, roll[1], 0.026), "#77764c"),
            layer(near, sack, outfit.backpack),
        ]
        return [*made, layer(0.27, tuple(straps), shaded(outfit.backpack, 0.75), 0.4)] if straps else made


def _sole_up(body: Body, side: str) -> Vector:
    """From the sole to the ankle, as long as 1."""
    joints = body.joints
    tip = joints[f"{side} toe"] - joints[f"{side} heel"]
    heel, ankle = joints[f"{side} heel"], joints[f"{side} ankle"]
    foot = heel + tip * (float((ankle - heel) @ tip) / max(float(tip @ tip), 1e-9))
    up = ankle - foot
    return np.asarray(up / max(float(np.linalg.norm(up)), 1e-6))
