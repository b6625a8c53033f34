"""What the launcher says to people: short lines on stderr, so that `--json` on stdout stays clean."""

import contextlib
import sys
import time
from collections.abc import Iterator


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


def complain(trouble: Trouble) -> None:
    """Say what is wrong, then what would work."""
    say(f"Dailies: {trouble.what}")
    for line in trouble.advice.splitlines():
        say(f"  {line}")


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

    def __init__(self, total: int, quiet: bool = False) -> None:
        self.total = total
        self.quiet = quiet

    @contextlib.contextmanager
    def step(self, number: int, label: str) -> Iterator[None]:
        """Announce a step, then how long it took, or that it failed."""
        started = time.monotonic()
        self._write(f"[{number}/{self.total}] {label} ... ", end="")
        try:
            yield
        except BaseException as error:
            self._write("failed" if isinstance(error, Trouble) else "stopped")
            raise
        self._write(seconds(time.monotonic() - started))

    def _write(self, text: str, end: str = "\n") -> None:
        if not self.quiet:
            say(text, end=end)
