"""One light for everything: shadows, lamps, hours, weather and skies."""

from dataclasses import replace

import numpy as np
import numpy.typing as npt
import pytest

from generation.engines.animatic import heavens, lamps, sky
from generation.engines.animatic.canvas import Canvas
from generation.engines.animatic.clouds import paint_clouds
from generation.engines.animatic.composition import compose
from generation.engines.animatic.figures.draw import paint_sprite
from generation.engines.animatic.figures.shadows import Cast, casts
from generation.engines.animatic.palette import NIGHTNESS, PALETTES
from generation.engines.animatic.places import BUILDERS
from generation.engines.animatic.plan import Clouds, Plan, Plane, Scenery, Sprite, Style, Terrain
from generation.engines.animatic.reading import read
from generation.engines.animatic.scene import Scene
from generation.engines.animatic.scenery import paint_scenery
from generation.engines.animatic.terrain import paint_terrain
from tests.animatic.shots import brightness, picture

Floats = npt.NDArray[np.float32]
FIELD = "a horse in a field"
OUTDOORS = ("mountains", "forest", "desert", "field", "sea", "island", "coast", "lake", "river", "snow")
FEATURES = (
    "waterfall", "volcano", "eruption", "jungle", "bamboo", "birch", "village", "harbour", "iceberg", "swamp",
    "savanna", "lavender", "vineyard", "canyon", "dunes", "cloud sea", "mars", "domed city", "farm", "palms",
    "milky way", "lightning",
)  # fmt: skip
SEEN = (
    ("waterfall", "waterfall", "river"), ("iceberg", "ice", "snow"), ("village", "village", "field"),
    ("harbour", "harbour", "coast"), ("eruption", "eruption", "mountains"),
)  # fmt: skip
"""Feature, the scenery it brings, and the place."""


def plan_of(scene: Scene, seed: int = 3, aspect: float = 1.78) -> Plan:
    return compose(scene, np.random.default_rng(seed), aspect, Style("static"))


def plan(prompt: str, seed: int = 3, aspect: float = 1.78) -> Plan:
    return plan_of(read(prompt, "", np.random.default_rng(seed)), seed, aspect)


def figure(made: Plan) -> tuple[Plane, Sprite]:
    for plane in made.planes:
        if isinstance(plane.spec, Sprite):
            return plane, plane.spec
    raise AssertionError("no figure")


def thrown(prompt: str, seed: int = 3) -> tuple[Plan, list[Cast]]:
    made = plan(prompt, seed)
    plane, spec = figure(made)
    return made, casts(made, plane, spec, ())


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("hour", ["noon", "golden hour", "dawn"])
def test_a_shadow_falls_away_from_the_light(hour: str, seed: int) -> None:
    made, found = thrown(f"{FIELD} at {hour}, clear sky", seed)
    assert found
    across, away, _ = found[0]
    assert across * made.light.direction[0] < 0
    assert away < 0  # toward the camera, since the light stands before it


def test_a_shadow_is_longer_at_golden_hour_than_at_noon() -> None:
    def length(hour: str) -> float:
        across, away, _ = thrown(f"{FIELD} at {hour}, clear sky")[1][0]
        return float(np.hypot(across, away))

    assert length("golden hour") > 2 * length("noon")


@pytest.mark.parametrize("sky", ["in fog at dawn", "on an overcast day", "in the rain", "in falling snow"])
def test_a_veiled_sun_throws_no_shadow(sky: str) -> None:
    assert thrown(f"{FIELD} {sky}")[1] == []


def test_the_painted_shadow_darkens_the_ground_on_the_far_side_of_the_light() -> None:
    made = plan(f"{FIELD} at golden hour, clear sky")
    plane, spec = figure(made)
    canvas = Canvas(made, 512, 288, 0.0)
    patch = paint_sprite(canvas, plane)
    alpha = np.zeros((canvas.height, canvas.width), np.float32)
    alpha[patch.y : patch.y + patch.image.shape[0], patch.x : patch.x + patch.image.shape[1]] = patch.image[..., 3]
    row = min(canvas.height - 2, int((spec.v + 0.03) * canvas.scale))
    foot = int(spec.u * canvas.scale)
    left, right = float(alpha[row, :foot].sum()), float(alpha[row, foot:].sum())
    assert (left > right) == (made.light.direction[0] > 0)


