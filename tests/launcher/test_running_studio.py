"""A running `./dailies up`: alone in its folder, healed when something dies, and of use to commands."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator

import pytest

from tests.launcher.conftest import Launcher, until

pytestmark = [
    pytest.mark.faults,
    pytest.mark.skipif(sys.platform != "linux", reason="looks for processes in /proc"),
]
Studio = subprocess.Popen[bytes]
ASK = "from django.db import connection; connection.ensure_connection(); print('fine')"


@pytest.fixture(scope="module")
def studio(launcher: Launcher) -> Iterator[Studio]:
    """One studio for all of these: each leaves it running."""
    process = launcher.up()
    yield process
    launcher.end(process)


def test_a_second_up_says_that_it_runs_and_where(launcher: Launcher, studio: Studio) -> None:
    second = launcher.begin("up", "--port", str(launcher.port + 1))
    assert second.wait(10) == 0
    assert f"Dailies is already running at http://127.0.0.1:{launcher.port}/" in launcher.words()
    assert launcher.is_healthy()


def test_each_child_has_its_own_addresses_and_no_other(launcher: Launcher, studio: Studio) -> None:
    def names(pid: int) -> set[str]:
        with open(f"/proc/{pid}/environ", "rb") as file:
            return {entry.split(b"=")[0].decode() for entry in file.read().split(b"\0") if entry}

    (web,) = launcher.pids("uvicorn")
    assert {"DATABASE_URL", "DATABASE_OPS_URL", "REDIS_URL"} <= names(web)
    assert "DATABASE_OWNER_URL" not in names(web)
    workers = launcher.pids("dramatiq", "config.workers")
    assert len(workers) >= 2
    for worker in workers:
        assert "DATABASE_URL" in names(worker)
        assert not {"DATABASE_OWNER_URL", "DATABASE_OPS_URL"} & names(worker)


@pytest.mark.parametrize("name", ["postgres", "redis"])
def test_a_killed_service_comes_back_and_the_studio_goes_on(launcher: Launcher, studio: Studio, name: str) -> None:
    (pid,) = launcher.pids(f"/{name}", "run") if name == "postgres" else launcher.pids("redis-server")
    os.kill(pid, signal.SIGKILL)
    until(lambda: f"{name} stopped unexpectedly (killed by SIGKILL)" in launcher.words(), "the notice")
    until(lambda: launcher.database_answers() and len(launcher.pids("redis-server")) == 1, "the restart", 15)
    assert studio.poll() is None
    assert launcher.is_healthy()


def test_a_killed_worker_is_replaced_and_leaves_no_half(launcher: Launcher, studio: Studio) -> None:
    """Dramatiq's main process is killed; its worker process must not serve the lane beside the new one."""
    until(lambda: len(launcher.workers("cpu")) >= 2, "the worker's own process")
    before = set(launcher.workers("cpu"))
    os.kill(min(before), signal.SIGKILL)
    until(lambda: "worker-cpu stopped unexpectedly (killed by SIGKILL)" in launcher.words(), "the notice")
    until(lambda: set(launcher.workers("cpu")) - before, "the new worker")
    assert not before & set(launcher.workers("cpu"))


def test_a_killed_web_comes_back(launcher: Launcher, studio: Studio) -> None:
    (pid,) = launcher.pids("uvicorn")
    os.kill(pid, signal.SIGKILL)
    until(lambda: "web stopped unexpectedly" in launcher.words(), "the notice")
    until(launcher.is_healthy, "the restart")


def test_a_command_uses_the_running_studio(launcher: Launcher, studio: Studio) -> None:
    before = launcher.pids("postgres")
    done = launcher.manage("shell", "--no-imports", "-c", ASK)
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == "fine"
    assert set(before) <= set(launcher.pids("postgres"))


def test_a_running_studio_has_a_ring_that_commands_use(launcher: Launcher, studio: Studio) -> None:
    made = (launcher.state.secrets / "master_keys").read_text()
    done = launcher.manage("keys", "ring")
    assert done.stdout == f"{made.partition(':')[0]}: 0 data keys, the newest\n", done.stderr


def test_no_process_is_handed_the_master_keys_but_by_their_file(launcher: Launcher, studio: Studio) -> None:
    key = (launcher.state.secrets / "master_keys").read_text().strip().partition(":")[2].encode()
    for pid in launcher.processes():
        with open(f"/proc/{pid}/environ", "rb") as file:
            assert key not in file.read()
