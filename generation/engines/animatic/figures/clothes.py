"""Clothes over a posed body: legs and shoes, trunk and sleeves, skirts, coats and cloaks."""

from math import sin, tau

import numpy as np

from generation.engines.animatic.figures.layers import Layer, layer
from generation.engines.animatic.figures.limbs import between, by, capsule, chain, circle, curve, hull
from generation.engines.animatic.figures.outerwear import outer_layers
from generation.engines.animatic.figures.outfits import Outfit
from generation.engines.animatic.figures.part import shaded
from generation.engines.animatic.figures.skeleton import Body, Vector, vector
from generation.engines.animatic.figures.trimmings import FRONT, neckline, trimmings
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
UNDER_SLEEVES = ("apron", "vest", "skirt")
PROFILE = 0.75  # the sine of the turn from which an arm is seen before the trunk
SEPARATE_SLEEVES = ("armour", "dress")
SHORT_SLEEVED = ("dress", "vest")


class Dresser:
    """Lays the clothes of one person over a body; `sway` -1..1 is where cloth hangs in its cycle."""

    def __init__(self, body: Body, outfit: Outfit, phase: float) -> None:
        self.body, self.outfit = body, outfit
        self.sway = sin(tau * phase)
        self.hem = LONG_HEM if outfit.long and outfit.garment == "dress" else HEM.get(outfit.garment, 0.0)
        self.plain = outfit.look.has("speck")
        self.trunk = Trunk(body, LOOSE.get(outfit.garment, 0.003), self.plain)
        self.limbs = body.build.limbs * body.build.scale
        self.far = "left" if body.near("left hip") < body.near("right hip") else "right"
        self.profile = abs(body.near("left hip") - body.near("right hip")) > 0.04

    def all(self) -> list[Layer]:
        """Everything but the head and what the hands hold."""
        legs = [part for side in ("left", "right") for part in self._leg(side)]
        return [*legs, *self._upper(), *self.neck(), *self._outer()]

    def _outer(self) -> list[Layer]:
        return [*(() if self.outfit.look.has("far") else trimmings(self)), *outer_layers(self)]

    def neck(self) -> list[Layer]:
        """The neck with the skin a low neckline leaves bare, and the shadow of the chin."""
        body, outfit, front = self.body, self.outfit, self.trunk.seen() > -0.1
        bare = neckline(self.trunk) if outfit.garment == "dress" and self.trunk.seen() > FRONT else ()
        near = 0.022 if bare else -0.012
        made = [layer(near, (self.trunk.neck(), *bare), shaded(outfit.skin, 0.93), 0.4)]
        if not front or self.plain:
            return made
        width = 0.031 * (0.86 if body.build.soft else 1.0) * body.size**0.5
        base = body.flat(body.joints["neck"] + body.chest_frame @ vector(-0.006, 0, -0.012))
        top = body.flat(body.joints["head"] + body.head_frame @ vector(-0.012, 0, -0.03))
        shade = hull((circle(top, width * 0.99), circle(between(top, base, 0.45), width * 0.98)))
        return [*made, layer(near + 0.001, shade, shaded(outfit.skin, 0.7), 0.3)]

    def bust(self, raised: tuple[str, ...]) -> list[Layer]:
        """The clothes of a close shot: only `raised` hands are seen, other sleeves are of one piece with the trunk."""
        arms = {side: self._arm(side) for side in ("left", "right")}
        lowered = tuple(side for side in arms if side not in raised and self.outfit.garment not in SEPARATE_SLEEVES)
        rest = [one for side in raised for one in arms[side]]
        rest += [one for side in arms if side not in raised for one in arms[side][2 if side in lowered else 1 :]]
        shapes = tuple(shape for side in lowered for shape in arms[side][1].part.outlines())
        return [*rest, *self._sleeved(shapes), *(self._armpits(lowered) if lowered else ()), *self._outer()]

    def _upper(self) -> list[Layer]:
        """Arms and trunk: seen from the front or the back, an arm that hangs is of one piece with the trunk."""
        arms = {side: self._arm(side) for side in ("left", "right")}
        whole = self.outfit.garment not in SEPARATE_SLEEVES and abs(self.body.across[0]) < PROFILE
        hanging = [side for side in arms if whole and self._hangs(side)]
        rest = [one for side, arm in arms.items() for one in (arm if side not in hanging else [arm[0], *arm[2:]])]
        shapes = tuple(shape for side in hanging for shape in arms[side][1].part.outlines())
        return [
            *rest,
            *self._sleeved(shapes),
            *(self._armpits(tuple(hanging)) if hanging and self.outfit.look.has("near") else ()),
        ]

    def _hangs(self, side: str) -> bool:
        """Whether an arm keeps clear of the trunk's front."""
        body = self.body
        middle, reach = body.at("neck")[0], 0.07 * body.build.scale
        return min(abs(float(body.at(f"{side} {joint}")[0] - middle)) for joint in ("elbow", "wrist")) > reach

    def _sleeved(self, sleeves: tuple[Shape, ...]) -> list[Layer]:
        colour = self.outfit.under if self.outfit.garment in UNDER_SLEEVES else self.outfit.colour
        return [
            one._replace(part=one.part._replace(joined=(*one.part.joined, *sleeves)))
            if one.part.colour == colour
            else one
            for one in self._trunk()
        ]

    def _armpits(self, sides: tuple[str, ...]) -> list[Layer]:
        """The fold where each sleeve leaves the trunk."""
        folds = []
        for side in sides:
            shoulder, elbow = self.body.at(f"{side} shoulder"), self.body.at(f"{side} elbow")
            inward = np.sign(self.body.at("neck")[0] - shoulder[0])
            line = curve(
                [between(shoulder, elbow, t) + by(inward * d, 0) for t, d in ((0.3, 0.024), (0.6, 0.03), (1.0, 0.032))]
            )
            folds.append(strip(line, np.interp(np.linspace(0, 1, len(line)), (0, 0.5, 1), (0.0003, 0.0018, 0.0024))))
        return [layer(0.012, tuple(folds), shaded(self.outfit.colour, 0.66), 0)]

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
        return outfit.under if outfit.garment in UNDER_SLEEVES else shaded(outfit.colour, 0.93)

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
        if self.plain:
            return layer(near, palm, colour, 0.8)
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
        collar = self._shoulders()
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

    def _shoulders(self) -> Shape:
        """The slope from the neck to both shoulders."""
        body, k = self.body, self.limbs
        wide = 0.03 * k + SLEEVE.get(self.outfit.garment, 0.003) * 0.5
        base = body.flat(body.joints["neck"] + body.chest_frame @ vector(-0.008, 0, -0.017))
        ends = [circle(body.at(f"{side} shoulder"), wide) for side in ("left", "right")]
        return hull((circle(base, 0.03 * body.size**0.5 * body.build.scale), *ends))

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


def _sole_up(body: Body, side: str) -> Vector:
    """From the sole to the ankle, as long as 1."""
    joints = body.joints
    tip = joints[f"{side} toe"] - joints[f"{side} heel"]
    heel, ankle = joints[f"{side} heel"], joints[f"{side} ankle"]
    foot = heel + tip * (float((ankle - heel) @ tip) / max(float(tip @ tip), 1e-9))
    up = ankle - foot
    return np.asarray(up / max(float(np.linalg.norm(up)), 1e-6))
