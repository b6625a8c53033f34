"""A project made from a document: whole, or not at all, in the transaction of whoever calls."""

from uuid import UUID

from generation.stories.values import Line
from projects.document import kept
from projects.document.schema import EpisodePart, ProjectDocument
from projects.document.writing import told
from projects.models import Episode, Project, Scene
from quality import custom_tiers


def import_document(
    document: ProjectDocument, user_id: UUID | None, *, idempotency_key: str = "", request_digest: str = ""
) -> Project:
    """A new project of the workspace we are in. Frames and takes stay recipes: their files are not in the document."""
    custom = custom_tiers.with_slug(document.custom_quality or "")
    custom = custom if custom is not None and custom.base == document.quality else None
    project = Project.objects.create(
        name=document.name,
        idea=document.idea,
        quality=document.quality,
        draft_quality=document.draft_quality,
        fallback_policy=document.fallback_policy,
        stop_early=document.stop_early,
        custom_tier=custom,
        created_by_id=user_id,
        extra=kept.of_project(document, has_quality=custom is not None),
        idempotency_key=idempotency_key,
        request_digest=request_digest,
    )
    for number, part in enumerate(document.canvas.episodes, start=1):
        _add_episode(project, number, part)
    return project


def _add_episode(project: Project, number: int, part: EpisodePart) -> None:
    episode = Episode.objects.create(
        project=project,
        number=number,
        title=part.title,
        idea=part.idea,
        story_arc=part.story_arc,
        world_seed=part.world_seed,
        extra=kept.of_episode(part),
    )
    for place, scene in enumerate(part.scenes, start=1):
        Scene.objects.create(
            episode=episode,
            number=place,
            title=scene.title,
            beat=scene.beat,
            prompt=scene.prompt,
            slugline=scene.slugline,
            description=scene.description,
            dialogue=[{**Line.read(told(line)).told(), **kept.unknown(line)} for line in scene.dialogue],
            characters=scene.characters,
            camera=scene.camera,
            transition=scene.transition,
            quality=scene.quality,
            seconds=scene.seconds,
            negative_prompt=scene.negative_prompt,
            enhancements=scene.enhancements,
            extra=kept.of_scene(scene),
        )
