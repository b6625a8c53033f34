"""Bodies of another make: the astronaut's suit, the robot and the ghost."""

from math import sin, tau

import numpy as np

from generation.engines.animatic.figures import poses
from generation.engines.animatic.figures.heads import Head
from generation.engines.animatic.figures.layers import Layer, layer, stacked
from generation.engines.animatic.figures.limbs import between, by, capsule, chain, circle, hull, oval
from generation.engines.animatic.figures.outfits import dressed
from generation.engines.animatic.figures.part import DARK, Look, Part, shaded
from generation.engines.animatic.figures.skeleton import Body, Build, facing_yaw, vector
from generation.engines.animatic.figures.trunk import Trunk
from generation.engines.animatic.outline import ellipse, smooth, strip

SUIT = Build(head=0.17, hip=0.455, shoulders=0.125, chest=0.115, waist=0.105, hips=0.1, limbs=1.4)
FRAME = Build(head=0.18, hip=0.44, shoulders=0.15, chest=0.14, waist=0.1, hips=0.09, limbs=1.0)


def _posed(look: Look, build: Build) -> Body:
    variant = int(look.rng.integers(4))
    action = poses.named(look.action, look.attributes)
    action = poses.adrift(action, look.kind) if look.swims else action
    pose = poses.pose(action, look.phase, variant if variant < 2 else 0, look.has("seat", "chair", "bench"))
    return Body(build, pose, facing_yaw(look.facing, pose))


def _far(body: Body) -> str:
    return "left" if body.near("left hip") < body.near("right hip") else "right"


def astronaut(look: Look) -> list[Part]:
    """A space suit with pack, hoses and a golden visor."""
    body = _posed(look, SUIT)
    suit, trim = look.colour or "#e6e8ec", look.of("suit", "#d9622e")
    trunk = Trunk(body, 0.012)
    made: list[Layer] = [*_pack(body, trunk)]
    for side in ("left", "right"):
        made += _suit_limbs(body, side, shaded(suit, 0.84) if side == _far(body) else suit, trim)
    collar = body.flat(body.joints["neck"] + body.chest_frame @ vector(0.005, 0, 0.0))
    made += [
        layer(
            0.0,
            (trunk.outline(), circle(body.at("left shoulder"), 0.055), circle(body.at("right shoulder"), 0.055)),
            suit,
            0.9,
        ),
        layer(0.05, trunk.band(0.12, 0.19), "#8f98a5"),
        layer(0.55, oval(collar, 0.075, 0.026), "#aab2bd"),
    ]
    if trunk.seen() > 0.15:
        panel = trunk.line([(0.62, -0.5), (0.62, 0.5), (0.36, 0.55), (0.36, -0.55)])
        lights = tuple(circle(trunk.at(0.5, a), 0.01) for a in (-0.25, 0.0, 0.25))
        made += [layer(0.06, panel, "#9aa4b1", 0.5), layer(0.061, lights, trim, 0.8)]
    return stacked([*made, *_helmet(body, look, suit)])


def _suit_limbs(body: Body, side: str, suit: str, trim: str) -> list[Layer]:
    hip, knee, ankle = (body.at(f"{side} {j}") for j in ("hip", "knee", "ankle"))
    near = (-0.2 if side == _far(body) else -0.1) + body.near(f"{side} knee") * 0.2
    heel, ball = body.at(f"{side} heel"), body.at(f"{side} ball")
    up = np.array([0, 0.026])
    boot = hull((circle(heel + up, 0.028), circle(ball + up, 0.028), circle(ankle, 0.04)))
    arms = [body.at(f"{side} {j}") for j in ("shoulder", "elbow", "wrist")]
    ahead = body.near(f"{side} wrist") - body.near("neck")
    arm_near = 0.3 + ahead if side != _far(body) or abs(body.across[0]) < 0.5 else -0.3
    bands = (strip([between(hip, knee, 0.62), between(hip, knee, 0.74)], 0.052),)
    cuff = strip([between(arms[0], arms[1], 0.6), between(arms[0], arms[1], 0.76)], 0.045)
    return [
        layer(near, boot, "#7d8794", 0.9),
        layer(near + 0.001, chain((hip, knee, ankle), (0.07, 0.056, 0.048)), suit, 0.9),
        layer(near + 0.002, bands, trim),
        layer(arm_near - 0.001, circle(body.at(f"{side} hand"), 0.034), "#7d8794", 0.9),
        layer(arm_near, chain(arms, (0.054, 0.047, 0.041)), suit, 0.9),
        layer(arm_near + 0.001, cuff, trim),
    ]


