"""The broker of an address."""

from importlib import import_module

from dramatiq import Broker
from dramatiq.brokers.redis import RedisBroker
from redis import Redis
from redis.backoff import NoBackoff
from redis.retry import Retry

BELL_WAIT_SECONDS = 1.0
"""How long a request may wait for a broker that cannot be reached, or that hangs."""
NAMESPACE = "dailies-bells"
SCHEMES = {"redis": "redis", "rediss": "redis", "unix": "redis", "amqp": "rabbitmq", "amqps": "rabbitmq"}


class UnknownBroker(ValueError):
    """An address that names no broker; `advice` says what would work."""

    advice = "Write redis://..., rediss://..., unix://..., amqp://user:password@host:5672/name or amqps://..."


def chosen(broker_address: str, redis_address: str) -> Broker:
    """The broker of BROKER_URL, and without one that of REDIS_URL. Nothing is connected yet. Raises UnknownBroker."""
    kind = kind_of(broker_address or redis_address)
    if kind == "redis":
        return redis(broker_address or redis_address)
    made: Broker = import_module("generation.brokers.rabbitmq").rabbitmq(broker_address)
    return made


def kind_of(address: str) -> str:
    """`redis` or `rabbitmq`. Raises UnknownBroker, which never repeats an address: it may hold a password."""
    scheme = address.partition("://")[0].lower()
    if "://" not in address or scheme not in SCHEMES:
        raise UnknownBroker("It begins with no scheme that is known.")
    return SCHEMES[scheme]


def client(address: str) -> Redis:
    """A Redis that is waited for no longer than a moment."""
    return Redis.from_url(
        address,
        socket_connect_timeout=BELL_WAIT_SECONDS,
        socket_timeout=BELL_WAIT_SECONDS,
        retry=Retry(NoBackoff(), 1),  # once, for a connection of before a restart
    )


def redis(address: str) -> Broker:
    """Bells in Redis."""
    return RedisBroker(client=client(address), namespace=NAMESPACE)  # type: ignore[no-untyped-call]
