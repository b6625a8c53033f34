"""Set-up tools that fail, and that are interrupted."""

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from config.bootstrap import tools
from config.bootstrap.leftovers import command_of
from config.bootstrap.messages import Trouble
from tests.launcher.conftest import until


def tool(folder: Path, *argv: str) -> tools.Tool:
    """A call with its log in `folder`."""
    return tools.Tool(argv, folder / "tool.log", dict(os.environ), folder)


def ended(pid: int) -> Callable[[], bool]:
    """Asks whether that process has ended."""
    return lambda: command_of(pid) == ""


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ("OSError: [Errno 28] No space left on device", "disk is full"),
        ("Failed to establish a new connection: [Errno -3] Temporary failure in name resolution", "network"),
        ("npm error code ECONNREFUSED", "network"),
        ("SSLError(SSLCertVerificationError(1, '[SSL: CERTIFICATE_VERIFY_FAILED]'", "certificate"),
        ("ERROR: No matching distribution found for torch==2.13.0", "no build"),
        ("Error: EACCES: permission denied, mkdir '/repo/node_modules'", "may not be written"),
        ("The virtual environment was not created because ensurepip is not available.", "without venv"),
    ],
)
def test_a_known_failure_gets_a_reason_and_advice(tmp_path: Path, said: str, reason: str) -> None:
    log = tmp_path / "tool.log"
    log.write_text(f"Collecting django\n{said}\n")
    trouble = tools.explain("installing Python packages", log)
    assert reason in trouble.what
    assert str(log) in trouble.advice


def test_an_unknown_failure_shows_the_last_words_and_the_log(tmp_path: Path) -> None:
    words = "print('one'); print('something odd'); raise SystemExit(3)"
    with pytest.raises(Trouble) as failed:
        tools.run(tool(tmp_path, sys.executable, "-c", words), "building the interface")
    assert "building the interface failed" in failed.value.what
    assert "something odd" in failed.value.advice
    assert "tool.log" in failed.value.advice


def test_an_older_failure_in_the_same_log_is_not_blamed(tmp_path: Path) -> None:
    (tmp_path / "tool.log").write_text("No space left on device\n")
    with pytest.raises(Trouble) as failed:
        tools.run(tool(tmp_path, sys.executable, "-c", "raise SystemExit('odd')"), "installing")
    assert "disk" not in failed.value.what


def test_a_program_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(Trouble, match="could not be started"):
        tools.run(tool(tmp_path, "/nowhere/npm"), "building the interface")


@pytest.fixture
def interruptible() -> Iterator[None]:
    """Ctrl-C counts, even where the tests run in the background of a script, which ignores it."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("interruptible")
def test_an_interruption_ends_the_tool_and_what_it_started(tmp_path: Path) -> None:
    """As Ctrl-C during `npm ci`: neither npm nor its children go on."""
    script = "sleep 60 & echo $! > child; echo $$ > parent; wait"
    threading.Timer(0.5, lambda: os.kill(os.getpid(), signal.SIGINT)).start()
    with pytest.raises(KeyboardInterrupt):
        tools.run(tool(tmp_path, "/bin/sh", "-c", script), "waiting")
    for name in ("parent", "child"):
        until(ended(int((tmp_path / name).read_text())), f"the end of the {name}")


def test_a_killed_set_up_leaves_no_tool_behind(tmp_path: Path) -> None:
    """Not even what the tool started itself: the next set-up must not meet an installation that still runs."""
    script = "sleep 60 & echo $! > child; echo $$ > parent; wait"
    words = (
        "import os; from pathlib import Path; from config.bootstrap import processes, tools; "
        f"folder = Path({str(tmp_path)!r}); guard = processes.Guard(); "
        f"tools.run(tools.Tool(['/bin/sh', '-c', {script!r}], folder / 'log', os.environ, folder, guard), 'x')"
    )
    set_up = subprocess.Popen([sys.executable, "-c", words])
    until(lambda: (tmp_path / "parent").exists() and (tmp_path / "parent").read_text(), "the tool")
    set_up.kill()
    set_up.wait()
    for name in ("parent", "child"):
        until(ended(int((tmp_path / name).read_text())), f"the end of the {name}")
