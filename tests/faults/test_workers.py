"""Two simulated cards in a studio of real processes: both work at once, are registered, drained, and started anew."""

import os
import signal
from collections.abc import Iterator
from typing import Any

import pytest

from generation.workers.deciding import DRAINED
from tests.house import SHORT_LEASES, STEADY, House, whole_house

pytestmark = pytest.mark.faults


@pytest.fixture(scope="module")
def house() -> Iterator[House]:
    """A studio on a machine with two cards."""
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("SIMULATED_GPUS", "2x24GB")
        with whole_house({**SHORT_LEASES, **STEADY}) as opened:
            opened.until(lambda: {"sim:0", "sim:1"} <= set(workers(opened)), "both workers", 60)
            yield opened


def workers(house: House) -> dict[str, Any]:
    """The living workers by what they were started as: (process, state)."""
    rows = house.rows("SELECT word, pid, state FROM generation_workerprocess WHERE state <> 'gone' ORDER BY started_at")
    return {word: (pid, state) for word, pid, state in rows}


def test_four_frames_are_made_by_both_cards_and_name_them(house: House) -> None:
    project = house.made("POST", "projects", {"name": "Two cards", "quality": "low"})
    scene = house.made("POST", "scenes", {"episode": project["episodes"][0]["id"], "prompt": "a red boat on a lake"})
    asked = {"kind": "frames", "scene": scene["id"], "prompt": scene["prompt"], "count": 4}
    made = house.ask("generations", asked)
    assert made["state"] == "succeeded", made
    assert {job["device"] for job in made["jobs"]} == {"Simulated card 1 (24 GB)", "Simulated card 2 (24 GB)"}
    lanes = house.rows("SELECT DISTINCT lane FROM generation_job WHERE generation_id = %s", made["id"])
    assert lanes == [("simulated-24gb",)]


def test_a_worker_that_an_operator_drains_ends_and_is_not_started_again(house: House) -> None:
    pid, _ = workers(house)["sim:1"]
    worker = house.child("worker-sim-1")
    with house.unhealed():
        os.kill(pid, signal.SIGUSR1)
        house.until(lambda: not worker.alive(), "its end", 30)
        assert worker.process.returncode == DRAINED
        assert "sim:1" not in workers(house)
    house.until(lambda: all(child.recipe.name != "worker-sim-1" for child in house.family.children), "its leave", 10)
    assert not house.family.fallen
