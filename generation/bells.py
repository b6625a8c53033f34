"""The doorbell: a message that carries only a lane. Losing one loses nothing, for idle workers sweep (section 6)."""

import logging
from typing import Any

import dramatiq
from django.conf import settings
from django.db import transaction

from accounts.tenancy import Scope, current_scope
from generation.brokers import FAULTS, chosen
from generation.values import CPU_LANE, EXPORT_LANE

log = logging.getLogger("dailies.bells")

broker = chosen(settings.BROKER_URL, settings.REDIS_URL)
dramatiq.set_broker(broker)

FOREVER = float("inf")
"""A job may take its time: Dramatiq's own limit of ten minutes would end it."""

BELLS: dict[str, "dramatiq.Actor[[], None]"] = {}
"""Those that this process knows, by lane."""


def bell(lane: str) -> "dramatiq.Actor[[], None]":
    """The bell of a lane, in a queue of its own."""
    if lane not in BELLS:
        answer = lambda: _answer(lane)  # noqa: E731  # an actor is a function of no arguments
        options: Any = {"actor_name": f"{lane}_bell", "queue_name": lane, "max_retries": 0, "time_limit": FOREVER}
        BELLS[lane] = dramatiq.actor(answer, **options)
    return BELLS[lane]


def _answer(lane: str) -> None:
    from generation.worker import station

    station(lane).drain()


for _lane in (CPU_LANE, EXPORT_LANE):
    bell(_lane)


def ring(lane: str) -> None:
    """Ring now; a bell that cannot be rung is logged, never an error of the request."""
    try:
        bell(lane).send()
    except FAULTS as error:
        log.warning("the bell of lane %s could not be rung: %s", lane, type(error).__name__)


def ring_after_commit(lane: str) -> None:
    """Ring once a lane when the scope's transaction has committed."""
    entered = current_scope()
    rung = entered.notes.setdefault("bells", [])
    if lane not in rung:
        rung.append(lane)
        entered.before_commit("bells", lambda: _ring_all(entered))


def _ring_all(entered: Scope) -> None:
    for lane in entered.notes.pop("bells", []):
        transaction.on_commit(lambda lane=lane: ring(lane))  # type: ignore[misc]
