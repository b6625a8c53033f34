"""Doing things at the same time, each thread with a database connection of its own."""

import threading
from collections.abc import Callable
from typing import Any

from django.db import connections

WAIT_SECONDS = 20.0


def together(*actions: Callable[[], Any], seconds: float = WAIT_SECONDS) -> list[Any]:
    """Run the actions at once, from one starting signal; what each returned, or the exception it raised.

    None may take longer than `seconds`.
    """
    start, results = threading.Barrier(len(actions)), [None] * len(actions)

    def run(place: int, action: Callable[[], Any]) -> None:
        try:
            start.wait(WAIT_SECONDS)
            results[place] = action()
        except Exception as error:  # the caller judges it
            results[place] = error  # type: ignore[call-overload]
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(n, action)) for n, action in enumerate(actions)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(seconds)
        assert not thread.is_alive(), "a thread waits without end"
    return results
