"""Many workers, many jobs, and things that go wrong all the time: the counts are exact in the end."""

import random
import signal
import threading
import time
from collections.abc import Iterator

import pytest
from django.db import connection

from accounts.models import Workspace
from accounts.tenancy import scope
from generation import queue
from generation.models import Generation, Job, QueueTicket
from generation.queue import Claim
from generation.values import CPU_LANE, GENERATION_ENDS
from projects.models import Scene
from tests import rows
from tests.credits.books import audit, give
from tests.faults import wounds
from tests.faults.crew import LEASE_SECONDS, LOOK_SECONDS, Crew
from tests.threads import together

pytestmark = [pytest.mark.faults, pytest.mark.django_db(transaction=True, databases=["default", "ops"])]

RACES, RACE_SECONDS = 1000, 120.0
FEW_JOBS, MANY_JOBS = 100, 2000
JOBS_AT_ONCE, PARTS = 60, 4
WORKERS = 3
BLOW_EVERY_SECONDS = 1.0
PATIENCE_SECONDS = 1800.0
END_BACKENDS_SQL = """
SELECT pg_terminate_backend(pid) FROM pg_stat_activity
WHERE datname = current_database() AND usename = current_user AND pid <> pg_backend_pid() AND random() < 0.3
"""


def test_of_two_workers_that_race_for_one_job_one_gets_it_each_of_a_thousand_times(scene: Scene) -> None:
    """Each time with another fence, so that whoever came second before can write nothing."""
    rows.asked(scene)
    ready, taken = threading.Barrier(2), threading.Barrier(2)
    won: list[Claim] = []

    def race(name: str) -> int:
        mine = 0
        for _ in range(RACES):
            ready.wait(20)
            found = queue.claim(CPU_LANE, name)
            taken.wait(20)
            if found is not None:
                mine += 1
                won.append(found)
                assert queue.give_back(found)
        return mine

    first, second = together(lambda: race("one"), lambda: race("two"), seconds=RACE_SECONDS)
    assert first + second == len(won) == RACES
    assert len({claim.fence for claim in won}) == RACES
    assert [claim.fence for claim in won] == sorted(claim.fence for claim in won)
    assert not any(queue.is_ours(claim) for claim in won), "what was given back is nobody's"
    assert QueueTicket.objects.get().fence == won[-1].fence + 1


@pytest.fixture
def scenes(workspace: Workspace, elsewhere: Workspace) -> list[Scene]:
    """In two workspaces, with enough credits."""
    for place in (workspace, elsewhere):
        give(place.pk, 1_000_000)
    return [rows.scene_in(workspace), rows.scene_in(elsewhere)]


@pytest.mark.parametrize("jobs", [FEW_JOBS, pytest.param(MANY_JOBS, marks=pytest.mark.long)])
def test_a_soak_of_small_jobs_with_random_faults_ends_with_exact_counts(
    jobs: int, scenes: list[Scene], crew: Crew
) -> None:
    chance = random.Random(jobs)
    asked = soak(jobs, scenes, crew, chance)
    assert len(asked) * PARTS == jobs
    ended = [generation for scene in scenes for generation in generations(scene)]
    assert {generation.pk for generation in ended} == set(asked)
    assert {generation.state for generation in ended} <= GENERATION_ENDS
    for scene in scenes:
        states = parts(scene)
        assert set(states) <= {"succeeded", "failed"}
        assert states.count("succeeded") >= 0.9 * len(states), "more was lost than three tries may lose"
        assert audit(scene.tenant_id).reserved == 0
    assert sum(len(parts(scene)) for scene in scenes) == jobs


def soak(jobs: int, scenes: list[Scene], crew: Crew, chance: random.Random) -> list[object]:
    """Ask for so many jobs while workers die, freeze and lose their database; the ids of what was asked for."""
    asked: list[object] = []
    seeds, blows = iter(range(10**6)), blows_on(crew, chance)
    end, next_blow = time.monotonic() + PATIENCE_SECONDS, 0.0
    while len(asked) * PARTS < jobs or QueueTicket.objects.exists():
        assert time.monotonic() < end, "the soak does not end"
        while len(asked) * PARTS < jobs and QueueTicket.objects.count() < JOBS_AT_ONCE:
            asked.append(rows.asked(scenes[len(asked) % len(scenes)], count=PARTS).pk)
        while sum(map(crew.lives, crew.hired)) < WORKERS:
            crew.hire(wounds.RANDOMLY, seed=next(seeds))
        if time.monotonic() > next_blow:
            next(blows)
            next_blow = time.monotonic() + BLOW_EVERY_SECONDS
        time.sleep(LOOK_SECONDS)
    return asked


def blows_on(crew: Crew, chance: random.Random) -> Iterator[None]:
    """One more harm each time: a death, a sleep beyond the lease, or connections that break."""
    while True:
        victim = chance.choice([pid for pid in crew.hired if crew.lives(pid)] or crew.hired)
        match chance.randrange(3):
            case 0:
                crew.send(victim)
            case 1:
                crew.send(victim, signal.SIGSTOP)
                threading.Timer(2 * LEASE_SECONDS, crew.send, (victim, signal.SIGCONT)).start()
            case _:
                with connection.cursor() as cursor:
                    cursor.execute(END_BACKENDS_SQL)
        yield


def generations(scene: Scene) -> list[Generation]:
    with scope(scene.tenant_id):
        return list(Generation.objects.filter(scene=scene))


def parts(scene: Scene) -> list[str]:
    with scope(scene.tenant_id):
        return list(Job.objects.filter(generation__scene=scene).values_list("state", flat=True))
