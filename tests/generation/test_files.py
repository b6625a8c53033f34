"""Files of a workspace: kept once, swept when nothing refers to them, never shared between two."""

import pytest
from django.db import connection
from django.db.models import QuerySet
from django.test.utils import CaptureQueriesContext

from accounts.models import Workspace
from accounts.tenancy import scope
from generation import files, values
from generation.handlers.base import MadeFile
from generation.media import storage
from generation.media.storage import media_storage, stored_name
from generation.models import Generation, Output, StoredFile
from generation.models.generation import AFTER_A_PICTURE
from tests import rows

pytestmark = pytest.mark.django_db


def is_stored(workspace: Workspace, sha256: str) -> bool:
    return media_storage().exists(stored_name(workspace.pk, sha256))


def sha_of(workspace: Workspace) -> str:
    with scope(workspace.pk):
        return str(StoredFile.objects.get().sha256)


def age(workspace: Workspace, hours: int) -> None:
    with scope(workspace.pk), connection.cursor() as cursor:
        cursor.execute("UPDATE generation_storedfile SET created_at = created_at - %s * interval '1 hour'", [hours])
        assert cursor.rowcount


def test_the_same_content_is_kept_once_in_a_workspace(workspace: Workspace) -> None:
    first, again = (files.keep(workspace.pk, rows.png(), "image/png") for _ in range(2))
    assert first == again
    assert is_stored(workspace, sha_of(workspace))


def test_two_workspaces_share_no_file_even_of_the_same_content(workspace: Workspace, elsewhere: Workspace) -> None:
    """Otherwise one could learn what the other has, or lose it to the other's sweep."""
    mine, theirs = (files.keep(place.pk, rows.png(), "image/png") for place in (workspace, elsewhere))
    assert mine != theirs
    assert sha_of(workspace) == sha_of(elsewhere)
    age(workspace, 25)
    age(elsewhere, 25)
    with scope(elsewhere.pk):
        assert files.sweep() == 1
    assert is_stored(workspace, sha_of(workspace))
    assert not is_stored(elsewhere, sha_of(workspace))


def test_what_nothing_refers_to_is_swept_after_a_day(workspace: Workspace) -> None:
    files.keep(workspace.pk, rows.png(), "image/png")
    sha256 = sha_of(workspace)
    age(workspace, 23)
    with scope(workspace.pk):
        assert files.sweep() == 0
    age(workspace, 2)
    with scope(workspace.pk):
        assert files.sweep() == 1
        assert not StoredFile.objects.exists()
    assert not is_stored(workspace, sha256)


def test_what_an_output_shows_is_never_swept(workspace: Workspace) -> None:
    file_id = files.keep(workspace.pk, rows.png(), "image/png")
    with scope(workspace.pk):
        files.output_of(MadeFile(file_id, 64, 64, {}))
    age(workspace, 1_000)
    with scope(workspace.pk):
        assert files.sweep() == 0
        Output.objects.all().delete()
        assert files.sweep() == 1


def test_a_file_that_is_wanted_again_gets_another_day(workspace: Workspace) -> None:
    """A worker keeps its file minutes before its output row is written."""
    files.keep(workspace.pk, rows.png(), "image/png")
    age(workspace, 25)
    files.keep(workspace.pk, rows.png(), "image/png")
    with scope(workspace.pk):
        assert files.sweep() == 0


def test_a_file_that_left_the_store_is_written_again_when_it_is_made_again(workspace: Workspace) -> None:
    files.keep(workspace.pk, rows.png(), "image/png")
    storage.delete(workspace.pk, sha_of(workspace))
    files.keep(workspace.pk, rows.png(), "image/png")
    assert is_stored(workspace, sha_of(workspace))


def plan_of(rows: QuerySet[Generation]) -> str:
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")  # the test's table is too small to be worth an index
    return rows.explain()


def test_what_pictures_are_needed_is_read_by_an_index_of_those_made_after_one(workspace: Workspace) -> None:
    scene = rows.scene_in(workspace)
    for settings in ({}, {"frame_sha256": "a" * 64}, {"reference_sha256": "b" * 64}, {"reference_sha256": ""}):
        made = rows.ended(scene, values.TAKES)
        with scope(workspace.pk):
            Generation.objects.filter(pk=made.pk).update(settings=settings)
    with scope(workspace.pk):
        assert sorted(digest for digest, _ in files.referred_to()) == ["a" * 64, "b" * 64]
        plan = plan_of(Generation.objects.filter(AFTER_A_PICTURE).order_by())
    assert "generation_after_picture" in plan


def test_a_sweep_with_nothing_to_sweep_reads_no_generation(workspace: Workspace) -> None:
    rows.frame_of(rows.scene_in(workspace))
    with scope(workspace.pk), CaptureQueriesContext(connection) as asked:
        assert files.sweep() == 0
    assert not [query["sql"] for query in asked if 'FROM "generation_generation"' in query["sql"]]
