"""The doorbell: a message that carries only a lane. Losing one loses nothing, for idle workers sweep (section 6)."""

import logging

import dramatiq
from django.conf import settings
from django.db import transaction
from dramatiq.brokers.redis import RedisBroker
from dramatiq.errors import BrokerError
from redis import Redis
from redis.backoff import NoBackoff
from redis.exceptions import RedisError
from redis.retry import Retry

from accounts.tenancy import Scope, current_scope
from generation.values import CPU_LANE, EXPORT_LANE

log = logging.getLogger("dailies.bells")

BELL_WAIT_SECONDS = 1.0
"""How long a request may wait for a broker that cannot be reached, or that hangs."""

broker = RedisBroker(  # type: ignore[no-untyped-call]
    client=Redis.from_url(
        settings.REDIS_URL,
        socket_connect_timeout=BELL_WAIT_SECONDS,
        socket_timeout=BELL_WAIT_SECONDS,
        retry=Retry(NoBackoff(), 1),  # once, for a connection of before a restart
    ),
    namespace="dailies-bells",
)
dramatiq.set_broker(broker)

FOREVER = float("inf")
"""A job may take its time: Dramatiq's own limit of ten minutes would end it."""


def _answer(lane: str) -> None:
    from generation.worker import station

    station(lane).drain()


@dramatiq.actor(queue_name=CPU_LANE, max_retries=0, time_limit=FOREVER)
def cpu_bell() -> None:
    """Somebody put work into the CPU lane."""
    _answer(CPU_LANE)


@dramatiq.actor(queue_name=EXPORT_LANE, max_retries=0, time_limit=FOREVER)
def export_bell() -> None:
    """Somebody put work into the lane of scoring and cutting."""
    _answer(EXPORT_LANE)


BELLS = {CPU_LANE: cpu_bell, EXPORT_LANE: export_bell}


def ring(lane: str) -> None:
    """Ring now; a bell that cannot be rung is logged, never an error of the request."""
    try:
        BELLS[lane].send()
    except (BrokerError, RedisError, OSError) as error:
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
