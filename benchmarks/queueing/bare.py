"""The floor: Dramatiq's own way from a message to an actor that does nothing (`dramatiq benchmarks.queueing.bare`)."""

import os

import dramatiq
from dramatiq.brokers.redis import RedisBroker
from redis import Redis

broker = RedisBroker(client=Redis.from_url(os.environ["REDIS_URL"]), namespace="bare")  # type: ignore[no-untyped-call]
dramatiq.set_broker(broker)
counts = Redis.from_url(os.environ["REDIS_URL"])


@dramatiq.actor(queue_name="bare", max_retries=0)
def nothing() -> None:
    """Counted, so that the last one is seen."""
    counts.incr("bare-done")
