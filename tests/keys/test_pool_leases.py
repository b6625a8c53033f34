"""Slots, heartbeats and tokens."""

from uuid import UUID

import pytest
from redis import Redis

from keys.pool.outcomes import Kind, Outcome
from keys.pool.pool import Pool
from keys.pool.values import KeyLimits, Lease, Reason, Refusal, Strategy
from tests.keys.conftest import Clock, new_pool

GOOD = Outcome(Kind.SUCCESS)
TWO_SLOTS = KeyLimits(UUID(int=1), slots=2)
TOKENS = KeyLimits(UUID(int=2), tokens_a_minute=1000)


def take(pool: Pool, key: KeyLimits, tokens: int = 0) -> Lease:
    told = pool.acquire([key], Strategy.ROUND_ROBIN, tokens)
    assert isinstance(told, Lease), told
    return told


def test_a_double_release_frees_one_slot(pool: Pool) -> None:
    first, _ = take(pool, TWO_SLOTS), take(pool, TWO_SLOTS)
    assert [pool.release(first, GOOD).freed for _ in range(3)] == [True, False, False]
    take(pool, TWO_SLOTS)
    assert isinstance(pool.acquire([TWO_SLOTS], Strategy.ROUND_ROBIN), Refusal)


def test_a_lease_ends_by_itself_and_lives_as_long_as_its_heart_beats(pool: Pool, clock: Clock) -> None:
    beating, silent = take(pool, TWO_SLOTS), take(pool, TWO_SLOTS)
    clock.now += 20_000
    renewed = pool.renew(beating)
    assert renewed is not None
    assert renewed.until_ms == clock.now + 30_000
    clock.now += 10_000
    take(pool, TWO_SLOTS)
    assert isinstance(pool.acquire([TWO_SLOTS], Strategy.ROUND_ROBIN), Refusal)
    assert pool.renew(silent) is None
    assert pool.release(silent, GOOD).freed is False
    assert isinstance(pool.acquire([TWO_SLOTS], Strategy.ROUND_ROBIN), Refusal), "the newcomer's slot was freed"


def test_neither_an_ended_nor_a_released_lease_is_renewed(pool: Pool, clock: Clock) -> None:
    ended, released = take(pool, TWO_SLOTS), take(pool, TWO_SLOTS)
    pool.release(released, GOOD)
    assert pool.renew(released) is None
    clock.now = ended.until_ms - 1
    renewed = pool.renew(ended)
    assert renewed is not None
    clock.now = renewed.until_ms
    assert pool.renew(renewed) is None


def test_a_lease_of_before_its_renewal_gives_the_slot_back_too(pool: Pool, clock: Clock) -> None:
    """The heartbeat is another thread, which keeps the renewed one to itself."""
    lease = take(pool, TWO_SLOTS)
    clock.now += 25_000
    pool.renew(lease)
    assert pool.release(lease, GOOD).freed


def test_a_request_that_was_sent_twice_leaves_the_second_its_slot(
    pool: Pool, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The answer was lost, and the client sent the same words again: nobody holds what the first time reserved."""
    monkeypatch.setattr("keys.pool.pool.uuid4", lambda: UUID(int=77))
    keys = [TWO_SLOTS, KeyLimits(UUID(int=9), slots=2)]
    lost, held = (pool.acquire(keys, Strategy.ROUND_ROBIN) for _ in range(2))
    assert isinstance(lost, Lease)
    assert isinstance(held, Lease)
    clock.now += 20_000
    assert pool.renew(held)
    clock.now += 10_000
    monkeypatch.undo()
    take(pool, TWO_SLOTS)
    assert pool.renew(held)
    assert pool.release(held, GOOD).freed


@pytest.mark.parametrize("tokens", [-1, 2**31])
def test_a_number_of_tokens_that_cannot_be_is_refused(pool: Pool, tokens: int) -> None:
    with pytest.raises(ValueError, match="tokens are 0 to"):
        pool.acquire([TOKENS], Strategy.ROUND_ROBIN, tokens)
    with pytest.raises(ValueError, match="tokens are 0 to"):
        pool.reconcile(take(pool, TOKENS), tokens)


def test_tokens_are_reserved_and_then_counted_as_used(pool: Pool, clock: Clock) -> None:
    lease = take(pool, TOKENS, 800)
    assert pool.acquire([TOKENS], Strategy.ROUND_ROBIN, 300) == Refusal(60_250, Reason.TOKENS)
    assert [pool.reconcile(lease, 100) for _ in range(2)] == [True, False]
    clock.now += 10_000
    take(pool, TOKENS, 900)
    assert pool.acquire([TOKENS], Strategy.ROUND_ROBIN, 100) == Refusal(50_250, Reason.TOKENS)
    assert pool.acquire([TOKENS], Strategy.ROUND_ROBIN, 101) == Refusal(60_250, Reason.TOKENS)


def test_more_tokens_than_reserved_are_waited_off(pool: Pool, clock: Clock) -> None:
    pool.reconcile(take(pool, TOKENS, 10), 5000)
    assert pool.acquire([TOKENS], Strategy.ROUND_ROBIN, 0) == Refusal(60_250, Reason.TOKENS)
    clock.now += 60_250
    take(pool, TOKENS, 1000)


def test_what_has_left_the_window_is_not_kept(store: Redis, pool: Pool, clock: Clock) -> None:
    key = KeyLimits(UUID(int=4), requests_a_minute=3)
    for _ in range(30):
        clock.now += 25_000
        pool.release(take(pool, key), GOOD)
    assert store.zcard(pool._names["log"]) == 3


def test_a_burst_over_the_edge_of_a_minute_is_held_to_the_limit(pool: Pool, clock: Clock) -> None:
    """60 in the last second of a minute of the clock, and none in the first of the next."""
    key = KeyLimits(UUID(int=3), requests_a_minute=60)
    clock.now = clock.now // 60_000 * 60_000 + 59_000
    told = []
    for _ in range(200):
        told.append((clock.now, pool.acquire([key], Strategy.ROUND_ROBIN)))
        clock.now += 10
    granted = [at for at, one in told if isinstance(one, Lease)]
    assert len(granted) == 60
    clock.now = granted[0] + 60_250
    take(pool, key)
    assert isinstance(pool.acquire([key], Strategy.ROUND_ROBIN), Refusal)


def test_a_key_that_is_forgotten_leaves_nothing(store: Redis) -> None:
    pool, key = new_pool(store), KeyLimits(UUID(int=0xABC), requests_a_minute=9, tokens_a_minute=99, slots=9)
    for strategy in Strategy:
        pool.acquire([key], strategy, 5)
    pool.forget(key.key_id)
    left = [name for name in store.scan_iter("pool:*") if key.key_id.hex.encode() in _dump(store, name)]
    assert left == []


def _dump(store: Redis, name: bytes) -> bytes:
    if store.type(name) == b"hash":
        return repr(store.hgetall(name)).encode()
    return repr(store.zrange(name, 0, -1)).encode()
