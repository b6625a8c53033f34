"""What a run says: one report a policy, the same for each."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from generation.scheduling.values import Priority
from generation.simulator.competing import Competition, jain
from generation.simulator.disciplines import Discipline, FirstCome, RoundRobin, Watcher
from generation.simulator.fair_queue import FairQueue
from generation.simulator.loop import NOT_YET, Outcome, Simulation
from generation.simulator.scenario import Scenario
from generation.simulator.tickets import Clock
from generation.simulator.trace import Trace

FAIR, FIRST_COME, ROUND_ROBIN = "fair", "first-come", "round-robin"
POLICIES: dict[str, Callable[[Clock, Watcher], Discipline]] = {
    FAIR: FairQueue,
    FIRST_COME: FirstCome,
    ROUND_ROBIN: RoundRobin,
}
PERCENTILES = (50, 95, 99)
LEAST_JOBS = 30
"""Of a tenant whose mean wait is told: of fewer it says little of the tenant."""
Numbers = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Report:
    """What `simulate` prints, in seconds where nothing else is said (docs/scheduling.md tells each)."""

    scenario: str
    policy: str
    devices: int
    tenants: int
    seed: int
    offered_load: float
    utilisation: float
    loading: float
    loads: int
    jain: float | None
    jain_tenants: int
    wait: dict[str, dict[str, float]]
    spread_seconds: dict[str, dict[str, float]]
    starvation: dict[str, float]
    held_back_seconds: float
    overtaken_seconds: float
    jobs: dict[str, int]
    events: int
    behind_seconds: dict[str, dict[str, float]] = field(default_factory=dict)
    cpu_seconds: float = 0.0
    events_per_second: int = 0


def simulate(scenario: Scenario, trace: Trace, policy: str, seed: int) -> tuple[Report, Outcome]:
    """Run a trace under a policy and say how it went; without the time that it took."""
    clock = Clock()
    competition = Competition(trace.shares, scenario.warm_up_minutes * 60)
    outcome = Simulation(scenario, trace, POLICIES[policy](clock, competition), clock, competition, seed).run()
    return _report(scenario, trace, policy, seed, outcome), outcome


def _report(scenario: Scenario, trace: Trace, policy: str, seed: int, outcome: Outcome) -> Report:
    waits = _Waits(scenario, trace, outcome)
    return Report(
        scenario.name,
        policy,
        sum(device.count for device in scenario.devices),
        len(trace.shares),
        seed,
        round(_offered(scenario, trace), 4),
        round(outcome.served / outcome.up, 4) if outcome.up else 0.0,
        round(outcome.loading / outcome.up, 4) if outcome.up else 0.0,
        outcome.loads,
        _rounded(jain(outcome.shares_received.values())),
        len(outcome.shares_received),
        waits.by_class(),
        waits.spreads(),
        waits.starvation(),
        round(outcome.held_back_seconds, 2),
        round(outcome.overtaken_seconds, 2),
        {
            "arrived": outcome.arrived,
            "finished": outcome.finished,
            "given_up": outcome.given_up,
            "retried": outcome.retried,
            "risen": outcome.risen,
            "deaths": outcome.deaths,
        },
        outcome.events,
    )


def _offered(scenario: Scenario, trace: Trace) -> float:
    """Work that came in the measured time, of what the devices could do in it."""
    begin = scenario.warm_up_minutes * 60
    came = sum(seconds for at, seconds in zip(trace.at, trace.seconds, strict=True) if at >= begin)
    return came / (scenario.capacity * (scenario.seconds - begin))


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 4)


class _Waits:
    """From coming to the first start, of the jobs that came in the measured time."""

    def __init__(self, scenario: Scenario, trace: Trace, outcome: Outcome) -> None:
        self.scenario, self.trace = scenario, trace
        at, started = np.array(trace.at), np.array(outcome.started)
        self.counted = (at >= scenario.warm_up_minutes * 60) & (started != NOT_YET)
        self.started = outcome.started
        self.every: Numbers = started - at
        self.waits: Numbers = self.every[self.counted]

    def by_class(self) -> dict[str, dict[str, float]]:
        """Mean and percentiles of each class that was asked for, and of all."""
        priority = np.array(self.trace.priority, dtype=int)[self.counted]
        found = {"all": _told(self.waits)}
        for one in Priority:
            if len(of_class := self.waits[priority == one]):
                found[one.word] = _told(of_class)
        return found

    def spreads(self) -> dict[str, dict[str, float]]:
        """Of each group of equal tenants: the longest mean wait of a tenant less the shortest, of all its jobs and of
        those that came when it had none waiting; `nine_in_ten`: the same without the twentieth at either end."""
        every = means(self.trace, self.every, self.counted)
        first = means(self.trace, self.every, self.counted & self._came_to_none_waiting())
        groups = np.array(self.trace.groups)
        found = {}
        for number, tenants in enumerate(self.scenario.tenants):
            of_all, of_first = (mean[(groups == number) & ~np.isnan(mean)] for mean in (every, first))
            if len(of_all) > 1:
                ends = {"jobs": spread(of_all), "jobs_nine_in_ten": spread(of_all, 5)}
                if len(of_first) > 1:
                    ends |= {"first_jobs": spread(of_first), "first_jobs_nine_in_ten": spread(of_first, 5)}
                found[tenants.name] = {"tenants": len(of_all)} | ends
        return found

    def _came_to_none_waiting(self) -> NDArray[np.bool_]:
        """Jobs before which all earlier ones of their tenant had begun."""
        latest = [0.0] * len(self.trace.shares)
        found = np.zeros(len(self.trace), dtype=bool)
        for job, (at, tenant, started) in enumerate(zip(self.trace.at, self.trace.tenant, self.started, strict=True)):
            found[job] = latest[tenant] <= at
            latest[tenant] = max(latest[tenant], started)
        return found

    def starvation(self) -> dict[str, float]:
        """The longest wait, and how many jobs waited too long."""
        limit = self.scenario.overdue_minutes * 60
        longest = float(self.waits.max()) if len(self.waits) else 0.0
        return {"longest": round(longest, 1), "overdue_after": limit, "overdue": int((self.waits > limit).sum())}


def means(trace: Trace, values: Numbers, counted: NDArray[np.bool_]) -> Numbers:
    """By tenant, the mean of a value of its jobs that count; not a number where these are too few."""
    tenant = np.array(trace.tenant, dtype=int)[counted]
    count = np.bincount(tenant, minlength=len(trace.shares))
    total = np.bincount(tenant, values[counted], minlength=len(trace.shares))
    return np.where(count >= LEAST_JOBS, total / np.maximum(1, count), np.nan)


def spread(found: Numbers, percent: float = 0) -> float:
    """Between the percentiles so far from either end."""
    return round(float(np.ptp(np.percentile(found, (percent, 100 - percent)))), 2)


def _told(waits: Numbers) -> dict[str, float]:
    if not len(waits):
        return {"jobs": 0}
    points: dict[str, Any] = dict(zip((f"p{p}" for p in PERCENTILES), np.percentile(waits, PERCENTILES), strict=True))
    return {"jobs": len(waits)} | {
        name: round(float(value), 2) for name, value in {"mean": waits.mean(), **points}.items()
    }
