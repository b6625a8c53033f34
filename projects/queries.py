"""Bounded reads of projects, with what their answers need loaded along."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, F, OuterRef, Prefetch, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import Http404

from generation import queries, values
from generation.models import Generation, HeroFrame, Take
from projects.models import Episode, Project, Scene

HEAVY = ("extra", "episode__extra", "episode__project__extra")
"""What documents said besides: megabytes at most, and read by `projects.document` alone."""
ASKS_A_PERSON = (values.REVIEW, values.AWAITING_CONSENT)


def projects() -> QuerySet[Project]:
    """Projects as the dashboard shows them, in a fixed number of queries."""
    mine = Generation.objects.filter(project=OuterRef("pk"))
    scenes = Scene.objects.filter(episode__project=OuterRef("pk"))
    frames = HeroFrame.objects.filter(scene__episode__project=OuterRef("pk"))
    films = Episode.objects.filter(project=OuterRef("pk")).exclude(film=None).order_by("-number")
    best_known = frames.order_by(F("selected_in__id").desc(nulls_last=True), "-id")
    waiting = scenes.filter(selected_frame=None, hero_frames__isnull=False, selected_take=None)
    episodes = Episode.objects.defer("extra")
    return (
        Project.objects.select_related("custom_tier")
        .defer("extra")
        .prefetch_related(Prefetch("episodes", episodes))
        .annotate(
            scene_count=_counted(scenes),
            takes_count=_counted(Take.objects.filter(scene__episode__project=OuterRef("pk"))),
            cover_output=Subquery(best_known.values("output_id")[:1]),
            film_output=Subquery(films.values("film_id")[:1]),
            running=Exists(mine.exclude(state__in=values.GENERATION_ENDS)),
            needs_you=Exists(mine.filter(state__in=ASKS_A_PERSON)) | Exists(waiting),
        )
    )


def _counted(rows: QuerySet[Any]) -> Coalesce:
    grouped = rows.order_by().values("workspace_id").annotate(count=Count("pk"))
    return Coalesce(Subquery(grouped.values("count")[:1]), 0)


def _one(rows: QuerySet[Any], pk: UUID) -> Any:
    found = rows.filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def project(pk: UUID) -> Project:
    """One project, or Http404."""
    found: Project = _one(projects(), pk)
    return found


def scenes() -> QuerySet[Scene]:
    """Scenes with everything their answer shows."""
    rows = Scene.objects.select_related("episode__project").defer(*HEAVY)
    return rows.prefetch_related(Prefetch("hero_frames", queries.hero_frames()), Prefetch("takes", queries.takes()))


def _open(**where: Any) -> Iterable[Generation]:
    return queries.generations().filter(**where).exclude(state__in=values.GENERATION_ENDS)


def with_running(rows: list[Scene]) -> list[Scene]:
    """The scenes, each with the generations that wait or run for it."""
    running = defaultdict(list)
    for generation in _open(scene__in=rows):
        running[generation.scene_id].append(generation)
    for row in rows:
        row.running_generations = running[row.pk]  # type: ignore[attr-defined]
    return rows


def scene(pk: UUID) -> Scene:
    """One scene, or Http404."""
    return with_running([_one(scenes(), pk)])[0]


def episode(pk: UUID) -> Episode:
    """One episode with its scenes and running work, or Http404."""
    rows = Episode.objects.select_related("project", "film__file").defer("extra", "project__extra")
    rows = rows.prefetch_related(Prefetch("scenes", scenes()))
    found: Episode = _one(rows, pk)
    with_running(list(found.scenes.all()))
    found.running_generations = list(_open(settings__episode=str(pk)))  # type: ignore[attr-defined]
    return found


def plain_scene(pk: UUID) -> Scene:
    """One scene with its project, to act on; or Http404."""
    rows = Scene.objects.select_related("episode__project__custom_tier", "selected_frame__output__file").defer(*HEAVY)
    found: Scene = _one(rows, pk)
    return found


def plain_episode(pk: UUID) -> Episode:
    """One episode with its project, to act on; or Http404."""
    found: Episode = _one(Episode.objects.select_related("project").defer("extra", "project__extra"), pk)
    return found


def frames_of(row: Scene) -> QuerySet[HeroFrame]:
    """The frames of one scene."""
    return queries.hero_frames().filter(scene=row)


def frame_of(row: Scene, frame_id: UUID) -> HeroFrame:
    """One frame of a scene, or Http404."""
    found: HeroFrame = _one(frames_of(row), frame_id)
    return found


def frame_in_tree(node: Generation, frame_id: UUID) -> HeroFrame:
    """A frame of the scene or tree that a generation is in, or Http404."""
    frames = queries.hero_frames()
    where = frames.filter(scene=node.scene_id) if node.scene_id else frames.filter(generation__in=queries.tree(node))
    found: HeroFrame = _one(where, frame_id)
    return found


def take_in_tree(node: Generation, take_id: UUID) -> Take:
    """A take of the scene or tree that a generation is in, or Http404."""
    takes = queries.takes()
    where = takes.filter(scene=node.scene_id) if node.scene_id else takes.filter(generation__in=queries.tree(node))
    found: Take = _one(where, take_id)
    return found
