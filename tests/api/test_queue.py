"""The queue by the API: how it stands, and what people do with what waits."""

from typing import Any
from uuid import UUID, uuid4

import pytest

from accounts.models import User, Workspace
from accounts.roles import Role
from accounts.tenancy import scope
from generation import queue, values
from generation.errors import JobError
from generation.models import Generation, Job, QueueTicket, QueueWorkspace
from generation.models.queue import LEASED, PAUSED
from generation.queue import Claim
from generation.services import running
from generation.values import CPU_LANE
from projects.models import Scene
from tests import cast, rows
from tests.cast import Speaker

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene(workspace: Workspace) -> Scene:
    """A scene of the workspace."""
    return rows.scene_in(workspace)


def asked(speaker: Speaker, scene: Scene, **more: Any) -> UUID:
    """Frames that somebody asks for, and that wait."""
    body = {"kind": "frames", "scene": str(scene.pk), "prompt": "a red boat", "quality": "low", "count": 1, **more}
    return UUID(speaker.made("POST", "generations", body)["id"])


def jobs_of(generation_id: UUID, workspace: Workspace) -> list[UUID]:
    with scope(workspace.pk):
        return list(Job.objects.filter(generation=generation_id).order_by("number").values_list("pk", flat=True))


def taken() -> Claim:
    """The next job of the lane, as a worker takes and begins it."""
    held = queue.claim(CPU_LANE, "one")
    assert held is not None
    assert running.begin(held) is not None
    return held


def order(speaker: Speaker, whose: str = "mine") -> list[UUID]:
    """What waits, as the page shows it."""
    return [UUID(entry["generation"]) for entry in speaker.made("GET", f"queue?whose={whose}")["waiting"]]


def reasons(speaker: Speaker) -> list[list[str]]:
    return [[reason["key"] for reason in entry["reasons"]] for entry in speaker.made("GET", "queue")["waiting"]]


def test_an_empty_queue_says_so(as_editor: Speaker) -> None:
    found = as_editor.made("GET", "queue")
    assert (found["running"], found["waiting"], found["done_in"], found["paused"]) == ([], [], None, None)
    assert (found["places_used"], found["places"], found["plan"]) == (0, None, "Studio")


def test_what_waits_is_told_with_its_place_start_and_reason(as_editor: Speaker, scene: Scene) -> None:
    first, second = asked(as_editor, scene), asked(as_editor, scene)
    found = as_editor.made("GET", "queue")
    assert [UUID(entry["generation"]) for entry in found["waiting"]] == [first, second]
    assert [entry["ahead"] for entry in found["waiting"]] == [0, 1]
    low, high = found["waiting"][1]["starts_in"]
    assert 0 < low < high
    assert [reason["words"] for reason in found["waiting"][1]["reasons"]] == ["1 ahead of you"]
    assert found["waiting"][0]["by"] == {"name": "Editor", "me": True}
    assert found["done_in"][1] >= high


def test_what_runs_is_told_apart_from_what_waits(as_editor: Speaker, scene: Scene) -> None:
    generation_id = asked(as_editor, scene, count=2)
    held = taken()
    found = as_editor.made("GET", "queue")
    assert [entry["job"] for entry in found["running"]] == [str(held.job_id)]
    assert found["running"][0]["remaining_seconds"] is not None
    assert [(entry["generation"], entry["parts"]) for entry in found["waiting"]] == [(str(generation_id), 1)]
    assert [(lane["lane"], lane["running"], lane["others"]) for lane in found["lanes"]] == [("cpu", 1, 0)]


def test_others_of_the_workspace_are_seen_where_that_is_asked(
    as_editor: Speaker, as_owner: Speaker, as_viewer: Speaker, scene: Scene
) -> None:
    mine, theirs = asked(as_editor, scene), asked(as_owner, scene)
    assert order(as_editor) == [mine]
    assert order(as_editor, "everyone") == [mine, theirs]
    assert order(as_viewer, "everyone") == [mine, theirs]
    assert as_editor.refused(400, "GET", "queue?whose=theirs")["errors"][0]["field"] == "whose"


