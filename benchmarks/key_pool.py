"""What the pool of provider keys costs, and whether its limits hold: `python -m benchmarks.key_pool [PART ...]`.

pick: choosing and reserving one of 10 and 100 keys, beside the pick of LiteLLM's Router by use, which reserves nothing,
in turn on the same Redis; it is installed into an environment of its own the first time. failover: from a 429 to
another key. minutes: 8 processes for 70 s on two keys of 60 a minute. many: 8 processes on 500 keys of 3 a minute. All
of them without a name. One line of JSON each; exit status 1 where a target is missed.
"""

import argparse
import json
import statistics
import subprocess
import sys
import time
import venv
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from uuid import uuid4

from keys.pool.outcomes import Kind, Outcome
from keys.pool.pool import Pool
from keys.pool.scripts import client
from keys.pool.values import KeyLimits, Lease, Strategy

ROOT = Path(__file__).resolve().parents[1]
PEER = ("litellm==1.106.2", "redis==8.1.0")
PEER_STRATEGIES = ("usage-based-routing", "usage-based-routing-v2")
SIZES = (10, 100)
PROCESSES, MINUTE_MS, START_SECONDS = 8, 60_000, 6.0
FAILOVER_MS = 50.0


@contextmanager
def redis_alone() -> Iterator[tuple[str, Path]]:
    """The address of an empty Redis, and the folder of the studio, where the peer stays."""
    from config.bootstrap.environment import Addresses
    from config.bootstrap.services import ending_in_order, in_temporary_folder
    from config.bootstrap.state import State

    kept = State.here()
    elsewhere = "postgresql://nobody@127.0.0.1:1/none"  # so none is started
    given = Addresses(elsewhere, elsewhere, elsewhere, "")
    with ending_in_order(), in_temporary_folder(given) as (_, addresses):
        yield addresses.redis, kept.root


def peer_python(folder: Path) -> Path:
    """An interpreter that has the peer. Ends the benchmark where it can't be installed: there is no figure without."""
    python = folder / "bin" / "python"
    if not (folder / "whole").exists():
        venv.create(folder, with_pip=True, clear=True)
        done = subprocess.run([python, "-m", "pip", "install", "-q", *PEER], capture_output=True, text=True)
        if done.returncode:
            sys.exit(f"{PEER[0]} can't be installed, so there is nothing to compare with:\n{done.stderr[-2000:]}")
        (folder / "whole").touch()
    return python


@contextmanager
def peer(python: Path, address: str) -> Iterator[Callable[[str, int, int], dict[str, Any]]]:
    """Asks the peer's process for so many picks."""
    command = [str(python), str(Path(__file__).with_name("litellm_peer.py")), address]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=subprocess.DEVNULL, text=True) as process:
        assert process.stdin is not None
        assert process.stdout is not None

        def ask(strategy: str, count: int, picks: int) -> dict[str, Any]:
            print(strategy, count, picks, file=process.stdin, flush=True)
            answer: dict[str, Any] = json.loads(process.stdout.readline())  # type: ignore[union-attr]
            return answer

        yield ask
        process.stdin.close()


def keys_of(count: int, a_minute: int = 10**6) -> tuple[KeyLimits, ...]:
    """Keys with every kind of limit."""
    return tuple(KeyLimits(uuid4(), a_minute, 10**8, slots=1000, tokens_a_minute=10**9) for _ in range(count))


def picks_of(pool: Pool, keys: Sequence[KeyLimits], strategy: Strategy, picks: int) -> list[float]:
    """Seconds of each acquire; the key is given back outside of them."""
    took = []
    for _ in range(picks):
        begun = time.perf_counter()
        told = pool.acquire(keys, strategy, 100)
        took.append(time.perf_counter() - begun)
        assert isinstance(told, Lease)
        pool.release(told, Outcome(Kind.SUCCESS))
    return took


def spread(seconds: Sequence[float]) -> dict[str, float]:
    """Microseconds at the median, and that 99 of 100 take at most."""
    return {
        "p50": round(statistics.median(seconds) * 1e6),
        "p99": round(statistics.quantiles(seconds, n=100)[98] * 1e6),
    }


