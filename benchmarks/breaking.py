"""The ways in which a take goes wrong, done to a good one: for calibration (`benchmarks.calibration`)."""

from collections.abc import Callable, Mapping

import cv2
import numpy as np

from generation.engines.base import Picture

Frames = list[Picture]
WRONG_PROMPT = "wrong prompt"
RUINED = frozenset({"noise", "jump cut", "overexposed", "underexposed", "blocky", "blurred"})
"""Ways that spoil every picture, so that averages tell. What the others do comes and goes: flags tell it."""
SEED = 11


def flicker(frames: Frames) -> Frames:
    """Light that jumps by up to a sixth from frame to frame."""
    rng = np.random.default_rng(SEED)
    return [_levels(frame * (1 + rng.uniform(-0.17, 0.17))) for frame in frames]


def freeze(frames: Frames) -> Frames:
    """Stands still from the middle on."""
    half = len(frames) // 2
    return frames[:half] + [frames[half]] * (len(frames) - half)


def noise(frames: Frames) -> Frames:
    """Sensor noise of 30 levels."""
    rng = np.random.default_rng(SEED)
    return [_levels(frame + rng.normal(0, 30, frame.shape)) for frame in frames]


def jump_cut(frames: Frames) -> Frames:
    """The second half is the first, mirrored and in other colours."""
    half = len(frames) // 2
    return frames[:half] + [np.ascontiguousarray(255 - frame[:, ::-1]) for frame in frames[: len(frames) - half]]


def warps(frames: Frames) -> Frames:
    """Everything melts: waves of 8 pixels that change from frame to frame."""
    height, width = frames[0].shape[:2]
    x, y = np.meshgrid(np.arange(width, dtype=np.float32), np.arange(height, dtype=np.float32))
    rng = np.random.default_rng(SEED)
    phases = np.cumsum(rng.normal(0, 0.9, (len(frames), 2)), axis=0)
    return [_warped(frame, x, y, *phase) for frame, phase in zip(frames, phases, strict=True)]


def _warped(frame: Picture, x: np.ndarray, y: np.ndarray, across: float, down: float) -> Picture:
    right = (x + 8 * np.sin(y / 23 + across)).astype(np.float32)
    below = (y + 8 * np.sin(x / 31 + down)).astype(np.float32)
    return np.asarray(cv2.remap(frame, right, below, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REFLECT), np.uint8)


def overexposed(frames: Frames) -> Frames:
    """Three stops too bright."""
    return [_levels(frame * 2.6 + 70) for frame in frames]


def underexposed(frames: Frames) -> Frames:
    """Nearly black."""
    return [_levels(frame * 0.14) for frame in frames]


def blocky(frames: Frames) -> Frames:
    """Compressed until 8 px blocks show."""
    return [_compressed(frame) for frame in frames]


def _compressed(frame: Picture) -> Picture:
    _, coded = cv2.imencode(".jpg", frame, [cv2.IMWRITE_JPEG_QUALITY, 4])
    return np.asarray(cv2.imdecode(coded, cv2.IMREAD_COLOR), np.uint8)


def blurred(frames: Frames) -> Frames:
    """Out of focus."""
    return [np.asarray(cv2.GaussianBlur(frame, (0, 0), frame.shape[0] * 0.02), np.uint8) for frame in frames]


def stutter(frames: Frames) -> Frames:
    """Every fourth frame is shown twice in place of the next."""
    return [frames[index - 1] if index % 4 == 3 else frame for index, frame in enumerate(frames)]


WAYS: Mapping[str, Callable[[Frames], Frames]] = {
    "flicker": flicker,
    "freeze": freeze,
    "noise": noise,
    "jump cut": jump_cut,
    "warps": warps,
    "overexposed": overexposed,
    "underexposed": underexposed,
    "blocky": blocky,
    "blurred": blurred,
    "stutter": stutter,
}


def _levels(frame: np.ndarray) -> Picture:
    return np.asarray(np.clip(np.rint(frame), 0, 255), np.uint8)
