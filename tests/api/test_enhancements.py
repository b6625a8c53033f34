"""/enhancements and /prompts/enhance, and the chips of what is asked for, kept and made."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.tenancy import scope
from generation.enhancement.loader import shipped
from generation.handlers.take import directed
from generation.models import Generation, HeroFrame, Job
from projects.models import Scene
from tests.cast import Speaker
from tests.rows import Shelf

pytestmark = pytest.mark.django_db
CHIPS = ["lens-35", "stock-warm", "move-push"]


def asked(shelf: Shelf, **more: Any) -> dict[str, Any]:
    return {"kind": "frames", "scene": str(shelf.scene.pk), "prompt": "a bell", "count": 1, **more}


def row(shelf: Shelf, made: dict[str, Any]) -> Generation:
    with scope(shelf.scene.tenant_id):
        return Generation.objects.get(pk=made["id"])


def test_every_chip_is_listed_with_what_it_does(as_viewer: Speaker) -> None:
    told = as_viewer.made("GET", "enhancements")
    chips = [chip for group in told["groups"] for chip in group["chips"]]
    assert {chip["id"] for chip in chips} == set(shipped().by_id)
    assert all(chip["does"].endswith(".") for chip in chips)
    assert told["usual_without"] == shipped().usual_without


def test_a_prompt_is_tried_with_chips_and_nothing_is_written(as_viewer: Speaker) -> None:
    with CaptureQueriesContext(connection) as statements:
        told = as_viewer.made(
            "POST", "prompts/enhance", {"prompt": "a bell at night", "enhance": ["hour-dawn", *CHIPS]}
        )
    assert told["text"] == "a bell at night, 35 mm lens, warm colour grade"
    assert [(span["chip"], span["own"]) for span in told["spans"]] == [
        ("", True),
        ("lens-35", False),
        ("stock-warm", False),
    ]
    assert told["left_out"] == [
        {"chip": "hour-dawn", "reason": "said"},
        {"chip": "move-push", "reason": "elsewhere"},
    ]
    assert not [each for each in statements if each["sql"].startswith(("INSERT", "UPDATE", "DELETE"))]


def test_without_chips_the_studio_chooses_by_words_and_seed(as_viewer: Speaker) -> None:
    told = [as_viewer.made("POST", "prompts/enhance", {"prompt": "a bell", "seed": seed}) for seed in (1, 1, 2)]
    assert told[0] == told[1] != told[2]
    assert told[0]["automatic"]
    assert told[0]["chips"]


@pytest.mark.parametrize(
    ("chips", "detail", "advice"),
    [
        (["lens-36"], 'There is no chip "lens-36" for a prompt.', "lens-35"),
        (["without-people"], 'There is no chip "without-people" for a prompt.', "GET /api/v1/enhancements"),
        (["lens-35", "lens-24"], '"lens-35" and "lens-24" exclude each other.', "Send one of the two."),
        (["air-snow", "air-rain"], '"air-snow" and "air-rain" exclude each other.', "Send one of the two."),
        ("lens-35", "These are no chips.", "Send a list of ids"),
        (["lens-35"] * 25, "These are too many chips.", "Send at most 24."),
    ],
)
@pytest.mark.parametrize("path", ["prompts/enhance", "generations", "generations/quote"])
def test_chips_that_cannot_be_had_are_named_with_what_would_work(
    as_editor: Speaker, shelf: Shelf, path: str, chips: Any, detail: str, advice: str
) -> None:
    body = {"prompt": "a bell", "enhance": chips} if path.startswith("prompts") else asked(shelf, enhance=chips)
    (error,) = as_editor.refused(400, "POST", path, body)["errors"]
    assert error["field"].startswith("enhance")
    assert error["detail"] == detail
    assert advice in error["advice"]


def test_chosen_chips_are_kept_and_reach_the_worker(as_editor: Speaker, shelf: Shelf) -> None:
    made = as_editor.made("POST", "generations", asked(shelf, enhance=CHIPS))
    kept = {"chips": CHIPS, "version": shipped().version}
    assert row(shelf, made).settings["enhance"] == kept
    with scope(shelf.scene.tenant_id):
        assert Job.objects.get(generation=made["id"]).params["enhance"] == kept
    assert "enhance" not in row(shelf, as_editor.made("POST", "generations", asked(shelf))).settings
    none = as_editor.made("POST", "generations", asked(shelf, enhance=[]))
    assert row(shelf, none).settings["enhance"]["chips"] == []


def test_a_scene_keeps_its_chips_and_what_it_leaves_out(as_editor: Speaker, shelf: Shelf) -> None:
    scene = f"scenes/{shelf.scene.pk}"
    assert as_editor.made("GET", scene)["enhancements"] is None
    assert row(shelf, as_editor.made("POST", "generations", asked(shelf))).negative_prompt == shipped().usual_without
    told = as_editor.made("PATCH", scene, {"enhancements": CHIPS, "negative_prompt": "cars"})
    assert (told["enhancements"], told["negative_prompt"]) == (CHIPS, "cars")
    made = row(shelf, as_editor.made("POST", "generations", asked(shelf)))
    assert (made.settings["enhance"]["chips"], made.negative_prompt) == (CHIPS, "cars")
    other = row(shelf, as_editor.made("POST", "generations", asked(shelf, enhance=None, negative_prompt="")))
    assert ("enhance" in other.settings, other.negative_prompt) == (False, "")
    as_editor.made("PATCH", scene, {"negative_prompt": None, "enhancements": None})
    assert row(shelf, as_editor.made("POST", "generations", asked(shelf))).negative_prompt == shipped().usual_without


def test_a_scene_refuses_chips_that_are_not_there(as_editor: Speaker, shelf: Shelf) -> None:
    refusal = as_editor.refused(400, "PATCH", f"scenes/{shelf.scene.pk}", {"enhancements": ["lens-36"]})
    assert refusal["errors"][0]["field"] == "enhancements"
    with scope(shelf.scene.tenant_id):
        assert Scene.objects.get(pk=shelf.scene.pk).enhancements is None


def test_made_again_it_keeps_its_chips_unless_others_are_named(as_editor: Speaker, shelf: Shelf) -> None:
    made = as_editor.made("POST", "generations", asked(shelf, enhance=CHIPS, negative_prompt="fog"))
    again = f"generations/{made['id']}/hero-frames"
    same = row(shelf, as_editor.made("POST", again, {"prompt": ""}))
    assert (same.settings["enhance"]["chips"], same.negative_prompt) == (CHIPS, "fog")
    other = row(shelf, as_editor.made("POST", again, {"enhance": ["lens-24"], "negative_prompt": ""}))
    assert (other.settings["enhance"]["chips"], other.negative_prompt) == (["lens-24"], "")
    assert "enhance" not in row(shelf, as_editor.made("POST", again, {"enhance": None})).settings


def test_a_frame_tells_its_words_apart(as_viewer: Speaker, shelf: Shelf) -> None:
    with scope(shelf.scene.tenant_id):
        HeroFrame.objects.filter(pk=shelf.frame.pk).update(
            prompt="a bell", enhanced_prompt="a bell, 35 mm lens, of an older version"
        )
    (told,) = [f for f in as_viewer.made("GET", f"scenes/{shelf.scene.pk}")["frames"] if f["id"] == str(shelf.frame.pk)]
    assert told["spans"] == [
        {"text": "a bell", "chip": "", "own": True},
        {"text": ", 35 mm lens", "chip": "lens-35", "own": False},
        {"text": ", of an older version", "chip": "", "own": False},
    ]


def test_takes_move_as_their_chips_say_each_in_its_own_way() -> None:
    chosen = ("move-pan", "speed-fast")
    words = [directed("a bell", number, chosen=chosen) for number in (1, 2, 3)]
    assert all(text.startswith("a bell, panning shot, fast camera movement, ") for text in words)
    assert len(set(words)) == 3
    assert not any("slow" in text or "steady" in text for text in words)
    assert directed("a bell", 1, chosen=()) == "a bell"
    assert directed("a bell", 1, chosen=("stock-warm",)).startswith("a bell, ")


def test_an_outsider_sees_the_list_of_their_own_workspace_and_changes_no_scene_elsewhere(
    as_outsider: Speaker, shelf: Shelf
) -> None:
    assert as_outsider.made("GET", "enhancements")["groups"]
    as_outsider.refused(404, "PATCH", f"scenes/{shelf.scene.pk}", {"enhancements": CHIPS})
    as_outsider.refused(404, "POST", "generations", asked(shelf, enhance=CHIPS))
