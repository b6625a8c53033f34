"""The functions of pynvml that the reader calls, answered from a scene; errors are pynvml's own."""

from types import SimpleNamespace
from typing import Any

import pynvml

from tests.resources.nvml_scenes import Card, Scene


class TableNvml:
    """Stands where the module pynvml stands; counts how often it was opened and closed."""

    def __init__(self, scene: Scene) -> None:
        self.scene, self.reading, self.opened, self.closed = scene, 0, 0, 0

    def __getattr__(self, name: str) -> Any:
        return getattr(pynvml, name)  # errors and constants

    def nvmlInit(self) -> None:
        _check(self.scene.init)
        self.opened += 1

    def nvmlShutdown(self) -> None:
        self.closed += 1

    def nvmlDeviceGetCount(self) -> int:
        self.reading += 1
        _check(self.scene.count)
        return len(self.scene.cards)

    def nvmlDeviceGetHandleByIndex(self, index: int) -> Card:
        return self._asked("nvmlDeviceGetHandleByIndex", self.scene.cards[index])

    def nvmlDeviceGetUUID(self, card: Card) -> str:
        return card.uuid

    def nvmlDeviceGetName(self, card: Card) -> str:
        return card.name

    def nvmlDeviceGetMemoryInfo(self, card: Card) -> Any:
        self._asked("nvmlDeviceGetMemoryInfo", card)
        return SimpleNamespace(total=card.total, used=card.used, free=max(0, card.total - card.used))

    def nvmlDeviceGetUtilizationRates(self, card: Card) -> Any:
        self._asked("nvmlDeviceGetUtilizationRates", card)
        return SimpleNamespace(gpu=card.percent, memory=0)

    def nvmlDeviceGetTemperature(self, card: Card, sensor: int) -> int:
        assert sensor == pynvml.NVML_TEMPERATURE_GPU
        return self._asked("nvmlDeviceGetTemperature", card).celsius

    def nvmlDeviceGetPowerUsage(self, card: Card) -> int:
        return self._asked("nvmlDeviceGetPowerUsage", card).milliwatts

    def nvmlDeviceGetComputeRunningProcesses(self, card: Card) -> list[Any]:
        self._asked("nvmlDeviceGetComputeRunningProcesses", card)
        return [SimpleNamespace(pid=pid, usedGpuMemory=held) for pid, held in card.processes]

    def _asked(self, function: str, card: Card) -> Card:
        if self.reading >= card.from_reading:
            _check(card.fails.get(function, 0))
        return card


def _check(code: int) -> None:
    if code:
        raise pynvml.NVMLError(code)
