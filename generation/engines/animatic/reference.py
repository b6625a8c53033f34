"""What a reference picture lends: its colours from top to bottom, and its light."""

from dataclasses import dataclass, replace

import cv2
import numpy as np

from generation.engines.animatic.palette import linear
from generation.engines.animatic.plan import Grade, Light, Palette
from generation.engines.animatic.raster import Array, F, array, mix
from generation.engines.base import Picture

SIZE = 48
"""A reference is looked at this small: its colours matter, not its things."""
ONE_SIDED = 0.06
PULL = 0.66
"""How far the palette goes toward the reference's."""
TINT_PULL = 0.48
LUMA = array([0.2126, 0.7152, 0.0722])


@dataclass(frozen=True)
class Mood:
    """`bands` are linear colours from top to bottom (shape (5, 3)), `bright` that of its lights and `dark` of its
    shadows; `level` is its mean brightness 0..1, `warmth` -1 (blue) .. 1 (orange), `side` -1 (lit from the left) .. 1,
    `vivid` its mean saturation 0..1."""

    bands: Array
    bright: Array
    dark: Array
    level: float
    warmth: float
    side: float
    vivid: float


def mood_of(picture: Picture) -> Mood:
    """The mood of a picture of any size."""
    small = array(cv2.resize(picture[..., :3], (SIZE, SIZE), interpolation=cv2.INTER_AREA)) * F(1 / 255)
    light = linear(small)
    level = small @ LUMA
    order = np.argsort(level.ravel())
    flat = light.reshape(-1, 3)
    tenth = max(1, len(order) // 10)
    left, right = float(level[:, : SIZE // 2].mean()), float(level[:, SIZE // 2 :].mean())
    mean = small.reshape(-1, 3).mean(0)
    return Mood(
        bands=array([band.reshape(-1, 3).mean(0) for band in np.array_split(light, 5)]),
        bright=array(flat[order[-tenth:]].mean(0)),
        dark=array(flat[order[:tenth]].mean(0)),
        level=float(level.mean()),
        warmth=float(np.clip((mean[0] - mean[2]) * 2.2, -1, 1)),
        side=(right - left) / max(right + left, 1e-3),
        vivid=float((small.max(2) - small.min(2)).mean()),
    )


def hour_of(mood: Mood) -> str:
    """The time of day that its brightness and warmth speak of."""
    if mood.level < 0.2:
        return "night"
    if mood.warmth > 0.22:
        return "golden" if mood.level > 0.36 else "dusk"
    if mood.vivid < 0.09:
        return "overcast"
    return "noon" if mood.level > 0.4 else "dusk"


def coloured(palette: Palette, mood: Mood) -> Palette:
    """A palette drawn toward the reference: sky from its upper bands, ground and water from its lower ones."""
    top, upper, middle, lower, bottom = mood.bands
    sky = tuple(
        mix(own, lent, F(PULL))
        for own, lent in zip(palette.sky, (top, mix(top, upper, F(0.5)), upper, middle), strict=True)
    )
    ground = mix(lower, bottom, F(0.5))
    sun = mood.bright / max(float(mood.bright.max()), 1e-3)
    return replace(
        palette,
        sky=(sky[0], sky[1], sky[2], sky[3]),
        fog=mix(palette.fog, middle, F(PULL)),
        sun=mix(palette.sun, array(sun), F(PULL * 0.8)),
        shadow=mix(palette.shadow, mood.dark, F(PULL * 0.7)),
        water=mix(palette.water, ground, F(PULL * 0.7)),
        ground=ground if palette.ground is None else mix(palette.ground, ground, F(0.4)),
    )  # fmt: skip


def lit(light: Light, mood: Mood, aspect: float) -> Light:
    """The scene's light in the reference's colours, as strong as it is there."""
    air = mix(mood.bands[0], mood.bands[2], F(0.5))
    ambient = mix(light.ambient, array(air * F(0.9) + F(0.06)), F(PULL * 0.7))
    return replace(light, ambient=ambient, power=light.power * (0.75 + 0.5 * mood.level))


def graded(grade: Grade, mood: Mood) -> Grade:
    """The finish drawn toward the reference's cast and saturation."""
    mean = np.sqrt(np.maximum(mood.bands.mean(0), 1e-4))
    cast = np.clip(mean / max(float(mean.mean()), 1e-3), 0.6, 1.6)
    tint = tuple(float(own * (1 + (wanted - 1) * TINT_PULL)) for own, wanted in zip(grade.tint, cast, strict=True))
    saturation = grade.saturation * (0.6 + min(mood.vivid, 0.42))
    return replace(grade, saturation=saturation, tint=(tint[0], tint[1], tint[2]))
