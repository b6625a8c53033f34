"""Jobs that keep failing: they end, a person is asked with a diagnosis, and may try once more."""

import threading
from typing import Any

import pytest

from accounts.credits import ledger
from accounts.models import Workspace
from accounts.tenancy import scope
from generation import queue, values
from generation.errors import Category, JobError
from generation.handlers.base import Made, Work
from generation.models import EventLog, Generation, QueueTicket, StepTally
from generation.retrying import LIMITS
from generation.services import running
from generation.values import CPU_LANE
from generation.worker import Station
from projects.models import Scene
from tests import rows
from tests.cast import Speaker
from tests.generation.test_queue import expire
from tests.resolution.conftest import Trouble, done, hurry, jobs, real_run, session, sessions, steps
from tests.stations import Studio

pytestmark = pytest.mark.django_db(transaction=True)
TRIES = LIMITS[Category.PIPELINE].tries


def broken(work: Work) -> Made:
    raise ZeroDivisionError


def generation(scene: Scene) -> Generation:
    with scope(scene.tenant_id):
        return Generation.objects.order_by("id")[0]


def reserved(workspace: Workspace) -> int:
    with scope(workspace.pk):
        return ledger.balance().reserved


def told(scene: Scene, kind: str) -> list[Any]:
    with scope(scene.tenant_id):
        return list(EventLog.objects.filter(type=kind).order_by("seq").values_list("data", flat=True))


def test_a_job_that_kills_its_worker_each_time_ends_with_a_diagnosis(scene: Scene, workspace: Workspace) -> None:
    """Nobody reports anything: only leases run out."""
    rows.asked(scene)
    for number in range(TRIES + 1):
        found = queue.claim(CPU_LANE, f"worker {number}")
        assert found is not None
        begun = running.begin(found)
        assert (begun is None) == (number == TRIES)
        if begun is not None:
            expire(found.job_id)
    (job,) = jobs(scene)
    assert (job.state, generation(scene).state) == (values.FAILED, values.REVIEW)
    assert [kept["cause"] for kept in job.failures] == ["worker_lost"] * TRIES
    found_session = session(scene)
    assert (found_session.state, found_session.detail) == (
        "needs_you",
        "This part stopped the worker each time it was tried.",
    )
    assert {"try_again", "change_words", "ask_operator"} <= set(steps(scene))
    assert not QueueTicket.objects.exists()
    assert reserved(workspace) == 0


def test_a_job_that_keeps_failing_is_tried_again_from_review_and_succeeds(
    scene: Scene, workspace: Workspace, station: Station, trouble: Trouble, as_editor: Speaker
) -> None:
    cured = threading.Event()
    trouble(lambda work: real_run(work, lambda stage, fraction: None) if cured.is_set() else broken(work))
    rows.asked(scene, count=2)
    hurry(station, TRIES)
    asked = generation(scene)
    assert (asked.state, asked.error and asked.error["category"]) == ("review", "pipeline")
    assert reserved(workspace) == 0
    cured.set()
    opened = sessions(scene)
    assert [each.state for each in opened] == ["needs_you"] * 2
    address = f"resolutions/{opened[0].pk}/steps/{rows.steps_of(opened[0])['try_again'].pk}/run"
    for _ in range(2):
        answer = as_editor.made("POST", address)
        assert answer["state"] == "working"
    assert QueueTicket.objects.count() == 2
    hurry(station)
    now = generation(scene)
    assert (now.pk, now.state, now.error) == (asked.pk, "succeeded", None)
    assert now.credits_captured == now.credits_reserved > 0
    assert [each.state for each in sessions(scene)] == ["resolved"] * 2
    assert StepTally.objects.get(key="try_again", category="pipeline").helped == 1


def test_trying_again_in_vain_asks_once_more_and_counts(
    scene: Scene, station: Station, trouble: Trouble, as_editor: Speaker
) -> None:
    trouble(broken)
    rows.asked(scene)
    hurry(station, TRIES)
    opened = session(scene)
    address = f"resolutions/{opened.pk}/steps/{rows.steps_of(opened)['try_again'].pk}/run"
    as_editor.made("POST", address)
    hurry(station, TRIES)
    assert session(scene).state == "needs_you"
    assert steps(scene)["try_again"].state == "waiting"
    tally = StepTally.objects.get(key="try_again", category="pipeline")
    assert (tally.tried, tally.helped) == (1, 0)
    assert as_editor.made("POST", address)["state"] == "working"


def test_one_poisonous_part_leaves_the_others_and_says_what_is_missing(
    scene: Scene, station: Station, trouble: Trouble, as_editor: Speaker
) -> None:
    def second_is_broken(work: Work) -> Made:
        return broken(work) if work.number == 2 else real_run(work, lambda stage, fraction: None)

    trouble(second_is_broken)
    asked = rows.asked(scene, count=3)
    hurry(station, TRIES)
    told_of = as_editor.made("GET", f"generations/{asked.pk}")
    assert (told_of["state"], len(told_of["outputs"]), told_of["error"]) == ("succeeded", 2, None)
    assert [job["error"] and job["error"]["category"] for job in told_of["jobs"]] == [None, "pipeline", None]
    opened = session(scene)
    trouble(lambda work: real_run(work, lambda stage, fraction: None))
    answer = as_editor.made("POST", f"resolutions/{opened.pk}/steps/{rows.steps_of(opened)['try_again'].pk}/run")
    (made,) = [step["made"] for step in answer["steps"] if step["made"]]
    hurry(station)
    again = as_editor.made("GET", f"generations/{made}")
    assert (again["state"], again["count"], again["parent"]) == ("succeeded", 1, str(asked.pk))
    assert again["seed"] == jobs(scene)[1].params["seed"]
    assert session(scene).state == "resolved"


