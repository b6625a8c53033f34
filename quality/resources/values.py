"""Readings of a machine as frozen values. Memory in bytes, GB = 2^30 bytes; parts of a whole are 0 to 1."""

from dataclasses import dataclass
from enum import StrEnum

from quality.values import DeviceKind

GB = 2**30


class Trouble(StrEnum):
    """Why a card could not be read."""

    NOT_PERMITTED = "not_permitted"
    LOST = "lost"
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class Raw:
    """What a source said of one card, unchecked. Numbers may be anything that a broken driver says, or None."""

    id: str
    name: str
    kind: DeviceKind
    total_bytes: float | None = None
    used_bytes: float | None = None
    ours_bytes: float | None = None
    utilisation: float | None = None
    temperature_c: float | None = None
    power_watts: float | None = None
    trouble: Trouble | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """One card, checked: 0 <= ours <= used <= total. `used_bytes` holds what our own processes use too.

    `measured` is False where memory could not be read: then `used_bytes` is `total_bytes`, so that nothing is free.
    """

    id: str
    name: str
    kind: DeviceKind
    total_bytes: int
    used_bytes: int
    ours_bytes: int = 0
    utilisation: float | None = None
    temperature_c: float | None = None
    power_watts: float | None = None
    warnings: tuple[str, ...] = ()
    measured: bool = True


@dataclass(frozen=True, slots=True)
class HostReading:
    """A machine without its cards: processor, memory, and the disk that holds the media folder. None: not known."""

    cpu: float | None
    ram_total_bytes: int | None
    ram_used_bytes: int | None
    disk_total_bytes: int | None
    disk_free_bytes: int | None


@dataclass(frozen=True, slots=True)
class Override:
    """What an operator knows better. `reserved_gb` stays free beside the reserve of every card (requirement Q4)."""

    total_gb: float | None = None
    reserved_gb: float | None = None
