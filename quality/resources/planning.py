"""From a checked reading and what an operator has set to the device that routing plans with. Pure."""

from quality.resources.values import GB, Override, Reading
from quality.values import Device


def device_of(
    card_id: str, card: Reading, override: Override, holds: frozenset[str] = frozenset(), limit_bytes: int | None = None
) -> Device:
    """`used_gb` is what others hold and what an operator keeps free beside the reserve; the limit binds both.

    A memory set by hand is believed. Where the card itself can't be read, others are then taken to hold nothing:
    the operator's own reserve stands in for them.
    """
    total = card.total_bytes / GB if override.total_gb is None else override.total_gb
    unread = not card.measured and override.total_gb is not None
    others = 0.0 if unread else (card.used_bytes - card.ours_bytes) / GB
    if limit_bytes is not None:
        total = min(total, limit_bytes / GB)
    return Device(
        id=card_id,
        name=card.name,
        total_gb=total,
        used_gb=min(total, others + (override.reserved_gb or 0.0)),
        kind=card.kind,
        holds=holds,
    )
