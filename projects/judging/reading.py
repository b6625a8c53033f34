"""An episode's facts from rows, in a fixed number of questions."""

from collections import defaultdict
from typing import Any
from uuid import UUID

from django.db.models import Prefetch

from generation.iterations.reading import best_take
from generation.iterations.trends import trends
from generation.iterations.values import Scored, Trend
from generation.models import PromptSuggestion, Take, TakeScore
from generation.services import suggesting
from generation.suggesting.expecting import best_first
from generation.suggesting.measuring import measured_of
from generation.suggesting.values import OFFERED, Measured, Switch, change_from
from projects.judging.deciding import judge
from projects.judging.values import Hint, Judgement, SceneFacts
from projects.models import Episode, Scene
from quality.scoring.names import name_of

MOST_SCENES = 100
MOST_TAKES = 1000
"""The newest ones: older takes of an episode that has more tell nothing of how it stands."""
USUAL_SCENES = 20
SCORE_FIELDS = ("take_id", "dimension", "status", "value", "method", "version", "reason")


def judgement_of(episode: Episode) -> Judgement:
    """What is thought of an episode now."""
    scenes = list(Scene.objects.filter(episode=episode).defer("extra").order_by("number", "id")[:MOST_SCENES])
    takes = _takes(scenes)
    shown = {scene.pk: found for scene in scenes if (found := _shown(scene, takes[scene.pk])) is not None}
    hints = _hints([take.generation_id for take in shown.values()])
    return judge([_facts(scene, takes[scene.pk], shown.get(scene.pk), hints) for scene in scenes], _earlier(episode))


def _takes(scenes: list[Scene]) -> dict[UUID, list[Take]]:
    scores = Prefetch("scores", TakeScore.objects.only(*SCORE_FIELDS, "workspace_id"))
    rows = Take.objects.filter(scene__in=scenes).select_related("frame__output__file").prefetch_related(scores)
    found: dict[UUID, list[Take]] = defaultdict(list)
    for take in sorted(rows.order_by("-id")[:MOST_TAKES], key=lambda take: take.pk):
        if take.scene_id is not None:
            found[take.scene_id].append(take)
    return found


def _shown(scene: Scene, takes: list[Take]) -> Take | None:
    """The take that stands for a scene: the chosen one, else the best of the newest roll."""
    chosen = next((take for take in takes if take.pk == scene.selected_take_id), None)
    if chosen is not None or not takes:
        return chosen
    return best_take(take for take in takes if take.generation_id == takes[-1].generation_id)


def _hints(generations: list[UUID]) -> dict[UUID, Hint]:
    """The most useful suggestion that nobody answered, by generation."""
    rows = list(PromptSuggestion.objects.filter(generation__in=generations, state=OFFERED))
    found: dict[UUID, Hint] = {}
    for row in best_first(rows, suggesting.tallies(row.key for row in rows), most=None):
        found.setdefault(row.generation_id, _hint(row))
    return found


def _hint(row: PromptSuggestion) -> Hint:
    change = change_from(row.change)
    switch = change.switch or Switch()
    about = (row.pk, row.generation_id, name_of(row.dimension), row.reason)
    return Hint(*about, change.prompt, change.negative, switch.on, switch.off)


def _facts(scene: Scene, takes: list[Take], take: Take | None, hints: dict[UUID, Hint]) -> SceneFacts:
    if take is None:
        return SceneFacts(scene.pk, scene.number, scene.title, scene.seconds)
    frame = take.frame
    return SceneFacts(
        id=scene.pk,
        number=scene.number,
        title=scene.title,
        seconds=scene.seconds,
        take=take.pk,
        take_number=take.number,
        generation=take.generation_id,
        is_chosen=take.pk == scene.selected_take_id,
        total=take.total,
        measured=_measured(take),
        reasons={row.dimension: row.reason for row in take.scores.all() if row.status != "measured"},
        flags=tuple(take.flags),
        hint=hints.get(take.generation_id),
        trend=_trend(takes),
        picture=frame.output.file.sha256 if frame else "",
        picture_output=frame.output_id if frame else None,
    )


def _measured(take: Take) -> Measured:
    return measured_of({name: getattr(row, name) for name in SCORE_FIELDS} for row in take.scores.all())


def _trend(takes: list[Take]) -> Trend | None:
    """How the best of each roll went; None where none was looked over."""
    rolls: dict[UUID, list[Take]] = defaultdict(list)
    for take in takes:
        if take.total is not None:
            rolls[take.generation_id].append(take)
    best = [best_take(made) for made in rolls.values()]
    scored = [Scored(take.generation_id, take.total, _measured(take)) for take in best]
    numbers = {one.id: place for place, one in enumerate(scored, start=1)}
    return trends(scored, numbers)[0] if scored else None


def _earlier(episode: Episode) -> list[Measured]:
    """What was measured of the chosen takes of the workspace's last scenes outside of this episode."""
    scenes = Scene.objects.exclude(episode=episode).filter(selected_take__total__isnull=False)
    takes = scenes.order_by("-selected_take_id").values_list("selected_take_id", flat=True)[:USUAL_SCENES]
    found: dict[UUID, list[dict[str, Any]]] = defaultdict(list)
    for row in TakeScore.objects.filter(take__in=list(takes)).values(*SCORE_FIELDS):
        found[row["take_id"]].append(row)
    return [measured_of(rows) for rows in found.values()]
