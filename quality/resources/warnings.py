"""What to say before something runs out, in plain words. Pure."""

from collections.abc import Iterator

from quality.resources.values import GB, HostReading

DISK_LEFT_BYTES, DISK_LEFT_PART = 5 * GB, 0.03
"""The smaller of the two is too little: five GB hold a few hundred takes."""
MEMORY_FULL = 0.92
CARD_FULL = 0.97
HOT_C = 88.0
"""Cards slow themselves down from about here on (NVIDIA states 83 to 93 °C as slowdown thresholds)."""


def of_host(host: HostReading) -> Iterator[str]:
    """Disk first: without it nothing more can be kept."""
    if host.disk_free_bytes is not None and host.disk_total_bytes is not None:
        left, little = host.disk_free_bytes, min(DISK_LEFT_BYTES, DISK_LEFT_PART * host.disk_total_bytes)
        if left < little:
            yield f"The disk has {size_words(left)} left. Delete what you don't need."
    if (
        host.ram_used_bytes is not None
        and host.ram_total_bytes
        and host.ram_used_bytes >= MEMORY_FULL * host.ram_total_bytes
    ):
        yield "The studio's memory is nearly full. New work may have to wait."


def of_card(name: str, total_bytes: int, used_bytes: int, temperature_c: float | None) -> Iterator[str]:
    """Full or hot."""
    if total_bytes and used_bytes >= CARD_FULL * total_bytes:
        yield f"{name} is nearly full: {size_words(total_bytes - used_bytes)} left."
    if temperature_c is not None and temperature_c >= HOT_C:
        yield f"{name} is at {temperature_c:.0f} °C and may slow down."


def size_words(count: int) -> str:
    """2 GB, 0.4 GB, 30 MB: short, and never more than there is."""
    if count >= 10 * GB:
        return f"{count // GB} GB"
    if count >= GB / 10:
        return f"{count * 10 // GB / 10:g} GB"
    return f"{count * 1024 // GB} MB"
