"""One child process: how it starts (own session, parent-death signal, own log) and how it ends, with its group."""

import contextlib
import ctypes
import os
import pwd
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from config.bootstrap.messages import Trouble
from config.bootstrap.state import REPOSITORY

CLONE_NEWUSER = 0x10000000
PR_SET_PDEATHSIG = 1
NOBODY = 65534
NAMESPACE_REFUSED = 97
"""Exit status of a child that could not leave user 0; no program of ours uses it."""
LOOK_SECONDS = 0.01
GUARD = Path(__file__).with_name("guard.py")

_libc = ctypes.CDLL(None, use_errno=True) if sys.platform == "linux" else None

NAMESPACE_ADVICE = """\
PostgreSQL refuses to run as root or as a user without a name, and this kernel allows no user namespace.
Run ./dailies as an ordinary user, or set DATABASE_URL to a PostgreSQL of your own."""


@dataclass(frozen=True)
class Recipe:
    """How to start one child. Children are stopped from the highest `rank` down, equal ranks together.

    `unprivileged`: PostgreSQL refuses root, so there it runs as "nobody" of a user namespace of its own.
    `orphan_signal`: what it gets when the launcher was killed; `grace_seconds`: how long a stop may take.
    `before` makes way for it; `finished` is for one that is meant to end: it hears the exit status.
    `leaves_with`: the exit status with which it ends for good, as it was asked to.
    `discard_output`: only stderr is logged, because stdout shows a password.
    """

    name: str
    argv: tuple[str, ...]
    environment: Mapping[str, str]
    log: Path
    rank: int = 0
    stop_signal: int = signal.SIGTERM
    orphan_signal: int = signal.SIGKILL
    grace_seconds: float = 10.0
    unprivileged: bool = False
    before: Callable[[], None] | None = None
    finished: Callable[[int], None] | None = None
    discard_output: bool = False
    leaves_with: int | None = None


class Child:
    """A running child and its process group."""

    def __init__(self, recipe: Recipe) -> None:
        self.recipe = recipe
        self.started = time.monotonic()
        if recipe.before:
            recipe.before()
        descriptor = os.open(recipe.log, os.O_WRONLY | os.O_CREAT | os.O_APPEND | os.O_CLOEXEC, 0o600)
        try:
            self.process = subprocess.Popen(
                recipe.argv,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL if recipe.discard_output else descriptor,
                stderr=descriptor,
                env=dict(recipe.environment),
                cwd=REPOSITORY,
                preexec_fn=preparation(recipe.orphan_signal, recipe.unprivileged),
            )
        finally:
            os.close(descriptor)

    @property
    def pid(self) -> int:
        """Process and group number: each child leads its own group."""
        return self.process.pid

    def alive(self) -> bool:
        """Whether its main process runs."""
        return self.process.poll() is None

    def signal(self) -> None:
        """Ask its main process, once, to stop: Dramatiq takes a second signal for an order to kill."""
        if self.alive():
            self.process.send_signal(self.recipe.stop_signal)

    def wait(self, deadline: float) -> bool:
        """Wait until `deadline` (monotonic seconds); whether it ended. What is left of its group is killed."""
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.process.wait(max(0.0, deadline - time.monotonic()))
        ended = not self.alive()
        self.kill_group()
        self.process.wait()
        return ended

    def kill_group(self) -> None:
        """End whatever its group still holds, such as the worker process of a Dramatiq whose main process died."""
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(self.pid, signal.SIGKILL)

    def last_words(self, lines: int = 8) -> str:
        """The end of its log."""
        try:
            text = self.recipe.log.read_text(errors="replace")
        except OSError:
            return ""
        return "\n".join(text.splitlines()[-lines:])

    def failure(self) -> Trouble:
        """Why it ended, in words."""
        if self.process.returncode == NAMESPACE_REFUSED and self.recipe.unprivileged:
            return Trouble("the embedded PostgreSQL cannot run here.", NAMESPACE_ADVICE)
        words = self.last_words()
        return Trouble(
            f"{self.recipe.name} stopped ({ending(self.process.returncode)}).",
            f"{words}\nThe whole log: {self.recipe.log}".lstrip(),
        )


