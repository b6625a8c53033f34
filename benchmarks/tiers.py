"""How long each tier takes where nothing but this processor draws, to hold against the catalogue's drawn rows.

Run: .venv/bin/python -m benchmarks.tiers [--prompts N] [--json]

A picture is drawn and packed as PNG, a shot is drawn from its first frame and encoded, as the worker does it. The
catalogue's `seconds` are wider, for they cover what follows too: storing, scoring, and another job beside it.
"""

import argparse
import json
import statistics
import tempfile
import time
from pathlib import Path
from typing import Any

from generation.engines.base import PictureRequest, VideoRequest
from generation.engines.registry import engine
from generation.media.pictures import encode_png
from generation.media.video import write_mp4
from quality.catalogue.loader import shipped
from quality.values import Function, Tier

PROMPTS = Path(__file__).with_name("prompts.txt")
SEED = 7


def silent(stage: str, fraction: float) -> None:
    """Nobody looks."""


def picture_seconds(prompt: str, width: int, height: int) -> float:
    """One picture, drawn and packed."""
    begun = time.perf_counter()
    drawn = engine("animatic").picture(PictureRequest(prompt, SEED, width, height), silent)
    encode_png(drawn, {})
    return time.perf_counter() - begun


def shot_seconds(prompt: str, width: int, height: int, frames: int, fps: int) -> float:
    """One shot of a picture of the same size, drawn and encoded; the picture itself is not counted."""
    drawn = engine("animatic").picture(PictureRequest(prompt, SEED, width, height), silent)
    request = VideoRequest(prompt, SEED, width, height, frames, fps, picture=drawn)
    with tempfile.TemporaryDirectory() as folder:
        begun = time.perf_counter()
        write_mp4(engine("animatic").video(request, silent), Path(folder) / "shot.mp4", fps, {})
        return time.perf_counter() - begun


def spread(seconds: list[float]) -> dict[str, float]:
    """Percentiles of a list of seconds."""
    tenths = statistics.quantiles(seconds, n=10)
    return {"p10": round(tenths[0], 2), "p50": round(statistics.median(seconds), 2), "p90": round(tenths[-1], 2)}


def measure(prompts: list[str]) -> dict[str, Any]:
    """Spread of seconds for each drawn row, by its id."""
    found = {}
    for tier in Tier:
        picture = shipped().embedded_row(Function.CREATE_IMAGE, tier)
        shot = shipped().embedded_row(Function.CREATE_VIDEO, tier)
        assert picture is not None
        assert shot is not None
        found[picture.id] = spread([picture_seconds(prompt, *picture.pixels) for prompt in prompts])
        size = (*shot.pixels, shot.frames, shot.fps)
        found[shot.id] = spread([shot_seconds(prompt, *size) for prompt in prompts])
    return found


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--prompts", type=int, default=28)
    parser.add_argument("--json", action="store_true")
    words = parser.parse_args()
    picture_seconds("a lighthouse", 320, 180)
    found = measure(PROMPTS.read_text().strip().splitlines()[: words.prompts])
    print(json.dumps(found, indent=2) if words.json else "\n".join(f"{row:28} {times}" for row, times in found.items()))


if __name__ == "__main__":
    main()
