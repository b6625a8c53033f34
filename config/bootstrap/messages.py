"""What the launcher says to people: short lines on stderr, so that `--json` on stdout stays clean."""

import contextlib
import errno
import sys
import time
from collections.abc import Callable, Iterator


class Trouble(Exception):
    """Something a person has to put right. `what` went wrong, and `advice` on what would work."""

    def __init__(self, what: str, advice: str = "") -> None:
        super().__init__(what)
        self.what = what
        self.advice = advice

    def __str__(self) -> str:
        return f"{self.what}\n{self.advice}" if self.advice else self.what


def say(line: str, end: str = "\n") -> None:
    """Write to stderr. A terminal that has gone away must not end the studio, so a failed write is dropped."""
    with contextlib.suppress(OSError, ValueError):
        sys.stderr.write(line + end)
        sys.stderr.flush()


def tell(line: str) -> None:
    """Write what was asked for (an address, a login) to stdout, with the same patience."""
    with contextlib.suppress(OSError, ValueError):
        sys.stdout.write(line + "\n")
        sys.stdout.flush()


def complain(error: Trouble | OSError) -> None:
    """Say what is wrong, then what would work."""
    trouble = in_words(error) if isinstance(error, OSError) else error
    say(f"Dailies: {trouble.what}")
    for line in trouble.advice.splitlines():
        say(f"  {line}")


def in_words(error: OSError) -> Trouble:
    """What the system refused: a full disk above all."""
    where = f" ({error.filename})" if error.filename else ""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return Trouble(f"the disk is full{where}.", "Free some space, then run the same command again.")
    return Trouble(f"the system says: {error.strerror or error}{where}.", "Put that right, then run it again.")


def seconds(spent: float) -> str:
    """A duration in plain words: `0.4 s`, `28 s`, `3 min 5 s`."""
    if spent < 10:
        return f"{spent:.1f} s"
    if spent < 100:
        return f"{spent:.0f} s"
    minutes, rest = divmod(round(spent), 60)
    return f"{minutes} min {rest} s"


class Steps:
    """Numbers the steps of a set-up: `[2/7] Installing Python packages ... 28 s`."""

    def __init__(self, total: int) -> None:
        self.total = total

    @contextlib.contextmanager
    def step(self, number: int, label: str) -> Iterator[Callable[[], None]]:
        """Announce a step, then how long it took, or that it failed. Gives a function that shows the time so far."""
        started = time.monotonic()
        line = f"[{number}/{self.total}] {label} ... "
        say(line, end="")
        try:
            yield lambda: show_time(line, time.monotonic() - started)
        except BaseException as error:
            say("failed" if isinstance(error, Trouble) else "stopped")
            raise
        say(begin_again(line) + seconds(time.monotonic() - started))


def show_time(line: str, spent: float) -> None:
    """Rewrite a step's line with the time so far; only on a terminal, where a line can be rewritten."""
    if begin_again(line):
        say(f"{begin_again(line)}{spent:.0f} s", end="")


def begin_again(line: str) -> str:
    """What moves a terminal back to the start of the line and writes it anew; nothing for a file."""
    return f"\r\033[K{line}" if sys.stderr and sys.stderr.isatty() else ""
