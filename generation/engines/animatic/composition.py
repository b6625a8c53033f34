"""Scene + chance -> Plan: where the horizon lies, where the light stands, what is near and far."""

from dataclasses import dataclass, field

import numpy as np

from generation.engines.animatic import casting, palette, places
from generation.engines.animatic.palette import linear
from generation.engines.animatic.plan import Air, Camera, Grade, Light, Palette, Plan, Plane, Spec, Style
from generation.engines.animatic.raster import F
from generation.engines.animatic.scene import Scene

SUN_HEIGHT = {"golden": 0.13, "dawn": 0.1, "dusk": 0.05, "noon": 0.62, "night": 0.36, "overcast": 0.4, "neon": 0.2}
SUN_RADIUS = {"golden": 0.045, "dawn": 0.04, "dusk": 0.06, "night": 0.036}
POWER = {"noon": 1.5, "golden": 1.45, "dawn": 1.15, "dusk": 0.85, "night": 0.34, "overcast": 0.5, "neon": 0.32}
GLOW = {"golden": 1.0, "dawn": 0.8, "dusk": 0.85, "noon": 0.12, "night": 0.22, "overcast": 0.15, "neon": 0.4}
CLEARNESS = {"rain": 0.55, "snow": 0.5, "fog": 0.42, "storm": 0.55, "dust": 0.34}
APERTURE = {"shallow": 1.0, "normal": 0.25, "wide": 0.1, "tele": 0.7}
LENS_SCALE = {"wide": 0.72, "tele": 1.5}
SATURATION = {"joyful": 1.18, "ominous": 0.74, "melancholy": 0.84, "epic": 1.1, "romantic": 1.1}
CONTRAST = {"ominous": 0.22, "epic": 0.2, "joyful": 0.1, "melancholy": 0.06}
TINT = {
    "ominous": (0.92, 1.0, 1.05), "melancholy": (0.95, 0.99, 1.06), "joyful": (1.04, 1.01, 0.96),
    "romantic": (1.05, 0.99, 0.98),
}  # fmt: skip
CLEAR_AIR = ("mountains", "lake", "river", "desert", "snow", "island", "sea", "coast")
OPEN_WATER = ("sea", "lake", "island")
BIRD_PLACES = ("sea", "coast", "island", "lake", "mountains", "field", "river")
NEBULAE = (
    ("#3b1d6e", "#d0508a", "#2fb5c8"), ("#0e3a66", "#2f9fc0", "#f0a060"), ("#5a1a2c", "#e06a3c", "#6a5ad0"),
    ("#123c34", "#3fbf8a", "#e0c060"),
)  # fmt: skip
SEED_LIMIT = 1 << 31


@dataclass
class Draft:
    """A plan in the making: what the stages and the casting read and add to."""

    scene: Scene
    rng: np.random.Generator
    aspect: float
    side: int
    horizon: float
    focus_u: float
    far_scale: float
    palette: Palette
    hues: tuple[str, str, str]
    waterline: float | None = None
    hero_depth: float | None = 3.4
    planes: list[Plane] = field(default_factory=list)

    def add(self, depth: float, spec: Spec) -> None:
        """One more plane at `depth`."""
        self.planes.append(Plane(depth, spec, int(self.rng.integers(SEED_LIMIT))))


def compose(scene: Scene, rng: np.random.Generator, aspect: float, style: Style) -> Plan:
    """The plan of one shot; the camera's move is chosen elsewhere, so that attempts share one composition."""
    draft = _draft(scene, rng, aspect)
    light = _light(draft)
    places.build(draft)
    casting.place(draft)
    draft.planes.sort(key=lambda plane: -plane.z)
    figures = [p.z for p in draft.planes if casting.is_hero(p)]
    return Plan(
        aspect=aspect,
        horizon=draft.horizon,
        light=light,
        palette=draft.palette,
        planes=tuple(draft.planes),
        camera=Camera(style, figures[0] if figures else 4.0, APERTURE[scene.lens]),
        fog=_visibility(scene),
        focus_u=draft.focus_u,
        waterline=draft.waterline,
        air=_air(scene),
        stars=_stars(scene),
        birds=_birds(scene, rng),
        wet=_wetness(scene),
        grade=_grade(scene),
        scene=scene,
        seed=int(rng.integers(SEED_LIMIT)),
    )


