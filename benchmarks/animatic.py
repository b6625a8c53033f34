"""How fast the drawn preview is: `python -m benchmarks.animatic [--prompts N]`.

Over the prompts of prompts.txt: seconds for a 1024x576 picture, seconds for 96 frames of 768x432 at 24 a second with
H.264 encoding, and the ratio of the latter to encoding alone the same frames in the same run (a figure that holds on
a busy machine too). Processor seconds are given beside wall seconds: on a machine shared with others only they say
what the engine itself takes (it works on two threads, so on two idle cores a picture lasts some 0.6 of them). Prints
a table to stderr and JSON to stdout.
"""

import argparse
import json
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from generation.engines.animatic.engine import AnimaticEngine
from generation.engines.base import Picture, PictureRequest, VideoRequest
from generation.media.video import write_mp4

PROMPTS = Path(__file__).with_name("prompts.txt")
PICTURE_SIZE, SHOT_SIZE = (1024, 576), (768, 432)
FRAMES, FPS, SEED = 96, 24, 2


@dataclass(frozen=True)
class Measured:
    """Seconds for one prompt: of wall time, and (`_cpu`) of processor time over all threads."""

    prompt: str
    picture: float
    picture_cpu: float
    shot: float
    shot_cpu: float
    encoding: float


def _silent(stage: str, fraction: float) -> None:
    """Nobody waits for the benchmark's progress."""


def _seconds(work: Callable[[], object]) -> tuple[float, float]:
    """Wall and processor seconds of `work`."""
    wall, processor = time.perf_counter(), time.process_time()
    work()
    return time.perf_counter() - wall, time.process_time() - processor


def measure(engine: AnimaticEngine, prompt: str, folder: Path) -> Measured:
    """One picture, one shot with encoding, and encoding alone."""
    still, film = PictureRequest(prompt, SEED, *PICTURE_SIZE), VideoRequest(prompt, SEED, *SHOT_SIZE, FRAMES, FPS)
    kept: list[Picture] = []

    def frames() -> None:
        write_mp4((kept.append(f) or f for f in engine.video(film, _silent)), folder / "shot.mp4", FPS, {})  # type: ignore[func-returns-value]

    picture, shot = _seconds(lambda: engine.picture(still, _silent)), _seconds(frames)
    encoding, _ = _seconds(lambda: write_mp4(kept, folder / "again.mp4", FPS, {}))
    return Measured(prompt, *picture, *shot, encoding)


def summary(measured: Sequence[Measured]) -> dict[str, dict[str, float]]:
    """Median and most of each figure."""
    figures = {
        "picture_1024_seconds": [m.picture for m in measured],
        "picture_1024_cpu_seconds": [m.picture_cpu for m in measured],
        "shot_96_frames_seconds": [m.shot for m in measured],
        "shot_96_frames_cpu_seconds": [m.shot_cpu for m in measured],
        "encoding_alone_seconds": [m.encoding for m in measured],
        "shot_to_encoding_ratio": [m.shot / m.encoding for m in measured],
    }
    return {k: {"median": round(statistics.median(v), 3), "most": round(max(v), 3)} for k, v in figures.items()}


def _table(measured: Sequence[Measured]) -> str:
    rows = [
        f"{m.picture:8.2f} {m.picture_cpu:8.2f} {m.shot:8.2f} {m.shot_cpu:8.2f} {m.encoding:9.2f}  {m.prompt[:60]}"
        for m in measured
    ]
    return "\n".join([" picture     (cpu)     shot    (cpu)  encoding  prompt (seconds)", *rows])


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--prompts", type=int, default=None, help="measure only the first N prompts")
    wanted = PROMPTS.read_text("utf-8").splitlines()[: parser.parse_args().prompts]
    engine = AnimaticEngine()
    engine.picture(PictureRequest("warm up", 1, 256, 144), _silent)
    with tempfile.TemporaryDirectory() as folder:
        measured = [measure(engine, prompt, Path(folder)) for prompt in wanted]
    print(_table(measured), file=sys.stderr)
    print(json.dumps({"summary": summary(measured), "prompts": [asdict(m) for m in measured]}, indent=1))


if __name__ == "__main__":
    main()
