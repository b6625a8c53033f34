"""GET /generations/{id}/quality-report, and what automatic takes cost before they are made."""

import pytest

from accounts.models import Workspace
from accounts.tenancy import scope
from generation.models import Take, TakeScore
from projects.models import Project, Scene
from tests import rows
from tests.cast import Speaker
from tests.rows import Shelf

pytestmark = pytest.mark.django_db


@pytest.fixture
def roll(shelf: Shelf) -> Take:
    """A take with two measured dimensions, one of them with a moment, and one that was not measured."""
    take = shelf.take
    with scope(shelf.scene.tenant_id):
        take.scores.all().delete()
        moment = {"frame": 12, "seconds": 0.5, "value": 0.1}
        told = [("imaging_quality", 0.99, []), ("temporal_flickering", 0.1, [moment])]
        for dimension, value, moments in told:
            TakeScore.objects.create(
                take=take, dimension=dimension, status="measured", value=value, method="m", version="1", moments=moments
            )
        TakeScore.objects.create(
            take=take, dimension="prompt_alignment", status="not_measured", reason="No prompt was given."
        )
        take.total, take.flags, take.rank = 0.3, ["flicker"], 1
        take.save()
    return take


def test_it_tells_each_score_in_a_sentence_with_its_moment(as_editor: Speaker, roll: Take) -> None:
    told = as_editor.made("GET", f"generations/{roll.generation_id}/quality-report")
    assert (told["method"], told["needs_you"]) == ("classical", True)
    assert told["verdict"].endswith("Take 1 is the best: 30 of 100.")
    (take,) = told["takes"]
    assert (take["rank"], take["good"], take["poor"], take["repair"]) == (1, False, True, None)
    assert (take["weak"][0], take["flaws"]) == ("temporal_flickering", ["Its light flickers."])
    assert [each["said"] for each in take["dimensions"]] == [
        "The picture is sharp, clean and well lit.",
        "The picture flickers. Look at 0.5 s.",
    ]
    assert take["dimensions"][1]["moments"] == [{"frame": 12, "seconds": 0.5, "value": 0.1}]
    assert [each["said"] for each in take["not_measured"]] == ["This could not be measured. No prompt was given."]


def test_frames_answer_with_the_takes_of_their_tree(as_editor: Speaker, shelf: Shelf) -> None:
    lonely = rows.ended(shelf.scene, "frames")
    as_editor.refused(404, "GET", f"generations/{lonely.pk}/quality-report")
    takes = as_editor.made("POST", f"generations/{lonely.pk}/process", {"frame": str(shelf.frame.pk)})
    told = as_editor.made("GET", f"generations/{lonely.pk}/quality-report")
    assert (told["generation"], told["takes"], told["verdict"]) == (takes["id"], [], "There are no takes yet.")


def test_an_outsider_finds_no_report(as_outsider: Speaker, roll: Take) -> None:
    as_outsider.refused(404, "GET", f"generations/{roll.generation_id}/quality-report")


def test_a_quote_tells_the_most_and_the_likely(as_editor: Speaker, shelf: Shelf, workspace: Workspace) -> None:
    asked = {"kind": "takes", "scene": str(shelf.scene.pk), "prompt": "a bell"}
    quote = as_editor.made("POST", "generations/quote", asked)
    assert quote["likely_credits"] == quote["credits"]
    as_editor.made("PATCH", f"projects/{shelf.project.pk}", {"stop_early": True})
    quote = as_editor.made("POST", "generations/quote", asked)
    each = quote["likely_credits"]
    assert (quote["credits"], each > 0) == (3 * each, True)
    assert quote["takes_said"].startswith(f"Up to 3 takes, at most {quote['credits']} credits.")
    counted = as_editor.made("POST", "generations/quote", {**asked, "count": 2})
    assert (counted["credits"], counted["likely_credits"], counted["takes_said"]) == (2 * each, None, "")
    assert (quote["most_takes"], counted["most_takes"]) == (3, None)


def test_a_small_plan_says_how_many_it_makes(as_editor: Speaker, shelf: Shelf, workspace: Workspace) -> None:
    Workspace.objects.filter(pk=workspace.pk).update(plan="free")
    asked = {"kind": "takes", "scene": str(shelf.scene.pk), "prompt": "a bell", "quality": "low"}
    quote = as_editor.made("POST", "generations/quote", asked)
    assert "Free plans make 2 by themselves. Creator makes 3." in quote["takes_said"]
    assert quote["most_takes"] == 2


def test_stopping_early_is_a_setting_of_the_project(as_editor: Speaker, shelf: Shelf) -> None:
    told = as_editor.refused(400, "PATCH", f"projects/{shelf.project.pk}", {"stop_early": "perhaps"})
    assert told["errors"][0]["field"] == "stop_early"
    assert as_editor.made("PATCH", f"projects/{shelf.project.pk}", {"stop_early": True})["stop_early"] is True
    with scope(shelf.project.tenant_id):
        assert Project.objects.get(pk=shelf.project.pk).stop_early


def test_a_take_that_a_person_chose_stays(as_editor: Speaker, roll: Take, shelf: Shelf) -> None:
    as_editor.made("POST", f"generations/{roll.generation_id}/attempts/{roll.pk}/select")
    with scope(shelf.scene.tenant_id):
        scene = Scene.objects.get(pk=shelf.scene.pk)
        assert (scene.selected_take_id, scene.take_is_own_choice) == (roll.pk, True)
