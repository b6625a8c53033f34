"""A file is there as long as anything needs it, and no longer than a day after that."""

import threading
import time
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from accounts.models import Workspace
from accounts.tenancy import scope
from generation import files, housekeeping, values
from generation.handlers.base import MadeFile
from generation.media import storage
from generation.media.errors import MissingFile
from generation.models import Output, StoredFile
from generation.services import starting
from generation.values import GenerationRequest, JobPlan
from projects.models import Scene
from projects.services import arranging
from tests import rows
from tests.threads import together

pytestmark = pytest.mark.django_db(transaction=True)


def old() -> Any:
    return timezone.now() - timedelta(days=3)


def is_there(workspace: Workspace, digest: str) -> bool:
    try:
        with storage.local_path(workspace.pk, digest):
            return True
    except MissingFile:
        return False


def test_a_file_that_is_made_again_while_it_is_swept_is_kept(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    file_id = files.keep(workspace.pk, rows.png(1), "image/png")
    with scope(workspace.pk):
        StoredFile.objects.update(created_at=old())
        digest = StoredFile.objects.get(pk=file_id).sha256
    deleting, delete = threading.Event(), storage.delete

    def slowly(*args: Any) -> None:
        deleting.set()
        time.sleep(0.4)
        delete(*args)

    monkeypatch.setattr(storage, "delete", slowly)

    def sweep() -> int:
        with scope(workspace.pk):
            return files.sweep()

    def make() -> None:
        deleting.wait()
        made = MadeFile(files.keep(workspace.pk, rows.png(1), "image/png"), 16, 16, {})
        with scope(workspace.pk):
            files.output_of(made)

    assert together(sweep, make) == [1, None]
    with scope(workspace.pk):
        assert Output.objects.count() == 1
    assert is_there(workspace, digest)


def test_a_clip_that_a_waiting_film_needs_is_not_swept_with_its_scene(scene: Scene, workspace: Workspace) -> None:
    take = rows.take_of(scene)
    with scope(workspace.pk):
        digest = take.output.file.sha256
        film = starting.start(GenerationRequest(values.FILM, "", "low", project_id=scene.episode.project_id))
        starting.add_jobs(film, [JobPlan(values.JOB_CUT, 1, {"clips": [digest]})], engine="cutter")
        arranging.delete_scene(scene)
        Scene.binned.filter(pk=scene.pk).delete()  # as the bin is emptied
        StoredFile.objects.update(created_at=old())
        assert files.sweep() == 0
        film.jobs.update(state=values.SUCCEEDED)
        assert files.sweep() == 1
    assert not is_there(workspace, digest)


def test_one_workspace_that_cannot_be_swept_does_not_keep_the_others_from_it(
    workspace: Workspace, elsewhere: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    swept: list[Any] = []

    def sweep() -> int:
        swept.append(len(swept))
        if len(swept) == 1:
            raise OSError("no such disk")
        return 0

    monkeypatch.setattr(files, "sweep", sweep)
    monkeypatch.setattr(housekeeping, "_last_run", 0.0)
    housekeeping.when_due(values.EXPORT_LANE)
    assert len(swept) == 2
