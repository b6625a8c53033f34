"""The console's front page: how the work goes, in plain words (settings.UNFOLD, DASHBOARD_CALLBACK)."""

import shutil
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db.models import Count, Min, Q, Sum
from django.db.models.functions import Now
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from accounts.ops import every_row, shortened, since
from generation import values
from generation.admin.jobs import LANES, lane_words
from generation.models import EventLog, Generation, QueueTicket, StoredFile, WorkerProcess
from generation.models.workers import GONE
from generation.workers.registering import stale_after
from quality import vbench

PATIENCE = timedelta(seconds=30)
"""Idle workers look every second: work that waits this long while nobody works has no worker."""
FAILURES_SHOWN = 8
WORKERS_SHOWN = 20


@dataclass(frozen=True, slots=True)
class Lane:
    """One lane now. `oldest` is since when its longest-waiting job could have been taken."""

    name: str
    words: str
    waiting: int
    running: int
    overdue: int
    later: int
    oldest: datetime | None

    @property
    def waits(self) -> str:
        """How long the longest has waited."""
        return since(self.oldest)

    @property
    def deserted(self) -> bool:
        """Work waits, and nobody takes it."""
        return self.oldest is not None and not self.running and timezone.now() - self.oldest > PATIENCE


def lanes() -> list[Lane]:
    """Every lane, from one look at the tickets."""
    free = Q(lease_until=None) & Q(available_at__lte=Now())
    rows = (
        every_row(QueueTicket)
        .values("lane")
        .annotate(
            waiting=Count("pk", filter=free),
            running=Count("pk", filter=Q(lease_until__gte=Now())),
            overdue=Count("pk", filter=Q(lease_until__lt=Now())),
            later=Count("pk", filter=Q(lease_until=None, available_at__gt=Now())),
            oldest=Min("available_at", filter=free),
        )
    )
    found = {row.pop("lane"): row for row in rows.order_by("lane")}
    none = {"waiting": 0, "running": 0, "overdue": 0, "later": 0, "oldest": None}
    shown = dict.fromkeys((*(lane for lane in LANES if lane != values.REMOTE_LANE), *found))
    return [Lane(name, lane_words(name), **found.get(name, none)) for name in shown]


def workers() -> list[str]:
    """Who is there now, busy or not."""
    alive = every_row(WorkerProcess).filter(heartbeat_at__gte=Now() - stale_after()).exclude(state=GONE)
    return [f"{one.word} of {one.host}" for one in alive.order_by("host", "word")[:WORKERS_SHOWN]]


def failures() -> tuple[int, list[dict[str, Any]]]:
    """How many generations failed within a day, and the latest; read from the log, which keeps a day."""
    since = timezone.now() - timedelta(days=1)
    failed = every_row(EventLog).filter(at__gte=since, type=f"generation.{values.FAILED}")
    latest = list(failed.select_related("workspace").order_by("-at")[:FAILURES_SHOWN])
    asked = every_row(Generation).in_bulk([event.generation_id for event in latest])
    return failed.count(), [_failure(event, asked.get(event.generation_id)) for event in latest]


def _failure(event: EventLog, generation: Generation | None) -> dict[str, Any]:
    return {
        "at": event.at,
        "workspace": event.workspace,
        "kind": generation.get_kind_display() if generation else "Deleted since",
        "said": shortened((event.data.get("error") or {}).get("detail", ""), 120),
        "href": reverse("admin:generation_generation_change", args=[generation.pk]) if generation else "",
    }


def storage() -> dict[str, Any]:
    """Bytes that people's files take, and what the disk under them has left (None where that is not known)."""
    files = every_row(StoredFile).aggregate(bytes=Sum("bytes"), count=Count("pk"))
    return {"bytes": files["bytes"] or 0, "count": files["count"], "free": _free_bytes(Path(settings.MEDIA_ROOT))}


def _free_bytes(folder: Path) -> int | None:
    try:
        return shutil.disk_usage(folder).free
    except OSError:
        return None


def front_page(request: HttpRequest, context: dict[str, Any]) -> dict[str, Any]:
    """The page's facts, for those who may see the queue."""
    if not request.user.has_perm("generation.view_job"):
        return context
    failed, latest = failures()
    return {
        **context,
        "lanes": lanes(),
        "workers": workers(),
        "failed": failed,
        "latest_failures": latest,
        "storage": storage(),
        "vbench": vbench.missing(vbench.setup()),
        "jobs_url": reverse("admin:generation_job_changelist"),
        "queue_url": reverse("admin:generation_queueticket_changelist"),
    }
