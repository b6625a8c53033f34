"""Bounded reads of cards and machines; alive is what was told of within four heartbeats and has not left."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db.models import BooleanField, Case, Q, QuerySet, Value, When
from django.db.models.functions import Now

from quality.models import GraphicsCard, Machine
from quality.resources import limit
from quality.resources.planning import device_of
from quality.resources.values import HostReading, Override, Reading
from quality.values import Device, DeviceKind

BEATS = 4
"""Heartbeats without a word after which a card is stale: 20 s with the usual 5."""
FORGOTTEN = timedelta(hours=1)
"""A stale card is shown this long, so that somebody sees that it is missing."""
MOST_CARDS, MOST_MACHINES = 256, 256


@dataclass(frozen=True, slots=True)
class CardNow:
    """One card with everything that is told of it. `device` has the overrides applied."""

    device: Device
    reading: Reading
    enabled: bool
    alive: bool


def stale_after() -> timedelta:
    """How long a card counts after its last heartbeat."""
    return timedelta(seconds=BEATS * settings.DEVICE_SECONDS)


def alive() -> Q:
    """Rows of cards or machines that a worker tells of now."""
    return Q(seen_at__gte=Now() - stale_after(), left_at=None)


def with_life(rows: QuerySet[Any]) -> QuerySet[Any]:
    """Rows with `is_alive`, by the database's clock."""
    living = Case(When(alive(), then=Value(True)), default=False, output_field=BooleanField())
    told: QuerySet[Any] = rows.annotate(is_alive=living)
    return told


def devices() -> tuple[Device, ...]:
    """What may be routed to now: cards that are alive and in use. One statement; busy seconds are not known here."""
    rows = GraphicsCard.objects.filter(alive(), is_enabled=True).order_by("id")[:MOST_CARDS]
    limit_bytes = limit.parse(settings.VRAM_LIMIT)
    return tuple(_device(row, limit_bytes) for row in rows)


def cards() -> tuple[CardNow, ...]:
    """Every card of the last hour, those that are switched off or stale too. One statement."""
    recent = with_life(GraphicsCard.objects.filter(seen_at__gte=Now() - FORGOTTEN)).order_by("id")[:MOST_CARDS]
    limit_bytes = limit.parse(settings.VRAM_LIMIT)
    return tuple(CardNow(_device(row, limit_bytes), _reading(row), row.is_enabled, row.is_alive) for row in recent)


def machines() -> tuple[HostReading, ...]:
    """The machines that are alive. One statement."""
    rows = Machine.objects.filter(alive()).order_by("host")[:MOST_MACHINES]
    return tuple(
        HostReading(row.cpu, row.ram_total_bytes, row.ram_used_bytes, row.disk_total_bytes, row.disk_free_bytes)
        for row in rows
    )


def together(machines: Sequence[HostReading]) -> HostReading | None:
    """Several machines as one: the mean load, all memory, and the disk with the least left. None without any."""
    if not machines:
        return None
    loads = [machine.cpu for machine in machines if machine.cpu is not None]
    disks = [(m.disk_free_bytes, m.disk_total_bytes) for m in machines if m.disk_free_bytes is not None]
    free, total = min(disks, default=(None, None), key=lambda disk: disk[0] or 0)
    return HostReading(
        cpu=sum(loads) / len(loads) if loads else None,
        ram_total_bytes=sum(machine.ram_total_bytes or 0 for machine in machines) or None,
        ram_used_bytes=sum(machine.ram_used_bytes or 0 for machine in machines) or None,
        disk_total_bytes=total,
        disk_free_bytes=free,
    )


def _device(row: GraphicsCard, limit_bytes: int | None) -> Device:
    override = Override(row.total_gb_override, row.reserved_gb_override)
    return device_of(row.pk, _reading(row), override, frozenset(row.holds), limit_bytes)


def _reading(row: GraphicsCard) -> Reading:
    return Reading(
        id=row.pk,
        name=row.name,
        kind=DeviceKind(row.kind),
        total_bytes=row.total_bytes,
        used_bytes=row.used_bytes,
        ours_bytes=row.ours_bytes,
        utilisation=row.utilisation,
        temperature_c=row.temperature_c,
        power_watts=row.power_watts,
        warnings=tuple(row.warnings),
        measured=row.is_measured,
    )
