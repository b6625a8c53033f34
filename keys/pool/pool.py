"""One service's keys in one workspace: which of them serves next, decided and reserved in one step by Redis."""

import random
import re
import struct
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from keys.pool.days import midnights
from keys.pool.outcomes import Kind, Outcome
from keys.pool.scripts import ACQUIRE, COOL, FORGET, RECONCILE, RELEASE, RENEW, RESTORE_DAY, TRUST, Client, Script
from keys.pool.values import MOST, Health, KeyLimits, Lease, Reason, Refusal, Released, Standing, Strategy, Timing

SERVICE = re.compile(r"[a-z0-9][a-z0-9._-]*")
MOST_KEYS = 2000
"""A script's stack holds 8,000 values, and a weighted choice needs two a key."""
LIMITS, MIDNIGHTS = struct.Struct("<32s7IHB"), struct.Struct("<4d")
STANDINGS = {Standing.ACTIVE: 0, Standing.FAILED: 1, Standing.DISABLED: 2}
EFFECTS = {
    Kind.SUCCESS: "success",
    Kind.RATE_LIMITED: "limited",
    Kind.QUOTA: "quota",
    Kind.UNAUTHORISED: "unauthorised",
    Kind.SERVER_TROUBLE: "trouble",
    Kind.NETWORK_TROUBLE: "trouble",
    Kind.OWN_FAULT: "none",
    Kind.REFUSED_CONTENT: "none",
}
KEPT = ("turns", "state", "log", "leases", "ends")
"""What Redis keeps of a pool (clock.lua says how): few keys, because each that a script declares takes 1 to 2 us."""


@dataclass(frozen=True, slots=True)
class _Packed:
    """Keys as the script reads them; `zones` in the order of their numbers."""

    keys: tuple[KeyLimits, ...]
    limits: bytes
    zones: tuple[str, ...]


