"""Places and things a film-maker names are drawn, and change the picture where they should."""

import numpy as np
import pytest

from generation.engines.animatic.canvas import Canvas
from generation.engines.animatic.figures import cast
from generation.engines.animatic.figures.part import Look
from generation.engines.animatic.plan import Built, Clouds, Plan, Scenery, Sprite, Terrain
from generation.engines.animatic.scene import Appearance
from generation.engines.animatic.scenery import paint_scenery
from generation.engines.animatic.sets import fittings
from generation.engines.animatic.sets.rooms import _room
from generation.engines.animatic.telling import DRAWN_IN, UNDRAWN
from generation.engines.base import PictureRequest
from tests.animatic.shots import ENGINE, brightness, difference, picture, reds, share


def plan_of(prompt: str, seed: int = 1) -> Plan:
    return ENGINE._plan(PictureRequest(prompt, seed, 256, 144))


def sceneries(prompt: str) -> set[str]:
    return {p.spec.kind for p in plan_of(prompt).planes if isinstance(p.spec, Scenery)}


def sprites(prompt: str, seed: int = 1) -> list[Sprite]:
    return [p.spec for p in plan_of(prompt, seed).planes if isinstance(p.spec, Sprite)]


STREETS = {
    "a car in a tunnel": "tunnel", "a woman on a train station platform": "station",
    "a petrol station at night": "petrol station", "a red car in a car park": "car park",
    "a boy at a crossroads": "crossroads", "a man in a traffic jam": "traffic",
}  # fmt: skip


@pytest.mark.parametrize("prompt", STREETS)
def test_each_stop_of_the_road_is_a_place_of_its_own(prompt: str) -> None:
    styles = [p.spec.style for p in plan_of(prompt).planes if isinstance(p.spec, Built)]
    assert styles == [STREETS[prompt]]


def test_the_stops_of_the_road_look_different_from_each_other() -> None:
    pictures = [picture(f"{place} at noon", 2) for place in ("a tunnel", "a station platform", "a petrol station",
                                                              "a car park", "a crossroads", "a street")]  # fmt: skip
    for i, one in enumerate(pictures):
        assert all(difference(one, other) > 12 for other in pictures[i + 1 :])


def test_a_tunnel_has_a_roof_where_a_street_has_its_sky() -> None:
    for seed in (1, 2):
        tunnel, street = (picture(f"a {place} at noon", seed)[:40, 100:156] for place in ("tunnel", "street"))
        assert brightness(tunnel) < brightness(street) - 15


@pytest.mark.parametrize(
    ("prompt", "kind"),
    [
        ("a soldier on a battlefield", "battlefield"),
        ("a construction site with cranes", "construction"),
        ("a racing car on a racetrack", "grandstand"),
        ("a woman on a balcony", "balcony"),
        ("a camel in the desert, mirage", "mirage"),
    ],
)
def test_what_is_named_stands_in_the_plan_and_is_seen(prompt: str, kind: str) -> None:
    assert kind in sceneries(prompt)
    plan = plan_of(prompt)
    number = next(i for i, p in enumerate(plan.planes) if isinstance(p.spec, Scenery) and p.spec.kind == kind)
    layers = paint_scenery(Canvas(plan, 256, 144, 0.0), plan.planes[number])
    assert sum(float((layer.patch.image[..., 3] > 0.2).sum()) for layer in layers) > 256 * 144 * 0.004


def test_tracks_run_over_all_near_land_and_nothing_grows_on_them() -> None:
    plan = plan_of("a man walking along railway tracks in a field")
    near = [p.spec for p in plan.planes if isinstance(p.spec, Terrain) and p.z < 10]
    assert near
    assert all(spec.laid and not spec.road for spec in near)
    plain = plan_of("a man walking in a field")
    assert not any(p.spec.laid for p in plain.planes if isinstance(p.spec, Terrain))


def test_a_balcony_hides_what_is_nearer_than_its_rail() -> None:
    plan = plan_of("a woman on a balcony at dusk")
    rail = next(p.z for p in plan.planes if isinstance(p.spec, Scenery) and p.spec.kind == "balcony")
    assert all(isinstance(p.spec, Sprite) for p in plan.planes if p.z < rail)


def test_an_eclipse_is_a_black_disc_in_a_bright_ring() -> None:
    for seed in (1, 2, 3):
        plan = plan_of("a solar eclipse over the desert", seed)
        p = picture("a solar eclipse over the desert", seed).astype(float).mean(2)
        x, y, r = (n * 144 for n in (plan.view.across(plan.light.u), plan.view.down(plan.light.v), plan.light.disc))
        v, u = np.mgrid[0:144, 0:256]
        far = np.hypot(u + 0.5 - x, v + 0.5 - y) / r
        assert p[far < 0.7].mean() < 40
        assert p[(far > 1.05) & (far < 1.5)].mean() > 120
        assert not any(isinstance(plane.spec, Clouds) for plane in plan.planes)


@pytest.mark.parametrize("thing", ["curtains", "a chandelier", "boxes"])
def test_what_is_put_into_a_room_changes_it(thing: str) -> None:
    plan = plan_of(f"a room with {thing}")
    plane = next(p for p in plan.planes if isinstance(p.spec, Built))
    assert isinstance(plane.spec, Built)
    room = _room(Canvas(plan, 256, 144, 0.0), plane, plane.spec)
    before = len(room.solids.faces)
    fittings.furnish(room)
    assert len(room.solids.faces) > before + 3


