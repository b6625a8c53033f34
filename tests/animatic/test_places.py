"""Built and enclosed places: every kind draws in every shape of frame, with depth and light of its own."""

from dataclasses import replace

import numpy as np
import pytest

from generation.engines.animatic.canvas import Canvas, Slide
from generation.engines.animatic.composition import compose
from generation.engines.animatic.crew import Crew
from generation.engines.animatic.painting import paint
from generation.engines.animatic.places import towns
from generation.engines.animatic.plan import Plan, Style
from generation.engines.animatic.reading import read
from generation.engines.animatic.scene import Scene
from generation.engines.animatic.sets import quarters, rooms, streets
from generation.engines.animatic.sets.lighting import Canyon
from generation.engines.animatic.sets.solid import Solids, clipped
from generation.engines.base import Picture
from tests.animatic.shots import difference, picture

ASPECTS = (16 / 9, 9 / 16, 1.0, 2.39)
HEIGHT = 96
PLACES = (
    "a city at noon", "city skyline at night across the river", "a rooftop at night", "an old town street",
    "a market street", "a neon alley in the rain", "a suburban street", "a street at golden hour", "an ice cave",
    "a lava cave", "a coral reef", "a kelp forest underwater", "a shipwreck at the bottom of the sea", "outer space",
    "an astronaut on the moon", "a galaxy in deep space",
)  # fmt: skip
DEEP = (
    "a city at night",
    "a rooftop at dusk",
    "a street at noon",
    "a cave",
    "a coral reef underwater",
    "an astronaut in space",
)
LEAST_PLANES = 5


def scene(prompt: str, **changes: object) -> Scene:
    read_scene = read(prompt, "", np.random.default_rng(3))
    return replace(read_scene, **changes)  # type: ignore[arg-type]


def room(kind: str, **changes: object) -> Scene:
    return scene("a woman in a room", setting="room", interior=kind, **changes)


def plan(what: Scene, aspect: float = 16 / 9, seed: int = 5) -> Plan:
    return compose(what, np.random.default_rng(seed), aspect, Style("static"))


def slides(made: Plan, height: int = HEIGHT) -> list[Slide]:
    canvas = Canvas(made, round(height * made.aspect), height, 0.05)
    with Crew() as crew:
        return paint(canvas, crew, lambda done: None)


def flat(made: Plan, height: int = HEIGHT) -> Picture:
    """The slides laid over each other, without a finish."""
    width = round(height * made.aspect)
    canvas = Canvas(made, width, height, 0.05)
    out = np.zeros((canvas.height, canvas.width, 3), np.float32)
    for slide in slides(made, height):
        h, w = slide.image.shape[:2]
        part = out[slide.y : slide.y + h, slide.x : slide.x + w]
        part *= 1 - slide.image[..., 3:].astype(np.float32) / 255
        part += slide.image[..., :3]
    return np.clip(out, 0, 255).astype(np.uint8)


def assert_drawn(found: list[Slide]) -> None:
    lit = max(float(slide.image[..., :3].mean()) for slide in found)
    assert lit > 2
    for slide in found:
        assert (slide.image[..., :3].max(2) <= np.maximum(slide.image[..., 3], 2).astype(int) + 2).all()


@pytest.mark.parametrize("kind", sorted(rooms.KINDS))
def test_every_kind_of_room_draws_in_every_frame(kind: str) -> None:
    for aspect in ASPECTS:
        assert_drawn(slides(plan(room(kind), aspect)))


@pytest.mark.parametrize("prompt", PLACES)
def test_every_place_draws_in_every_frame(prompt: str) -> None:
    for aspect in ASPECTS:
        assert_drawn(slides(plan(scene(prompt), aspect)))