def _draft(scene: Scene, rng: np.random.Generator, aspect: float) -> Draft:
    side = 1 if rng.random() < 0.5 else -1
    offset = 0.05 if scene.shot == "close" else 0.16
    low = scene.setting in OPEN_WATER
    heights = (0.46, 0.52, 0.58) if low else (0.5, 0.55, 0.6, 0.65)
    return Draft(
        scene=scene,
        rng=rng,
        aspect=aspect,
        side=side,
        horizon=float(rng.choice(heights)) + float(rng.uniform(-0.015, 0.015)),
        focus_u=aspect * (0.5 + side * offset * float(rng.uniform(0.75, 1.2))),
        far_scale=LENS_SCALE.get(scene.lens, 1.0) * float(rng.uniform(0.85, 1.15)),
        palette=palette.choose(scene, rng),
        hues=NEBULAE[int(rng.integers(len(NEBULAE)))],
    )


def _light(draft: Draft) -> Light:
    scene, rng, pal = draft.scene, draft.rng, draft.palette
    if scene.setting == "space":
        return _starlight(draft)
    if scene.setting == "underwater":
        return _sea_light(draft)
    time = scene.time
    u = draft.aspect * (0.5 - draft.side * float(rng.uniform(0.04, 0.24)))
    v = draft.horizon - SUN_HEIGHT[time] * float(rng.uniform(0.8, 1.3))
    disc = SUN_RADIUS.get(time, 0.0) * draft.far_scale
    if time == "noon":
        u, v = draft.aspect * (0.5 - draft.side * 0.62), -0.1
    if scene.backlit:
        u, disc = draft.focus_u + 0.05 * draft.side, disc or 0.05
    if scene.weather in ("rain", "storm", "snow", "dark clouds") and time != "night":
        disc = 0.0
    glow, power = GLOW[time], POWER[time]
    if scene.setting == "street" and pal.night > 0.4:  # the far end of a street glows by night
        u, v, glow, disc = draft.aspect / 2 + draft.side * 0.1, draft.horizon - 0.04, 0.95, 0.0
    if scene.weather in ("storm", "rain", "dark clouds"):
        glow, power = glow * 0.5, power * 0.75
    ambient = 0.62 * pal.sky[1] + 0.42 * pal.sky[2] + F(0.1)
    lift = 0.34 if time in ("noon", "overcast", "night") else 0.12
    return Light(u, v, disc, pal.sun, power, ambient, glow, (-draft.side * 0.78, 0.52, lift))


def _starlight(draft: Draft) -> Light:
    ambient = linear(draft.hues[1]) * F(0.22) + F(0.03)
    toward = (draft.side * 0.8, 0.5, 0.3)
    return Light(draft.aspect / 2, -0.5, 0.0, linear("#fff0de"), 1.3, ambient, 0.3, toward)


def _sea_light(draft: Draft) -> Light:
    u = draft.aspect * (0.5 - draft.side * float(draft.rng.uniform(0.05, 0.3)))
    return Light(u, -0.4, 0.0, linear("#bfeee6"), 0.55, linear("#2f86a0"), 0.3, (0.2, 0.95, 0.2))


def _air(scene: Scene) -> Air:
    return "space" if scene.setting == "space" else "water" if scene.setting == "underwater" else "open"


def _visibility(scene: Scene) -> float:
    """The depth at which haze has taken most of the colour."""
    if scene.setting in ("space", "underwater"):
        return 60.0 if scene.setting == "space" else 7.0
    base = 42.0 if scene.setting in CLEAR_AIR else 28.0
    return base * CLEARNESS.get(scene.weather, 1.0)


def _stars(scene: Scene) -> bool:
    night = scene.time == "night" and scene.weather in ("clear", "fog", "snow")
    return night or (scene.has("stars") and scene.time in ("dusk", "neon"))


def _birds(scene: Scene, rng: np.random.Generator) -> bool:
    chance = rng.random() < 0.4
    fair = scene.weather in ("clear", "clouds", "fog") and scene.time in ("dawn", "golden", "dusk", "noon")
    return scene.has("birds") or (chance and fair and scene.setting in BIRD_PLACES and scene.first("bird") is None)


def _wetness(scene: Scene) -> float:
    if scene.setting != "street":
        return 0.0
    return 0.62 if scene.weather in ("rain", "storm") or scene.time == "neon" else 0.14


def _grade(scene: Scene) -> Grade:
    dark = scene.mood in ("ominous", "mysterious")
    return Grade(
        SATURATION.get(scene.mood, 1.06),
        CONTRAST.get(scene.mood, 0.13),
        0.3 if dark else 0.18,
        TINT.get(scene.mood, (1.0, 1.0, 1.0)),
    )