def test_graffiti_puts_colour_on_the_walls() -> None:
    for seed in (1, 2):
        plain, sprayed = (picture(f"an alley at noon{more}", seed).astype(int) for more in ("", ", graffiti"))
        vivid = [float((np.ptp(p, axis=2) > 55).mean()) for p in (plain, sprayed)]
        assert vivid[1] > vivid[0] + 0.02


def test_rice_fields_hold_the_sky_and_moss_is_green() -> None:
    for seed in (1, 2):
        rice, grass = (picture(f"a {kind} field at noon", seed)[90:].astype(int) for kind in ("rice", "green"))
        assert (rice[..., 2] - rice[..., 1]).mean() > (grass[..., 2] - grass[..., 1]).mean() + 10
    bare, mossy = (plan_of(f"a {kind}forest").scene.features for kind in ("", "mossy "))
    assert "moss" in mossy - bare


@pytest.mark.parametrize(
    ("prompt", "kind"),
    [
        ("a couple having a picnic in a meadow", "laid picnic"),
        ("a duck on a pond, ripples", "water rings"),
        ("a whale splashing in the sea", "water crown"),
    ],
)
def test_what_goes_with_the_lead_is_drawn_once_near_it(prompt: str, kind: str) -> None:
    found = sprites(prompt)
    assert [one.kind for one in found].count(kind) == 1
    lead = next(one for one in found if one.kind != kind)
    assert abs(next(one for one in found if one.kind == kind).u - lead.u) < 0.35


def parts(kind: str, *face: str, attributes: tuple[str, ...] = ("portrait",)) -> int:
    look = Look(kind, np.random.default_rng(3), attributes=frozenset(attributes), appearance=Appearance(face=face))
    return len(cast.parts(look))


@pytest.mark.parametrize("mark", ["freckles", "scar", "tattoos", "make-up", "tears"])
def test_a_mark_of_the_face_is_drawn_on_it(mark: str) -> None:
    assert parts("woman", mark) > parts("woman")
    words = {"make-up": "make up", "tears": "tears in her eyes", "scar": "a scar"}.get(mark, mark)
    subject = plan_of(f"close-up of a woman with {words}").scene.subjects[0]
    assert mark in subject.appearance.face


def test_only_what_is_said_to_glow_glows() -> None:
    lit = {one.kind: "glowing" in one.attributes for one in sprites("a tree beside a glowing mushroom at night")}
    assert lit == {"tree": False, "mushroom": True}
    knight, tree = sprites("a knight with a glowing sword by a tree at night")[-1], None
    tree = next(one for one in sprites("a knight with a glowing sword by a tree at night") if one.kind == "tree")
    assert "glowing" not in tree.attributes
    assert "glowing sword" in knight.attributes


@pytest.mark.parametrize("mount", ["bicycle", "horse"])
def test_a_rider_wears_what_was_said(mount: str) -> None:
    prompts = [f"a {who} in a {colour} dress riding a {mount} at noon" for who, colour in
               (("girl", "red"), ("girl", "blue"))]  # fmt: skip
    red, blue = (share(reds(picture(prompt, 4))) for prompt in prompts)
    assert red > blue + 0.0008
    one = next(s for s in sprites(prompts[0]) if s.kind == mount)
    assert "rider/girl" in one.attributes


def test_a_child_sits_lower_in_the_saddle_than_a_man() -> None:
    def top(who: str) -> float:
        look = Look("bicycle", np.random.default_rng(1), attributes=frozenset({"rider", f"rider/{who}"}))
        return max(float(shape[:, 1].max()) for part in cast.parts(look) for shape in part.outlines())

    assert top("child") < top("man") - 0.03


@pytest.mark.parametrize(
    ("prompt", "thing"),
    [
        ("a boy sitting on a windowsill", "window seat"),
        ("a cat on a bookshelf", "low bookcase"),
        ("a child sitting on the steps in a hall", "broad steps"),
        ("a man sitting on the sofa", "sofa"),
        ("a girl lying on the bed", "bed"),
        ("a dog on a chair", "chair"),
    ],
)
def test_indoors_somebody_is_on_what_was_said(prompt: str, thing: str) -> None:
    for seed in (1, 2):
        found = {one.kind: one for one in sprites(prompt, seed)}
        assert thing in found
        rest = next(one for kind, one in found.items() if kind != thing)
        half = 0.5 * found[thing].size * cast.KINDS[thing].width
        assert abs(rest.u - found[thing].u) < half
        assert rest.v <= found[thing].v + 0.02


def test_every_place_of_a_feature_is_a_setting_and_the_list_of_what_is_not_drawn_is_short() -> None:
    assert len(UNDRAWN) < 6
    for places in DRAWN_IN.values():
        for place in places:
            assert plan_of(place).scene.setting


def test_headlights_are_on_where_they_are_said() -> None:
    assert "headlights" in sprites("a car with headlights on, at noon")[0].attributes
    assert "headlights" not in sprites("a car at noon")[0].attributes
