"""An episode's script as one text, and what an edited text does to its scenes."""

from dataclasses import asdict, dataclass
from typing import Any
from uuid import UUID

from django.db.models import Count

from accounts.preconditions import entity_tag
from accounts.problems import Conflict, InvalidField
from generation import events
from generation.stories import matching, scripts, values, writing
from generation.stories.matching import Edit
from generation.stories.timing import timed
from generation.stories.values import Line, ScenePlan
from projects.models import MAX_SCENES, Episode, Scene
from projects.services import arranging, cutting, making

FIELDS = ("title", "beat", "prompt", "camera", "seconds", "slugline", "description", "transition")


@dataclass(frozen=True, slots=True)
class Change:
    """What an edit does to one scene; `frames` and `takes` are lost where it is removed."""

    scene: UUID | None
    number: int
    title: str
    what: str
    fields: tuple[str, ...] = ()
    frames: int = 0
    takes: int = 0


def plan_of(scene: Scene) -> ScenePlan:
    """A scene as a value."""
    told = {name: getattr(scene, name) for name in FIELDS}
    lines = tuple(Line.read(line) for line in scene.dialogue)
    return ScenePlan(number=scene.number, dialogue=lines, characters=tuple(scene.characters), **told)


def fields_of(plan: ScenePlan) -> dict[str, Any]:
    """A value as the fields of a scene's row."""
    told = {name: getattr(plan, name) for name in FIELDS}
    return {**told, "dialogue": [line.told() for line in plan.dialogue], "characters": list(plan.characters)}


def scenes_of(episode: Episode) -> dict[UUID, Scene]:
    """The episode's scenes in order."""
    rows = Scene.objects.filter(episode=episode).defer("extra")
    counted = rows.annotate(made_frames=Count("hero_frames", distinct=True), made_takes=Count("takes", distinct=True))
    return {scene.pk: scene for scene in counted.order_by("number", "id")}


def text_of(episode: Episode, scenes: dict[UUID, Scene]) -> str:
    """The whole script."""
    return writing.write(episode.title, (plan_of(scene) for scene in scenes.values()))


def tag_of(text: str) -> str:
    """Its ETag."""
    return entity_tag({"text": text})


def tag_of_held(episode: Episode) -> str:
    """The ETag of the script as it is now, with the episode locked."""
    arranging.hold_episode(episode.pk)
    return tag_of(text_of(episode, scenes_of(episode)))


def told(episode: Episode) -> dict[str, Any]:
    """The script, and each scene's line in it with the time that its words take."""
    scenes = scenes_of(episode)
    text = text_of(episode, scenes)
    read = {written.mark: written for written in scripts.read(text).scenes}
    lines = []
    for scene in scenes.values():
        written = read.get(str(scene.number))
        timing = timed(scene.description, plan_of(scene).dialogue)
        at = written.line if written else 1
        lines.append({"scene": scene.pk, "number": scene.number, "line": at, **asdict(timing)})
    return {"text": text, "etag": tag_of(text), "scenes": lines}


def preview(episode: Episode, text: str) -> dict[str, Any]:
    """What a text would do; nothing is written."""
    scenes = scenes_of(episode)
    edit, left_out = _edit(scenes, text)
    return {"changes": [asdict(each) for each in _changes(edit, scenes)], "left_out": left_out}


def apply(episode: Episode, text: str, *, loses: bool) -> dict[str, Any]:
    """Make the scenes what a text says, all of them or none.

    Raises Problem where pictures would be lost that nobody said may be.
    """
    arranging.hold_episode(episode.pk)
    scenes = scenes_of(episode)
    edit, _ = _edit(scenes, text)
    lost = [scenes[key] for key in edit.removed]
    _check(lost, loses=loses)
    arranging.bin_scenes(lost)
    for step in edit.steps:
        _write(episode, step.key, step.plan)
    title = " ".join(scripts.read(text).title.split())[:120]
    Episode.objects.filter(pk=episode.pk).update(title=title or episode.title)
    events.record("script.changed", project_id=episode.project_id, episode=str(episode.pk))
    episode.title = title or episode.title
    return told(episode)


def _write(episode: Episode, key: UUID | None, plan: ScenePlan) -> None:
    if key is None:
        Scene.objects.create(episode=episode, number=plan.number, **fields_of(plan))
    else:
        Scene.objects.filter(pk=key).update(number=plan.number, **fields_of(plan))


def _edit(scenes: dict[UUID, Scene], text: str) -> tuple[Edit[UUID], int]:
    script = scripts.read(text)
    check_scenes([written.plan for written in script.scenes], "text")
    return matching.edit({key: plan_of(scene) for key, scene in scenes.items()}, script.scenes), script.left_out


def check_scenes(plans: list[ScenePlan], field: str) -> None:
    """Refuse what an episode can't keep."""
    if len(plans) > MAX_SCENES:
        detail = f"This script has {len(plans)} scenes; an episode has at most {MAX_SCENES}."
        raise InvalidField(field, detail, "Take some out, or put them into another project.")
    for plan in plans:
        if len(plan.description) > values.MOST_DESCRIPTION_CHARACTERS or len(plan.dialogue) > values.MOST_LINES:
            most = f"{values.MOST_DESCRIPTION_CHARACTERS:,} characters and {values.MOST_LINES} speeches"
            raise InvalidField(field, f"Scene {plan.number} holds more than {most}.", "Split it into several scenes.")


def _changes(edit: Edit[UUID], scenes: dict[UUID, Scene]) -> list[Change]:
    steps = [Change(step.key, step.plan.number, step.plan.title, step.what, step.changed) for step in edit.steps]
    return steps + [_removal(scenes[key]) for key in edit.removed]


def _removal(scene: Any) -> Change:
    return Change(scene.pk, scene.number, scene.title, "removed", (), scene.made_frames, scene.made_takes)


def _check(lost: list[Scene], *, loses: bool) -> None:
    for scene in lost:
        if making.work_on_scene(scene):
            raise Conflict(f"Something of scene {scene.number} is being made.", "Wait for it or cancel it first.")
    made = [scene for scene in lost if scene.made_frames or scene.made_takes]  # type: ignore[attr-defined]
    if made and not loses:
        raise Conflict(
            f"{cutting.numbered(made)} pictures that would go.",
            'Send "remove": true to take them out all the same; they can be brought back for 30 days.',
        )
