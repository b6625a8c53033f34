"""Projects, episodes and scenes."""

from typing import Any
from uuid import UUID

from django.db.models import Max
from django.http import Http404

from accounts.problems import Conflict, InvalidField
from generation import events
from generation.models import Generation
from generation.values import GENERATION_ENDS
from projects.models import MAX_SCENES, Episode, Project, Scene

NAME_LENGTH = 60


def name_from(idea: str) -> str:
    """A short name from the first words of an idea."""
    line = " ".join(idea.split())
    if len(line) <= NAME_LENGTH:
        return line or "Untitled"
    return line[: NAME_LENGTH - 1].rsplit(" ", 1)[0].rstrip(" ,.;:") + "…"


def create_project(*, name: str, idea: str, quality: str, user_id: UUID | None) -> Project:
    """A project with its first episode."""
    project = Project.objects.create(name=name or name_from(idea), idea=idea, quality=quality, created_by_id=user_id)
    Episode.objects.create(project=project, number=1, idea=idea)
    return project


def delete_project(project: Project) -> None:
    """Delete a project with everything in it; files go when nothing refers to them any more."""
    _shut(project)
    if Generation.objects.filter(project=project).exclude(state__in=GENERATION_ENDS).exists():
        raise Conflict("Something of this project is being made.", "Wait for it or cancel it, then delete the project.")
    project.delete()


def _shut(project: Project) -> None:
    """Let nothing new be asked of a project: fully locked, so that foreign keys to it wait as well.

    Episodes, scenes, project: whoever asks takes them in this order, and the project's key last, at commit.
    """
    list(Episode.objects.select_for_update().filter(project=project))
    list(Scene.objects.select_for_update(of=("self",)).filter(episode__project=project))
    list(Project.objects.select_for_update().filter(pk=project.pk))


def add_scene(episode: Episode, *, title: str, prompt: str, seconds: float) -> Scene:
    """A scene at the end of the episode."""
    hold_episode(episode.pk)
    last = episode.scenes.aggregate(last=Max("number"))["last"] or 0
    if episode.scenes.count() >= MAX_SCENES:
        raise InvalidField(
            "episode",
            f"An episode has at most {MAX_SCENES} scenes.",
            "Delete a scene first, or start another project.",
        )
    return Scene.objects.create(episode=episode, number=last + 1, title=title, prompt=prompt, seconds=seconds)


def hold_episode(episode_id: UUID) -> None:
    """Lock an episode, and so the number and order of its scenes, until this transaction ends; before any scene."""
    if Episode.objects.held().filter(pk=episode_id).first() is None:
        raise Http404


def hold(scene: Scene) -> None:
    """Lock a scene until this transaction ends; Http404 when it has just been deleted."""
    if Scene.objects.held().filter(pk=scene.pk).first() is None:
        raise Http404


def delete_scene(scene: Scene) -> None:
    """Delete a scene with its frames and takes, and close the gap in the numbers."""
    hold_episode(scene.episode_id)
    hold(scene)
    if Generation.objects.filter(scene=scene).exclude(state__in=GENERATION_ENDS).exists():
        raise Conflict("Something of this scene is being made.", "Wait for it or cancel it, then delete the scene.")
    episode_id = scene.episode_id
    scene.delete()
    for number, row in enumerate(Scene.objects.filter(episode=episode_id).order_by("number", "id"), start=1):
        if row.number != number:
            Scene.objects.filter(pk=row.pk).update(number=number)


def tell(scene: Scene, kind: str, **data: Any) -> None:
    """An event about a scene."""
    events.record(kind, project_id=scene.episode.project_id, scene_id=scene.pk, **data)
