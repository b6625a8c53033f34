"""Scenes as cards: put elsewhere, split, merged, doubled; each under the episode's lock, all of it or nothing."""

from dataclasses import replace
from typing import Any

from accounts.problems import Conflict, InvalidField
from generation.stories import cutting
from generation.stories.matching import parts_of
from generation.stories.picturing import followed
from generation.stories.values import BadBrief, ScenePlan
from projects.models import Scene
from projects.services import arranging, making
from projects.services.scripting import fields_of, plan_of


def change(scene: Scene, data: dict[str, Any]) -> None:
    """Write some fields; a prompt that holds the old words follows the new ones, unless it is given itself."""
    arranging.hold(scene)
    before = plan_of(scene)
    for name, value in data.items():
        setattr(scene, name, value)
    if "prompt" not in data:
        prompt = followed(before.prompt, parts_of(before), parts_of(plan_of(scene)))
        if prompt != before.prompt:
            scene.prompt = prompt
            data = {**data, "prompt": prompt}
    if data:
        scene.save(update_fields=list(data))
        arranging.tell(scene, "scene.changed")


def move(scene: Scene, to: int) -> None:
    """Give a scene another place, 1 for the first."""
    rows = _held(scene)
    if not 1 <= to <= len(rows):
        raise InvalidField("to", "There is no such place.", f"Use a whole number from 1 to {len(rows)}.")
    others = [row for row in rows if row.pk != scene.pk]
    arranging.number([*others[: to - 1], scene, *others[to - 1 :]])
    arranging.tell(scene, "script.changed")


def split(scene: Scene, at: int) -> Scene:
    """Cut a scene after its sentence `at`; what was made of it stays with the first part. Gives the second."""
    arranging.check_room(scene.episode_id)
    rows = _held(scene)
    try:
        first, second = cutting.split(plan_of(scene), at)
    except BadBrief as bad:
        raise InvalidField(bad.field, bad.detail, bad.advice) from None
    return _followed_by(scene, rows, first, second)


def duplicate(scene: Scene) -> Scene:
    """The same words once more, right behind; nothing is made of them yet. Gives the copy."""
    arranging.check_room(scene.episode_id)
    rows = _held(scene)
    plan = plan_of(scene)
    return _followed_by(scene, rows, plan, replace(plan, title=f"{plan.title[:112]} (copy)" if plan.title else ""))


def merge(scene: Scene) -> None:
    """Put the next scene's words behind this one's; the next goes into the bin with what was made of it."""
    rows = _held(scene)
    following = next((row for row in rows if row.number > scene.number), None)
    if following is None:
        raise Conflict("No scene follows this one.", "Merge the scene before it instead.")
    if making.work_on_scene(following):
        raise Conflict("Something of the next scene is being made.", "Wait for it or cancel it first.")
    Scene.objects.filter(pk=scene.pk).update(**fields_of(cutting.merged(plan_of(scene), plan_of(following))))
    arranging.bin_scenes([following])
    arranging.number([row for row in rows if row.pk != following.pk])
    arranging.tell(scene, "script.changed")


def _held(scene: Scene) -> list[Scene]:
    arranging.hold_episode(scene.episode_id)
    arranging.hold(scene)
    scene.refresh_from_db()
    return list(Scene.objects.filter(episode_id=scene.episode_id).defer("extra").order_by("number", "id"))


def _followed_by(scene: Scene, rows: list[Scene], first: ScenePlan, second: ScenePlan) -> Scene:
    Scene.objects.filter(pk=scene.pk).update(**fields_of(first))
    made = Scene.objects.create(
        episode_id=scene.episode_id, number=scene.number + 1, quality=scene.quality, **fields_of(second)
    )
    place = next(index for index, row in enumerate(rows) if row.pk == scene.pk)
    arranging.number([*rows[: place + 1], made, *rows[place + 1 :]])
    arranging.tell(scene, "script.changed")
    return made
