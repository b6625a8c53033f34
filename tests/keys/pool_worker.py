"""One process of many that share a pool: `python -m tests.keys.pool_worker ADDRESS WORKSPACE WORDS`, words as JSON.

It needs nothing of Django. `spend` takes whatever it gets until `end` and prints when each request was granted by
Redis's clock, and by its own after the answer came; `hold` takes `slots` leases, renews them until it is killed and
prints a line when it has them.
"""

import json
import sys
import time
from typing import Any
from uuid import UUID

from keys.pool.outcomes import Kind, Outcome
from keys.pool.pool import Pool
from keys.pool.scripts import client
from keys.pool.values import KeyLimits, Lease, Strategy, Timing

LONGEST_NAP_SECONDS = 0.5


def keys_of(words: dict[str, Any]) -> list[KeyLimits]:
    """`keys`: how many; `a_minute`, `slots`: their limits."""
    a_minute, slots = words.get("a_minute"), words.get("slots")
    return [KeyLimits(UUID(int=n + 1), requests_a_minute=a_minute, slots=slots) for n in range(words["keys"])]


def spend(pool: Pool, words: dict[str, Any]) -> list[tuple[int, int, float]]:
    """(key, ms of Redis's clock, seconds of ours) of each request that was granted."""
    keys, found = keys_of(words), []
    time.sleep(max(0.0, words["start"] - time.time()))
    while time.time() < words["end"]:
        told = pool.acquire(keys, Strategy(words.get("strategy", "round_robin")))
        if isinstance(told, Lease):
            found.append((told.key_id.int, told.granted_ms, time.time()))
            pool.release(told, Outcome(Kind.SUCCESS))
        elif words.get("until_refused"):
            break
        else:
            time.sleep(min((told.wait_ms or 0) / 1000, LONGEST_NAP_SECONDS, max(0.0, words["end"] - time.time())))
    return found


def hold(pool: Pool, words: dict[str, Any]) -> None:
    """Until the process ends."""
    keys = keys_of(words)
    held = [pool.acquire(keys, Strategy.ROUND_ROBIN) for _ in range(words["slots"])]
    leases = [lease for lease in held if isinstance(lease, Lease)]
    print(len(leases), flush=True)
    while True:
        time.sleep(words["lease_ms"] / 4000)
        for lease in leases:
            pool.renew(lease)


def main(address: str, workspace: str, told: str) -> None:
    """Do what the words say."""
    words = json.loads(told)
    timing = Timing(**{name: words[name] for name in ("window_ms", "lease_ms") if name in words})
    with client(address) as store:
        pool = Pool(store, UUID(workspace), "openai", timing)
        if words["do"] == "hold":
            hold(pool, words)
        print(json.dumps(spend(pool, words)))


if __name__ == "__main__":
    main(*sys.argv[1:4])
