"""Bounded reads, with what their answers need loaded along."""

from datetime import timedelta
from uuid import UUID

from django.db.models import Prefetch, QuerySet
from django.http import Http404
from django.utils import timezone

from accounts.plans.here import plan_here
from generation.models import Generation, HeroFrame, Output, Take


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
    return Generation.objects.prefetch_related("jobs", Prefetch("outputs", outputs().order_by("id")))


def history() -> QuerySet[Generation]:
    """Generations as far back as the plan shows them."""
    days = plan_here().history_days
    found = generations()
    return found if days is None else found.filter(created_at__gte=timezone.now() - timedelta(days=days))


def generation(generation_id: UUID) -> Generation:
    """One generation of this workspace, or Http404."""
    found = generations().filter(pk=generation_id).first()
    if found is None:
        raise Http404
    return found


def output(output_id: UUID) -> Output:
    """One output of this workspace, or Http404."""
    found = outputs().filter(pk=output_id).first()
    if found is None:
        raise Http404
    return found


def tree(node: Generation) -> QuerySet[Generation]:
    """Every generation of the tree that `node` is in."""
    return Generation.objects.filter(pk=node.tree_id) | Generation.objects.filter(root_id=node.tree_id)
