"""Hand-made colour palettes, three or more for each time of day."""

from functools import lru_cache
from typing import Any

import numpy as np

from generation.engines.animatic import vocabulary
from generation.engines.animatic.plan import Palette
from generation.engines.animatic.raster import Array, F, array, mix
from generation.engines.animatic.scene import Scene

# sky from zenith to horizon | fog | light | shadow | water | accent
PALETTES: dict[str, tuple[str, ...]] = {
    "dawn": (
        "#46639f #92a8d2 #f2c4b6 #ffe6c2 #e6cfca #ffd7a8 #3b4a72 #6c96b8 #ff9f80",
        "#3f78ab #8cc0d8 #f2d8c4 #fff0cc #e2dcd2 #ffe0a8 #2c4a66 #5f9fb8 #ffb86a",
        "#53509a #a28fc6 #f3b9b6 #ffe2b6 #e2c0c6 #ffcf9c #3b3a68 #7b83b2 #ffa06a",
        "#2d69a8 #7cb2da #d6e0e4 #fff0c6 #dbe1df #ffe4ac #2b4868 #5a9cc2 #ff9a6a",
    ),
    "golden": (
        "#2f6ca6 #82b2cc #f1d6a2 #ffeab6 #ecd0a0 #ffc470 #3a3d54 #4d92a8 #ff8a3c",
        "#55498e #bb7d90 #f8b072 #ffe090 #efb584 #ffb562 #43304f #86617c #ffcf5a",
        "#2c6488 #7caab6 #eecb9e #ffe2ae #e8caa2 #ffc47a #2a3c52 #4a8a9c #f07a3a",
        "#3d7ab4 #9cc0d0 #f5deb2 #fff2cc #eddcba #ffd492 #34465e #5a9ab4 #f08a4a",
    ),
    "dusk": (
        "#1d2560 #553f92 #c95e8c #ffb07a #bf7090 #ff9a66 #26265a #56508c #ffb05a",
        "#12264e #2d5a8e #7d88be #f2b8a0 #9490b4 #ffb08c #1a2a4c #355c8c #ffb870",
        "#2f2258 #7c3c74 #e4685c #ffc270 #cf7270 #ff9d54 #31244a #6a4068 #ffd070",
        "#0f3052 #2f6c8a #a4a4a8 #ffbe90 #a098a2 #ffa876 #152a42 #386c88 #ffb060",
    ),
    "noon": (
        "#1f74cc #55a8ea #acdaf5 #e8f6fb #c8e2f2 #fff6e0 #27496a #2489aa #ffd24a",
        "#2387b8 #60bcd8 #b6e4e6 #f2f8e8 #d2e9e4 #fff3d0 #24505c #24a4a6 #ff9a5a",
        "#2a62b4 #6f9fdf #bcd4f0 #f6ecd8 #d3dcec #ffedc8 #2d4266 #3a80b4 #ffb84a",
        "#1666cc #489bec #96d0f8 #def2fb #bfdff2 #fff9e8 #24446c #1f86b8 #ff8a5a",
    ),
    "night": (
        "#050a1f #0c2046 #1c3d6c #446a98 #2b4d79 #cfe0ff #071022 #1a3766 #ffc46a",
        "#090727 #191550 #34337c #6463a8 #3c3f7a #dcd8ff #0b0922 #2b2b66 #ffb45a",
        "#04151f #0a3a44 #176068 #489a90 #22606a #d0fff0 #051a20 #124c58 #ffd07a",
        "#060d28 #123464 #2a5c90 #6c9ac0 #3a648c #e4ecff #081428 #1e4878 #ffbe6a",
    ),
    "overcast": (
        "#818f9a #a1adb4 #c1cacd #dfe2e0 #c5cdd0 #eef0ee #3a4650 #74899a #d8a05a",
        "#697789 #909dad #b3bdc8 #d9dbd9 #b1bcc7 #e6eaf0 #303c4c #617a90 #e0905a",
        "#8894a6 #aab2be #cbcfd2 #ece8de #cccfd0 #f4eee2 #3c444e #6d8494 #d8925a",
    ),
    "backlit": (
        "#3a5592 #b0849a #ffbe70 #fff0b4 #eebb86 #ffc46a #3a3350 #5f7c9c #ff9a4a",
        "#2a6488 #86a89c #ffd884 #fff4c0 #e8cc92 #ffd27a #2a3e48 #4a8890 #ff8a3c",
        "#4a3c80 #b86488 #ff9a68 #ffe29c #e49a80 #ffb066 #3a2850 #785c88 #ffcf5a",
    ),
    "storm": (
        "#1b2431 #364453 #60707e #a4aaa8 #66747f #d3dcd6 #161d26 #3e515c #ffd080",
        "#241f33 #433f58 #736e86 #b7a9a2 #756e80 #e0d4d0 #1d1926 #48485f #ffc070",
        "#14262e #2f4a52 #5a7a7e #b2c2ae #62808a #dcead8 #12222a #3a5e62 #ffd890",
    ),
    "neon": (
        "#0b0822 #22124e #641f7e #d8459a #6d2f88 #ff5aa8 #0d0a20 #42237a #28e0ff",
        "#06162a #0e335a #185f78 #35b8b0 #1f5a72 #5af0e0 #08121f #14506c #ff4a90",
        "#10061f #3a0f4a #7a2260 #ff7a4a #80345e #ff8a4a #120818 #4a2060 #39f0c0",
    ),
}
MARS = (
    "#6a4a3c #b07a58 #dca878 #f4d6b0 #d8a47c #ffe6c8 #4a2a22 #8a5a44 #58c0ff",
    "#4c3a40 #946258 #d0906c #f2c69a #c68a68 #ffdcb8 #3e2428 #7a5048 #6ad0e0",
)
DUST, AFTERGLOW = "#d9b27e", "#f0a468"
NEON_GROUND = 0.45
"""How much of its accent, beside its sky, a neon picture's ground takes."""
NIGHTNESS = {"night": 1.0, "neon": 1.0, "dusk": 0.5, "storm": 0.4, "overcast": 0.1}
DAYS = ("dawn", "golden", "noon", "overcast", "backlit")
LOOSE_COLOUR_PULL = (0.42, 0.24, 0.14)
TINT_PULL = 0.55


