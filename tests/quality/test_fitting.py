"""What would make a tier fit: always something that really does."""

from dataclasses import replace

from hypothesis import given

from quality.fitting import ways_to_fit
from quality.routing import route
from quality.values import Adjustment, Device, DeviceKind, Engines, Function, PlanLimits, RouteRequest, Tier
from tests.quality.situations import EMBEDDED, here, studio
from tests.quality.test_routing import device_lists, requests

FILM = RouteRequest(Function.ANIMATE_IMAGE, Tier.HIGH)


@given(requests, device_lists)
def test_a_cheaper_setting_that_is_offered_reaches_the_tier(request: RouteRequest, devices: tuple[Device, ...]) -> None:
    now = here(*devices)
    for way in ways_to_fit(request, route(request, now), now):
        assert (way.when == "now") == bool(way.change)
        if way.change:
            changed = replace(request, adjustment=replace(request.adjustment, **way.change))
            reached = route(changed, now)
            assert (reached.preview, reached.achieved_tier) == (False, request.tier)


@given(requests, device_lists)
def test_nothing_is_offered_to_who_gets_what_they_asked_for(request: RouteRequest, devices: tuple[Device, ...]) -> None:
    now = here(*devices)
    decided = route(request, now)
    if decided.fallback is None:
        assert ways_to_fit(request, decided, now) == ()


def offered(*devices: Device, plan: PlanLimits | None = None, engines: Engines = EMBEDDED) -> dict[str, str]:
    now = here(*devices, plan=plan, engines=engines)
    return {way.key: way.words for way in ways_to_fit(FILM, route(FILM, now), now)}


def test_a_larger_card_is_named_by_the_size_it_is_sold_in() -> None:
    told = offered(studio(16, kind=DeviceKind.SIMULATED))
    assert told["larger_card"] == "With a 24 GB graphics card High video runs on this machine"


def test_a_card_that_others_hold_is_named_with_how_much() -> None:
    told = offered(studio(24, 6, DeviceKind.SIMULATED))
    assert told["fewer_neighbours"] == "High fits once Studio 1 is free: other programs hold 6.0 GB of it"
    assert "larger_card" not in told


def test_a_shorter_shot_is_offered_where_it_fits() -> None:
    told = offered(studio(21, kind=DeviceKind.SIMULATED))
    assert told["shorter"] == "Make 2.9 s of it in High"


def test_a_smaller_setting_than_the_lower_tier_gives_is_not_offered() -> None:
    assert "smaller" not in offered(studio(16, kind=DeviceKind.SIMULATED))


def test_an_adjustment_never_exceeds_the_tiers_own_numbers() -> None:
    more = replace(FILM, adjustment=Adjustment(side=4096, frames=900, steps=200))
    assert route(more, here(studio(24))).frames == route(FILM, here(studio(24))).frames == 97
    assert route(more, here(studio(24))).width == 1920
