"""/generations/{id}/prompt-suggestions"""

from types import SimpleNamespace
from typing import Any

import pytest
from django.utils import timezone

from accounts.models import User, Workspace
from accounts.tenancy import scope
from generation import queries, signals, values
from generation.models import EventLog, Generation, PromptSuggestion, SuggestionTally, Take, TakeScore
from generation.services import suggesting
from projects.models import Scene
from tests import rows
from tests.cast import Speaker

pytestmark = pytest.mark.django_db

WEAK = {"dynamic_degree": 0.4, "imaging_quality": 0.6, "motion_smoothness": 0.95}


@pytest.fixture
def scene(workspace: Workspace) -> Scene:
    """A scene with a frame."""
    made = rows.scene_in(workspace)
    rows.frame_of(made)
    return made


def roll(scene: Scene, scores: dict[str, float], *, of: Generation | None = None, method: str = "m") -> Generation:
    """A finished roll of one take that was looked over, told to whoever listens."""
    made = of or rows.ended(scene, values.TAKES)
    take = rows.take_of(scene, made, shade=10)
    with scope(scene.tenant_id):
        TakeScore.objects.filter(take=take).delete()
        for dimension, value in scores.items():
            told: Any = {"status": "measured", "value": value, "method": method, "version": "1"}
            TakeScore.objects.create(take=take, dimension=dimension, **told)
        Generation.objects.filter(pk=made.pk).update(state=values.SUCCEEDED)
        made = Generation.objects.get(pk=made.pk)
        signals.takes_finished.send(sender=Generation, generation=made)
    return made


def offered(speaker: Speaker, generation: Generation) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = speaker.made("GET", f"generations/{generation.pk}/prompt-suggestions")
    return found


def path(one: dict[str, Any], verb: str) -> str:
    return f"generations/{one['generation']}/prompt-suggestions/{one['id']}/{verb}"


def test_they_come_when_takes_were_looked_over(scene: Scene, as_editor: Speaker) -> None:
    made = roll(scene, WEAK)
    first, second, *_ = offered(as_editor, made)
    assert first["key"] == "name-what-moves"
    assert first["reason"] == "The boat hardly moves: movement 40."
    assert [part for part in first["change"]["prompt"] if part["how"] == "new"] == [
        {"how": "new", "text": ", rocking on the swell,"}
    ]
    assert first["prompt"] == "a red boat, rocking on the swell, on a lake at dusk"
    assert first["expected"]["said"] == "Maybe +12 movement: a guess, not tried yet"
    assert (second["dimension"], second["state"]) == ("imaging_quality", "offered")
    with scope(scene.tenant_id):
        assert EventLog.objects.filter(type="suggestions.offered", generation_id=made.pk).count() == 1


def test_using_one_makes_a_child_with_exactly_that_change(scene: Scene, as_editor: Speaker, editor: User) -> None:
    made = roll(scene, WEAK)
    first = offered(as_editor, made)[0]
    child = as_editor.made("POST", path(first, "accept"), {})
    assert (child["parent"], child["root"], child["kind"]) == (str(made.pk), str(made.pk), "takes")
    assert (child["prompt"], child["negative_prompt"]) == (first["prompt"], first["negative_prompt"])
    assert as_editor.made("POST", path(first, "accept"), {})["id"] == child["id"]  # once more makes nothing more
    told = next(one for one in offered(as_editor, made) if one["id"] == first["id"])
    assert (told["state"], told["led_to"]) == ("accepted", child["id"])
    with scope(scene.tenant_id):
        assert PromptSuggestion.objects.get(pk=first["id"]).answered_by_id == editor.pk
    assert SuggestionTally.objects.get(key=first["key"]).accepted == 1


def test_what_it_brought_is_measured_and_teaches(scene: Scene, as_editor: Speaker) -> None:
    first = offered(as_editor, roll(scene, WEAK))[0]
    child = as_editor.made("POST", path(first, "accept"), {})
    with scope(scene.tenant_id):
        made = Generation.objects.get(pk=child["id"])
    roll(scene, {**WEAK, "dynamic_degree": 0.52, "motion_smoothness": 0.9}, of=made)
    told = next(one for one in offered(as_editor, rows_of(first, scene)) if one["id"] == first["id"])
    assert told["brought"] == "It brought +12 movement."
    assert [(one["dimension"], one["points"]) for one in told["gains"]] == [
        ("dynamic_degree", 12),
        ("motion_smoothness", -5),
    ]
    tally = SuggestionTally.objects.get(key=first["key"])
    assert (tally.measured, round(tally.gain)) == (1, 12)


