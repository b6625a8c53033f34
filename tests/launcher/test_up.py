"""`./dailies up` for real: one at a time, healed when something dies, and nothing left of it afterwards."""

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator

import psycopg
import pytest

from config.bootstrap.environment import Addresses
from config.bootstrap.lock import Record
from tests.launcher.conftest import Launcher, until

pytestmark = [
    pytest.mark.faults,
    pytest.mark.skipif(sys.platform != "linux", reason="looks for processes in /proc"),
]
Studio = "subprocess.Popen[bytes]"


@pytest.fixture
def studio(launcher: Launcher) -> Iterator["subprocess.Popen[bytes]"]:
    """A running studio, stopped in order afterwards."""
    process = launcher.up()
    yield process
    launcher.end(process)


def healthy(launcher: Launcher) -> bool:
    """Whether web answers."""
    connection = http.client.HTTPConnection("127.0.0.1", launcher.port, timeout=2)
    try:
        connection.request("GET", "/healthz")
        return connection.getresponse().status == 200
    except OSError:
        return False
    finally:
        connection.close()


def addresses(launcher: Launcher) -> Addresses:
    """The running studio's addresses."""
    record = Record.read(launcher.state)
    assert record
    return record.addresses


def database_answers(launcher: Launcher) -> bool:
    """Whether the app's role can ask something."""
    try:
        with psycopg.connect(addresses(launcher).app, connect_timeout=2) as connection:
            return connection.execute("SELECT 1").fetchone() == (1,)
    except psycopg.OperationalError:
        return False


def test_a_second_up_says_that_it_runs_and_where(launcher: Launcher, studio: "subprocess.Popen[bytes]") -> None:
    second = launcher.begin("up", "--port", str(launcher.port + 1))
    assert second.wait(10) == 0
    assert f"Dailies is already running at http://127.0.0.1:{launcher.port}/" in launcher.words()
    assert healthy(launcher)


def test_each_child_has_its_own_addresses_and_no_other(launcher: Launcher, studio: "subprocess.Popen[bytes]") -> None:
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
def test_a_killed_service_comes_back_and_the_studio_goes_on(
    launcher: Launcher, studio: "subprocess.Popen[bytes]", name: str
) -> None:
    (pid,) = launcher.pids(f"/{name}", "run") if name == "postgres" else launcher.pids("redis-server")
    os.kill(pid, signal.SIGKILL)
    until(lambda: f"{name} stopped unexpectedly (killed by SIGKILL)" in launcher.words(), "the notice")
    until(lambda: database_answers(launcher) and len(launcher.pids("redis-server")) == 1, "the restart", 15)
    assert studio.poll() is None
    assert healthy(launcher)


def test_a_killed_worker_is_replaced_and_leaves_no_half(launcher: Launcher, studio: "subprocess.Popen[bytes]") -> None:
    """Dramatiq's main process is killed; its worker process must not serve the lane beside the new one."""
    until(lambda: len(launcher.pids("dramatiq", "--queues cpu")) >= 2, "the worker's own process")
    before = launcher.pids("dramatiq", "--queues cpu")
    os.kill(min(before), signal.SIGKILL)
    until(lambda: "worker-cpu stopped unexpectedly" in launcher.words(), "the notice")
    until(lambda: launcher.pids("dramatiq", "--queues cpu"), "the new worker")
    assert not set(before) & set(launcher.pids("dramatiq", "--queues cpu"))


def test_a_killed_web_comes_back(launcher: Launcher, studio: "subprocess.Popen[bytes]") -> None:
    (pid,) = launcher.pids("uvicorn")
    os.kill(pid, signal.SIGKILL)
    until(lambda: "web stopped unexpectedly" in launcher.words(), "the notice")
    until(lambda: healthy(launcher), "the restart")


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_stops_it_in_order_and_leaves_no_process(launcher: Launcher, number: signal.Signals) -> None:
    studio = launcher.up()
    assert len(launcher.processes()) > 6
    studio.send_signal(number)
    assert studio.wait(20) == 0
    assert launcher.processes() == {}
    assert "Dailies has stopped" in launcher.words()
    assert "did not stop" not in launcher.words()


def test_a_killed_launcher_leaves_no_process_and_the_next_up_works(launcher: Launcher) -> None:
    studio = launcher.up()
    studio.kill()
    studio.wait()
    began = time.monotonic()
    until(lambda: not launcher.processes(), "the end of every child", 15)
    assert time.monotonic() - began < 15
    again = launcher.up()
    assert database_answers(launcher)
    launcher.end(again)


def test_a_killed_launcher_and_guard_leave_nothing_that_stops_the_next_up(launcher: Launcher) -> None:
    studio = launcher.up()
    for pid in launcher.pids("guard.py"):
        os.kill(pid, signal.SIGKILL)
    studio.kill()
    studio.wait()
    again = launcher.up()
    assert database_answers(launcher)
    assert len(launcher.pids("uvicorn")) == 1
    launcher.end(again)
    assert launcher.processes() == {}


@pytest.mark.parametrize("moment", [0.15, 0.4, 0.8, 1.5])
def test_an_up_that_is_interrupted_while_starting_can_start_again(launcher: Launcher, moment: float) -> None:
    process = launcher.begin("up", "--port", str(launcher.port), "--no-demo")
    time.sleep(moment)
    process.send_signal(signal.SIGTERM)
    process.wait(20)
    until(lambda: not launcher.processes(), "the end of every child")


def test_a_taken_port_is_named_with_the_way_out(launcher: Launcher) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        launcher.said.unlink(missing_ok=True)
        assert launcher.begin("up", "--port", str(port)).wait(10) == 1
    assert f"127.0.0.1:{port} is taken" in launcher.words()
    assert "./dailies up --port " in launcher.words()
    assert launcher.processes() == {}


def test_a_command_uses_the_running_studio(launcher: Launcher, studio: "subprocess.Popen[bytes]") -> None:
    before = launcher.pids("postgres")
    done = manage(
        launcher,
        "shell",
        "--no-imports",
        "-c",
        "from django.db import connection; connection.ensure_connection(); print('fine')",
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == "fine"
    assert set(before) <= set(launcher.pids("postgres"))


def test_a_command_alone_brings_its_services_and_takes_them_away(launcher: Launcher) -> None:
    done = manage(launcher, "showmigrations", "accounts", "--database=owner")
    assert done.returncode == 0, done.stderr
    assert "[X] 0001" in done.stdout
    assert launcher.processes() == {}


def manage(launcher: Launcher, *words: str) -> "subprocess.CompletedProcess[str]":
    """Call manage.py."""
    from config.bootstrap.state import REPOSITORY

    argv = [sys.executable, str(REPOSITORY / "manage.py"), *words]
    return subprocess.run(argv, env=launcher.environment(), capture_output=True, text=True, timeout=60, check=False)
