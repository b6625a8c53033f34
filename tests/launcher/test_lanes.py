"""How `./dailies test` shares the tests among runs of pytest, adds up what they say, and ends them all."""

import os
import sys
import threading
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import CancelledError
from contextlib import suppress
from pathlib import Path

import pytest

from config.bootstrap.beside import Beside
from config.bootstrap.lanes import Counts, read_counts, run_together
from config.bootstrap.lanes import Lane as Run
from config.bootstrap.leftovers import command_of
from config.bootstrap.state import REPOSITORY, State
from config.bootstrap.test import Part, conclude, fallen
from tests.lanes import Lane
from tests.launcher.conftest import until

FILES = ("test_first.py", "test_second.py", "test_third.py", "browser/test_studio.py")
WRITES_DOWN = """
import pytest, time
from pathlib import Path
DONE = Path({done!r})

@pytest.fixture(scope="module")
def once():
    yield
    with DONE.open("a") as file: file.write("end of {name}\\n")

@pytest.mark.parametrize("number", range(3))
def test_it(once, number):
    time.sleep(0.05)
    with DONE.open("a") as file: file.write("{name} %d\\n" % number)
"""


@pytest.fixture
def beside() -> Iterator[Beside]:
    with Beside(4) as block:
        yield block


def suite(folder: Path, **contents: str) -> Path:
    """A folder of tests of its own, without the product's settings."""
    tests = folder / "suite" / "tests"
    for name in FILES:
        path = tests / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(contents.get(path.stem, WRITES_DOWN.format(done=str(folder / "done"), name=path.stem)))
    (tests.parent / "pytest.ini").write_text("[pytest]\n")
    return tests


def run_of(folder: Path, tests: Path, *words: str) -> Run:
    """A run of pytest over that folder, beside others who share it."""
    state = State(folder / f"lane{len(list(folder.glob('lane*')))}")
    state.root.mkdir()
    taken = folder / "taken"
    taken.mkdir(exist_ok=True)
    alone = ("-c", str(tests.parent / "pytest.ini"), f"--rootdir={tests.parent}", "-p", "no:cacheprovider")
    shared = ("-p", "no:django", "-p", "tests.lanes", f"--taken={taken}", *words, str(tests))
    return Run(state, {**os.environ, "PYTHONPATH": str(REPOSITORY)}, (*alone, *shared))


def test_a_file_is_taken_by_one_lane_and_stays_its_own(tmp_path: Path) -> None:
    lanes = [Lane(tmp_path, with_studios=False) for _ in range(3)]
    answers = [lane.takes("tests/keys/test_ring.py") for lane in lanes * 2]
    assert answers == [True, False, False] * 2


def test_whole_studios_are_for_one_lane_whoever_asks_first(tmp_path: Path) -> None:
    first, second = Lane(tmp_path, with_studios=True), Lane(tmp_path, with_studios=False)
    for path in ("tests/browser/test_asking.py", "tests/faults/test_devices.py", "tests/launcher/test_up.py"):
        assert not second.takes(path)
        assert first.takes(path)


def test_a_folder_that_shares_what_is_dear_is_taken_as_a_whole(tmp_path: Path) -> None:
    first, second = (Lane(tmp_path, with_studios=False) for _ in range(2))
    assert first.takes("tests/scoring/test_take_defects.py")
    assert not second.takes("tests/scoring/test_score_totals.py")


def test_every_test_runs_once_and_every_fixture_ends_once(tmp_path: Path, beside: Beside) -> None:
    tests = suite(tmp_path)
    lanes = run_of(tmp_path, tests, "--with-studios"), run_of(tmp_path, tests), run_of(tmp_path, tests)
    results = run_together(lanes[0], lanes[1:], beside)
    assert [status for status, _ in results] == [0, 0, 0]
    assert sum((counts for _, counts in results), Counts(0, 0)) == Counts(12, 0)
    lines = (tmp_path / "done").read_text().splitlines()
    assert set(Counter(lines).values()) == {1}
    assert len(lines) == 12 + len(FILES)


def test_the_lane_of_whole_studios_begins_with_them(tmp_path: Path, beside: Beside) -> None:
    """Alone, so that what is taken first does not depend on which lane is up first."""
    run_of(tmp_path, suite(tmp_path), "--with-studios").run(beside)
    assert (tmp_path / "done").read_text().splitlines()[0] == "test_studio 0"


def test_a_lane_tells_which_files_took_it_long(tmp_path: Path, beside: Beside) -> None:
    tests = suite(tmp_path, test_second="import time\n\ndef test_it():\n    time.sleep(0.3)\n")
    with (tmp_path / "told").open("wb") as told:
        run_of(tmp_path, tests, "--with-studios").run(beside, told)
    words = (tmp_path / "told").read_text()
    longest = words[words.index("seconds by file") :].splitlines()[1]
    assert float(longest.split()[0]) >= 0.3
    assert longest.endswith("test_second.py")


