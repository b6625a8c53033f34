"""Routing: always an answer, never over the memory, never worse with more of it."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quality.catalogue.loader import current
from quality.catalogue.schema import Catalogue
from quality.errors import NothingCanRun
from quality.routing import route
from quality.values import DRAWN_PREVIEW_NOTICE, Aspect, Device, Function, RouteRequest, Tier

EMBEDDED = frozenset({"animatic"})
LOCAL = EMBEDDED | {"diffusers"}

sizes = st.floats(0, 96, allow_nan=False)
cards = st.builds(Device, id=st.sampled_from("abcd"), name=st.just("Studio 1"), total_gb=sizes, used_gb=sizes)
requests = st.builds(
    RouteRequest,
    function=st.sampled_from(Function),
    tier=st.sampled_from(Tier),
    aspect=st.sampled_from(Aspect),
    accepted_licences=st.sampled_from([frozenset[str](), frozenset({"flux-1-dev-non-commercial"})]),
)
device_lists = st.lists(cards, max_size=4).map(tuple)
engine_sets = st.sampled_from([EMBEDDED, LOCAL])


def studio(total_gb: float, used_gb: float = 0.0) -> Device:
    return Device("0", "Studio 1", total_gb, used_gb)


@given(requests, device_lists, engine_sets)
def test_every_request_ends_in_an_engine_that_is_installed(
    request: RouteRequest, devices: tuple[Device, ...], engines: frozenset[str]
) -> None:
    decision = route(request, devices, current(), engines)
    assert decision.engine in engines
    assert decision.achieved_tier.rank <= request.tier.rank
    assert decision.frames % 4 == 1
    assert decision.preview == (decision.device is None) == (decision.notice == DRAWN_PREVIEW_NOTICE)


@given(requests, device_lists, engine_sets)
def test_the_same_facts_give_the_same_decision_in_any_order(
    request: RouteRequest, devices: tuple[Device, ...], engines: frozenset[str]
) -> None:
    numbered = tuple(replace(device, id=f"{place}") for place, device in enumerate(devices))
    there, back = (route(request, order, current(), engines) for order in (numbered, numbered[::-1]))
    assert there == back


@given(requests, device_lists)
def test_no_decision_exceeds_the_free_memory_of_its_card(
    request: RouteRequest, devices: tuple[Device, ...]
) -> None:
    numbered = tuple(replace(device, id=f"{place}") for place, device in enumerate(devices))
    decision = route(request, numbered, current(), LOCAL)
    if decision.device is not None:
        card = next(device for device in numbered if device.id == decision.device)
        assert decision.memory_gb <= card.available_gb + 0.005  # memory_gb is rounded to two places


@given(requests, sizes, sizes, st.floats(0, 48))
def test_more_memory_never_gives_a_worse_result(
    request: RouteRequest, total: float, used: float, more: float
) -> None:
    before = route(request, (studio(total, used),), current(), LOCAL)
    larger = route(request, (studio(total + more, used),), current(), LOCAL)
    freer = route(request, (studio(total, max(0.0, used - more)),), current(), LOCAL)
    assert min(larger.rank, freer.rank) >= before.rank


@given(requests, device_lists, cards)
def test_another_card_never_gives_a_worse_result(
    request: RouteRequest, devices: tuple[Device, ...], another: Device
) -> None:
    before = route(request, devices, current(), LOCAL)
    assert route(request, (*devices, another), current(), LOCAL).rank >= before.rank


@given(requests, device_lists)
def test_a_fallback_is_told_exactly_when_less_than_the_tier_is_given(
    request: RouteRequest, devices: tuple[Device, ...]
) -> None:
    decision = route(request, devices, current(), LOCAL)
    full = not decision.preview and decision.achieved_tier is request.tier
    assert (decision.fallback is None) == (full or not devices)


@given(requests, device_lists)
def test_restricted_models_wait_for_the_operators_consent(
    request: RouteRequest, devices: tuple[Device, ...]
) -> None:
    decision = route(request, devices, current(), LOCAL)
    licence = current().models[decision.model].licence
    assert current().licences[licence].hosted_commercial or licence in request.accepted_licences


@given(requests, device_lists)
def test_plain_words_hold_no_model_and_no_engine(request: RouteRequest, devices: tuple[Device, ...]) -> None:
    decision = route(request, devices, current(), LOCAL)
    said = [decision.reason, decision.notice]
    if decision.fallback:
        said += [decision.fallback.reason, decision.fallback.advice]
    for word in ("flux", "wan", "diffusers", "animatic", "vram", "cuda"):
        assert word not in " ".join(said).lower()


@pytest.mark.parametrize("tier", Tier)
@pytest.mark.parametrize("function", Function)
def test_without_a_card_the_tier_asked_for_is_drawn_and_is_no_fallback(
    catalogue: Catalogue, function: Function, tier: Tier
) -> None:
    decision = route(RouteRequest(function, tier), (), catalogue, LOCAL)
    assert (decision.engine, decision.achieved_tier, decision.fallback) == ("animatic", tier, None)
    assert decision.notice == DRAWN_PREVIEW_NOTICE


@pytest.mark.parametrize("tier", Tier)
def test_the_card_that_a_tier_names_reaches_that_tier(catalogue: Catalogue, tier: Tier) -> None:
    card = studio(catalogue.tier(tier).memory_gb)
    for function in Function:
        decision = route(RouteRequest(function, tier), (card,), catalogue, LOCAL)
        assert (decision.engine, decision.achieved_tier) == ("diffusers", tier)


def test_high_on_a_small_card_becomes_the_tier_below_and_says_why(catalogue: Catalogue) -> None:
    decision = route(RouteRequest(Function.CREATE_VIDEO, Tier.HIGH), (studio(16),), catalogue, LOCAL)
    assert decision.achieved_tier is Tier.STANDARD
    assert decision.fallback is not None
    assert decision.fallback.reason == "High needs 19.3 GB of free memory. Studio 1 has 14.0 GB free."
    assert decision.fallback.advice.startswith("Standard is used now.")


def test_a_full_card_leaves_a_drawn_preview_at_the_tier_asked_for(catalogue: Catalogue) -> None:
    decision = route(RouteRequest(Function.CREATE_IMAGE, Tier.HIGH), (studio(24, 24),), catalogue, LOCAL)
    assert (decision.preview, decision.achieved_tier) == (True, Tier.HIGH)
    assert decision.fallback is not None
    assert decision.fallback.advice.startswith("You get a drawn preview now.")


def test_the_record_tells_operators_why_each_row_was_passed_over(catalogue: Catalogue) -> None:
    decision = route(RouteRequest(Function.CREATE_IMAGE, Tier.STANDARD), (studio(8),), catalogue, LOCAL)
    told = {entry.row: entry.why for entry in decision.considered}
    assert told["image-standard-dev"] == "the terms of flux-1-dev-non-commercial have not been accepted"
    assert told["image-standard-schnell"] == "needs 6.6 GB, 6.0 GB are free"
    assert told["image-standard-drawn"] == ""


def test_the_best_row_is_taken_once_its_terms_are_accepted(catalogue: Catalogue) -> None:
    accepted = frozenset({"flux-1-dev-non-commercial"})
    request = RouteRequest(Function.CREATE_IMAGE, Tier.STANDARD, accepted_licences=accepted)
    assert route(request, (studio(16),), catalogue, LOCAL).row == "image-standard-dev"


@pytest.mark.parametrize(
    ("aspect", "size"), [(Aspect.WIDE, (1024, 576)), (Aspect.SQUARE, (768, 768)), (Aspect.TALL, (576, 1024))]
)
def test_the_shape_asked_for_is_kept(catalogue: Catalogue, aspect: Aspect, size: tuple[int, int]) -> None:
    decision = route(RouteRequest(Function.CREATE_IMAGE, Tier.STANDARD, aspect), (), catalogue, EMBEDDED)
    assert (decision.width, decision.height) == size


def test_an_installation_without_its_embedded_engine_fails_loudly(catalogue: Catalogue) -> None:
    with pytest.raises(NothingCanRun):
        route(RouteRequest(Function.CREATE_IMAGE, Tier.LOW), (), catalogue, frozenset())
