"""VRAM_LIMIT: every card shows itself no larger than this. Pure."""

from dataclasses import replace

from quality.resources.sizes import as_bytes
from quality.resources.values import Reading

SETTING = "VRAM_LIMIT"


def parse(text: str) -> int | None:
    """Bytes; None for an empty setting. Raises BadSetting."""
    return as_bytes(text, SETTING) if text.strip() else None


def capped(reading: Reading, limit_bytes: int | None) -> Reading:
    """The same card with at most `limit_bytes`.

    What others hold lies in the part that is hidden as far as it fits, so that a card of 80 GB with 10 GB in use plays
    one of 8 GB that is free; never is more told to be free than there is.
    """
    if limit_bytes is None or reading.total_bytes <= limit_bytes:
        return reading
    hidden = reading.total_bytes - limit_bytes
    ours = min(reading.ours_bytes, limit_bytes)
    others = max(0, reading.used_bytes - reading.ours_bytes - hidden) if reading.measured else limit_bytes
    return replace(reading, total_bytes=limit_bytes, used_bytes=min(limit_bytes, ours + others), ours_bytes=ours)
