"""Drafts low, finals high: what is tried out is quick, and what is kept is made once more in full quality."""

from typing import Any

import pytest

from accounts.models import Workspace
from accounts.tenancy import scope
from generation.models import Generation, Take
from projects.models import Project
from tests import rows
from tests.cast import Speaker
from tests.rows import Shelf
from tests.stations import Studio

pytestmark = pytest.mark.django_db(transaction=True)


def adaptive(speaker: Speaker) -> Any:
    """A project whose drafts are Low and whose finals are High."""
    return speaker.made("POST", "projects", {"idea": "a red boat", "quality": "high", "draft_quality": "low"})


def scene_of(speaker: Speaker, project: Any) -> Any:
    asked = {"episode": project["episodes"][0]["id"], "prompt": "a red boat on a lake at dusk"}
    return speaker.made("POST", "scenes", asked)


def shoot(speaker: Speaker, studio: Studio, scene: Any) -> Any:
    """Frames, one chosen, and takes of it."""
    for kind, count in (("frames", 1), ("takes", 2)):
        speaker.made(
            "POST", "generations", {"kind": kind, "scene": scene["id"], "prompt": "a red boat", "count": count}
        )
        studio.run_all()
    return speaker.made("GET", f"scenes/{scene['id']}")


def generations(workspace: Workspace) -> list[Generation]:
    with scope(workspace.pk):
        return list(Generation.objects.order_by("id"))


def test_drafts_are_made_in_the_draft_quality_unless_another_is_asked_for(as_editor: Speaker) -> None:
    project = adaptive(as_editor)
    scene = scene_of(as_editor, project)
    assert scene["effective_quality"] == "low"
    asked = {"kind": "frames", "scene": scene["id"], "prompt": "a red boat"}
    assert as_editor.made("POST", "generations", asked)["requested_tier"] == "low"
    assert as_editor.made("POST", "generations", {**asked, "quality": "high"})["requested_tier"] == "high"
    assert as_editor.made("POST", "generations/quote", asked)["requested_tier"] == "low"


def test_the_chosen_take_is_made_once_more_in_full_quality_and_chosen(
    as_editor: Speaker, workspace: Workspace, studio: Studio
) -> None:
    scene = scene_of(as_editor, adaptive(as_editor))
    before = shoot(as_editor, studio, scene)
    draft = next(take for take in before["takes"] if take["selected"])
    final = as_editor.made("POST", f"scenes/{scene['id']}/final")
    assert (final["kind"], final["requested_tier"], final["count"]) == ("frames", "high", 1)
    studio.run_all()
    after = as_editor.made("GET", f"scenes/{scene['id']}")
    chosen = next(take for take in after["takes"] if take["selected"])
    assert chosen["id"] != draft["id"]
    assert chosen["seed"] == draft["seed"]
    with scope(workspace.pk):
        made = Take.objects.select_related("generation", "frame").get(pk=chosen["id"])
        assert made.generation.requested_tier == "high"
        assert made.generation.settings["movement"] == draft["number"]
        assert made.frame is not None
        assert made.frame.generation is not None
        assert made.frame.generation.requested_tier == "high"
    again = as_editor.call("POST", f"scenes/{scene['id']}/final")
    assert (again.status_code, again.json()["detail"]) == (409, "This take is in full quality already.")


def test_a_film_that_makes_itself_is_cut_of_finals(as_editor: Speaker, workspace: Workspace, studio: Studio) -> None:
    project = adaptive(as_editor)
    episode = project["episodes"][0]["id"]
    film = as_editor.made("POST", f"episodes/{episode}/film", {"automatic": True, "scenes": 2, "seed": 3})
    studio.run_all()
    assert as_editor.made("GET", f"generations/{film['id']}")["state"] == "succeeded"
    tiers = [(row.kind, row.requested_tier) for row in generations(workspace) if row.kind in ("frames", "takes")]
    assert sorted(tiers) == sorted([("frames", "low"), ("frames", "high"), ("takes", "low"), ("takes", "high")] * 2)


def test_without_a_chosen_take_there_is_no_final(as_editor: Speaker) -> None:
    scene = scene_of(as_editor, adaptive(as_editor))
    answer = as_editor.call("POST", f"scenes/{scene['id']}/final")
    assert (answer.status_code, answer.json()["detail"]) == (409, "No take is chosen here.")


def test_a_final_waits_for_what_is_being_made(as_editor: Speaker, workspace: Workspace) -> None:
    shelf: Shelf = rows.shelf_in(workspace, chosen=True)
    with scope(workspace.pk):
        Project.objects.filter(pk=shelf.project.pk).update(quality="high", draft_quality="low")
    rows.asked(shelf.scene)
    answer = as_editor.call("POST", f"scenes/{shelf.scene.pk}/final")
    assert (answer.status_code, answer.json()["detail"]) == (409, "Something of this scene is being made.")
