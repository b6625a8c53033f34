"""All cards of this machine, as its settings want them read. For workers: drivers are asked, torch may be loaded."""

from pathlib import Path

from django.conf import settings

from quality.resources import host, limit, simulated, torch_devices
from quality.resources.cleaning import clean
from quality.resources.nvml import NvmlReader
from quality.resources.values import HostReading, Raw, Reading

_nvml = NvmlReader()


def readings() -> tuple[Reading, ...]:
    """Every card of this machine, checked and capped. Raises BadSetting."""
    limit_bytes = limit.parse(settings.VRAM_LIMIT)
    return tuple(clean(raw, limit_bytes) for raw in _told())


def _told() -> tuple[Raw, ...]:
    """Simulated cards stand in for those of the machine, so that a profile is the same wherever it runs."""
    if cards := simulated.parse(settings.SIMULATED_GPUS):
        return tuple(simulated.raw(card) for card in cards)
    return (*_nvml.read(), *torch_devices.read())


def simulated_card(device_id: str) -> simulated.SimulatedCard | None:
    """The simulated card of a device ("host/simulated-1"); None for a real one, or one that is no longer set."""
    own = device_id.rpartition("/")[2]
    return next((card for card in simulated.parse(settings.SIMULATED_GPUS) if card.id == own), None)


def host_reading() -> HostReading:
    """Processor, memory, and the disk of the media folder."""
    return host.read(Path(settings.MEDIA_ROOT))
