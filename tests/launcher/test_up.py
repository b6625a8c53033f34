"""How `./dailies up` starts and ends: nothing is left of it, and nothing stops the next one."""

import os
import signal
import socket
import sys
import time

import pytest

from tests.launcher.conftest import Launcher, until

pytestmark = [
    pytest.mark.faults,
    pytest.mark.skipif(sys.platform != "linux", reason="looks for processes in /proc"),
]


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
    assert launcher.database_answers()
    launcher.end(again)


def test_a_killed_launcher_and_guard_leave_nothing_that_stops_the_next_up(launcher: Launcher) -> None:
    studio = launcher.up()
    for pid in launcher.pids("guard.py"):
        os.kill(pid, signal.SIGKILL)
    studio.kill()
    studio.wait()
    again = launcher.up()
    assert launcher.database_answers()
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


def test_a_command_alone_brings_its_services_and_takes_them_away(launcher: Launcher) -> None:
    done = launcher.manage("showmigrations", "accounts", "--database=owner")
    assert done.returncode == 0, done.stderr
    assert "[X] 0001" in done.stdout
    assert launcher.processes() == {}