def ending(status: int | None) -> str:
    """An exit status in words: `exit status 1`, `killed by SIGKILL`."""
    if status is None or status >= 0:
        return f"exit status {status}"
    try:
        return f"killed by {signal.Signals(-status).name}"
    except ValueError:
        return f"killed by signal {-status}"


def preparation(orphan_signal: int, unprivileged: bool) -> Callable[[], None]:
    """What the child does between fork and exec. The namespace comes first: entering one clears the death signal."""
    parent, user, group = os.getpid(), os.geteuid(), os.getegid()
    other = nobody() if unprivileged and (user == 0 or not has_name(user)) else None

    def prepare() -> None:
        os.setsid()
        if other is not None:
            become(other, user, group)
        if _libc is not None:
            _libc.prctl(PR_SET_PDEATHSIG, orphan_signal)
            if os.getppid() != parent:
                os._exit(1)

    return prepare


def has_name(user: int) -> bool:
    """Whether the system knows the user; a container may run as a bare number, which PostgreSQL refuses as well."""
    try:
        pwd.getpwuid(user)
    except KeyError:
        return False
    return True


def nobody() -> int:
    """The number of the user "nobody"."""
    try:
        return pwd.getpwnam("nobody").pw_uid
    except KeyError:
        return NOBODY


def become(other: int, user: int, group: int) -> None:
    """Become another user in a new user namespace, or end with NAMESPACE_REFUSED. Outside, files stay the user's."""
    if _libc is None or _libc.unshare(CLONE_NEWUSER):
        os._exit(NAMESPACE_REFUSED)
    try:
        for name, value in (
            ("setgroups", "deny"),
            ("uid_map", f"{other} {user} 1"),
            ("gid_map", f"{other} {group} 1"),
        ):
            Path("/proc/self", name).write_text(value)
    except OSError:
        os._exit(NAMESPACE_REFUSED)


class Guard:
    """The process that ends our children should we be killed (see guard.py)."""

    def __init__(self, keep_open: int = -1) -> None:
        self.keep_open = keep_open
        self.process = self._start()

    def _start(self) -> "subprocess.Popen[str]":
        return subprocess.Popen(
            [sys.executable, "-I", "-S", str(GUARD)],
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            text=True,
            start_new_session=True,
            pass_fds=[self.keep_open] if self.keep_open >= 0 else [],
            cwd="/",
        )

    def note(self, child: Child) -> None:
        """Remember a child."""
        self.note_group(child.pid, child.recipe.orphan_signal, child.recipe.grace_seconds)

    def note_group(self, group: int, number: int = signal.SIGKILL, grace_seconds: float = 0.0) -> None:
        """Remember a process group, and how it is to end."""
        grace = 0.0 if number == signal.SIGKILL else grace_seconds
        self._write(f"+ {group} {int(number)} {grace}\n")

    def forget(self, group: int) -> None:
        """A group has ended; its number may be somebody else's next time."""
        self._write(f"- {group}\n")

    def renew(self, children: list[Child]) -> None:
        """Start another one if this one was killed."""
        if self.process.poll() is not None:
            self.process = self._start()
            for child in children:
                self.note(child)

    def close(self) -> None:
        """Let it end: it kills what is still noted, which after an orderly stop is nothing."""
        assert self.process.stdin is not None
        with contextlib.suppress(OSError):
            self.process.stdin.close()
        self.process.wait()

    def _write(self, line: str) -> None:
        assert self.process.stdin is not None
        with contextlib.suppress(OSError, ValueError):
            self.process.stdin.write(line)
            self.process.stdin.flush()
