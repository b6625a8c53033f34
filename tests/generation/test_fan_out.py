"""Which jobs a request becomes (pure)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generation import values
from generation.fan_out import fan_out, seed_of
from generation.values import GenerationRequest, JobPlan
from quality.catalogue.loader import shipped
from quality.expecting import NothingObserved
from quality.routing import Situation, route
from quality.values import Decision, Engines, Function, PlanLimits, RouteRequest, Tier

SEEDS = st.integers(0, values.MAX_SEED)


def decision(function: Function = Function.CREATE_IMAGE) -> Decision:
    here = Situation(shipped(), (), PlanLimits(), NothingObserved(), Engines({"animatic": None}))
    return route(RouteRequest(function=function, tier=Tier.LOW), here)


def jobs(kind: str, count: int = 1, seed: int = 7, first_number: int = 1) -> list[JobPlan]:
    request = GenerationRequest(kind=kind, prompt="a bell", tier="low", count=count, settings={"frame_sha256": "ab"})
    function = Function.CREATE_VIDEO if kind == values.TAKES else Function.CREATE_IMAGE
    return fan_out(request, seed, None if kind in (values.PLAN, values.FILM) else decision(function), first_number)


def test_a_plan_is_one_job_and_a_film_none_yet() -> None:
    (plan,) = jobs(values.PLAN, count=4)
    assert (plan.kind, plan.number, plan.params) == ("plan", 1, {"seed": 7, "scenes": 4, "prompt": "a bell"})
    assert jobs(values.FILM) == []


@pytest.mark.parametrize(
    ("kind", "made"), [(values.FRAMES, "picture"), (values.PICTURE, "picture"), (values.TAKES, "take")]
)
def test_each_part_is_a_job_of_its_kind_with_what_the_engine_needs(kind: str, made: str) -> None:
    plans = jobs(kind, count=3)
    assert [(plan.kind, plan.number) for plan in plans] == [(made, 1), (made, 2), (made, 3)]
    for plan in plans:
        assert {"prompt", "negative_prompt", "seed", "width", "height", "frames", "fps", "steps"} <= set(plan.params)
        assert plan.params["frame_sha256"] == "ab"


def test_frames_go_on_with_the_scenes_letters() -> None:
    assert [plan.params["label"] for plan in jobs(values.FRAMES, count=3, first_number=5)] == [5, 6, 7]


@given(SEEDS, st.integers(1, 8))
def test_the_first_part_keeps_the_seed_and_all_parts_differ(seed: int, count: int) -> None:
    seeds = [plan.params["seed"] for plan in jobs(values.FRAMES, count, seed)]
    assert seeds[0] == seed
    assert len(set(seeds)) == count
    assert all(0 <= found <= values.MAX_SEED for found in seeds)


@given(SEEDS, st.integers(1, 64))
def test_the_same_request_always_has_the_same_seeds(seed: int, number: int) -> None:
    assert seed_of(seed, number) == seed_of(seed, number)


@given(st.integers(0, 1000), st.integers(2, 8))
def test_neighbouring_seeds_share_no_part(seed: int, count: int) -> None:
    """Otherwise asking with seed 1 and then seed 2 would show the same pictures again."""
    mine = {seed_of(seed, number) for number in range(1, count + 1)}
    next_one = {seed_of(seed + 1, number) for number in range(1, count + 1)}
    assert not mine & next_one
