"""The bin of deleted scenes, as the hourly sweep empties it."""

from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from accounts.models import Workspace
from accounts.tenancy import scope
from generation import housekeeping
from generation.models import HeroFrame
from generation.values import EXPORT_LANE
from projects.models import Scene
from projects.services import arranging
from tests import rows

pytestmark = pytest.mark.django_db


def sweep_at(now: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timezone, "now", lambda: now)
    monkeypatch.setattr(housekeeping, "_last_run", 0.0)
    housekeeping.when_due(EXPORT_LANE)
    monkeypatch.undo()


def test_a_deleted_scene_goes_for_good_when_its_time_is_over_and_no_sooner(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = rows.project_in(workspace)
    gone, stays = rows.scene_of(project), rows.scene_of(project)
    rows.frame_of(gone)
    with scope(workspace.pk):
        arranging.delete_scene(gone)
        deleted_at = Scene.binned.get(pk=gone.pk).deleted_at
    assert deleted_at is not None
    sweep_at(deleted_at + timedelta(days=arranging.BIN_DAYS, seconds=-1), monkeypatch)
    with scope(workspace.pk):
        assert Scene.binned.filter(pk=gone.pk).exists()
    sweep_at(deleted_at + timedelta(days=arranging.BIN_DAYS, seconds=1), monkeypatch)
    with scope(workspace.pk):
        assert list(Scene.everything.values_list("pk", flat=True)) == [stays.pk]
        assert not HeroFrame.objects.exists()
