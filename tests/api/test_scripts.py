"""Scripts as text and as cards, and what depends on them."""

from typing import Any

import pytest

from accounts.models import Workspace
from accounts.tenancy import scope
from generation.models import Generation
from projects.services import choosing, origins
from tests import rows
from tests.cast import Speaker
from tests.rows import Shelf

pytestmark = pytest.mark.django_db


def script(speaker: Speaker, shelf: Shelf) -> Any:
    return speaker.made("GET", f"episodes/{shelf.episode.pk}/script")


def put(speaker: Speaker, shelf: Shelf, text: str, **more: Any) -> Any:
    return speaker.made("PUT", f"episodes/{shelf.episode.pk}/script", {"text": text, **more})


def standing(speaker: Speaker, shelf: Shelf) -> Any:
    return speaker.made("GET", f"episodes/{shelf.episode.pk}/dependencies")


def test_a_script_that_is_edited_keeps_its_scenes_with_what_was_made_of_them(as_editor: Speaker, shelf: Shelf) -> None:
    text = script(as_editor, shelf)["text"]
    added = f"EXT. SEA - DAY\n\nWaves.\n\nANNA\nLook!\n\n> DISSOLVE TO:\n\n{text}"
    shown = as_editor.made("POST", f"episodes/{shelf.episode.pk}/script/preview", {"text": added})
    assert [change["what"] for change in shown["changes"]] == ["added", "moved"]
    assert len(as_editor.made("GET", f"episodes/{shelf.episode.pk}")["scenes"]) == 1
    put(as_editor, shelf, added)
    first, second = as_editor.made("GET", f"episodes/{shelf.episode.pk}")["scenes"]
    assert (second["id"], len(second["frames"]), second["number"]) == (str(shelf.scene.pk), 1, 2)
    assert (first["slugline"], first["characters"], first["transition"]) == ("EXT. SEA - DAY", ["ANNA"], "dissolve")
    assert [(line["character"], line["line"]) for line in first["dialogue"]] == [("ANNA", "Look!")]


def test_a_script_that_was_changed_meanwhile_is_not_overwritten(as_editor: Speaker, shelf: Shelf) -> None:
    address = f"/api/v1/episodes/{shelf.episode.pk}/script"
    read = script(as_editor, shelf)
    put(as_editor, shelf, read["text"] + "\n\nINT. B\n\nMore.")
    answer = as_editor.generic(
        "PUT", address, '{"text": ""}', content_type="application/json", headers={"If-Match": read["etag"]}
    )
    assert answer.status_code == 412


def test_scenes_with_pictures_only_go_when_that_is_said_and_come_back(as_editor: Speaker, shelf: Shelf) -> None:
    as_editor.refused(409, "PUT", f"episodes/{shelf.episode.pk}/script", {"text": "INT. B - DAY\n\nOther."})
    put(as_editor, shelf, "INT. B - DAY\n\nOther.", remove=True)
    back = as_editor.made("POST", f"scenes/{shelf.scene.pk}/restore")
    assert (back["number"], len(back["frames"])) == (1, 1)


def test_cards_are_moved_split_merged_and_doubled(as_editor: Speaker, shelf: Shelf) -> None:
    put(as_editor, shelf, "INT. A\n\nOne comes. Two goes.\n\nINT. B\n\nThree stays.", remove=True)

    def told() -> list[str]:
        scenes = as_editor.made("GET", f"episodes/{shelf.episode.pk}")["scenes"]
        assert [scene["number"] for scene in scenes] == list(range(1, len(scenes) + 1))
        return [scene["description"] for scene in scenes]

    first, second = as_editor.made("GET", f"episodes/{shelf.episode.pk}")["scenes"]
    as_editor.made("POST", f"scenes/{first['id']}/split", {"at": 1})
    assert told() == ["One comes.", "Two goes.", "Three stays."]
    as_editor.made("POST", f"scenes/{second['id']}/move", {"to": 1})
    assert told() == ["Three stays.", "One comes.", "Two goes."]
    as_editor.made("POST", f"scenes/{first['id']}/merge")
    assert told() == ["Three stays.", "One comes.\n\nTwo goes."]
    as_editor.made("POST", f"scenes/{second['id']}/duplicate")
    assert told() == ["Three stays.", "Three stays.", "One comes.\n\nTwo goes."]
    as_editor.refused(400, "POST", f"scenes/{second['id']}/split", {"at": 9})
    as_editor.refused(400, "POST", f"scenes/{second['id']}/move", {"to": 9})


