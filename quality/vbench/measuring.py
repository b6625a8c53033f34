"""All eight dimensions of a clip by VBench, as the scorer's own values."""

import math
import os
from collections.abc import Callable
from pathlib import Path

from quality.scoring import Score
from quality.scoring.dimensions import DECIMALS
from quality.scoring.judging import VBENCH

from .errors import VBenchFailed
from .process import Limits, answers
from .ready import Setup
from .weights import DIMENSIONS, VERSION

RUNNER = Path(__file__).with_name("runner.py")
NO_PROXY_HERE = "http://127.0.0.1:9"
"""A proxy that nobody answers at: whoever asks the environment for the way out finds none."""


def measure(found: Setup, clip: Path, prompt: str, look: Callable[[], None]) -> dict[str, Score]:
    """A score for each dimension. `look` is called several times a second and may raise. Raises VBenchFailed."""
    if found.python is None:
        raise VBenchFailed("no interpreter is named")
    wanted = {dimension.name: name for name, dimension in DIMENSIONS.items()}
    request = {"clip": str(clip), "prompt": prompt, "dimensions": list(wanted), "device": found.device}
    command = [str(found.python), "-I", str(RUNNER)]
    scores, is_done = dict[str, Score](), False
    limits = Limits(found.seconds, found.memory_gb)
    for told in answers(command, request, environment(found), limits, look):
        if "error" in told:
            raise VBenchFailed(str(told["error"])[:500])
        if told.get("done"):
            is_done = True
        elif told.get("dimension") in wanted:
            name = wanted[told["dimension"]]
            scores[name] = _score(name, told.get("value"))
    if not is_done or set(scores) != set(DIMENSIONS):
        raise VBenchFailed("it ended before all dimensions were measured")
    return scores


def environment(found: Setup) -> dict[str, str]:
    """What the process is told: no secret of the studio's, and no way to fetch anything."""
    proxies = dict.fromkeys(("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY"), NO_PROXY_HERE)
    return {
        "PATH": "/sbin",
        "HOME": str(found.weights),
        "LANG": os.environ.get("LANG", "C.UTF-8"),
        "VBENCH_CACHE_DIR": str(found.weights),
        "TORCH_HOME": str(found.weights / "torch"),
        "HF_HUB_OFFLINE": "1",
        "TRANSFORMERS_OFFLINE": "1",
        **proxies,
    }


def _score(name: str, value: object) -> Score:
    if not isinstance(value, int | float) or isinstance(value, bool) or not math.isfinite(value):
        raise VBenchFailed(f"its figure for {name} is no number")
    dimension = DIMENSIONS[name]
    shown = (value - dimension.floor) / (dimension.ceiling - dimension.floor)
    raw = round(float(value), DECIMALS)
    return Score(name, "measured", round(min(1.0, max(0.0, shown)), DECIMALS), raw, VBENCH, VERSION)
