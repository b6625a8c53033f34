"""What a call raises holds nothing of what went on inside: neither frames, whose locals have a provider's words, nor
the exceptions that it came of."""

import logging
import traceback
from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

from generation.engines.base import Cancelled
from generation.errors import JobError, unexpected

log = logging.getLogger("dailies.providers")

P = ParamSpec("P")
T = TypeVar("T")
OUR_OWN = (JobError, Cancelled, OSError, MemoryError)
"""Whose words are ours or the system's; an OSError here is one of files, for the network's are told otherwise."""


def sealed(call: Callable[P, T]) -> Callable[P, T]:
    """A call whose exceptions begin here. A fault of ours becomes `unexpected`, and the log has its places."""

    @wraps(call)
    def at_the_boundary(*args: P.args, **kwargs: P.kwargs) -> T:
        try:
            return call(*args, **kwargs)
        except BaseException as error:
            told = _told(error)
        raise told

    return at_the_boundary


def _told(error: BaseException) -> BaseException:
    if isinstance(error, Exception) and not isinstance(error, OUR_OWN):
        places = [f"{one.name}:{one.lineno}" for one in traceback.extract_tb(error.__traceback__)]
        log.error("%s in a provider's call, at %s", type(error).__name__, " > ".join(places))
        return unexpected()
    error.__traceback__ = error.__context__ = error.__cause__ = None
    return error
