"""How steady locked-off drawn shots are: `python -m benchmarks.flicker [--only WORD] [--seed N]`.

Each prompt is shot with a static camera (768x432, 48 frames at 24 a second), written as H.264 like any take, and scored
by the project's own scorer. `flickering` is temporal_flickering: (255 - mean |difference of neighbouring frames|) / 255
over all pixels and channels of the film. It follows nothing that moves: a pixel that a horse leaves counts like a pixel
that blinks. `jerk` is nearer to what the eye calls flicker: how far each frame is from the mean of the two beside it,
in levels of 0..255, grain included. `moved` is the mean difference of the first frame and the last, and `still` the
share of pixels that never change by more than two levels from one quarter second to the next. Prints a table to stderr
and JSON to stdout, the least steady shot first.
"""

import argparse
import json
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

import cv2
import numpy as np

from generation.engines.animatic.engine import AnimaticEngine
from generation.engines.base import Picture, VideoRequest
from generation.media.video import write_mp4
from quality.scoring import score_clip

PROMPTS = (
    "a street between neon signs at night in heavy rain",
    "a horse galloping across a prairie",
    "a crowd walking through a city square at noon",
    "surf on a sandy coast, waves rolling in",
    "a waterfall in a green forest",
    "a campfire at night, two friends sitting by it",
    "fireflies over a meadow at night",
    "a snow storm over a cabin in the woods",
    "a busy city street with cars at noon",
    "flags in the wind over a castle",
    "a village with lit windows at night",
    "a tall ship sailing on the open sea",
    "a rain storm over the sea",
    "a woman talking by a window with rain outside, medium shot",
)
SEED, SIZE, FRAMES, FPS = 2, (768, 432), 48, 24
TARGET = 0.99
QUARTER = FPS // 4
SEEN_LEVELS = 2


@dataclass(frozen=True)
class Steadiness:
    """One shot: the scorer's figure, then what the frames themselves say, and the processor seconds it took."""

    prompt: str
    flickering: float
    jerk: float
    moved: float
    still: float
    cpu: float


def _silent(stage: str, fraction: float) -> None:
    """Nobody waits for the benchmark's progress."""


def measure(prompt: str, seed: int, folder: Path) -> Steadiness:
    """One prompt, shot with a locked camera, written and scored."""
    engine, kept = AnimaticEngine(), list[Picture]()

    def frames() -> Iterator[Picture]:
        for frame in engine.video(VideoRequest(f"{prompt}, static shot", seed, *SIZE, FRAMES, FPS), _silent):
            kept.append(frame)
            yield frame

    began = time.process_time()
    write_mp4(frames(), folder / "shot.mp4", FPS, {})
    cpu = time.process_time() - began
    raw = score_clip(folder / "shot.mp4").scores["temporal_flickering"].raw
    assert raw is not None
    return Steadiness(prompt, raw, jerk(kept), _apart(kept[0], kept[-1]), still(kept), cpu)


def _apart(a: Picture, b: Picture) -> float:
    """Mean absolute difference in levels."""
    return float(cv2.norm(a, b, cv2.NORM_L1)) / a.size


def jerk(frames: list[Picture]) -> float:
    """Mean distance of a frame from the mean of the two beside it, in levels."""
    between = [cv2.addWeighted(a, 0.5, b, 0.5, 0) for a, b in zip(frames, frames[2:], strict=False)]
    return float(np.mean([_apart(middle, np.asarray(b)) for middle, b in zip(frames[1:], between, strict=False)]))


def still(frames: list[Picture]) -> float:
    """The share of pixels that never change by more than `SEEN_LEVELS` from one quarter second to the next; grain is
    smoothed away first."""
    calm = [cv2.blur(frame, (5, 5)) for frame in frames[::QUARTER]]
    change = np.max([cv2.absdiff(a, b).max(2) for a, b in zip(calm, calm[1:], strict=False)], axis=0)
    return float((change <= SEEN_LEVELS).mean())


def _table(measured: list[Steadiness]) -> str:
    head = "flickering   jerk  moved  still  cpu s  prompt"
    rows = [
        f"{m.flickering:10.4f} {m.jerk:6.2f} {m.moved:6.2f} {m.still:6.2f} {m.cpu:6.1f}  {m.prompt}" for m in measured
    ]
    return "\n".join([head, *rows, f"least: {measured[0].flickering:.4f} (target {TARGET})"])


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", metavar="WORD", default="", help="measure only prompts with this word in them")
    parser.add_argument("--seed", type=int, default=SEED)
    options = parser.parse_args()
    wanted = [prompt for prompt in PROMPTS if options.only in prompt]
    with tempfile.TemporaryDirectory() as folder:
        measured = sorted(
            (measure(prompt, options.seed, Path(folder)) for prompt in wanted), key=lambda m: m.flickering
        )
    print(_table(measured), file=sys.stderr)
    least = measured[0].flickering
    shots = [asdict(m) for m in measured]
    print(json.dumps({"least": round(least, 4), "target": TARGET, "met": least >= TARGET, "shots": shots}, indent=1))


if __name__ == "__main__":
    main()
