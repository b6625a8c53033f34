"""What a polish takes beyond reading and writing: `python -m benchmarks.polish [--frames N] [--size WxH]`.

A drawn shot (768x432, 48 frames at 24 a second) is written as H.264 like any take. Reading it and writing it again is
the floor, measured in the same run; each step of a polish is that with the step in between. `ratio` is the processor's
seconds (process time, all threads) of the step alone, to those of the floor for as many pixels as the step gives out;
`per_megapixel` the same seconds for each megapixel given out. `gain` says what the step is for, of a clip that was
spoilt on purpose: decibels (PSNR) nearer to the whole one, for stabilise how many times less the camera shakes. Prints
a table to stderr and JSON to stdout.
"""

import argparse
import json
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass
from itertools import pairwise
from pathlib import Path

import cv2
import numpy as np

from generation.engines.animatic.engine import AnimaticEngine
from generation.engines.base import (
    DEFLICKER,
    DENOISE,
    INTERPOLATE,
    STABILISE,
    UPSCALE,
    Finish,
    Picture,
    PolishRequest,
    VideoRequest,
)
from generation.engines.finishing import path as camera
from generation.engines.finishing import shake
from generation.engines.finishing.arrays import gray_of
from generation.engines.finishing.engine import FinishingEngine
from generation.media.video import frames, write_mp4

PROMPT, SEED, FPS = "a man runs through a street market at night, handheld", 3, 24


@dataclass(frozen=True)
class Cost:
    """One step: its processor seconds alone, those of reading and writing as many pixels, and what it brought."""

    step: str
    seconds: float
    floor_seconds: float
    ratio: float
    per_megapixel: float
    gain: float


def _silent(stage: str, fraction: float) -> None:
    """Nobody waits for the benchmark's progress."""


def drawn(count: int, fps: int, width: int, height: int) -> list[Picture]:
    """The shot as it was drawn."""
    request = VideoRequest(PROMPT, SEED, width, height, count, fps)
    return list(AnimaticEngine().video(request, _silent))


def spent(work: Callable[[], object]) -> float:
    """Processor seconds, of all threads."""
    began = time.process_time()
    work()
    return time.process_time() - began


def psnr(made: Sequence[Picture], true: Sequence[Picture]) -> float:
    """Mean over the frames, in dB."""
    return float(np.mean([cv2.PSNR(one, other) for one, other in zip(made, true, strict=True)]))


def polished(given: Sequence[Picture], step: Finish) -> list[Picture]:
    """All frames that a step gives out."""
    height, width = given[0].shape[:2]
    request = PolishRequest(lambda: iter(given), width, height, len(given), FPS, (step,))
    return list(FinishingEngine().polish(request, _silent))


# --- what each step is for --------------------------------------------------------------------------------------


def gains(true: list[Picture], twice: list[Picture]) -> dict[str, float]:
    """By step; `twice` is the shot at twice the frames a second."""
    rng = np.random.default_rng(1)
    noisy = [_shown(rgb + rng.normal(0, 8, rgb.shape)) for rgb in true]
    lit = [_shown(rgb * (1 + 0.06 * rng.standard_normal())) for rgb in true]
    small = [cv2.resize(rgb, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA) for rgb in true]
    size = true[0].shape[1::-1]
    cubic = [cv2.resize(rgb, size, interpolation=cv2.INTER_CUBIC) for rgb in small]
    blends = [_shown((a.astype(np.float32) + b) / 2) for a, b in pairwise(twice[::2])]
    between = polished(twice[::2], Finish(INTERPOLATE, factor=2))[1:-1:2]
    return {
        DENOISE: psnr(polished(noisy, Finish(DENOISE)), true) - psnr(noisy, true),
        DEFLICKER: psnr(polished(lit, Finish(DEFLICKER)), true) - psnr(lit, true),
        UPSCALE: psnr(polished(_pictures(small), Finish(UPSCALE, factor=2)), true) - psnr(_pictures(cubic), true),
        INTERPOLATE: psnr(between, twice[1:-1:2]) - psnr(blends, twice[1:-1:2]),
        STABILISE: _less_shake(true[0], len(true)),
    }


def _shown(levels: np.ndarray[tuple[int, ...], np.dtype[np.floating]]) -> Picture:
    shown: Picture = np.clip(np.rint(levels), 0, 255).astype(np.uint8)
    return shown


def _pictures(found: Iterable[np.ndarray[tuple[int, ...], np.dtype[np.generic]]]) -> list[Picture]:
    return [one.astype(np.uint8) for one in found]


def _less_shake(still: Picture, count: int) -> float:
    """How many times less energy the path has from frame to frame."""
    height, width = (side * 3 // 4 for side in still.shape[:2])
    hand = np.random.default_rng(2).normal(0, 4, (2, count))
    middle = (still.shape[1] / 2, still.shape[0] / 2)
    places = [(middle[0] + x, middle[1] + y) for x, y in hand.T]
    shaken = _pictures(cv2.getRectSubPix(still, (width, height), place) for place in places)
    return _energy(shaken) / _energy(polished(shaken, Finish(STABILISE)))


def _energy(shown: Sequence[Picture]) -> float:
    small = [shake.small(gray_of(rgb)) for rgb in shown]
    found = camera.summed([shake.STILL, *(shake.move(a, b) for a, b in pairwise(small))])
    return float(np.square(np.diff(found[:, :2], 2, axis=0)).sum())


# --- what each step takes ---------------------------------------------------------------------------------------


def costs(clip: Path, folder: Path, gained: dict[str, float]) -> list[Cost]:
    """Each step over a clip, beside reading and writing it."""
    given = list(frames(clip))
    height, width = given[0].shape[:2]
    floor = spent(lambda: write_mp4(frames(clip), folder / "floor.mp4", FPS, {}))
    floor_per_megapixel = floor / (len(given) * width * height / 1e6)
    rng = np.random.default_rng(1)
    spoilt = [_shown(rgb + rng.normal(0, 8, rgb.shape)) for rgb in given]
    found = []
    for name, gain in gained.items():
        step = Finish(name, factor=2 if name in (UPSCALE, INTERPOLATE) else 1)
        made: list[Picture] = []
        source = spoilt if name == DENOISE else given
        seconds = spent(lambda step=step, made=made, source=source: made.extend(polished(source, step)))  # type: ignore[misc]
        megapixels = sum(rgb.shape[0] * rgb.shape[1] for rgb in made) / 1e6
        least = floor_per_megapixel * megapixels
        found.append(Cost(name, seconds, least, seconds / least, seconds / megapixels, gain))
    return found


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--frames", type=int, default=48)
    parser.add_argument("--size", default="768x432")
    asked = parser.parse_args()
    width, height = (int(side) for side in asked.size.split("x"))
    true, twice = drawn(asked.frames, FPS, width, height), drawn(17, 2 * FPS, width, height)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_mp4(true, folder / "take.mp4", FPS, {})
        found = costs(folder / "take.mp4", folder, gains(true, twice))
    for cost in found:
        told = f"{cost.step:12} {cost.ratio:6.1f} x reading and writing, {cost.per_megapixel:.3f} s a megapixel"
        print(f"{told}, gain {cost.gain:.1f}", file=sys.stderr)
    json.dump([asdict(cost) for cost in found], sys.stdout, indent=1)


if __name__ == "__main__":
    main()
