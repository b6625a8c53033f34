"""`./dailies test`: every check of the house, over real services that live as long as the tests."""

import os
import subprocess
import sys
import time
import tomllib
import xml.etree.ElementTree as ElementTree
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from config.bootstrap import browser, node
from config.bootstrap.arguments import TestArguments
from config.bootstrap.environment import Environment
from config.bootstrap.messages import Steps, Trouble, complain, say, seconds, tell
from config.bootstrap.services import ending_in_order, throwaway
from config.bootstrap.state import REPOSITORY, State

STEPS = 7
LONG_TESTS = ("-m", "not long")
"""What `--all` leaves out: soaks and long fault tests are marked `long`."""


@dataclass(frozen=True)
class Part:
    """One check: its name, its call, and where it runs."""

    name: str
    argv: tuple[str, ...]
    folder: Path
    environment: Environment


@dataclass(frozen=True)
class Counts:
    """How many tests passed and failed."""

    passed: int
    failed: int

    @property
    def line(self) -> str:
        """The last line of a run that failed outside pytest."""
        return f"{self.passed} passed, {self.failed} failed"


def test(arguments: TestArguments) -> int:
    """Run every part, whatever fails before; 0 only where all passed."""
    try:
        with ending_in_order():
            return _test(arguments)
    except (Trouble, OSError) as error:
        complain(error)
        tell(Counts(0, 1).line)
        return 1
    except KeyboardInterrupt:
        say("\nStopped.")
        return 130


def _test(arguments: TestArguments) -> int:
    failed = []
    kept = State.here()
    kept.make()
    chromium = find_browser(kept)
    if not chromium and os.environ.get("CI", "").lower() in ("1", "true"):
        failed.append("browser")
    with throwaway() as (state, _):
        environment = {**os.environ, "PYTHONUNBUFFERED": "1"} | ({browser.VARIABLE: chromium} if chromium else {})
        failed += [part.name for part in parts(environment) if not passes(part)]
        status, counts = run_pytest(state, environment, arguments)
    return conclude(failed, status, counts)


def find_browser(state: State) -> str:
    """A browser, or empty after saying how to get one."""
    with Steps(STEPS).step(5, "Finding a browser"):
        try:
            return browser.find(state)
        except Trouble as trouble:
            complain(trouble)
            return ""


def parts(environment: Environment) -> list[Part]:
    """Every check but pytest, quickest first."""
    npm = node.find()
    for_npm = {**environment, "PATH": npm.environment()["PATH"]}
    return [
        Part("ruff", (sys.executable, "-m", "ruff", "check", "."), REPOSITORY, environment),
        Part("mypy", (sys.executable, "-m", "mypy", *mypy_targets()), REPOSITORY, environment),
        Part("npm run check", tuple(npm.words("run", "check")), node.STUDIO, for_npm),
        Part("npm test", tuple(npm.words("test")), node.STUDIO, for_npm),
    ]


def mypy_targets() -> list[str]:
    """Nothing where pyproject.toml names them, else every room and manage.py."""
    configured = tomllib.loads((REPOSITORY / "pyproject.toml").read_text())["tool"]["mypy"]
    if {"files", "packages", "modules"} & set(configured):
        return []
    rooms = sorted(path.parent.name for path in REPOSITORY.glob("*/__init__.py") if path.parent.name != "tests")
    return [*rooms, "manage.py"]


def passes(part: Part) -> bool:
    """Run a part; its words are shown only where it fails."""
    started = time.monotonic()
    say(f"{part.name} ... ", end="")
    done = subprocess.run(
        part.argv,
        cwd=part.folder,
        env=part.environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        check=False,
    )
    say(f"{'passed' if done.returncode == 0 else 'FAILED'} ({seconds(time.monotonic() - started)})")
    if done.returncode:
        say(done.stdout.rstrip())
    return done.returncode == 0


def run_pytest(state: State, environment: Mapping[str, str], arguments: TestArguments) -> tuple[int, Counts]:
    """Run pytest with its words on our stdout; its exit status and counts."""
    report = state.root / "pytest.xml"
    chosen = () if arguments.everything else LONG_TESTS
    argv = (sys.executable, "-m", "pytest", *chosen, f"--junitxml={report}", *arguments.pytest)
    done = subprocess.run(argv, cwd=REPOSITORY, env=environment, stdin=subprocess.DEVNULL, check=False)
    return done.returncode, read_counts(report)


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


def conclude(failed: list[str], status: int, counts: Counts) -> int:
    """The exit status. Where a part outside pytest failed, the last line counts it among the failures."""
    if not failed:
        return status
    tell(f"Failed besides pytest: {', '.join(failed)}")
    tell(Counts(counts.passed, counts.failed + len(failed)).line)
    return status or 1