def test_another_workspace_is_a_number_and_nothing_else(
    as_editor: Speaker, as_outsider: Speaker, scene: Scene, elsewhere: Workspace
) -> None:
    asked(as_outsider, rows.scene_in(elsewhere))
    mine = asked(as_editor, scene)
    taken()
    found = as_editor.made("GET", "queue?whose=everyone")
    assert [entry["generation"] for entry in found["waiting"]] == [str(mine)]
    assert found["running"] == []
    assert [(lane["running"], lane["others"]) for lane in found["lanes"]] == [(1, 1)]


def test_pausing_everyones_lets_nothing_begin_and_says_who_did_it(as_owner: Speaker, scene: Scene) -> None:
    asked(as_owner, scene)
    for _ in range(2):
        paused = as_owner.made("POST", "queue/pause", {"whose": "everyone"})
        assert paused["paused"]["by"] == "Owner"
    assert queue.claim(CPU_LANE, "one") is None
    assert reasons(as_owner) == [["paused"]]
    for _ in range(2):
        assert as_owner.made("POST", "queue/resume", {"whose": "everyone"})["paused"] is None
    assert queue.claim(CPU_LANE, "one") is not None


def test_what_somebody_paused_who_has_left_is_not_an_operators(
    as_owner: Speaker, scene: Scene, workspace: Workspace
) -> None:
    asked(as_owner, scene)
    as_owner.made("POST", "queue/pause", {"whose": "everyone"})
    QueueWorkspace.objects.filter(pk=workspace.pk).update(paused_by=uuid4())
    assert as_owner.made("GET", "queue")["paused"]["by"] == "somebody here"
    assert as_owner.made("POST", "queue/resume", {"whose": "everyone"})["paused"] is None


def test_pausing_now_hands_back_what_runs_and_takes_no_try(
    as_owner: Speaker, scene: Scene, workspace: Workspace
) -> None:
    asked(as_owner, scene)
    held = taken()
    as_owner.made("POST", "queue/pause", {"whose": "everyone", "now": True})
    with scope(workspace.pk):
        job = Job.objects.get(pk=held.job_id)
    assert (job.state, job.tries) == (values.QUEUED, 0)
    assert not queue.renew(held)
    assert queue.claim(CPU_LANE, "one") is None
    as_owner.made("POST", "queue/resume", {"whose": "everyone"})
    assert taken().job_id == held.job_id


def test_pausing_after_the_running_job_lets_it_go_on(as_owner: Speaker, scene: Scene) -> None:
    asked(as_owner, scene)
    held = taken()
    as_owner.made("POST", "queue/pause", {"whose": "everyone"})
    assert queue.renew(held)


def test_pausing_mine_stops_nobody_else(as_editor: Speaker, as_owner: Speaker, scene: Scene) -> None:
    mine, theirs = asked(as_editor, scene), asked(as_owner, scene)
    as_editor.made("POST", "queue/pause", {"whose": "mine"})
    assert reasons(as_editor) == [["held"]]
    assert taken().job_id in jobs_of(theirs, scene.workspace)
    assert queue.claim(CPU_LANE, "one") is None
    as_editor.made("POST", "queue/resume", {})
    assert taken().job_id in jobs_of(mine, scene.workspace)


@pytest.mark.parametrize("word", ["pause", "resume", "clear"])
def test_everyones_work_is_an_owners_or_admins(
    word: str, as_editor: Speaker, as_owner: Speaker, workspace: Workspace, scene: Scene
) -> None:
    admin = cast.browser(cast.person("admin@northlight.film", workspace, Role.ADMIN), workspace)
    told = as_editor.refused(403, "POST", f"queue/{word}", {"whose": "everyone"})
    assert "owner or admin" in told["detail"]
    as_owner.made("POST", f"queue/{word}", {"whose": "everyone"})
    admin.made("POST", f"queue/{word}", {"whose": "everyone"})


