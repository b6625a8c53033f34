"""What a page of history takes in a workspace of a million generations: GET /generations, as it is and searched.

Run: .venv/bin/python -m benchmarks.history [--rows N] [--rounds N] [--plans]

Over PostgreSQL and Redis of their own, by the role `app` under row-level security: the whole request in one process
through Django's test client, one after another, each kind of page in turn. `benchmarks.history_rows` makes the entries;
beside them stands a workspace of a tenth with the same words. One line of JSON: for each kind of page its entries,
statements, the middle and the slow end of its wall time, and of the processor's: Python's, and PostgreSQL's for the
connection that answers. Where other work shares the machine, only those of the processor mean anything. Target: 60 ms
for 95 of 100, of first pages and of searches. With --plans, how PostgreSQL goes about each follows.
"""

import argparse
import json
import os
import statistics
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import django

TARGET_MS = 60.0
ROWS, ROUNDS, WARM_UP = 1_000_000, 40, 3
PAGE = 24
"""Entries of a page, as the interface asks for them."""
PAGES = {
    "first page": "",
    "first page, 50 entries": "limit=50",
    "state: failed": "state=failed",
    "state: in review": "state=review",
    "state: queued, none": "state=queued",
    "state: succeeded": "state=succeeded",
    "kind: takes": "kind=takes",
    "kind: film, none": "kind=film",
    "quality: high": "quality=high",
    "project": "project={project}",
    "scene": "scene={scene}",
    "person": "person={person}",
    "a day": "since=2023-11-15&until=2023-11-16",
    "stars: 4 or more": "rating=4",
    "stars: 5, 1 in 50,000": "rating=5",
    "tag": "tag=trailer",
    "tag: 1 in 100,000": "tag=poster",
    "favourites": "favourite=true",
    "engine: the usual": "engine=animatic",
    "engine: none": "engine=other",
    "search: common word": "search=lighthouse",
    "search: two words": "search=red+lantern",
    "search: part of a word": "search=ighthou",
    "search: rare word": "search=quixotic",
    "search: nowhere": "search=zzyzx",
    "search: two that never meet": "search=lighthouse+маяк",
    "search: chinese": "search=灯塔",
    "search: chinese, rare": "search=鲸鱼",
    "search: japanese": "search=灯台の",
    "search: japanese, rare": "search=鷹",
    "search: one ideograph": "search=灯",
    "search: cyrillic": "search=маяк",
    "search: arabic": "search=منارة",
    "search: thai": "search=ประภาคาร",
    "search: rare word, failed": "search=quixotic&state=failed",
    "search: common word, failed": "search=lighthouse&state=failed",
    "search: common word, in review": "search=lighthouse&state=review",
    "search: common word, of a project": "search=lighthouse&project={project}",
    "search: common word, rare tag": "search=lighthouse&tag=poster",
    "search: common word, favourites": "search=lighthouse&favourite=true",
    "search: common word, 5 stars": "search=lighthouse&rating=5",
    "search: common letters, no such phrase": "search=%22dusk+dawn+dusk+dawn%22",
}
"""Of the last, each run of letters is in a tenth of all entries, and none holds the phrase."""


