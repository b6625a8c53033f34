"""A film that makes itself comes to an end whatever the creator does to its scenes meanwhile."""

from typing import Any

import pytest

from accounts.models import Workspace
from accounts.tenancy import scope
from generation import values
from generation.models import Generation, Job
from tests import rows
from tests.cast import Speaker
from tests.stations import Studio

pytestmark = pytest.mark.django_db(transaction=True)


def film(speaker: Speaker, pk: str) -> Any:
    return speaker.made("GET", f"generations/{pk}")


def test_a_scene_without_words_that_is_added_meanwhile_is_left_out(
    as_editor: Speaker, workspace: Workspace, studio: Studio
) -> None:
    shelf = rows.shelf_in(workspace)
    begun = as_editor.made("POST", f"episodes/{shelf.episode.pk}/film", {"automatic": True})["id"]
    as_editor.made("POST", "scenes", {"episode": str(shelf.episode.pk)})
    studio.run_all()
    assert film(as_editor, begun)["state"] == "succeeded"
    with scope(workspace.pk):
        assert not Job.objects.exclude(state=values.SUCCEEDED).exists()


def test_an_own_picture_without_words_is_left_out_too(as_editor: Speaker, workspace: Workspace, studio: Studio) -> None:
    shelf = rows.shelf_in(workspace)
    begun = as_editor.made("POST", f"episodes/{shelf.episode.pk}/film", {"automatic": True})["id"]
    bare = rows.scene_of(shelf.project, prompt="")
    with scope(workspace.pk):
        own = rows.frame_of(bare)
        own.prompt = ""
        own.save()
    studio.run_all()
    assert film(as_editor, begun)["state"] == "succeeded"


def test_a_film_of_a_scene_without_words_is_refused_with_its_number(as_editor: Speaker, workspace: Workspace) -> None:
    shelf = rows.shelf_in(workspace)
    rows.scene_of(shelf.project, prompt="")
    told = as_editor.refused(409, "POST", f"episodes/{shelf.episode.pk}/film", {"automatic": True})
    assert told["detail"] == "Scene 2 has no words yet."


def test_a_film_that_is_made_again_stands_in_the_same_tree(as_editor: Speaker, workspace: Workspace) -> None:
    shelf = rows.shelf_in(workspace)
    first = as_editor.made("POST", f"episodes/{shelf.episode.pk}/film", {"automatic": True})["id"]
    as_editor.made("POST", f"generations/{first}/cancel")
    again = as_editor.made("POST", f"generations/{first}/retry")
    assert again["parent"] == again["root"] == first
    as_editor.made("POST", f"generations/{again['id']}/cancel")
    with scope(workspace.pk):
        assert not Generation.objects.exclude(state__in=values.GENERATION_ENDS).exists()
