"""How far behind its fair share each tenant was: what the policy did to it, without what its own work did."""

import numpy as np
from numpy.typing import NDArray

from generation.simulator.fair_share import Asked, FluidLane
from generation.simulator.loop import Outcome
from generation.simulator.measures import LEAST_JOBS, means, spread
from generation.simulator.scenario import Scenario
from generation.simulator.trace import Trace

Numbers = NDArray[np.float64]
DEALS = 200
"""Times that bursts are dealt anew, to see how far apart equal tenants lie by luck."""


def behind(scenario: Scenario, trace: Trace, outcome: Outcome) -> dict[str, dict[str, float]]:
    """Of each group of equal tenants, in seconds and by its tenants' means: `own`, the spread of what they would wait
    if all had their fair share at every moment; `spread`, of how much later than then their jobs ended, which is
    the policy's; both also of `nine_in_ten`; `mean`, how much later all of the group were; `by_chance` and
    `by_chance_at_most`, what the spread would be if the same bursts of jobs, each as late as it was, had been other
    tenants' of the group: the middle and the 95th percentile of many deals."""
    at, ended = np.array(trace.at), np.array(outcome.ended)
    counted = at >= scenario.warm_up_minutes * 60
    fair = fair_ends(scenario, trace, outcome)
    own = means(trace, fair - at - _alone(scenario, outcome), counted)
    each = ended - fair
    late = means(trace, each, counted)
    groups = np.array(trace.groups)
    found = {}
    for number, tenants in enumerate(scenario.tenants):
        mine = (groups == number) & ~np.isnan(late)
        if mine.sum() > 1:
            found[tenants.name] = {
                "tenants": int(mine.sum()),
                "own": spread(own[mine]),
                "own_nine_in_ten": spread(own[mine], 5),
                "spread": spread(late[mine]),
                "nine_in_ten": spread(late[mine], 5),
                "mean": round(float(late[mine].mean()), 2),
                **by_chance(trace, each, counted & (groups[np.array(trace.tenant, dtype=int)] == number)),
            }
    return found


def by_chance(trace: Trace, late: Numbers, counted: NDArray[np.bool_]) -> dict[str, float]:
    """How far apart the tenants of these jobs would lie if their bursts were dealt anew among them: a permutation test
    of a policy that favours nobody. A burst is a tenant's jobs of one moment; each tenant keeps its number of them."""
    tenant, at = np.array(trace.tenant, dtype=int)[counted], np.array(trace.at)[counted]
    order = np.lexsort((at, tenant))
    tenant, at, late = tenant[order], at[order], late[counted][order]
    begins = np.append(True, (np.diff(tenant) != 0) | (np.diff(at) != 0))
    burst = np.cumsum(begins) - 1
    jobs, lateness = np.bincount(burst), np.bincount(burst, late)
    owner = np.unique(tenant[begins], return_inverse=True)[1]
    chance, spreads = np.random.default_rng(0), []
    for _ in range(DEALS):
        dealt = chance.permutation(len(owner))
        count, total = np.bincount(owner, jobs[dealt]), np.bincount(owner, lateness[dealt])
        enough = count >= LEAST_JOBS
        spreads.append(spread(total[enough] / count[enough]) if enough.any() else 0.0)
    middle, high = np.percentile(spreads, (50, 95))
    return {"by_chance": round(float(middle), 2), "by_chance_at_most": round(float(high), 2)}


def fair_ends(scenario: Scenario, trace: Trace, outcome: Outcome) -> Numbers:
    """When each job would have ended on the lane that it was routed to, by fair shares of the same devices; none
    sooner than it takes alone."""
    ends: Numbers = np.zeros(len(trace))
    lanes: list[list[Asked]] = [[] for _ in scenario.devices]
    facts = zip(outcome.lane, trace.at, outcome.for_job, trace.tenant, trace.priority, strict=True)
    for job, (lane, at, seconds, tenant, priority) in enumerate(facts):
        lanes[lane].append(Asked(job, at, seconds, tenant, priority))
    for kind, asked, changes in zip(scenario.devices, lanes, outcome.changes, strict=True):
        fluid = FluidLane(trace.shares, kind.speed)
        for job, end in fluid.ends(asked, [(at, devices * kind.speed) for at, devices in changes]):
            ends[job] = end
    alone: Numbers = np.array(trace.at) + _alone(scenario, outcome)
    return np.maximum(ends, alone)


def _alone(scenario: Scenario, outcome: Outcome) -> Numbers:
    """Seconds that each job takes on a device of its lane."""
    speed = np.array([kind.speed for kind in scenario.devices])
    alone: Numbers = np.array(outcome.for_job) / speed[np.array(outcome.lane, dtype=int)]
    return alone
