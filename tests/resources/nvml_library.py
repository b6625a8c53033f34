"""libnvidia-ml.so.1 of a scene: the same table as a compiled library, which the real pynvml loads and calls."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

from tests.resources.nvml_scenes import Card, Scene

ROOT = Path(__file__).resolve().parents[2]
COMPILER = shutil.which("cc") or shutil.which("gcc") or shutil.which("clang")
UNKNOWN_SIZE = 2**64 - 1

SOURCE = """
#include <string.h>
typedef unsigned long long u64;
typedef struct { unsigned pid; u64 held; unsigned instance, compute; } Process;
typedef struct { char uuid[80], name[96]; u64 total, used; unsigned percent, celsius, milliwatts, count;
  Process held[4];
  int from, handle, memory, utilisation, temperature, power, processes; } Card;
static Card cards[] = { %(cards)s {{0}} };
static int reading = 0;
#define TOLD(c, field) if (reading >= (c)->from && (c)->field) return (c)->field
int nvmlInitWithFlags(unsigned flags) { return %(init)d; }
int nvmlShutdown(void) { return 0; }
const char *nvmlErrorString(int code) { return "as the scene says"; }
int nvmlDeviceGetCount_v2(unsigned *n) { reading++; *n = %(length)d; return %(count)d; }
int nvmlDeviceGetHandleByIndex_v2(unsigned i, Card **c) { *c = &cards[i]; TOLD(*c, handle); return 0; }
int nvmlDeviceGetUUID(Card *c, char *out, unsigned n) { strncpy(out, c->uuid, n); return 0; }
int nvmlDeviceGetName(Card *c, char *out, unsigned n) { strncpy(out, c->name, n); return 0; }
int nvmlDeviceGetMemoryInfo(Card *c, u64 *out) { TOLD(c, memory);
  out[0] = c->total; out[1] = c->total > c->used ? c->total - c->used : 0; out[2] = c->used; return 0; }
int nvmlDeviceGetUtilizationRates(Card *c, unsigned *out) { TOLD(c, utilisation); out[0] = c->percent; return 0; }
int nvmlDeviceGetTemperature(Card *c, int sensor, unsigned *out) { TOLD(c, temperature); *out = c->celsius; return 0; }
int nvmlDeviceGetPowerUsage(Card *c, unsigned *out) { TOLD(c, power); *out = c->milliwatts; return 0; }
int nvmlDeviceGetComputeRunningProcesses_v3(Card *c, unsigned *n, Process *out) { TOLD(c, processes);
  if (!out || *n < c->count) { *n = c->count; return c->count ? 7 : 0; }
  *n = c->count; memcpy(out, c->held, c->count * sizeof(Process)); return 0; }
"""

FAILS = (
    "nvmlDeviceGetHandleByIndex",
    "nvmlDeviceGetMemoryInfo",
    "nvmlDeviceGetUtilizationRates",
    "nvmlDeviceGetTemperature",
    "nvmlDeviceGetPowerUsage",
    "nvmlDeviceGetComputeRunningProcesses",
)

READ_TWICE = """
import dataclasses, json
from quality.resources import nvml
nvml.is_ours = lambda pid: pid == {ours}
reader = nvml.NvmlReader()
print(json.dumps([[dataclasses.asdict(card) for card in reader.read()] for _ in range(2)]))
"""


def source(scene: Scene) -> str:
    """The scene in C."""
    cards = "".join(f"{_card(card)},\n" for card in scene.cards)
    return SOURCE % {"cards": cards, "init": scene.init, "count": scene.count, "length": len(scene.cards)}


def _card(card: Card) -> str:
    held = ", ".join(f"{{{pid}, {UNKNOWN_SIZE if size is None else size}ULL, 0, 0}}" for pid, size in card.processes)
    numbers = f"{card.total}ULL, {card.used}ULL, {card.percent}U, {card.celsius}U, {card.milliwatts}U"
    fails = ", ".join(str(card.fails.get(name, 0)) for name in FAILS)
    processes = f"{len(card.processes)}, {{{held or '{0}'}}}"
    return f'{{"{card.uuid}", "{card.name}", {numbers}, {processes}, {card.from_reading}, {fails}}}'


def built(scene: Scene, folder: Path) -> None:
    """Compile the scene into `folder`."""
    assert COMPILER is not None
    program = folder / "nvml.c"
    program.write_text(source(scene))
    words = [COMPILER, "-shared", "-fPIC", "-o", str(folder / "libnvidia-ml.so.1"), str(program)]
    subprocess.run(words, check=True, timeout=60, capture_output=True)


def read_twice(folder: Path, our_pid: int) -> list[list[dict[str, Any]]]:
    """Two readings by a process that finds the library of this folder (none, where it holds none)."""
    environment = {**os.environ, "LD_LIBRARY_PATH": str(folder)}
    done = subprocess.run(
        [sys.executable, "-c", READ_TWICE.format(ours=our_pid)],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    found: list[list[dict[str, Any]]] = json.loads(done.stdout)
    return found
