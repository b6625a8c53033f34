"""Which class a machine is of (requirement H1), and how that is said."""

from collections.abc import Sequence
from math import floor

from quality.recommending.values import Hardware, HardwareClass
from quality.values import Device

MID_RANGE_FROM_GB, HIGH_END_FROM_GB, HIGH_END_TO_GB = 8, 16, 24

NAMES = {
    HardwareClass.NONE: "No graphics card",
    HardwareClass.LOW_END: "Low-end",
    HardwareClass.MID_RANGE: "Mid-range",
    HardwareClass.HIGH_END: "High-end",
    HardwareClass.ENTHUSIAST: "Enthusiast",
}


def class_of(total_gb: float | None) -> HardwareClass:
    """The class of a card of `total_gb`; None is no card.

    8 is mid-range, 16 and 24 are high-end, more than 24 is enthusiast. A card is judged as sold, by the nearest whole
    number, because its driver tells a little less (23.99 for 24).
    """
    if total_gb is None:
        return HardwareClass.NONE
    sold_gb = floor(total_gb + 0.5)
    if sold_gb < MID_RANGE_FROM_GB:
        return HardwareClass.LOW_END
    if sold_gb < HIGH_END_FROM_GB:
        return HardwareClass.MID_RANGE
    return HardwareClass.HIGH_END if sold_gb <= HIGH_END_TO_GB else HardwareClass.ENTHUSIAST


def largest(devices: Sequence[Device]) -> Device | None:
    """The card with the most memory, for a job runs on one; of equals, the first by id."""
    return min(devices, key=lambda device: (-device.total_gb, device.id), default=None)


def class_here(hardware: Hardware) -> HardwareClass:
    """The class of the largest card."""
    card = largest(hardware.devices)
    return class_of(card.total_gb if card else None)


def hardware_words(hardware: Hardware) -> str:
    """The machine in one sentence or two."""
    card, cores = largest(hardware.devices), "core" if hardware.processors == 1 else "cores"
    host = f"{hardware.processors} processor {cores} and {hardware.memory_gb:.0f} GB of memory"
    disk = f"{hardware.disk_free_gb:.0f} GB free on disk"
    if card is None:
        return f"{host}, {disk}."
    others = len(hardware.devices) - 1
    more = f" and {others} more" if others else ""
    size = "" if "GB" in card.name else f" with {card.total_gb:.0f} GB"
    return f"{card.name}{size}{more}. {host}, {disk}."
