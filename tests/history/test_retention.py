"""generation/history/retention.py"""

from datetime import datetime, timedelta
from uuid import UUID

import pytest
from django.utils import timezone

from accounts.audit import COMMAND
from accounts.models import AuditEntry, User, Workspace
from accounts.tenancy import scope
from generation import files, values
from generation.history import keeping, retention
from generation.media import storage
from generation.media.errors import MissingFile
from generation.models import EventLog, Generation, HeroFrame, HistoryKeeping, StoredFile
from projects.services import choosing
from tests import rows
from tests.cast import Speaker
from tests.rows import Shelf

pytestmark = pytest.mark.django_db
DAYS = 90


@pytest.fixture
def shelf(workspace: Workspace) -> Shelf:
    """One of everything, made before, in a workspace that is shown 90 days."""
    Workspace.objects.filter(pk=workspace.pk).update(plan="free")
    return rows.shelf_in(workspace)


def aged(workspace: Workspace, days: int, *which: UUID | None) -> None:
    """Make these generations so old, or all of them."""
    with scope(workspace.pk):
        found = Generation.objects.filter(pk__in=[pk for pk in which if pk]) if which else Generation.objects.all()
        found.update(created_at=timezone.now() - timedelta(days=days))


def sweep(workspace: Workspace, now: datetime | None = None) -> int:
    with scope(workspace.pk):
        return retention.sweep(now)


def told_and_waited(workspace: Workspace) -> int:
    """Announce, then sweep on the day it is due; how many went."""
    with scope(workspace.pk):
        retention.choose(COMMAND, deletes=True)
    assert sweep(workspace) == 0
    return sweep(workspace, timezone.now() + timedelta(days=retention.NOTICE_DAYS, minutes=1))


def there(workspace: Workspace) -> set[UUID]:
    with scope(workspace.pk):
        return set(Generation.objects.values_list("pk", flat=True))


def test_nothing_goes_where_nobody_asked_for_it(shelf: Shelf, workspace: Workspace) -> None:
    aged(workspace, 400)
    before = there(workspace)
    assert sweep(workspace) == sweep(workspace, timezone.now() + timedelta(days=400)) == 0
    assert there(workspace) == before


def test_it_is_told_first_and_done_when_it_is_due(shelf: Shelf, workspace: Workspace) -> None:
    aged(workspace, 400)
    with scope(workspace.pk):
        retention.choose(COMMAND, deletes=True)
    assert sweep(workspace) == 0
    with scope(workspace.pk):
        told = HistoryKeeping.objects.get()
        assert told.told == 2
        assert EventLog.objects.filter(type="notice").count() == 1
    assert sweep(workspace, timezone.now() + timedelta(days=retention.NOTICE_DAYS - 1)) == 0
    assert len(there(workspace)) == 2
    assert sweep(workspace, timezone.now() + timedelta(days=retention.NOTICE_DAYS, minutes=1)) == 2
    assert there(workspace) == set()
    with scope(workspace.pk):
        assert HistoryKeeping.objects.get().due_at is None
        assert AuditEntry.objects.filter(action="history.let_go").count() == 1


def test_what_grew_old_after_it_was_told_waits_for_the_next_time(shelf: Shelf, workspace: Workspace) -> None:
    aged(workspace, 400)
    aged(workspace, DAYS - retention.NOTICE_DAYS - 1, shelf.generation.pk)
    assert told_and_waited(workspace) == 1
    assert there(workspace) == {shelf.generation.pk}


def test_favourites_stay(shelf: Shelf, workspace: Workspace, owner: User) -> None:
    aged(workspace, 400)
    with scope(workspace.pk):
        keeping.favour(shelf.generation, owner.pk, keep=True)
    assert told_and_waited(workspace) == 1
    assert there(workspace) == {shelf.generation.pk}


def test_a_favourite_given_after_it_was_told_stays(shelf: Shelf, workspace: Workspace, owner: User) -> None:
    aged(workspace, 400)
    with scope(workspace.pk):
        retention.choose(COMMAND, deletes=True)
    sweep(workspace)
    with scope(workspace.pk):
        keeping.favour(shelf.generation, owner.pk, keep=True)
    assert sweep(workspace, timezone.now() + timedelta(days=15)) == 1


def test_what_a_scene_chose_stays(shelf: Shelf, workspace: Workspace) -> None:
    with scope(workspace.pk):
        choosing.choose_frame(shelf.scene, shelf.frame)
        choosing.choose_take(shelf.scene, shelf.take)
    aged(workspace, 400)
    assert told_and_waited(workspace) == 0
    assert len(there(workspace)) == 2


def test_films_and_what_is_being_made_stay(shelf: Shelf, workspace: Workspace) -> None:
    film = rows.ended(shelf.scene, values.FILM)
    waiting = rows.asked(shelf.scene)
    aged(workspace, 400)
    assert told_and_waited(workspace) == 2
    assert there(workspace) == {film.pk, waiting.pk}


