"""NVIDIA cards by NVML (package nvidia-ml-py): only workers call this, and the library is loaded by the first call.

A machine without the driver has no cards, which is no fault. Whatever else goes wrong with a card leaves its reading
with a `Trouble`, never an exception.
"""

import os
from collections.abc import Callable, Iterable
from typing import Any, TypeVar

import psutil

from quality.resources.values import Raw, Trouble
from quality.values import DeviceKind

ALL_CARDS, ALL_NAME = "nvidia", "the NVIDIA cards of this machine"
"""Stands for cards that can't even be counted."""
NAMELESS = "An NVIDIA card"
MARKS = ("DAILIES_DEVICE", "DAILIES_STATE")
"""Variables by which a worker of this studio is known among a card's processes: it has a device, and our folder."""

T = TypeVar("T")


class NvmlReader:
    """Reads every card; keeps the driver open between readings, and a card's name for when it is lost."""

    def __init__(self, library: Any = None) -> None:
        self._library = library
        self._open = False
        self._known: dict[int, tuple[str, str]] = {}

    def read(self) -> tuple[Raw, ...]:
        """All cards; none where there is no NVIDIA driver."""
        nvml = self._library = self._library or _library()
        try:
            if not self._open:
                nvml.nvmlInit()
                self._open = True
            count = nvml.nvmlDeviceGetCount()
        except (nvml.NVMLError_LibraryNotFound, nvml.NVMLError_DriverNotLoaded):
            self._close(nvml)
            return ()
        except nvml.NVMLError as error:
            self._close(nvml)
            return (Raw(ALL_CARDS, ALL_NAME, DeviceKind.CUDA, trouble=trouble_of(nvml, error)),)
        found = tuple(self._card(nvml, index) for index in range(count))
        if any(card.trouble is Trouble.LOST for card in found):
            self._close(nvml)  # a card that is lost comes back, if at all, to a driver that is opened anew
        return found

    def _close(self, nvml: Any) -> None:
        if self._open:
            self._open = False
            _or_none(nvml, nvml.nvmlShutdown)

    def _card(self, nvml: Any, index: int) -> Raw:
        unknown = f"nvidia-{index}", NAMELESS
        try:
            handle = nvml.nvmlDeviceGetHandleByIndex(index)
            uuid, name = self._known[index] = (
                _text(nvml.nvmlDeviceGetUUID(handle)),
                _text(nvml.nvmlDeviceGetName(handle)),
            )
            memory = nvml.nvmlDeviceGetMemoryInfo(handle)
        except nvml.NVMLError as error:
            uuid, name = self._known.get(index, unknown)
            return Raw(uuid, name, DeviceKind.CUDA, trouble=trouble_of(nvml, error))
        utilisation = _or_none(nvml, lambda: nvml.nvmlDeviceGetUtilizationRates(handle).gpu)
        milliwatts = _or_none(nvml, lambda: nvml.nvmlDeviceGetPowerUsage(handle))
        return Raw(
            id=uuid,
            name=name,
            kind=DeviceKind.CUDA,
            total_bytes=memory.total,
            used_bytes=memory.used,
            ours_bytes=ours(_or_none(nvml, lambda: nvml.nvmlDeviceGetComputeRunningProcesses(handle)) or ()),
            utilisation=None if utilisation is None else utilisation / 100,
            temperature_c=_or_none(nvml, lambda: nvml.nvmlDeviceGetTemperature(handle, nvml.NVML_TEMPERATURE_GPU)),
            power_watts=None if milliwatts is None else milliwatts / 1000,
        )


def _library() -> Any:
    import pynvml

    return pynvml


def trouble_of(nvml: Any, error: Exception) -> Trouble:
    """Which trouble an error of NVML is."""
    if isinstance(error, nvml.NVMLError_NoPermission):
        return Trouble.NOT_PERMITTED
    if isinstance(error, (nvml.NVMLError_GpuIsLost, nvml.NVMLError_ResetRequired, nvml.NVMLError_NotFound)):
        return Trouble.LOST
    return Trouble.UNREADABLE


def _or_none(nvml: Any, ask: Callable[[], T]) -> T | None:
    """What a card may not know (a passive one has no fan, a laptop's no power): asked, and None where refused."""
    try:
        return ask()
    except nvml.NVMLError:
        return None


def _text(told: str | bytes) -> str:
    """Older bindings tell bytes."""
    return told if isinstance(told, str) else told.decode(errors="replace")


def ours(processes: Iterable[Any]) -> int:
    """Bytes that workers of this studio hold, of what a card tells of its processes."""
    return sum(process.usedGpuMemory or 0 for process in processes if is_ours(process.pid))


def is_ours(pid: int) -> bool:
    """Whether a process is a worker of this studio. One that may not be looked at is somebody else's."""
    if pid == os.getpid():
        return True
    try:
        theirs = psutil.Process(pid).environ()
    except (psutil.Error, OSError):
        return False
    device, state = MARKS
    return device in theirs and theirs.get(state) == os.environ.get(state)
