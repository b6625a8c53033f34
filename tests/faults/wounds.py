"""What may happen to a worker in the middle of its work, at the place where it hurts most."""

import os
import random
import signal
from collections.abc import Callable
from typing import Any

from generation import handlers
from generation.engines.base import Report
from generation.errors import unexpected
from generation.media import storage
from generation.media.errors import DiskFull
from generation.services import running

Place = tuple[Any, str]
PLACES: dict[str, tuple[Place, bool]] = {
    "claimed": ((running, "begin"), False),
    "begun": ((handlers, "run"), False),
    "row of a file written": ((storage, "put"), False),
    "half a file written": ((os, "fsync"), False),
    "file written": ((handlers, "run"), True),
    "finishing": ((running, "store"), True),
    "finished": ((running, "complete"), True),
}
"""Where a worker may die: at a call, before it or (True) after it."""
DRAWING = "drawing"
DEATHS = (*PLACES, DRAWING)
RANDOMLY = "randomly"
"""Anything of all that, now and then."""
ONE_IN = 60
"""Of the calls at each place, in a soak."""


def inflict(wound: str, chance: random.Random) -> None:
    """Give this process a wound by its name; "" for none."""
    if wound in PLACES:
        _wound(PLACES[wound], die)
    elif wound == DRAWING:
        _while_drawing(die)
    elif wound == RANDOMLY:
        for place in PLACES.values():
            _wound(place, lambda: None if chance.randrange(ONE_IN) else die())
        _while_drawing(lambda: _falter(chance))


def die() -> None:
    """As kill -9 does: nothing is tidied up."""
    os.kill(os.getpid(), signal.SIGKILL)


def _wound(where: tuple[Place, bool], strike: Callable[[], object]) -> None:
    (owner, name), after = where
    healthy = getattr(owner, name)

    def wounded(*arguments: Any, **named: Any) -> Any:
        if not after:
            strike()
        answer = healthy(*arguments, **named)
        if after:
            strike()
        return answer

    setattr(owner, name, wounded)


def _while_drawing(strike: Callable[[], object]) -> None:
    healthy = handlers.run

    def run(work: Any, report: Report) -> Any:
        def struck(stage: str, fraction: float) -> None:
            report(stage, fraction)
            if fraction > 0:
                strike()

        return healthy(work, struck)

    handlers.run = run


def _falter(chance: random.Random) -> None:
    """Die, or fail in one of the ways that may pass."""
    fate = chance.randrange(3 * ONE_IN)
    if fate == 0:
        die()
    if fate == 1:
        raise unexpected()
    if fate == 2:
        raise DiskFull("/media")
