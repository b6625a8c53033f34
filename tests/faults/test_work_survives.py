"""Section 4 of the first issue: it never loses or doubles work. Each fault is really done."""

import os
import signal
import time
from typing import Any

import pytest

from config.bootstrap import studio
from tests.faults import invariants
from tests.house import House

pytestmark = pytest.mark.faults


def shoot(house: House) -> Any:
    """Ask for three takes of a fresh scene."""
    scene = house.scene()
    return house.made("POST", f"generations/{scene['made_by']}/process", {})


def assert_three_takes_once(house: House, generation: str) -> None:
    """The generation ended well, once, with three takes, each looked over, and one chosen."""
    ended = house.ended(generation)
    assert ended["state"] == "succeeded", ended["error"] or [job.get("error") for job in ended["jobs"]]
    takes = house.made("GET", f"generations/{generation}/attempts")
    mine = [take for take in takes if take["generation"] == generation]
    assert sorted(take["number"] for take in mine) == [1, 2, 3]
    assert len({take["output"]["id"] for take in mine}) == 3
    assert sorted(take["rank"] for take in mine) == [1, 2, 3]
    assert [take["number"] for take in mine if take["selected"]] == [t["number"] for t in mine if t["rank"] == 1]
    count = "SELECT count(*) FROM generation_output WHERE generation_id = %s"
    assert house.rows(count, generation) == [(3,)]
    ends = "SELECT count(*) FROM generation_eventlog WHERE generation_id = %s AND type = 'generation.succeeded'"
    assert house.rows(ends, generation) == [(1,)]
    assert house.rows("SELECT count(*) FROM generation_queueticket") == [(0,)]
    spent = house.rows("SELECT credits_reserved, credits_captured FROM generation_generation WHERE id = %s", generation)
    assert spent[0][0] == spent[0][1]
    invariants.check(house.rows, house.state.root / "media")


def test_a_worker_killed_in_the_middle_of_a_take_loses_and_doubles_nothing(house: House) -> None:
    asked = shoot(house)
    job = house.running_take(asked["id"])
    house.end("worker-cpu", signal.SIGKILL)
    assert_three_takes_once(house, asked["id"])
    assert house.rows("SELECT tries FROM generation_job WHERE id = %s", job["id"]) == [(2,)]


def test_the_scoring_worker_killed_leaves_every_take_scored(house: House) -> None:
    asked = shoot(house)
    house.running_take(asked["id"])
    house.end("worker-export", signal.SIGKILL)
    assert_three_takes_once(house, asked["id"])


def test_redis_gone_for_ten_seconds_stops_nothing(house: House) -> None:
    asked = shoot(house)
    house.running_take(asked["id"])
    with house.unhealed():
        house.end("redis", signal.SIGTERM)
        begun = time.monotonic()
        late = shoot_without_redis(house)
        assert time.monotonic() - begun < 8.0, "a request waited for Redis"
        time.sleep(max(0.0, 10.0 - (time.monotonic() - begun)))
    assert_three_takes_once(house, asked["id"])
    assert house.ended(late)["state"] == "succeeded"


def test_redis_killed_and_empty_afterwards_stops_nothing(house: House) -> None:
    """What it held is not there any more: bells, limits, and the sockets' groups."""
    asked = shoot(house)
    house.running_take(asked["id"])
    with house.unhealed():
        house.end("redis", signal.SIGKILL)
        late = shoot_without_redis(house)
        for kept in house.state.redis.iterdir():
            kept.unlink()
    house.until(house._answers, "the studio with another Redis")
    assert house.ended(late)["state"] == "succeeded"
    assert_three_takes_once(house, asked["id"])


def shoot_without_redis(house: House) -> str:
    """A picture asked for while nobody can ring the bell."""
    asked = house.made("POST", "generations", {"kind": "picture", "prompt": "a lighthouse", "quality": "low"})
    return str(asked["id"])


def test_the_web_process_restarted_stops_nothing(house: House) -> None:
    asked = shoot(house)
    house.running_take(asked["id"])
    house.end("web", signal.SIGKILL)
    house.until(house._answers, "the web process again")
    assert_three_takes_once(house, asked["id"])


def test_postgresql_restarted_stops_nothing(house: House) -> None:
    asked = shoot(house)
    house.running_take(asked["id"])
    house.end("postgres", signal.SIGKILL)
    house.until(house._answers, "the database again")
    assert_three_takes_once(house, asked["id"])


def test_a_worker_that_was_frozen_past_its_lease_writes_nothing_when_it_wakes(house: House) -> None:
    asked = shoot(house)
    job = house.running_take(asked["id"])
    frozen = house.child("worker-cpu")
    house.end("worker-cpu", signal.SIGSTOP)
    second = studio.worker(house.state, house.environment, house.addresses, "cpu")
    helper = house.family.start(second)
    try:
        house.until(
            lambda: house.rows("SELECT tries FROM generation_job WHERE id = %s", job["id"])[0][0] >= 2,
            "another worker taking over",
        )
    finally:
        os.killpg(frozen.pid, signal.SIGCONT)
    assert_three_takes_once(house, asked["id"])
    with house.unhealed():  # or another helper would take its place
        helper.signal()
        helper.wait(time.monotonic() + 10)
        house.family.remove(helper)


def test_a_worker_asked_to_stop_gives_its_job_back_unfailed(house: House) -> None:
    asked = shoot(house)
    job = house.running_take(asked["id"])
    house.child("worker-cpu").signal()
    assert_three_takes_once(house, asked["id"])
    assert house.rows("SELECT tries FROM generation_job WHERE id = %s", job["id"])[0][0] == 1


def test_cancel_stops_the_worker_at_its_next_step_and_keeps_what_is_made(house: House) -> None:
    asked = shoot(house)
    house.running_take(asked["id"])
    house.made("POST", f"generations/{asked['id']}/cancel")
    assert house.made("GET", f"generations/{asked['id']}")["state"] == "cancelled"
    begun = time.monotonic()
    picture = house.made("POST", "generations", {"kind": "picture", "prompt": "a lighthouse", "quality": "low"})
    house.until(
        lambda: house.made("GET", f"generations/{picture['id']}")["state"] != "queued", "the worker free again", 10
    )
    assert time.monotonic() - begun < 2.0
    assert house.ended(picture["id"])["state"] == "succeeded"
    states = {job["state"] for job in house.made("GET", f"generations/{asked['id']}")["jobs"]}
    assert "running" not in states
    assert "cancelled" in states
