"""Scene + chance -> Plan: where the horizon lies, where the light stands, what is near and far."""

from dataclasses import dataclass, field, replace

import numpy as np

from generation.engines.animatic import casting, keylight, palette, places, reference, swimming, views
from generation.engines.animatic.film import developed
from generation.engines.animatic.palette import linear
from generation.engines.animatic.plan import Air, Camera, Grade, Light, Palette, Plan, Plane, Spec, Sprite, Style, View
from generation.engines.animatic.raster import F
from generation.engines.animatic.reference import Mood
from generation.engines.animatic.relating import Support
from generation.engines.animatic.scene import OPEN_PLACES, Scene, Subject
from generation.engines.animatic.world import NEAR_FRAMINGS, Story, film_tint, mixed

SUN_HEIGHT = {"golden": 0.13, "dawn": 0.1, "dusk": 0.05, "noon": 0.62, "night": 0.36, "overcast": 0.4, "neon": 0.2}
SUN_WAY = (0.25, 0.06)
"""How far from the middle the sun stands in the first and the last scene of a film, as a share of the width."""
NEON_SUN, NEON_SUN_HEIGHT = 0.1, 0.13
"""The disc that hangs over open land in a neon picture: its radius and how high it stands, in frame heights."""
SUN_RADIUS = {"golden": 0.045, "dawn": 0.04, "dusk": 0.06, "night": 0.036}
MOON_BEHIND = (0.14, 0.2)
"""How high over the horizon the moon stands that somebody is seen against, and its radius, in frame heights."""
ECLIPSE = (0.13, 0.27, 0.062)
"""How far from the middle the covered sun stands, in widths, how high over the horizon, and its radius."""
POWER = {"noon": 1.5, "golden": 1.45, "dawn": 1.15, "dusk": 0.85, "night": 0.34, "overcast": 0.5, "neon": 0.32}
GLOW = {"golden": 1.0, "dawn": 0.8, "dusk": 0.85, "noon": 0.12, "night": 0.22, "overcast": 0.15, "neon": 0.4}
CLEARNESS = {"rain": 0.55, "snow": 0.5, "fog": 0.42, "storm": 0.55, "dust": 0.34}
SOFTNESS = {"medium": 0.35, "close": 0.8}
"""The least aperture of a shot: the nearer the subject, the softer what lies behind."""
APERTURE = {"shallow": 1.0, "normal": 0.25, "wide": 0.1, "tele": 0.42, "open": 2.4, "deep": 0.0}
LARGE_FORMAT = 4.0
"""How much softer a large format is behind the subject."""
SATURATION = {"joyful": 1.18, "ominous": 0.74, "melancholy": 0.84, "epic": 1.1, "romantic": 1.1}
CONTRAST = {"ominous": 0.22, "epic": 0.2, "joyful": 0.1, "melancholy": 0.06}
TINT = {
    "ominous": (0.92, 1.0, 1.05), "melancholy": (0.95, 0.99, 1.06), "joyful": (1.04, 1.01, 0.96),
    "romantic": (1.05, 0.99, 0.98),
}  # fmt: skip
CLEAR_AIR = ("mountains", "lake", "river", "desert", "snow", "island", "sea", "coast")
BIRD_PLACES = ("sea", "coast", "island", "lake", "mountains", "field", "river")
NEBULAE = (
    ("#3b1d6e", "#d0508a", "#2fb5c8"), ("#0e3a66", "#2f9fc0", "#f0a060"), ("#5a1a2c", "#e06a3c", "#6a5ad0"),
    ("#123c34", "#3fbf8a", "#e0c060"),
)  # fmt: skip
SEED_LIMIT = 1 << 31


NEAR_PLANE = 12.0
"""Planes nearer than this are a shot's own where several scenes share a world: the camera stands elsewhere."""
THIRD = {"extreme": 0.17, "wide": 0.16, "medium": 0.13, "close": 0.08}
"""How far from the middle the lead stands, as a share of the frame's width."""
LAYOUT = {"thirds": 0.167, "middle": 0.0, "space": 0.3}
"""The same where the composition says it."""
LAYERED = 0.32
"""How much of the usual way one sees through the air where each layer is to be paler than the one before."""
FREEDOM = 0.28
"""How much nearer the camera may go by chance where the land is given by the film."""
APART = 0.2
"""How far from the middle each of two stands who share a frame."""
LIT_FROM = {"left": 1, "right": -1}
"""The side away from a light that was said to come from there."""
SAME_SIDE = 0.65
"""How often the lead stands away from the light."""


