"""A worker's process that is beyond mending: it ends by itself, its supervisor starts another, and nothing is lost."""

import resource
from pathlib import Path
from typing import Any

import psycopg
import pytest

from tests.house import House

pytestmark = pytest.mark.faults
LEASE_LOST = "worker_lost"
"""Leases are short in this folder: where the machine is busy, a worker that lives may lose one, and tries again."""
ALWAYS_OPEN = 3
"""Its input, output and errors: it closes none of them."""


STEPS = """
SELECT step.key, step.state, step.helped, session.state FROM generation_resolutionstep step
JOIN generation_resolutionsession session ON session.id = step.session_id WHERE session.generation_id = %s
"""


def worker_of(house: House) -> int:
    """The newest process that serves the machine's processor."""
    found = house.rows("SELECT pid FROM generation_workerprocess WHERE word = 'cpu' ORDER BY started_at DESC LIMIT 1")
    return int(found[0][0])


def exhaust(pid: int) -> None:
    """From now on the process can open no file; what it has open stays so."""
    _, most = resource.prlimit(pid, resource.RLIMIT_NOFILE)
    resource.prlimit(pid, resource.RLIMIT_NOFILE, (ALWAYS_OPEN, most))


def frame(house: House, prompt: str) -> Any:
    """One frame that was asked for and has ended."""
    project = house.made("POST", "projects", {"name": "Afresh", "quality": "low"})
    scene = house.made("POST", "scenes", {"episode": project["episodes"][0]["id"], "prompt": prompt})
    return house.ask("generations", {"kind": "frames", "scene": scene["id"], "prompt": prompt, "count": 1})


END_BACKENDS = """
SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity
WHERE datname = current_database() AND usename = current_user AND pid <> pg_backend_pid()
"""


def test_a_worker_that_has_lost_its_database_too_ends_and_another_works_on(house: House) -> None:
    assert frame(house, "a red boat on a lake")["state"] == "succeeded"
    broken = worker_of(house)
    exhaust(broken)
    with psycopg.connect(house.addresses.app, autocommit=True) as connection:
        connection.execute(END_BACKENDS)
    house.until(lambda: not Path(f"/proc/{broken}").exists(), "the end of the broken process")
    made = frame(house, "a lighthouse at dusk")
    assert made["state"] == "succeeded", made
    house.until(lambda: worker_of(house) != broken, "the registration of the next process")


def test_a_worker_that_can_open_no_more_files_ends_and_the_next_one_makes_its_job(house: House) -> None:
    assert frame(house, "a red boat on a lake")["state"] == "succeeded", "its connections are open from now on"
    child, broken = house.child("worker-cpu").pid, worker_of(house)
    exhaust(broken)
    made = frame(house, "a lighthouse at dusk")
    assert made["state"] == "succeeded", made
    assert len(made["outputs"]) == 1
    house.until(lambda: not Path(f"/proc/{broken}").exists(), "the end of the broken process", 30)
    house.until(lambda: house.child("worker-cpu").pid != child, "the start of another by the supervisor", 30)
    house.until(lambda: worker_of(house) != broken, "the registration of the next process", 30)
    jobs = house.rows("SELECT state, tries, failures FROM generation_job WHERE generation_id = %s", made["id"])
    assert [state for state, _, _ in jobs] == ["succeeded"]
    causes = [failure["cause"] for failure in jobs[0][2]]
    assert jobs[0][1] == 1 + len(causes), jobs
    assert [cause for cause in causes if cause != LEASE_LOST] == ["too_many_files"], "once, and never here again"
    assert made["credits_captured"] == made["quote"]["credits"]
    steps = house.rows(STEPS, made["id"])
    assert ("restart_worker", "done", True, "resolved") in steps, steps