class Pool:
    """Hands out leases of keys. Every method raises PoolAway while Redis does not answer.

    `clock` and `chance` are for tests: ms since 1970 in place of Redis's own time, and a number of [0, 1).
    """

    def __init__(
        self,
        client: Client,
        workspace_id: UUID,
        service: str,
        timing: Timing | None = None,
        clock: Callable[[], int] | None = None,
        chance: Callable[[], float] = random.random,
    ) -> None:
        if not SERVICE.fullmatch(service):
            raise ValueError(f"{service!r} can't be the name of a service")
        self._client, self._timing = client, timing or Timing()
        self._clock, self._chance = clock, chance
        self._names = {what: f"pool:{{{workspace_id.hex}:{service}}}:{what}" for what in KEPT}
        self._packed = _Packed((), b"", ())

    def acquire(self, keys: Sequence[KeyLimits], strategy: Strategy, tokens: int = 0) -> Lease | Refusal:
        """Reserve one of these keys for a request (of so many tokens), or tell how long until one can serve.

        Raises ValueError for no keys, more than 2,000, a key that is named twice, or tokens below 0 or above 2**31 - 1.
        """
        _check(tokens)
        packed = self._pack(tuple(keys))
        lease, timing = uuid4().hex, self._timing
        days = b"".join(self._midnights(zone) for zone in packed.zones)
        words = (strategy.value, lease, timing.lease_ms, timing.window_ms, tokens, days, packed.limits)
        told = self._run(ACQUIRE, KEPT, self._now(), *words)
        if told[0] == 0:
            return Refusal(None if told[1] < 0 else int(told[1]), Reason(_text(told[2])))
        return Lease(lease, packed.keys[told[0] - 1].key_id, told[1], told[2], told[3], tokens)

    def renew(self, lease: Lease) -> Lease | None:
        """The lease with a new end; None where it had ended or was given back: then stop, another may have the slot."""
        words = (self._now(), lease.key_id.hex, lease.id, self._timing.lease_ms)
        until = self._run(RENEW, ("leases", "ends"), *words)
        return replace(lease, until_ms=int(until)) if until else None

    def release(self, lease: Lease, outcome: Outcome) -> Released:
        """Give the slot back and learn from the outcome; the second time for one lease changes nothing.

        What the provider asked to wait for is honoured even where the lease had ended.
        """
        what_happened = (EFFECTS[outcome.kind], outcome.wait_ms, lease.day_ends_ms)
        breaker = (self._chance(), self._timing.open_least_ms, self._timing.open_most_ms)
        words = (self._now(), lease.key_id.hex, lease.id, *what_happened, *breaker)
        freed, health, until = self._run(RELEASE, ("state", "leases", "ends"), *words)
        return Released(bool(freed), Health(_text(health)), int(until))

    def reconcile(self, lease: Lease, tokens: int) -> bool:
        """Count the tokens that were really used in place of those reserved; False where there is nothing to change.

        That is so the second time, and when the reservation has left the window.
        """
        _check(tokens)
        words = (lease.key_id.hex, lease.id, lease.granted_ms, lease.tokens, tokens)
        return bool(self._run(RECONCILE, ("state", "log"), *words))

    def cool(self, key_id: UUID, until: datetime) -> int:
        """Let a key rest until then, or longer where it already does; the end, in ms since 1970. Never shortens."""
        return int(self._run(COOL, ("state",), key_id.hex, int(until.timestamp() * 1000)))

    def restore_day(self, key: KeyLimits, used: int) -> int:
        """After Redis lost what it held: the key has been used so often today. Never lowers; what counts now."""
        words = (self._now(), key.key_id.hex, self._midnights(key.day_zone), used)
        return int(self._run(RESTORE_DAY, ("state",), *words))

    def trust(self, key_id: UUID) -> None:
        """Somebody set the key right: no failure, trouble or cooling is held against it. Its counts stay."""
        self._run(TRUST, ("state",), key_id.hex)

    def forget(self, key_id: UUID) -> None:
        """Erase all that is kept of a key."""
        self._run(FORGET, KEPT, key_id.hex)

    def _run(self, script: Script, names: Sequence[str], *words: Any) -> Any:
        return script.run(self._client, [self._names[name] for name in names], *words)

    def _now(self) -> int | str:
        """What the scripts take for their clock: nothing, for Redis's own."""
        return self._clock() if self._clock else ""

    def _midnights(self, zone: str) -> bytes:
        now = self._clock() if self._clock else time.time_ns() // 1_000_000
        return MIDNIGHTS.pack(*midnights(zone, now))

    def _pack(self, keys: tuple[KeyLimits, ...]) -> _Packed:
        """The last keys' bytes are kept: who asks often asks with the same."""
        if keys == self._packed.keys and keys:
            return self._packed
        if not 1 <= len(keys) <= MOST_KEYS or len({key.key_id for key in keys}) < len(keys):
            raise ValueError(f"a pool chooses from 1 to {MOST_KEYS} keys, each named once")
        zones = tuple(dict.fromkeys(key.day_zone for key in keys))
        most_slots = max(key.slots or 0 for key in keys) or 1
        limits = b"".join(_limits(key, most_slots, zones.index(key.day_zone)) for key in keys)
        self._packed = _Packed(keys, limits, zones)
        return self._packed


def _limits(key: KeyLimits, most_slots: int, zone: int) -> bytes:
    """A key's line of the table. Without slots of its own it is as loaded as if it had the most that any has."""
    return LIMITS.pack(
        *(key.key_id.hex.encode(), key.priority, key.slots or most_slots),
        *(key.requests_a_minute or 0, key.requests_a_day or 0, key.slots or 0, key.tokens_a_minute or 0),
        *(key.weight, zone, STANDINGS[key.standing]),
    )


def _check(tokens: int) -> None:
    if not 0 <= tokens <= MOST:
        raise ValueError(f"tokens are 0 to {MOST}")


def _text(told: bytes | str) -> str:
    return told.decode() if isinstance(told, bytes) else told
