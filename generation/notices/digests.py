"""When somebody's daily letter is written: at the hour they chose, in their own time zone."""

from datetime import UTC, datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from django.utils import timezone

from accounts.models import User
from generation.models import NoticeChoice, OutboxTicket
from generation.outbox import tickets


def next_digest(now: datetime, hour: int, zone: str) -> datetime:
    """The next moment after `now` at which it is `hour` o'clock there, in UTC (pure).

    Where the clocks skip that hour, it is the moment the clocks went on to.
    """
    there = now.astimezone(ZoneInfo(zone))
    for days in (0, 1, 2):
        at = datetime.combine(there.date() + timedelta(days=days), time(hour), ZoneInfo(zone)).astimezone(UTC)
        if at > now:
            return at
    raise AssertionError("a day has an hour like each")


def plan(user_id: UUID, chosen: NoticeChoice | None) -> None:
    """See to it that a daily letter is due; one that is, stays."""
    if chosen is None:
        chosen, _ = NoticeChoice.objects.get_or_create(user_id=user_id)
    tickets.put(OutboxTicket.DIGEST, chosen.pk, due=next_due(chosen))


def move(chosen: NoticeChoice) -> None:
    """Another hour was chosen: a letter that waits moves along."""
    OutboxTicket.objects.filter(pk=chosen.pk).update(due_at=next_due(chosen))


def next_due(chosen: NoticeChoice, now: datetime | None = None) -> datetime:
    """When this person's next daily letter is due."""
    zone = User.objects.values_list("time_zone", flat=True).get(pk=chosen.user_id)
    return next_digest(now or timezone.now(), chosen.digest_hour, zone)
