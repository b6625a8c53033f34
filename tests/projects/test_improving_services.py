"""A take is improved by itself: by real workers, and with made scores for everything that can come of a round."""

from typing import Any
from uuid import UUID

import pytest

from accounts.models import Workspace
from accounts.tenancy import scope
from generation import signals, values
from generation.enhancement.choosing import of_settings
from generation.models import Generation, Job, Notice, PromptSuggestion, QueueTicket, Take, TakeScore
from generation.repairs import REPAIRS
from generation.services import ending
from generation.suggesting.values import Change, Switch
from generation.wording.diff import difference
from projects.models import Improvement, Scene
from projects.services import choosing
from tests import rows
from tests.cast import Speaker
from tests.credits.books import audit
from tests.stations import Studio

pytestmark = pytest.mark.django_db
WEAK = {"dynamic_degree": 0.4, "imaging_quality": 0.6, "motion_smoothness": 0.95}
TOTAL = 0.6


@pytest.fixture
def scene(workspace: Workspace) -> Scene:
    """A scene whose chosen take was looked over and is weak."""
    made = rows.scene_in(workspace)
    frame = rows.frame_of(made)
    generation = rows.ended(made, values.TAKES)
    with scope(workspace.pk):
        Generation.objects.filter(pk=generation.pk).update(frame=frame)
    looked_over(made, generation, WEAK, TOTAL)
    with scope(workspace.pk):
        Take.objects.filter(generation=generation).update(frame=frame)
        choosing.choose_take(Scene.objects.select_related("episode__project").get(pk=made.pk), first(made))
    return made


def looked_over(scene: Scene, generation: Generation, scores: dict[str, float], total: float) -> Take:
    """The take of a generation, with these scores, told to whoever listens."""
    take = rows.take_of(scene, generation, shade=10 + int(total * 100))
    with scope(scene.tenant_id):
        TakeScore.objects.filter(take=take).delete()
        for dimension, value in scores.items():
            told: Any = {"status": "measured", "value": value, "method": "m", "version": "1"}
            TakeScore.objects.create(take=take, dimension=dimension, **told)
        Take.objects.filter(pk=take.pk).update(total=total, frame=generation.frame_id, seed=generation.seed)
        Generation.objects.filter(pk=generation.pk).update(state=values.SUCCEEDED, credits_captured=2)
        signals.takes_finished.send(sender=Generation, generation=Generation.objects.get(pk=generation.pk))
    return take


def first(scene: Scene) -> Take:
    return Take.objects.filter(scene=scene).order_by("id")[0]


def begun(speaker: Speaker, scene: Scene, **body: Any) -> Any:
    return speaker.made("POST", f"scenes/{scene.pk}/improvements", {"rounds": 4, "credits": 100, **body})


def told(speaker: Speaker, made: Any) -> Any:
    return speaker.made("GET", f"improvements/{made['id']}")


def round_made(scene: Scene, change: dict[str, float], total: float) -> Take:
    """What waits of the scene is made, and has these scores."""
    with scope(scene.tenant_id):
        generation = Generation.objects.exclude(state__in=values.GENERATION_ENDS).get(scene=scene)
        QueueTicket.objects.filter(job_id__in=generation.jobs.values("pk")).delete()
        generation.jobs.update(state=values.SUCCEEDED)
    return looked_over(scene, generation, {**WEAK, **change}, total)


def chosen(scene: Scene) -> UUID | None:
    with scope(scene.tenant_id):
        found: UUID | None = Scene.objects.get(pk=scene.pk).selected_take_id
        return found


@pytest.mark.django_db(transaction=True)
def test_real_workers_improve_a_take_round_by_round(as_editor: Speaker, workspace: Workspace, studio: Studio) -> None:
    """Every round is one take of the same seed; only what is better is chosen; the path says what was changed."""
    scene = rows.scene_in(workspace)
    ask = {"scene": str(scene.pk), "prompt": "a red boat on a lake", "quality": "low", "seed": 4, "count": 1}
    as_editor.made("POST", "generations", {"kind": "frames", **ask})
    studio.run_all()
    as_editor.made("POST", "generations", {"kind": "takes", **ask})
    studio.run_all()
    price = as_editor.made("POST", f"scenes/{scene.pk}/improvements/quote", {"rounds": 2})
    made = begun(as_editor, scene, rounds=2, credits=price["most"])
    assert (made["ending"], len(made["path"]), made["path"][0]["kept"]) == ("", 1, None)
    studio.run_all()
    done = told(as_editor, made)
    assert done["ending"] in ("rounds", "no_gain", "nothing_weak")
    assert 1 <= len(done["path"]) <= 2
    assert done["spent"] <= price["most"]
    best = made["first_take"]
    for one in done["path"]:
        assert (one["of_take"], one["reason"] != "", one["kept"] is not None) == (best, True, True)
        best = one["take"] if one["kept"] else best
    assert (done["best_take"], chosen(scene)) == (best, UUID(best))
    assert done["after"] >= done["before"]
    with scope(workspace.pk):
        assert Take.objects.filter(scene=scene).values_list("seed", flat=True).distinct().count() == 1
    assert audit(workspace.pk).reserved == 0


