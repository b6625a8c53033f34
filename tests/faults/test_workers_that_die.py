"""kill -9 at every place of a worker's work: before, in and after the engine, between file and row, in the end."""

from typing import Any

import pytest

from accounts.models import Workspace
from accounts.tenancy import scope
from generation.models import Generation, Job
from projects.models import Scene
from tests import rows
from tests.credits.books import audit
from tests.faults import wounds
from tests.faults.crew import Crew, until, until_done

pytestmark = [pytest.mark.faults, pytest.mark.django_db(transaction=True, databases=["default", "ops"])]


def asked_for(asked: Generation) -> tuple[Generation, list[Job]]:
    """What became of it."""
    with scope(asked.tenant_id):
        return Generation.objects.get(pk=asked.pk), list(Job.objects.filter(generation=asked).order_by("number"))


@pytest.mark.parametrize("moment", wounds.DEATHS)
def test_the_death_of_a_worker_loses_and_doubles_nothing(
    moment: str, scene: Scene, workspace: Workspace, crew: Crew
) -> None:
    asked = rows.asked(scene, count=2)
    dying = crew.hire(moment)
    until(lambda: not crew.lives(dying), "the worker's death")
    crew.hire()
    until_done()
    generation, jobs = asked_for(asked)
    assert generation.state == "succeeded"
    assert [job.state for job in jobs] == ["succeeded"] * 2
    assert [job.tries for job in jobs] == [1 if moment in ("claimed", "finished") else 2, 1]
    assert generation.credits_captured == asked.quote["credits"]
    assert audit(workspace.pk).reserved == 0


def test_a_job_that_takes_every_worker_down_ends_and_its_generation_with_it(scene: Scene, crew: Crew) -> None:
    asked = rows.asked(scene)
    for _ in range(3):
        dying = crew.hire("begun")
        until(lambda pid=dying: not crew.lives(pid), "the worker's death")  # type: ignore[misc]
    crew.hire()
    until_done()
    generation, (job,) = asked_for(asked)
    assert (generation.state in ("failed", "review"), job.state) == (True, "failed")
    assert generation.error
    assert generation.credits_captured == generation.credits_reserved == 0


def frames_of(asked: Generation) -> list[dict[str, Any]]:
    """What each frame says of itself."""
    with scope(asked.tenant_id):
        return [output.recipe for output in asked.outputs.order_by("job__number")]


def test_what_one_worker_finished_the_next_does_not_make_again(scene: Scene, crew: Crew) -> None:
    asked = rows.asked(scene, count=2)
    dying = crew.hire("finished")
    until(lambda: not crew.lives(dying), "the worker's death")
    second = crew.hire()
    until_done()
    assert [recipe["worker"] for recipe in frames_of(asked)] == [dying, second]
