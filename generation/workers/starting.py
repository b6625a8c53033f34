"""How worker processes are started: which there are, and with what words.

Without Django or any package: the launcher asks too.
"""

import sys
from collections.abc import Mapping
from typing import TYPE_CHECKING

from generation.values import CPU_LANE, EXPORT_LANE
from generation.workers.values import device_word
from quality.resources import simulated
from quality.resources.errors import BadSetting
from quality.resources.values import Raw

if TYPE_CHECKING:
    from quality.resources.nvml import NvmlReader

DEVICE = "DAILIES_DEVICE"
MOST_CARDS = 16
"""Workers of cards that a machine starts by itself; more are named in DAILIES_WORKERS."""
FAREWELL_SECONDS = 8.0
"""How long a worker may take to end beside the time that its job gets: to give that back, and say goodbye."""
BELLS_AT_ONCE = {"dramatiq_queue_prefetch": "1"}
"""One bell is as good as many: while a worker runs the jobs of one, it asks the broker for no other."""


def argv(stop_seconds: float = 0.0) -> tuple[str, ...]:
    """One process, one thread, one job at a time; its device is told by the environment."""
    timeout = str(round(1000 * (FAREWELL_SECONDS + stop_seconds)))
    words = ("-m", "dramatiq", "config.workers", "-p", "1", "-t", "1")
    return (sys.executable, *words, "--worker-shutdown-timeout", timeout)


def stop_seconds(environment: Mapping[str, str]) -> float:
    """How long a worker that is told to stop lets its job go on; 0 where that can't be read, as settings will say."""
    try:
        return max(0.0, float(environment.get("WORKER_STOP_SECONDS") or 0.0))
    except ValueError:
        return 0.0


def devices(named: str, profile: str) -> list[str]:
    """The devices that have a worker on this machine: those that are named, else the processor and each card.

    Raises BadDevice for a name that is none.
    """
    if words := [word for word in named.split(",") if word.strip()]:
        return list(dict.fromkeys(device_word(word).text for word in words))
    return [CPU_LANE, EXPORT_LANE, *cards(profile)]


def cards(profile: str, reader: "NvmlReader | None" = None) -> list[str]:
    """The words of the cards: simulated ones where the setting names any, else NVIDIA's."""
    try:
        told = simulated.parse(profile)
    except BadSetting:
        return []  # the worker of the processor reads it too, and refuses to start
    if told:
        return [f"sim:{index}" for index in range(min(len(told), MOST_CARDS))]
    from quality.resources.nvml import NvmlReader  # it needs packages, and the launcher's first steps have none

    found: tuple[Raw, ...] = (reader or NvmlReader()).read()
    return [f"cuda:{index}" for index in range(min(len(found), MOST_CARDS))]
