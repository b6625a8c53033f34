"""Automatic takes: what follows each, in the transaction that scores it."""

from typing import Any

import pytest

from accounts.models import Workspace
from accounts.tenancy import scope
from generation import attempts_told, files, queue, reporting, values
from generation.handlers.base import Made, MadeFile
from generation.models import EventLog, Generation, Job, QueueTicket, Take
from generation.queue import Claim
from generation.services import editing, ending, running
from generation.services.queueing import Asker
from projects.models import Project, Scene
from projects.services import making
from quality.scoring import DIMENSIONS, ClipScore
from quality.scoring.dimensions import measured, profile
from quality.scoring.judging import VBENCH
from quality.scoring.totals import weigh
from quality.vbench.batch import Scored
from tests import rows

pytestmark = pytest.mark.django_db
GOOD = dict.fromkeys(DIMENSIONS, 1.0)
FLICKERS = {**GOOD, "temporal_flickering": 0.2}


def clip(values_of: dict[str, float], flags: tuple[str, ...] = (), method: str = "") -> ClipScore:
    scores = {name: measured(name, value, value=value) for name, value in values_of.items()}
    if method:
        told = {name: {field: getattr(each, field) for field in each.__slots__} for name, each in scores.items()}
        scores = {name: type(scores[name])(**{**each, "method": method}) for name, each in told.items()}
    total, weight = weigh(scores)
    return ClipScore(scores, total, weight, flags, profile(scores.values()))


@pytest.fixture
def scene(workspace: Workspace) -> Scene:
    """A scene with a frame to film."""
    found = rows.scene_in(workspace)
    rows.frame_of(found)
    return stopping(found, early=True)


def stopping(scene: Scene, *, early: bool) -> Scene:
    """The same scene, whose project stops at a good take, or does not."""
    with scope(scene.tenant_id):
        Project.objects.update(stop_early=early)
        return Scene.objects.select_related("episode__project__custom_tier", "selected_frame").get(pk=scene.pk)


def asked(scene: Scene, **wish: Any) -> Generation:
    with scope(scene.tenant_id):
        return making.make_takes(scene, making.frame_for_takes(scene), seed=7, **wish)


def taken(lane: str) -> Claim:
    found = queue.claim(lane, "one")
    assert found is not None
    return found


def shoot(scene: Scene) -> None:
    """One take is made, by a worker that draws nothing."""
    held = taken(values.CPU_LANE)
    assert running.begin(held) is not None
    file_id = files.keep(scene.tenant_id, rows.film(300), "video/mp4")
    assert running.complete(held, Made(MadeFile(file_id, 64, 64, {}, "", 2, 24.0, 0.1)))


def look_over(scored: ClipScore, spare: ClipScore | None = None) -> None:
    held = taken(values.EXPORT_LANE)
    assert running.begin(held) is not None
    assert running.complete(held, Made(facts={"scored": Scored(scored, spare)}))


def now(generation: Generation) -> Generation:
    with scope(generation.tenant_id):
        return Generation.objects.prefetch_related("jobs").get(pk=generation.pk)


def takes(generation: Generation) -> list[Job]:
    with scope(generation.tenant_id):
        return list(Job.objects.filter(generation=generation, kind=values.JOB_TAKE).order_by("number"))


def test_without_a_free_device_each_take_mends_the_one_before(scene: Scene) -> None:
    made = asked(scene)
    assert (made.count, len(takes(made))) == (3, 1)
    shoot(scene)
    assert (now(made).state, len(takes(made))) == ("scoring", 1)
    look_over(clip(FLICKERS, ("flicker",)))
    first, second = takes(made)
    assert (now(made).state, second.state) == ("running", "queued")
    assert second.params["seed"] != first.params["seed"]
    assert second.params["repairs"][0]["words"] == "Steadier camera, because take 1 flickered."
    assert "flicker" in second.params["negative_prompt"]
    shoot(scene)
    look_over(clip({**GOOD, "imaging_quality": 0.2}, ("blurred",)))
    shoot(scene)
    look_over(clip({**GOOD, "imaging_quality": 0.3}, ("blurred",)))
    ended = now(made)
    assert (ended.state, len(takes(made))) == ("succeeded", 3)
    assert ended.credits_reserved == ended.credits_captured == ended.quote["credits"]
    with scope(scene.tenant_id):
        told = list(EventLog.objects.filter(type="take.tried_again").values_list("data", flat=True))
        assert [(each["number"], each["dimension"]) for each in told] == [
            (2, "temporal_flickering"),
            (3, "imaging_quality"),
        ]
        assert [take.repair.get("take") for take in Take.objects.order_by("number")] == [None, 1, 2]


