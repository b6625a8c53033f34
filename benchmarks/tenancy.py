"""What the wall between workspaces costs: GET /projects with it and without, in turn, in one process.

Run: .venv/bin/python -m benchmarks.tenancy [--pairs N] [--requests N] [--json]

With it: the role `app`, whose every transaction sets its scope and whose every row passes a policy. Without: the same
view and the same query with its `workspace_id`, but no scope is set and the role `ops` reads past the policies. The
ratio is requests a second with / without, the median over the pairs; target 0.95 or more, and one statement more.
"""

import argparse
import json
import os
import statistics
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from unittest import mock

import django

TARGET_RATIO, TARGET_STATEMENTS = 0.95, 1
PROJECTS, WARM_UP = 50, 20


@contextmanager
def studio() -> Iterator[Any]:
    """A client of a workspace with 50 projects, beside another with as many, over real services."""
    from config.bootstrap.services import ending_in_order, throwaway

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    with ending_in_order(), throwaway():
        django.setup()
        from django.core.management import call_command
        from django.test import Client

        call_command("migrate", database="owner", verbosity=0)
        workspace, user = [_filled(name) for name in ("elsewhere", "northlight")][-1]
        client = Client(headers={"Dailies-Workspace": workspace.slug, "Host": "127.0.0.1"})
        client.force_login(user)
        yield client


def _filled(name: str) -> Any:
    from accounts.models import User
    from accounts.services import create_workspace
    from accounts.tenancy import scope
    from projects.services import arranging

    user = User.objects.create_user(f"{name}@studio.example")
    workspace = create_workspace(user, name)
    with scope(workspace.pk):
        for number in range(PROJECTS):
            arranging.create_project(name=f"Project {number}", idea="a lighthouse", quality="low", user_id=user.pk)
    return workspace, user


@contextmanager
def no_wall() -> Iterator[None]:
    """No scope is set, and the connection is one that no policy binds."""
    from django.db import connections

    bound = connections["default"]
    free = connections["ops"].copy(alias="default")
    connections["default"] = free
    try:
        with mock.patch("accounts.tenancy._set"):
            yield
    finally:
        free.close()
        connections["default"] = bound


def fetch(client: Any) -> None:
    """One request; an answer that is no list of 50 projects is an error."""
    answer = client.get("/api/v1/projects?limit=200")
    assert answer.status_code == 200, answer.content
    assert len(answer.json()["results"]) == PROJECTS


def a_second(client: Any, requests: int) -> float:
    """Requests a second."""
    begun = time.perf_counter()
    for _ in range(requests):
        fetch(client)
    return requests / (time.perf_counter() - begun)


def statements(client: Any) -> int:
    """How many statements one request sends."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as asked:
        fetch(client)
    return len(asked)


def measure(client: Any, pairs: int, requests: int) -> dict[str, Any]:
    """The figures of all pairs; who goes first changes from pair to pair."""
    a_second(client, WARM_UP)
    walled, free = [], []
    for pair in range(pairs):
        for with_wall in (True, False) if pair % 2 else (False, True):
            if with_wall:
                walled.append(a_second(client, requests))
            else:
                with no_wall():
                    fetch(client)  # the connection opens
                    free.append(a_second(client, requests))
    with no_wall():
        fetch(client)
        without = statements(client)
    ratios = [one / other for one, other in zip(walled, free, strict=True)]
    return {
        "requests_a_second": {"with": statistics.median(walled), "without": statistics.median(free)},
        "ratio": {"median": statistics.median(ratios), "least": min(ratios), "most": max(ratios)},
        "statements_more": statements(client) - without,
        "pairs": pairs,
    }


def main() -> None:
    """Measure, then a line to read or JSON."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--pairs", type=int, default=20)
    parser.add_argument("--requests", type=int, default=60)
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args()
    with studio() as client:
        found = measure(client, asked.pairs, asked.requests)
    if asked.json:
        print(json.dumps(found))
        return
    speed, ratio = found["requests_a_second"], found["ratio"]
    print(f"requests/s with the wall {speed['with']:.0f}, without {speed['without']:.0f}")
    print(f"ratio {ratio['median']:.3f} ({ratio['least']:.3f} to {ratio['most']:.3f}; target {TARGET_RATIO} or more)")
    print(f"statements more: {found['statements_more']} (target {TARGET_STATEMENTS} at most)")


if __name__ == "__main__":
    main()