@contextmanager
def studio(rows: int) -> Iterator[tuple[Any, Any]]:
    """A client of a workspace with so many generations, beside one with a tenth of them; and the workspace."""
    from config.bootstrap.services import ending_in_order, throwaway

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    with ending_in_order(), throwaway():
        django.setup()
        from django.core.management import call_command
        from django.test import Client

        from benchmarks.history_rows import filled

        call_command("migrate", database="owner", verbosity=0)
        begun = time.monotonic()
        _, (workspace, user) = filled({"elsewhere": rows // 10, "northlight": rows})
        print(f"{rows * 11 // 10:,} entries in {time.monotonic() - begun:.0f} s", file=sys.stderr)
        client = Client(headers={"Dailies-Workspace": workspace.slug, "Host": "127.0.0.1"})
        client.force_login(user)
        yield client, workspace


def queries_of(workspace: Any) -> dict[str, str]:
    """Each kind of page as a query of this workspace."""
    from accounts.models import Membership
    from accounts.tenancy import scope
    from projects.models import Scene

    with scope(workspace.pk):
        scene = Scene.objects.select_related("episode").order_by("id").first()
        assert scene is not None
        person = Membership.objects.get(workspace=workspace).user_id
        names = {"scene": scene.pk, "project": scene.episode.project_id, "person": person}
    named = {name: query.format(**names) for name, query in PAGES.items()}
    return {name: query if "limit" in query else f"{query}&limit={PAGE}" for name, query in named.items()}


class Taken:
    """What pages of one kind took, in ms each: wall, Python's processor time, PostgreSQL's."""

    def __init__(self) -> None:
        self.wall: list[float] = []
        self.python: list[float] = []
        self.postgres: list[float] = []
        self.entries = self.statements = 0

    def told(self) -> dict[str, Any]:
        """The middle and the slow end of each."""
        spans = {"": self.wall, "python_": self.python, "postgres_": self.postgres}
        found: dict[str, Any] = {"entries": self.entries, "statements": self.statements}
        for name, times in spans.items():
            found |= {f"{name}p50_ms": middle(times), f"{name}p95_ms": slow_end(times)}
        both = [own + other for own, other in zip(self.python, self.postgres, strict=True)]
        return found | {"processor_p50_ms": middle(both), "processor_p95_ms": slow_end(both)}


def middle(times: list[float]) -> float:
    """In ms."""
    return round(statistics.median(times), 1)


def slow_end(times: list[float]) -> float:
    """What 95 of 100 stay below, in ms."""
    return round(statistics.quantiles(times, n=20)[-1], 1)


class Server:
    """The process of PostgreSQL that answers our connection, and how long the processor worked in it."""

    def __init__(self) -> None:
        from django.db import connection

        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_backend_pid()")
            self.place = Path(f"/proc/{cursor.fetchone()[0]}/schedstat")

    def milliseconds(self) -> float:
        """Since it began; the kernel counts nanoseconds."""
        return int(self.place.read_text().split()[0]) / 1e6


def measure(client: Any, queries: Mapping[str, str], rounds: int) -> dict[str, Taken]:
    """Every kind of page in turn, after a warm-up that is not counted."""
    found = {name: Taken() for name in queries}
    server = Server()
    for number in range(WARM_UP + rounds):
        for name, query in queries.items():
            taken = found[name] if number >= WARM_UP else Taken()
            ask(client, f"/api/v1/generations?{query}", server, taken)
    for name, query in queries.items():
        count(client, f"/api/v1/generations?{query}", found[name])
    return found


def ask(client: Any, address: str, server: Server, taken: Taken) -> None:
    """One page."""
    other, own, begun = server.milliseconds(), time.process_time(), time.perf_counter()
    answer = client.get(address)
    taken.wall.append((time.perf_counter() - begun) * 1000)
    taken.python.append((time.process_time() - own) * 1000)
    taken.postgres.append(server.milliseconds() - other)
    assert answer.status_code == 200, answer.content


def count(client: Any, address: str, taken: Taken) -> None:
    """How many entries a page has, and statements it takes."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as queries:
        taken.entries = len(client.get(address).json()["results"])
    taken.statements = len(queries)


def plans(client: Any, workspace: Any, queries: Mapping[str, str]) -> Iterator[str]:
    """How PostgreSQL goes about the statements of these pages on entries, as `app`; and about what the function of
    search does, which no plan looks into."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from accounts.tenancy import scope

    for name, query in queries.items():
        with CaptureQueriesContext(connection) as asked:
            client.get(f"/api/v1/generations?{query}")
        for one in (one["sql"] for one in asked if "generation_generation" in one["sql"]):
            with scope(workspace.pk), connection.cursor() as cursor:
                cursor.execute(f"EXPLAIN (ANALYZE, BUFFERS) {one}")
                yield f"{name}, {query}:\n{lines(cursor)}"
    for word in ("quixotic", '"dusk dawn dusk dawn"'):
        yield f"{word} looked up, as the function does:\n{looked_up(workspace, word)}"


def looked_up(workspace: Any, search: str) -> str:
    """The plan of what `history_matches` does for these words."""
    from django.db import connections, transaction

    from generation.history import grams

    terms = grams.terms(search)
    keys = grams.keys(workspace.pk, grams.needed(terms))
    with transaction.atomic("owner"), connections["owner"].cursor() as cursor:
        for way in ("seqscan", "indexscan", "indexonlyscan"):
            cursor.execute(f"SET LOCAL enable_{way} = off")
        cursor.execute(
            "EXPLAIN (ANALYZE, BUFFERS) SELECT generation_id FROM generation_searchtext WHERE grams @> %s::integer[]"
            " AND (workspace_id = %s) IS TRUE AND strpos(text, %s) > 0 ORDER BY generation_id DESC LIMIT 25",
            [keys, workspace.pk, terms[0]],
        )
        return lines(cursor)


def lines(cursor: Any) -> str:
    """What an EXPLAIN said."""
    return "\n".join(row[0] for row in cursor.fetchall())


def summary(found: Mapping[str, Taken], rows: int, rounds: int) -> dict[str, Any]:
    """The line of JSON."""
    searches = [taken for name, taken in found.items() if name.startswith("search")]
    walls = [span for taken in searches for span in taken.wall]
    both = [sum(spans) for taken in searches for spans in zip(taken.python, taken.postgres, strict=True)]
    return {
        "rows": rows,
        "rounds": rounds,
        "target_p95_ms": TARGET_MS,
        "load": os.getloadavg()[0],
        "searches": {"p50_ms": middle(walls), "p95_ms": slow_end(walls)}
        | {"processor_p50_ms": middle(both), "processor_p95_ms": slow_end(both)},
        "pages": {name: taken.told() for name, taken in found.items()},
    }


def main() -> None:
    """Measure, then a line of JSON, and plans where they are asked for."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--rows", type=int, default=ROWS)
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("--plans", action="store_true")
    asked = parser.parse_args()
    with studio(asked.rows) as (client, workspace):
        queries = queries_of(workspace)
        print(json.dumps(summary(measure(client, queries, asked.rounds), asked.rows, asked.rounds)), flush=True)
        if asked.plans:
            print("\n\n".join(plans(client, workspace, queries)))


if __name__ == "__main__":
    main()
