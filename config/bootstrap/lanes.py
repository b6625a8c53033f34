"""Runs pytest: once, or in lanes beside each other that share the tests among them (tests/lanes.py)."""

import os
import sys
import xml.etree.ElementTree as ElementTree
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from config.bootstrap.beside import GENTLY, Beside
from config.bootstrap.environment import for_everything
from config.bootstrap.messages import tell
from config.bootstrap.services import in_temporary_folder
from config.bootstrap.state import REPOSITORY, State

MOST_LANES = 4
"""More would wait for the tests of whole studios, which one lane runs alone."""


@dataclass(frozen=True)
class Counts:
    """How many tests passed and failed."""

    passed: int
    failed: int

    @property
    def line(self) -> str:
        """The last line of a run."""
        return f"{self.passed} passed, {self.failed} failed"

    def __add__(self, other: "Counts") -> "Counts":
        return Counts(self.passed + other.passed, self.failed + other.failed)


@dataclass(frozen=True)
class Lane:
    """One run of pytest: the folder of its services, its environment, its words, and what it is started with."""

    state: State
    environment: Mapping[str, str]
    words: Sequence[str]
    gently: Sequence[str] = ()

    def run(self, beside: Beside, out: IO[bytes] | None = None) -> tuple[int, Counts]:
        """Its exit status and counts. One that fails without naming a test, or leaves no report, is one failure."""
        report = self.state.root / "pytest.xml"
        argv = (*self.gently, sys.executable, "-m", "pytest", f"--junitxml={report}", *self.words)
        status = beside.run(argv, REPOSITORY, self.environment, out)
        counts = read_counts(report)
        if status and not counts.failed:
            counts = Counts(counts.passed, 1)
        return status or int(bool(counts.failed)), counts


def how_many() -> int:
    """A lane a processor that this process may use."""
    usable = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return min(usable, MOST_LANES)


def run_in_lanes(
    state: State, environment: Mapping[str, str], words: Sequence[str], beside: Beside, lanes: int
) -> tuple[int, Counts]:
    """The first lane's words as they come, those of the others after; the first bad status, and all counts."""
    taken = state.root / "taken"
    taken.mkdir()
    shared = (*words, "-p", "tests.lanes", f"--taken={taken}", "-o", "console_output_style=classic")
    with ExitStack() as stack:
        first = Lane(state, environment, (*shared, "--with-studios"))
        others = [_with_services(stack, environment, shared) for _ in range(lanes - 1)]
        results = run_together(first, others, beside)
    total = sum((counts for _, counts in results), Counts(0, 0))
    return next((status for status, _ in results if status), 0), total


def _with_services(stack: ExitStack, environment: Mapping[str, str], words: Sequence[str]) -> Lane:
    state, addresses = stack.enter_context(in_temporary_folder())
    own = {**environment, **for_everything({}, addresses), "DAILIES_STATE": str(state.root)}
    return Lane(state, own, words, GENTLY)


def run_together(first: Lane, others: Sequence[Lane], beside: Beside) -> list[tuple[int, Counts]]:
    """The status and counts of each."""
    running = [beside.begin(_run_quietly, lane, beside) for lane in others]
    results = [first.run(beside)]
    for number, (lane, run) in enumerate(zip(others, running, strict=True), 2):
        results.append(run.result())
        tell(f"\nLane {number} of {1 + len(others)}:\n{_told(lane).read_text(errors='replace').rstrip()}")
    return results


def _run_quietly(lane: Lane, beside: Beside) -> tuple[int, Counts]:
    with _told(lane).open("wb") as words:
        return lane.run(beside, words)


def _told(lane: Lane) -> Path:
    return lane.state.root / "told.txt"


def read_counts(report: Path) -> Counts:
    """The counts in a JUnit report; where there is none, one failure."""
    try:
        suites = list(ElementTree.parse(report).getroot().iter("testsuite"))
    except (OSError, ElementTree.ParseError):
        return Counts(0, 1)
    total, failed, skipped = (
        sum(int(suite.get(name, "0")) for suite in suites for name in names)
        for names in (("tests",), ("failures", "errors"), ("skipped",))
    )
    return Counts(max(0, total - failed - skipped), failed)
