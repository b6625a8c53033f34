"""Simulate a scenario and tell of it: a JSON line a policy, or a table."""

import json
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict, replace

from generation.simulator.lateness import behind
from generation.simulator.measures import FAIR, POLICIES, Report, simulate
from generation.simulator.scenario import Scenario
from generation.simulator.trace import draw

POLICY_WIDTH, WIDTH = 13, 10


def compare(scenario: Scenario, seed: int | None = None, *, others: bool = True) -> Iterator[Report]:
    """The report of Dailies' policy and, with `others`, those of the two that it is held against, on the same trace."""
    chosen = scenario.seed if seed is None else seed
    trace = draw(scenario, chosen)
    for policy in POLICIES if others else (FAIR,):
        begun = time.process_time()
        report, outcome = simulate(scenario, trace, policy, chosen)
        took = time.process_time() - begun
        yield replace(
            report,
            cpu_seconds=round(took, 2),
            events_per_second=round(report.events / max(took, 1e-9)),
            behind_seconds=behind(scenario, trace, outcome),
        )


def as_line(report: Report) -> str:
    """One line of JSON."""
    return json.dumps(asdict(report))


def table(reports: Sequence[Report]) -> str:
    """A column a policy, for people."""
    first = reports[0]
    rows = [("", [report.policy for report in reports])]
    rows += [(name, [_shown(_at(asdict(report), path)) for report in reports]) for name, path in _rows(reports)]
    head = f"{first.scenario}: {first.devices:,} devices, {first.tenants:,} tenants, {first.offered_load:.1%} offered"
    width = max(len(name) for name, _ in rows) + 2
    return "\n".join(
        [head, *(f"{name:{width}}" + "".join(f"{cell:>{POLICY_WIDTH}}" for cell in row) for name, row in rows)]
    )


def _rows(reports: Sequence[Report]) -> Iterator[tuple[str, tuple[str, ...]]]:
    yield "utilisation", ("utilisation",)
    yield "loading models", ("loading",)
    yield "models loaded", ("loads",)
    yield "Jain's index", ("jain",)
    yield "  tenants that competed", ("jain_tenants",)
    for one in reports[0].wait:
        for point in ("p50", "p95", "p99"):
            yield f"wait {one} {point}, s", ("wait", one, point)
    for group in reports[0].spread_seconds:
        yield f"spread {group}, s", ("spread_seconds", group, "jobs")
        yield "  of nine in ten, s", ("spread_seconds", group, "jobs_nine_in_ten")
        yield "  of first jobs, s", ("spread_seconds", group, "first_jobs")
        yield "  both, s", ("spread_seconds", group, "first_jobs_nine_in_ten")
    for group in reports[0].behind_seconds:
        yield f"behind its share {group}, s", ("behind_seconds", group, "mean")
        yield "  spread of equals, s", ("behind_seconds", group, "spread")
        yield "  of nine in ten, s", ("behind_seconds", group, "nine_in_ten")
        yield "  by chance alone, s", ("behind_seconds", group, "by_chance")
        yield "  spread by own work, s", ("behind_seconds", group, "own")
    yield "longest wait, s", ("starvation", "longest")
    yield f"  over {reports[0].starvation['overdue_after']:,.0f} s", ("starvation", "overdue")
    yield "events", ("events",)
    yield "events/s of one core", ("events_per_second",)


def _at(report: object, path: tuple[str, ...]) -> object:
    for part in path:
        report = report.get(part) if isinstance(report, dict) else None
    return report


def _shown(value: object) -> str:
    if isinstance(value, float):
        return f"{value:,.4f}" if abs(value) <= 1 else f"{value:,.1f}"
    return "-" if value is None else f"{value:,}"
