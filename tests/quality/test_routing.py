"""Routing: always an answer, never over the memory or the plan, never worse with more memory."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quality.catalogue.loader import shipped
from quality.catalogue.schema import Catalogue
from quality.errors import NothingCanRun
from quality.routing import PROCESSOR, Situation, route
from quality.values import (
    DRAWN_PREVIEW_NOTICE,
    SIMULATED_NOTICE,
    Adjustment,
    Aspect,
    Device,
    DeviceKind,
    Engines,
    Function,
    PlanLimits,
    RouteRequest,
    Tier,
)
from tests.quality.situations import EMBEDDED, LOCAL, SEEN, here, studio

DEV_LICENCE = "flux-1-dev-non-commercial"
sizes = st.floats(0, 96, allow_nan=False)
cards = st.builds(
    Device,
    id=st.sampled_from("abcd"),
    name=st.just("Studio 1"),
    total_gb=sizes,
    used_gb=sizes,
    kind=st.sampled_from([DeviceKind.CUDA, DeviceKind.SIMULATED]),
    busy_seconds=st.floats(0, 900),
)
adjustments = st.builds(
    Adjustment,
    side=st.none() | st.integers(64, 4096),
    frames=st.none() | st.integers(1, 400),
    steps=st.none() | st.integers(1, 100),
)
requests = st.builds(
    RouteRequest,
    function=st.sampled_from(SEEN),
    tier=st.sampled_from(Tier),
    aspect=st.sampled_from(Aspect),
    accepted_licences=st.sampled_from([frozenset[str](), frozenset({DEV_LICENCE})]),
    adjustment=st.just(Adjustment()) | adjustments,
)
device_lists = st.lists(cards, max_size=4).map(
    lambda found: tuple(replace(device, id=f"{place}") for place, device in enumerate(found))
)
engine_sets = st.sampled_from([EMBEDDED, LOCAL])
plans = st.builds(PlanLimits, highest_tier=st.sampled_from(Tier))


@given(requests, device_lists, engine_sets, plans)
def test_every_request_ends_in_an_engine_that_is_installed(
    request: RouteRequest, devices: tuple[Device, ...], engines: Engines, plan: PlanLimits
) -> None:
    decision = route(request, here(*devices, engines=engines, plan=plan))
    assert decision.runs_on in engines.installed
    assert decision.achieved_tier.rank <= min(request.tier.rank, plan.highest_tier.rank)
    assert decision.frames % 4 == 1
    assert decision.preview == (decision.device is None)
    assert decision.simulated == (decision.notice == SIMULATED_NOTICE)
    assert decision.preview == (decision.notice == DRAWN_PREVIEW_NOTICE)


@given(requests, device_lists, engine_sets)
def test_the_same_facts_give_the_same_decision_in_any_order(
    request: RouteRequest, devices: tuple[Device, ...], engines: Engines
) -> None:
    there, back = (route(request, here(*order, engines=engines)) for order in (devices, devices[::-1]))
    assert there == back


@given(requests, device_lists)
def test_no_decision_exceeds_the_free_memory_of_its_card(request: RouteRequest, devices: tuple[Device, ...]) -> None:
    decision = route(request, here(*devices))
    if decision.device is not None:
        card = next(device for device in devices if device.id == decision.device)
        assert decision.memory_gb <= card.available_gb + 0.005  # memory_gb is rounded to two places


@given(requests, device_lists, sizes, sizes, st.floats(0, 48))
def test_more_memory_never_lowers_the_tier(
    request: RouteRequest, others: tuple[Device, ...], total: float, used: float, more: float
) -> None:
    def rank(total_gb: float, used_gb: float) -> tuple[bool, int]:
        return route(request, here(*others, replace(studio(total_gb, used_gb), id="mine"))).rank

    before = rank(total, used)
    assert min(rank(total + more, used), rank(total, max(0.0, used - more))) >= before


@given(requests, device_lists, cards)
def test_another_card_never_lowers_the_tier(
    request: RouteRequest, devices: tuple[Device, ...], another: Device
) -> None:
    before = route(request, here(*devices))
    assert route(request, here(*devices, replace(another, id="other"))).rank >= before.rank


@given(requests, device_lists)
def test_a_fallback_is_told_exactly_when_less_than_the_tier_is_given(
    request: RouteRequest, devices: tuple[Device, ...]
) -> None:
    decision = route(request, here(*devices))
    full = not decision.preview and decision.achieved_tier is request.tier
    assert (decision.fallback is None) == (full or not devices)
    assert (decision.suggestion is None) == (decision.fallback is None)


@given(requests, device_lists)
def test_restricted_models_wait_for_the_operators_consent(request: RouteRequest, devices: tuple[Device, ...]) -> None:
    decision = route(request, here(*devices))
    licence = shipped().models[decision.model].licence
    assert shipped().licences[licence].hosted_commercial or licence in request.accepted_licences


@given(requests, device_lists, plans)
def test_plain_words_hold_no_model_no_engine_and_no_acronym(
    request: RouteRequest, devices: tuple[Device, ...], plan: PlanLimits
) -> None:
    decision = route(request, here(*devices, plan=plan))
    told = [decision.reason.words, decision.notice]
    if decision.fallback:
        told += [decision.fallback.reason, decision.fallback.advice, *decision.fallback.tips]
    for word in ("flux", "wan ", "diffusers", "animatic", "vram", "cuda", "oom"):
        assert word not in " ".join(told).lower()


@given(requests, device_lists)
def test_an_engine_without_weights_is_never_routable(request: RouteRequest, devices: tuple[Device, ...]) -> None:
    only_pictures = Engines({**EMBEDDED.installed, "diffusers": frozenset({"flux-1-schnell"})})
    real = tuple(replace(device, kind=DeviceKind.CUDA) for device in devices)
    assert route(request, here(*real, engines=only_pictures)).model in ("flux-1-schnell", "drawn")


@given(requests, device_lists)
def test_what_ran_out_of_memory_is_not_tried_again_and_the_ladder_still_ends(
    request: RouteRequest, devices: tuple[Device, ...]
) -> None:
    tried: frozenset[tuple[str, str]] = frozenset()
    steps = sum(len(row.memory) for row in shipped().rows)
    for _ in range(steps):
        decision = route(replace(request, tried=tried), here(*devices))
        if decision.preview:
            break
        assert (decision.row, decision.technique) not in tried
        tried |= {(decision.row, decision.technique)}
    assert decision.preview


@pytest.mark.parametrize("tier", Tier)
@pytest.mark.parametrize("function", SEEN)
def test_without_a_card_the_tier_asked_for_is_drawn_and_is_no_fallback(function: Function, tier: Tier) -> None:
    decision = route(RouteRequest(function, tier), here())
    assert (decision.engine, decision.achieved_tier, decision.fallback) == ("animatic", tier, None)
    assert (decision.notice, decision.device_class) == (DRAWN_PREVIEW_NOTICE, PROCESSOR)


@pytest.mark.parametrize("tier", Tier)
@pytest.mark.parametrize("function", SEEN)
def test_the_card_that_a_tier_names_reaches_that_tier(catalogue: Catalogue, function: Function, tier: Tier) -> None:
    decision = route(RouteRequest(function, tier), here(studio(catalogue.tier(tier).memory_gb)))
    assert (decision.engine, decision.achieved_tier) == ("diffusers", tier)


def test_a_simulated_card_is_decided_like_a_real_one_and_drawn_at_the_rows_size() -> None:
    request = RouteRequest(Function.ANIMATE_IMAGE, Tier.HIGH)
    real = route(request, here(studio(24)))
    simulated = route(request, here(studio(24, kind=DeviceKind.SIMULATED), engines=EMBEDDED))
    assert (real.row, real.technique, real.memory_gb) == (simulated.row, simulated.technique, simulated.memory_gb)
    assert (simulated.engine, simulated.runs_on, simulated.simulated) == ("diffusers", "animatic", True)
    assert (simulated.width, simulated.height, simulated.frames) == (1920, 1088, 97)
    assert simulated.fallback is None


def test_high_on_a_small_card_becomes_the_tier_below_and_says_why() -> None:
    decision = route(RouteRequest(Function.CREATE_VIDEO, Tier.HIGH), here(studio(16)))
    assert decision.achieved_tier is Tier.STANDARD
    assert decision.fallback is not None
    assert decision.fallback.reason == "High needs 19.3 GB of free memory. Studio 1 has 14.0 GB free."
    assert decision.fallback.advice.startswith("Standard is used now.")
    assert decision.fallback.key == "no_room"
    assert "A graphics card with 24 GB holds it." in decision.fallback.tips


def test_what_others_hold_of_a_card_is_named() -> None:
    decision = route(RouteRequest(Function.CREATE_VIDEO, Tier.HIGH), here(studio(24, 6)))
    assert decision.fallback is not None
    assert decision.fallback.reason.endswith("16.0 GB free, because something else holds 6.0 GB.")
    assert decision.fallback.tips[0] == "It fits when nothing else uses Studio 1."


def test_a_full_card_leaves_a_drawn_preview_at_the_tier_asked_for() -> None:
    decision = route(RouteRequest(Function.CREATE_IMAGE, Tier.HIGH), here(studio(24, 24)))
    assert (decision.preview, decision.achieved_tier) == (True, Tier.HIGH)
    assert decision.fallback is not None
    assert decision.fallback.advice.startswith("You get a drawn preview now.")


def test_a_stronger_way_to_hold_the_model_comes_before_a_lower_tier() -> None:
    roomy, narrow = (
        route(RouteRequest(Function.CREATE_IMAGE, Tier.STANDARD), here(studio(total))) for total in (24, 12)
    )
    assert (roomy.technique, narrow.technique) == ("eight-bit", "groups")
    assert roomy.achieved_tier is narrow.achieved_tier is Tier.STANDARD
    assert roomy.seconds < narrow.seconds


def test_another_card_comes_before_a_lower_tier() -> None:
    small, large = replace(studio(12), id="small"), replace(studio(24), id="large", busy_seconds=3000)
    decision = route(RouteRequest(Function.ANIMATE_IMAGE, Tier.HIGH), here(small, large))
    assert (decision.device, decision.achieved_tier) == ("large", Tier.HIGH)


def test_of_cards_that_fit_the_one_that_is_done_soonest_is_taken() -> None:
    idle, busy = replace(studio(12), id="idle"), replace(studio(24), id="busy", busy_seconds=60)
    assert route(RouteRequest(Function.CREATE_IMAGE, Tier.STANDARD), here(idle, busy)).device == "idle"
    less_busy = replace(busy, busy_seconds=5)
    assert route(RouteRequest(Function.CREATE_IMAGE, Tier.STANDARD), here(idle, less_busy)).device == "busy"


def test_the_record_tells_operators_why_each_row_was_passed_over() -> None:
    decision = route(RouteRequest(Function.CREATE_IMAGE, Tier.STANDARD), here(studio(8)))
    told = {entry.row: (entry.key, entry.why) for entry in decision.considered}
    assert told["image-standard-dev"] == ("terms", f"the terms of {DEV_LICENCE} have not been accepted")
    assert told["image-standard-schnell"] == ("no_room", "needs 6.6 GB, 6.0 GB are free")
    assert told["image-standard-drawn"] == ("", "")


def test_the_best_row_is_taken_once_its_terms_are_accepted() -> None:
    accepted = frozenset({DEV_LICENCE})
    request = RouteRequest(Function.CREATE_IMAGE, Tier.STANDARD, accepted_licences=accepted)
    assert route(request, here(studio(16))).row == "image-standard-dev"


def test_a_plan_bounds_the_tier_whatever_card_there_is() -> None:
    plan = PlanLimits(highest_tier=Tier.STANDARD)
    decision = route(RouteRequest(Function.CREATE_IMAGE, Tier.HIGH), here(studio(96), plan=plan))
    assert decision.achieved_tier is Tier.STANDARD
    assert decision.fallback is not None
    assert decision.fallback.key == "plan"


def test_a_voice_is_refused_with_what_to_add_and_made_with_a_key() -> None:
    request = RouteRequest(Function.NARRATE, Tier.LOW)
    with pytest.raises(NothingCanRun) as refused:
        route(request, here(studio(96)))
    assert refused.value.advice == "Connect a provider that speaks, with a key of this workspace."
    keys = Engines(EMBEDDED.installed, remote=frozenset({"openai"}))
    plan = PlanLimits(own_keys=True)
    assert route(request, here(engines=keys, plan=plan)).engine == "openai"
    with pytest.raises(NothingCanRun):
        route(replace(request, allow_remote=False), here(engines=keys, plan=plan))
    with pytest.raises(NothingCanRun):
        route(request, here(engines=keys))


@pytest.mark.parametrize(
    ("aspect", "size"), [(Aspect.WIDE, (1024, 576)), (Aspect.SQUARE, (768, 768)), (Aspect.TALL, (576, 1024))]
)
def test_the_shape_asked_for_is_kept(aspect: Aspect, size: tuple[int, int]) -> None:
    decision = route(RouteRequest(Function.CREATE_IMAGE, Tier.STANDARD, aspect), here())
    assert (decision.width, decision.height) == size


def test_an_adjusted_request_keeps_its_tier_and_costs_what_it_computes() -> None:
    usual = RouteRequest(Function.ANIMATE_IMAGE, Tier.HIGH)
    half = replace(usual, adjustment=Adjustment(frames=50))
    whole, shorter = (route(request, here(studio(24))) for request in (usual, half))
    assert (whole.frames, shorter.frames) == (97, 49)
    assert shorter.seconds[1] == pytest.approx(whole.seconds[1] * 49 / 97, rel=0.01)
    assert shorter.credits == round(whole.credits * 49 / 97)


def test_an_installation_without_its_embedded_engine_fails_loudly() -> None:
    with pytest.raises(NothingCanRun):
        route(RouteRequest(Function.CREATE_IMAGE, Tier.LOW), here(engines=Engines({})))


def test_a_situation_is_not_changed_by_routing() -> None:
    now: Situation = here(studio(24))
    assert route(RouteRequest(Function.CREATE_IMAGE, Tier.HIGH), now) == route(
        RouteRequest(Function.CREATE_IMAGE, Tier.HIGH), now
    )
