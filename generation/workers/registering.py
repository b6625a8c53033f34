"""A worker's own row: written when it starts, every few seconds, and when it leaves; and what others asked of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.db.models.functions import Now

from generation.models import WorkerProcess
from generation.models.workers import GONE, STARTING

BEATS = 4
"""Heartbeats without a word after which a worker counts as gone."""
KEPT = timedelta(hours=24)
"""How long one that is gone is shown."""


@dataclass(frozen=True, slots=True)
class Card:
    """Who a worker is, from its start to its end."""

    name: str
    host: str
    pid: int
    device: str
    word: str
    lanes: tuple[str, ...]
    engines: tuple[str, ...]
    version: str


@dataclass(frozen=True, slots=True)
class News:
    """How a worker is now."""

    state: str
    job_id: UUID | None = None
    load: float = 0.0
    memory_bytes: int | None = None
    jobs_done: int = 0


def register(card: Card) -> None:
    """A worker starts; who had this name before is no more."""
    WorkerProcess.objects.update_or_create(
        name=card.name,
        defaults={
            "host": card.host,
            "pid": card.pid,
            "device": card.device,
            "word": card.word,
            "lanes": list(card.lanes),
            "engines": list(card.engines),
            "version": card.version,
            "state": STARTING,
            "job_id": None,
            "started_at": Now(),
            "heartbeat_at": Now(),
            "drain_asked_at": None,
        },
    )


def beat(card: Card, news: News) -> datetime | None:
    """Tell how it is; since when it is asked to end after its job, None while it is not."""
    row = WorkerProcess.objects.filter(name=card.name)
    told = {
        "state": news.state,
        "job_id": news.job_id,
        "load": news.load,
        "memory_bytes": news.memory_bytes,
        "jobs_done": news.jobs_done,
    }
    if not row.update(heartbeat_at=Now(), **told):
        register(card)
        row.update(**told)
    return row.values_list("drain_asked_at", flat=True).first()


def leave(name: str) -> None:
    """A worker ends in order."""
    WorkerProcess.objects.filter(name=name).update(state=GONE, job_id=None, load=0.0)


def others(card: Card) -> Sequence[str]:
    """The versions of the living workers of the same device."""
    alike = WorkerProcess.objects.filter(device=card.device, heartbeat_at__gte=Now() - stale_after())
    return list(alike.exclude(name=card.name).exclude(state=GONE).values_list("version", flat=True)[:16])


def prune() -> int:
    """Forget workers that have been silent for a day; how many."""
    gone, _ = WorkerProcess.objects.filter(heartbeat_at__lt=Now() - KEPT).delete()
    return gone


def stale_after() -> timedelta:
    """How long a worker counts as alive after its last word."""
    return timedelta(seconds=BEATS * settings.HEARTBEAT_SECONDS)