def _pack(body: Body, trunk: Trunk) -> list[Layer]:
    frame, neck, corners = body.chest_frame, body.joints["neck"], []
    for up, half in ((0.02, 0.09), (-0.26, 0.1)):
        for ahead in (-0.08, -0.16):
            corners += [circle(body.flat(neck + frame @ vector(ahead, s * half, up)), 0.018) for s in (-1, 1)]
    near = 0.9 if trunk.seen() < -0.1 else -0.5
    made = [layer(near, hull(corners), "#aab2bd", 0.6)]
    if near > 0:
        middle = body.flat(neck + frame @ vector(-0.16, 0, -0.1))
        made += [
            layer(
                near + 0.01,
                hull((circle(middle + by(-0.05, 0.03), 0.012), circle(middle + by(0.05, 0.03), 0.012))),
                "#6c737e",
                0.5,
            ),
            layer(
                near + 0.01,
                hull((circle(middle + by(-0.05, -0.1), 0.012), circle(middle + by(0.05, -0.1), 0.012))),
                "#d9622e",
                0.5,
            ),
        ]
    return made


def _helmet(body: Body, look: Look, suit: str) -> list[Layer]:
    outfit = dressed(look)
    head = Head(body, outfit, look.phase)
    shell = circle(head.to(0.0, 0, 0.006), 0.098)
    made = [layer(0.7, shell, suit, 1.0)]
    if head.seen(0.0) > -0.2:
        spread = [a for a in np.linspace(-1.05, 1.05, 9) if head.seen(a) > -0.1]
        visor = hull(head.ball(0.036 * np.cos(a), 0.036 * np.sin(a), y, 0.034) for a in spread for y in (-0.016, 0.022))
        glint = head.to(0.06, 0.022 if head.yaw < 0.6 else -0.01, 0.036)
        made += [
            layer(0.72, visor, look.of("visor", "#c78f35"), 0.9),
            layer(0.73, oval(glint, 0.017, 0.009, turn=0.5), "#fff3d2", 0),
        ]
    return made


def robot(look: Look) -> list[Part]:
    """A friendly walking machine."""
    body = _posed(look, FRAME)
    colour = look.colour or "#93a5b3"
    made: list[Layer] = []
    for side in ("left", "right"):
        made += _machine_limbs(body, side, shaded(colour, 0.82) if side == _far(body) else colour)
    trunk = Trunk(body, 0.012)
    made.append(layer(0.0, trunk.outline(0.1, 0.97), colour, 0.9))
    made.append(layer(-0.03, trunk.outline(-0.07, 0.14), DARK, 0.7))
    if trunk.seen() > 0.1:
        plate = trunk.line([(0.82, -0.7), (0.82, 0.7), (0.42, 0.75), (0.42, -0.75)])
        made += [
            layer(0.02, smooth(plate, 4), shaded(colour, 0.78), 0.5),
            layer(0.03, circle(trunk.at(0.64, 0.0), 0.03), "#ffb050", 0, True),
        ]
    elif trunk.seen() < -0.1:
        vents = tuple(strip([trunk.at(s, np.pi - 0.45), trunk.at(s, np.pi + 0.45)], 0.008) for s in (0.75, 0.64, 0.53))
        made.append(layer(0.02, vents, DARK, 0.3))
    return stacked([*made, *_machine_head(body, look, colour)])


