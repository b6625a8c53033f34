"""What a prompt says of the ground, the table and the light of a place is what is seen."""

from dataclasses import replace

import numpy as np
import pytest

from generation.engines.animatic import drifting
from generation.engines.animatic.canvas import Canvas
from generation.engines.animatic.composition import compose
from generation.engines.animatic.places import rooms
from generation.engines.animatic.plan import Built, Plan, Scenery, Style, Terrain
from generation.engines.animatic.reading import read
from generation.engines.animatic.sets import facades, tabletop
from generation.engines.animatic.sets.rooms import paint_room
from generation.engines.animatic.sets.surfaces import scatter
from generation.engines.base import Picture, PictureRequest
from tests.animatic.shots import ENGINE, picture

FIELDS = {"tulips": "a tulip field", "poppies": "a poppy field", "sunflowers": "a sunflower field"}


def planned(prompt: str, seed: int = 5) -> Plan:
    scene = read(prompt, "", np.random.default_rng(3))
    return compose(scene, np.random.default_rng(seed), 16 / 9, Style("static"))


def lower(image: Picture) -> np.ndarray:
    return np.asarray(image[int(len(image) * 0.62) :], float)


def level(image: Picture) -> float:
    return float(np.asarray(image, float).mean())


@pytest.mark.parametrize(("feature", "prompt"), FIELDS.items())
def test_a_field_of_named_flowers_is_planted_with_them(feature: str, prompt: str) -> None:
    grounds = [p.spec.ground for p in planned(prompt).planes if isinstance(p.spec, Terrain)]
    assert grounds.count(feature) >= 3


def test_poppies_are_red_and_sunflowers_yellow() -> None:
    red, green, _ = lower(picture("a poppy field at noon", 7)).mean((0, 1))
    assert red > green * 1.15
    red, green, blue = lower(picture("a sunflower field at noon", 7)).mean((0, 1))
    assert min(red, green) > blue * 1.3


def test_black_marble_is_darker_than_white() -> None:
    black, white = (lower(picture(f"a perfume bottle on {c} marble", 7)) for c in ("black", "white"))
    assert np.median(black) < 0.45 * np.median(white)
    assert tabletop.is_dark("black marble")
    assert not tabletop.is_dark("white marble")


def test_a_room_by_candlelight_is_dark_and_warm() -> None:
    day, candle = picture("an office at noon", 7), picture("a detective's office by candlelight", 7)
    assert level(candle) < 0.6 * level(day)
    red, _, blue = np.asarray(candle, float).mean((0, 1))
    assert red > blue * 1.2


def test_an_hour_that_is_named_stays() -> None:
    scene = read("a dark laboratory at noon", "", np.random.default_rng(3))
    assert rooms.hour(scene).time == "noon"
    assert rooms.hour(replace(scene, named=frozenset())).time == "night"


def test_candles_stand_on_tables_by_candlelight_alone() -> None:
    def flames(prompt: str) -> set[str]:
        plan = ENGINE._plan(PictureRequest(prompt, 2, 256, 144))
        built = next(p for p in plan.planes if isinstance(p.spec, Built))
        canvas = Canvas(plan, 256, 144, 0.0)
        return {layer.kind for making in paint_room(canvas, built) if (layer := making()) is not None}

    assert "flames" in flames("a dining room by candlelight")
    assert "flames" not in flames("a dining room at night")


def test_sparks_rise_from_the_fire_that_is_there() -> None:
    flights = drifting.flights(planned("friends around a campfire at night with sparks rising"))
    assert flights
    assert all(flight.source is not None for flight in flights)


def test_figures_stand_on_even_ground_that_hides_no_feet() -> None:
    for prompt in (
        "a line of elephants walking across the savannah",
        "a hiker in the mountains",
        "a man in the desert",
    ):
        made = planned(prompt)
        stages = [p.spec for p in made.planes if isinstance(p.spec, Terrain) and 2.0 < p.z < 5.0]
        assert stages
        for band in stages:
            middle = float(np.sqrt(band.near * band.far))
            assert abs(1 + band.high * middle) < 0.12
            assert abs(1 + band.low * middle) < 0.2


def test_a_storm_makes_the_sea_rough() -> None:
    """Short waves: what differs from one row to the next but a few."""

    def roughness(prompt: str) -> float:
        sea = lower(picture(prompt, 7)).mean(2)
        return float(np.abs(np.diff(sea, axis=0)).mean() / sea.mean())

    assert roughness("the sea in a storm") > 1.5 * roughness("the calm sea under an overcast sky")


def test_a_city_of_the_future_is_of_glass_without_water_tanks() -> None:
    seed = facades.glass_seed(np.random.default_rng(4))
    assert facades.GLASS_FROM <= float(scatter(seed, 31)) < facades.GLASS_TO
    roofs = [p.spec for p in planned("a woman on a rooftop in a futuristic city").planes if isinstance(p.spec, Built)]
    assert [roof.style for roof in roofs if roof.kind == "roof"] == ["future"]


@pytest.mark.parametrize(
    ("prompt", "kind"),
    [("a ruined tower on a hill", "ruins"), ("pack ice with a polar bear", "floes"),
     ("a beach with surf breaking", "surf"),
     ("stone steps up to a temple", "stairs")],
)  # fmt: skip
def test_a_place_has_what_it_is_named_for(prompt: str, kind: str) -> None:
    assert any(isinstance(p.spec, Scenery) and p.spec.kind == kind for p in planned(prompt).planes)


def test_a_burning_village_burns() -> None:
    fire, peace = picture("a burning village at night", 7), picture("a village at night", 7)
    bright = [((np.asarray(i, int)[..., 0] > 200) & (np.asarray(i, int)[..., 2] < 90)).mean() for i in (fire, peace)]
    assert bright[0] > 0.004 + 2 * bright[1]


def test_what_threatens_lies_under_dark_clouds_and_not_in_a_sunset() -> None:
    made = planned("an ominous castle on a hill")
    assert (made.scene.time, made.scene.weather, made.light.disc) == ("overcast", "dark clouds", 0.0)
    assert planned("an ominous castle at dusk").scene.time == "dusk"
