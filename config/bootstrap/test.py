"""`./dailies test`: every check of the house, over real services that live as long as the tests."""

import os
import sys
import time
import tomllib
from collections.abc import Sequence
from dataclasses import astuple, dataclass
from pathlib import Path

from config.bootstrap import browser, node
from config.bootstrap.arguments import TestArguments
from config.bootstrap.beside import GENTLY, Beside
from config.bootstrap.environment import Addresses, Environment
from config.bootstrap.lanes import Counts, Lane, how_many, run_in_lanes
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
    lanes = 1 if arguments.pytest or any(astuple(Addresses.given())) else how_many()
    with throwaway() as (state, _), Beside(lanes) as beside:
        environment = {**os.environ, "PYTHONUNBUFFERED": "1"} | ({browser.VARIABLE: chromium} if chromium else {})
        others = beside.begin(fallen, parts(environment), beside, state.root)
        status, counts = run_pytest(state, environment, arguments, beside, lanes)
        failed += others.result()
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


def fallen(found: Sequence[Part], beside: Beside, folder: Path) -> list[str]:
    """The names of the parts that failed, run one after another."""
    return [part.name for part in found if not passes(part, beside, folder)]


def passes(part: Part, beside: Beside, folder: Path) -> bool:
    """Run a part; its words are shown only where it fails, on lines of their own among those of pytest."""
    started = time.monotonic()
    with (folder / "part.txt").open("w+b") as words:
        status = beside.run((*GENTLY, *part.argv), part.folder, part.environment, words)
        words.seek(0)
        told = words.read().decode(errors="replace").rstrip() if status else ""
    outcome = "FAILED" if status else "passed"
    say("\n".join(filter(None, ("", f"{part.name}: {outcome} ({seconds(time.monotonic() - started)})", told))))
    return not status


def run_pytest(
    state: State, environment: Environment, arguments: TestArguments, beside: Beside, lanes: int
) -> tuple[int, Counts]:
    """Run pytest with its words on our stdout; its exit status and counts. What is chosen runs in one lane."""
    words = (*(() if arguments.everything else LONG_TESTS), *arguments.pytest)
    if lanes == 1:
        return Lane(state, environment, words).run(beside)
    return run_in_lanes(state, environment, words, beside, lanes)


def conclude(failed: list[str], status: int, counts: Counts) -> int:
    """The exit status. The last line counts what failed besides pytest among the failures."""
    if failed:
        tell(f"Failed besides pytest: {', '.join(failed)}")
    tell(Counts(counts.passed, counts.failed + len(failed)).line)
    return status or int(bool(failed))
