"""The peer: the pick of LiteLLM's Router by use, with Redis, in an interpreter of its own (`litellm_peer.py REDIS`).

Each line on stdin names a strategy, a number of deployments and one of picks; each line on stdout answers with the
seconds of every pick and the commands that Redis got meanwhile, as JSON.
"""

import json
import os
import sys
import time
from typing import Any

os.environ["LITELLM_LOCAL_MODEL_COST_MAP"] = "True"  # it would ask the internet
os.environ["LITELLM_MODE"] = "PRODUCTION"

import redis
from litellm import Router  # type: ignore[import-not-found]

WARM_UP = 20
MESSAGES = [{"role": "user", "content": "a lighthouse in the fog"}]


def router(address: str, strategy: str, count: int) -> Any:
    """Deployments of one model with a key and limits each, none of which was used yet: then it has least to read."""
    deployments = [
        {
            "model_name": "chat",
            "litellm_params": {"model": "openai/gpt-4o-mini", "api_key": f"k{n}", "rpm": 10**6, "tpm": 10**8},
            "model_info": {"id": f"{strategy}-{count}-{n}"},
        }
        for n in range(count)
    ]
    return Router(model_list=deployments, routing_strategy=strategy, redis_url=address, num_retries=0)


def commands(store: Any) -> int:
    """All that Redis has run."""
    return int(store.info("stats")["total_commands_processed"])


def main(address: str) -> None:
    """Answer until stdin ends."""
    store, routers = redis.Redis.from_url(address), dict[tuple[str, int], Any]()
    for line in sys.stdin:
        strategy, count, picks = line.split()
        key = (strategy, int(count))
        if key not in routers:
            routers[key] = router(address, *key)
            for _ in range(WARM_UP):
                routers[key].get_available_deployment(model="chat", messages=MESSAGES)
        before, took = commands(store), []
        for _ in range(int(picks)):
            begun = time.perf_counter()
            routers[key].get_available_deployment(model="chat", messages=MESSAGES)
            took.append(time.perf_counter() - begun)
        print(json.dumps({"seconds": took, "commands": commands(store) - before - 1}), flush=True)


if __name__ == "__main__":
    main(sys.argv[1])
