"""How far behind its fair share each tenant was: what the policy did to it, without what its own work did."""

import numpy as np
from numpy.typing import NDArray

from generation.simulator.fair_share import Asked, FluidLane
from generation.simulator.loop import Outcome
from generation.simulator.measures import means, spread
from generation.simulator.scenario import Scenario
from generation.simulator.trace import Trace

Numbers = NDArray[np.float64]


def behind(scenario: Scenario, trace: Trace, outcome: Outcome) -> dict[str, dict[str, float]]:
    """Of each group of equal tenants, in seconds and by its tenants' means: `own`, the spread of what they would wait
    if all had their fair share at every moment; `spread`, of how much later than then their jobs ended, which is
    the policy's; both also of `nine_in_ten`; `mean`, how much later all of the group were."""
    at, ended = np.array(trace.at), np.array(outcome.ended)
    counted = at >= scenario.warm_up_minutes * 60
    fair = fair_ends(scenario, trace, outcome)
    own = means(trace, fair - at - _alone(scenario, outcome), counted)
    late = means(trace, ended - fair, counted)
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
            }
    return found


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
