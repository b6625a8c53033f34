"""How a scene is lit where its words say it: soft, hard, side, top, rim light and high key, as a gaffer sets them."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

import cv2
import numpy as np

from generation.engines.animatic.plan import Grade, Light
from generation.engines.animatic.raster import Array, F, array, blur, clip, smoothstep
from generation.engines.animatic.scene import Scene


class Setup(NamedTuple):
    """What a kind of light does: times the power of the key and of the fill, and the key's place (toward the light:
    across, up, toward the camera; empty where the hour gives it). `front` is how much figures are lit from the
    camera's side, `shadow` times the darkness, `blur` times the softness and `length` times the length of what is
    cast, `contrast` and `exposure` are added to the finish. `rim` is the power of an edge of light on figures, and
    `shade` how dark their far half lies, 0..1."""

    power: float = 1.0
    fill: float = 1.0
    toward: tuple[float, float, float] | None = None
    front: float = 0.45
    shadow: float = 1.0
    blur: float = 1.0
    length: float = 1.0
    contrast: float = 0.0
    exposure: float = 0.0
    rim: float = 0.0
    shade: float = 0.0


SETUPS = {
    "soft": Setup(0.55, 1.25, front=1.3, shadow=0.45, blur=5.0, contrast=-0.46, exposure=0.02),
    "hard": Setup(1.45, 0.6, front=0.2, shadow=1.5, blur=0.25, contrast=0.62, exposure=-0.02),
    "side": Setup(1.3, 0.6, (0.98, 0.2, 0.02), 0.1, 1.15, 0.7, 1.5, contrast=0.24, shade=0.74),
    "top": Setup(1.45, 0.7, (0.08, 0.99, 0.06), 0.06, 1.2, 0.8, 0.22, contrast=0.24),
    "rim": Setup(0.85, 0.55, front=0.3, contrast=0.24, exposure=-0.07, rim=1.2),
    "low key": Setup(0.7, 0.5, front=0.2, shadow=1.3, contrast=0.3, exposure=-0.17, shade=0.4),
    "high key": Setup(0.95, 1.75, front=1.0, shadow=0.4, blur=3.0, contrast=-0.46, exposure=0.24),
}
DAYLIGHT = Setup()
RIM_WIDTH, LEAST_RIM = 0.007, 1.0
"""How wide an edge of light is, in the figure's heights, and in pixels at least."""
OTHER_EDGE = 0.12
"""How bright the edge away from the light is beside it."""
FALL = 0.9
"""How far the edge goes on inward, in its widths."""
TERMINATOR = 0.34
"""How soft the change from light to shade is, in half widths of the figure."""
PALER = 0.84
UPRIGHT = 1.1
"""Figures at most so many times as wide as high have one lit half; others are lit along their backs."""


def setup(scene: Scene) -> Setup:
    """The light that was asked for; where several were, the first of `SETUPS` with the rim of the others."""
    named = [light for word, light in SETUPS.items() if word in scene.lights]
    if not named:
        return DAYLIGHT
    return named[0]._replace(rim=max(light.rim for light in named), shade=max(light.shade for light in named))


def lit(light: Light, scene: Scene) -> Light:
    """`light` as it was asked for; the side it comes from stays."""
    said = setup(scene)
    if said is DAYLIGHT:
        return light
    across, up, near = said.toward or (abs(light.direction[0]), *light.direction[1:])
    way = -1.0 if light.direction[0] < 0 else 1.0
    return replace(
        light, power=light.power * said.power, ambient=array(light.ambient * F(said.fill)),
        direction=(way * across, up, near),
    )  # fmt: skip


def graded(grade: Grade, scene: Scene) -> Grade:
    """`grade` with the contrast of the light; a high key has no dark corners."""
    said = setup(scene)
    grade = replace(grade, contrast=grade.contrast + said.contrast)
    return replace(grade, vignette=0.0, saturation=grade.saturation * PALER) if "high key" in scene.lights else grade


def modelled(rgb: Array, alpha: Array, scene: Scene, light: Light, height: float) -> None:
    """Shade the far half of a figure and edge it with light, in place: `rgb` (3, rows, columns), `alpha` its coverage,
    `height` its own height in pixels."""
    said = setup(scene)
    if not (said.rim or said.shade) or not alpha.any():
        return
    way = 1.0 if light.direction[0] > 0 else -1.0
    if said.shade:
        rgb *= _halves(alpha, way, said.shade)
    if said.rim:
        edge = _edge(alpha, way, height)
        for plane, shade in zip(rgb, light.colour + F(0.25), strict=True):
            plane += edge * F(said.rim * shade * max(light.power, 0.75))


def _halves(alpha: Array, way: float, shade: float) -> Array:
    """1 on the lit half of a figure, 1 - `shade` on the other, row by row about its middle."""
    height, width = alpha.shape
    across = array(np.arange(width))[None]
    if width > height * UPRIGHT:
        middle, half = array([[width / 2]]), array([[width / 2]])
    else:
        rows = blur(
            array(np.column_stack([alpha.sum(1), alpha @ across[0], alpha @ across[0] ** 2])), 0.3, height * 0.03
        )
        weight = np.maximum(rows[:, :1], F(1e-3))
        middle = array(rows[:, 1:2] / weight)
        half = array(np.sqrt(np.maximum(rows[:, 2:] / weight - middle**2, 1.0)) * F(1.7))
    toward = (across - middle) / half * F(way)
    return array(1 - F(shade) * smoothstep(TERMINATOR * 0.4, -TERMINATOR, toward))


def _edge(alpha: Array, way: float, height: float) -> Array:
    """0..1 along the outline: bright toward the light and above, faint on the other side."""
    wide = max(RIM_WIDTH * height, LEAST_RIM)
    bright = alpha - _moved(alpha, -way * wide, wide * 0.55)
    faint = alpha - _moved(alpha, way * wide * 0.7, wide * 0.3)
    edge = np.maximum(clip(bright, 0, 1), clip(faint, 0, 1) * F(OTHER_EDGE))
    inward = blur(array(edge), wide * FALL)
    return array((edge * F(0.45) + inward * F(0.9)) * alpha)


def _moved(alpha: Array, x: float, y: float) -> Array:
    """`alpha` shifted by pixels; nothing comes in from outside."""
    matrix = array([[1, 0, x], [0, 1, y]])
    return array(cv2.warpAffine(alpha, matrix, alpha.shape[::-1], flags=cv2.INTER_LINEAR))