def test_a_tree_goes_as_a_whole_or_stays(shelf: Shelf, workspace: Workspace) -> None:
    root = shelf.generation.pk
    child = rows.ended(shelf.scene, values.TAKES)
    with scope(workspace.pk):
        Generation.objects.filter(pk=child.pk).update(parent=root, root=root)
    aged(workspace, 400)
    aged(workspace, 1, child.pk)
    assert told_and_waited(workspace) == 1
    assert there(workspace) == {root, child.pk}


def test_frames_that_takes_of_another_tree_were_made_from_stay(shelf: Shelf, workspace: Workspace) -> None:
    with scope(workspace.pk):
        Generation.objects.filter(pk=shelf.generation.pk).update(frame=shelf.frame)
    aged(workspace, 400, shelf.frame.generation_id)
    assert told_and_waited(workspace) == 0
    assert shelf.frame.generation_id in there(workspace)


def refer(workspace: Workspace, shelf: Shelf, name: str = "reference_sha256") -> str:
    """Something of another tree was made after the shelf's frame, which it knows by its digest alone."""
    with scope(workspace.pk):
        digest = HeroFrame.objects.select_related("output__file").get(pk=shelf.frame.pk).output.file.sha256
        Generation.objects.filter(pk=shelf.generation.pk).update(settings={name: digest})
    return str(digest)


@pytest.mark.parametrize("name", ["reference_sha256", "frame_sha256"])
def test_pictures_that_something_of_another_tree_was_made_after_stay(
    shelf: Shelf, workspace: Workspace, name: str
) -> None:
    digest = refer(workspace, shelf, name)
    aged(workspace, 400, shelf.frame.generation_id)
    assert told_and_waited(workspace) == 0
    assert shelf.frame.generation_id in there(workspace)
    with scope(workspace.pk):
        assert files.clear(0).files == 0
    assert storage.open(workspace.pk, digest).read()


def test_a_reference_within_a_tree_keeps_it_from_nothing(shelf: Shelf, workspace: Workspace) -> None:
    refer(workspace, shelf)
    with scope(workspace.pk):
        Generation.objects.filter(pk=shelf.generation.pk).update(
            root=shelf.frame.generation_id, parent=shelf.frame.generation_id
        )
    aged(workspace, 400)
    assert told_and_waited(workspace) == 2
    assert there(workspace) == set()


def test_a_picture_whose_scene_was_deleted_stays_while_something_made_after_it_does(
    shelf: Shelf, workspace: Workspace
) -> None:
    digest = refer(workspace, shelf)
    with scope(workspace.pk):
        Generation.objects.filter(pk=shelf.frame.generation_id).delete()
        assert files.clear(0).files == 0
        assert StoredFile.objects.filter(sha256=digest).exists()
        Generation.objects.filter(pk=shelf.generation.pk).delete()
        assert files.clear(0).files == 2
    with pytest.raises(MissingFile):
        storage.open(workspace.pk, digest)


def test_a_plan_that_shows_everything_lets_nothing_go(shelf: Shelf, workspace: Workspace) -> None:
    aged(workspace, 400)
    with scope(workspace.pk):
        retention.choose(COMMAND, deletes=True)
    sweep(workspace)
    Workspace.objects.filter(pk=workspace.pk).update(plan="studio")
    assert sweep(workspace, timezone.now() + timedelta(days=15)) == 0
    with scope(workspace.pk):
        assert HistoryKeeping.objects.get().due_at is None


def test_hiding_again_takes_an_announcement_back(shelf: Shelf, workspace: Workspace) -> None:
    aged(workspace, 400)
    with scope(workspace.pk):
        retention.choose(COMMAND, deletes=True)
    sweep(workspace)
    with scope(workspace.pk):
        retention.choose(COMMAND, deletes=False)
    assert sweep(workspace, timezone.now() + timedelta(days=15)) == 0
    assert len(there(workspace)) == 2


def test_the_owner_sees_what_would_go_and_chooses(
    shelf: Shelf, workspace: Workspace, as_owner: Speaker, as_editor: Speaker, as_outsider: Speaker
) -> None:
    aged(workspace, 400, shelf.generation.pk)
    told = as_editor.made("GET", "history/retention")
    assert (told["shown_days"], told["deletes"], told["count"], told["announced"]) == (DAYS, False, 1, None)
    assert [entry["id"] for entry in told["entries"]] == [str(shelf.generation.pk)]
    as_editor.refused(403, "PATCH", "history/retention", {"deletes": True})
    assert as_owner.made("PATCH", "history/retention", {"deletes": True})["deletes"]
    sweep(workspace)
    assert as_owner.made("GET", "history/retention")["announced"]["count"] == 1
    assert as_outsider.made("GET", "history/retention")["count"] == 0
    for body in ({}, {"deletes": "perhaps"}):
        assert as_owner.refused(400, "PATCH", "history/retention", body)["errors"][0]["field"] == "deletes"