def pick(address: str, kept: Path, rounds: int, picks: int) -> dict[str, Any]:
    """Everybody in turn, each round; p50 is of all picks of all rounds."""
    python = peer_python(kept / "litellm")
    each = [(size, strategy) for size in SIZES for strategy in Strategy]
    pools = {one: (Pool(client(address), uuid4(), "bench"), keys_of(one[0])) for one in each}
    found: dict[str, dict[str, list[float]]] = {str(size): {} for size in SIZES}
    commands = Counter[str]()
    with peer(python, address) as ask:
        for turn in range(rounds + 1):
            for size in SIZES:
                rows: dict[str, list[float]] = {}
                for strategy in Strategy:
                    pool, keys = pools[size, strategy]
                    rows[strategy.value] = picks_of(pool, keys, strategy, picks)
                for name in PEER_STRATEGIES:
                    answer = ask(name, size, picks)
                    rows[f"litellm {name}"] = answer["seconds"]
                    commands[f"{name} {size}"] += answer["commands"] if turn else 0
                for name, seconds in rows.items():  # the first round is to warm up
                    found[str(size)].setdefault(name, []).extend(seconds if turn else [])
    told = {size: {name: spread(seconds) for name, seconds in rows.items()} for size, rows in found.items()}
    target = {
        size: rows["least_loaded"]["p50"] <= rows["litellm usage-based-routing"]["p50"] for size, rows in told.items()
    }
    a_pick = {name: round(count / rounds / picks, 2) for name, count in commands.items()}
    return {"microseconds": told, "redis_commands_a_pick": a_pick, "peer": PEER[0], "met": all(target.values())}


def failover(address: str, tries: int = 300) -> dict[str, Any]:
    """What a 429 adds before the request can go to another of ten keys: it is told, and the next is chosen."""
    took = []
    for _ in range(tries):
        pool, keys = Pool(client(address), uuid4(), "bench"), keys_of(10)
        first = pool.acquire(keys, Strategy.PRIORITY)
        assert isinstance(first, Lease)
        begun = time.perf_counter()
        pool.release(first, Outcome(Kind.RATE_LIMITED, 5_000))
        second = pool.acquire(keys, Strategy.PRIORITY)
        took.append(time.perf_counter() - begun)
        assert isinstance(second, Lease)
        assert second.key_id != first.key_id
    return {"microseconds": spread(took), "met": max(took) * 1000 < FAILOVER_MS}


def together(address: str, seconds: float, **words: Any) -> list[tuple[int, int, float]]:
    """What each of the processes was granted: key, ms by Redis's clock, seconds by its own."""
    start, workspace = time.time() + START_SECONDS, str(uuid4())
    told = json.dumps({"do": "spend", "start": start, "end": start + seconds, **words})
    command = [sys.executable, "-m", "tests.keys.pool_worker", address, workspace, told]
    running = [subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) for _ in range(PROCESSES)]
    return [tuple(grant) for process in running for grant in json.loads(process.communicate()[0])]


def most_in_a_minute(times: Sequence[float], minute: float) -> int:
    """The most of any rolling minute, whose end counts and whose beginning does not."""
    ordered, first, most = sorted(times), 0, 0
    for place, at in enumerate(ordered):
        while ordered[first] <= at - minute:
            first += 1
        most = max(most, place - first + 1)
    return most


def minutes(address: str) -> dict[str, Any]:
    """Two keys of 60 a minute: in 70 s two bursts of 60 can be had of each."""
    found = together(address, 70, keys=2, a_minute=60)
    rows = [[grant for grant in found if grant[0] == key] for key in (1, 2)]
    by_redis = [most_in_a_minute([at for _, at, _ in row], MINUTE_MS) for row in rows]
    by_callers = [most_in_a_minute([at for _, _, at in row], MINUTE_MS / 1000) for row in rows]
    used = sum(map(len, rows)) / (2 * 2 * 60)
    met = max(by_redis + by_callers) <= 60 and used >= 0.98
    return {"most_in_60_s": by_redis, "by_the_callers_clocks": by_callers, "used": used, "met": met}


def many(address: str) -> dict[str, Any]:
    """500 keys of 3 a minute, until nothing is left."""
    found = together(address, 50, keys=500, a_minute=3, until_refused=True)
    counted = Counter(Counter(key for key, _, _ in found).values())
    return {"keys_by_requests": dict(counted), "met": counted == {3: 500}}


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("parts", nargs="*", metavar="PART", help="pick, failover, minutes, many")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--picks", type=int, default=200)
    asked = parser.parse_args()
    met = True
    with redis_alone() as (address, kept):
        parts: dict[str, Callable[[], dict[str, Any]]] = {
            "pick": lambda: pick(address, kept, asked.rounds, asked.picks),
            "failover": lambda: failover(address),
            "minutes": lambda: minutes(address),
            "many": lambda: many(address),
        }
        for name in asked.parts or parts:
            told = parts[name]()
            met &= told["met"]
            print(json.dumps({name: told}), flush=True)
    sys.exit(not met)


if __name__ == "__main__":
    main()
