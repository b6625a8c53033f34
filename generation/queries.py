"""Bounded reads, with what their answers need loaded along."""

from datetime import timedelta
from uuid import UUID

from django.db.models import F, Prefetch, Q, QuerySet
from django.http import Http404
from django.utils import timezone

from accounts.plans.here import plan_here
from generation.models import Comment, Generation, HeroFrame, Output, Rating, Take


def outputs() -> QuerySet[Output]:
    """Outputs with their files."""
    return Output.objects.select_related("file")


def hero_frames() -> QuerySet[HeroFrame]:
    """Frames with their files, scenes and what they polish."""
    return HeroFrame.objects.select_related("output__file", "scene", "source").defer("scene__extra")


def takes() -> QuerySet[Take]:
    """Takes with their files, scenes, scores and what they polish."""
    rows = Take.objects.select_related("output__file", "scene", "source").defer("scene__extra")
    return rows.prefetch_related("scores", "source__scores")


def generations() -> QuerySet[Generation]:
    """Generations with their jobs, outputs and ratings, newest first."""
    return _told(Generation.objects.all())


def _told(rows: QuerySet[Generation]) -> QuerySet[Generation]:
    ratings = Prefetch("ratings", Rating.objects.order_by("-updated_at"))
    return rows.prefetch_related("jobs", Prefetch("outputs", outputs().order_by("id")), ratings)


def entries() -> QuerySet[Generation]:
    """Generations with all that history tells of them, newest first; a page is read by `history.telling`."""
    told = _told(Generation.objects.all()).select_related("created_by", "project", "scene")
    return told.prefetch_related("tags", "favourites")


def shown() -> QuerySet[Generation]:
    """Generations as far back as the plan shows them, with nothing loaded along."""
    days = plan_here().history_days
    rows: QuerySet[Generation] = Generation.objects.all()
    return rows if days is None else rows.filter(created_at__gte=timezone.now() - timedelta(days=days))


def generation(generation_id: UUID) -> Generation:
    """One generation of this workspace, or Http404."""
    found = generations().filter(pk=generation_id).first()
    if found is None:
        raise Http404
    return found


def entry(generation_id: UUID) -> Generation:
    """One entry of history of this workspace, or Http404."""
    found = entries().filter(pk=generation_id).first()
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


def comments() -> QuerySet[Comment]:
    """Comments with who wrote them and what they are about, in the order of the clip, then as they were written."""
    about = ("take__generation", "take__scene", "frame__generation", "frame__scene")
    rows = Comment.objects.select_related("author", *about).defer("take__scene__extra", "frame__scene__extra")
    return rows.order_by(F("seconds").asc(nulls_first=True), "id")


def comments_of(take_id: UUID) -> QuerySet[Comment]:
    """What people said of one take."""
    return comments().filter(take=take_id)


def comments_beside(node: Generation) -> QuerySet[Comment]:
    """What people said of the takes and frames of a generation's scene; without a scene, of its tree."""
    if node.scene_id:
        return comments().filter(Q(take__scene=node.scene_id) | Q(frame__scene=node.scene_id))
    nodes = tree(node)
    return comments().filter(Q(take__generation__in=nodes) | Q(frame__generation__in=nodes))


def comment(comment_id: UUID) -> Comment:
    """One comment of this workspace, or Http404."""
    found = comments().filter(pk=comment_id).first()
    if found is None:
        raise Http404
    return found
