"""Hand-made colour palettes, two or three for each time of day."""

from typing import Any

import numpy as np

from generation.engines.animatic import vocabulary
from generation.engines.animatic.plan import Palette
from generation.engines.animatic.raster import Array, F, array, mix
from generation.engines.animatic.scene import Scene

# sky from zenith to horizon | fog | light | shadow | water | accent
PALETTES: dict[str, tuple[str, ...]] = {
    "dawn": (
        "#3f5590 #8c93c4 #f0b4ae #ffe0bc #efc8b8 #ffd2a0 #38406a #6d8db0 #ff9f80",
        "#3f78ab #8cc0d8 #f2d8c4 #fff0cc #e4dccf #ffe0a8 #2c4a66 #5f9fb8 #ffb86a",
        "#4a3c80 #9c6fae #f5a2a6 #ffdeb0 #f2b8b2 #ffc892 #3a3062 #7b7bac #ffa06a",
    ),
    "golden": (
        "#39699a #88abbb #f3c592 #ffe6ab #f3c38d #ffbb62 #42364c #58899c #ff8a3c",
        "#6a3a73 #c8636c #f8985f #ffd884 #f29f6c #ffab52 #43264f #895872 #ffcf5a",
        "#2a5668 #5c9798 #dcbf82 #ffe39a #e2bd7c #ffc665 #24404a #478488 #f07a3a",
    ),
    "dusk": (
        "#1d2158 #56388a #cb5684 #ffa86c #cc6a88 #ff915f #241f50 #574584 #ffb05a",
        "#12264e #2d5a8e #7d84bb #f0b29a #9788b0 #ffab84 #182647 #355888 #ffb870",
        "#2f1c4e #7a346a #e05f58 #ffbb66 #d66c68 #ff984f #2f1b40 #6a385e #ffd070",
    ),
    "noon": (
        "#1f74cc #55a8ea #acdaf5 #e8f6fb #c8e2f2 #fff6e0 #27496a #2489aa #ffd24a",
        "#2387b8 #60bcd8 #b6e4e6 #f2f8e8 #d2e9e4 #fff3d0 #24505c #24a4a6 #ff9a5a",
        "#2a62b4 #6f9fdf #bcd4f0 #f6ecd8 #d3dcec #ffedc8 #2d4266 #3a80b4 #ffb84a",
    ),
    "night": (
        "#050a1f #0c2046 #1c3d6c #446a98 #2b4d79 #cfe0ff #071022 #1a3766 #ffc46a",
        "#090727 #191550 #34337c #6463a8 #3c3f7a #dcd8ff #0b0922 #2b2b66 #ffb45a",
        "#04151f #0a3a44 #176068 #489a90 #22606a #d0fff0 #051a20 #124c58 #ffd07a",
    ),
    "overcast": (
        "#818f9a #a1adb4 #c1cacd #dfe2e0 #c5cdd0 #eef0ee #3a4650 #74899a #d8a05a",
        "#697789 #909dad #b3bdc8 #d9dbd9 #b1bcc7 #e6eaf0 #303c4c #617a90 #e0905a",
    ),
    "storm": (
        "#1b2431 #364453 #60707e #a4aaa8 #66747f #d3dcd6 #161d26 #3e515c #ffd080",
        "#241f33 #433f58 #736e86 #b7a9a2 #756e80 #e0d4d0 #1d1926 #48485f #ffc070",
    ),
    "neon": (
        "#0b0822 #22124e #641f7e #d8459a #6d2f88 #ff5aa8 #0d0a20 #42237a #28e0ff",
        "#06162a #0e335a #185f78 #35b8b0 #1f5a72 #5af0e0 #08121f #14506c #ff4a90",
        "#10061f #3a0f4a #7a2260 #ff7a4a #80345e #ff8a4a #120818 #4a2060 #39f0c0",
    ),
}
NIGHTNESS = {"night": 1.0, "neon": 1.0, "dusk": 0.5, "storm": 0.4, "overcast": 0.1}
LOOSE_COLOUR_PULL = (0.42, 0.24, 0.14)
TINT_PULL = 0.55


def linear(colour: Any) -> Array:
    """Linear RGB of "#rrggbb", or of sRGB values 0..1."""
    if isinstance(colour, str):
        colour = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    c = np.asarray(colour, np.float32)
    return array(np.where(c <= 0.04045, c / 12.92, ((c + 0.055) / 1.055) ** 2.4))


def named(colour: str) -> Array:
    """Linear RGB of a colour word of the vocabulary."""
    return linear(vocabulary.load().colours[colour])


def swatch(colour: str | None) -> str | None:
    """The "#rrggbb" of a colour word."""
    return vocabulary.load().colours[colour] if colour else None


def neutral(light: Array, share: float) -> Array:
    """Part of the light is taken as white, so that a red umbrella stays red under a teal lamp."""
    return mix(light, F(float(light.mean())), F(share))


def toward(colour: Array, target: Array, amount: float) -> Array:
    """`colour` drawn to the hue of `target`, its own brightness mostly kept."""
    level = float(colour.mean()) / max(float(target.mean()), 0.05)
    return mix(colour, target * (0.35 + 0.65 * level), amount)


def choose(scene: Scene, rng: np.random.Generator) -> Palette:
    """A palette for the scene's hour and weather, pulled by the colours its prompt names."""
    key = "storm" if scene.weather == "storm" and scene.time != "neon" else scene.time
    rows = PALETTES[key]
    stops = [linear(c) for c in rows[int(rng.integers(len(rows)))].split()]
    sky, (fog, sun, shadow, water, accent) = stops[:4], stops[4:]
    for colour, pull in zip(scene.colours, LOOSE_COLOUR_PULL, strict=False):
        target = named(colour)
        sky = [toward(stop, target, pull) for stop in sky]
        fog, water = toward(fog, target, pull), toward(water, target, pull)
    if scene.weather == "dark clouds":  # a threatening sky keeps the hour's hue near the horizon only
        heavy = [linear(c) for c in PALETTES["storm"][0].split()[:4]]
        sky = [mix(a, b, F(k)) for a, b, k in zip(sky, heavy, (0.75, 0.65, 0.4, 0.1), strict=True)]
    if scene.colours:
        accent = named(scene.colours[0])
    if "sky" in scene.tints:
        target = named(scene.tints["sky"])
        sky = [toward(stop, target, TINT_PULL) for stop in sky]
        fog = toward(fog, target, TINT_PULL * 0.7)
    if "water" in scene.tints:
        water = mix(water, named(scene.tints["water"]), 0.75)
    ground = named(scene.tints["ground"]) if "ground" in scene.tints else None
    return Palette((sky[0], sky[1], sky[2], sky[3]), fog, sun, shadow, water, accent, NIGHTNESS.get(key, 0.0), ground)
