"""How long takes are looked over: processor seconds a second of video at 512 x 512 on one core, beside decoding alone.

    .venv/bin/python benchmarks/scoring.py [--frames 240] [--rounds 3]

Prints JSON. Each figure is of the best round (others share the machine). `times_decode` is the ratio to decoding the
same file in the same run, the floor nobody gets under.
"""

import argparse
import json
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import av
import cv2
import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from quality.scoring import score_clip
from quality.scoring.decode import open_clip
from quality.scoring.images import Bytes

SIDE, RATE = 512, 24
TARGET_SECONDS = 0.15
"""A second of video on one core; 160 frames a second."""


def footage(count: int) -> Iterator[Bytes]:
    """A camera over a detailed texture, and a ball that crosses it: work for every measure."""
    rng = np.random.default_rng(1)
    layers = [cv2.resize(rng.random((2 * SIDE // c, 2 * SIDE // c, 3)), (2 * SIDE, 2 * SIDE)) for c in (4, 16, 64)]
    ground = np.asarray(sum(layers) / 3 * 255, np.uint8)
    for index in range(count):
        x, y = int(1.5 * index) % SIDE, int(0.7 * index) % SIDE
        frame = ground[y : y + SIDE, x : x + SIDE].copy()
        cv2.circle(frame, (3 * index % SIDE, SIDE // 2), SIDE // 12, (250, 60, 30), -1, cv2.LINE_AA)
        yield frame


def film(path: Path, count: int) -> None:
    with av.open(str(path), "w") as container:
        stream = container.add_stream("libx264", rate=RATE, options={"crf": "18"})
        stream.width = stream.height = SIDE
        stream.pix_fmt = "yuv420p"
        for frame in footage(count):
            container.mux(stream.encode(av.VideoFrame.from_ndarray(frame, format="rgb24")))
        container.mux(stream.encode())


def decode(path: Path) -> None:
    """What the scorer reads, and nothing more: every frame as BGR, on one thread."""
    with open_clip(path) as clip:
        for _ in clip.frames:
            pass


def best_seconds(rounds: int, works: Sequence[Callable[[], object]]) -> list[float]:
    """Processor seconds of each work's fastest round, turn by turn: a core that others also use is not counted."""
    taken: list[list[float]] = [[] for _ in works]
    for _ in range(rounds):
        for work, times in zip(works, taken, strict=True):
            start = time.process_time()
            work()
            times.append(time.process_time() - start)
    return [min(times) for times in taken]


def measure(frames: int, rounds: int) -> dict[str, object]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "clip.mp4"
        film(path, frames)
        scored, decoded = best_seconds(rounds, [lambda: score_clip(path), lambda: decode(path)])
    seconds = frames / RATE
    return {
        "frames": frames,
        "side": SIDE,
        "cores": 1,
        "score_seconds_a_second": round(scored / seconds, 4),
        "decode_seconds_a_second": round(decoded / seconds, 4),
        "times_decode": round(scored / decoded, 1),
        "score_frames_per_second": round(frames / scored, 1),
        "target_seconds_a_second": TARGET_SECONDS,
        "met": scored / seconds <= TARGET_SECONDS,
    }


def main() -> None:
    parser = argparse.ArgumentParser(description="Frames scored a second on one core.")
    parser.add_argument("--frames", type=int, default=240)
    parser.add_argument("--rounds", type=int, default=3)
    arguments = parser.parse_args()
    print(json.dumps(measure(arguments.frames, arguments.rounds), indent=2))


if __name__ == "__main__":
    main()
