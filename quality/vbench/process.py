"""A process that answers in JSON lines, kept on a short lead: no network, so much time, so much memory, and an end."""

import json
import os
import selectors
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import IO, Any

from .errors import VBenchFailed

OPTIONS = ("--user", "--map-root-user", "--net")
"""A network namespace of its own with nothing in it, where the machine lets an ordinary user have one."""
LOOK_SECONDS = 0.2
MOST_LINE_BYTES = 2**20
PAGE_BYTES, GB = os.sysconf("SC_PAGE_SIZE"), 2**30
END_SECONDS, TRY_SECONDS = 5.0, 20.0


@dataclass(frozen=True, slots=True)
class Limits:
    """Seconds it may take in all, and GB that it and its children may hold."""

    seconds: float
    memory_gb: float


def answers(
    command: Sequence[str],
    request: Mapping[str, Any],
    environment: Mapping[str, str],
    limits: Limits,
    look: Callable[[], None],
) -> Iterator[dict[str, Any]]:
    """Each line that it answers, until it ends. `look` is called several times a second, and may raise to stop it.

    Raises VBenchFailed where it says something else, breaks off, or passes a limit; it is dead in any case.
    """
    with _started(command, environment) as process:
        _ask(process, request)
        end = time.monotonic() + limits.seconds
        yield from _lines(process, lambda: _check(process, end, limits, look))
        if code := process.wait(timeout=END_SECONDS):
            raise VBenchFailed(f"it ended with {code}")


@contextmanager
def _started(command: Sequence[str], environment: Mapping[str, str]) -> Iterator[subprocess.Popen[bytes]]:
    process = subprocess.Popen(
        [*_prefix(), *command],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=dict(environment),
        start_new_session=True,
    )
    try:
        yield process
    finally:
        _kill(process)


def _kill(process: subprocess.Popen[bytes]) -> None:
    """It and its children, which share its group."""
    for stream in (process.stdin, process.stdout):
        if stream is not None:
            stream.close()
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


@cache
def _prefix() -> tuple[str, ...]:
    unshare = shutil.which("unshare")
    if unshare is None:
        return ()
    prefix = (unshare, *OPTIONS)
    nothing = [*prefix, sys.executable, "-c", ""]
    try:
        tried = subprocess.run(nothing, capture_output=True, timeout=TRY_SECONDS, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return ()
    return prefix if tried.returncode == 0 else ()


def _ask(process: subprocess.Popen[bytes], request: Mapping[str, Any]) -> None:
    assert process.stdin is not None
    try:
        process.stdin.write(json.dumps(request).encode() + b"\n")
        process.stdin.close()
    except OSError as error:
        raise VBenchFailed("it ended before it was asked") from error


def _lines(process: subprocess.Popen[bytes], check: Callable[[], None]) -> Iterator[dict[str, Any]]:
    assert process.stdout is not None
    rest = b""
    with selectors.DefaultSelector() as selector:
        selector.register(process.stdout, selectors.EVENT_READ)
        while True:
            check()
            if not selector.select(LOOK_SECONDS):
                continue
            if not (read := _read(process.stdout)):
                break
            *lines, rest = (rest + read).split(b"\n")
            if len(rest) > MOST_LINE_BYTES:
                raise VBenchFailed("it answered with an endless line")
            yield from map(_answer, lines)
    if rest:
        raise VBenchFailed("it broke off in the middle of an answer")


def _read(stream: IO[bytes]) -> bytes:
    return os.read(stream.fileno(), 65536)


def _answer(line: bytes) -> dict[str, Any]:
    try:
        told = json.loads(line)
    except ValueError as error:
        raise VBenchFailed("it answered with something else than scores") from error
    if not isinstance(told, dict):
        raise VBenchFailed("it answered with something else than scores")
    return told


def _check(process: subprocess.Popen[bytes], end: float, limits: Limits, look: Callable[[], None]) -> None:
    look()
    if time.monotonic() > end:
        raise VBenchFailed(f"it took longer than {limits.seconds:.0f} s")
    if held_bytes(process.pid) > limits.memory_gb * GB:
        raise VBenchFailed(f"it took more than {limits.memory_gb:g} GB of memory")


def held_bytes(group: int) -> int:
    """What a group of processes holds of the memory; 0 where the system does not tell (no /proc)."""
    found = 0
    for entry in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = entry.read_text().rpartition(")")[2].split()
        except OSError:  # it ended meanwhile
            continue
        if int(fields[2]) == group:
            found += int(fields[21]) * PAGE_BYTES
    return found