def rows_of(one: dict[str, Any], scene: Scene) -> Generation:
    with scope(scene.tenant_id):
        return Generation.objects.get(pk=one["generation"])


def test_other_methods_before_and_after_are_said_and_teach_nothing(scene: Scene, as_editor: Speaker) -> None:
    first = offered(as_editor, roll(scene, WEAK))[0]
    child = as_editor.made("POST", path(first, "accept"), {})
    with scope(scene.tenant_id):
        made = Generation.objects.get(pk=child["id"])
    roll(scene, WEAK, of=made, method="another")
    told = next(one for one in offered(as_editor, rows_of(first, scene)) if one["id"] == first["id"])
    assert told["gains"] == []
    assert told["brought"].startswith("It can't be told what it brought")
    assert SuggestionTally.objects.get(key=first["key"]).measured == 0


def test_words_of_ones_own_are_used_and_teach_nothing_of_the_suggestion(scene: Scene, as_editor: Speaker) -> None:
    first = offered(as_editor, roll(scene, WEAK))[0]
    child = as_editor.made("POST", path(first, "accept"), {"prompt": "a red boat pitches in the waves"})
    assert child["prompt"] == "a red boat pitches in the waves"
    assert (
        next(one for one in offered(as_editor, rows_of(first, scene)) if one["id"] == first["id"])["state"] == "edited"
    )
    with scope(scene.tenant_id):
        made = Generation.objects.get(pk=child["id"])
    roll(scene, {**WEAK, "dynamic_degree": 0.9}, of=made)
    tally = SuggestionTally.objects.get(key=first["key"])
    assert (tally.accepted, tally.measured) == (1, 0)


def test_an_ignored_one_can_be_offered_again(scene: Scene, as_editor: Speaker) -> None:
    first = offered(as_editor, roll(scene, WEAK))[0]
    for _ in range(2):
        assert as_editor.made("POST", path(first, "ignore"))["state"] == "ignored"
    assert SuggestionTally.objects.get(key=first["key"]).ignored == 1
    assert as_editor.made("DELETE", path(first, "ignore"))["state"] == "offered"
    assert SuggestionTally.objects.get(key=first["key"]).ignored == 0
    as_editor.made("POST", path(first, "ignore"))
    as_editor.made("POST", path(first, "accept"), {})
    tally = SuggestionTally.objects.get(key=first["key"])
    assert (tally.accepted, tally.ignored) == (1, 0)
    assert as_editor.refused(409, "POST", path(first, "ignore"))["advice"] == "Look at what came of it."


def test_looking_again_keeps_what_was_answered(scene: Scene, as_editor: Speaker) -> None:
    made = roll(scene, WEAK)
    first = offered(as_editor, made)[0]
    as_editor.made("POST", path(first, "ignore"))
    again = as_editor.made("POST", f"generations/{made.pk}/prompt-suggestions")
    assert [one["state"] for one in again if one["key"] == first["key"]] == ["ignored"]
    assert len({one["key"] for one in again}) == len(again)


def test_a_frame_gets_suggestions_of_its_own(scene: Scene, as_editor: Speaker) -> None:
    with scope(scene.tenant_id):
        frame = scene.hero_frames.get()
        told = {"dimension": "clarity", "status": "measured", "value": 0.3, "method": "m", "version": "1", "reason": ""}
        frame.scores = [told]
        frame.save()
        made = Generation.objects.get(pk=frame.generation_id)
        suggesting.offer(made)
    found = offered(as_editor, made)
    one = next(each for each in found if each["dimension"] == "clarity")
    assert one["frame"] == str(frame.pk)
    child = as_editor.made("POST", path(one, "accept"), {})
    assert (child["kind"], child["parent"]) == ("frames", str(frame.generation_id))


