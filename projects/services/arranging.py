"""Projects, episodes and scenes."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Max
from django.db.models.functions import Now
from django.http import Http404

from accounts.problems import Conflict, InvalidField
from generation import events
from generation.models import Generation
from generation.values import GENERATION_ENDS
from projects.models import MAX_SCENES, Episode, Project, Scene
from projects.services import qualities

NAME_LENGTH = 60
BIN_DAYS = 30
"""How long a deleted scene can be brought back."""


def name_from(idea: str) -> str:
    """A short name from the first words of an idea."""
    line = " ".join(idea.split())
    if len(line) <= NAME_LENGTH:
        return line or "Untitled"
    return line[: NAME_LENGTH - 1].rsplit(" ", 1)[0].rstrip(" ,.;:") + "…"


def create_project(
    *, name: str, idea: str, quality: str, user_id: UUID | None, draft_quality: str | None = None
) -> Project:
    """A project with its first episode. `quality` may be one of the workspace's own."""
    wanted = qualities.named(quality)
    project = Project.objects.create(
        name=name or name_from(idea),
        idea=idea,
        quality=wanted.tier,
        custom_tier=wanted.custom,
        draft_quality=draft_quality,
        created_by_id=user_id,
    )
    Episode.objects.create(project=project, number=1, idea=idea)
    return project


def delete_project(project: Project) -> None:
    """Delete a project with everything in it; files go when nothing refers to them any more."""
    shut(project)
    if Generation.objects.filter(project=project).exclude(state__in=GENERATION_ENDS).exists():
        raise Conflict("Something of this project is being made.", "Wait for it or cancel it, then delete the project.")
    project.delete()


def shut(project: Project) -> None:
    """Let nothing new be asked of a project: fully locked, so that foreign keys to it wait as well.

    Episodes, scenes, project: whoever asks takes them in this order, and the project's key last, at commit.
    """
    list(Episode.objects.select_for_update().filter(project=project))
    list(Scene.objects.select_for_update(of=("self",)).filter(episode__project=project))
    list(Project.objects.select_for_update().filter(pk=project.pk))


def add_scene(episode: Episode, *, title: str, prompt: str, seconds: float) -> Scene:
    """A scene at the end of the episode."""
    hold_episode(episode.pk)
    check_room(episode.pk)
    last = episode.scenes.aggregate(last=Max("number"))["last"] or 0
    return Scene.objects.create(episode=episode, number=last + 1, title=title, prompt=prompt, seconds=seconds)


def check_room(episode_id: UUID) -> None:
    """Refuse a scene more than an episode may have."""
    if Scene.objects.filter(episode=episode_id).count() >= MAX_SCENES:
        raise InvalidField(
            "episode",
            f"An episode has at most {MAX_SCENES} scenes.",
            "Delete a scene first, or start another project.",
        )


def hold_episode(episode_id: UUID) -> None:
    """Lock an episode, and so the number and order of its scenes, until this transaction ends; before any scene."""
    if Episode.objects.held().filter(pk=episode_id).first() is None:
        raise Http404


def hold(scene: Scene) -> None:
    """Lock a scene until this transaction ends; Http404 when it has just been deleted."""
    if Scene.objects.held().filter(pk=scene.pk).first() is None:
        raise Http404


def delete_scene(scene: Scene) -> None:
    """Put a scene into the bin with its frames and takes, and close the gap in the numbers."""
    hold_episode(scene.episode_id)
    hold(scene)
    if Generation.objects.filter(scene=scene).exclude(state__in=GENERATION_ENDS).exists():
        raise Conflict("Something of this scene is being made.", "Wait for it or cancel it, then delete the scene.")
    bin_scenes([scene])
    number(Scene.objects.filter(episode=scene.episode_id).defer("extra").order_by("number", "id"))
    tell(scene, "script.changed")


def bin_scenes(scenes: Sequence[Scene]) -> None:
    """Take scenes out of their episode; they can be brought back for `BIN_DAYS`."""
    Scene.objects.filter(pk__in=[scene.pk for scene in scenes]).update(deleted_at=Now())


def empty_bin(now: datetime) -> None:
    """Let go for good what has lain in the bin for too long, with all that was made of it."""
    Scene.binned.filter(deleted_at__lt=now - timedelta(days=BIN_DAYS)).delete()


def restore_scene(scene_id: UUID) -> Scene:
    """Bring a scene back to where it was. Raises Http404 for one that is not in the bin."""
    scene = Scene.binned.select_related("episode__project").defer("extra").filter(pk=scene_id).first()
    if scene is None:
        raise Http404
    hold_episode(scene.episode_id)
    check_room(scene.episode_id)
    rows = list(Scene.objects.filter(episode=scene.episode_id).defer("extra").order_by("number", "id"))
    Scene.binned.filter(pk=scene.pk).update(deleted_at=None)
    number([*rows[: scene.number - 1], scene, *rows[scene.number - 1 :]])
    tell(scene, "script.changed")
    return scene


def number(rows: Iterable[Scene]) -> None:
    """Number scenes from 1 in this order."""
    for place, row in enumerate(rows, start=1):
        if Scene.objects.filter(pk=row.pk).exclude(number=place).update(number=place):
            row.number = place


def tell(scene: Scene, kind: str, **data: Any) -> None:
    """An event about a scene."""
    events.record(kind, project_id=scene.episode.project_id, scene_id=scene.pk, **data)