def ground(made: Plan, found: tuple[lamps.Lamp, ...]) -> tuple[Canvas, Floats]:
    """The nearest ground under the figure, painted with the given lamps."""
    canvas = Canvas(made, 320, 180, 0.0)
    canvas.lamps = found
    band = min((p for p in made.planes if isinstance(p.spec, Terrain) and p.z > 2.5), key=lambda p: abs(p.z - 3.6))
    patch = paint_terrain(canvas, band)
    whole = np.zeros((canvas.height, canvas.width, 4), np.float32)
    whole[patch.y : patch.y + patch.image.shape[0], patch.x : patch.x + patch.image.shape[1]] = patch.image
    return canvas, whole


@pytest.mark.parametrize("prompt", ["a campfire in a field at night", "a street lamp in a field at night"])
def test_a_lamp_lights_the_ground_near_it_by_night(prompt: str) -> None:
    made = plan(prompt)
    _, spec = figure(made)
    found = lamps.lamps(made)
    assert found
    canvas, lit = ground(made, found)
    _, dark = ground(made, ())
    gained = (lit - dark)[..., :3].sum(2)
    row = min(canvas.height - 3, int((spec.v + 0.02) * canvas.scale))
    middle = int(spec.u * canvas.scale)
    near = float(gained[row - 2 : row + 2, max(0, middle - 8) : middle + 8].mean())
    far = float(gained[row - 2 : row + 2, :12].mean() if spec.u > 0.9 else gained[row - 2 : row + 2, -12:].mean())
    assert near > 0.02
    assert near > 3 * max(far, 1e-4)


def test_lamps_are_weak_by_day() -> None:
    night, day = (lamps.lamps(plan(f"a campfire in a field at {hour}")) for hour in ("night", "noon"))
    assert sum(float(x.colour.max()) for x in day) < 0.6 * sum(float(x.colour.max()) for x in night)


def test_night_is_darker_than_noon() -> None:
    assert brightness(picture("mountains at night")) < 0.75 * brightness(picture("mountains at noon, clear sky"))


def test_snow_makes_the_ground_lighter() -> None:
    green, white = (picture(f"a field at noon{snow}")[-40:] for snow in (", summer", ", falling snow"))
    assert brightness(white) > brightness(green) + 15


def test_fog_takes_the_contrast_of_what_is_far() -> None:
    scene = read("mountains at noon, clear sky", "", np.random.default_rng(1))
    spreads = []
    for weather in ("clear", "fog"):
        made = plan_of(replace(scene, weather=weather), 5)
        canvas = Canvas(made, 320, 180, 0.0)
        far = next(p for p in made.planes if isinstance(p.spec, Terrain) and 25 < p.z < 40)
        image = paint_terrain(canvas, far).image
        detail = np.abs(np.diff(image[..., :3], axis=1)).mean(2)
        spreads.append(float(detail[image[:, 1:, 3] > 0.99].mean()))
    assert spreads[1] < 0.8 * spreads[0]


def test_a_storm_has_lightning() -> None:
    made = plan("a storm over the plains")
    plane = next(p for p in made.planes if isinstance(p.spec, Clouds))
    bright = []
    for kept in (made, replace(made, scene=replace(made.scene, weather="rain"))):
        assert isinstance(plane.spec, Clouds)
        spec = replace(plane.spec, form="shelf" if kept is made else "sheet")
        image = paint_clouds(Canvas(kept, 320, 180, 0.0), replace(plane, spec=spec)).patch.image
        bright.append(float(image[..., :3].max()))
    assert bright[0] > 1.2 > bright[1]


def test_the_milky_way_adds_to_a_starry_sky() -> None:
    made = plan("mountains at night")
    canvas = Canvas(made, 320, 180, 0.0)
    with_it = Canvas(replace(made, scene=replace(made.scene, features=frozenset({"milky way"}))), 320, 180, 0.0)
    plain, rich = (heavens.stars(c, np.random.default_rng(1)).mean() for c in (canvas, with_it))
    assert rich > 1.5 * plain