@pytest.mark.parametrize("word", ["pause", "resume", "clear"])
def test_nobody_is_not_whose(word: str, as_owner: Speaker) -> None:
    told = as_owner.refused(400, "POST", f"queue/{word}", {"whose": "theirs"})
    assert told["errors"][0]["field"] == "whose"


def test_clearing_cancels_what_waits_and_leaves_what_is_being_made(
    as_editor: Speaker, as_owner: Speaker, scene: Scene
) -> None:
    made, mine, theirs = asked(as_editor, scene), asked(as_editor, scene), asked(as_owner, scene)
    taken()
    assert as_editor.made("POST", "queue/clear", {"whose": "mine"}) == {"cancelled": 1}
    states = {one: as_owner.made("GET", f"generations/{one}")["state"] for one in (made, mine, theirs)}
    assert states == {made: "running", mine: "cancelled", theirs: "queued"}
    assert as_owner.made("POST", "queue/clear", {"whose": "everyone", "running": True}) == {"cancelled": 2}
    assert as_owner.made("POST", "queue/clear", {"whose": "everyone", "running": True}) == {"cancelled": 0}
    assert not QueueTicket.objects.exists()


def test_what_is_held_waits_in_its_place_and_goes_on_from_there(as_editor: Speaker, scene: Scene) -> None:
    first, second = asked(as_editor, scene), asked(as_editor, scene)
    for _ in range(2):
        as_editor.made("POST", f"generations/{first}/hold", {})
    assert reasons(as_editor) == [["held"], ["ahead"]]
    for _ in range(2):
        as_editor.made("POST", f"generations/{first}/release")
    assert order(as_editor) == [first, second]
    assert taken().job_id in jobs_of(first, scene.workspace)


def test_holding_now_hands_back_its_running_part(as_editor: Speaker, scene: Scene) -> None:
    first = asked(as_editor, scene, count=2)
    held = taken()
    as_editor.made("POST", f"generations/{first}/hold", {"now": True})
    assert not queue.renew(held)
    assert set(QueueTicket.objects.values_list("state", flat=True)) == {PAUSED}
    as_editor.made("POST", f"generations/{first}/release")
    assert taken().job_id == held.job_id


def test_a_part_that_was_taken_while_it_was_held_is_put_aside(as_editor: Speaker, scene: Scene) -> None:
    """The claim was quicker than the word; what is held is looked at before anything runs."""
    first = asked(as_editor, scene)
    held = queue.claim(CPU_LANE, "one")
    assert held is not None
    as_editor.made("POST", f"generations/{first}/hold", {})
    assert QueueTicket.objects.get().state == LEASED
    assert running.begin(held) is None
    assert QueueTicket.objects.get().state == PAUSED
    as_editor.made("POST", f"generations/{first}/release")
    assert taken().job_id == held.job_id


def test_running_next_and_moving_change_the_own_order(as_editor: Speaker, scene: Scene) -> None:
    one, two, three = (asked(as_editor, scene) for _ in range(3))
    for _ in range(2):
        as_editor.made("POST", f"generations/{three}/run-next")
        assert order(as_editor) == [three, one, two]
    as_editor.made("POST", f"generations/{three}/move", {"after": str(one)})
    assert order(as_editor) == [one, three, two]
    as_editor.made("POST", f"generations/{two}/move", {"before": str(one)})
    assert order(as_editor) == [two, one, three]
    assert taken().job_id in jobs_of(two, scene.workspace)


def test_an_editor_orders_among_their_own_and_an_owner_among_all(
    as_editor: Speaker, as_owner: Speaker, scene: Scene
) -> None:
    first, theirs, last = asked(as_editor, scene), asked(as_owner, scene), asked(as_editor, scene)
    as_editor.made("POST", f"generations/{last}/run-next")
    assert order(as_owner, "everyone") == [last, theirs, first]
    told = as_editor.refused(403, "POST", f"generations/{first}/move", {"before": str(theirs)})
    assert "Somebody else" in told["detail"]
    as_owner.made("POST", f"generations/{first}/move", {"before": str(theirs)})
    assert order(as_owner, "everyone") == [last, first, theirs]


