"""How fast the drawn preview is: `python -m benchmarks.animatic [--prompts N] [--quick] [--sheet]`.

Over the prompts of prompts.txt: seconds for the first preview and for a 1024x576 picture, frames a second of 96 frames
of 768x432 and of 1920x1080 with H.264 encoding, and of encoding alone the same frames in the same run (the ratio holds
on a busy machine too). Processor seconds stand beside wall seconds: on a machine shared with others only they say what
the engine itself takes, on two threads. Of each figure the prompt is named that does worst. The memory is the largest
resident set of a fresh process that makes one 1080p shot, of the first prompt and of those whose shots took longest.
`--quick` takes five prompts, `--sheet` those of sheet_prompts.txt too. Prints a table to stderr and JSON to stdout.
"""

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from generation.engines.animatic.engine import AnimaticEngine
from generation.engines.base import Picture, PictureRequest, VideoRequest
from generation.media.video import write_mp4

PROMPTS, SHEET = (Path(__file__).with_name(name) for name in ("prompts.txt", "sheet_prompts.txt"))
PICTURE_SIZE, SHOT_SIZES = (1024, 576), {"768x432": (768, 432), "1920x1080": (1920, 1080)}
FRAMES, FPS, SEED = 96, 24, 2
QUICK_EVERY = 6  # a quick run takes each sixth prompt
MEGABYTE_IN_KIB = 1024
TARGETS = {"preview_seconds": 0.15, "picture_seconds": 0.7, "fps_768x432": 30.0, "fps_1920x1080": 12.0}
MEMORY_TARGET_MB = 600
SLOWEST = 3  # so many prompts have their memory measured beside the first


@dataclass(frozen=True)
class Timed:
    """Wall seconds and processor seconds (all threads) of one piece of work."""

    wall: float
    cpu: float


@dataclass(frozen=True)
class Shot:
    """One shot of `FRAMES` frames with encoding, and the encoding alone."""

    made: Timed
    encoding: Timed

    @property
    def fps(self) -> float:
        """Frames a second with encoding."""
        return FRAMES / self.made.wall


@dataclass(frozen=True)
class Measured:
    """What one prompt took."""

    prompt: str
    preview: Timed
    picture: Timed
    shots: dict[str, Shot]


def _silent(stage: str, fraction: float) -> None:
    """Nobody waits for the benchmark's progress."""


def _timed(work: Callable[[], object]) -> Timed:
    wall, processor = time.perf_counter(), time.process_time()
    work()
    return Timed(time.perf_counter() - wall, time.process_time() - processor)


def measure(engine: AnimaticEngine, prompt: str, folder: Path) -> Measured:
    """One preview, one picture, and a shot of each size with encoding and encoding alone."""
    still = PictureRequest(prompt, SEED, *PICTURE_SIZE)
    preview, picture = _timed(lambda: engine.preview(still)), _timed(lambda: engine.picture(still, _silent))
    shots = {
        name: _shot(engine, VideoRequest(prompt, SEED, *size, FRAMES, FPS), folder) for name, size in SHOT_SIZES.items()
    }
    return Measured(prompt, preview, picture, shots)


def _shot(engine: AnimaticEngine, request: VideoRequest, folder: Path) -> Shot:
    kept: list[Picture] = []

    def frames() -> Iterator[Picture]:
        for frame in engine.video(request, _silent):
            kept.append(frame)
            yield frame

    made = _timed(lambda: write_mp4(frames(), folder / "shot.mp4", FPS, {}))
    return Shot(made, _timed(lambda: write_mp4(kept, folder / "again.mp4", FPS, {})))


