"""Writing comments, answering and removing them. Each is one transaction, and told to open pages and to people."""

from uuid import UUID

from django.utils import timezone

from accounts.problems import Conflict, InvalidField, not_found
from generation import events
from generation.comments import telling
from generation.comments.places import Place, checked
from generation.models import Comment, Generation, HeroFrame, ReviewLink, Take
from generation.models.comments import DONE, NOT_NOW
from generation.services import suggesting

MOST_OF_ONE_THING = 500
"""Comments that a take or a frame holds: more than a team writes, fewer than would make its page slow."""
MOST_OF_A_LINK = 200
"""What all guests of one link write together."""


def add(
    on: Take | HeroFrame,
    text: str,
    place: Place,
    *,
    author_id: UUID | None,
    parent: Comment | None = None,
    guest: str = "",
    link: ReviewLink | None = None,
) -> Comment:
    """A comment, or with `parent` a reply. Raises InvalidField for a place that is none, Conflict where it is full."""
    take, frame = (on, None) if isinstance(on, Take) else (None, on)
    checked(place, take.output.duration_seconds if take else None)
    _insist_on_room(on, link)
    made = Comment(
        take=take,
        frame=frame,
        parent=_first_of(parent, on),
        author_id=author_id,
        guest=guest,
        link=link,
        text=text,
        seconds=place.seconds,
        x=place.x,
        y=place.y,
    )
    made.save(force_insert=True)
    suggesting.look_again(on.generation_id)
    _tell_pages("comment.made", made)
    telling.tell(made)
    return made


def _first_of(parent: Comment | None, on: Take | HeroFrame) -> Comment | None:
    """Replies hang from the comment that began it, which must be about the same thing."""
    if parent is None:
        return None
    if on.pk not in (parent.take_id, parent.frame_id):
        raise InvalidField("parent", "That comment is about something else.", "Reply to one of the same take or frame.")
    return parent.parent or parent


def _insist_on_room(on: Take | HeroFrame, link: ReviewLink | None) -> None:
    there = Comment.objects.filter(take=on) if isinstance(on, Take) else Comment.objects.filter(frame=on)
    if there.count() >= MOST_OF_ONE_THING:
        raise Conflict(f"It has {MOST_OF_ONE_THING} comments, which is the most.", "Delete some that are done with.")
    if link is not None and link.comments.count() >= MOST_OF_A_LINK:
        raise Conflict("This link has as many comments as it holds.", "Ask whoever sent it for another one.")


def edit(comment: Comment, text: str) -> None:
    """Other words."""
    comment.text, comment.edited_at = text, timezone.now()
    comment.save(update_fields=["text", "edited_at"])
    _tell_pages("comment.changed", comment)


def resolve(comment: Comment, user_id: UUID | None, *, resolved: bool) -> None:
    """Done with, or open again."""
    comment.resolved_at = timezone.now() if resolved else None
    comment.resolved_by_id = user_id if resolved else None
    comment.save(update_fields=["resolved_at", "resolved_by"])
    _tell_pages("comment.changed", comment)


def answer(comment: Comment, user_id: UUID | None, said: str) -> None:
    """What became of a guest's request; an empty answer opens it again. Raises Conflict for what is no request."""
    if not comment.is_request:
        raise Conflict("This is no request of a guest.", "Resolve it, or reply to it.")
    comment.answer = said
    comment.save(update_fields=["answer"])
    resolve(comment, user_id, resolved=said in (DONE, NOT_NOW))


def remove(comment: Comment) -> None:
    """It and its replies go."""
    _tell_pages("comment.removed", comment)
    comment.delete()


def about(comment: Comment) -> Take | HeroFrame:
    """The take or the frame."""
    found = comment.take or comment.frame
    assert found is not None
    return found


def parent_of(comment_id: UUID | None) -> Comment | None:
    """The comment that a reply is to; the 404 problem for an id that is none of this workspace."""
    if comment_id is None:
        return None
    found: Comment | None = Comment.objects.select_related("parent").filter(pk=comment_id).first()
    if found is None:
        raise not_found()
    return found


def _tell_pages(kind: str, comment: Comment) -> None:
    thing = about(comment)
    generation: Generation | None = thing.generation
    scene_id = None if generation is not None else thing.scene_id
    events.record(kind, generation=generation, scene_id=scene_id, comment=str(comment.pk), about=str(thing.pk))