@pytest.mark.parametrize("hour", ["dusk", "night", "dawn"])
def test_skies_have_no_bands(hour: str) -> None:
    """The gradient itself, at the height of a 2048 pixel picture, in 8 bit with the engine's dither: no row repeats
    exactly over more than a few rows."""
    made = plan(f"a field at {hour}, clear sky")
    canvas = Canvas(made, 64, 1152, 0.0)
    rows = sky._gradient(canvas)[:, 0]
    assert np.unique(rows[: int(made.horizon * 1000)].round(6), axis=0).shape[0] > 0.98 * int(made.horizon * 1000)
    steps = np.abs(np.diff(np.clip(rows, 0, 1) ** (1 / 2.2) * 255, axis=0)).max()
    assert steps < 1.5


def test_every_hour_has_three_palettes_or_more() -> None:
    assert {"dawn", "golden", "dusk", "noon", "night", "overcast", "backlit", "storm", "neon"} <= set(PALETTES)
    assert all(len(rows) >= 3 for rows in PALETTES.values())
    assert NIGHTNESS["night"] == 1.0


@pytest.mark.parametrize("place", OUTDOORS)
@pytest.mark.parametrize("aspect", [1.78, 0.5625])
def test_every_place_has_five_depths_or_more(place: str, aspect: float) -> None:
    scene = replace(read("somewhere at noon", "", np.random.default_rng(0)), setting=place, surroundings=())
    for seed in range(6):
        made = plan_of(scene, seed, aspect)
        depth = len({plane.z for plane in made.planes}) + (3 if made.waterline is not None else 0)
        assert depth >= 5, (place, seed)  # open water runs through every depth by itself


@pytest.mark.parametrize("feature", FEATURES)
def test_every_feature_of_the_land_is_painted_without_fault(feature: str) -> None:
    for place in ("mountains", "field", "coast", "desert", "forest"):
        scene = replace(
            read("a man at dusk", "", np.random.default_rng(0)), setting=place, features=frozenset({feature})
        )
        made = plan_of(scene, 2)
        canvas = Canvas(made, 160, 90, 0.1)
        for plane in made.planes:
            if isinstance(plane.spec, Scenery):
                patches = [layer.patch for layer in paint_scenery(canvas, plane)]
            elif isinstance(plane.spec, Terrain):
                patches = [paint_terrain(canvas, plane)]
            else:
                continue
            for patch in patches:
                assert np.isfinite(patch.image).all(), (feature, place, plane.spec)
                assert patch.image[..., 3].max(initial=0) <= 1.0 + 1e-4


def test_places_named_by_a_feature_are_seen() -> None:
    for feature, kind, place in SEEN:
        scene = replace(read("somewhere", "", np.random.default_rng(0)), setting=place, features=frozenset({feature}))
        assert any(isinstance(p.spec, Scenery) and p.spec.kind == kind for p in plan_of(scene).planes), feature
    assert set(OUTDOORS) <= set(BUILDERS)


def test_film_stocks_show() -> None:
    prompt = "a red balloon over a green field at noon"
    plain, grey, sepia = (picture(f"{prompt}{film}").astype(int) for film in ("", ", black and white", ", sepia"))
    spread = [int((p.max(2) - p.min(2)).mean()) for p in (plain, grey, sepia)]
    assert spread[1] < 8 < spread[0]
    assert (sepia[..., 0] - sepia[..., 2]).mean() > 10


def test_snow_mountains_under_an_overcast_sky_are_white_and_blue_and_dark() -> None:
    for seed in (5, 8):
        peaks = picture("snow mountains under an overcast sky", seed)[30:75].astype(float)
        assert np.percentile(peaks.mean(2), 97) - np.percentile(peaks.mean(2), 3) > 80
        assert (peaks[..., 2] - peaks[..., 0]).max() > 12


def test_the_near_range_of_snow_mountains_has_snow_on_it() -> None:
    def capped(prompt: str) -> list[bool]:
        plan = compose(read(prompt, "", np.random.default_rng(3)), np.random.default_rng(5), 16 / 9, Style("static"))
        return [p.spec.snowcap for p in plan.planes if isinstance(p.spec, Terrain) and p.z >= 30]

    assert capped("snow mountains at noon") == [True, True]
    assert capped("mountains in summer at noon").count(True) == 1
