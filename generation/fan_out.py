"""Which jobs a request becomes (pure)."""

from typing import Any

from generation import values
from generation.values import GenerationRequest, JobPlan
from quality.values import Decision

SEED_STEP = 0x9E3779B1
"""Knuth's multiplicative constant (2^32 / golden ratio): neighbouring numbers get far-apart seeds."""


def seed_of(seed: int, number: int) -> int:
    """The seed of part `number` (1..); the first keeps the generation's own."""
    return (seed + (number - 1) * SEED_STEP) % (values.MAX_SEED + 1)


def fan_out(request: GenerationRequest, seed: int, decision: Decision | None, first_number: int = 1) -> list[JobPlan]:
    """The jobs of a new generation; a film has none until its takes are chosen."""
    if request.kind == values.PLAN:
        return [JobPlan(values.JOB_PLAN, 1, {"seed": seed, "scenes": request.count, "prompt": request.prompt})]
    if request.kind == values.FILM or decision is None:
        return []
    kind = values.JOB_TAKE if request.kind == values.TAKES else values.JOB_PICTURE
    shared = _shared(request, decision)
    return [
        JobPlan(kind, number, {**shared, "seed": seed_of(seed, number), "label": first_number + number - 1})
        for number in range(1, request.count + 1)
    ]


def _shared(request: GenerationRequest, decision: Decision) -> dict[str, Any]:
    return {
        "prompt": request.prompt,
        "negative_prompt": request.negative_prompt,
        "width": decision.width,
        "height": decision.height,
        "frames": decision.frames,
        "fps": decision.fps,
        "steps": decision.steps,
        "credits": decision.credits,
        **request.settings,
    }
