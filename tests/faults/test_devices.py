"""A machine's cards appear with its worker and go with it, in real processes; each end is really done."""

import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
import pytest

from config.bootstrap import studio
from config.bootstrap.processes import Child
from tests.house import House

pytestmark = pytest.mark.faults


@contextmanager
def worker_with(house: House, **settings: str) -> Iterator[Child]:
    """The machine's only worker that tells of devices, with these settings; afterwards the house has its own again."""
    with house.unhealed():
        for other in [child for child in house.family.children if child.recipe.name == "worker-cpu"]:
            stopped(other)
        recipe = studio.worker(house.state, {**house.environment, **settings}, house.addresses, "cpu")
        mine = house.family.start(recipe)
        try:
            yield mine
        finally:
            stopped(mine)
            house.family.remove(mine)  # the house starts again only what was its own


def stopped(worker: Child) -> None:
    """Stop a worker in order."""
    worker.signal()
    assert worker.wait(time.monotonic() + 15)


def cards(house: House) -> dict[str, Any]:
    """The cards by name, as the API tells them."""
    return {card["name"]: card for card in house.made("GET", "devices")["cards"]}


def living(house: House) -> list[str]:
    return sorted(name for name, card in cards(house).items() if not card["stale"])


def test_a_card_comes_with_its_worker_is_capped_and_goes_stale_when_the_worker_is_killed(house: House) -> None:
    with worker_with(house, SIMULATED_GPUS="1x24GB@20GB,1x4GB", VRAM_LIMIT="8GB") as worker:
        house.until(lambda: len(living(house)) == 2, "two cards", 30)
        found = cards(house)
        first, second = found["Simulated card 1 (24 GB)"], found["Simulated card 2 (4 GB)"]
        assert (first["total_gb"], first["used_gb"], first["available_gb"]) == (8, 4, 2)
        assert (second["total_gb"], second["available_gb"]) == (4, 2)
        assert house.made("GET", "devices")["host"]["disk_total_gb"] > 0
        worker.kill_group()
        house.until(lambda: not living(house), "the cards going stale", 30)
        assert all(card["available_gb"] == 0 for card in cards(house).values())
        gone = "SELECT count(*) FROM quality_graphicscard WHERE left_at IS NOT NULL"
        assert house.rows(gone) == [(0,)], "who is killed says nothing"


def test_a_worker_that_stops_in_order_takes_its_cards_along_at_once(house: House) -> None:
    with worker_with(house, SIMULATED_GPUS="1x12GB") as worker:
        house.until(lambda: living(house) == ["Simulated card 1 (12 GB)"], "the card", 30)
        stopped(worker)
        assert living(house) == []
    left = "SELECT count(*) FROM quality_graphicscard WHERE left_at IS NULL AND name LIKE 'Simulated card 1 (12%%'"
    assert house.rows(left) == [(0,)]


def answers(house: House) -> bool:
    """Whether the database does: a page may have been asked before its end was noticed."""
    try:
        return house.rows("SELECT 1") == [(1,)]
    except psycopg.OperationalError:
        return False


def test_a_database_that_was_away_is_told_again_by_the_same_worker(house: House) -> None:
    house.until(lambda: house.made("GET", "devices")["host"], "the machine", 30)
    worker = house.child("worker-cpu").pid
    house.end("postgres", signal.SIGKILL)
    house.until(lambda: answers(house), "the database again")
    since = house.rows("SELECT now()")[0][0]
    told = "SELECT count(*) FROM quality_machine WHERE seen_at > %s AND left_at IS NULL"
    house.until(lambda: house.rows(told, since) == [(1,)], "the next heartbeat", 30)
    assert house.child("worker-cpu").pid == worker
