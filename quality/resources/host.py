"""Processor, memory and disk of this machine, by psutil."""

from pathlib import Path

import psutil

from quality.resources.values import HostReading


def read(folder: Path) -> HostReading:
    """This machine now; `folder` names the disk. The load is that since the call before: the first knows none."""
    memory = psutil.virtual_memory()
    total, free = _disk(folder)
    return HostReading(
        cpu=_load(),
        ram_total_bytes=memory.total,
        ram_used_bytes=memory.total - memory.available,
        disk_total_bytes=total,
        disk_free_bytes=free,
    )


_asked_before = False


def _load() -> float | None:
    global _asked_before
    percent = psutil.cpu_percent(interval=None)
    known, _asked_before = _asked_before, True
    return min(1.0, max(0.0, percent / 100)) if known else None


def _disk(folder: Path) -> tuple[int, int] | tuple[None, None]:
    """(total, free to us) of the disk that holds the folder, which may not have been made yet; None where unknown."""
    try:
        found = psutil.disk_usage(str(there(folder)))
    except OSError:
        return None, None
    return found.total, found.free


def there(path: Path) -> Path:
    """The path, or the nearest folder above it that exists: media has none before the first file."""
    whole = path.absolute()
    return next(found for found in (whole, *whole.parents) if found.exists())
