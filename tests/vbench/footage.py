"""A short clip that is quick to score."""

from pathlib import Path

import numpy as np

from generation.media.video import write_mp4


def clip_file(folder: Path) -> Path:
    """Twelve small frames of a moving texture."""
    ground = np.random.default_rng(1).integers(0, 256, (8, 12, 3), np.uint8).repeat(16, 0).repeat(16, 1)
    frames = [np.ascontiguousarray(ground[:96, step : step + 96]) for step in range(12)]
    write_mp4(frames, folder / "take.mp4", 24, {})
    return folder / "take.mp4"
