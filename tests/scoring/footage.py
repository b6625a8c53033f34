"""Synthesised footage: honest scenes, and the ways in which a take goes wrong."""

from collections.abc import Callable, Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import av
import cv2
import numpy as np
import numpy.typing as npt

from quality.scoring import ClipScore

Picture = npt.NDArray[np.uint8]
Defect = Callable[[list[Picture]], list[Picture]]
# What the fixtures give: scene and defect by name ("clean" for none), and its score or its file.
Scorer = Callable[[str, str], ClipScore]
Filmer = Callable[[str, str], Path]
RATE = 24


def write(path: Path, frames: Iterable[Picture], *, rate: int = RATE, crf: int = 18) -> Path:
    """H.264 in whatever container the name asks for."""
    container = av.open(str(path), "w")
    stream: Any = None
    for frame in frames:
        if stream is None:
            stream = container.add_stream("libx264", rate=rate, options={"crf": str(crf), "preset": "veryfast"})
            stream.height, stream.width, stream.pix_fmt = frame.shape[0], frame.shape[1], "yuv420p"
        container.mux(stream.encode(av.VideoFrame.from_ndarray(np.ascontiguousarray(frame), format="rgb24")))
    container.mux(stream.encode())
    container.close()
    return path


@cache
def texture(side: int, seed: int) -> npt.NDArray[np.float32]:
    """(side, side, 3) smooth random colours 0..255 with detail at several sizes, as nature has."""
    rng = np.random.default_rng(seed)
    layers = [
        cv2.resize(rng.random((side // cell, side // cell, 3)), (side, side), interpolation=cv2.INTER_CUBIC) * cell**0.7
        for cell in (2, 5, 13, 40)
    ]
    total = np.sum(layers, axis=0)
    low, high = np.percentile(total, (1, 99))
    made: npt.NDArray[np.float32] = np.clip((total - low) / (high - low) * 255, 0, 255).astype(np.float32)
    return made


def pan(count: int = 36, side: int = 192, seed: int = 1, speed: float = 1.3) -> list[Picture]:
    """A camera that travels over a texture at `speed` pixels a frame."""
    ground = texture(2 * side, seed)
    return [_window(ground, side, 8 + speed * index, 8 + 0.5 * speed * index) for index in range(count)]


def actor(count: int = 36, side: int = 192, seed: int = 2, speed: float = 2.0) -> list[Picture]:
    """A still camera; a striped red ball crosses the picture."""
    frames = []
    for index in range(count):
        frame = _window(texture(2 * side, seed), side, 8, 8)
        centre = (int(side * 0.25 + speed * index), side // 2)
        cv2.circle(frame, centre, side // 7, (220, 40, 30), -1, cv2.LINE_AA)
        cv2.circle(frame, centre, side // 14, (250, 220, 60), -1, cv2.LINE_AA)
        frames.append(frame)
    return frames


def push(count: int = 36, side: int = 192, seed: int = 3) -> list[Picture]:
    """A camera that moves in, slowly at first, as film cameras do."""
    ground = texture(2 * side, seed)
    frames = []
    for index in range(count):
        zoom = 1.0 + 0.25 * (1 - np.cos(np.pi * index / count)) / 2
        window = side / zoom
        matrix = np.array([[zoom, 0, -zoom * (side - window / 2)], [0, zoom, -zoom * (side - window / 2)]])
        frames.append(cv2.warpAffine(ground, matrix, (side, side)).astype(np.uint8))
    return frames


def dusk(count: int = 36, side: int = 192, seed: int = 4) -> list[Picture]:
    """A dark, misty pan: little light and contrast, and nothing wrong with it."""
    return [(frame * 0.45 + 12).astype(np.uint8) for frame in pan(count, side, seed)]


HONEST: dict[str, Callable[[], list[Picture]]] = {"pan": pan, "actor": actor, "push": push, "dusk": dusk}


def fading_in(frames: list[Picture]) -> list[Picture]:
    """Out of the black, as films begin."""
    return [_scaled(frame, min(1.0, index / 16)) for index, frame in enumerate(frames)]


def fading_out(frames: list[Picture]) -> list[Picture]:
    return fading_in(frames[::-1])[::-1]


def grainy(frames: list[Picture]) -> list[Picture]:
    """Film grain, heavy as on fast stock."""
    return noisy(frames, 5.0)


def handheld(frames: list[Picture]) -> list[Picture]:
    """A camera that breathes by half a pixel a frame."""
    rng, side = np.random.default_rng(5), frames[0].shape[0]
    drift = np.cumsum(rng.normal(0, 0.5, (len(frames), 2)), axis=0) - side * 0.04
    moves = [np.array([[1.08, 0, x], [0, 1.08, y]]) for x, y in drift]
    return [_u8(cv2.warpAffine(frame, move, (side, side))) for frame, move in zip(frames, moves, strict=True)]


def resting(frames: list[Picture]) -> list[Picture]:
    """Holds a pose for a quarter of a second before it moves."""
    return [frames[0]] * 6 + frames


STYLES: dict[str, Defect] = {
    "fading_in": fading_in,
    "fading_out": fading_out,
    "grainy": grainy,
    "handheld": handheld,
    "resting": resting,
}


def flickering(frames: list[Picture], depth: float = 0.18) -> list[Picture]:
    rng = np.random.default_rng(7)
    return [_scaled(frame, 1 + rng.uniform(-depth, depth)) for frame in frames]


def frozen(frames: list[Picture]) -> list[Picture]:
    """Stands still from the middle on."""
    half = len(frames) // 2
    return frames[:half] + [frames[half]] * (len(frames) - half)


def still(frames: list[Picture]) -> list[Picture]:
    return [frames[0]] * len(frames)


def cut(frames: list[Picture]) -> list[Picture]:
    half, side = len(frames) // 2, frames[0].shape[0]
    return frames[:half] + [255 - frame for frame in pan(len(frames), side, seed=9)][half:]


def noisy(frames: list[Picture], levels: float = 40.0) -> list[Picture]:
    rng = np.random.default_rng(8)
    return [_clipped(frame + rng.normal(0, levels, frame.shape)) for frame in frames]


def pure_noise(frames: list[Picture]) -> list[Picture]:
    rng = np.random.default_rng(9)
    return [rng.integers(0, 256, frame.shape, dtype=np.uint8) for frame in frames]


def blurred(frames: list[Picture], share: float = 0.03) -> list[Picture]:
    return [_u8(cv2.GaussianBlur(frame, (0, 0), share * frame.shape[0])) for frame in frames]


def blocky(frames: list[Picture], block: int = 8) -> list[Picture]:
    return [_blocks(frame, block) for frame in frames]


def jumping(frames: list[Picture]) -> list[Picture]:
    """Loses a stretch in the middle, then goes on."""
    third = len(frames) // 3
    return frames[:third] + frames[third + 8 :]


def stuttering(frames: list[Picture]) -> list[Picture]:
    """Every fifth frame is shown twice in place of the next."""
    return [frames[index - 1] if index % 5 == 4 else frame for index, frame in enumerate(frames)]


def drifting(frames: list[Picture]) -> list[Picture]:
    """Colours turn away over the clip."""
    return [_tinted(frame, index / len(frames)) for index, frame in enumerate(frames)]


DEFECTS: dict[str, Defect] = {
    "flickering": flickering,
    "frozen": frozen,
    "still": still,
    "cut": cut,
    "noisy": noisy,
    "pure_noise": pure_noise,
    "blurred": blurred,
    "blocky": blocky,
    "jumping": jumping,
    "stuttering": stuttering,
    "drifting": drifting,
}


def decoded(path: Path) -> Iterator[Picture]:
    """The frames of a file as RGB, by the plainest way there is."""
    with av.open(str(path)) as container:
        for frame in container.decode(video=0):
            yield _u8(frame.to_ndarray(format="rgb24"))


def _window(ground: npt.NDArray[np.float32], side: int, x: float, y: float) -> Picture:
    matrix = np.array([[1.0, 0.0, -x], [0.0, 1.0, -y]])
    return _u8(cv2.warpAffine(ground, matrix, (side, side)))


def _blocks(frame: Picture, block: int) -> Picture:
    height, width = frame.shape[:2]
    small = cv2.resize(frame, (width // block, height // block), interpolation=cv2.INTER_AREA)
    return _u8(cv2.resize(small, (width, height), interpolation=cv2.INTER_NEAREST))


def _tinted(frame: Picture, share: float) -> Picture:
    return _clipped(frame * np.array([1 - 0.7 * share, 1.0, 1 + 0.8 * share]))


def _scaled(frame: Picture, gain: float) -> Picture:
    return _clipped(frame * gain)


def _clipped(values: npt.NDArray[Any]) -> Picture:
    return _u8(np.clip(values, 0, 255))


def _u8(values: npt.NDArray[Any]) -> Picture:
    return np.asarray(values, np.uint8)