def _machine_limbs(body: Body, side: str, colour: str) -> list[Layer]:
    hip, knee, ankle = (body.at(f"{side} {j}") for j in ("hip", "knee", "ankle"))
    near = (-0.2 if side == _far(body) else -0.1) + body.near(f"{side} knee") * 0.2
    heel, toe = body.at(f"{side} heel"), body.at(f"{side} toe")
    foot = hull(
        (circle(heel + by(0, 0.03), 0.03), circle(toe + by(0, 0.022), 0.022), circle(ankle + by(0, 0.02), 0.034))
    )
    shoulder, elbow, wrist, hand = (body.at(f"{side} {j}") for j in ("shoulder", "elbow", "wrist", "hand"))
    ahead = body.near(f"{side} wrist") - body.near("neck")
    arm = 0.3 + ahead if side != _far(body) or abs(body.across[0]) < 0.5 else -0.3
    joints = (circle(knee, 0.036), circle(elbow, 0.03))
    claw = (
        capsule(wrist, 0.03, hand, 0.034),
        capsule(hand, 0.018, hand + (hand - wrist) * 0.9 + by(0.014, 0), 0.01),
        capsule(hand, 0.018, hand + (hand - wrist) * 0.9 - (0.014, 0), 0.01),
    )
    return [
        layer(near, chain((hip, knee, ankle), (0.03, 0.026, 0.026)), DARK, 0.9),
        layer(
            near + 0.001,
            (
                capsule(between(hip, knee, 0.2), 0.044, between(hip, knee, 0.72), 0.04),
                capsule(between(knee, ankle, 0.25), 0.04, between(knee, ankle, 0.85), 0.05),
                foot,
            ),
            colour,
            0.9,
        ),
        layer(near + 0.002, joints[:1], shaded(DARK, 1.4), 0.9),
        layer(arm, (*chain((shoulder, elbow, wrist), (0.026, 0.022, 0.022)), *claw), DARK, 0.9),
        layer(
            arm + 0.001,
            (circle(shoulder, 0.056), capsule(between(elbow, wrist, 0.15), 0.034, between(elbow, wrist, 0.8), 0.042)),
            colour,
            0.9,
        ),
    ]


def _machine_head(body: Body, look: Look, colour: str) -> list[Layer]:
    head = Head(body, dressed(look), look.phase)
    shell = hull([head.ball(f, s * 0.052, u, 0.024) for f in (-0.045, 0.04) for s in (-1, 1) for u in (-0.04, 0.05)])
    stalk = head.to(-0.01, 0, 0.07)
    tip = stalk + by(0.008 + 0.006 * sin(tau * look.phase), 0.07)
    neck = capsule(body.at("neck"), 0.03, head.to(0, 0, -0.05), 0.03)
    made = [
        layer(0.05, neck, DARK),
        layer(0.7, shell, colour, 0.8),
        layer(0.69, strip([stalk, tip], 0.005), DARK, 0.2),
        layer(0.69, circle(tip, 0.015), "#ff6a50", 0, True),
    ]
    if head.seen(0.0) > -0.1:
        screen = hull([head.ball(0.052, s * 0.036, u, 0.016) for s in (-1, 1) for u in (-0.016, 0.022)])
        blink = 0.25 if 0.42 < look.phase < 0.51 else 1.0
        eyes = tuple(
            oval(head.to(0.066, s * 0.026, 0.004), 0.0125 * (0.5 + 0.5 * head.seen(s * 0.4)), 0.0145 * blink)
            for s in (-1, 1)
            if head.seen(s * 0.4) > 0.05
        )
        made += [layer(0.71, screen, "#101c26", 0.3)]
        made += [layer(0.72, eyes, "#6fe8ff", 0, True)] if eyes else []
    ears = tuple(head.ball(0, s * 0.078, 0.004, 0.02) for s in (-1, 1) if head.seen(s * 1.57) > -0.2)
    return [*made, layer(0.715, ears, shaded(colour, 0.75), 0.9)]


def ghost(look: Look) -> list[Part]:
    """A sheet of mist with two dark eyes."""
    colour = look.colour or "#dfe8f2"
    sway = sin(tau * look.phase)
    hem = [
        (x, 0.12 + (0.05 if i % 2 else 0.0) + 0.012 * sway * (-1) ** i) for i, x in enumerate(np.linspace(0.2, -0.2, 9))
    ]
    sheet = [
        (-0.21 + 0.02 * sway, 0.3),
        (-0.15, 0.6),
        (-0.12, 0.86),
        (-0.07, 0.97),
        (0.0, 1.0),
        (0.07, 0.97),
        (0.12, 0.86),
        (0.15, 0.6),
        (0.21 + 0.02 * sway, 0.3),
        *hem,
    ]
    arms = (
        capsule((-0.1, 0.66), 0.05, (-0.22, 0.56 + 0.02 * sway), 0.032),
        capsule((0.1, 0.66), 0.05, (0.22, 0.58 - 0.02 * sway), 0.032),
    )
    parts = [Part(smooth(sheet, 4), colour, 0.7, joined=arms)]
    if look.facing != "back":
        shift = 0.03 if look.facing != "front" else 0.0
        eyes = (
            ellipse(-0.04 + shift, 0.86, 0.019, 0.03),
            ellipse(0.045 + shift, 0.86, 0.019, 0.03),
            ellipse(0.003 + shift, 0.785, 0.018, 0.024),
        )
        parts.append(Part(eyes[0], "#28303c", 0, joined=eyes[1:]))
    return parts
