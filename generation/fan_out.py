"""Which jobs a request becomes (pure)."""

from collections.abc import Mapping
from typing import Any

from generation import values
from generation.agreement import as_params
from generation.polishing import POLISH
from generation.values import GenerationRequest, JobPlan
from generation.variations import kept
from generation.variations.values import Part, Size
from quality.values import Decision

SEED_STEP = 0x9E3779B1
"""Knuth's multiplicative constant (2^32 / golden ratio): neighbouring numbers get far-apart seeds."""


def seed_of(seed: int, number: int) -> int:
    """The seed of part `number` (1..); the first keeps the generation's own."""
    return (seed + (number - 1) * SEED_STEP) % (values.MAX_SEED + 1)


def fan_out(
    request: GenerationRequest,
    seed: int,
    decision: Decision | None,
    first_number: int = 1,
    sizes: Mapping[Size, Decision] | None = None,
) -> list[JobPlan]:
    """The jobs of a new generation; a film has none until its takes are chosen. `sizes`: where each size of a batch
    goes."""
    if request.kind == values.PLAN:
        brief = {"brief": request.settings["brief"]} if "brief" in request.settings else {}
        params = {"seed": seed, "scenes": request.count, "prompt": request.prompt, **brief}
        return [JobPlan(values.JOB_PLAN, 1, params)]
    if request.kind == values.FILM or decision is None:
        return []
    if request.kind == values.POLISH:
        return [_polish(request, seed, decision, first_number)]
    if sizes:
        parts = enumerate(kept.parts_of(request.settings), start=1)
        return [_varied(request, seed, sizes[part.size], part, number, first_number) for number, part in parts]
    kind = values.JOB_TAKE if request.kind == values.TAKES else values.JOB_PICTURE
    shared = _shared(request, decision)
    return [
        JobPlan(kind, number, {**shared, "seed": seed_of(seed, number), "label": first_number + number - 1})
        for number in range(1, request.count + 1)
    ]


def _varied(
    request: GenerationRequest, seed: int, decision: Decision, part: Part, number: int, first_number: int
) -> JobPlan:
    """One picture of a batch."""
    own = kept.own_settings(request.settings, part.size)
    params = {
        **_shared(request, decision),
        **own,
        "prompt": part.text,
        "seed": seed_of(seed, part.draw) if part.seed is None else part.seed,
        "label": first_number + number - 1,
        kept.TAGS: [[tag.name, tag.value] for tag in part.tags],
    }
    return JobPlan(values.JOB_PICTURE, number, params | ({kept.OWN: own} if own else {}), decision)


def _polish(request: GenerationRequest, seed: int, decision: Decision, number: int) -> JobPlan:
    """One job, whose number is its result's; `sha256` is the file that it reads."""
    told = request.settings[POLISH]
    params = {**as_params(decision), "prompt": request.prompt, "seed": seed, "label": number, POLISH: told}
    return JobPlan(values.JOB_POLISH, number, {**params, "sha256": told["sha256"]})


def _shared(request: GenerationRequest, decision: Decision) -> dict[str, Any]:
    return {
        "prompt": request.prompt,
        "negative_prompt": request.negative_prompt,
        **as_params(decision),
        **kept.plain_settings(request.settings),
    }
