"""Reacts to what generation made; runs inside its finishing transaction and only writes rows."""

import logging
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models.signals import post_save
from django.dispatch import receiver

from accounts.models import User, Workspace
from accounts.problems import Problem
from accounts.signals import demo_opened, names_wanted
from accounts.tenancy import scope
from generation import events, signals, values
from generation.errors import refused
from generation.models import Generation, Job, Output, Take
from generation.services import ending
from generation.stories.values import StoryPlan
from projects.models import Episode, Project, Scene
from projects.services import arranging, choosing, finals, finishing, improving, making, redoing, scripting
from quality.models import CustomTier

log = logging.getLogger("dailies.films")

FIRST_IDEA = "A red sailboat crosses a calm lake between snowy mountains at sunset"
FIRST_SEED = 9


@receiver(signals.plan_made)
def write_scenes(sender: type, generation: Generation, plan: StoryPlan, **kwargs: Any) -> None:
    """The plan's scenes take the place of the episode's, in a world of their own."""
    episode = Episode.objects.filter(pk=generation.settings["episode"]).first()
    if episode is None:
        return
    episodes = Episode.objects.filter(pk=episode.pk)
    episodes.update(title=plan.title, story_arc=plan.arc, world_seed=generation.seed)
    _clear(episode, replace=bool(generation.settings.get("replace")))
    for planned in plan.scenes:
        Scene.objects.create(episode=episode, number=planned.number, **scripting.fields_of(planned))
    events.record("scene.planned", generation=generation, episode=str(episode.pk), scenes=len(plan.scenes))


def _clear(episode: Episode, *, replace: bool) -> None:
    """Take the old scenes away, unless something was made of them while the plan waited."""
    held = Scene.objects.held().filter(episode=episode)
    made = making.made_of(Scene.objects.filter(pk__in=[scene.pk for scene in held]))
    if (made and not replace) or making.work_on(episode):
        raise refused(
            "These scenes got pictures while the plan waited, so they were left as they are.",
            "Plan anew if you want other scenes.",
        )
    Scene.objects.filter(episode=episode).delete()


@receiver(signals.plan_finished)
@receiver(signals.frames_finished)
@receiver(signals.generation_stopped)
def go_on_with_film(sender: type, generation: Generation, **kwargs: Any) -> None:
    """A part of a film or of a final ended: do what it needs next."""
    film = finishing.open_film_of(generation)  # its lock comes before the scene's everywhere
    if generation.state == values.SUCCEEDED:
        _go_on_with_final(generation, film)
        _go_on_with_redo(generation)
    if film is not None and not film.ended:
        finishing.go_on(film)


def _go_on_with_final(generation: Generation, film: Generation | None) -> None:
    """What can't be asked for ends the film that wanted it; the frame, whose end called us, is kept all the same."""
    try:
        finals.go_on(generation)
    except Problem as problem:
        log.warning("the take of final %s can't be made: %s", generation.pk, problem.detail)
        if film is not None and film.pk == generation.parent_id:
            ending.film_failed(film, refused(problem.detail, problem.advice))


def _go_on_with_redo(generation: Generation) -> None:
    """What can't be asked for is left as it is: it stays marked as out of date."""
    try:
        with transaction.atomic():
            redoing.go_on(generation)
    except Problem as problem:
        log.warning("what follows on %s can't be made anew: %s", generation.pk, problem.detail)


@receiver(signals.generation_stopped)
def go_on_improving(sender: type, generation: Generation, **kwargs: Any) -> None:
    """A round that made nothing brought nothing, and one that was cancelled is the last."""
    if values.PART_OF in generation.settings:
        improving.go_on(generation)


@receiver(signals.again_wanted)
def make_again(
    sender: type, generation: Generation, user_id: UUID | None, tier: str, part: Job | None, **kwargs: Any
) -> UUID:
    """What failed is asked for once more, by the rules of asking for it the first time."""
    if generation.kind == values.PLAN:
        return making.plan_again(generation, user_id).pk
    if generation.kind == values.FILM:
        return finishing.again(generation, user_id).pk
    return making.make_again(generation, user_id, tier=tier, part=part).pk


@receiver(signals.takes_finished)
def choose_best_take(sender: type, generation: Generation, **kwargs: Any) -> None:
    """The best take is circled; the creator may circle another at any time. Of a round of an improvement, only what is
    better than the best before."""
    if values.PART_OF in generation.settings:
        improving.go_on(generation)
        return
    film = finishing.open_film_of(generation)  # its lock comes before the scene's everywhere
    best = Take.objects.filter(generation=generation).order_by("rank", "number").first()
    if best is not None and generation.scene_id is not None:
        scene = Scene.objects.held().get(pk=generation.scene_id)
        _choose(scene, best, is_final="final" in generation.settings)
    if film is None:
        _go_on_with_redo(generation)
    else:
        finishing.go_on(film)


def _choose(scene: Scene, best: Take, *, is_final: bool) -> None:
    """The best take, unless a person chose one; made once more in full quality, that one is still their choice."""
    is_theirs = scene.take_is_own_choice and scene.selected_take_id is not None
    if is_final or not is_theirs:
        choosing.choose_take(scene, best, by_person=is_theirs)


@receiver(signals.sweep_due)
def empty_bin(sender: type, now: datetime, **kwargs: Any) -> None:
    """Scenes that were deleted long ago go for good."""
    arranging.empty_bin(now)


@receiver(demo_opened)
def begin_first_film(sender: type, workspace: Workspace, user: User, **kwargs: Any) -> None:
    """Something to see on a fresh installation."""
    with scope(workspace.pk):
        if Project.objects.exists():
            return
        project = arranging.create_project(name="", idea=FIRST_IDEA, quality="standard", user_id=user.pk)
        finishing.start(project.episodes.get(), user_id=user.pk, scenes=3, automatic=True, seed=FIRST_SEED)


@receiver(signals.film_cut)
def keep_film(sender: type, generation: Generation, output: Output, **kwargs: Any) -> None:
    """The episode's film is its latest cut."""
    Episode.objects.filter(pk=generation.settings["episode"]).update(film=output)


@receiver(post_save, sender=CustomTier)
def take_over_base(sender: type, instance: CustomTier, raw: bool, **kwargs: Any) -> None:
    """A quality of the workspace's own got another base: the projects that use it go along."""
    if not raw:
        Project.objects.filter(custom_tier=instance).exclude(quality=instance.base).update(quality=instance.base)


@receiver(names_wanted)
def name_projects(sender: type, subjects: set[str], **kwargs: Any) -> dict[str, str]:
    """The names of the projects among these ids."""
    rows = Project.objects.filter(pk__in=subjects).values_list("pk", "name")
    return {str(pk): name for pk, name in rows}
