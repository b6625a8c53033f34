"""A project's rows as a document."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Any, TypeVar
from uuid import UUID

from django.db.models import Prefetch
from django.http import Http404

from accounts.problems import Conflict
from generation.models import Generation, HeroFrame, Output, Take
from generation.serializers import letters
from generation.stories.values import Line
from projects.document import kept
from projects.document.schema import (
    MOST_BYTES,
    Canvas,
    EpisodePart,
    FramePart,
    LinePart,
    ProjectDocument,
    ScenePart,
    TakePart,
)
from projects.document.schema import World as WorldPart
from projects.document.writing import told, write
from projects.models import Episode, Project, Scene

Row = TypeVar("Row", HeroFrame, Take)


def written(project_id: UUID) -> tuple[str, bytes]:
    """A project's name and its file. Raises Http404; Conflict for one that is larger than what can be read again."""
    project = Project.objects.select_related("custom_tier").filter(pk=project_id).first()
    if project is None:
        raise Http404
    content = write(document_of(project))
    if len(content) > MOST_BYTES:
        advice = "Export the workspace in its settings; that file may be of any size."
        raise Conflict(f"This project says more than the {MOST_BYTES // 1024**2} MB of a project.json hold.", advice)
    return project.name, content


def document_of(project: Project) -> dict[str, Any]:
    """The document of a project, in a fixed number of queries."""
    extra = kept.found(kept.KeptProject, project.extra)
    episodes = [_episode(row) for row in _episodes(project)]
    document = ProjectDocument.model_construct(
        schema_version=extra.schema_version,
        name=project.name,
        quality=project.quality,
        draft_quality=project.draft_quality,
        fallback_policy=project.fallback_policy,
        stop_early=project.stop_early,
        custom_quality=project.custom_tier.slug if project.custom_tier else extra.custom_quality,
        created=extra.created or _moment(project.created_at),
        idea=project.idea,
        canvas=told(Canvas.model_construct(episodes=episodes), extra.canvas),
    )
    return told(document, extra.fields)


def _moment(at: datetime) -> str:
    return at.astimezone(UTC).isoformat().replace("+00:00", "Z")


def _episodes(project: Project) -> Iterable[Episode]:
    made = ("output__file", "generation")
    frames = HeroFrame.objects.select_related(*made).order_by("id")
    takes = Take.objects.select_related(*made).order_by("id")
    scenes = Scene.objects.prefetch_related(Prefetch("hero_frames", frames), Prefetch("takes", takes))
    rows = Episode.objects.filter(project=project).select_related("project")
    return rows.prefetch_related(Prefetch("scenes", scenes))


def _episode(row: Episode) -> dict[str, Any]:
    scenes = list(row.scenes.all())
    part = EpisodePart.model_construct(
        title=row.title,
        idea=row.idea,
        story_arc=row.story_arc,
        world_seed=_world_seed(row, scenes),
        scenes=[_scene(scene) for scene in scenes],
    )
    return told(part, kept.found(kept.KeptEpisode, row.extra).fields)


def _world_seed(row: Episode, scenes: list[Scene]) -> int | None:
    """Its seed; where it has none of its own, the one that what was made of it has, so that a copy goes on alike."""
    if row.world_seed is not None:
        return row.world_seed
    made: list[HeroFrame | Take] = [frame for scene in scenes for frame in scene.hero_frames.all()]
    made += [take for scene in scenes for take in scene.takes.all()]
    worlds = (_settings(each).get("world") for each in made)
    return next((world["seed"] for world in worlds if world), None)


def _settings(made: HeroFrame | Take) -> dict[str, Any]:
    asked: Generation | None = made.generation
    return dict(asked.settings) if asked else {}


def _scene(row: Scene) -> dict[str, Any]:
    extra = kept.found(kept.KeptScene, row.extra)
    frames = _labelled(
        row.hero_frames.all(), {part.label for part in extra.frames}, lambda frame: letters(frame.number)
    )
    rolls = list(dict.fromkeys(take.generation_id for take in row.takes.all()))
    takes = _labelled(
        row.takes.all(),
        {part.label for part in extra.takes},
        lambda take: f"{rolls.index(take.generation_id) + 1}.{take.number}",
    )
    part = ScenePart.model_construct(
        title=row.title,
        beat=row.beat,
        prompt=row.prompt,
        slugline=row.slugline,
        description=row.description,
        dialogue=[_line(line) for line in row.dialogue],
        characters=row.characters,
        camera=row.camera,
        transition=row.transition,
        quality=row.quality or None,
        seconds=row.seconds,
        negative_prompt=row.negative_prompt,
        enhancements=row.enhancements,
        frames=[*extra.frames, *(_frame(frame, frames[frame.pk]) for frame in row.hero_frames.all())],
        takes=[*extra.takes, *(_take(take, takes[take.pk], frames) for take in row.takes.all())],
        chosen_frame=_label(row.selected_frame_id, frames, extra.chosen_frame),
        chosen_take=_label(row.selected_take_id, takes, extra.chosen_take),
    )
    return told(part, extra.fields)


def _line(line: dict[str, Any]) -> dict[str, Any]:
    """A speech with what goes without saying, and what a later version said besides."""
    rest = {name: value for name, value in line.items() if name not in LinePart.model_fields}
    return told(LinePart.model_construct(**asdict(Line.read(line))), rest)


def _labelled(rows: Iterable[Row], taken: set[str], named: Callable[[Row], str]) -> dict[UUID, str]:
    """A label for each row; another one where a recipe that is kept has it."""
    labels: dict[UUID, str] = {}
    for row in rows:
        name, more = named(row), 1
        while (label := name if more == 1 else f"{name}-{more}") in taken:
            more += 1
        taken = taken | {label}
        labels[row.pk] = label
    return labels


def _label(chosen: UUID | None, labels: Mapping[UUID, str], before: str | None) -> str | None:
    return labels.get(chosen, before) if chosen else before


def _frame(row: HeroFrame, label: str) -> FramePart:
    return FramePart.model_construct(
        label=label,
        prompt=row.prompt,
        words=row.enhanced_prompt,
        seed=row.seed,
        score=row.score,
        origin=row.origin,
        reference_sha256=_settings(row).get("reference_sha256") or None,
        **_asked(row),
        **_file(row.output),
    )


def _take(row: Take, label: str, frames: Mapping[UUID, str]) -> TakePart:
    return TakePart.model_construct(
        label=label,
        prompt=row.generation.prompt,
        words=str(row.output.recipe.get("prompt", "")),
        seed=row.seed,
        score=row.total,
        number=row.number,
        frames=row.output.frames,
        fps=row.output.fps,
        frame=frames.get(row.frame_id) if row.frame_id else None,
        frame_sha256=_settings(row).get("frame_sha256") or None,
        **_asked(row),
        **_file(row.output),
    )


def _asked(row: HeroFrame | Take) -> dict[str, Any]:
    """What the request of a frame or take said."""
    asked, world = row.generation, _settings(row).get("world")
    return {
        "negative_prompt": asked.negative_prompt if asked else "",
        "requested_tier": (asked.requested_tier or None) if asked else None,
        "world": WorldPart.model_construct(**world) if world else None,
    }


def _file(output: Output) -> dict[str, Any]:
    """What is known of the file that was made."""
    return {
        "width": output.width,
        "height": output.height,
        "engine": str(output.recipe.get("engine", "")),
        "engine_version": str(output.recipe.get("version", "")),
        "sha256": output.file.sha256,
    }
