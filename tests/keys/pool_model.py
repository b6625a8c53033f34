"""What the pool promises, said without Redis and without haste: whole histories, and every moment tried.

It shares no formula with the scripts: a wait is found by asking of each moment at which something changes whether the
key could serve then.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from keys.pool.outcomes import Kind, Outcome
from keys.pool.values import Health, KeyLimits, Lease, Reason, Refusal, Released, Standing, Strategy, Timing

LUCK = 0.5
"""What the tests put in place of chance."""
TROUBLE = {Kind.SERVER_TROUBLE, Kind.NETWORK_TROUBLE}


@dataclass
class Known:
    """What has happened to one key."""

    limits: KeyLimits
    granted: list[tuple[int, str]] = field(default_factory=list)
    tokens: dict[str, int] = field(default_factory=dict)
    reconciled: set[str] = field(default_factory=set)
    leases: dict[str, int] = field(default_factory=dict)
    turn: int = 0
    current: int = 0
    cools: int = 0
    until: int = 0
    opens: int = 0
    troubles: int = 0
    suspect: bool = False
    failed: bool = False
    probe: str = ""

    def day(self, now: int) -> date:
        """The provider's date."""
        return datetime.fromtimestamp(now / 1000, UTC).astimezone(ZoneInfo(self.limits.day_zone)).date()


