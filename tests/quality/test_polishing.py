"""Where a polish goes: the engine that does most of it, else the embedded one; what it takes grows with its pixels."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quality.catalogue import loader
from quality.catalogue.schema import Catalogue
from quality.errors import CatalogueError
from quality.expecting import NothingObserved
from quality.polishing import FACTORS, Media, PolishAsk, after_all, in_order, route_polish
from quality.routing import Situation
from quality.values import Device, Engines, PlanLimits, Polish, PolishStep, Tier

CLIP, PICTURE = Media(768, 432, 97, 24.0), Media(1024, 576)
EMBEDDED = {"finishing": None, "animatic": None}


def step(name: Polish, factor: int = 0) -> PolishStep:
    return PolishStep(name, factor=factor or (2 if name in FACTORS else 1))


def situation(catalogue: Catalogue, *devices: Device, engines: Any = EMBEDDED, remote: Any = ()) -> Situation:
    limits = PlanLimits(Tier.HIGH, own_keys=True)
    return Situation(catalogue, devices, limits, NothingObserved(), Engines(engines, frozenset(remote)))


def with_model(catalogue: Catalogue, steps: tuple[str, ...] = ("upscale",), engine: str = "diffusers") -> Catalogue:
    """The catalogue with an engine that does these steps, before the embedded rows."""
    rows = [
        {
            "id": f"{name}-model",
            "step": name,
            "engine": engine,
            "model": "flux-1-schnell",
            "memory_gb": 6 if engine == "diffusers" else 0,
            "seconds_per_megapixel": [0.1, 0.4],
            "time_source": "cited",
            "credits_per_100_megapixels": 5,
        }
        for name in steps
    ]
    document = catalogue.model_dump(mode="json")
    return loader.check({**document, "polish": [*rows, *document["polish"]]}, "catalogue.yaml")


CARD = Device("gpu-0", "A card", 24.0)
WHOLE = {**EMBEDDED, "diffusers": None}


def test_without_any_other_engine_the_embedded_one_does_it(catalogue: Catalogue) -> None:
    ask = PolishAsk(CLIP, (step(Polish.DENOISE), step(Polish.UPSCALE)), Tier.STANDARD)
    decided = route_polish(ask, situation(catalogue))
    assert (decided.engine, decided.device, decided.device_class) == ("finishing", None, "cpu")
    assert (decided.width, decided.height, decided.frames, decided.fps) == (1536, 864, 97, 24)
    assert decided.requested_tier is decided.achieved_tier is Tier.STANDARD


def test_an_installed_model_leads_and_what_it_can_not_do_is_embedded(catalogue: Catalogue) -> None:
    known = with_model(catalogue)
    ask = PolishAsk(CLIP, (step(Polish.DENOISE), step(Polish.UPSCALE)), Tier.LOW)
    assert route_polish(ask, situation(known, CARD, engines=WHOLE)).engine == "diffusers"
    assert route_polish(ask, situation(known, CARD)).engine == "finishing"
    assert route_polish(ask, situation(known, engines=WHOLE)).engine == "finishing"
    small = replace(CARD, total_gb=7.0)
    assert route_polish(ask, situation(known, small, engines=WHOLE)).engine == "finishing"
    only_denoise = replace(ask, steps=(step(Polish.DENOISE),))
    assert route_polish(only_denoise, situation(known, CARD, engines=WHOLE)).engine == "finishing"


def test_what_ran_out_of_memory_is_not_tried_again(catalogue: Catalogue) -> None:
    known = with_model(catalogue)
    ask = PolishAsk(PICTURE, (step(Polish.UPSCALE),), Tier.LOW, tried=frozenset({("upscale-model", "picture")}))
    assert route_polish(ask, situation(known, CARD, engines=WHOLE)).engine == "finishing"


def test_a_providers_engine_needs_a_key(catalogue: Catalogue) -> None:
    known = with_model(catalogue, ("upscale", "interpolate"), engine="openai")
    ask = PolishAsk(CLIP, (step(Polish.INTERPOLATE), step(Polish.UPSCALE)), Tier.LOW)
    assert route_polish(ask, situation(known)).engine == "finishing"
    assert route_polish(ask, situation(known, remote=("openai",))).device_class == "provider"


STEPS = st.sets(st.sampled_from(list(Polish)), min_size=1).map(lambda names: in_order([step(name) for name in names]))


@given(steps=STEPS, width=st.integers(64, 3840), height=st.integers(64, 2160), frames=st.integers(3, 500))
@settings(max_examples=60, deadline=None)
def test_more_steps_never_cost_less(
    catalogue: Catalogue, steps: tuple[PolishStep, ...], width: int, height: int, frames: int
) -> None:
    media = Media(width, height, frames, 24.0)
    whole = route_polish(PolishAsk(media, steps, Tier.LOW), situation(catalogue))
    made = after_all(media, steps)
    assert (whole.width, whole.height, whole.frames) == (made.width, made.height, made.frames)
    assert whole.credits >= 1
    assert 0 < whole.seconds[0] <= whole.seconds[1]
    if len(steps) > 1:
        part = route_polish(PolishAsk(media, steps[1:], Tier.LOW), situation(catalogue))
        assert part.credits <= whole.credits
        assert part.seconds[1] <= whole.seconds[1]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"engine": "magic"}, 'engine: "magic" is not known'),
        ({"memory_gb": 4}, "memory_gb: what works on a graphics card"),
        ({"seconds_per_megapixel": [3, 1]}, "seconds_per_megapixel: the range goes"),
        ({"step": "sharpen"}, "step"),
        ({"step": "upscale"}, "must have exactly one of an embedded engine"),
        ({"id": "image-low-drawn"}, "each row needs its own"),
    ],
)
def test_a_bad_row_is_named_with_its_field(catalogue: Catalogue, change: dict[str, Any], said: str) -> None:
    document = catalogue.model_dump(mode="json")
    rows = [{**document["polish"][0], **change}, *document["polish"][1:]]
    with pytest.raises(CatalogueError) as caught:
        loader.check({**document, "polish": rows}, "catalogue.yaml")
    assert said in str(caught.value)


def test_a_document_of_before_there_were_any_is_still_one(catalogue: Catalogue) -> None:
    document = catalogue.model_dump(mode="json")
    del document["polish"]
    assert loader.check(document, "catalogue.yaml").polish == ()
