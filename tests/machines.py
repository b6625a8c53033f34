"""Readings of cards and machines, and rows of them as a worker's heartbeat leaves them."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from django.db.models import F

from generation.residency import memory
from generation.residency.cache import Loaded
from generation.workers import registering
from quality.models import GraphicsCard, Machine
from quality.resources import services
from quality.resources.values import GB, HostReading, Reading
from quality.values import DeviceKind

HOST = HostReading(
    cpu=0.25, ram_total_bytes=64 * GB, ram_used_bytes=16 * GB, disk_total_bytes=1000 * GB, disk_free_bytes=400 * GB
)


def reading(id: str = "GPU-1", total_gb: float = 24, used_gb: float = 0, ours_gb: float = 0, **more: Any) -> Reading:
    """A card; sizes in GB."""
    card = Reading(
        id=id,
        name="Painter 4000",
        kind=DeviceKind.CUDA,
        total_bytes=round(total_gb * GB),
        used_bytes=round(used_gb * GB),
        ours_bytes=round(ours_gb * GB),
    )
    return replace(card, **more)


def told(*cards: Reading, host: str = "one", machine: HostReading = HOST) -> list[GraphicsCard]:
    """The rows after one heartbeat."""
    services.record(host, cards, machine)
    return list(GraphicsCard.objects.filter(host=host, left_at=None).order_by("id"))


def silent_for(seconds: float, host: str = "one") -> None:
    """As if the machine's last heartbeat were so long ago."""
    ago = F("seen_at") - timedelta(seconds=seconds)
    GraphicsCard.objects.filter(host=host).update(seen_at=ago)
    Machine.objects.filter(host=host).update(seen_at=ago)


def at_work(word: str = "sim:0", **more: Any) -> registering.Card:
    """A worker that has registered, and what its model took."""
    known = {"host": "one", "pid": 4711, "device": "one/simulated-1", "word": word, "lanes": ("simulated-24gb",)}
    told = {"engines": ("animatic",), "version": "1.0", **known, **more}
    card = registering.Card(name=f"{told['host']}:{told['pid']}:{word}", **told)
    registering.register(card)
    memory.note_load("animatic", "simulated-24gb", Loaded("painter", 12.0, 8.0, "low"))
    memory.note_use("painter", "simulated-24gb")
    return card