def peak_memory_mb(prompt: str) -> float:
    """The largest resident set, in MB, of a fresh process that makes and encodes one 1080p shot."""
    command = [sys.executable, "-m", "benchmarks.animatic", "--memory-of", prompt]
    return float(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def _one_shot(prompt: str) -> None:
    """Make one 1080p shot and print the memory it took."""
    request = VideoRequest(prompt, SEED, *SHOT_SIZES["1920x1080"], FRAMES, FPS)
    with tempfile.TemporaryDirectory() as folder:
        write_mp4(AnimaticEngine().video(request, _silent), Path(folder) / "shot.mp4", FPS, {})
    print(_peak_kib() / MEGABYTE_IN_KIB)


def _peak_kib() -> int:
    """The largest resident set of this process so far; `getrusage` would count its parent's at the fork too."""
    status = Path("/proc/self/status").read_text("ascii")
    return int(next(line.split()[1] for line in status.splitlines() if line.startswith("VmHWM:")))


def peaks(measured: Sequence[Measured]) -> dict[str, float]:
    """The memory, in MB, that a 1080p shot of the first prompt and of the slowest ones takes."""
    slowest = sorted(measured, key=lambda m: m.shots["1920x1080"].fps)[:SLOWEST]
    return {m.prompt: round(peak_memory_mb(m.prompt)) for m in (measured[0], *slowest)}


def summary(measured: Sequence[Measured]) -> dict[str, dict[str, float | str]]:
    """Median, least and most of each figure, and the prompt that does worst by it."""
    figures = {
        "preview_seconds": [m.preview.wall for m in measured],
        "preview_cpu_seconds": [m.preview.cpu for m in measured],
        "picture_seconds": [m.picture.wall for m in measured],
        "picture_cpu_seconds": [m.picture.cpu for m in measured],
    }
    for size in SHOT_SIZES:
        shots = [m.shots[size] for m in measured]
        figures[f"fps_{size}"] = [s.fps for s in shots]
        figures[f"fps_encoding_alone_{size}"] = [FRAMES / s.encoding.wall for s in shots]
        figures[f"cpu_seconds_{size}"] = [s.made.cpu for s in shots]
        figures[f"shot_to_encoding_ratio_{size}"] = [s.made.wall / s.encoding.wall for s in shots]
    return {name: _spread(name, values, measured) for name, values in figures.items()}


def _spread(name: str, values: list[float], measured: Sequence[Measured]) -> dict[str, float | str]:
    worst = (min if name.startswith("fps") else max)(range(len(values)), key=values.__getitem__)
    median, least, most = (round(figure(values), 3) for figure in (statistics.median, min, max))
    return {"median": median, "least": least, "most": most, "worst": measured[worst].prompt}


def _table(measured: Sequence[Measured], figures: dict[str, dict[str, float | str]], memory: dict[str, float]) -> str:
    head = "preview  picture (cpu)   432p fps (cpu s)   1080p fps (cpu s)  prompt"
    rows = [
        f"{m.preview.wall:7.3f} {m.picture.wall:8.2f} {m.picture.cpu:5.2f} "
        + " ".join(f"{m.shots[size].fps:10.1f} {m.shots[size].made.cpu:7.1f}" for size in SHOT_SIZES)
        + f"   {m.prompt[:50]}"
        for m in measured
    ]
    kept = [
        f"{name}: {of['median']} ({of['least']} to {of['most']}; target {target}), worst: {of['worst']}"
        for name, target in TARGETS.items()
        for of in [figures[name]]
    ]
    peak = [f"peak memory: {mb:.0f} MB (target {MEMORY_TARGET_MB}), {prompt}" for prompt, mb in memory.items()]
    return "\n".join([head, *rows, "", *kept, *peak])


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--prompts", type=int, default=None, help="measure only the first N prompts")
    parser.add_argument("--quick", action="store_true", help="measure each sixth prompt only")
    parser.add_argument("--sheet", action="store_true", help="measure the prompts of sheet_prompts.txt too")
    parser.add_argument("--memory-of", metavar="PROMPT", help="only make one 1080p shot and print its memory in MB")
    options = parser.parse_args()
    if options.memory_of is not None:
        _one_shot(options.memory_of)
        return
    files = (PROMPTS, SHEET) if options.sheet else (PROMPTS,)
    prompts = list(dict.fromkeys(prompt for file in files for prompt in file.read_text("utf-8").splitlines()))
    wanted = prompts[: options.prompts][:: QUICK_EVERY if options.quick else 1]
    engine = AnimaticEngine()
    engine.warm()  # as a worker does before its first ticket
    engine.picture(PictureRequest("warm up", 1, 256, 144), _silent)
    with tempfile.TemporaryDirectory() as folder:
        measured = [measure(engine, prompt, Path(folder)) for prompt in wanted]
    figures, memory = summary(measured), peaks(measured)
    print(_table(measured, figures, memory), file=sys.stderr)
    told = [asdict(m) for m in measured]
    print(json.dumps({"summary": figures, "peak_memory_mb": memory, "prompts": told}, indent=1))


if __name__ == "__main__":
    main()
