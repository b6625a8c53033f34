"""How much faster more cards are: simulated ones whose work takes the time that was predicted, in real processes.

Run: .venv/bin/python -m benchmarks.devices [--jobs N] [--scale S] [--json]

For one, two and four cards in turn: the same number of pictures is asked for over the API, and each card's worker takes
its part from the one lane. Told as the throughput against that of one card in the same run; requirement G5 wants 1.95
for two and 3.8 for four.
"""

import argparse
import json
import os
import time
from dataclasses import replace
from typing import Any

from config.bootstrap import studio
from config.bootstrap.processes import Child
from tests.house import House, whole_house

COUNTS = (1, 2, 4)
TARGETS = {2: 1.95, 4: 3.8}
CARDS = f"{max(COUNTS)}x24GB"
A_REQUEST = 4
MODULE, WAITING = "config.workers", "benchmarks.waiting"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--jobs", type=int, default=48)
    parser.add_argument("--scale", type=float, default=1.0, help="of each wait against the predicted time")
    parser.add_argument("--json", action="store_true")
    words = parser.parse_args()
    os.environ.update(SIMULATED_GPUS=CARDS, DAILIES_WORKERS="cpu,export", WAITING_SCALE=str(words.scale))
    with whole_house() as house:
        rows = [measure(house, count, words.jobs) for count in COUNTS]
    for row in rows:
        row["speedup"] = round(row["jobs_a_second"] / rows[0]["jobs_a_second"], 3)
    print(json.dumps(rows, indent=2) if words.json else "\n".join(json.dumps(row) for row in rows))
    missed = [row for row in rows if row["speedup"] < TARGETS.get(row["cards"], 0.0)]
    raise SystemExit(f"below the target: {missed}" if missed else 0)


def measure(house: House, count: int, jobs: int) -> dict[str, Any]:
    """One number of cards: jobs a second from the first that begins to the last that ends."""
    workers = [start(house, number) for number in range(count)]
    ready = "SELECT count(*) FROM generation_workerprocess WHERE word LIKE 'sim:%%' AND state = 'idle'"
    house.until(lambda: house.rows(ready) == [(count,)], f"{count} workers", 120)
    body = {"kind": "picture", "prompt": "a lighthouse", "quality": "low", "count": A_REQUEST}
    asked = [house.made("POST", "generations", body)["id"] for _ in range(jobs // A_REQUEST)]
    done = [house.ended(one) for one in asked]
    assert all(one["state"] == "succeeded" for one in done)
    for worker in workers:
        stop(house, worker)
    span = (
        "SELECT extract(epoch FROM max(finished_at) - min(started_at))::float, count(*), count(DISTINCT device),"
        " extract(epoch FROM avg(finished_at - started_at))::float FROM generation_job WHERE generation_id = ANY(%s)"
    )
    ((seconds, made, devices, each),) = house.rows(span, asked)
    assert (made, devices) == (jobs // A_REQUEST * A_REQUEST, count)
    return {"cards": count, "jobs": made, "seconds_each": round(each, 3), "jobs_a_second": made / seconds}


def start(house: House, number: int) -> Child:
    """A card's worker, whose work is to wait."""
    environment = {**house.environment, "WAITING_SCALE": os.environ["WAITING_SCALE"]}
    recipe = studio.worker(house.state, environment, house.addresses, f"sim:{number}")
    argv = tuple(WAITING if word == MODULE else word for word in recipe.argv)
    return house.family.start(replace(recipe, argv=argv))


def stop(house: House, worker: Child) -> None:
    """In order, and for good."""
    with house.unhealed():
        worker.signal()
        assert worker.wait(time.monotonic() + 30)
        house.family.remove(worker)


if __name__ == "__main__":
    main()
