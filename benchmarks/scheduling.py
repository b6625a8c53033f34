"""The queue's policy over simulated machines: `python -m benchmarks.scheduling [--plots FOLDER] [SCENARIO ...]`.

Every shipped scenario (or those named) under the three policies, on the same trace each. Prints a table a scenario to
stderr and JSON to stdout; for `affinity` also how many fewer loads than first-come-first-served, and how much work a
loaded model let go before a job, against its bound. With `--plots`, waits and loads as SVG. Times are of the processor,
of one core.
"""

import argparse
import json
import resource
import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.scheduling_plots import Line, bars, lines
from generation.scheduling.choosing import PATIENCE_SECONDS
from generation.simulator.measures import FAIR, FIRST_COME, POLICIES, Report, simulate
from generation.simulator.reading import load, shipped
from generation.simulator.scenario import Scenario
from generation.simulator.telling import compare, table
from generation.simulator.trace import draw

AFFINITY = "affinity"


def affinity(reports: Sequence[Report], scenario: Scenario) -> dict[str, Any]:
    """Loads against first-come-first-served, and the bound of docs/scheduling.md, in seconds of expected work."""
    by = {report.policy: report for report in reports}
    longest = max(work.seconds for work in scenario.work.values())
    bound = len(scenario.models) * (PATIENCE_SECONDS + longest)
    return {
        "jobs": by[FAIR].jobs["arrived"],
        "loads": by[FAIR].loads,
        "loads_first_come": by[FIRST_COME].loads,
        "times_fewer": round(by[FIRST_COME].loads / by[FAIR].loads, 2),
        "overtaken_seconds": by[FAIR].overtaken_seconds,
        "overtaken_bound_seconds": bound,
        "held_back_seconds": by[FAIR].held_back_seconds,
        "held_back_bound_seconds": PATIENCE_SECONDS + longest + max(m.load_seconds for m in scenario.models.values()),
    }


def share_that_waits(scenario: Scenario) -> list[Line]:
    """Of each policy, the share of the jobs that wait at least so long."""
    trace = draw(scenario, scenario.seed)
    at = np.array(trace.at)
    found = []
    for policy in POLICIES:
        _, outcome = simulate(scenario, trace, policy, scenario.seed)
        waits = (np.array(outcome.started) - at)[at >= scenario.warm_up_minutes * 60]
        edges = np.geomspace(1, max(10.0, float(waits.max())), 120)
        left = 1 - np.searchsorted(np.sort(waits), edges) / len(waits)
        found.append(Line(policy, edges.tolist(), left.tolist()))
    return found


def plot(scenario: Scenario, reports: Sequence[Report], folder: Path) -> None:
    """One picture of waits a scenario; of loads for the one that is about them."""
    title = f"{scenario.name}: share of the jobs that wait longer than …"
    (folder / f"waits-{scenario.name}.svg").write_text(lines(title, share_that_waits(scenario)), "utf-8")
    if scenario.name == AFFINITY:
        told = [(report.policy, float(report.loads)) for report in reports]
        (folder / "loads-affinity.svg").write_text(bars("affinity: loads of a model for 1,000 jobs", told), "utf-8")


def main() -> None:
    """Simulate and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("scenarios", nargs="*", default=shipped(), metavar="SCENARIO")
    parser.add_argument("--plots", type=Path, metavar="FOLDER")
    told = parser.parse_args()
    answer: dict[str, Any] = {}
    for name in told.scenarios:
        scenario = load(name)
        reports = list(compare(scenario))
        print(table(reports) + "\n", file=sys.stderr)
        answer[scenario.name] = [asdict(report) for report in reports]
        if scenario.name == AFFINITY:
            answer["loads"] = affinity(reports, scenario)
            print(answer["loads"], file=sys.stderr)
        if told.plots:
            plot(scenario, reports, told.plots)
    used = resource.getrusage(resource.RUSAGE_SELF)
    answer["cpu_seconds"] = round(used.ru_utime + used.ru_stime, 1)
    print(json.dumps(answer))


if __name__ == "__main__":
    main()
