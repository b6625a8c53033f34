"""The statements of every job's start and end, written by hand."""

from typing import Any

import pytest
from django.db import models

from accounts.tenancy import scope
from generation import rows, values
from generation.models import Generation, Job, Webhook
from projects.models import Scene
from tests.generation.test_running import begun

pytestmark = pytest.mark.django_db


def fields(row: models.Model) -> dict[str, Any]:
    return {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}


def test_a_held_job_and_its_generation_are_read_as_django_reads_them(scene: Scene) -> None:
    claim = begun(scene)
    with scope(scene.tenant_id):
        job, expected = rows.held_job(claim), Job.objects.select_related("generation").get()
        assert job is not None
        assert fields(job) == fields(expected)
        assert fields(job.generation) == fields(expected.generation)
        assert (job._state.adding, job._state.db) == (False, expected._state.db)
        assert job == expected


def test_what_is_read_so_is_saved_and_followed_like_any_other_row(scene: Scene) -> None:
    claim = begun(scene)
    with scope(scene.tenant_id):
        job = rows.held_job(claim)
        assert job is not None
        assert job.generation.scene == scene
        job.stage = "reading"
        job.save()
        job.generation.note = "kept"
        rows.save_fields(job.generation, "note")
        assert (Job.objects.get().stage, Generation.objects.get().note) == ("reading", "kept")


def test_the_parts_of_a_generation_tell_their_failures(scene: Scene) -> None:
    begun(scene)
    with scope(scene.tenant_id):
        assert [(part.state, part.failures) for part in rows.parts_of(Generation.objects.get())] == [
            (values.RUNNING, [])
        ]
        Job.objects.update(failures=[{"category": "input"}])
        assert [part.failures for part in rows.parts_of(Generation.objects.get())] == [[{"category": "input"}]]


def test_an_event_is_chosen_where_a_webhook_of_the_workspace_is_told_of_it(scene: Scene) -> None:
    with scope(scene.tenant_id):
        assert not rows.is_chosen("generation.failed")
        hook = Webhook.objects.create(url="https://a.example", events=["generation.failed"])
        assert rows.is_chosen("generation.failed")
        assert not rows.is_chosen("generation.succeeded")
        hook.enabled = False
        hook.save()
        assert not rows.is_chosen("generation.failed")
