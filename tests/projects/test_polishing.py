"""A frame and a take are polished by the real workers: new ones stand beside them, scored in the same way."""

from typing import Any

import pytest

from accounts.models import Workspace
from accounts.tenancy import scope
from generation import values
from generation.engines.base import Cancelled
from generation.handlers import polish as handler
from generation.media import storage
from generation.media.recipes import read_recipe
from generation.models import EventLog, Generation, Job, Take
from projects.models import Scene
from tests import rows
from tests.cast import Speaker
from tests.stations import Studio

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def shot(as_editor: Speaker, workspace: Workspace, studio: Studio) -> dict[str, Any]:
    """A scene with a frame, and a take that is chosen, made by the real engines."""
    scene = rows.scene_in(workspace)
    ask = {"scene": str(scene.pk), "prompt": "a red boat on a lake", "quality": "low", "seed": 4, "count": 1}
    as_editor.made("POST", "generations", {"kind": "frames", **ask})
    studio.run_all()
    as_editor.made("POST", "generations", {"kind": "takes", **ask})
    studio.run_all()
    return dict(as_editor.made("GET", f"scenes/{scene.pk}"))


def test_a_take_is_polished_and_the_choice_stays(
    as_editor: Speaker, studio: Studio, shot: dict[str, Any], workspace: Workspace
) -> None:
    (source,) = shot["takes"]
    body = {"take": source["id"], "steps": [{"name": "upscale"}, {"name": "deflicker"}, {"name": "interpolate"}]}
    asked = as_editor.made("POST", f"generations/{source['generation']}/polish", body)
    studio.run_all()
    done = as_editor.made("GET", f"generations/{asked['id']}")
    assert (done["state"], done["error"], done["credits_captured"]) == ("succeeded", None, asked["credits_reserved"])
    assert {job["kind"] for job in done["jobs"]} == {"polish", "score"}
    assert done["estimate"] is not None
    scene = as_editor.made("GET", f"scenes/{shot['id']}")
    before, after = sorted(scene["takes"], key=lambda take: take["number"])
    assert scene["selected_take"] == before["id"] == shot["selected_take"]
    assert (after["number"], after["seed"], after["frame"]) == (2, before["seed"], before["frame"])
    made, was = after["output"], before["output"]
    assert (made["width"], made["height"], made["fps"]) == (2 * was["width"], 2 * was["height"], 2 * was["fps"])
    assert made["duration_seconds"] == pytest.approx(was["duration_seconds"])
    assert made["notice"] == was["notice"]
    assert (after["polished"]["source"], before["polished"]) == (before["id"], None)
    assert after["polished"]["steps"] == ["deflicker", "interpolate", "upscale"]
    assert after["total"] is not None
    told = {one["dimension"]: one for one in after["polished"]["changes"]}
    measured = {score["dimension"] for score in after["scores"] if score["value"] is not None}
    assert set(told) == measured & {score["dimension"] for score in before["scores"] if score["value"] is not None}
    (flicker,) = [score["value"] for score in before["scores"] if score["dimension"] == "temporal_flickering"]
    assert told["temporal_flickering"]["before"] == round(100 * flicker)
    with scope(workspace.pk):
        assert EventLog.objects.filter(type="take.selected").count() == 1


def test_a_frame_is_polished_into_the_scenes_next_letter(
    as_editor: Speaker, studio: Studio, shot: dict[str, Any], workspace: Workspace
) -> None:
    """Its file holds the recipe, without an id; and what was polished is polished again, and asked for again."""
    (source,) = shot["frames"]
    body = {"frame": source["id"], "steps": [{"name": "denoise"}, {"name": "upscale", "factor": 4}]}
    asked = as_editor.made("POST", f"scenes/{shot['id']}/polish", body)
    studio.run_all()
    again = as_editor.made("POST", f"generations/{asked['id']}/retry")
    studio.run_all()
    before, after, third = as_editor.made("GET", f"scenes/{shot['id']}")["frames"]
    assert [frame["label"][-1] for frame in (before, after, third)] == ["A", "B", "C"]
    assert again["kind"] == "polish"
    assert third["polished"]["source"] == before["id"]
    assert (after["origin"], after["polished"]["steps"]) == ("polished", ["denoise", "upscale"])
    assert (after["output"]["width"], after["prompt"]) == (4 * before["output"]["width"], before["prompt"])
    assert {one["dimension"] for one in after["polished"]["changes"]} >= {"clarity", "beauty"}
    with scope(workspace.pk):
        file = Job.objects.get(generation=asked["id"]).output.file
        with storage.local_path(workspace.pk, file.sha256) as path:
            recipe = read_recipe(path.read_bytes())
    assert recipe is not None
    assert (recipe["function"], recipe["engine"]) == ("polish", "finishing")
    assert source["id"] not in str(recipe)


def test_a_stop_leaves_nothing_behind(
    as_editor: Speaker, studio: Studio, shot: dict[str, Any], workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Cancelled on the way: the generation ends so, its credits are given back, and there is no new take."""
    (source,) = shot["takes"]
    asked = as_editor.made(
        "POST", f"generations/{source['generation']}/polish", {"take": source["id"], "steps": [{"name": "denoise"}]}
    )

    def stopped(*_: Any) -> Any:
        as_editor.made("POST", f"generations/{asked['id']}/cancel")
        raise Cancelled

    monkeypatch.setattr(handler, "polished", stopped)
    studio.run_all()
    done = as_editor.made("GET", f"generations/{asked['id']}")
    assert (done["state"], done["credits_captured"]) == ("cancelled", 0)
    with scope(workspace.pk):
        assert Take.objects.count() == 1
        assert Generation.objects.get(pk=asked["id"]).credits_reserved == 0


def test_history_and_the_queue_tell_of_a_polish(
    as_editor: Speaker, studio: Studio, shot: dict[str, Any], workspace: Workspace
) -> None:
    (source,) = shot["frames"]
    asked = as_editor.made(
        "POST", f"generations/{source['generation']}/polish", {"frame": source["id"], "steps": [{"name": "upscale"}]}
    )
    waiting = as_editor.made("GET", "queue")
    assert asked["id"] in str(waiting)
    refused = as_editor.refused(409, "PATCH", f"generations/{asked['id']}", {"prompt": "other words"})
    assert refused["detail"] == "A polish has no words to change."
    studio.run_all()
    newest = as_editor.made("GET", "generations")["results"][0]
    assert (newest["id"], newest["kind"], len(newest["outputs"])) == (asked["id"], "polish", 1)
    with scope(workspace.pk):
        scene = Scene.objects.get(pk=shot["id"])
        assert scene.selected_frame_id is None
        assert Generation.objects.filter(kind=values.POLISH, scene=scene).count() == 1