def test_what_was_made_of_other_words_is_out_of_date_until_they_are_back(
    as_editor: Speaker, shelf: Shelf, workspace: Workspace
) -> None:
    with scope(workspace.pk):
        made_from = origins.made_from(shelf.scene, "frames", rows.PROMPT, origins.look_of(shelf.scene))
        told = {**shelf.frame.generation.settings, origins.TOLD: made_from}
        Generation.objects.filter(pk=shelf.frame.generation_id).update(settings=told)
        choosing.choose_frame(shelf.scene, shelf.frame)
        choosing.choose_take(shelf.scene, shelf.take)
    assert [standing(as_editor, shelf)["scenes"][0][part]["state"] for part in ("frame", "take")] == ["fresh", "fresh"]
    as_editor.made("PATCH", f"scenes/{shelf.scene.pk}", {"prompt": "a green boat", "title": "Other"})
    stale = standing(as_editor, shelf)
    assert [stale["scenes"][0][part]["state"] for part in ("frame", "take")] == ["stale", "stale"]
    assert "words changed" in stale["scenes"][0]["frame"]["reason"]
    assert stale["redo"]["credits"] == stale["scenes"][0]["redo"]["credits"] > 0
    as_editor.made("PATCH", f"scenes/{shelf.scene.pk}", {"prompt": rows.PROMPT})
    assert standing(as_editor, shelf)["redo"] is None
    as_editor.refused(409, "POST", f"episodes/{shelf.episode.pk}/redo", {})
    as_editor.made("PATCH", f"scenes/{shelf.scene.pk}", {"prompt": "a green boat"})
    answer = as_editor.call("POST", f"episodes/{shelf.episode.pk}/redo", {})
    assert answer.status_code == 202
    assert [each["kind"] for each in answer.json()] == ["frames"]


def test_chips_and_what_is_left_out_count_as_the_words_do(
    as_editor: Speaker, shelf: Shelf, workspace: Workspace
) -> None:
    """As the page asks: with chips of its own first, which then become the scene's."""

    def states() -> list[str]:
        return [standing(as_editor, shelf)["scenes"][0][part]["state"] for part in ("frame", "take")]

    def change(**of: Any) -> list[str]:
        as_editor.made("PATCH", f"scenes/{shelf.scene.pk}", of)
        return states()

    asked: dict[str, Any] = {"kind": "frames", "scene": str(shelf.scene.pk), "prompt": rows.PROMPT}
    asked |= {"enhance": ["light-high"], "negative_prompt": "boats"}
    made = as_editor.call("POST", "generations", asked)
    assert made.status_code == 202, made.content
    with scope(workspace.pk):
        settings = Generation.objects.get(pk=made.json()["id"]).settings
        Generation.objects.filter(pk=shelf.frame.generation_id).update(settings=settings)
        choosing.choose_frame(shelf.scene, shelf.frame)
        choosing.choose_take(shelf.scene, shelf.take)
    assert states() == ["fresh", "fresh"]
    assert change(enhancements=["light-high"], negative_prompt="boats") == ["fresh", "fresh"]
    assert change(enhancements=["light-high", "move-pan"]) == ["fresh", "fresh"]
    assert change(enhancements=["light-low"]) == ["stale", "stale"]
    assert "chips" in standing(as_editor, shelf)["scenes"][0]["frame"]["reason"]
    assert change(enhancements=["light-high"], negative_prompt="birds") == ["stale", "stale"]
    assert change(negative_prompt="boats") == ["fresh", "fresh"]
    again = as_editor.made("POST", f"generations/{shelf.frame.generation_id}/retry", {"enhance": ["lens-24"]})
    with scope(workspace.pk):
        told = Generation.objects.get(pk=again["id"]).settings[origins.TOLD]
    assert told["words"] == settings[origins.TOLD]["words"]
    assert told["look"] != settings[origins.TOLD]["look"] == told["scene_look"]


@pytest.mark.parametrize(
    ("sent", "field"),
    [
        ({"kind": "poem"}, "kind"),
        ({"kind": "script"}, "script"),
        ({"kind": "script", "script": "INT. A\n\n" * 30}, "script"),
        ({"kind": "product"}, "product"),
        ({"kind": "idea", "idea": "a fox", "framework": "none"}, "framework"),
    ],
)
def test_a_brief_that_cannot_be_planned_names_its_field(
    as_editor: Speaker, shelf: Shelf, sent: dict[str, Any], field: str
) -> None:
    told = as_editor.refused(400, "POST", f"episodes/{shelf.episode.pk}/plan", {"replace": True, **sent})
    assert [error["field"] for error in told["errors"]] == [field]


def test_every_framework_is_told_with_its_beats(as_editor: Speaker) -> None:
    told = as_editor.made("GET", "frameworks")
    assert {each["id"] for each in told} == {"arc", "pas", "bab", "aida", "three_act", "montage"}
    assert all(each["explains"] and each["beats"] for each in told)