@pytest.mark.parametrize("style", sorted(quarters.KINDS))
def test_every_kind_of_town_has_a_skyline(style: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(towns, "style", lambda _: style)
    found = slides(plan(scene("a city at dusk")))
    assert sum(slide.kind == "city" for slide in found) >= 4
    assert_drawn(found)


@pytest.mark.parametrize("style", sorted(streets.ROADSIDES))
def test_every_kind_of_street_has_walls_a_road_and_things_along_it(style: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(towns, "street", lambda _: style)
    found = slides(plan(scene("a street at noon")))
    assert any(slide.ground for slide in found)
    assert sum(slide.kind == "roadside" for slide in found) >= 2


@pytest.mark.parametrize("prompt", DEEP)
def test_places_have_at_least_five_planes(prompt: str) -> None:
    depths = {round(slide.z, 2) for slide in slides(plan(scene(prompt)))}
    assert len(depths) >= LEAST_PLANES


@pytest.mark.parametrize("kind", ["kitchen", "living room", "church", "cafe", "office", "library"])
def test_rooms_have_at_least_five_planes(kind: str) -> None:
    depths = {round(slide.z, 2) for slide in slides(plan(room(kind)))}
    assert len(depths) >= LEAST_PLANES


@pytest.mark.parametrize("prompt", ["a city at night", "a street at night", "an old town street at night"])
def test_windows_are_lit_by_night(prompt: str) -> None:
    seen = picture(prompt, width=384, height=216).astype(int)
    warm = (seen[..., 0] > 150) & (seen[..., 0] > seen[..., 2] + 40)
    assert warm.mean() > 0.002


@pytest.mark.parametrize("kind", ["living room", "bedroom", "cabin", "bar"])
def test_lamps_light_a_room_by_night(kind: str) -> None:
    seen = flat(plan(room(kind, time="night"))).astype(int)
    warm = (seen[..., 0] > 120) & (seen[..., 0] > seen[..., 2] + 30)
    assert warm.mean() > 0.01


def test_kinds_of_rooms_are_different_pictures() -> None:
    kinds = ("kitchen", "library", "church", "theatre", "spaceship", "hospital")
    drawn = [flat(plan(room(kind))) for kind in kinds]
    for i, one in enumerate(drawn):
        for other in drawn[i + 1 :]:
            assert difference(one, other) > 14


def test_it_does_not_rain_in_a_room() -> None:
    dry, wet = (picture(f"a living room, {weather}", width=384, height=216) for weather in ("rain", "storm"))
    for seen in (dry, wet):
        floor = seen[-60:, 150:234].astype(float).mean(2)
        assert np.abs(np.diff(floor, axis=1)).mean() < 14


def test_rain_is_seen_through_the_windows() -> None:
    fair, rainy = (flat(plan(room("office", time="noon", outside=weather)), 160) for weather in ("", "rain"))
    assert difference(fair, rainy) > 3


@pytest.mark.parametrize(
    "prompt", ["a kitchen", "a street at noon", "a city at dusk", "a cave", "a coral reef", "outer space"]
)
def test_two_seeds_are_two_pictures(prompt: str) -> None:
    assert difference(picture(prompt, 1), picture(prompt, 2)) > 12


def test_a_market_has_a_crowd() -> None:
    market, lane = (slides(plan(scene(p))) for p in ("a market street at noon", "an old town street at noon"))
    assert sum(s.kind == "roadside" for s in market) > sum(s.kind == "roadside" for s in lane)


def test_a_named_colour_goes_to_the_walls() -> None:
    plain, red = (flat(plan(room("living room", colours=colours))) for colours in ((), ("red",)))
    assert (red[..., 0].astype(int) - red[..., 2]).mean() > (plain[..., 0].astype(int) - plain[..., 2]).mean() + 8


def test_a_low_box_shows_its_top_and_a_hanging_one_its_underside() -> None:
    solids = Solids()
    solids.box(-0.5, 0.5, 0, 0.4, 2, 3, "#808080")
    assert [face.normal[1] for face in solids.faces if abs(face.normal[1]) > 0.5] == [1.0]
    solids = Solids()
    solids.box(-0.5, 0.5, 1.5, 2, 2, 3, "#808080")
    assert [face.normal[1] for face in solids.faces if abs(face.normal[1]) > 0.5] == [-1.0]


def test_faces_face_the_eye() -> None:
    solids = Solids()
    solids.box(0.4, 1, 0, 2, 2, 3, "#808080")
    solids.extrude([(0, 0), (0, 0.5), (1, 0.8), (2, 0)], -2, -1, 4, "#808080")
    for face in solids.faces:
        assert face.normal @ (np.array([0, 1, 0]) - face.points[0]) > 0


def test_what_lies_behind_the_eye_is_cut_off() -> None:
    floor = np.array([(-1, 0, -2), (1, 0, -2), (1, 0, 5), (-1, 0, 5)], float)
    kept = clipped(floor, 0.5, 400)
    assert kept[:, 2].min() == pytest.approx(0.5)
    assert not len(clipped(floor, 6, 400))


def test_houses_on_the_sunny_side_shade_the_street() -> None:
    canyon = Canyon(2.0, np.array([0, 10], np.float32), np.array([3, 3], np.float32))
    toward, x, z = np.array([0.6, 0.8, 0], np.float32), np.array([1.5, -1.9], np.float32), np.array([5, 5], np.float32)
    lit = canyon(toward, x, np.zeros(2, np.float32), z)
    assert lit[0] < 0.05
    assert lit[1] > 0.95
