"""How web, workers and the one-off commands of the studio are started."""

import sys
from collections.abc import Callable, Mapping

from config.bootstrap.environment import MARK, Addresses, Environment, for_web, for_worker, master_keys, scrubbed
from config.bootstrap.messages import Trouble
from config.bootstrap.processes import Recipe
from config.bootstrap.state import State
from generation.workers import starting
from generation.workers.deciding import DRAINED
from generation.workers.values import BadDevice

WEB_RANK, WORKER_RANK, ERRAND_RANK = 2, 3, 4
"""Order of stopping, highest first: errands, workers, web, then Redis (1) and PostgreSQL (0)."""
WEB_FAREWELL_SECONDS = 5
WEB_POOL = "20"
"""Connections that web keeps at most: a request has a thread of its own, and a new connection costs it 10 ms."""
COUNTS = "PROMETHEUS_MULTIPROC_DIR"
WORKER_GRACE_SECONDS = 10.0
"""After this, beside the time that its job gets, a worker that does not end is killed with its group."""


def base(state: State, environment: Mapping[str, str]) -> Environment:
    """What every child of the studio sees, before its own addresses."""
    shared = {
        "DAILIES_STATE": str(state.root),
        "SECRET_KEY": environment.get("SECRET_KEY") or state.secret("secret_key"),
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "PYTHONUNBUFFERED": "1",
        MARK: str(state.root),
    }
    for name in ("SECRET_KEY_FALLBACKS", "BROKER_URL"):
        if given := environment.get(name):
            shared[name] = given
    return {**scrubbed(environment), **shared, **master_keys(state, environment)}


def counting(state: State) -> Environment:
    """Where a process that lives counts, unless an operator says; errands don't, for each would leave files."""
    return {COUNTS: str(state.metrics)}


def web(state: State, environment: Environment, addresses: Addresses, host: str, port: int) -> Recipe:
    """The web process."""
    words = ("--host", host, "--port", str(port), "--ws", "websockets-sansio", "--log-level", "warning")
    farewell = ("--timeout-graceful-shutdown", str(WEB_FAREWELL_SECONDS))
    return Recipe(
        name="web",
        argv=(sys.executable, "-m", "uvicorn", "config.asgi:application", *words, *farewell),
        environment={"DATABASE_POOL": WEB_POOL, **counting(state), **for_web(environment, addresses)},
        log=state.log("web"),
        rank=WEB_RANK,
    )


def worker(state: State, environment: Environment, addresses: Addresses, device: str) -> Recipe:
    """The worker of one device: one process, one thread, one job at a time."""
    name = f"worker-{device.replace(':', '-')}"
    seconds = starting.stop_seconds(environment)
    return Recipe(
        name=name,
        argv=starting.argv(seconds),
        environment={**counting(state), **for_worker(environment, addresses, device)},
        log=state.log(name),
        rank=WORKER_RANK,
        grace_seconds=WORKER_GRACE_SECONDS + seconds,
        leaves_with=DRAINED,
    )


def workers(state: State, environment: Environment, addresses: Addresses) -> list[Recipe]:
    """One worker a device: those that DAILIES_WORKERS names, else one for each that this machine has."""
    return [worker(state, environment, addresses, device) for device in devices(environment)]


def devices(environment: Mapping[str, str]) -> list[str]:
    """The devices that have a worker here. Raises Trouble for a name that is none."""
    try:
        return starting.devices(environment.get("DAILIES_WORKERS", ""), environment.get("SIMULATED_GPUS", ""))
    except BadDevice as error:
        raise Trouble(f"DAILIES_WORKERS: {error.detail}", error.advice) from error


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