def test_one_quality_lower_is_another_generation_of_the_tree(
    scene: Scene, station: Station, trouble: Trouble, as_editor: Speaker
) -> None:
    def greedy(work: Work) -> Made:
        raise MemoryError

    trouble(greedy)
    with scope(scene.tenant_id):
        scene.quality = "standard"
        scene.save()
    asked = as_editor.made(
        "POST", "generations", {"kind": "frames", "scene": str(scene.pk), "prompt": rows.PROMPT, "count": 1}
    )
    hurry(station, 3)
    opened = session(scene)
    answer = as_editor.made("POST", f"resolutions/{opened.pk}/steps/{rows.steps_of(opened)['try_lower'].pk}/run")
    (made,) = [step["made"] for step in answer["steps"] if step["made"]]
    lower = as_editor.made("GET", f"generations/{made}")
    assert (lower["requested_tier"], lower["parent"]) == ("low", asked["id"])
    trouble(lambda work: real_run(work, lambda stage, fraction: None))
    hurry(station)
    assert session(scene).state == "resolved"


def test_what_the_studio_does_is_told_while_it_does_it(scene: Scene, station: Station, trouble: Trouble) -> None:
    def greedy(work: Work) -> Made:
        raise MemoryError

    trouble(greedy)
    rows.asked(scene)
    hurry(station)
    events = told(scene, "resolution.step")
    assert [(event["step"], event["state"]) for event in events] == [
        ("", "working"),
        ("free_memory", "working"),
        ("free_memory", "working"),
    ]
    assert done(scene)["free_memory"][1] is None


def test_what_is_cancelled_needs_nothing_more(
    scene: Scene, station: Station, trouble: Trouble, as_editor: Speaker
) -> None:
    trouble(broken)
    asked = rows.asked(scene)
    hurry(station)
    assert session(scene).state == "working"
    as_editor.made("POST", f"generations/{asked.pk}/cancel")
    assert session(scene).state == "closed"


def test_a_lasting_fault_still_fails(scene: Scene, station: Station, trouble: Trouble) -> None:
    def refuse(work: Work) -> Made:
        raise JobError("input", "This can't be drawn.", "Write it in other words.")

    trouble(refuse)
    rows.asked(scene)
    hurry(station)
    assert generation(scene).state == values.FAILED
    assert list(steps(scene))[0] == "change_words"


@pytest.mark.usefixtures("station")
def test_a_film_goes_on_without_a_scene_whose_parts_keep_failing(
    as_editor: Speaker, workspace: Workspace, studio: Studio, trouble: Trouble
) -> None:
    """A generation that waits for a person is no end of the film: the scene is tried so often, then left out."""
    shelf = rows.shelf_in(workspace, chosen=True)
    bare = rows.scene_of(shelf.project)

    def pictures_break(work: Work) -> Made:
        return broken(work) if work.kind == "picture" else real_run(work, lambda stage, fraction: None)

    trouble(pictures_break)
    film = as_editor.made("POST", f"episodes/{shelf.episode.pk}/film", {"automatic": True})
    for _ in range(12):
        QueueTicket.objects.update(available_at="2020-01-01T00:00:00Z")
        studio.drain()
    assert as_editor.made("GET", f"generations/{film['id']}")["state"] == "succeeded"
    with scope(workspace.pk):
        states = set(Generation.objects.filter(scene=bare).values_list("state", flat=True))
    assert states == {"review"}


def test_a_film_that_nothing_could_be_made_of_asks_too(
    as_editor: Speaker, workspace: Workspace, studio: Studio, trouble: Trouble
) -> None:
    trouble(broken)
    project = as_editor.made("POST", "projects", {"idea": rows.PROMPT, "quality": "low"})
    film = as_editor.made("POST", f"episodes/{project['episodes'][0]['id']}/film", {"automatic": True})
    for _ in range(6):
        QueueTicket.objects.update(available_at="2020-01-01T00:00:00Z")
        studio.drain()
    found = as_editor.made("GET", f"resolutions?generation={film['id']}")["results"]
    assert [(each["kind"], each["part"], each["tries"]) for each in found] == [("film", None, [])]
    again = next(step for step in found[0]["steps"] if step["key"] == "try_again")
    made = as_editor.made("POST", f"resolutions/{found[0]['id']}/steps/{again['id']}/run")
    (anew,) = [step["made"] for step in made["steps"] if step["made"]]
    assert as_editor.made("GET", f"generations/{anew}")["kind"] == "film"
