"""Running pip, venv and npm: their words go to a log, and they end with us."""

import contextlib
import os
import re
import signal
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from config.bootstrap.messages import Trouble
from config.bootstrap.processes import Guard, preparation

LOOK_SECONDS = 0.05
TICK_SECONDS = 1.0
FAREWELL_SECONDS = 5.0
SHOWN_LINES = 6

REASONS: tuple[tuple[str, str, str], ...] = (
    (
        r"No space left on device|ENOSPC|Disk quota exceeded",
        "the disk is full",
        "Free some space, then run the same command again; it goes on where it stopped.",
    ),
    (
        r"CERTIFICATE_VERIFY_FAILED|SELF_SIGNED_CERT|unable to get local issuer",
        "the server's certificate was not trusted",
        "Behind a company proxy, point SSL_CERT_FILE, PIP_CERT and NODE_EXTRA_CA_CERTS at its certificate.",
    ),
    (
        r"name resolution|Name or service not known|nodename nor servname|getaddrinfo|Network is unreachable"
        r"|NewConnectionError|ConnectTimeoutError|ReadTimeoutError|ProxyError|ECONNREFUSED|ECONNRESET|ETIMEDOUT"
        r"|ENETUNREACH|Connection refused|Max retries exceeded|Connection aborted",
        "the network could not be reached",
        "Check the connection (and HTTPS_PROXY, if you need one), then run the same command again.",
    ),
    (
        r"ensurepip is not available|No module named ensurepip|No module named venv",
        "this Python comes without venv",
        "Debian, Ubuntu: apt install python3-venv. Others: install Python from https://www.python.org/downloads/",
    ),
    (
        r"Permission denied|EACCES|Errno 13|Read-only file system|EROFS",
        "a file or folder may not be written",
        "Make the folder of Dailies yours (it may have been set up by another user), then try again.",
    ),
    (
        r"No matching distribution found|Could not find a version|Requires-Python|failed-wheel-build|Failed building",
        "a package has no build for this Python or machine",
        "Python 3.11 to 3.13 on Linux (x86-64, arm64; glibc) or macOS is known to work: python3.12 dailies up",
    ),
)
"""What stands in a log, what it means, and what would work. The first that fits counts."""


@dataclass(frozen=True)
class Tool:
    """One call of a program during set-up. The guard ends it, and what it started, should we be killed."""

    argv: Sequence[str]
    log: Path
    environment: Mapping[str, str]
    folder: Path
    guard: Guard | None = None


def run(tool: Tool, what: str, tick: Callable[[], None] = lambda: None) -> None:
    """Run it to its end. Raises Trouble with a reason and advice; ends it when we are interrupted."""
    with tool.log.open("ab") as log:
        log.write(f"\n$ {' '.join(tool.argv)}\n".encode())
        log.flush()
        begins = log.tell()
        process = begin(tool, log.fileno(), what)
        try:
            if tool.guard:
                tool.guard.note_group(process.pid)
            wait(process, tick)
        finally:
            end(process)
            if tool.guard:
                tool.guard.forget(process.pid)
    if process.returncode:
        raise explain(what, tool.log, begins)


def begin(tool: Tool, output: int, what: str) -> "subprocess.Popen[bytes]":
    """Start it in a session of its own, so that we decide how it ends."""
    try:
        return subprocess.Popen(
            list(tool.argv),
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            env=dict(tool.environment),
            cwd=tool.folder,
            preexec_fn=preparation(signal.SIGKILL, unprivileged=False),
        )
    except OSError as error:
        raise Trouble(f"{what} failed: {tool.argv[0]} could not be started ({error.strerror}).") from error


def wait(process: "subprocess.Popen[bytes]", tick: Callable[[], None]) -> None:
    """Wait for its end, and tick once a second."""
    next_tick = time.monotonic() + TICK_SECONDS
    while process.poll() is None:
        if time.monotonic() >= next_tick:
            next_tick += TICK_SECONDS
            tick()
        time.sleep(LOOK_SECONDS)


def end(process: "subprocess.Popen[bytes]") -> None:
    """Ask its group to end where it still runs, then make sure that nothing of it is left."""
    if process.poll() is None:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGTERM)
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(FAREWELL_SECONDS)
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def explain(what: str, log: Path, begins: int = 0) -> Trouble:
    """What a failed tool's log says, from byte `begins` on, in words that help."""
    with log.open("rb") as file:
        file.seek(begins)
        text = file.read().decode(errors="replace")
    reason, advice = reason_in(text)
    last = "\n".join(text.strip().splitlines()[-SHOWN_LINES:])
    if reason:
        return Trouble(f"{what} failed: {reason}.", f"{advice}\nThe whole log: {log}")
    return Trouble(f"{what} failed.", f"{last}\nThe whole log: {log}")


def reason_in(text: str) -> tuple[str, str]:
    """The reason and the advice for a failure's log; empty where it is none that we know."""
    for pattern, reason, advice in REASONS:
        if re.search(pattern, text):
            return reason, advice
    return "", ""