@dataclass
class Draft:
    """A plan in the making: what the stages and the casting read and add to.

    `rng` is the world's chance, `own` the shot's; `hero_x` is where the lead stands in the frame, `focus_u` in the
    world, `side` the side away from the light (1 right). `true_scale` says that the place is drawn in true perspective.
    """

    scene: Scene
    rng: np.random.Generator
    aspect: float
    side: int
    horizon: float
    focus_u: float
    far_scale: float
    palette: Palette
    hues: tuple[str, str, str]
    story: Story
    own: np.random.Generator
    framing: views.Framing
    view: View
    hero_x: float
    mood: Mood | None = None
    waterline: float | None = None
    hero_depth: float | None = 3.4
    true_scale: bool = False
    planes: list[Plane] = field(default_factory=list)
    supports: dict[str, Support] = field(default_factory=dict)

    def add(self, depth: float, spec: Spec) -> None:
        """One more plane at `depth`. The same plane of the same world looks the same, whatever else was added."""
        name = f"{self.story.ground(self.scene.setting)}/{type(spec).__name__}/{depth:.1f}"
        same = sum(1 for plane in self.planes if type(plane.spec) is type(spec) and plane.z == depth)
        own = self.story.shared and depth < NEAR_PLANE
        self._plane(depth, spec, mixed(self.story.shot if own else self.story.place, f"{name}/{same}"))

    def cast(self, depth: float, sprite: Sprite, name: str) -> None:
        """One more figure; the same one looks the same all through a world."""
        self._plane(depth, sprite, mixed(self.story.place, f"cast/{name}"))

    def _plane(self, depth: float, spec: Spec, key: tuple[int, ...]) -> None:
        self.planes.append(Plane(depth, spec, key[0] % SEED_LIMIT))

    @property
    def shore(self) -> bool:
        """Whether firm ground lies before the water, for somebody who stands there."""
        return self.waterline is not None and casting.ashore(self.scene)

    def support(self, name: str, x: float, y: float, z: float, half: float) -> None:
        """Something figures may be on or at: its top middle right of the eye, above the ground (the eye is at 1) and
        away; `half` its half width."""
        self.supports[name] = Support(x, y, z, half)


def compose(
    scene: Scene,
    rng: np.random.Generator,
    aspect: float,
    style: Style,
    story: Story | None = None,
    mood: Mood | None = None,
) -> Plan:
    """The plan of one shot; the camera's move is chosen elsewhere, so that attempts share one composition. Without a
    `story` the chance is drawn from `rng`; `mood` is what a reference picture lends."""
    scene = places.hour(scene)
    draft = _draft(scene, aspect, story or Story.drawn(rng), mood)
    light = keylight.lit(_light(draft), scene)
    places.build(draft)
    draft.view = replace(draft.view, top=draft.horizon - draft.framing.horizon / draft.framing.zoom)
    casting.place(draft)
    draft.planes.sort(key=lambda plane: -plane.z)
    figures = [p.z for p in draft.planes if casting.is_hero(p)]
    return Plan(
        aspect=aspect,
        horizon=draft.horizon,
        light=light if mood is None else reference.lit(light, mood, aspect),
        palette=draft.palette,
        planes=tuple(draft.planes),
        camera=_camera(draft, style, figures[-1] if figures else 4.0),
        fog=_visibility(scene) / max(draft.framing.lens, 1.0) ** 0.3 * (LAYERED if scene.layout == "depth" else 1.0),
        focus_u=draft.focus_u,
        waterline=draft.waterline,
        air=_air(scene),
        stars=_stars(scene),
        birds=_birds(scene, draft.story.chance("birds")),
        wet=_wetness(scene),
        grade=_graded(draft),
        scene=scene,
        seed=mixed(draft.story.place, "plan")[0] % SEED_LIMIT,
        view=draft.view,
    )


def _graded(draft: Draft) -> Grade:
    """The finish of the scene's mood in the cast of its film, or of its reference."""
    scene = draft.scene
    grade = developed(_grade(scene), scene.film or scene.style, scene.gauge, scene.grades)
    grade = keylight.graded(grade, scene)
    red, green, blue = (own * cast for own, cast in zip(grade.tint, film_tint(draft.story), strict=True))
    grade = replace(grade, tint=(red, green, blue))
    return grade if draft.mood is None else reference.graded(grade, draft.mood)


def _camera(draft: Draft, style: Style, focus: float) -> Camera:
    framing, scene = draft.framing, draft.scene
    aperture = max(APERTURE[scene.lens], SOFTNESS.get(scene.shot, 0.0)) if scene.lens != "deep" else 0.0
    aperture *= LARGE_FORMAT if scene.gauge == "large format" else 1.0
    return Camera(style, focus, aperture, framing.zoom, framing.angle, framing.roll)