def test_a_better_take_becomes_the_best_and_the_next_round_goes_on_from_it(as_editor: Speaker, scene: Scene) -> None:
    made = begun(as_editor, scene)
    (one,) = made["path"]
    assert (one["reason"], one["dimension"]) == ("The boat hardly moves: movement 40.", "dynamic_degree")
    assert [part["text"] for part in one["change"]["prompt"] if part["how"] == "new"] == [", rocking on the swell,"]
    better = round_made(scene, {"dynamic_degree": 0.7}, 0.75)
    now = told(as_editor, made)
    first_round, second = now["path"]
    assert (first_round["kept"], first_round["after"] > first_round["before"]) == (True, True)
    assert (second["of_take"], second["kept"], now["best_take"]) == (str(better.pk), None, str(better.pk))
    assert chosen(scene) == better.pk
    with scope(scene.tenant_id):
        child = Generation.objects.get(pk=second["generation"])
        assert child.parent_id == better.generation_id
        used = PromptSuggestion.objects.get(generation_id=first(scene).generation_id, state="accepted")
        assert used.gain == pytest.approx(30)


def test_chips_that_a_suggestion_switches_are_switched_in_its_round(as_editor: Speaker, scene: Scene) -> None:
    with scope(scene.tenant_id):
        PromptSuggestion.objects.all().delete()
        take = first(scene)
        words, row = take.generation.prompt, rows.suggested(take)
        row.change = Change(difference(words, words), switch=Switch(("shot-close",), (), ("shot-close",))).as_json()
        row.save()
    (one,) = begun(as_editor, scene)["path"]
    assert [chip["id"] for chip in one["change"]["on"]] == ["shot-close"]
    with scope(scene.tenant_id):
        asked = Generation.objects.get(pk=one["generation"])
        assert (asked.prompt, of_settings(asked.settings)) == (words, ("shot-close",))


def test_what_is_no_better_is_left_and_two_such_rounds_end_it(as_editor: Speaker, scene: Scene) -> None:
    before = chosen(scene)
    made = begun(as_editor, scene)
    for _ in range(2):
        round_made(scene, {"imaging_quality": 0.5}, 0.5)
    done = told(as_editor, made)
    assert (done["ending"], done["said"]) == ("no_gain", "Two rounds in a row brought nothing.")
    assert [one["kept"] for one in done["path"]] == [False, False]
    assert len({one["reason"] for one in done["path"]}) == 2, "nothing is tried twice on the same take"
    assert (done["best_take"], chosen(scene)) == (str(before), before)
    with scope(scene.tenant_id):
        (notice,) = Notice.objects.filter(title__contains="improved by itself")
        assert notice.text == "No better take was found; yours stays."
        assert not Notice.objects.filter(title__startswith="Takes of").exists()


def test_rounds_and_credits_are_never_exceeded(as_editor: Speaker, scene: Scene) -> None:
    price = as_editor.made("POST", f"scenes/{scene.pk}/improvements/quote", {"rounds": 4})
    made = begun(as_editor, scene, credits=price["each"])
    round_made(scene, {"dynamic_degree": 0.7}, 0.75)
    done = told(as_editor, made)
    assert (done["ending"], len(done["path"]), done["spent"]) == ("credits", 1, price["each"])
    second = begun(as_editor, scene, rounds=1)
    round_made(scene, {"dynamic_degree": 0.8}, 0.85)
    assert told(as_editor, second)["ending"] == "rounds"


def test_repairs_follow_when_no_suggestion_is_left(as_editor: Speaker, scene: Scene) -> None:
    with scope(scene.tenant_id):
        PromptSuggestion.objects.update(state="ignored")
    made = begun(as_editor, scene)
    assert made["path"][0]["change"] is None
    with scope(scene.tenant_id):
        (job,) = Job.objects.filter(generation_id=made["path"][0]["generation"])
        assert job.params[REPAIRS][-1]["dimension"] == made["path"][0]["dimension"]
        assert job.params["seed"] == first(scene).seed


