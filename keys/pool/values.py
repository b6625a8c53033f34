"""What the pool is told and says."""

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

MOST = 2**31 - 1
"""The largest limit, weight or rank: what the script reads of each has 32 bits."""


class Strategy(StrEnum):
    """How one key is chosen of those that can serve."""

    ROUND_ROBIN = "round_robin"
    LEAST_LOADED = "least_loaded"
    WEIGHTED = "weighted"
    PRIORITY = "priority"


class Standing(StrEnum):
    """What is kept of a key beside the pool, by who owns it: only an active one serves."""

    ACTIVE = "active"
    FAILED = "failed"
    DISABLED = "disabled"


class Reason(StrEnum):
    """Why a key can't serve now."""

    MINUTE = "minute"
    DAY = "day"
    SLOTS = "slots"
    TOKENS = "tokens"
    COOLING = "cooling"
    FAILED = "failed"
    DISABLED = "disabled"


@dataclass(frozen=True, slots=True)
class KeyLimits:
    """A key and what its provider allows; 0 or None is no limit.

    `day_zone`: the IANA zone at whose midnight the day's count begins anew. `weight`: its share of requests, for
    `weighted`. `priority`: 1 goes before 2, for `priority`.
    """

    key_id: UUID
    requests_a_minute: int | None = None
    requests_a_day: int | None = None
    slots: int | None = None
    tokens_a_minute: int | None = None
    weight: int = 1
    priority: int = 1
    day_zone: str = "UTC"
    standing: Standing = Standing.ACTIVE

    def __post_init__(self) -> None:
        limits = (self.requests_a_minute, self.requests_a_day, self.slots, self.tokens_a_minute, self.priority)
        if any(not 0 <= (limit or 0) <= MOST for limit in limits) or not 1 <= self.weight <= MOST:
            raise ValueError(f"limits and priorities are 0 to {MOST}, weights 1 to {MOST}")


@dataclass(frozen=True, slots=True)
class Timing:
    """How long things last, in ms. Tests shorten them.

    `window_ms`: a minute, and a quarter of a second by which the ways of two requests to the provider may differ.
    `open_least_ms`, `open_most_ms`: how long a breaker stays open.
    """

    window_ms: int = 60_250
    lease_ms: int = 30_000
    open_least_ms: int = 5_000
    open_most_ms: int = 300_000


@dataclass(frozen=True, slots=True)
class Lease:
    """A key may be used for one request, until `until_ms` unless renewed. Times are of Redis's clock, in ms since 1970.

    `tokens`: what was reserved. `day_ends_ms`: the end of the provider's day in which it was granted.
    """

    id: str
    key_id: UUID
    granted_ms: int
    until_ms: int
    day_ends_ms: int
    tokens: int = 0


@dataclass(frozen=True, slots=True)
class Refusal:
    """No key can serve: the least ms after which one can if nothing else happens, and what holds that key.

    `wait_ms` is None where waiting helps none of them. A slot counts as taken until its lease ends, so one may be free
    before.
    """

    wait_ms: int | None
    reason: Reason


class Health(StrEnum):
    """Where a key's breaker stands."""

    CLOSED = "closed"
    OPEN = "open"
    HALF_OPEN = "half_open"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Released:
    """What a release did. `freed`: the lease was still there; False the second time. `cools_until_ms`: 0 or a time past
    where the key doesn't cool."""

    freed: bool
    health: Health
    cools_until_ms: int
