"""A Redis that is away, takes no writes, or has forgotten."""

from collections.abc import Callable
from hashlib import sha1
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from redis import Redis
from redis.exceptions import ResponseError

from keys.errors import PoolAway
from keys.pool.outcomes import Kind, Outcome
from keys.pool.scripts import Script, client
from keys.pool.values import KeyLimits, Lease, Refusal, Strategy
from tests.keys.conftest import new_pool
from tests.keys.redis_servers import ask, server

GOOD = Outcome(Kind.SUCCESS)
TWO_SLOTS = KeyLimits(UUID(int=1), slots=2)


def test_nothing_is_handed_out_while_redis_is_away_and_the_error_says_what_to_do() -> None:
    pool = new_pool(client("redis://127.0.0.1:1/0"))
    lease = Lease("0" * 32, TWO_SLOTS.key_id, 1, 1, 1)
    for what in (
        lambda: pool.acquire([TWO_SLOTS], Strategy.ROUND_ROBIN),
        lambda: pool.renew(lease),
        lambda: pool.release(lease, GOOD),
        lambda: pool.restore_day(TWO_SLOTS, 1),
        lambda: pool.forget(TWO_SLOTS.key_id),
    ):
        with pytest.raises(PoolAway, match="REDIS_URL"):
            what()


def test_a_redis_that_takes_no_writes_is_away_too(tmp_path: Path) -> None:
    """One whose memory is full, and a replica after a fail-over. Both give the reason in the words of a script."""
    with server(tmp_path, 2) as store:
        pool = new_pool(store)
        assert isinstance(pool.acquire([TWO_SLOTS], Strategy.ROUND_ROBIN), Lease)
        for words in (("CONFIG", "SET", "maxmemory", 1), ("REPLICAOF", "127.0.0.1", 1)):
            ask(store, *words)
            with pytest.raises(PoolAway):
                pool.acquire([TWO_SLOTS], Strategy.ROUND_ROBIN)
            ask(store, "CONFIG", "SET", "maxmemory", 0)


def test_slots_and_totals_after_a_redis_without_memory_came_back(tmp_path: Path) -> None:
    key = KeyLimits(UUID(int=5), requests_a_day=2)
    with server(tmp_path, 2) as store:
        pool = new_pool(store)
        lease = pool.acquire([key], Strategy.ROUND_ROBIN)
        assert isinstance(lease, Lease)
        store.flushall()
        assert pool.renew(lease) is None
        assert pool.restore_day(key, 2) == 2
        assert isinstance(pool.acquire([key], Strategy.ROUND_ROBIN), Refusal)


def test_a_fault_in_a_script_is_not_called_an_absence(store: Redis, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store, "evalsha", _raising(ResponseError("WRONGTYPE")))
    with pytest.raises(ResponseError):
        new_pool(store).acquire([TWO_SLOTS], Strategy.ROUND_ROBIN)


def test_a_server_that_forgot_the_scripts_is_sent_them_whole(store: Redis, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Script, "__post_init__", _unknown(Script.__post_init__))
    script = Script("cool")
    name = "pool:{test}:state"
    assert not store.script_exists(script.sha)[0]
    assert script.run(store, [name], "0" * 32, 5) == 5
    assert store.script_exists(script.sha)[0]
    store.delete(name)


def _raising(error: Exception) -> Callable[..., None]:
    def evalsha(*words: object) -> None:
        raise error

    return evalsha


def _unknown(prepare: Callable[[Script], None]) -> Callable[[Script], None]:
    """The same script with a remark, which no server has seen."""

    def remarked(script: Script) -> None:
        prepare(script)
        text = f"{script.text}\n-- {uuid4()}"
        object.__setattr__(script, "text", text)
        object.__setattr__(script, "sha", sha1(text.encode()).hexdigest())

    return remarked