def test_a_good_take_ends_it_and_what_was_not_spent_comes_back(scene: Scene) -> None:
    made = asked(scene)
    each = made.quote["credits"] // 3
    assert (made.credits_reserved, made.quote["likely_credits"]) == (3 * each, each)
    shoot(scene)
    look_over(clip(GOOD))
    ended = now(made)
    assert (ended.state, len(takes(made)), ended.credits_captured) == ("succeeded", 1, each)
    assert ended.credits_reserved == each
    with scope(scene.tenant_id):
        told = attempts_told.told(now(made))
    assert told is not None
    assert told["said"] == f"Take 1 was good enough; {attempts_told.counted(2 * each)} were not spent."


def test_a_project_wants_all_of_them_unless_it_says_otherwise(scene: Scene) -> None:
    made = asked(stopping(scene, early=False))
    assert made.quote["likely_credits"] == made.quote["credits"]
    shoot(scene)
    look_over(clip(GOOD))
    assert [job.params.get("repairs") for job in takes(made)] == [None, None]


def test_who_counts_them_out_gets_so_many(scene: Scene) -> None:
    made = asked(scene, count=2)
    assert (made.attempts, len(takes(made))) == ({}, 2)
    for _ in range(2):
        shoot(scene)
        look_over(clip(GOOD))
    assert (now(made).state, len(takes(made))) == ("succeeded", 2)


def test_where_devices_are_free_they_are_made_side_by_side(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(queue, "free", lambda lane: 3)
    made = asked(scene)
    jobs = takes(made)
    assert (len(jobs), len({job.params["seed"] for job in jobs})) == (3, 3)
    shoot(scene)
    look_over(clip(GOOD))
    states = [job.state for job in takes(made)]
    assert (states, now(made).state) == (["succeeded", "cancelled", "cancelled"], "succeeded")
    assert not QueueTicket.objects.exists()


def test_all_poor_asks_a_person(scene: Scene) -> None:
    made = asked(scene)
    for _ in range(3):
        shoot(scene)
        look_over(clip(dict.fromkeys(DIMENSIONS, 0.1), ("frozen",)))
    assert now(made).state == "review"
    with scope(scene.tenant_id):
        told = reporting.report(now(made))
    assert told["needs_you"]
    assert "look before you choose" in told["verdict"]


def test_a_cancel_between_two_takes_leaves_nothing_behind(scene: Scene) -> None:
    made = asked(scene)
    shoot(scene)
    look_over(clip(FLICKERS, ("flicker",)))
    with scope(scene.tenant_id):
        ending.cancel(made)
    ended = now(made)
    assert (ended.state, [job.state for job in takes(made)]) == ("cancelled", ["succeeded", "cancelled"])
    assert ended.credits_reserved == ended.credits_captured == ended.quote["credits"] // 3
    assert not QueueTicket.objects.exists()


def test_a_worker_that_dies_before_its_commit_has_neither_scored_nor_begun_another(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = asked(scene)
    shoot(scene)
    held = taken(values.EXPORT_LANE)
    running.begin(held)
    result = Made(facts={"scored": Scored(clip(FLICKERS, ("flicker",)))})

    def die(*args: Any, **kwargs: Any) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(ending, "advance", die)
        with pytest.raises(KeyboardInterrupt):
            running.complete(held, result)
    with scope(scene.tenant_id):
        assert not Take.objects.filter(total__isnull=False).exists()
    assert len(takes(made)) == 1
    assert running.complete(held, result)
    assert not running.complete(held, result)
    assert len(takes(made)) == 2


def test_fewer_may_be_asked_for_while_it_waits(scene: Scene) -> None:
    made = asked(scene)
    each = made.quote["credits"] // 3
    with scope(scene.tenant_id):
        editing.edit(made, {"count": 2}, Asker(None, orders_all=True))
    assert (now(made).count, now(made).credits_reserved) == (2, 2 * each)


def test_where_vbench_fails_with_one_take_all_are_compared_classically(scene: Scene) -> None:
    made = asked(scene)
    shoot(scene)
    look_over(clip(FLICKERS, ("flicker",), VBENCH), spare=clip({**FLICKERS, "imaging_quality": 0.3}))
    with scope(scene.tenant_id):
        assert {row.method for row in Take.objects.get().scores.all()} == {VBENCH}
    shoot(scene)
    look_over(clip(FLICKERS, ("flicker",)))
    with scope(scene.tenant_id):
        first, second = Take.objects.prefetch_related("scores").order_by("number")
        assert VBENCH not in {row.method for take in (first, second) for row in take.scores.all()}
        assert (first.profile, first.spare_scores) == (second.profile, [])
        assert next(row.value for row in first.scores.all() if row.dimension == "imaging_quality") == 0.3
    assert len(takes(made)) == 3
