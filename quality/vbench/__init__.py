"""VBench as the scorer, where an operator installed it: its own interpreter, in its own process, without a network.

`setup` says what is configured and what is missing, `measure` scores a clip on all eight dimensions or raises
VBenchFailed. All or nothing: its figures are never mixed with classical ones (docs/scoring.md).
"""

from .errors import VBenchFailed
from .measuring import measure
from .ready import Setup, missing, setup

__all__ = ["Setup", "VBenchFailed", "measure", "missing", "setup"]
