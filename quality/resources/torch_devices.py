"""AMD cards (ROCm) and Apple's processors, read through torch; only in workers, and only where they can be.

torch costs seconds and memory to load, so it is not loaded to learn that there is nothing: a driver must be there
first. Other processes' shares are not told apart here: what is ours is what this process holds.
"""

import importlib.util
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import psutil

from quality.resources.values import Raw, Trouble
from quality.values import DeviceKind

ROCM_DRIVER = Path("/dev/kfd")


def may_be_there() -> bool:
    """Whether torch is installed and this machine has a driver that it alone can ask."""
    has_driver = sys.platform == "darwin" or ROCM_DRIVER.exists()
    return has_driver and importlib.util.find_spec("torch") is not None


def read() -> tuple[Raw, ...]:
    """All cards that torch alone can read."""
    if not may_be_there():
        return ()
    import torch

    return told_by(torch)


def told_by(torch: Any) -> tuple[Raw, ...]:
    """The cards that this torch sees."""
    if torch.version.hip and torch.cuda.is_available():
        return tuple(_rocm(torch, index) for index in range(torch.cuda.device_count()))
    if torch.backends.mps.is_available():
        return (_apple(torch),)
    return ()


def _rocm(torch: Any, index: int) -> Raw:
    name, uuid = f"AMD card {index + 1}", f"rocm-{index}"
    try:
        card = torch.cuda.get_device_properties(index)
        name, uuid = card.name, str(getattr(card, "uuid", uuid))
        free, total = torch.cuda.mem_get_info(index)
    except RuntimeError:
        return Raw(uuid, name, DeviceKind.ROCM, trouble=Trouble.UNREADABLE)
    percent = _or_none(lambda: torch.cuda.utilization(index))
    milliwatts = _or_none(lambda: torch.cuda.power_draw(index))
    return Raw(
        id=uuid,
        name=name,
        kind=DeviceKind.ROCM,
        total_bytes=total,
        used_bytes=total - free,
        ours_bytes=torch.cuda.memory_reserved(index),
        utilisation=None if percent is None else percent / 100,
        temperature_c=_or_none(lambda: torch.cuda.temperature(index)),
        power_watts=None if milliwatts is None else milliwatts / 1000,
    )


def _apple(torch: Any) -> Raw:
    """Memory is the machine's own: others hold what is not available to us, of the part that Metal recommends."""
    total, ours = torch.mps.recommended_max_memory(), torch.mps.driver_allocated_memory()
    others = max(0, total - ours - psutil.virtual_memory().available)
    return Raw("mps", "Apple graphics", DeviceKind.MPS, total, min(total, ours + others), ours)


def _or_none(ask: Callable[[], float]) -> float | None:
    """Needs a library (amdsmi) that may be missing, and a card that knows."""
    try:
        return ask()
    except (RuntimeError, ImportError, OSError, AttributeError):
        return None
