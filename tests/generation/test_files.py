"""Files of a workspace: kept once, swept when nothing refers to them, never shared between two."""

import pytest
from django.db import connection

from accounts.models import Workspace
from accounts.tenancy import scope
from generation import files
from generation.handlers.base import MadeFile
from generation.media import storage
from generation.media.storage import media_storage, stored_name
from generation.models import Output, StoredFile
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
