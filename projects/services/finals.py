"""Drafts low, finals high: the chosen take made once more in full quality, from the same words, seeds and movement.

The frame comes first, as a take can't be finer than the picture that it begins with; then the take.
"""

from typing import Any
from uuid import UUID

from django.db import transaction

from accounts.plans.here import plan_here
from accounts.problems import Conflict
from generation import values
from generation.enhancement.choosing import of_settings
from generation.models import Generation, HeroFrame, Take
from generation.values import UPLOADED
from projects.models import Scene
from projects.services import choosing, making, origins, qualities
from quality.values import Tier


def is_draft(scene: Scene) -> bool:
    """Whether the chosen take was made in less than the project's full quality."""
    take = scene.selected_take
    if take is None:
        return False
    final = Tier(qualities.of_scene(scene, final=True).tier)
    return Tier(take.generation.requested_tier).rank < final.rank


def is_in_plan(scene: Scene) -> bool:
    """Whether the plan makes the scene's full quality: it may be a smaller one than when the project was begun."""
    return Tier(qualities.of_scene(scene, final=True).tier).rank <= Tier(plan_here().highest_tier).rank


def begin(scene: Scene, user_id: UUID | None, film: Generation | None = None) -> Generation:
    """Ask for the final of a scene's chosen take; a `film` that makes itself asks nobody. Raises Conflict."""
    take = _chosen(scene)
    if take is None:
        raise Conflict("No take is chosen here.", "Choose the take that you want in full quality.")
    if not is_draft(scene):
        raise Conflict("This take is in full quality already.", "Choose a finer quality for the project first.")
    if making.work_on_scene(scene):
        raise Conflict("Something of this scene is being made.", "Wait for it or cancel it first.")
    parent = film.pk if film else take.generation_id
    asks = film is None and scene.episode.project.asks
    frame = take.frame
    if frame is None or frame.origin == UPLOADED:
        return _shoot(scene, take, frame or making.frame_for_takes(scene), user_id, parent, asks=asks)
    wish = _like(frame.generation) if frame.generation else {}
    return making.make_frames(
        scene,
        prompt=frame.prompt,
        seed=frame.seed,
        count=1,
        user_id=user_id,
        parent_id=parent,
        asks=asks,
        final={"take": str(take.pk)},
        **wish,
    )


def _chosen(scene: Scene) -> Take | None:
    if scene.selected_take_id is None:
        return None
    rows = Take.objects.select_related("generation", "frame__generation", "frame__output__file")
    return rows.filter(pk=scene.selected_take_id).first()


def _like(generation: Generation) -> Any:
    """What else the first one was asked with."""
    told = generation.settings.get(origins.TOLD)
    return {
        **({origins.TOLD: told} if told else {}),
        "negative_prompt": generation.negative_prompt,
        "enhance": of_settings(generation.settings),
        "reference_sha256": generation.settings.get("reference_sha256", ""),
    }


def go_on(generation: Generation) -> None:
    """The final's frame is made: its take follows, as long as the take that it was for is there. Raises Problem."""
    told = generation.settings.get("final")
    if generation.kind != values.FRAMES or not told or generation.scene_id is None:
        return
    frame = HeroFrame.objects.select_related("output__file").filter(generation=generation).first()
    take = Take.objects.select_related("generation").filter(pk=told["take"]).first()
    if frame is None or take is None:
        return
    scene = Scene.objects.select_related("episode__project").get(pk=generation.scene_id)
    choosing.choose_frame(scene, frame)
    of_film = generation.parent is not None and generation.parent.kind == values.FILM
    parent = generation.parent_id if of_film else generation.pk  # a film counts what failed among its own children
    with transaction.atomic():
        _shoot(scene, take, frame, generation.created_by_id, parent, asks=generation.asks)


def _shoot(
    scene: Scene, take: Take, frame: HeroFrame, user_id: UUID | None, parent_id: UUID | None, *, asks: bool
) -> Generation:
    asked = take.generation
    told = asked.settings.get(origins.TOLD)
    like: Any = {origins.TOLD: told} if told else {}
    return making.make_takes(
        scene,
        frame,
        prompt=asked.prompt,
        negative_prompt=asked.negative_prompt,
        enhance=of_settings(asked.settings),
        seed=take.seed,
        count=1,
        movement=int(asked.settings.get("movement", take.number)),
        user_id=user_id,
        parent_id=parent_id,
        asks=asks,
        final={"take": str(take.pk)},
        **like,
    )
