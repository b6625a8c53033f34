"""A person's notices and choices: read and write, each one's own alone."""

from collections.abc import Collection, Mapping
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone

from accounts.problems import InvalidField
from generation.models import Notice, NoticeChoice
from generation.notices import digests, kinds

MOST_COUNTED = 100
"""Unread notices that are counted; beyond it the bell says "99+"."""


def notices(user_id: UUID | None, *, unread: bool = False) -> QuerySet[Notice]:
    """The person's notices here, the newest first; a service token has none."""
    found = Notice.objects.filter(user_id=user_id, in_page=True).order_by("-pk") if user_id else Notice.objects.none()
    return found.filter(read_at=None) if unread else found


def unread(user_id: UUID | None) -> int:
    """How many they have not read; no more than MOST_COUNTED are counted."""
    return notices(user_id, unread=True).order_by()[:MOST_COUNTED].count()


def read(user_id: UUID | None, ids: Collection[UUID] | None = None) -> None:
    """Mark these of the person's as read, or all; ids of others' change nothing. Their letters do not leave then."""
    found = notices(user_id, unread=True)
    if ids is not None:
        found = found.filter(pk__in=ids)
    found.order_by().update(read_at=timezone.now())


def choice_of(user_id: UUID) -> NoticeChoice:
    """What the person chose; an unsaved row where they never did."""
    return NoticeChoice.objects.filter(user_id=user_id).first() or NoticeChoice(user_id=user_id)


def held(user_id: UUID) -> NoticeChoice:
    """The same, saved and locked until the transaction ends."""
    NoticeChoice.objects.get_or_create(user_id=user_id)
    found: NoticeChoice = NoticeChoice.objects.held().get(user_id=user_id)
    return found


def choose(user_id: UUID, role: str, wanted: Mapping[str, Any]) -> NoticeChoice:
    """Keep what somebody chose; kinds that they leave out stay. Raises InvalidField for a kind that is not theirs."""
    for one in wanted.get("kinds", ()):
        if one["kind"] not in kinds.kinds_for(role):
            raise InvalidField("kinds", f'You are not told of "{one["kind"]}".', "Leave it out.")
    mine = held(user_id)
    for one in wanted.get("kinds", ()):
        before = mine.choices.get(one["kind"], {})
        mine.choices[one["kind"]] = before | {name: value for name, value in one.items() if name != "kind"}
    mine.digest_hour = wanted.get("digest_hour", mine.digest_hour)
    mine.save(update_fields=["choices", "digest_hour"])
    digests.move(mine)
    return mine
