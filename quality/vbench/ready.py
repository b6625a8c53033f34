"""What is configured of VBench, and what is missing. Nothing is fetched: VBench itself would, so we look before."""

import os
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from .weights import DIMENSIONS


@dataclass(frozen=True, slots=True)
class Setup:
    """`python`: the interpreter that has VBench, None without one; `weights`: its folder of models; `device` as torch
    names it; the most seconds and GB (2^30 bytes) that one clip may take."""

    python: Path | None
    weights: Path
    device: str = "cpu"
    seconds: float = 600.0
    memory_gb: float = 16.0


def setup() -> Setup:
    """As the settings say."""
    python = settings.VBENCH_PYTHON
    return Setup(
        Path(python) if python else None,
        Path(settings.VBENCH_WEIGHTS),
        settings.VBENCH_DEVICE,
        settings.VBENCH_SECONDS,
        settings.VBENCH_MEMORY_GB,
    )


def missing(found: Setup) -> list[str]:
    """What VBench lacks to score all dimensions, in words; empty where it can."""
    if found.python is None:
        return ["no interpreter is named (VBENCH_PYTHON)"]
    if not os.access(found.python, os.X_OK):
        return [f"{found.python} is no interpreter (VBENCH_PYTHON)"]
    files = dict.fromkeys(file for dimension in DIMENSIONS.values() for file in dimension.files)
    lacking = [file for file in files if not (found.weights / file).is_file()]
    return [f"{file} is not in {found.weights} (VBENCH_WEIGHTS)" for file in lacking]