def linear(colour: Any) -> Array:
    """Linear RGB of "#rrggbb", or of sRGB values 0..1."""
    if isinstance(colour, str):
        return _linear(colour).copy()
    c = np.asarray(colour, np.float32)
    return array(np.where(c <= 0.04045, c / 12.92, ((c + 0.055) / 1.055) ** 2.4))


@lru_cache(1024)
def _linear(colour: str) -> Array:
    return linear([int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)])


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


def _key(scene: Scene) -> str:
    if scene.weather == "storm" and scene.time != "neon":
        return "storm"
    return "backlit" if scene.backlit and scene.time in ("golden", "dawn") else scene.time


def choose(scene: Scene, rng: np.random.Generator) -> Palette:
    """A palette for the scene's hour and weather, pulled by the colours its prompt names."""
    key = _key(scene)
    rows = MARS if scene.has("mars") and key in DAYS else PALETTES[key]
    stops = [linear(c) for c in rows[int(rng.integers(len(rows)))].split()]
    sky, (fog, sun, shadow, water, accent) = stops[:4], stops[4:]
    for colour, pull in zip(scene.colours, LOOSE_COLOUR_PULL, strict=False):
        target = named(colour)
        sky = [toward(stop, target, pull) for stop in sky]
        fog, water = toward(fog, target, pull), toward(water, target, pull)
    if scene.has("eclipse") and key == "night":  # all around the horizon it is still day
        sky = [*sky[:2], mix(sky[2], linear(AFTERGLOW), F(0.12)), mix(sky[3], linear(AFTERGLOW), F(0.7))]
    if scene.weather == "dust":  # the air takes the colour of what it carries
        carried = linear(DUST) * F(0.12 if key in ("night", "neon") else 1.0)
        sky = [mix(stop, carried, F(k)) for stop, k in zip(sky, (0.45, 0.6, 0.7, 0.6), strict=True)]
        fog = mix(fog, carried, F(0.75))
    if scene.weather == "dark clouds":  # a threatening sky keeps the hour's hue near the horizon only
        heavy = [linear(c) for c in PALETTES["storm"][0].split()[:4]]
        sky = [mix(a, b, F(k)) for a, b, k in zip(sky, heavy, (0.85, 0.72, 0.25, 0.0), strict=True)]
    if scene.weather in ("rain", "dark clouds"):  # what is far fades into the clouds, and is no lighter than they are
        fog = mix(fog, sky[1], F(0.6))
    if scene.colours:
        accent = named(scene.colours[0])
    if "sky" in scene.tints:
        target = named(scene.tints["sky"])
        sky = [toward(stop, target, TINT_PULL) for stop in sky]
        fog = toward(fog, target, TINT_PULL * 0.7)
    if "water" in scene.tints:
        water = mix(water, named(scene.tints["water"]), 0.75)
    ground = named(scene.tints["ground"]) if "ground" in scene.tints else None
    if ground is None and key == "neon" and not scene.snowy:
        ground = mix(sky[2], accent, F(NEON_GROUND))
    return Palette((sky[0], sky[1], sky[2], sky[3]), fog, sun, shadow, water, accent, NIGHTNESS.get(key, 0.0), ground)
