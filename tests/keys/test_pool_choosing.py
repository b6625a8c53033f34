"""Which key is chosen of those that can serve."""

from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime
from itertools import pairwise
from typing import Any
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from redis import Redis

from keys.pool.outcomes import Kind, Outcome
from keys.pool.pool import MOST_KEYS, Pool
from keys.pool.values import KeyLimits, Lease, Reason, Refusal, Standing, Strategy
from tests.keys.conftest import Clock, new_pool
from tests.threads import together

GOOD = Outcome(Kind.SUCCESS)


def keys_of(count: int, **limits: Any) -> list[KeyLimits]:
    return [KeyLimits(UUID(int=n), **limits) for n in range(1, count + 1)]


def served(pool: Pool, keys: Sequence[KeyLimits], strategy: Strategy, times: int, *, hold: bool = False) -> list[int]:
    """The numbers of the keys that were chosen, one after the other; 0 for none."""
    found = []
    for _ in range(times):
        told = pool.acquire(keys, strategy)
        found.append(told.key_id.int if isinstance(told, Lease) else 0)
        if isinstance(told, Lease) and not hold:
            pool.release(told, GOOD)
    return found


def test_round_robin_takes_turns(pool: Pool) -> None:
    assert served(pool, keys_of(3), Strategy.ROUND_ROBIN, 7) == [1, 2, 3, 1, 2, 3, 1]


def test_a_full_key_does_not_give_its_turns_to_its_neighbour(pool: Pool) -> None:
    full, *others = keys_of(4)
    assert isinstance(pool.acquire([KeyLimits(full.key_id, slots=1)], Strategy.ROUND_ROBIN), Lease)
    counted = Counter(served(pool, [KeyLimits(full.key_id, slots=1), *others], Strategy.ROUND_ROBIN, 30))
    assert counted == {2: 10, 3: 10, 4: 10}


def test_a_key_that_can_serve_again_is_next_once(pool: Pool, clock: Clock) -> None:
    keys = keys_of(3)
    pool.acquire(keys[:1], Strategy.ROUND_ROBIN)
    pool.cool(keys[0].key_id, _at(clock.now + 5_000))
    assert served(pool, keys, Strategy.ROUND_ROBIN, 4) == [2, 3, 2, 3]
    clock.now += 5_000
    assert served(pool, keys, Strategy.ROUND_ROBIN, 4) == [1, 2, 3, 1]


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(count=st.integers(2, 6), busy=st.lists(st.integers(0, 5), max_size=30))
def test_keys_that_could_always_serve_get_the_same(store: Redis, count: int, busy: list[int]) -> None:
    """Whatever the first does, which is cooled or not before each request."""
    clock = Clock()
    pool, keys = new_pool(store, clock), keys_of(count)
    chosen: list[int] = []
    for rest in busy:
        if rest > 2:
            pool.cool(keys[0].key_id, _at(clock.now + 1))
        chosen += served(pool, keys, Strategy.ROUND_ROBIN, 1)
        clock.now += rest + 1
    counted = [chosen.count(key.key_id.int) for key in keys[1:]]
    assert max(counted, default=0) - min(counted, default=0) <= 1


def test_weights_are_shares_and_are_spread(pool: Pool) -> None:
    keys = [KeyLimits(UUID(int=n), weight=weight) for n, weight in ((1, 5), (2, 1), (3, 1))]
    chosen = served(pool, keys, Strategy.WEIGHTED, 14)
    assert chosen == [1, 1, 2, 1, 3, 1, 1] * 2


def test_the_least_loaded_has_the_least_share_of_its_slots_in_use(pool: Pool) -> None:
    keys = [KeyLimits(UUID(int=1), slots=2), KeyLimits(UUID(int=2), slots=4)]
    assert Counter(served(pool, keys, Strategy.LEAST_LOADED, 7, hold=True)) == {1: 2, 2: 4, 0: 1}


def test_priority_fails_over_to_the_next_rank_and_comes_back(pool: Pool, clock: Clock) -> None:
    keys = [KeyLimits(UUID(int=n), priority=rank) for n, rank in ((1, 2), (2, 1), (3, 2))]
    assert served(pool, keys, Strategy.PRIORITY, 2) == [2, 2]
    told = pool.acquire(keys, Strategy.PRIORITY)
    assert isinstance(told, Lease)
    assert pool.release(told, Outcome(Kind.RATE_LIMITED, 3_000)).cools_until_ms == clock.now + 3_000
    assert served(pool, keys, Strategy.PRIORITY, 4) == [1, 3, 1, 3]
    clock.now += 3_000
    assert served(pool, keys, Strategy.PRIORITY, 1) == [2]


def test_the_shortest_wait_of_all_keys_is_told_with_its_reason(pool: Pool, clock: Clock) -> None:
    minute = KeyLimits(UUID(int=1), requests_a_minute=1)
    slots = KeyLimits(UUID(int=2), slots=1)
    off = KeyLimits(UUID(int=3), standing=Standing.DISABLED)
    assert served(pool, [minute, slots, off], Strategy.ROUND_ROBIN, 2, hold=True) == [1, 2]
    assert pool.acquire([minute, slots, off], Strategy.ROUND_ROBIN) == Refusal(30_000, Reason.SLOTS)
    assert pool.acquire([minute, off], Strategy.ROUND_ROBIN) == Refusal(60_250, Reason.MINUTE)
    assert pool.acquire([off], Strategy.ROUND_ROBIN) == Refusal(None, Reason.DISABLED)
    assert pool.acquire([KeyLimits(UUID(int=4), tokens_a_minute=9)], Strategy.ROUND_ROBIN, 10) == Refusal(
        None, Reason.TOKENS
    )


def test_five_hundred_keys_of_three_serve_three_each(store: Redis) -> None:
    pool, keys = new_pool(store), keys_of(500, requests_a_minute=3)
    chosen = together(*[lambda: served(pool, keys, Strategy.ROUND_ROBIN, 376)] * 4)
    counted = Counter(number for numbers in chosen for number in numbers)
    assert counted == {0: 4, **dict.fromkeys(range(1, 501), 3)}


@pytest.mark.parametrize("keys", [[], keys_of(MOST_KEYS + 1), keys_of(1) * 2], ids=["none", "too many", "one twice"])
def test_what_cannot_be_chosen_from_is_refused(pool: Pool, keys: list[KeyLimits]) -> None:
    with pytest.raises(ValueError, match="chooses from"):
        pool.acquire(keys, Strategy.ROUND_ROBIN)


@pytest.mark.parametrize("strategy", Strategy)
def test_as_many_keys_as_may_be_are_chosen_from(pool: Pool, strategy: Strategy) -> None:
    assert isinstance(pool.acquire(keys_of(MOST_KEYS, slots=1), strategy), Lease)


def test_the_smooth_order_never_serves_the_light_twice_in_a_row(pool: Pool) -> None:
    keys = [KeyLimits(UUID(int=1), weight=3), KeyLimits(UUID(int=2), weight=2)]
    chosen = served(pool, keys, Strategy.WEIGHTED, 50)
    assert (2, 2) not in pairwise(chosen)
    assert Counter(chosen) == {1: 30, 2: 20}


def _at(ms: int) -> datetime:
    return datetime.fromtimestamp(ms / 1000, UTC)
