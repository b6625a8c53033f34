"""How web, workers and the one-off commands of the studio are started."""

import sys
from collections.abc import Callable, Mapping

from config.bootstrap.environment import MARK, Addresses, Environment, for_web, for_worker, master_keys, scrubbed
from config.bootstrap.processes import Recipe
from config.bootstrap.state import State

LANES = ("cpu", "export")
WEB_RANK, WORKER_RANK, ERRAND_RANK = 2, 3, 4
"""Order of stopping, highest first: errands, workers, web, then Redis (1) and PostgreSQL (0)."""
WEB_FAREWELL_SECONDS = 5
WEB_POOL = "20"
"""Connections that web keeps at most: a request has a thread of its own, and a new connection costs it 10 ms."""
WORKER_FAREWELL_MILLISECONDS = 8000
"""Within the ten seconds after which the whole group is killed."""


def base(state: State, environment: Mapping[str, str]) -> Environment:
    """What every child of the studio sees, before its own addresses."""
    shared = {
        "DAILIES_STATE": str(state.root),
        "SECRET_KEY": environment.get("SECRET_KEY") or state.secret("secret_key"),
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "PYTHONUNBUFFERED": "1",
        MARK: str(state.root),
    }
    if older := environment.get("SECRET_KEY_FALLBACKS"):
        shared["SECRET_KEY_FALLBACKS"] = older
    return {**scrubbed(environment), **shared, **master_keys(state, environment)}


def web(state: State, environment: Environment, addresses: Addresses, host: str, port: int) -> Recipe:
    """The web process."""
    words = ("--host", host, "--port", str(port), "--ws", "websockets-sansio", "--log-level", "warning")
    farewell = ("--timeout-graceful-shutdown", str(WEB_FAREWELL_SECONDS))
    return Recipe(
        name="web",
        argv=(sys.executable, "-m", "uvicorn", "config.asgi:application", *words, *farewell),
        environment={"DATABASE_POOL": WEB_POOL, **for_web(environment, addresses)},
        log=state.log("web"),
        rank=WEB_RANK,
    )


def worker(state: State, environment: Environment, addresses: Addresses, lane: str) -> Recipe:
    """The worker of one lane: one process, one thread, one job at a time."""
    words = ("-p", "1", "-t", "1", "--queues", lane)
    farewell = ("--worker-shutdown-timeout", str(WORKER_FAREWELL_MILLISECONDS))
    return Recipe(
        name=f"worker-{lane}",
        argv=(sys.executable, "-m", "dramatiq", "config.workers", *words, *farewell),
        environment=for_worker(environment, addresses, lane),
        log=state.log(f"worker-{lane}"),
        rank=WORKER_RANK,
    )


def workers(state: State, environment: Environment, addresses: Addresses) -> list[Recipe]:
    """One worker a lane."""
    return [worker(state, environment, addresses, lane) for lane in LANES]


def errand(
    state: State,
    environment: Environment,
    addresses: Addresses,
    words: tuple[str, ...],
    finished: Callable[[int], None] | None = None,
) -> Recipe:
    """One word of manage.py that runs beside the studio. What it prints may hold a password and is not logged."""
    return Recipe(
        name=f"manage.py {words[0]}",
        argv=(sys.executable, "manage.py", *words),
        environment=for_web(environment, addresses),
        log=state.log(words[0]),
        rank=ERRAND_RANK,
        finished=finished,
        discard_output=True,
    )