def _draft(scene: Scene, aspect: float, story: Story, mood: Mood | None) -> Draft:
    rng, own = story.chance(story.ground(scene.setting)), story.own("stage")
    side = 1 if story.chance("light").random() < 0.5 else -1
    side *= -1 if story.reverse else 1
    side = side if mood is None or abs(mood.side) < reference.ONE_SIDED else -1 if mood.side > 0 else 1
    framing = views.framed(scene, aspect, own, FREEDOM if story.shared else 0.0)
    side = _land_side(scene, side)
    hero = side if own.random() < SAME_SIDE or not story.shared else -side
    if scene.setting == "coast" and scene.subjects and _off_shore(scene.subjects[0]):
        hero = -side
    spread = float(own.uniform(0.8, 1.2))
    wide_u, hero_x = (_hero_x(scene, aspect, hero * spread, shot) for shot in ("wide", scene.shot))
    aside = float(own.uniform(-FREEDOM, FREEDOM)) * aspect if story.shared else 0.0
    view = framing.view(aspect, wide_u + aside, hero_x)
    colours = palette.choose(scene, story.chance("palette"))
    side = LIT_FROM.get(scene.lit_from, side)
    return Draft(
        scene=scene,
        rng=rng,
        aspect=aspect,
        side=side,
        horizon=framing.horizon,
        focus_u=wide_u,
        far_scale=float(rng.uniform(0.85, 1.15)),
        palette=colours if mood is None else reference.coloured(colours, mood),
        hues=NEBULAE[int(rng.integers(len(NEBULAE)))],
        story=story,
        own=own,
        framing=framing,
        view=view,
        hero_x=hero_x,
        mood=mood,
    )


def _off_shore(subject: Subject) -> bool:
    return casting.floats(subject) or swimming.swims(subject)


def _land_side(scene: Scene, side: int) -> int:
    """The side of a coast's cliffs: not where something is said to float."""
    floating = [s.side for s in scene.subjects if casting.floats(s) and s.side in ("left", "right")]
    return side if scene.setting != "coast" or not floating else 1 if floating[0] == "left" else -1


def _hero_x(scene: Scene, aspect: float, way: float, shot: str) -> float:
    """Where the lead stands across the frame."""
    lead = scene.subjects[0] if scene.subjects else None
    if scene.framing in NEAR_FRAMINGS and shot == "medium":
        return aspect * (0.5 + float(np.sign(way)) * APART)
    if lead is not None and lead.side in casting.SIDES and shot != "close":
        return aspect * casting.SIDES[lead.side]
    return aspect * (0.5 + way * LAYOUT.get(scene.layout, THIRD[shot]))


def _light(draft: Draft) -> Light:
    scene, rng, pal = draft.scene, draft.story.chance("sun"), draft.palette
    if scene.setting == "space":
        return _starlight(draft)
    if scene.setting == "underwater":
        return _sea_light(draft)
    time = scene.time
    away = float(rng.uniform(0.04, 0.24))
    if draft.story.shared:  # the day goes on from scene to scene
        away = SUN_WAY[0] + (SUN_WAY[1] - SUN_WAY[0]) * draft.story.progress
    u = draft.aspect * (0.5 - draft.side * away)
    v = draft.horizon - SUN_HEIGHT[time] * float(rng.uniform(0.8, 1.3))
    disc = SUN_RADIUS.get(time, 0.0) * draft.far_scale
    if time == "neon" and scene.setting in OPEN_PLACES and scene.shot in ("wide", "extreme"):
        v, disc = draft.horizon - NEON_SUN_HEIGHT, NEON_SUN
    if time == "noon":
        u, v = draft.aspect * (0.5 - draft.side * 0.62), -0.1
    if scene.backlit:
        u, disc = draft.focus_u + 0.05 * draft.side, disc or 0.05
        if scene.has("moon") and time == "night":
            v, disc = draft.horizon - MOON_BEHIND[0], MOON_BEHIND[1]
    if scene.weather in ("rain", "storm", "snow", "dark clouds") and time != "night":
        disc = 0.0
    if scene.has("eclipse"):
        u, v, disc = draft.aspect * (0.5 - draft.side * ECLIPSE[0]), draft.horizon - ECLIPSE[1], ECLIPSE[2]
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
    neon = scene.time == "neon" and scene.weather == "clear" and scene.setting in OPEN_PLACES
    return night or neon or (scene.has("stars") and scene.time in ("dusk", "neon"))


def _birds(scene: Scene, rng: np.random.Generator) -> bool:
    chance = rng.random() < 0.4
    fair = scene.weather in ("clear", "clouds", "fog") and scene.time in ("dawn", "golden", "dusk", "noon")
    return scene.has("birds") or (
        chance and fair and scene.shot != "close" and scene.setting in BIRD_PLACES and scene.first("bird") is None
    )


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
