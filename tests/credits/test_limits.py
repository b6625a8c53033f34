"""A plan's limits hold where the thing happens, and name the plan that would do."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from accounts.models import Workspace
from accounts.tenancy import scope
from generation import files, queue, values
from generation.models import Generation, Job, QueueTicket, StoredFile
from projects.models import Episode, Scene
from projects.services import finishing
from tests import rows
from tests.cast import Speaker, problem
from tests.media.media_material import encoded, quarters
from tests.stations import Studio

PICTURE = {"kind": "picture", "prompt": rows.PROMPT, "quality": "low"}


@pytest.mark.django_db
def test_the_queue_takes_as_much_as_the_plan_says(free: Workspace, as_editor: Speaker) -> None:
    for _ in range(2):
        as_editor.made("POST", "generations", {**PICTURE, "count": 8})
    answer = as_editor.call("POST", "generations", {**PICTURE, "count": 5})
    told = problem(answer)
    assert told["detail"] == "Free plans queue 20 jobs at once, and 16 are in the queue now."
    assert told["advice"] == "Creator queues 200. Or ask for fewer: there is room again in about 5 seconds."
    assert (answer.status_code, answer["Retry-After"]) == (429, "5")
    as_editor.made("POST", "generations", {**PICTURE, "count": 4})
    as_editor.refused(429, "POST", "generations", PICTURE)
    QueueTicket.objects.all().delete()
    as_editor.made("POST", "generations", PICTURE)


@pytest.mark.django_db
def test_a_quality_above_the_plan_is_refused_at_the_quote_and_at_the_request(
    free: Workspace, as_editor: Speaker, scene: Scene
) -> None:
    body = {**PICTURE, "quality": "high"}
    for address in ("generations/quote", "generations"):
        told = as_editor.refused(403, "POST", address, body)
        assert told["detail"] == "Free plans make up to Standard."
        assert told["advice"] == "Choose Standard or lower. Creator has High."
    Workspace.objects.filter(pk=free.pk).update(plan="creator")
    as_editor.made("POST", "generations", body)


@pytest.mark.django_db
def test_a_project_above_the_plan_can_still_be_planned(free: Workspace, as_editor: Speaker) -> None:
    project = as_editor.made("POST", "projects", {"idea": rows.PROMPT, "quality": "high"})
    as_editor.made("POST", f"episodes/{project['episodes'][0]['id']}/plan", {"idea": rows.PROMPT, "scenes": 2})


@pytest.mark.django_db
def test_as_many_jobs_run_at_once_as_the_plan_says(free: Workspace, elsewhere: Workspace, scene: Scene) -> None:
    rows.asked(scene, count=4)
    other = rows.asked(rows.scene_in(elsewhere), count=1)

    def claim() -> Any:
        return queue.claim(values.CPU_LANE, "worker")

    claims = [claim(), claim(), claim()]
    first, second = [found for found in claims if found.workspace_id == free.pk]
    (third,) = [found for found in claims if found.workspace_id == elsewhere.pk]
    with scope(elsewhere.pk):
        assert third.job_id == Job.objects.get(generation=other).pk, "who is not full is served meanwhile"
    assert claim() is None
    queue.leave(first)
    assert claim().workspace_id == free.pk
    QueueTicket.objects.filter(job_id=second.job_id).update(lease_until=timezone.now() - timedelta(seconds=1))
    assert claim().job_id == second.job_id, "a lease that ran out is no job that runs"


@pytest.mark.django_db
def test_a_plan_without_a_limit_runs_what_the_workers_bear(scene: Scene) -> None:
    rows.asked(scene, count=12)
    assert all(queue.claim(values.CPU_LANE, "worker") for _ in range(12))


@pytest.mark.django_db
def test_a_film_that_makes_itself_shoots_as_many_takes_as_the_plan_says(free: Workspace, scene: Scene) -> None:
    rows.frame_of(scene)
    with scope(free.pk):
        episode = Episode.objects.select_related("project").get(pk=scene.episode_id)
        finishing.start(episode, user_id=None, scenes=1, automatic=True)
        assert Generation.objects.get(kind=values.TAKES).count == 2


def fill(workspace: Workspace, left: int) -> None:
    """Files up to `left` bytes below what Free keeps."""
    with scope(workspace.pk):
        StoredFile.objects.create(sha256="0" * 64, bytes=5 * 2**30 - left, media_type="video/mp4")


@pytest.mark.django_db
def test_storage_that_is_full_takes_no_picture_of_ones_own(free: Workspace, as_editor: Speaker, scene: Scene) -> None:
    def send() -> Any:
        image = SimpleUploadedFile("photo.png", encoded(quarters(), "PNG"), content_type="image/png")
        return as_editor.post(f"/api/v1/scenes/{scene.pk}/uploads", {"image": image})

    fill(free, left=1_000_000)
    assert send().status_code == 201
    with scope(free.pk):
        StoredFile.objects.filter(sha256="0" * 64).update(bytes=5 * 2**30)
    answer = send()
    assert answer.status_code == 403
    assert answer.json()["detail"] == "Free plans keep 5 GB, and 5 GB are in use."
    assert answer.json()["advice"].startswith("Creator keeps 100 GB. Or delete")


@pytest.mark.django_db
def test_storage_that_is_full_begins_no_work(free: Workspace, as_editor: Speaker) -> None:
    fill(free, left=0)
    assert "5 GB" in as_editor.refused(403, "POST", "generations", PICTURE)["detail"]


@pytest.mark.django_db(transaction=True)
def test_storage_that_fills_up_meanwhile_fails_the_part_with_its_reason(
    free: Workspace, scene: Scene, studio: Studio
) -> None:
    asked = rows.asked(scene)
    fill(free, left=0)
    studio.run_all()
    with scope(free.pk):
        now = Generation.objects.get(pk=asked.pk)
        assert now.error is not None
        assert (now.state, now.error["category"]) == ("failed", "storage")
        assert now.error["detail"].startswith("Free plans keep 5 GB")
        assert now.credits_captured == 0


@pytest.mark.django_db
def test_a_plan_without_a_limit_is_never_summed_up(scene: Scene, django_assert_num_queries: Any) -> None:
    with scope(scene.tenant_id), django_assert_num_queries(1):
        files.check_room()


@pytest.mark.django_db
def test_history_is_shown_as_far_back_as_the_plan_says(free: Workspace, as_editor: Speaker, scene: Scene) -> None:
    old, new = rows.ended(scene, "frames"), rows.ended(scene, "frames")
    with scope(free.pk):
        Generation.objects.filter(pk=old.pk).update(created_at=timezone.now() - timedelta(days=91))
    assert [row["id"] for row in as_editor.made("GET", "generations")["results"]] == [str(new.pk)]
    Workspace.objects.filter(pk=free.pk).update(plan="creator")
    assert len(as_editor.made("GET", "generations")["results"]) == 2