def test_the_words_of_every_lane_are_shown(tmp_path: Path, beside: Beside, capfd: pytest.CaptureFixture[str]) -> None:
    tests = suite(tmp_path, test_second="def test_it():\n    assert 'a fox' == 'a box'\n")
    results = run_together(run_of(tmp_path, tests, "--with-studios"), [run_of(tmp_path, tests)], beside)
    assert {status for status, _ in results} == {0, 1}
    assert sum((counts for _, counts in results), Counts(0, 0)) == Counts(9, 1)
    said = capfd.readouterr().out
    assert "Lane 2 of 2:" in said
    assert "'a fox' == 'a box'" in said
    assert [line for line in said.splitlines() if line.startswith("FAILED") and "test_second.py::test_it" in line]


@pytest.mark.parametrize("end", ["os._exit(0)", "os._exit(3)", "os.kill(os.getpid(), 11)"])
def test_a_lane_that_dies_counts_as_a_failure_whatever_it_ends_with(tmp_path: Path, beside: Beside, end: str) -> None:
    tests = suite(tmp_path, test_first=f"import os\ndef test_it():\n    {end}\n")
    status, counts = run_of(tmp_path, tests, "--with-studios").run(beside)
    assert status
    assert counts == Counts(0, 1)


def test_a_run_that_fails_without_naming_a_test_counts_as_one_failure(tmp_path: Path, beside: Beside) -> None:
    tests = suite(tmp_path)
    (tests / "conftest.py").write_text("def pytest_sessionfinish(session):\n    session.exitstatus = 3\n")
    status, counts = run_of(tmp_path, tests, "--with-studios").run(beside)
    assert status == 3
    assert counts == Counts(12, 1)


def test_a_file_that_cannot_be_read_fails_every_lane(tmp_path: Path, beside: Beside) -> None:
    tests = suite(tmp_path, test_third="def test_it(:\n")
    results = run_together(run_of(tmp_path, tests, "--with-studios"), [run_of(tmp_path, tests)], beside)
    assert all(status and counts.failed for status, counts in results)


def test_a_report_that_is_none_counts_as_one_failure(tmp_path: Path) -> None:
    (tmp_path / "half.xml").write_text("<testsuites><testsuite tests='3'")
    assert read_counts(tmp_path / "half.xml") == read_counts(tmp_path / "none.xml") == Counts(0, 1)


@pytest.mark.parametrize(
    ("failed", "status", "end", "last"),
    [
        ([], 0, 0, "7 passed, 1 failed"),
        ([], 2, 2, "7 passed, 1 failed"),
        (["mypy", "ruff"], 0, 1, "7 passed, 3 failed"),
        (["mypy"], 2, 2, "7 passed, 2 failed"),
    ],
)
def test_the_last_line_is_the_sum(
    failed: list[str], status: int, end: int, last: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert conclude(failed, status, Counts(7, 1)) == end
    said = capsys.readouterr().out.splitlines()
    assert said[-1] == last
    assert all(name in said[0] for name in failed)


def test_every_part_runs_and_only_those_that_fail_show_their_words(
    tmp_path: Path, beside: Beside, capsys: pytest.CaptureFixture[str]
) -> None:
    def part(name: str, words: str) -> Part:
        return Part(name, (sys.executable, "-c", words), tmp_path, dict(os.environ))

    parts = [part("mypy", "print('a wrong type'); raise SystemExit(1)"), part("ruff", "print('a silent word')")]
    assert fallen(parts, beside, tmp_path) == ["mypy"]
    said = capsys.readouterr().err
    assert "mypy: FAILED" in said
    assert "a wrong type" in said
    assert "ruff: passed" in said
    assert "a silent word" not in said


def test_nothing_is_left_of_what_ran_beside_when_the_block_is_left_by_an_exception(tmp_path: Path) -> None:
    pids = tmp_path / "pids"
    source = f"import os, time; open({str(pids)!r}, 'a').write(f'{{os.getpid()}} '); time.sleep(60)"
    with suppress(KeyboardInterrupt), Beside(1) as beside:
        words = (sys.executable, "-c", source)
        running, waiting = (beside.begin(beside.run, words, tmp_path, dict(os.environ)) for _ in range(2))
        until(lambda: pids.exists() and pids.read_text(), "the first of them")
        raise KeyboardInterrupt
    assert isinstance(running.exception(), CancelledError)
    with pytest.raises(CancelledError):
        waiting.result()
    (pid,) = map(int, pids.read_text().split())
    assert command_of(pid) == ""


def test_what_is_begun_after_the_end_does_not_run(tmp_path: Path) -> None:
    with Beside(1) as beside:
        pass
    with pytest.raises(CancelledError):
        beside.run([sys.executable, "-c", "open('made', 'w')"], tmp_path, dict(os.environ))
    assert not (tmp_path / "made").exists()


def test_as_many_run_beside_each_other_as_may(tmp_path: Path) -> None:
    met = threading.Barrier(3)
    with Beside(2) as beside:
        both = [beside.begin(met.wait, 20) for _ in range(2)]
        met.wait(20)
        assert {found.result() for found in both} <= {0, 1, 2}
