"""Variations: one batch of every text, shape and seed, told before, made by the real workers, kept with its values."""

from typing import Any
from uuid import UUID

import pytest

from accounts.models import Workspace
from accounts.tenancy import scope
from generation.models import Generation, Job
from projects.models import Scene
from projects.services import making
from tests import rows
from tests.cast import Speaker
from tests.credits.books import audit
from tests.stations import Studio

pytestmark = pytest.mark.django_db
WORDS = "a {red|blue} boat on a lake"


@pytest.fixture
def scene(workspace: Workspace) -> Scene:
    return rows.scene_in(workspace)


def body(scene: Scene, **more: Any) -> dict[str, Any]:
    return {"kind": "frames", "scene": str(scene.pk), "prompt": WORDS, "quality": "low", **more}


def quoted(speaker: Speaker, asked: dict[str, Any]) -> Any:
    return speaker.made("POST", "generations/variations/quote", asked)


def begun(speaker: Speaker, asked: dict[str, Any], **headers: str) -> Any:
    return speaker.made("POST", "generations/variations", asked, **headers)


def free(workspace_id: UUID) -> None:
    Workspace.objects.filter(pk=workspace_id).update(plan="free")


def test_what_they_make_and_cost_is_told_before_and_no_row_is_written(as_editor: Speaker, scene: Scene) -> None:
    asked = body(scene, seeds="2 seeds", shapes=["16:9", "1:1"])
    told = quoted(as_editor, asked)
    one = as_editor.made("POST", "generations/quote", {**body(scene), "count": 1})
    assert (told["many"], told["most"], len(told["texts"])) == (8, 100, 8)
    assert told["texts"][0] == {
        "text": "a red boat on a lake",
        "tags": [
            {"name": "red / blue", "value": "red"},
            {"name": "Shape", "value": "16:9"},
            {"name": "Seed", "value": "No. 1"},
        ],
    }
    assert told["lists"][0] == {"name": "red / blue", "values": ["red", "blue"]}
    assert told["quote"]["credits"] == 8 * one["credits"]
    assert told["quote"]["seconds"][1] == pytest.approx(8 * one["seconds"][1], rel=0.2)
    with scope(scene.tenant_id):
        assert not Generation.objects.exists()
    made = begun(as_editor, asked)
    assert (made["count"], made["credits_reserved"], len(made["jobs"])) == (8, told["quote"]["credits"], 8)
    assert made["variations"] == told["lists"]


@pytest.mark.django_db(transaction=True)
def test_each_frame_is_of_its_own_words_shape_and_seed_and_keeps_them(
    as_editor: Speaker, scene: Scene, studio: Studio
) -> None:
    asked = body(scene, prompt="a {|red} boat on a lake", seeds="5, 9", shapes=["16:9", "9:16"], negative_prompt="")
    made = begun(as_editor, asked)
    studio.run_all()
    done = as_editor.made("GET", f"generations/{made['id']}")
    assert (done["state"], done["credits_captured"]) == ("succeeded", made["credits_reserved"])
    found = sorted(as_editor.made("GET", f"scenes/{scene.pk}")["frames"], key=lambda frame: frame["number"])
    tags = [{tag["name"]: tag["value"] for tag in frame["tags"]} for frame in found]
    assert [tag["/ red"] for tag in tags] == [""] * 4 + ["red"] * 4
    for frame, tag in zip(found, tags, strict=True):
        assert frame["prompt"] == f"a {tag['/ red']} boat on a lake".replace("  ", " ")
        assert frame["seed"] == int(tag["Seed"])
        assert (frame["output"]["width"] > frame["output"]["height"]) == (tag["Shape"] == "16:9")
        assert frame["score"] is not None
    assert len({frame["output"]["url"].split("?")[0] for frame in found}) == 8
    entry = as_editor.made("GET", "generations")["results"][0]
    assert (entry["prompt"], entry["variations"]) == (asked["prompt"], done["variations"])
    again = as_editor.made("POST", f"generations/{made['id']}/hero-frames/{found[4]['id']}/regenerate", {})
    assert (again["prompt"], again["variations"], again["count"]) == (found[4]["prompt"], [], 1)
    tall = next(frame for frame, tag in zip(found, tags, strict=True) if tag["Shape"] == "9:16")
    more = as_editor.made("POST", f"generations/{made['id']}/hero-frames/{tall['id']}/regenerate", {})
    assert more["quote"]["height"] > more["quote"]["width"]
    for one in as_editor.made("GET", f"generations/{made['id']}/prompt-suggestions"):
        assert "{" not in one["prompt"]
        used = as_editor.made("POST", f"generations/{made['id']}/prompt-suggestions/{one['id']}/accept", {})
        assert (used["prompt"], used["count"], used["variations"]) == (one["prompt"], 1, [])
        as_editor.made("POST", f"generations/{used['id']}/cancel")
    takes = as_editor.made("POST", f"generations/{made['id']}/process", {"frame": found[4]["id"]})
    assert takes["prompt"].startswith("a red boat")
    asked_for = (again, more, takes)
    assert audit(scene.tenant_id).reserved == sum(one["credits_reserved"] for one in asked_for)


