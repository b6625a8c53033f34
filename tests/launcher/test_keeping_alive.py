"""What decides when a dead child starts again, and what counts as a leftover."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from config.bootstrap import tables
from config.bootstrap.environment import MARK, Addresses
from config.bootstrap.family import Family, next_delay
from config.bootstrap.leftovers import clear_postgres, marked
from config.bootstrap.lock import COMMAND, UP, Lock, Record, held
from config.bootstrap.messages import Trouble
from config.bootstrap.processes import Recipe, ending
from config.bootstrap.state import State
from tests.launcher.conftest import until

NOWHERE = Record(os.getpid(), UP, "http://127.0.0.1:1", True, Addresses("", "", "", ""))


@pytest.fixture
def state(tmp_path: Path) -> State:
    """A state folder without services."""
    state = State(tmp_path)
    state.make()
    return state


@pytest.fixture
def family(state: State) -> Iterator[Family]:
    """A family without children."""
    lock = Lock(state)
    assert lock.take()
    with Family(lock) as family:
        yield family
    lock.release()


def shell(state: State, script: str, grace_seconds: float = 10.0) -> Recipe:
    """A child that runs a line of shell."""
    return Recipe(
        "child", ("/bin/sh", "-c", script), {**os.environ, MARK: str(state.root)}, state.log("child"), 3,
        grace_seconds=grace_seconds,
    )  # fmt: skip


def test_the_wait_doubles_up_to_ten_seconds() -> None:
    waits = [0.0]
    for _ in range(7):
        waits.append(next_delay(waits[-1], lived_seconds=0.1))
    assert waits[1:] == [0.5, 1.0, 2.0, 4.0, 8.0, 10.0, 10.0]


def test_a_child_that_lived_long_starts_again_soon() -> None:
    assert next_delay(10.0, lived_seconds=31.0) == 0.5


def test_an_exit_status_is_said_in_words() -> None:
    assert ending(1) == "exit status 1"
    assert ending(-9) == "killed by SIGKILL"


def test_a_dead_child_is_replaced_after_its_wait(state: State, family: Family) -> None:
    first = family.start(shell(state, "exec sleep 60"))
    first.process.kill()
    first.process.wait()
    now = time.monotonic()
    family.heal(now)
    assert family.children == []
    family.heal(now + 0.4)
    assert family.children == []
    family.heal(now + 0.5)
    assert [child.alive() for child in family.children] == [True]


def test_what_a_dead_child_left_is_killed_before_it_is_replaced(state: State, family: Family) -> None:
    """Dramatiq's worker process outlives a killed main process, and two would serve one lane."""
    child = family.start(
        shell(state, "sleep 60 & echo $! > grandchild; wait".replace("grandchild", f"{state.root}/pid"))
    )
    until(lambda: (state.root / "pid").exists() and (state.root / "pid").read_text().strip(), "the grandchild")
    grandchild = int((state.root / "pid").read_text())
    child.process.kill()
    child.process.wait()
    family.heal(time.monotonic())
    until(lambda: grandchild not in marked(state.root), "its end")


def test_a_child_that_does_not_stop_is_killed_in_bounded_time(state: State, family: Family) -> None:
    child = family.start(shell(state, "trap '' TERM; while :; do sleep 0.1; done", grace_seconds=0.5))
    time.sleep(0.2)
    began = time.monotonic()
    family.stop()
    assert time.monotonic() - began < 3
    assert not child.alive()


def test_a_child_that_fails_says_why(state: State, family: Family) -> None:
    with pytest.raises(Trouble, match=r"child stopped \(exit status 7\)") as failed:
        family.run(shell(state, "echo it was the disk; exit 7"))
    assert "it was the disk" in failed.value.advice


