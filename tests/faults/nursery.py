"""Forks real workers that already know everything: `python -m tests.faults.nursery` reads one order a line.

Each is a process of its own with a station of the lane `cpu`, as `dramatiq config.workers` opens; what it makes is a
very small picture, so that thousands can be made while workers die.
"""

import json
import os
import random
import signal
import sys
import time
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup()

import numpy as np  # noqa: E402
from django.db import connections  # noqa: E402
from django.utils import timezone  # noqa: E402

import generation.handlers.picture  # noqa: E402, F401
from generation import files, handlers  # noqa: E402
from generation.engines import registry  # noqa: E402
from generation.engines.base import Cancelled, Report  # noqa: E402
from generation.handlers.base import Made, MadeFile, Work  # noqa: E402
from generation.media.pictures import encode_png  # noqa: E402
from generation.values import CPU_LANE  # noqa: E402
from generation.worker import Station  # noqa: E402
from tests.faults import wounds  # noqa: E402

STEPS = 3
SIDE = 8
LOOK_SECONDS = 0.02


def main() -> None:
    """Until nobody orders any more; then nobody is left."""
    for name in registry.available():  # what every worker would load for itself
        registry.engine(name)
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    made = []
    for line in sys.stdin:
        connections.close_all()
        if (pid := os.fork()) == 0:
            live(json.loads(line))
        made.append(pid)
        print(pid, flush=True)
    for pid in made:
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)


def live(order: dict[str, Any]) -> None:
    """A worker's whole life; never returns."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    sys.stdin.close()
    if order["host"]:
        connections["default"].settings_dict["HOST"] = order["host"]
    move_clock(order["clock_seconds"])
    registry.available = frozenset  # nothing to warm up
    handlers.run = lambda work, report: draw(work, report, order["gate"])
    wounds.inflict(order["wound"], random.Random(order["seed"]))
    station = Station(CPU_LANE)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit())
    try:
        station.open()
        while True:
            signal.pause()
    except SystemExit:
        station.close()
    finally:
        os._exit(0)


def draw(work: Work, report: Report, gate: str) -> Made:
    """A picture of one shade, in the place of the engine; where there is a gate, not before it opens."""
    for step in range(STEPS):
        report("rolling", step / STEPS)
    if gate:
        (Path(gate) / str(os.getpid())).touch()
    while gate and not (Path(gate) / "open").exists():
        with suppress(Cancelled):  # an engine that does not hear when it is told to stop
            report("rolling", 0.9)
        time.sleep(LOOK_SECONDS)
    shade = np.full((SIDE, SIDE, 3), work.params["seed"] % 256, dtype=np.uint8)
    content = encode_png(shade, {"seed": work.params["seed"], "worker": os.getpid()})
    file_id = files.keep(work.workspace_id, content, "image/png")
    made = MadeFile(file_id, SIDE, SIDE, {"worker": os.getpid()})
    return Made(made, {"enhanced_prompt": "", "score": 0.5, "scores": []})


def move_clock(by_seconds: float) -> None:
    """This process's idea of what time it is; clocks that only count seconds go on as they did."""
    shift, now, seconds = timedelta(seconds=by_seconds), timezone.now, time.time
    timezone.now = lambda: now() + shift
    time.time = lambda: seconds() + by_seconds


if __name__ == "__main__":
    main()
