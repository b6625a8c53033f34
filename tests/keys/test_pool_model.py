"""The scripts against a model that shares no formula with them, over random sequences and a clock that we move."""

from typing import Any
from uuid import UUID

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from redis import Redis

from keys.pool.outcomes import Kind, Outcome
from keys.pool.pool import Pool
from keys.pool.values import KeyLimits, Lease, Standing, Strategy, Timing
from tests.keys.conftest import Clock, new_pool
from tests.keys.pool_model import LUCK, Model

TIMING = Timing(window_ms=1000, lease_ms=700, open_least_ms=100, open_most_ms=900)
BEFORE_CLOCKS_GO_FORWARD_MS, BEFORE_CLOCKS_GO_BACK_MS = 1_774_738_799_000, 1_792_882_799_000
"""A second before the midnights in Berlin of the days on which they do, 2026."""


def few(most: int) -> st.SearchStrategy[int | None]:
    return st.one_of(st.none(), st.integers(1, most))


KEYS = st.builds(
    KeyLimits,
    key_id=st.uuids(),
    requests_a_minute=few(4),
    requests_a_day=few(6),
    slots=few(3),
    tokens_a_minute=few(30),
    weight=st.integers(1, 4),
    priority=st.integers(1, 3),
    day_zone=st.sampled_from(["UTC", "Europe/Berlin", "America/Los_Angeles", "Asia/Kathmandu"]),
    standing=st.sampled_from([Standing.ACTIVE] * 8 + [Standing.FAILED, Standing.DISABLED]),
)
OUTCOMES = st.builds(Outcome, st.sampled_from(Kind), st.sampled_from([0, 0, 0, 300, 1500]))
HELD = st.integers(0, 50)
STEP = st.one_of(
    st.tuples(st.just("acquire"), st.sampled_from(Strategy), st.integers(0, 32)),
    st.tuples(st.just("acquire"), st.sampled_from(Strategy), st.just(0)),
    st.tuples(st.just("release"), HELD, OUTCOMES),
    st.tuples(st.just("renew"), HELD, st.none()),
    st.tuples(st.just("reconcile"), HELD, st.integers(0, 40)),
    st.tuples(st.just("advance"), st.integers(1, 900), st.none()),
    st.tuples(st.just("wait"), st.none(), st.none()),
    st.tuples(st.just("trip"), st.sampled_from([Kind.RATE_LIMITED, Kind.UNAUTHORISED]), st.booleans()),
)


class Both:
    """The pool and its model, which are asked the same."""

    def __init__(self, store: Redis, keys: list[KeyLimits], now: int) -> None:
        self.clock, self.keys = Clock(now), keys
        self.pool: Pool = new_pool(store, self.clock, TIMING, LUCK)
        self.model = Model(keys, TIMING, now)
        self.leases: list[Lease] = []
        self.next_wait = 1

    def acquire(self, strategy: Strategy, tokens: int) -> None:
        expected, told = self.model.acquire(strategy, tokens), self.pool.acquire(self.keys, strategy, tokens)
        if not isinstance(told, Lease):
            assert told == expected
            self.next_wait = told.wait_ms or 1
            return
        assert (told.key_id, told.until_ms) == expected
        self.model.granted(told)
        self.leases.append(told)

    def release(self, place: int, outcome: Outcome) -> None:
        if self.leases:
            lease = self.leases[place % len(self.leases)]
            assert self.pool.release(lease, outcome) == self.model.release(lease, outcome)

    def renew(self, place: int, _: None) -> None:
        if self.leases:
            lease = self.leases[place % len(self.leases)]
            renewed = self.pool.renew(lease)
            assert (renewed.until_ms if renewed else None) == self.model.renew(lease)

    def reconcile(self, place: int, tokens: int) -> None:
        if self.leases:
            lease = self.leases[place % len(self.leases)]
            expected, told = self.model.reconcile(lease, tokens), self.pool.reconcile(lease, tokens)
            assert expected is None or told == expected

    def advance(self, ms: int, _: None) -> None:
        self.clock.now = self.model.now = self.clock.now + ms

    def trip(self, kind: Kind, whole: bool) -> None:
        """A request that opens the breaker, and perhaps the time until it is half-open: else seldom reached."""
        count = len(self.leases)
        self.acquire(Strategy.ROUND_ROBIN, 0)
        if len(self.leases) > count:
            self.release(count, Outcome(kind))
            key = self.model.known[self.leases[-1].key_id]
            self.advance(max(key.until - self.clock.now, 1) if whole else 50, None)

    def wait(self, _: None, __: None) -> None:
        """As long as the last refusal told: a test that never came to that moment would miss its edge."""
        self.advance(self.next_wait, None)


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    keys=st.lists(KEYS, min_size=1, max_size=4, unique_by=lambda key: key.key_id),
    steps=st.lists(STEP, min_size=10, max_size=80),
    now=st.sampled_from([1_790_000_000_000, BEFORE_CLOCKS_GO_FORWARD_MS, BEFORE_CLOCKS_GO_BACK_MS]),
)
def test_the_scripts_do_what_the_model_says(
    store: Redis, keys: list[KeyLimits], steps: list[tuple[str, Any, Any]], now: int
) -> None:
    both = Both(store, keys, now)
    for what, first, second in steps:
        getattr(both, what)(first, second)
    for key in keys:
        both.pool.forget(key.key_id)
    assert not any(store.exists(both.pool._names[what]) for what in ("state", "log", "leases", "ends"))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(limit=st.integers(1, 9), gaps=st.lists(st.integers(0, 400), min_size=20, max_size=60))
def test_never_more_than_the_limit_in_any_rolling_window(store: Redis, limit: int, gaps: list[int]) -> None:
    clock = Clock()
    pool = new_pool(store, clock, TIMING)
    key = KeyLimits(UUID(int=1), requests_a_minute=limit)
    granted = []
    for gap in gaps:
        clock.now += gap
        told = pool.acquire([key], Strategy.ROUND_ROBIN)
        if isinstance(told, Lease):
            granted.append(clock.now)
        else:
            assert sum(clock.now - TIMING.window_ms < at <= clock.now for at in granted) == limit
    assert all(sum(at - TIMING.window_ms < other <= at for other in granted) <= limit for at in granted)