def test_children_and_grandchildren_end_when_the_launcher_is_killed(state: State) -> None:
    """By the guard, the lock being held until that is done."""
    words = (
        "import sys, time; from pathlib import Path; from config.bootstrap.family import Family; "
        "from config.bootstrap.lock import Lock; from config.bootstrap.state import State; "
        "from tests.launcher.test_keeping_alive import shell; "
        f"state = State(Path({str(state.root)!r})); lock = Lock(state); assert lock.take(); "
        "family = Family(lock).__enter__(); family.start(shell(state, 'setsid sleep 60 & sleep 60 & sleep 60')); "
        "time.sleep(60)"
    )
    launcher = subprocess.Popen([sys.executable, "-c", words])
    until(lambda: len(marked(state.root)) >= 4, "the children")
    launcher.kill()
    launcher.wait()
    until(lambda: not held(state), "the lock's end")
    lock = Lock(state)
    assert lock.take()
    with Family(lock):  # a process that left its group is found by its mark, at the next start
        until(lambda: not marked(state.root), "their end")
    lock.release()


def test_another_guard_takes_over_from_one_that_was_killed(state: State, family: Family) -> None:
    family.start(shell(state, "exec sleep 60"))
    assert family.guard
    first = family.guard.process.pid
    os.kill(first, signal.SIGKILL)
    family.guard.process.wait()
    family.heal(time.monotonic())
    assert family.guard.process.pid != first
    assert family.guard.process.poll() is None


def test_one_lock_has_one_holder(state: State) -> None:
    first, second = Lock(state), Lock(state)
    assert first.take()
    assert not second.take()
    first.release()
    assert second.take()
    second.release()


def test_a_running_studio_is_met_and_a_command_is_waited_for(state: State) -> None:
    holder = Lock(state)
    assert holder.take()
    NOWHERE.write(state)
    assert Lock(state).take_or_meet() == NOWHERE
    Record(os.getpid(), COMMAND, "", False, NOWHERE.addresses).write(state)
    holder.release()
    assert Lock(state).take_or_meet() is None


@pytest.mark.parametrize("text", ["", "{}", "[1]", '{"pid": 1, "kind": "up"}', '{"pid": 1, "addresses": 3}'])
def test_a_record_that_cannot_be_read_counts_as_none(state: State, text: str) -> None:
    state.record.write_text(text)
    assert Record.read(state) is None


def test_a_pid_file_that_names_a_stranger_is_dropped(state: State) -> None:
    """After a reboot the number may be anybody's, and PostgreSQL would refuse to start."""
    state.pgdata.mkdir()
    (state.pgdata / "postmaster.pid").write_text(f"{os.getpid()}\n{state.pgdata}\n")
    (state.root / ".s.PGSQL.5432.lock").write_text(f"{os.getpid()}\n")
    clear_postgres(state.pgdata, state.root)
    assert not (state.pgdata / "postmaster.pid").exists()
    assert not (state.root / ".s.PGSQL.5432.lock").exists()


def test_a_pid_file_that_names_nobody_is_left_to_postgresql(state: State) -> None:
    """By it PostgreSQL finds backends that still run without their postmaster."""
    state.pgdata.mkdir()
    gone = subprocess.Popen(["/bin/true"])
    gone.wait()
    (state.pgdata / "postmaster.pid").write_text(f"{gone.pid}\n")
    clear_postgres(state.pgdata, state.root)
    assert (state.pgdata / "postmaster.pid").exists()


def test_new_migrations_and_new_packages_are_noticed(tmp_path: Path) -> None:
    folder = tmp_path / "films" / "migrations"
    folder.mkdir(parents=True)
    (folder / "0001_first.py").write_text("one")
    before = tables.mark(tables.migration_files(tmp_path), "packages")
    assert tables.mark(tables.migration_files(tmp_path), "packages") == before
    assert tables.mark(tables.migration_files(tmp_path), "other packages") != before
    (folder / "0002_second.py").write_text("")
    assert tables.mark(tables.migration_files(tmp_path), "packages") != before