def test_a_take_of_ones_own_choice_stays_the_scenes(as_editor: Speaker, scene: Scene) -> None:
    made = begun(as_editor, scene)
    other = rows.take_of(scene, rows.ended(scene, values.TAKES), shade=3)
    with scope(scene.tenant_id):
        row = Scene.objects.select_related("episode__project").get(pk=scene.pk)
        choosing.choose_take(row, other, by_person=True)
    better = round_made(scene, {"dynamic_degree": 0.7}, 0.75)
    assert (told(as_editor, made)["best_take"], chosen(scene)) == (str(better.pk), other.pk)


def test_whoever_stops_it_keeps_the_best_and_pays_nothing_more(as_editor: Speaker, scene: Scene) -> None:
    made = begun(as_editor, scene)
    for _ in range(2):  # once more changes nothing
        done = as_editor.made("POST", f"improvements/{made['id']}/stop")
        assert (done["ending"], done["said"]) == ("stopped", "Somebody stopped it.")
    assert (done["path"][0]["kept"], done["spent"]) == (False, 0)
    assert audit(scene.tenant_id).reserved == 0
    again = begun(as_editor, scene)
    as_editor.made("POST", f"generations/{again['path'][0]['generation']}/cancel")
    assert told(as_editor, again)["ending"] == "stopped"


def test_a_round_that_fails_brought_nothing_and_the_next_follows(as_editor: Speaker, scene: Scene) -> None:
    made = begun(as_editor, scene)
    with scope(scene.tenant_id):
        generation = Generation.objects.get(pk=made["path"][0]["generation"])
        ending.fail(generation, {"category": "internal", "detail": "It failed.", "advice": ""})
    path = told(as_editor, made)["path"]
    assert [(one["kept"], one["credits"] > 0) for one in path] == [(False, False), (None, True)]


def test_credits_that_run_out_on_the_way_end_it_with_the_reason(
    as_editor: Speaker, scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = begun(as_editor, scene)
    Workspace.objects.filter(pk=scene.tenant_id).update(plan="free")
    with scope(scene.tenant_id):
        Generation.objects.filter(scene=scene).update(requested_tier="high")
    round_made(scene, {"dynamic_degree": 0.7}, 0.75)
    done = told(as_editor, made)
    assert (done["ending"], done["said"].endswith("Free plans make up to Standard.")) == ("refused", True)
    assert done["after"] > done["before"], "the better take is kept all the same"


def test_the_same_key_begins_once_and_a_second_one_waits(as_editor: Speaker, scene: Scene) -> None:
    body = {"rounds": 2, "credits": 50}
    address = f"scenes/{scene.pk}/improvements"
    one, again = (as_editor.made("POST", address, body, Idempotency_Key="k") for _ in range(2))
    assert one["id"] == again["id"]
    as_editor.refused(422, "POST", address, {**body, "rounds": 1}, Idempotency_Key="k")
    refused = as_editor.refused(409, "POST", address, body)
    assert refused["detail"] == "Something of this scene is being made."
    assert [each["id"] for each in as_editor.made("GET", address)] == [one["id"]]


@pytest.mark.parametrize("address", ["improvements", "improvements/quote"])
def test_what_can_not_be_improved_is_refused_plainly(
    as_editor: Speaker, scene: Scene, address: str, as_outsider: Speaker
) -> None:
    at = f"scenes/{scene.pk}/{address}"
    body = {"rounds": 2, "credits": 50}
    for changed, field in (({"rounds": 9}, "rounds"), ({"credits": 1}, "credits"), ({"take": str(scene.pk)}, "take")):
        (error,) = as_editor.refused(400, "POST", at, body | changed)["errors"]
        assert (error["field"], bool(error["advice"])) == (field, True)
    with scope(scene.tenant_id):
        Take.objects.filter(scene=scene).update(total=None)
    assert as_editor.refused(409, "POST", at, body)["detail"] == "This take was not looked over yet."
    as_outsider.refused(404, "POST", at, body)
    Workspace.objects.filter(pk=scene.tenant_id).update(plan="free")
    with scope(scene.tenant_id):
        Take.objects.filter(scene=scene).update(total=0.6)
    refused = as_editor.refused(403, "POST", at, {**body, "rounds": 3})
    assert (refused["detail"], refused["advice"]) == (
        *("Free plans improve in 2 rounds.", "Ask for 2 or fewer. Creator improves in 5."),
    )
    with scope(scene.tenant_id):
        assert not Improvement.objects.exists()
