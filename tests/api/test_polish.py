"""POST /generations/{id}/polish and /scenes/{id}/polish: what is asked for, what it costs, and what is refused."""

from typing import Any

import pytest

from accounts.models import Workspace
from accounts.tenancy import scope
from generation import files, values
from generation.handlers.base import MadeFile
from generation.models import Generation, HeroFrame, Job, Output, Take
from tests import cast, rows
from tests.cast import Speaker
from tests.rows import Shelf

pytestmark = pytest.mark.django_db
UPSCALE = [{"name": "upscale"}]


def sized(made: HeroFrame | Take, **facts: Any) -> None:
    """Say of an output that it has another size."""
    with scope(made.tenant_id):
        Output.objects.filter(pk=made.output_id).update(**facts)


@pytest.fixture
def shelf(shelf: Shelf) -> Shelf:
    """With a take of two seconds."""
    sized(shelf.take, width=640, height=360, frames=48, fps=24.0, duration_seconds=2.0)
    return shelf


def polish(speaker: Speaker, shelf: Shelf, body: dict[str, Any], **headers: str) -> Any:
    return speaker.made("POST", f"generations/{shelf.generation.pk}/polish", body, **headers)


def refused(speaker: Speaker, shelf: Shelf, body: dict[str, Any], status: int = 400) -> Any:
    told = speaker.refused(status, "POST", f"generations/{shelf.generation.pk}/polish", body)
    return told["errors"][0] if told["errors"] else told


def test_a_take_is_polished_by_one_job_below_what_shot_it(as_editor: Speaker, shelf: Shelf) -> None:
    """The steps run in their own order; what it polishes is its parent, and the price is what was quoted."""
    body = {"take": str(shelf.take.pk), "steps": [{"name": "upscale", "factor": 2}, {"name": "denoise"}]}
    quote = as_editor.made("POST", "generations/quote", {"kind": "polish", **body})
    made = polish(as_editor, shelf, body)
    assert (made["kind"], made["state"], made["parent"]) == ("polish", "queued", str(shelf.generation.pk))
    assert (made["scene"], made["credits_reserved"]) == (str(shelf.scene.pk), quote["credits"])
    assert (quote["width"], quote["height"], quote["frames"], quote["preview"]) == (1280, 720, 48, False)
    (job,) = made["jobs"]
    assert (job["kind"], job["number"]) == ("polish", 2)
    with scope(shelf.scene.tenant_id):
        kept = Job.objects.get(pk=job["id"])
        assert [one["name"] for one in kept.params["polish"]["steps"]] == ["denoise", "upscale"]
        assert (kept.lane, kept.engine) == (values.CPU_LANE, "finishing")


def test_a_frame_gets_the_scenes_next_letter(as_editor: Speaker, shelf: Shelf) -> None:
    body = {"frame": str(shelf.frame.pk), "steps": UPSCALE}
    first, second = (polish(as_editor, shelf, body) for _ in range(2))
    assert [made["jobs"][0]["number"] for made in (first, second)] == [2, 3]
    assert first["parent"] == str(shelf.frame.generation_id)


def test_numbers_of_a_roll_are_given_once(as_editor: Speaker, shelf: Shelf) -> None:
    body = {"take": str(shelf.take.pk), "steps": UPSCALE}
    assert [polish(as_editor, shelf, body)["jobs"][0]["number"] for _ in range(3)] == [2, 3, 4]


def test_a_picture_of_ones_own_is_polished_from_its_scene(as_editor: Speaker, workspace: Workspace) -> None:
    scene = rows.scene_in(workspace)
    with scope(workspace.pk):
        made = MadeFile(files.keep(workspace.pk, rows.png(7), "image/png"), 64, 64, {})
        own = HeroFrame.objects.create(scene=scene, number=1, origin=values.UPLOADED, output=files.output_of(made))
    asked = as_editor.made("POST", f"scenes/{scene.pk}/polish", {"frame": str(own.pk), "steps": UPSCALE})
    assert (asked["parent"], asked["scene"], asked["kind"]) == (None, str(scene.pk), "polish")


def test_the_same_key_polishes_once(as_editor: Speaker, shelf: Shelf) -> None:
    body = {"take": str(shelf.take.pk), "steps": UPSCALE}
    first, again = (polish(as_editor, shelf, body, Idempotency_Key="k1") for _ in range(2))
    assert first["id"] == again["id"]
    changed = {**body, "steps": [{"name": "denoise"}]}
    as_editor.refused(422, "POST", f"generations/{shelf.generation.pk}/polish", changed, Idempotency_Key="k1")


