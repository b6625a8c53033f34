"""What carries the bells: Redis, or RabbitMQ where BROKER_URL says so. A broker that is away costs a request no more
than a moment, and never fails it."""

from dramatiq.errors import BrokerError
from redis.exceptions import RedisError

from generation.brokers.choosing import BELL_WAIT_SECONDS, chosen

FAULTS = (BrokerError, RedisError, OSError)
"""What a bell that cannot be rung raises."""

__all__ = ["BELL_WAIT_SECONDS", "FAULTS", "chosen"]