@pytest.mark.parametrize("body", [{}, {"before": None}, {"before": "x"}])
def test_a_move_says_where_to(body: dict[str, Any], as_editor: Speaker, scene: Scene) -> None:
    one = asked(as_editor, scene)
    as_editor.refused(400, "POST", f"generations/{one}/move", body)
    as_editor.refused(400, "POST", f"generations/{one}/move", {"before": str(one), "after": str(one)})


def test_nothing_is_moved_before_what_is_elsewhere(
    as_editor: Speaker, as_outsider: Speaker, scene: Scene, elsewhere: Workspace
) -> None:
    one, foreign = asked(as_editor, scene), asked(as_outsider, rows.scene_in(elsewhere))
    told = [
        as_editor.refused(400, "POST", f"generations/{one}/move", {"before": str(other)})
        for other in (foreign, uuid4())
    ]
    assert told[0] == told[1]


@pytest.mark.parametrize(
    ("word", "body"), [("hold", {}), ("release", None), ("run-next", None), ("move", {"before": "it"})]
)
def test_what_others_asked_for_is_theirs_to_order(
    word: str, body: Any, as_editor: Speaker, as_owner: Speaker, scene: Scene
) -> None:
    theirs, mine = asked(as_owner, scene), asked(as_editor, scene)
    body = {"before": str(mine)} if word == "move" else body
    as_editor.refused(403, "POST", f"generations/{theirs}/{word}", body)
    as_owner.made("POST", f"generations/{mine}/{word}", {"before": str(theirs)} if word == "move" else body)


@pytest.mark.parametrize("word", ["hold", "release", "run-next", "requeue"])
def test_what_has_ended_is_not_ordered(word: str, as_owner: Speaker, scene: Scene) -> None:
    one = asked(as_owner, scene)
    as_owner.made("POST", f"generations/{one}/cancel")
    as_owner.refused(409, "POST", f"generations/{one}/{word}", {})


def test_a_waiting_request_is_changed_with_its_price(as_editor: Speaker, scene: Scene, workspace: Workspace) -> None:
    one = asked(as_editor, scene, count=3)
    before = as_editor.made("GET", f"generations/{one}")
    change = {"prompt": "a blue boat", "negative_prompt": "rain", "seed": 99, "count": 2}
    for _ in range(2):
        found = as_editor.made("PATCH", f"generations/{one}", change)
        assert {name: found[name] for name in change} == change
    assert found["credits_reserved"] == before["credits_reserved"] * 2 // 3 == found["quote"]["credits"]
    assert found["quote"]["seconds"][1] < before["quote"]["seconds"][1]
    with scope(workspace.pk):
        jobs = list(Job.objects.filter(generation=one).order_by("number"))
    assert [job.params["prompt"] for job in jobs] == ["a blue boat"] * 2
    assert [job.params["negative_prompt"] for job in jobs] == ["rain"] * 2
    assert jobs[0].params["seed"] == 99 != jobs[1].params["seed"]
    assert QueueTicket.objects.count() == 2


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({}, "prompt"),
        ({"prompt": ""}, "prompt"),
        ({"seed": -1}, "seed"),
        ({"count": 4}, "count"),
        ({"count": 0}, "count"),
        ({"priority": "urgent"}, "priority"),
        ({"priority": "soon"}, "priority"),
    ],
)
def test_a_change_that_is_none_names_the_field(
    body: dict[str, Any], field: str, as_editor: Speaker, scene: Scene
) -> None:
    one = asked(as_editor, scene, count=3)
    assert as_editor.refused(400, "PATCH", f"generations/{one}", body)["errors"][0]["field"] == field


def test_what_has_begun_keeps_its_words(as_editor: Speaker, scene: Scene) -> None:
    one = asked(as_editor, scene, count=2)
    taken()
    told = as_editor.refused(409, "PATCH", f"generations/{one}", {"prompt": "a blue boat"})
    assert told["detail"] == "This has begun already."


