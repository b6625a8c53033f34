"""A worker whose pictures take the time that was predicted, and nothing else: what `benchmarks.devices` starts.

Run by Dramatiq in the place of `config.workers`; WAITING_SCALE shortens every wait alike.
"""

import os
import time
from functools import cache

from config import workers  # noqa: F401  # Django, the bells and the worker's life
from generation import files, handlers
from generation.engines.base import Report
from generation.handlers.base import Made, MadeFile, Work
from generation.handlers.picture import store  # noqa: F401  # what is made is stored as ever
from generation.media.pictures import encode_png

STEP_SECONDS = 0.25
SIDE = 16

handlers.HANDLERS["picture"] = "benchmarks.waiting"


def run(work: Work, report: Report) -> Made:
    """Wait for the middle of the range that was told, step by step, and hand out a small grey picture."""
    seconds = sum(work.decision["seconds"]) / 2 * float(os.environ.get("WAITING_SCALE", "1"))
    end = time.monotonic() + seconds
    while (left := end - time.monotonic()) > 0:
        report("rolling", 1 - left / seconds)
        time.sleep(min(STEP_SECONDS, left))
    file_id = files.keep(work.workspace_id, grey(), "image/png")
    return Made(MadeFile(file_id, SIDE, SIDE, {}), {"enhanced_prompt": "", "score": 0.5, "scores": []})


@cache
def grey() -> bytes:
    """A PNG."""
    import numpy as np

    return encode_png(np.full((SIDE, SIDE, 3), 128, np.uint8), {})
