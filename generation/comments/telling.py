"""Tells those who work on a scene that somebody else commented."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Q

from generation.models import Comment, Generation, HeroFrame, Take
from generation.notices import kinds, telling, wording
from generation.notices.wording import Said

MOST_PEOPLE = 50


def tell(comment: Comment) -> None:
    """Who made something for the scene and who wrote about it before, but for who writes now."""
    on = comment.take or comment.frame
    if on is None:
        return
    people = {person for person in _who_works_on(on) if person != comment.author_id}
    if people:
        telling.tell(telling.members(people), said(comment, on))


def _who_works_on(on: Take | HeroFrame) -> Iterable[UUID]:
    mine = Q(scene=on.scene_id) if on.scene_id else Q(pk=on.generation_id)
    made = Generation.objects.filter(mine, created_by__isnull=False).order_by().values_list("created_by", flat=True)
    same = Q(take__scene=on.scene_id) | Q(frame__scene=on.scene_id) if on.scene_id else _about(on)
    wrote = Comment.objects.filter(same, author__isnull=False).order_by().values_list("author", flat=True)
    yield from made.distinct()[:MOST_PEOPLE]
    yield from wrote.distinct()[:MOST_PEOPLE]


def _about(on: Take | HeroFrame) -> Q:
    return Q(take=on) if isinstance(on, Take) else Q(frame=on)


def said(comment: Comment, on: Take | HeroFrame) -> Said:
    """The notice: who, of what, and the words."""
    what = f"take {on.number}" if isinstance(on, Take) else f"frame {on.number}"
    where = f" of scene {on.scene.number}" if on.scene else ""
    verb = "asks for something in" if comment.is_request else "commented on"
    title = f"{author_of(comment)} {verb} {what}{where}"
    return Said(kinds.COMMENT, title, comment.text, _link(on), "See the comment")


def _link(on: Take | HeroFrame) -> str:
    return wording.link_of(on.generation) if on.generation is not None else "history"


def author_of(comment: Comment) -> str:
    """Who wrote it, as people are told."""
    if comment.guest:
        return f"{comment.guest} (guest)"
    return comment.author.get_full_name() if comment.author else "Somebody"
