"""Making anew what is out of date, in order: frames, then takes of the best of them, then the film."""

from collections.abc import Collection
from typing import Any
from uuid import UUID

from accounts.plans.here import plan_here
from accounts.problems import Conflict, InvalidField
from generation import values
from generation.models import Generation, HeroFrame
from projects import dependencies
from projects.automation import FrameFacts, best_frame
from projects.models import Episode, Scene
from projects.services import choosing, depending, finishing, making
from projects.services.arranging import hold_episode
from projects.services.depending import SceneStanding

REDO = "redo"
"""In a generation's settings: what follows when it has ended."""


def redo(episode: Episode, user_id: UUID | None, only: Collection[UUID] | None = None) -> list[Generation]:
    """Ask for everything that is stale, or for that of some scenes; the film is cut anew when all of it is done.

    Raises Conflict where nothing is stale or something of it is being made.
    """
    hold_episode(episode.pk)
    told = depending.standing(episode)
    stale = [each for each in told.scenes if each.cost and (only is None or each.scene.pk in only)]
    _check(told, stale, only)
    films = told.film.state == dependencies.STALE and only is None
    if not stale:
        return [_cut(episode, user_id)]
    return [_begin(each, user_id, film=films) for each in stale]


def _check(told: depending.Standing, stale: list[SceneStanding], only: Collection[UUID] | None) -> None:
    unknown = set(only or ()) - {each.scene.pk for each in told.scenes}
    if unknown:
        raise InvalidField("scenes", "This episode has no such scene.", "Use the ids of its scenes.")
    if not stale and (only is not None or told.film.state != dependencies.STALE):
        raise Conflict("Nothing here is out of date.", "Change the words first; then make anew what they made.")
    busy = [each.scene for each in stale if making.work_on_scene(each.scene)]
    if busy:
        raise Conflict("Something of these scenes is being made.", "Wait for it or cancel it first.")


def _begin(each: SceneStanding, user_id: UUID | None, *, film: bool) -> Generation:
    follows = {"takes": each.states.redoes_take, "film": film}
    if each.states.redoes_frame:
        return making.make_frames(each.scene, user_id=user_id, redo=follows)
    return _shoot(each.scene, making.frame_for_takes(each.scene), user_id, follows, None)


def _shoot(
    scene: Scene, frame: HeroFrame, user_id: UUID | None, follows: dict[str, Any], parent: UUID | None
) -> Generation:
    count = min(values.TAKES_A_SCENE, plan_here().automatic_attempts)
    return making.make_takes(scene, frame, user_id=user_id, count=count, parent_id=parent, redo=follows)


def go_on(generation: Generation) -> None:
    """What follows when a part that was made anew has succeeded. Raises Problem."""
    follows = generation.settings.get(REDO)
    if not follows or generation.scene_id is None:
        return
    scene = Scene.objects.select_related("episode__project__custom_tier").filter(pk=generation.scene_id).first()
    if scene is None:
        return
    if generation.kind == values.FRAMES:
        _choose_and_go_on(scene, generation, follows)
    elif follows.get("film"):
        _cut_when_done(scene.episode, generation)


def _choose_and_go_on(scene: Scene, generation: Generation, follows: dict[str, Any]) -> None:
    frames = HeroFrame.objects.select_related("output__file", "generation").filter(generation=generation)
    rows = {frame.pk: frame for frame in frames}
    best = best_frame([FrameFacts(frame.pk, frame.score) for frame in rows.values()])
    if best is None:
        return
    choosing.choose_frame(scene, rows[best])
    if follows.get("takes"):
        _shoot(scene, rows[best], generation.created_by_id, follows, generation.pk)
    elif follows.get("film"):
        _cut_when_done(scene.episode, generation)


def _cut_when_done(episode: Episode, generation: Generation) -> None:
    """The last of the scenes that were made anew cuts the film."""
    hold_episode(episode.pk)
    others = Generation.objects.filter(scene__episode=episode, settings__has_key=REDO).exclude(pk=generation.pk)
    told = depending.standing(episode)
    if others.exclude(state__in=values.GENERATION_ENDS).exists() or any(each.cost for each in told.scenes):
        return
    if told.film.state == dependencies.STALE:
        _cut(episode, generation.created_by_id)


def _cut(episode: Episode, user_id: UUID | None) -> Generation:
    return finishing.start(episode, user_id=user_id, scenes=1, automatic=False)