@dataclass
class Model:
    """A pool of the same keys, timing and clock."""

    limits: Sequence[KeyLimits]
    timing: Timing
    now: int
    turns: int = 0

    def __post_init__(self) -> None:
        self.known = {limits.key_id: Known(limits) for limits in self.limits}

    def acquire(self, strategy: Strategy, tokens: int) -> tuple[UUID, int] | Refusal:
        """The key that is chosen with the end of its lease; `granted` is told the lease's name."""
        order = self._order(strategy)
        able = [key for key in order if self._able(key, self.now, tokens)]
        if not able:
            return self._refusal(order, tokens)
        chosen = self._weighted(able) if strategy is Strategy.WEIGHTED else able[0]
        return chosen.limits.key_id, self.now + self.timing.lease_ms

    def granted(self, lease: Lease) -> None:
        """The chosen key got this lease."""
        key = self.known[lease.key_id]
        self.turns += 1
        key.turn = self.turns
        key.granted.append((self.now, lease.id))
        key.tokens[lease.id] = lease.tokens
        key.leases = {name: ends for name, ends in key.leases.items() if ends > self.now}
        key.leases[lease.id] = lease.until_ms
        if key.opens:
            key.probe = lease.id

    def renew(self, lease: Lease) -> int | None:
        """The new end."""
        leases = self.known[lease.key_id].leases
        if leases.get(lease.id, 0) <= self.now:
            return None
        leases[lease.id] = self.now + self.timing.lease_ms
        return leases[lease.id]

    def release(self, lease: Lease, outcome: Outcome) -> Released:
        """What is learned, and where the key stands then."""
        key = self.known[lease.key_id]
        freed = key.leases.pop(lease.id, None) is not None
        wait = outcome.wait_ms
        if outcome.kind is Kind.QUOTA and not wait:
            wait = max(lease.day_ends_ms - self.now, 1000)
        if wait:
            key.cools = max(key.cools, self.now + wait)
        probes, key.probe = key.probe == lease.id, "" if key.probe == lease.id else key.probe
        if freed and (probes or not key.opens):
            self._learn(key, outcome, probes)
        return Released(freed, self._health(key), max(key.cools, key.until))

    def reconcile(self, lease: Lease, tokens: int) -> bool | None:
        """Whether something changed; None where nobody need know."""
        key = self.known[lease.key_id]
        if not key.limits.requests_a_minute and not key.limits.tokens_a_minute:
            return False
        if lease.granted_ms <= self.now - self.timing.window_ms:
            return None
        if lease.id in key.reconciled:
            return False
        key.reconciled.add(lease.id)
        key.tokens[lease.id] = tokens
        return True

    def _learn(self, key: Known, outcome: Outcome, probes: bool) -> None:
        kind = outcome.kind
        if kind is Kind.SUCCESS:
            key.opens = key.until = key.troubles = 0
            key.suspect = False
        elif kind in TROUBLE:
            key.troubles += 1
            if key.opens or key.troubles == 3:
                self._open(key)
        elif kind is Kind.UNAUTHORISED and key.suspect and probes:
            key.failed = True
        elif kind is Kind.UNAUTHORISED:
            key.suspect = True
            self._open(key)
        elif kind is Kind.RATE_LIMITED and not outcome.wait_ms:
            self._open(key)

    def _open(self, key: Known) -> None:
        longest = min(self.timing.open_most_ms, self.timing.open_least_ms * 2 ** (key.opens + 1))
        key.opens, key.troubles = key.opens + 1, 0
        key.until = self.now + int(longest / 2 + LUCK * longest / 2)

    def _health(self, key: Known) -> Health:
        if key.failed:
            return Health.FAILED
        if not key.opens:
            return Health.CLOSED
        return Health.OPEN if key.until > self.now else Health.HALF_OPEN

    def _order(self, strategy: Strategy) -> list[Known]:
        keys = list(self.known.values())
        most = max(key.limits.slots or 0 for key in keys) or 1

        def load(key: Known) -> float:
            return sum(ends > self.now for ends in key.leases.values()) / (key.limits.slots or most)

        ranks: dict[Strategy, Callable[[Known], float]] = {
            Strategy.ROUND_ROBIN: lambda key: 0,
            Strategy.PRIORITY: lambda key: key.limits.priority,
            Strategy.LEAST_LOADED: load,
        }
        if strategy is Strategy.WEIGHTED:
            return keys
        return sorted(keys, key=lambda key: (ranks[strategy](key), key.turn))

    def _weighted(self, able: Sequence[Known]) -> Known:
        for key in able:
            key.current += key.limits.weight
        best = max(able, key=lambda key: key.current)
        best.current -= sum(key.limits.weight for key in able)
        return best

    def _able(self, key: Known, now: int, tokens: int) -> bool:
        return not self._never(key, tokens) and all(check(now) for _, check in self._checks(key, tokens))

    def _never(self, key: Known, tokens: int) -> Reason | None:
        if key.limits.standing is not Standing.ACTIVE:
            return Reason(key.limits.standing.value)
        if key.failed:
            return Reason.FAILED
        most = key.limits.tokens_a_minute
        return Reason.TOKENS if most and tokens > most else None

    def _checks(self, key: Known, tokens: int) -> Iterator[tuple[Reason, Callable[[int], bool]]]:
        limits, window = key.limits, self.timing.window_ms

        def cool(now: int) -> bool:
            return max(key.cools, key.until, key.leases.get(key.probe, 0)) <= now

        def spent(now: int) -> int:
            return sum(key.tokens[lease] for at, lease in key.granted if at > now - window)

        yield Reason.COOLING, cool
        if limits.slots:
            yield Reason.SLOTS, lambda now: sum(ends > now for ends in key.leases.values()) < (limits.slots or 0)
        if most := limits.requests_a_minute:
            yield Reason.MINUTE, lambda now: sum(at > now - window for at, _ in key.granted) < most
        if a_day := limits.requests_a_day:
            yield Reason.DAY, lambda now: sum(key.day(at) == key.day(now) for at, _ in key.granted) < a_day
        if all_tokens := limits.tokens_a_minute:
            yield Reason.TOKENS, lambda now: spent(now) + tokens <= all_tokens

    def _refusal(self, order: Sequence[Known], tokens: int) -> Refusal:
        found = [self._held(key, tokens) for key in order]
        return min(found, key=lambda refusal: float("inf") if refusal.wait_ms is None else refusal.wait_ms)

    def _held(self, key: Known, tokens: int) -> Refusal:
        if never := self._never(key, tokens):
            return Refusal(None, never)
        moments = sorted(self._moments(key))
        waits = [(next(at for at in moments if check(at)) - self.now, why) for why, check in self._checks(key, tokens)]
        longest = max(wait for wait, _ in waits)
        return Refusal(*next(found for found in waits if found[0] == longest))

    def _moments(self, key: Known) -> Iterator[int]:
        """When anything about a key changes if nothing happens: a midnight is looked for in every minute."""
        yield self.now
        yield from (at for at in (key.cools, key.until, *key.leases.values()) if at > self.now)
        yield from (at + self.timing.window_ms for at, _ in key.granted if at + self.timing.window_ms > self.now)
        if key.limits.requests_a_day:
            minutes = range(self.now // 60_000 * 60_000 + 60_000, self.now + 26 * 3_600_000, 60_000)
            yield next(at for at in minutes if key.day(at) != key.day(self.now))
