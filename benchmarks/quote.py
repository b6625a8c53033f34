"""What asking for a price takes with a thousand jobs in the queue: POST /generations/quote against GET /me.

Run: .venv/bin/python -m benchmarks.quote [--requests N] [--tickets N] [--cards PROFILE] [--profile] [--json]

One process, one client, one request at a time, each kind in turn, over PostgreSQL and Redis of their own. GET /me is
the floor: it finds out who asks and answers. The cards are simulated (as `SIMULATED_GPUS` writes them; empty for none),
and High fits none of them, so that each of its quotes looks for what would make it fit. Target: 30 ms for 95 of 100.
"""

import argparse
import cProfile
import json
import os
import pstats
import statistics
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import django

TARGET_MS = 30.0
TICKETS, REQUESTS, WARM_UP = 1000, 400, 20
JOBS_A_GENERATION = 8
CARDS = "1x8GB,3x12GB"
BEAT_REQUESTS = 100
"""Cards are told of again so often, as a worker does: stale ones are not routed to."""
ASKED = [
    {"kind": kind, "prompt": "a lighthouse at dusk", "quality": quality, "count": 4}
    for kind, quality in (("picture", "low"), ("picture", "high"), ("picture", "standard"))
]


@contextmanager
def studio(tickets: int, cards: str) -> Iterator[Any]:
    """A client of a workspace, while `tickets` jobs of it and its neighbours wait; nobody works."""
    from config.bootstrap.services import ending_in_order, throwaway

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    with ending_in_order(), throwaway():
        django.setup()
        from django.conf import settings
        from django.core.management import call_command
        from django.test import Client

        call_command("migrate", database="owner", verbosity=0)
        settings.SIMULATED_GPUS = cards
        beat()
        workspace, user = [_busy(name, tickets // 4) for name in ("one", "two", "three", "northlight")][-1]
        client = Client(headers={"Dailies-Workspace": workspace.slug, "Host": "127.0.0.1"})
        client.force_login(user)
        yield client


def beat() -> None:
    """Tell of this machine's cards once more."""
    from quality.resources import services, sources

    services.record("here", sources.readings(), sources.host_reading())


def _busy(name: str, tickets: int) -> Any:
    """A workspace whose jobs wait."""
    from accounts.models import User
    from accounts.services import create_workspace
    from accounts.tenancy import scope
    from generation.services import starting
    from generation.values import PICTURE, GenerationRequest

    user = User.objects.create_user(f"{name}@studio.example")
    workspace = create_workspace(user, name)
    whole, rest = divmod(tickets, JOBS_A_GENERATION)
    for count in [JOBS_A_GENERATION] * whole + ([rest] if rest else []):
        with scope(workspace.pk):
            starting.start(GenerationRequest(PICTURE, "a lighthouse", "low", count=count, user_id=user.pk))
    return workspace, user


def quote(client: Any, number: int) -> None:
    """One price; another one each time, as people ask."""
    asked = json.dumps(ASKED[number % len(ASKED)])
    answer = client.post("/api/v1/generations/quote", asked, content_type="application/json")
    assert answer.status_code == 200, answer.content


def floor(client: Any, number: int) -> None:
    """What every request costs."""
    answer = client.get("/api/v1/me")
    assert answer.status_code == 200, answer.content


def milliseconds(ask: Callable[[Any, int], None], client: Any, number: int) -> float:
    """How long one request took."""
    begun = time.perf_counter()
    ask(client, number)
    return (time.perf_counter() - begun) * 1000


def told(times: list[float]) -> dict[str, float]:
    """The middle and the slow end, in ms."""
    return {"p50_ms": round(statistics.median(times), 2), "p95_ms": round(statistics.quantiles(times, n=20)[-1], 2)}


def measure(client: Any, requests: int) -> dict[str, Any]:
    """Both kinds in turn, after a warm-up that is not counted."""
    from generation.models import QueueTicket
    from quality.resources.queries import devices

    quotes, floors = [], []
    for number in range(WARM_UP + requests):
        if number % BEAT_REQUESTS == 0:
            beat()
        floors.append(milliseconds(floor, client, number))
        quotes.append(milliseconds(quote, client, number))
    found = {"quote": told(quotes[WARM_UP:]), "me": told(floors[WARM_UP:])}
    return found | {
        "over_the_floor_p95_ms": round(found["quote"]["p95_ms"] - found["me"]["p95_ms"], 2),
        "statements": {"quote": statements(quote, client), "me": statements(floor, client)},
        "tickets": QueueTicket.objects.count(),
        "cards": len(devices()),
        "requests": requests,
        "target_p95_ms": TARGET_MS,
    }


def statements(ask: Callable[[Any, int], None], client: Any) -> int:
    """How many statements one request sends."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as asked:
        ask(client, 0)
    return len(asked)


def profile(client: Any, requests: int) -> None:
    """Where the time of a quote goes."""
    with cProfile.Profile() as found:
        for number in range(requests):
            quote(client, number)
    pstats.Stats(found).sort_stats("cumulative").print_stats(60)


def main() -> None:
    """Measure, then a line to read or JSON."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--requests", type=int, default=REQUESTS)
    parser.add_argument("--tickets", type=int, default=TICKETS)
    parser.add_argument("--cards", default=CARDS)
    parser.add_argument("--profile", action="store_true")
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args()
    with studio(asked.tickets, asked.cards) as client:
        found = measure(client, asked.requests)
        if asked.profile:
            profile(client, asked.requests)
    if asked.json:
        print(json.dumps(found))
        return
    price, me = found["quote"], found["me"]
    print(f"a quote with {found['tickets']} jobs in the queue: {price['p95_ms']} ms for 95 of 100 (target {TARGET_MS})")
    print(f"middle {price['p50_ms']} ms; GET /me beside it: {me['p95_ms']} ms for 95 of 100, middle {me['p50_ms']} ms")
    print(f"statements: {found['statements']['quote']}, GET /me {found['statements']['me']}")


if __name__ == "__main__":
    main()
