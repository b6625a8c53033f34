"""Letters that leave from the outbox: one of a notice, or a day's notices in one. What was read meanwhile is not sent.

Each carries a link that ends letters of its kind by one press, without a login (RFC 8058).
"""

import random
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

from django.conf import settings
from django.db.models import QuerySet
from django.utils import timezone

from accounts import letters
from accounts.models import User, Workspace
from accounts.tenancy import scope
from generation import metrics
from generation.models import Notice, NoticeChoice
from generation.notices import digests, stopping, telling
from generation.notices.kinds import DAILY
from generation.outbox import schedule, tickets
from generation.outbox.tickets import Held

MOST_IN_A_DIGEST = 30
"""Notices that a daily letter lists; of the rest it says how many there are."""


def deliver(held: Held, now: datetime | None = None) -> None:
    """Send the letter of one notice."""
    now = now or timezone.now()
    with scope(held.workspace_id):
        notice = Notice.objects.filter(pk=held.row_id, read_at=None, mailed_at=None).select_related("user").first()
        if notice is None or not _is_here(notice.user):
            tickets.drop(held)
            return
        told = {"notice": notice, **_of_workspace(held.workspace_id, notice.link)}
    headers = stopping.headers(notice.user_id, held.workspace_id, notice.kind)
    _finish(held, now, letters.send("notice", notice.user, told, {**headers, **_message_id(notice.pk)}))


def deliver_digest(held: Held, now: datetime | None = None) -> None:
    """Send a day's notices in one letter; none where all are read."""
    now = now or timezone.now()
    with scope(held.workspace_id):
        chosen = NoticeChoice.objects.filter(pk=held.row_id).select_related("user").first()
        rows = list(_unsent(chosen.user_id).order_by("pk")) if chosen else []
        if chosen is None or not rows or not _is_here(chosen.user):
            tickets.drop(held)
            return
        told = _digest(held.workspace_id, rows)
    headers = stopping.headers(chosen.user_id, held.workspace_id, stopping.DIGEST)
    _finish(held, now, letters.send("digest", chosen.user, told, {**headers, **_message_id(rows[-1].pk)}), rows, chosen)


def _unsent(user_id: UUID) -> "QuerySet[Notice]":
    return Notice.objects.filter(user_id=user_id, mail=DAILY, read_at=None, mailed_at=None)


def _is_here(user: User) -> bool:
    """Whether somebody may still be written to: who was taken out of the workspace hears nothing more of it."""
    return user.is_active and bool(telling.members([user.pk]))


def _digest(workspace_id: UUID, rows: Sequence[Notice]) -> dict[str, Any]:
    shown = rows[:MOST_IN_A_DIGEST]
    return {
        "notices": shown,
        "count": len(rows),
        "more": len(rows) - len(shown),
        **_of_workspace(workspace_id, "notices"),
    }


def _of_workspace(workspace_id: UUID, link: str) -> dict[str, str]:
    workspace = Workspace.objects.get(pk=workspace_id)
    home = f"{settings.BASE_URL}/w/{workspace.slug}/"
    return {"workspace": letters.one_line(workspace.name), "address": home + link, "choices": f"{home}notices"}


def _message_id(row: UUID) -> dict[str, str]:
    """The same each time it is sent: a mail program that gets it twice shows it once."""
    return {"Message-ID": f"<{row.hex}@{urlsplit(settings.BASE_URL).hostname}>"}


def _finish(
    held: Held, now: datetime, left: bool, rows: Sequence[Notice] = (), digest: NoticeChoice | None = None
) -> None:
    with scope(held.workspace_id):
        if not tickets.is_held(held):
            return
        metrics.letter_left(left)
        if not left:
            wait = schedule.wait_after(held.tries + 1, 0.0, None, random.random())
            if wait is not None:
                tickets.put_off(held, now + timedelta(seconds=wait))
                return
        Notice.objects.filter(pk__in=[row.pk for row in rows] or [held.row_id]).update(mailed_at=now)
        if digest is not None and _unsent(digest.user_id).exists():  # written while this one left
            tickets.put_off(held, digests.next_due(digest, now), failed=False)
        else:
            tickets.drop(held)
