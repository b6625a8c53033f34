"""Letting go of entries that the plan no longer shows: only where the workspace asked for it, only what it was told of
beforehand, and never what anything else stands on.

A tree goes as a whole or stays: every entry of it is old and ended, none is a film or somebody's favourite, no scene
chose a frame or take of it, and nothing outside of it was made from one of its frames, or after one as its reference.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce
from django.utils import timezone

from accounts.audit import Actor, record
from accounts.plans.here import plan_here
from generation import events, files, values
from generation.models import Favourite, Generation, HeroFrame, HistoryKeeping, Output, Take

NOTICE_DAYS = 14
"""Between the announcement and the deletion."""
SHOWN = 20
AT_ONCE = 200
"""Trees that one sweep lets go of; the next takes the rest."""
SWEPT = Actor(None, "the studio", "housekeeping")


@dataclass(frozen=True, slots=True)
class Preview:
    """What would go if all were done today: how many entries, and some of them, the oldest first."""

    count: int
    entries: list[Generation]


def limit(now: datetime) -> datetime | None:
    """Entries made before this are no longer shown; None where the plan shows all."""
    days = plan_here().history_days
    return None if days is None else now - timedelta(days=days)


def keeping() -> HistoryKeeping:
    """What this workspace does with old entries; a new row, unsaved, where it never said."""
    return HistoryKeeping.objects.first() or HistoryKeeping()


def held() -> HistoryKeeping:
    """The same, saved and locked until the transaction ends: of two at once the second finds what the first chose."""
    HistoryKeeping.objects.get_or_create()
    found: HistoryKeeping = HistoryKeeping.objects.held().get()
    return found


def choose(actor: Actor, *, deletes: bool) -> HistoryKeeping:
    """Let old entries go, or only hide them, which takes back what was announced."""
    found = held()
    if found.deletes != deletes:
        record(actor, "history.keeping_changed", before={"deletes": found.deletes}, after={"deletes": deletes})
        found.deletes = deletes
        _announce_nothing(found)
        found.save()
    return found


def preview(now: datetime) -> Preview:
    """What is old enough to go now and free to."""
    before = limit(now)
    if before is None:
        return Preview(0, [])
    rows = _leaving(before)
    return Preview(rows.count(), list(rows.order_by("id")[:SHOWN]))


def sweep(now: datetime | None = None) -> int:
    """Announce what will go, or delete what was announced and is due, in the workspace we are in; how many went."""
    now = now or timezone.now()
    found = HistoryKeeping.objects.held().filter(deletes=True).first()
    if found is None:
        return 0
    before = limit(now)
    if before is None:
        if found.due_at is not None:
            _announce_nothing(found)
            found.save()
        return 0
    if found.due_at is None:
        _announce(found, before + timedelta(days=NOTICE_DAYS), now)
        return 0
    return _go(found, min(before, found.before or before)) if found.due_at <= now else 0


def _announce(found: HistoryKeeping, before: datetime, now: datetime) -> None:
    """Tell what will have grown old by the day that it goes."""
    found.told = _leaving(before).count()
    if not found.told:
        return
    found.announced_at, found.due_at, found.before = now, now + timedelta(days=NOTICE_DAYS), before
    found.save()
    events.record("notice", about="history", count=found.told, due=found.due_at.isoformat())


def _announce_nothing(found: HistoryKeeping) -> None:
    found.announced_at = found.due_at = found.before = found.told = None


def _go(found: HistoryKeeping, before: datetime) -> int:
    """Delete whole trees, at most AT_ONCE; what is kept or used since it was announced stays."""
    roots = list(_free_roots(before).order_by("id").values_list("pk", flat=True)[:AT_ONCE])
    gone = Generation.objects.filter(Q(pk__in=roots) | Q(root__in=roots))
    count = gone.count()
    if count:
        gone.delete()
        record(SWEPT, "history.let_go", after={"entries": count, "before": before.isoformat()})
        events.record("history.shortened", count=count)
    if len(roots) < AT_ONCE:
        _announce_nothing(found)
        found.save()
    return count


def _leaving(before: datetime) -> QuerySet[Generation]:
    """Every entry of the trees that may go."""
    roots = _free_roots(before).values("pk")
    return Generation.objects.filter(Q(pk__in=roots) | Q(root__in=roots))


def _free_roots(before: datetime) -> QuerySet[Generation]:
    """First entries of trees that may go as a whole."""
    roots = Generation.objects.filter(root=None, created_at__lt=before)
    return roots.exclude(_held(_tree(before)))


def _tree(before: datetime) -> QuerySet[Generation]:
    """Those of a tree that keep it."""
    kept = Q(created_at__gte=before) | Q(kind=values.FILM) | ~Q(state__in=values.GENERATION_ENDS)
    return Generation.objects.filter(kept | _used() | Q(pk__in=_referred_to()))


def _referred_to() -> set[UUID]:
    """Generations whose pictures something of another tree was made after, and needs to be made once more."""
    trees: dict[str, set[UUID]] = {}
    for digest, tree in files.referred_to():
        trees.setdefault(digest, set()).add(tree)
    made = Output.objects.filter(file__sha256__in=trees, generation__isnull=False)
    rows = made.annotate(tree=Coalesce("generation__root_id", "generation_id"))
    found = rows.values_list("generation_id", "tree", "file__sha256")
    return {generation for generation, tree, digest in found if generation and trees[digest] - {tree}}


def _held(keepers: QuerySet[Generation]) -> Any:
    return Exists(keepers.filter(Q(pk=OuterRef("pk")) | Q(root=OuterRef("pk"))))


def _used() -> Q:
    """What somebody keeps, a scene chose, or something of another tree was made from."""
    frames, takes = HeroFrame.objects.filter(generation=OuterRef("pk")), Take.objects.filter(generation=OuterRef("pk"))
    built_on = Generation.objects.filter(frame__generation=OuterRef("pk")).annotate(tree=Coalesce("root_id", "pk"))
    return (
        Q(Exists(Favourite.objects.filter(generation=OuterRef("pk"))))
        | Q(Exists(frames.filter(selected_in__isnull=False)))
        | Q(Exists(takes.filter(selected_in__isnull=False)))
        | Q(Exists(built_on.exclude(tree=Coalesce(OuterRef("root_id"), OuterRef("pk")))))
    )