@pytest.mark.parametrize(
    ("source", "steps", "field", "said"),
    [
        ("frame", [{"name": "stabilise"}], "steps.0.name", "A picture can't be steadied."),
        ("frame", [{"name": "denoise"}, {"name": "interpolate"}], "steps.1.name", "A picture can't be made smoother."),
        ("take", [{"name": "upscale", "factor": 3}], "steps.0.factor", "can't be done 3 times"),
        ("take", [{"name": "denoise", "factor": 2}], "steps.0.factor", "has no factor"),
        ("take", [{"name": "upscale", "strength": 0.5}], "steps.0.strength", "has no strength"),
        ("take", [{"name": "denoise"}, {"name": "denoise"}], "steps.1.name", "stands here twice"),
        ("take", [], "steps", "Nothing is to be done."),
        ("take", [{"name": "sharpen"}], "steps.0.name", "is no polish"),
        ("take", [{"name": "denoise", "strength": 1.5}], "steps.0.strength", "This strength can't be used."),
    ],
)
def test_what_can_not_be_done_is_named(
    as_editor: Speaker, shelf: Shelf, source: str, steps: list[Any], field: str, said: str
) -> None:
    chosen = {"frame": shelf.frame, "take": shelf.take}[source]
    told = refused(as_editor, shelf, {source: str(chosen.pk), "steps": steps})
    assert (told["field"], said in told["detail"], bool(told["advice"])) == (field, True, True), told


def test_one_thing_is_polished_and_it_is_there(as_editor: Speaker, shelf: Shelf, elsewhere: Workspace) -> None:
    foreign = rows.shelf_in(elsewhere)
    both = {"take": str(shelf.take.pk), "frame": str(shelf.frame.pk), "steps": UPSCALE}
    assert refused(as_editor, shelf, both)["field"] == "frame"
    assert refused(as_editor, shelf, {"steps": UPSCALE})["field"] == "frame"
    for unknown in (foreign.take.pk, shelf.frame.pk):
        told = refused(as_editor, shelf, {"take": str(unknown), "steps": UPSCALE})
        assert (told["field"], told["detail"]) == ("take", "There is no such take here.")
    other = rows.take_of(rows.scene_of(shelf.project))
    assert refused(as_editor, shelf, {"take": str(other.pk), "steps": UPSCALE})["field"] == "take"


def test_an_outsider_polishes_nothing(as_outsider: Speaker, shelf: Shelf) -> None:
    body = {"take": str(shelf.take.pk), "steps": UPSCALE}
    as_outsider.refused(404, "POST", f"generations/{shelf.generation.pk}/polish", body)
    as_outsider.refused(404, "POST", f"scenes/{shelf.scene.pk}/polish", body)
    told = as_outsider.refused(400, "POST", "generations/quote", {"kind": "polish", **body})
    assert told["errors"][0]["field"] == "take"


def test_a_viewer_polishes_nothing(as_viewer: Speaker, shelf: Shelf) -> None:
    as_viewer.refused(
        403, "POST", f"generations/{shelf.generation.pk}/polish", {"take": str(shelf.take.pk), "steps": UPSCALE}
    )


def test_what_is_at_its_largest_is_told_so(as_editor: Speaker, shelf: Shelf) -> None:
    """By the plan's longest side, and by what plays at most so fast already."""
    sized(shelf.take, width=2560, height=1440, fps=48.0)
    told = refused(as_editor, shelf, {"take": str(shelf.take.pk), "steps": [{"name": "upscale", "factor": 4}]})
    assert told["field"] == "steps.0.factor"
    assert "10240 x 5760" in told["detail"]
    assert told["advice"] == "Use 2 times."
    told = refused(as_editor, shelf, {"take": str(shelf.take.pk), "steps": [{"name": "interpolate"}]})
    assert "48 frames a second already" in told["detail"]


def test_a_plan_sets_the_longest_side(as_editor: Speaker, shelf: Shelf, workspace: Workspace) -> None:
    Workspace.objects.filter(pk=workspace.pk).update(plan="free")
    sized(shelf.take, width=1280, height=720)
    told = refused(as_editor, shelf, {"take": str(shelf.take.pk), "steps": UPSCALE})
    assert "1,920 is the longest side here" in told["detail"]
    assert "larger plan" in told["advice"]


def test_a_quote_names_what_it_lacks_and_writes_nothing(as_editor: Speaker, shelf: Shelf) -> None:
    for body, field in (
        ({"kind": "polish", "take": str(shelf.take.pk)}, "steps"),
        ({"kind": "polish", "steps": UPSCALE}, "frame"),
        ({"kind": "picture"}, "prompt"),
    ):
        told = as_editor.refused(400, "POST", "generations/quote", body)
        assert told["errors"][0]["field"] == field
    with scope(shelf.scene.tenant_id):
        assert not Generation.objects.filter(kind=values.POLISH).exists()


def test_a_program_that_may_only_read_polishes_nothing(shelf: Shelf, owner: Any, workspace: Workspace) -> None:
    reader = cast.program(owner, workspace, ["read"])
    reader.refused(
        403, "POST", f"generations/{shelf.generation.pk}/polish", {"take": str(shelf.take.pk), "steps": UPSCALE}
    )