def test_the_priority_is_the_plans_to_allow(as_owner: Speaker, scene: Scene, workspace: Workspace) -> None:
    Workspace.objects.filter(pk=workspace.pk).update(plan="free")
    told = as_owner.refused(403, "POST", "generations", {**_body(scene), "priority": "high"})
    assert told["detail"] == "Free plans go up to normal."
    assert "Creator has high too." in told["advice"]
    as_owner.refused(400, "POST", "generations", {**_body(scene), "priority": "urgent"})
    Workspace.objects.filter(pk=workspace.pk).update(plan="creator")
    first, second = asked(as_owner, scene), asked(as_owner, scene, priority="high")
    assert order(as_owner) == [second, first]
    as_owner.made("PATCH", f"generations/{second}", {"priority": "low"})
    assert order(as_owner) == [first, second]
    assert [entry["priority"] for entry in as_owner.made("GET", "queue")["waiting"]] == ["normal", "low"]


def _body(scene: Scene) -> dict[str, Any]:
    return {"kind": "frames", "scene": str(scene.pk), "prompt": "a boat", "quality": "low", "count": 1}


def test_failed_parts_are_tried_again_by_who_asked_for_them(
    as_editor: Speaker, as_owner: Speaker, scene: Scene, workspace: Workspace
) -> None:
    one = asked(as_editor, scene)
    running.fail(taken(), JobError("input", "No.", "Yes."))
    assert as_editor.made("GET", f"generations/{one}")["state"] == "failed"
    assert as_editor.made("POST", f"generations/{one}/requeue")["state"] == "queued"
    as_editor.refused(409, "POST", f"generations/{one}/requeue")
    assert taken().job_id in jobs_of(one, workspace)


def test_what_a_film_asks_for_waits_and_goes_with_it(as_owner: Speaker, scene: Scene, workspace: Workspace) -> None:
    with scope(workspace.pk):
        film = Generation.objects.create(
            kind=values.FILM, state=values.RUNNING, project_id=scene.episode.project_id, prompt="x", seed=1,
            requested_tier="low", achieved_tier="low", quote=rows.QUOTE,
        )  # fmt: skip
    child = rows.asked(scene, parent=film.pk)
    as_owner.made("POST", f"generations/{film.pk}/hold", {})
    later = rows.asked(scene, parent=film.pk)
    assert queue.claim(CPU_LANE, "one") is None
    assert {ticket.state for ticket in QueueTicket.objects.all()} == {PAUSED}
    as_owner.made("POST", f"generations/{film.pk}/release")
    assert taken().job_id in jobs_of(child.pk, workspace) + jobs_of(later.pk, workspace)


def test_a_question_waits_in_the_queue_too(as_owner: Speaker, scene: Scene, workspace: Workspace) -> None:
    one = rows.asked(scene)
    with scope(workspace.pk):
        QueueTicket.objects.all().delete()
        Job.objects.filter(generation=one).update(state=values.HELD)
        Generation.objects.filter(pk=one.pk).update(
            state=values.AWAITING_CONSENT,
            consent={"asked_at": None, "until": "2030-01-01T00:00:00+00:00", "answer": "", "answered_at": None},
        )
    (entry,) = as_owner.made("GET", "queue?whose=everyone")["waiting"]
    assert [reason["key"] for reason in entry["reasons"]] == ["consent"]
    assert (entry["ahead"], entry["starts_in"], entry["until"]) == (None, None, "2030-01-01T00:00:00+00:00")


def test_a_pause_outlives_what_is_asked_for_later(as_owner: Speaker, scene: Scene, workspace: Workspace) -> None:
    as_owner.made("POST", "queue/pause", {"whose": "everyone"})
    asked(as_owner, scene)
    assert QueueWorkspace.objects.get(pk=workspace.pk).paused_at is not None
    assert queue.claim(CPU_LANE, "one") is None


@pytest.mark.parametrize("word", ["pause", "resume", "clear"])
def test_a_viewer_orders_nothing(word: str, as_viewer: Speaker, as_intruder: Speaker, owner: User) -> None:
    as_viewer.refused(403, "POST", f"queue/{word}", {})
    as_intruder.refused(404, "POST", f"queue/{word}", {})
