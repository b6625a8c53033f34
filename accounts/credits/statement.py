"""What was granted and spent in a time: by day, by project, and entry by entry."""

import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from django.db.models import Count, F, Q, QuerySet, Sum
from django.db.models.functions import Coalesce, TruncDate
from django.utils import timezone

from accounts.api.audit import plain_cell
from accounts.models.ledger import ADJUST, AVAILABLE, CAPTURE, GRANT, REFUND, LedgerEntry
from accounts.problems import InvalidField
from accounts.signals import names_wanted

USUAL_DAYS, MOST_DAYS = 30, 366
YEARS = range(1970, 9999)
"""What may be asked for: the days around one at either end of the calendar could not be reckoned."""
MOST_LINES = 50_000
"""Of an export, which is written in one go."""
COLUMNS = ("at", "what", "from", "to", "credits", "project", "project_id", "reference", "phase", "reason")


@dataclass(frozen=True, slots=True)
class Span:
    """Days from `since` to `until`, both included, in UTC."""

    since: date
    until: date


@dataclass(frozen=True, slots=True)
class Line:
    """One day's or one project's sums. `parts`: how many pictures, takes and so on were paid for."""

    day: date | None
    project: str
    name: str
    granted: int
    spent: int
    adjusted: int
    parts: int


def span_of(since: str, until: str) -> Span:
    """The days that a person named, by default the last 30. Raises InvalidField."""
    last = _day("until", until) or timezone.now().date()
    first = _day("since", since) or last - timedelta(days=USUAL_DAYS - 1)
    if first > last:
        raise InvalidField("since", "The first day is after the last one.", "Swap the two days.")
    if (last - first).days >= MOST_DAYS:
        raise InvalidField("since", "This is longer than a year.", f"Ask for at most {MOST_DAYS} days.")
    return Span(first, last)


def _day(field: str, text: str) -> date | None:
    if not text:
        return None
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise InvalidField(field, "This is not a day.", "Write it as 2026-12-31.") from None
    if day.year not in YEARS:
        advice = f"Use a day of the years {YEARS.start} to {YEARS.stop - 1}."
        raise InvalidField(field, "No calendar here reaches this far.", advice)
    return day


def _entries(span: Span) -> QuerySet[LedgerEntry]:
    first = datetime.combine(span.since, time.min, UTC)
    end = datetime.combine(span.until, time.min, UTC) + timedelta(days=1)
    return LedgerEntry.objects.filter(at__gte=first, at__lt=end)


def _sum(**of: Any) -> Coalesce:
    return Coalesce(Sum("credits", filter=Q(**of)), 0)


SUMS = {
    "granted": _sum(kind=GRANT),
    "spent": _sum(kind=CAPTURE) - _sum(kind=REFUND),
    "adjusted": _sum(kind=ADJUST, target=AVAILABLE) - _sum(kind=ADJUST, source=AVAILABLE),
    "parts": Count("id", filter=Q(kind=CAPTURE)),
}
MOVED = (GRANT, CAPTURE, REFUND, ADJUST)
"""Kinds that change what a workspace owns; setting aside and giving back do not."""


def by_day(span: Span) -> list[Line]:
    """A line for each day on which something was granted, spent or adjusted, newest first."""
    rows = _entries(span).filter(kind__in=MOVED).annotate(day=TruncDate("at"))
    found = sorted(_summed(rows, "day"), key=lambda row: row["day"], reverse=True)
    return [Line(project="", name="", **row) for row in found]


def _summed(rows: QuerySet[LedgerEntry], by: str) -> list[dict[str, Any]]:
    return list(rows.order_by().values(by).annotate(**SUMS))


def by_project(span: Span) -> list[Line]:
    """A line for each project that credits were spent on, the dearest first; "" for what belongs to none."""
    rows = _entries(span).filter(kind__in=(CAPTURE, REFUND)).annotate(project=F("subject"))
    found = sorted(_summed(rows, "project"), key=lambda row: (-row["spent"], row["project"]))
    names = names_of(row["project"] for row in found)
    return [Line(day=None, name=names.get(row["project"], ""), **row) for row in found]


def names_of(subjects: Iterable[str]) -> dict[str, str]:
    """The names of opaque subjects, from whoever knows them; what was deleted has none."""
    wanted = {subject for subject in subjects if subject}
    names: dict[str, str] = {}
    if wanted:
        answers: list[Any] = names_wanted.send(sender=LedgerEntry, subjects=wanted)
        for _, known in answers:
            names |= known
    return names


def as_csv(span: Span) -> str:
    """Every entry of these days, oldest first. Raises InvalidField where they are too many for one file."""
    entries = list(_entries(span).order_by("id")[: MOST_LINES + 1])
    if len(entries) > MOST_LINES:
        advice = "Ask for fewer days at a time."
        raise InvalidField("since", f"These days have more than {MOST_LINES:,} entries.", advice)
    names = names_of(entry.subject for entry in entries)
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(COLUMNS)
    writer.writerows(map(plain_cell, _cells(entry, names)) for entry in entries)
    return text.getvalue()


def _cells(entry: LedgerEntry, names: dict[str, str]) -> Iterator[str]:
    yield entry.at.astimezone(UTC).isoformat(timespec="seconds")
    yield entry.get_kind_display()
    yield entry.source
    yield entry.target
    yield str(entry.credits)
    yield names.get(entry.subject, "")
    yield from (entry.subject, entry.reference, entry.phase, entry.reason)
