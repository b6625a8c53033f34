"""What is asked for, and when: drawn once by a seed, so that every policy is given the same."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from generation.scheduling.values import Share
from generation.simulator.scenario import Scenario, Tenants, Waves, Work

Numbers = NDArray[np.float64]
Counts = NDArray[np.int64]
WAVE_GRID = 10_001


@dataclass(frozen=True, slots=True)
class Trace:
    """A column a fact, a row a job, by the time it comes. `at`, `seconds` in seconds; `seconds` on a device of speed 1.

    `kind`: which of `kinds`; `tenant` counts through all groups; `shares`, `groups`: what each tenant's plan gives it,
    and its group's number.
    """

    at: list[float]
    tenant: list[int]
    kind: list[int]
    seconds: list[float]
    priority: list[int]
    kinds: list[tuple[str, Work]]
    shares: list[Share]
    groups: list[int]

    def __len__(self) -> int:
        return len(self.at)


def draw(scenario: Scenario, seed: int) -> Trace:
    """All that is asked for in a scenario."""
    chance = np.random.default_rng(seed)
    names = list(scenario.work)
    shares: list[Share] = []
    groups: list[int] = []
    parts = []
    for number, tenants in enumerate(scenario.tenants):
        parts.append(_asked(scenario, tenants, names, len(shares), chance))
        shares += [scenario.plans[tenants.plan].share] * tenants.count
        groups += [number] * tenants.count
    at, tenant, kind, seconds, priority = (np.concatenate(column) for column in zip(*parts, strict=True))
    order = np.argsort(at, kind="stable")
    return Trace(
        at[order].tolist(),
        tenant[order].tolist(),
        kind[order].tolist(),
        seconds[order].tolist(),
        priority[order].tolist(),
        list(scenario.work.items()),
        shares,
        groups,
    )


def _asked(
    scenario: Scenario, tenants: Tenants, names: list[str], first: int, chance: np.random.Generator
) -> tuple[Numbers, Counts, Counts, Numbers, Counts]:
    """(at, tenant, kind, seconds, priority) of one group: a Poisson stream of bursts, each of one tenant."""
    bursts = chance.poisson(scenario.jobs_a_second(tenants) * scenario.seconds / tenants.burst)
    sizes = chance.geometric(1 / tenants.burst, bursts)
    at = np.repeat(_moments(bursts, scenario.seconds, scenario.waves, chance), sizes)
    tenant = np.repeat(first + chance.integers(tenants.count, size=bursts), sizes)
    often = np.array(list(tenants.work.values()))
    places = np.array([names.index(kind) for kind in tenants.work])
    kind = places[chance.choice(len(places), size=len(at), p=often / often.sum())]
    seconds = np.empty(len(at))
    for place in places.tolist():
        of_kind = kind == place
        seconds[of_kind] = _seconds(scenario.work[names[place]], int(of_kind.sum()), chance)
    classes = tenants.classes()
    weights = np.array(list(classes.values()))
    priority = chance.choice(np.array(list(classes)), size=bursts, p=weights / weights.sum())
    return at, tenant, kind, seconds, np.repeat(priority, sizes)


def _moments(count: int, seconds: float, waves: Waves | None, chance: np.random.Generator) -> Numbers:
    """`count` moments of a Poisson stream: uniform, or by the inverse of the wave's integral."""
    drawn = chance.random(count)
    if waves is None:
        return drawn * seconds
    at = np.linspace(0, seconds, WAVE_GRID)
    turns = 2 * np.pi / (waves.period_minutes * 60)
    gone = at + waves.height * (1 - np.cos(turns * at)) / turns
    found: Numbers = np.interp(drawn * gone[-1], gone, at)
    return found


def _seconds(work: Work, count: int, chance: np.random.Generator) -> Numbers:
    """Real times of a kind of work, whose mean is what it says."""
    if work.law == "exponential":
        return chance.exponential(work.seconds, count)
    if work.law == "fixed":
        return np.full(count, work.seconds)
    return work.seconds * chance.lognormal(-(work.sigma**2) / 2, work.sigma, count)
