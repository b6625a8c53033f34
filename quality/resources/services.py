"""Keeping what a worker has read: upserts with the database's clock, so two workers of a machine do no harm."""

from collections.abc import Sequence

from django.db.models.functions import Now

from quality.models import GraphicsCard, Machine
from quality.resources.values import HostReading, Reading

READ = ("host", "name", "kind", "total_bytes", "used_bytes", "ours_bytes", "is_measured", "utilisation")
CARD_FIELDS = (*READ, "temperature_c", "power_watts", "warnings", "seen_at", "left_at")
"""What a reading writes: never what an operator has set, nor the models that are loaded."""
MACHINE_FIELDS = (
    "cpu",
    "ram_total_bytes",
    "ram_used_bytes",
    "disk_total_bytes",
    "disk_free_bytes",
    "seen_at",
    "left_at",
)


def record(host: str, cards: Sequence[Reading], machine: HostReading) -> None:
    """Keep one look at a machine. Cards that it had before and has no longer are left at once."""
    rows = [_row(host, card) for card in cards]
    GraphicsCard.objects.bulk_create(rows, update_conflicts=True, unique_fields=["id"], update_fields=list(CARD_FIELDS))
    _leave(host, [row.pk for row in rows])
    found = Machine(
        host=host,
        cpu=machine.cpu,
        ram_total_bytes=machine.ram_total_bytes,
        ram_used_bytes=machine.ram_used_bytes,
        disk_total_bytes=machine.disk_total_bytes,
        disk_free_bytes=machine.disk_free_bytes,
        seen_at=Now(),
    )
    Machine.objects.bulk_create(
        [found], update_conflicts=True, unique_fields=["host"], update_fields=list(MACHINE_FIELDS)
    )


def leave(host: str) -> None:
    """The machine's worker stops in order: nothing is sent there from now on."""
    _leave(host, [])
    Machine.objects.filter(host=host, left_at=None).update(left_at=Now())


def hold(card_id: str, models: Sequence[str]) -> None:
    """Note which models are loaded on a card."""
    GraphicsCard.objects.filter(pk=card_id).update(holds=sorted(models))


def _leave(host: str, staying: Sequence[str]) -> None:
    gone = GraphicsCard.objects.filter(host=host, left_at=None).exclude(pk__in=staying)
    gone.update(left_at=Now(), holds=[])


def _row(host: str, card: Reading) -> GraphicsCard:
    return GraphicsCard(
        id=card_id(host, card.id),
        host=host,
        name=card.name[:120],
        kind=card.kind.value,
        total_bytes=card.total_bytes,
        used_bytes=card.used_bytes,
        ours_bytes=card.ours_bytes,
        is_measured=card.measured,
        utilisation=card.utilisation,
        temperature_c=card.temperature_c,
        power_watts=card.power_watts,
        warnings=list(card.warnings),
        seen_at=Now(),
    )


def card_id(host: str, own_id: str) -> str:
    """What a card is called everywhere in the studio."""
    return f"{host}/{own_id}"
