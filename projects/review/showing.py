"""What a review link shows: groups of takes that play together. No prompt, no score, no name of a person."""

import time
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.urls import reverse

from generation import queries
from generation.media.addresses import signed
from generation.models import Comment, Output, ReviewLink, Take
from projects.models import Project

SALT = "projects.review.addresses"
MOST_TAKES = 60
MOST_COMMENTS = 400


def takes_of(link: ReviewLink) -> QuerySet[Take]:
    """The takes that the link shows, oldest first."""
    rows = queries.takes().select_related("frame__output")
    if link.generation_id is not None:
        return rows.filter(generation=link.generation_id)
    if link.scene_id is not None:
        return rows.filter(scene=link.scene_id)
    return rows.filter(selected_in__episode=link.episode_id).order_by("scene__number")


def comments_of(link: ReviewLink) -> QuerySet[Comment]:
    """What came by this link, and the replies to it: a team's own words stay with the team."""
    return queries.comments().filter(Q(link=link) | Q(parent__link=link))


def page(link: ReviewLink) -> dict[str, Any]:
    """All that a guest sees, as plain values."""
    takes = list(takes_of(link).order_by("-id")[:MOST_TAKES])[::-1]
    if link.episode_id is not None:
        takes.sort(key=lambda take: take.scene.number if take.scene else 0)
    return {
        "title": _title(link, takes),
        "workspace": link.workspace.name,
        "may_comment": link.may_comment,
        "until": link.expires_at.isoformat(),
        "groups": [_group(link, title, some) for title, some in _grouped(link, takes)],
        "comments": [told(comment) for comment in comments_of(link)[:MOST_COMMENTS]],
    }


def _grouped(link: ReviewLink, takes: list[Take]) -> Iterable[tuple[str, list[Take]]]:
    if link.episode_id is not None:
        for take in takes:
            scene = take.scene
            yield (f"Scene {scene.number}" + (f" · {scene.title}" if scene.title else "") if scene else ""), [take]
        return
    rolls: dict[UUID, list[Take]] = {}
    for take in takes:
        rolls.setdefault(take.generation_id, []).append(take)
    for number, some in enumerate(rolls.values(), 1):
        yield (f"Roll {number}" if len(rolls) > 1 else ""), sorted(some, key=lambda take: take.number)


def _title(link: ReviewLink, takes: list[Take]) -> str:
    scene = next((take.scene for take in takes if take.scene), None)
    if link.episode_id is not None:
        return _project_of(link)
    if scene is None:
        return "Takes"
    return f"Scene {scene.number}" + (f" · {scene.title}" if scene.title else "")


def _project_of(link: ReviewLink) -> str:
    name = Project.objects.filter(episodes=link.episode_id).values_list("name", flat=True).first()
    return name or "Takes"


def _group(link: ReviewLink, title: str, takes: list[Take]) -> dict[str, Any]:
    return {"title": title, "takes": [_take(link, take) for take in takes]}


def _take(link: ReviewLink, take: Take) -> dict[str, Any]:
    output = take.output
    return {
        "id": str(take.pk),
        "number": take.number,
        "chosen": take.scene is not None and take.scene.selected_take_id == take.pk,
        "url": file_address(link, output),
        "poster": file_address(link, take.frame.output) if take.frame else None,
        "width": output.width,
        "height": output.height,
        "fps": output.fps,
        "duration_seconds": output.duration_seconds,
    }


def file_address(link: ReviewLink, output: Output) -> str:
    """Where a guest gets a file for the next 10 to 15 minutes, as long as the link is open."""
    return signed(reverse("review_media", args=[link.tenant_id, link.pk, output.pk]), time.time(), SALT)


def told(comment: Comment) -> dict[str, Any]:
    """A comment as a guest reads it."""
    return {
        "id": str(comment.pk),
        "take": str(comment.take_id) if comment.take_id else None,
        "parent": str(comment.parent_id) if comment.parent_id else None,
        "author": comment.guest or (comment.author.get_full_name() if comment.author else "The team"),
        "is_guest": bool(comment.guest),
        "text": comment.text,
        "seconds": comment.seconds,
        "x": comment.x,
        "y": comment.y,
        "answer": comment.answer,
        "resolved": comment.resolved_at is not None,
        "created_at": comment.created_at.isoformat(),
    }