def test_chips_are_switched_as_words_are_changed(
    scene: Scene, as_editor: Speaker, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = [SimpleNamespace(text="too dark", seconds=None, resolved_at=None)]
    monkeypatch.setattr(queries, "comments_of", lambda frame: said)
    with scope(scene.tenant_id):
        made = Generation.objects.get(pk=scene.hero_frames.get().generation_id)
        Generation.objects.filter(pk=made.pk).update(settings={"enhance": {"chips": ["light-low"], "version": 1}})
        made.refresh_from_db()
        suggesting.offer(made)
    one = next(each for each in offered(as_editor, made) if each["key"] == "more-light-chip")
    shown = [[(chip["id"], chip["name"]) for chip in one["change"][how]] for how in ("on", "off")]
    assert shown == [[("light-high", "High key")], [("light-low", "Low key")]]
    assert (one["enhance"], one["prompt"]) == (["light-high"], rows.PROMPT)
    child = as_editor.made("POST", path(one, "accept"), {})
    with scope(scene.tenant_id):
        assert Generation.objects.get(pk=child["id"]).settings["enhance"]["chips"] == ["light-high"]
    told = next(each for each in offered(as_editor, made) if each["id"] == one["id"])
    assert (told["state"], told["led_to"]) == ("accepted", child["id"])
    assert SuggestionTally.objects.get(key="more-light-chip").accepted == 1


def test_chips_of_ones_own_are_an_edit(scene: Scene, as_editor: Speaker) -> None:
    first = offered(as_editor, roll(scene, WEAK))[0]
    child = as_editor.made("POST", path(first, "accept"), {"enhance": ["move-pan"]})
    with scope(scene.tenant_id):
        assert Generation.objects.get(pk=child["id"]).settings["enhance"]["chips"] == ["move-pan"]
        assert PromptSuggestion.objects.get(pk=first["id"]).state == "edited"


def test_what_nobody_looked_over_has_none(scene: Scene, as_editor: Speaker) -> None:
    made = rows.ended(scene, values.TAKES)
    take = rows.take_of(scene, made)
    with scope(scene.tenant_id):
        Take.objects.filter(pk=take.pk).update(total=None)
        assert suggesting.offer(made) == []
    assert offered(as_editor, made) == []
    waiting = rows.asked(scene)
    as_editor.refused(409, "POST", f"generations/{waiting.pk}/prompt-suggestions")


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"prompt": ""}, "prompt"),
        ({"prompt": "a\x07b"}, "prompt"),
        ({"negative_prompt": "x" * 4001}, "negative_prompt"),
        ({"enhance": ["light-none"]}, "enhance"),
    ],
)
def test_bad_words_name_their_field(body: dict[str, Any], field: str, scene: Scene, as_editor: Speaker) -> None:
    first = offered(as_editor, roll(scene, WEAK))[0]
    assert as_editor.refused(400, "POST", path(first, "accept"), body)["errors"][0]["field"] == field


def test_an_outsider_finds_none_and_a_viewer_answers_none(
    scene: Scene, as_editor: Speaker, as_outsider: Speaker, as_viewer: Speaker
) -> None:
    first = offered(as_editor, roll(scene, WEAK))[0]
    for method, verb in (("POST", "accept"), ("POST", "ignore"), ("DELETE", "ignore")):
        as_outsider.refused(404, method, path(first, verb))
        as_viewer.refused(403, method, path(first, verb))
    as_outsider.refused(404, "GET", f"generations/{first['generation']}/prompt-suggestions")
    assert len(offered(as_viewer, rows_of(first, scene))) == 3


def test_a_comment_brings_a_suggestion_of_its_own(
    scene: Scene, as_editor: Speaker, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = roll(scene, WEAK)
    said = [SimpleNamespace(text="This is too dark", seconds=2.0, resolved_at=None)]
    said += [SimpleNamespace(text="closer!", seconds=None, resolved_at=timezone.now())]
    monkeypatch.setattr(queries, "comments_of", lambda take: said, raising=False)
    with scope(scene.tenant_id):
        suggesting.look_again(made.pk)
    first = offered(as_editor, made)[0]
    assert (first["key"], first["reason"]) == ("more-light", "Somebody wrote \u201cThis is too dark\u201d at 2.0 s.")
    assert "go-closer" not in {one["key"] for one in offered(as_editor, made)}
