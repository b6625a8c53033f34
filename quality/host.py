"""What this computer is, for recommendations: its cards, as workers tell of them, and the computer itself."""

from pathlib import Path

import psutil
from django.conf import settings

from quality.recommending.values import Hardware
from quality.resources import host
from quality.resources.queries import devices
from quality.resources.values import GB


def hardware_here(engines: frozenset[str]) -> Hardware:
    """The computer that this process runs on, with the engines that it is told are installed."""
    found = host.read(Path(settings.MEDIA_ROOT))
    return Hardware(
        devices=devices(),
        processors=psutil.cpu_count() or 1,
        memory_gb=(found.ram_total_bytes or 0) / GB,
        disk_free_gb=(found.disk_free_bytes or 0) / GB,
        engines=engines,
    )