def test_braces_stay_as_they_are_where_no_variations_are_asked_for(as_editor: Speaker, scene: Scene) -> None:
    made = as_editor.made("POST", "generations", {**body(scene), "count": 1})
    assert (made["prompt"], made["variations"]) == (WORDS, [])
    with scope(scene.tenant_id):
        assert Job.objects.get().params["prompt"] == WORDS


def test_pictures_that_stand_alone_vary_too(as_editor: Speaker) -> None:
    made = begun(as_editor, {"kind": "picture", "prompt": "{1..3} boats", "quality": "low", "sides": "256"})
    assert (made["count"], made["scene"], made["quote"]["credits"]) == (3, None, made["credits_reserved"])


def test_a_batch_is_charged_all_or_not_at_all_and_cancelled_as_a_whole(as_editor: Speaker, scene: Scene) -> None:
    made = begun(as_editor, body(scene))
    queue = as_editor.made("GET", "queue")
    assert [(one["varied"], one["count"], one["prompt"]) for one in queue["waiting"]] == [(True, 2, WORDS)]
    as_editor.made("POST", f"generations/{made['id']}/cancel")
    books = audit(scene.tenant_id)
    assert (books.reserved, books.spent) == (0, 0)


def test_the_same_key_makes_one_batch(as_editor: Speaker, scene: Scene) -> None:
    first, again = (begun(as_editor, body(scene), Idempotency_Key="k1") for _ in range(2))
    assert first["id"] == again["id"]
    as_editor.refused(422, "POST", "generations/variations", body(scene, seeds="1, 2"), Idempotency_Key="k1")
    as_editor.refused(422, "POST", "generations", body(scene), Idempotency_Key="k1")


@pytest.mark.parametrize("address", ["generations/variations", "generations/variations/quote"])
def test_more_than_the_plan_makes_at_once_is_refused_plainly(as_editor: Speaker, scene: Scene, address: str) -> None:
    free(scene.tenant_id)
    told = as_editor.refused(403, "POST", address, body(scene, prompt="{1..20} boats"))
    assert told["detail"] == "This makes 20 pictures; Free plans make 12 at once."
    assert told["advice"].endswith("Creator makes 48.")
    told = as_editor.refused(403, "POST", address, body(scene, prompt="{1..1000}" * 9))
    assert "more than a million pictures" in told["detail"]
    with scope(scene.tenant_id):
        assert not Generation.objects.exists()


@pytest.mark.parametrize(
    ("changed", "field", "said"),
    [
        ({"prompt": "a {red|blue boat"}, "prompt", "never closed. It is at character 3: \u201c{red|blue boat\u201d"),
        ({"seeds": "4, x"}, "seeds", "is no seed. It is at character 3"),
        ({"shapes": ["4:3"]}, "shapes", "is no shape"),
        ({"shapes": "1:1"}, "shapes", "no list of shapes"),
        ({"sides": "90"}, "sides", "90 is no side"),
        ({"kind": "takes"}, "kind", "has no variations"),
        ({"scene": None}, "scene", "missing"),
    ],
)
def test_what_can_not_be_read_is_named(
    as_editor: Speaker, scene: Scene, changed: dict[str, Any], field: str, said: str
) -> None:
    (told,) = as_editor.refused(400, "POST", "generations/variations", body(scene) | changed)["errors"]
    assert (told["field"], said in told["detail"], bool(told["advice"])) == (field, True, True), told


def test_another_workspaces_scene_is_not_there(as_outsider: Speaker, scene: Scene) -> None:
    for address in ("generations/variations", "generations/variations/quote"):
        as_outsider.refused(404, "POST", address, body(scene))


def test_a_batch_is_made_again_as_it_was_and_its_words_stay(as_editor: Speaker, scene: Scene) -> None:
    made = begun(as_editor, body(scene))
    for change in ({"prompt": "other"}, {"seed": 3}, {"count": 1}):
        (told,) = as_editor.refused(400, "PATCH", f"generations/{made['id']}", change)["errors"]
        assert told["field"] in change
    as_editor.made("POST", f"generations/{made['id']}/cancel")
    as_editor.refused(400, "POST", f"generations/{made['id']}/retry", {"prompt": "other"})
    again = as_editor.made("POST", f"generations/{made['id']}/retry", {})
    assert (again["count"], again["variations"]) == (2, made["variations"])
    as_editor.refused(409, "POST", f"generations/{made['id']}/hero-frames", {})


def test_one_part_that_failed_is_made_again_alone(as_editor: Speaker, scene: Scene) -> None:
    made = begun(as_editor, body(scene, seeds="2 seeds"))
    as_editor.made("POST", f"generations/{made['id']}/cancel")
    with scope(scene.tenant_id):
        node = Generation.objects.get(pk=made["id"])
        lost = Job.objects.get(generation=node, number=4)
        again = making.make_again(node, None, part=lost)
        (job,) = Job.objects.filter(generation=again)
        same = ("prompt", "seed", "tags", "width", "height")
        assert [job.params[name] for name in same] == [lost.params[name] for name in same]
        assert again.credits_reserved == job.params["credits"]
