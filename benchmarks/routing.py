"""Routing against every possibility, and how many decisions a second it takes.

Run: .venv/bin/python -m benchmarks.routing [--cases 100000] [--seed 1]

Random requests (function, tier, shape, length, licences, what ran out of memory before) meet random machines (0 to 8
cards of 4 to 96 GB, real or simulated, partly held by others, more or less busy), engines, plans and keys. Routing's
decision is held against the best that an exhaustive search finds (`routing_oracle`); each disagreement is printed.
Speed is of one processor core, with 64 cards and the shipped catalogue.
"""

import argparse
import json
import random
import sys
import time
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from benchmarks.routing_oracle import Outcome, best
from quality.catalogue.loader import shipped
from quality.errors import NothingCanRun
from quality.expecting import NothingObserved
from quality.routing import Situation, route
from quality.values import (
    POLISHES,
    Adjustment,
    Aspect,
    Decision,
    Device,
    DeviceKind,
    Engines,
    Function,
    PlanLimits,
    RouteRequest,
    Tier,
)

EMBEDDED: dict[str, frozenset[str] | None] = {"animatic": None, "template": None}
LICENCE = "flux-1-dev-non-commercial"
DEVICES, DECISIONS = 64, 20_000
MOST_PRINTED = 20


@dataclass
class Found:
    """What the cases gave."""

    cases: int = 0
    agreed: int = 0
    rows: Counter[str] = field(default_factory=Counter)
    disagreements: list[str] = field(default_factory=list)


def some_device(chance: random.Random, place: int) -> Device:
    """A card as one may be found."""
    total = chance.choice((4, 6, 8, 10, 12, 16, 20, 24, 32, 48, 80, 96)) * chance.uniform(0.97, 1.0)
    used = chance.choice((0.0, 0.0, chance.uniform(0, total)))
    kind = chance.choice((DeviceKind.CUDA, DeviceKind.CUDA, DeviceKind.ROCM, DeviceKind.SIMULATED))
    return Device(
        f"card-{place:02}", f"Studio {place + 1}", total, used, kind, chance.choice((0.0, chance.uniform(0, 900)))
    )


def some_situation(chance: random.Random) -> Situation:
    """A machine, its engines, a plan and keys."""
    local = chance.choice((None, frozenset({"flux-1-schnell"}), frozenset({"wan-2-2-ti2v-5b", "flux-1-dev"})))
    installed = {**EMBEDDED, "diffusers": local} if chance.random() < 0.85 else EMBEDDED
    remote = frozenset({"openai"}) if chance.random() < 0.3 else frozenset[str]()
    plan = PlanLimits(chance.choice((Tier.LOW, Tier.STANDARD, Tier.HIGH, Tier.HIGH)), chance.random() < 0.5)
    devices = tuple(some_device(chance, place) for place in range(chance.randrange(9)))
    return Situation(shipped(), devices, plan, NothingObserved(), Engines(installed, remote))


def some_request(chance: random.Random) -> RouteRequest:
    """Something a creator may ask for."""
    adjustment = Adjustment()
    if chance.random() < 0.3:
        adjustment = Adjustment(
            chance.choice((None, chance.randrange(256, 2049))), chance.choice((None, chance.randrange(5, 200)))
        )
    ways = [(row.id, step.id) for row in shipped().rows for step in row.memory]
    return RouteRequest(
        chance.choice(list(Function)),
        chance.choice(list(Tier)),
        chance.choice(list(Aspect)),
        frozenset({LICENCE}) if chance.random() < 0.5 else frozenset(),
        chance.random() < 0.8,
        adjustment,
        frozenset(chance.sample(ways, chance.randrange(4))),
    )


def decided(request: RouteRequest, here: Situation) -> Decision | None:
    """Routing's answer; None where nothing can run."""
    try:
        return route(request, here)
    except NothingCanRun:
        return None


def agree(decision: Decision | None, outcome: Outcome | None) -> bool:
    """Whether both chose the same row, way and card."""
    if decision is None or outcome is None:
        return decision is None and outcome is None
    return (decision.row, decision.technique, decision.device) == (outcome.row, outcome.technique, outcome.device)


def compare(cases: int, seed: int) -> Found:
    """Routing and the exhaustive search over random cases."""
    chance, found = random.Random(seed), Found()
    for _ in range(cases):
        request, here = some_request(chance), some_situation(chance)
        decision, outcome = decided(request, here), best(request, here)
        found.cases += 1
        found.agreed += agree(decision, outcome)
        found.rows[decision.row if decision else "refused"] += 1
        if not agree(decision, outcome):
            found.disagreements.append(f"{request}\n  routing: {decision}\n  search: {outcome}")
    return found


def decisions_a_second(seed: int) -> float:
    """Decisions a processor second, 64 cards."""
    chance = random.Random(seed)
    devices = tuple(some_device(chance, place) for place in range(DEVICES))
    here = Situation(shipped(), devices, PlanLimits(), NothingObserved(), Engines({**EMBEDDED, "diffusers": None}))
    functions = [function for function in Function if function not in POLISHES | {Function.NARRATE}]
    requests = [RouteRequest(function, tier, aspect) for function in functions for tier in Tier for aspect in Aspect]
    begun = time.process_time()
    for place in range(DECISIONS):
        route(requests[place % len(requests)], here)
    return DECISIONS / (time.process_time() - begun)


def main() -> None:
    """Compare, time and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    told = parser.parse_args()
    found = compare(told.cases, told.seed)
    for text in found.disagreements[:MOST_PRINTED]:
        print(text, file=sys.stderr)
    answer: dict[str, Any] = {
        "cases": found.cases,
        "agreed": found.agreed,
        "share": found.agreed / found.cases,
        "rows_chosen": len(found.rows),
        "decisions_a_second": round(decisions_a_second(told.seed)),
    }
    print(json.dumps(answer, indent=1))


if __name__ == "__main__":
    main()
