"""Several runs of pytest side by side: each file is run by the one that takes it first.

`./dailies test` starts them, each with services of its own, and loads this (`-p tests.lanes`). Every lane collects all
tests; to take a file is to make an empty one of its name in a folder that they share.
"""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest

STUDIOS = ("tests/browser/", "tests/faults/", "tests/launcher/")
"""Whole studios, whose tests wait for clocks and ports: one after another, in the lane that begins with them."""
TOGETHER = ("tests/scoring/",)
"""Folders whose tests share what is dear to make."""


MOST_FILES_TOLD = 25
"""A lane tells which files took it longest, so that whoever finds the run slow knows where to look."""


class Lane:
    """What one run takes of the tests. The one `with_studios` begins with those, and no other takes them."""

    def __init__(self, folder: Path, *, with_studios: bool) -> None:
        self._folder = folder
        self._with_studios = with_studios
        self._mine: dict[str, bool] = {}

    def takes(self, path: str) -> bool:
        """Whether the tests of this file are for this lane to run; the same answer for each of them."""
        if path.startswith(STUDIOS):
            return self._with_studios
        unit = next((folder for folder in TOGETHER if path.startswith(folder)), path)
        if unit not in self._mine:
            self._mine[unit] = self._take(unit)
        return self._mine[unit]

    def _take(self, unit: str) -> bool:
        try:
            (self._folder / quote(unit, safe="")).touch(exist_ok=False)
        except FileExistsError:
            return False
        return True

    def taken(self, items: list[pytest.Item]) -> Iterator[pytest.Item]:
        """The tests of this lane, each taken only when it is asked for."""
        return (item for item in items if self.takes(path_of(item)))


def path_of(item: pytest.Item) -> str:
    """The file of a test, from the repository's root."""
    return item.nodeid.partition("::")[0]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--taken", type=Path, required=True, help="the folder that all lanes share")
    parser.addoption("--with-studios", action="store_true", help="this lane runs the tests of whole studios")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Whole studios first, while there is enough for the other lanes to do; the rest stays in its order."""
    items.sort(key=lambda item: not path_of(item).startswith(STUDIOS))


@pytest.hookimpl(tryfirst=True)
def pytest_runtestloop(session: pytest.Session) -> bool | None:
    """Pytest's own loop over the tests of this lane. The next one is taken early: fixtures end by what comes next."""
    if session.testsfailed or session.config.option.collectonly:
        return None
    lane = Lane(session.config.getoption("taken"), with_studios=session.config.getoption("with_studios"))
    ours = lane.taken(session.items)
    item = next(ours, None)
    while item is not None:
        following = next(ours, None)
        item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
        if session.shouldfail:
            raise session.Failed(session.shouldfail)
        if session.shouldstop:
            raise session.Interrupted(session.shouldstop)
        item = following
    return True


class Longest:
    """Adds up the seconds of each file's tests, with what was set up for them."""

    def __init__(self) -> None:
        self._seconds: Counter[str] = Counter()

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Told by pytest of each part of each test."""
        self._seconds[report.nodeid.partition("::")[0]] += report.duration  # type: ignore[assignment]

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        """The files that took longest, after the tests."""
        terminalreporter.write_sep("=", "seconds by file")
        for path, seconds in self._seconds.most_common(MOST_FILES_TOLD):
            terminalreporter.write_line(f"{seconds:7.1f} s {path}")


def pytest_configure(config: pytest.Config) -> None:
    config.pluginmanager.register(Longest())
