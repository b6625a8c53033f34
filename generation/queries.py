"""Bounded reads, with what their answers need loaded along."""

from uuid import UUID

from django.db.models import Prefetch, QuerySet, prefetch_related_objects
from django.http import Http404

from generation.models import Generation, HeroFrame, Output, Take

MOVING = ["state", "error", "started_at", "finished_at", "credits_reserved", "credits_captured"]
"""What changes of a generation while it is made."""


def outputs() -> QuerySet[Output]:
    """Outputs with their files."""
    return Output.objects.select_related("file")


def hero_frames() -> QuerySet[HeroFrame]:
    """Frames with their files and scenes."""
    return HeroFrame.objects.select_related("output__file", "scene")


def takes() -> QuerySet[Take]:
    """Takes with their files, scenes and scores."""
    return Take.objects.select_related("output__file", "scene").prefetch_related("scores")


def generations() -> QuerySet[Generation]:
    """Generations with their jobs and outputs, newest first."""
    return Generation.objects.prefetch_related(*_told_along())


def _told_along() -> tuple[str, Prefetch]:  # type: ignore[type-arg]
    return "jobs", Prefetch("outputs", outputs().order_by("id"))


def load_told(node: Generation) -> Generation:
    """A generation in hand, with what its answer needs, as it stands now: its work may be under way, or done.
    Raises Http404 for one that was deleted meanwhile."""
    prefetch_related_objects([node], *_told_along())
    try:
        node.refresh_from_db(fields=MOVING)
    except Generation.DoesNotExist:
        raise Http404 from None
    return node


def generation(generation_id: UUID) -> Generation:
    """One generation of this workspace, or Http404."""
    found = generations().filter(pk=generation_id).first()
    if found is None:
        raise Http404
    return found


def tree(node: Generation) -> QuerySet[Generation]:
    """Every generation of the tree that `node` is in."""
    return Generation.objects.filter(pk=node.tree_id) | Generation.objects.filter(root_id=node.tree_id)
