"""What Redis Cluster asks of scripts: every key that one touches is declared, and all lie in one slot."""

import shlex
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

import pytest
from redis import Redis
from redis.cluster import RedisCluster
from redis.crc import key_slot

from keys.pool.outcomes import Kind, Outcome
from keys.pool.pool import Pool
from keys.pool.values import KeyLimits, Lease, Strategy
from tests.keys.conftest import new_pool
from tests.keys.redis_servers import HERE, ask, port_of, server, until

KEYS = [
    KeyLimits(UUID(int=n), requests_a_minute=4, requests_a_day=40, slots=3, tokens_a_minute=100) for n in range(1, 4)
]
END = "the end"
NODES, SLOTS = 2, 16384


@contextmanager
def watched(store: Redis) -> Iterator[list[str]]:
    """Every command that Redis runs meanwhile, those of scripts too."""
    lines: list[str] = []
    with store.monitor() as monitor:  # type: ignore[no-untyped-call]

        def listen() -> None:
            for command in monitor.listen():
                lines.append(("lua " if command["client_type"] == "lua" else "") + command["command"])
                if END in command["command"]:
                    return

        listener = threading.Thread(target=listen)
        listener.start()
        yield lines
        store.echo(END)
        listener.join(10)
        assert not listener.is_alive()


def everything(pool: Pool) -> None:
    """Every script on every way through it."""
    for outcome in (*map(Outcome, Kind), Outcome(Kind.RATE_LIMITED, 1000)):
        for strategy in Strategy:
            lease = pool.acquire(KEYS, strategy, 20)
            if isinstance(lease, Lease):
                pool.renew(lease)
                pool.reconcile(lease, 10)
                pool.release(lease, outcome)
        for key in KEYS:
            pool.trust(key.key_id)
    while isinstance(pool.acquire(KEYS, Strategy.ROUND_ROBIN, 1), Lease):
        pass
    pool.cool(KEYS[0].key_id, datetime.now(UTC))
    pool.restore_day(KEYS[0], 7)
    pool.forget(KEYS[0].key_id)


def test_every_key_that_a_script_touches_is_declared_and_in_one_slot(store: Redis) -> None:
    everything(new_pool(store))  # afterwards Redis knows the scripts by their SHA
    pool = new_pool(store)
    with watched(store) as lines:
        everything(pool)
    tag = next(iter(pool._names.values())).rpartition(":")[0]
    declared: set[str] = set()
    touched: set[str] = set()
    for line in lines:
        words = shlex.split(line.replace("\\x", "/x"))
        if words[0] == "lua" and tag in line:
            assert words[2] in declared, f"{words[1]} {words[2]}"
            touched.add(words[2])
        elif words[0].upper() == "EVALSHA" and tag in line:
            declared = set(words[3 : 3 + int(words[2])])
    assert touched == set(pool._names.values())
    assert len({key_slot(name.encode()) for name in touched}) == 1


def test_pools_of_other_workspaces_and_services_lie_elsewhere(store: Redis) -> None:
    workspace = UUID(int=7)
    names = [set(Pool(store, workspace, service)._names.values()) for service in ("openai", "fal")]
    assert not names[0] & names[1]
    assert not names[0] & set(new_pool(store)._names.values())


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[RedisCluster]:
    """Two nodes with half of the slots each."""
    words = {"cluster_enabled": "yes", "cluster_config_file": "nodes-0"}
    with (
        server(tmp_path, 0, **words) as first,
        server(tmp_path, 1, **words | {"cluster_config_file": "nodes-1"}) as second,
    ):
        nodes = (first, second)
        for number, one in enumerate(nodes):
            ask(one, "CLUSTER ADDSLOTS", *range(number * SLOTS // NODES, (number + 1) * SLOTS // NODES))
            ask(one, "CLUSTER SET-CONFIG-EPOCH", number + 1)
        ask(first, "CLUSTER MEET", HERE, port_of(second))
        until(lambda: all(ask(one, "CLUSTER INFO")["cluster_state"] == "ok" for one in nodes))
        with RedisCluster(host=HERE, port=port_of(first)) as client:
            yield client


def test_pools_work_in_a_real_cluster_on_whichever_node_they_lie(cluster: RedisCluster) -> None:
    pools = [Pool(cluster, UUID(int=number << 64), "openai") for number in range(8)]
    for pool in pools:
        everything(pool)
    assert {key_slot(pool._names["state"].encode()) * NODES // SLOTS for pool in pools} == {0, 1}
