"""All children of one launcher: started in order, healed when they die, stopped in order, ended even on kill -9."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from itertools import groupby
from types import TracebackType

from config.bootstrap.leftovers import end_leftovers
from config.bootstrap.lock import Lock
from config.bootstrap.messages import Trouble, say
from config.bootstrap.processes import LOOK_SECONDS, Child, Guard, Recipe, ending

FIRST_DELAY_SECONDS = 0.5
LONGEST_DELAY_SECONDS = 10.0
STEADY_SECONDS = 30.0
"""A child that lived this long starts again without a growing delay."""


class Stopped(Exception):
    """A signal asked the launcher to stop while it was waiting for something."""


@dataclass(frozen=True)
class Fallen:
    """A child that died, and when (monotonic seconds) it may start again."""

    recipe: Recipe
    at: float


def next_delay(previous: float, lived_seconds: float) -> float:
    """Back-off in seconds, 0.5 to 10: doubled each time, forgotten after a steady life. `previous` 0 = never died."""
    if previous == 0.0 or lived_seconds >= STEADY_SECONDS:
        return FIRST_DELAY_SECONDS
    return min(previous * 2, LONGEST_DELAY_SECONDS)


class Family:
    """Children under one guard. A context manager: leaving it stops them all, highest rank first."""

    def __init__(self, lock: Lock, stopping: Callable[[], bool] = lambda: False) -> None:
        self.lock = lock
        self.stopping = stopping
        self.children: list[Child] = []
        self.fallen: list[Fallen] = []
        self.delays: dict[str, float] = {}
        self.guard: Guard | None = None

    def __enter__(self) -> "Family":
        end_leftovers(self.lock.state)
        self.guard = Guard(self.lock.descriptor)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def start(self, recipe: Recipe) -> Child:
        """Start a child that is meant to live."""
        child = Child(recipe)
        self.children.append(child)
        if self.guard:
            self.guard.note(child)
        return child

    def remove(self, child: Child) -> None:
        """A child has ended: kill what it left, and forget it."""
        child.kill_group()
        self.children.remove(child)
        if self.guard:
            self.guard.forget(child.pid)

    def run(self, recipe: Recipe) -> None:
        """Run a child to its end. Raises Trouble when it fails, Stopped when a signal came first."""
        child = self.start(recipe)
        self.until(lambda: not child.alive(), "", None)
        self.remove(child)
        if child.process.returncode:
            raise child.failure()

    def until(self, ready: Callable[[], bool], what: str, child: Child | None, timeout: float | None = None) -> None:
        """Wait for something. Raises Trouble when `child` dies or the time is over, Stopped when a signal came."""
        end = time.monotonic() + timeout if timeout else None
        while not ready():
            if self.stopping():
                raise Stopped
            if child and not child.alive():
                raise child.failure()
            if end and time.monotonic() > end:
                raise Trouble(f"{what} was not ready after {timeout:.0f} s.", self._where(child))
            time.sleep(LOOK_SECONDS)

    def heal(self, now: float) -> None:
        """Note who died, say so, and start again those whose delay is over."""
        if self.guard:
            self.guard.renew(self.children)
        for child in [child for child in self.children if not child.alive()]:
            self.remove(child)
            if child.recipe.finished:
                child.recipe.finished(child.process.returncode)
            elif child.recipe.leaves_with is not None and child.process.returncode == child.recipe.leaves_with:
                say(f"{child.recipe.name} has ended, as it was asked to.")
            else:
                self._note_death(child.recipe, ending(child.process.returncode), now - child.started, now)
        for fallen in [fallen for fallen in self.fallen if fallen.at <= now]:
            self.fallen.remove(fallen)
            self._start_again(fallen.recipe, now)

    def _start_again(self, recipe: Recipe, now: float) -> None:
        try:
            self.start(recipe)
        except OSError as error:
            self._note_death(recipe, f"it could not be started: {error.strerror}", 0.0, now)

    def _note_death(self, recipe: Recipe, how: str, lived_seconds: float, now: float) -> None:
        delay = next_delay(self.delays.get(recipe.name, 0.0), lived_seconds)
        self.delays[recipe.name] = delay
        self.fallen.append(Fallen(recipe, now + delay))
        say(f"{recipe.name} stopped unexpectedly ({how}); starting it again in {delay:g} s. Its log: {recipe.log}")

    def stop(self) -> None:
        """Stop everybody in order; those of one rank together. Nothing is left of any group."""
        self.fallen.clear()
        ordered = sorted(self.children, key=lambda child: -child.recipe.rank)
        for _, together in groupby(ordered, key=lambda child: child.recipe.rank):
            self._stop_together(list(together))
        if self.guard:
            self.guard.close()
            self.guard = None

    def _stop_together(self, children: list[Child]) -> None:
        for child in children:
            child.signal()
        began = time.monotonic()
        for child in children:
            if not child.wait(began + child.recipe.grace_seconds):
                say(f"{child.recipe.name} did not stop in {child.recipe.grace_seconds:g} s and was killed.")
            self.remove(child)

    @staticmethod
    def _where(child: Child | None) -> str:
        return f"{child.last_words()}\nThe whole log: {child.recipe.log}" if child else ""
