"""One pass, and memory that does not grow with the clip."""

import tracemalloc
from pathlib import Path

import pytest
from footage import pan, write

from quality.scoring.clip import Measures
from quality.scoring.decode import open_clip


@pytest.fixture
def clip(tmp_path: Path) -> Path:
    return write(tmp_path / "a.mp4", pan(30, 96))


def kept_after(path: Path, passes: int) -> int:
    """Bytes held by the measures after seeing the clip so many times over."""
    tracemalloc.start()
    with open_clip(path) as opened:
        measures = Measures(opened)
    for _ in range(passes):
        with open_clip(path) as opened:
            for frame in opened.frames:
                measures.add(frame)
    kept, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return kept


def test_a_clip_five_times_as_long_keeps_no_more_frames(clip: Path) -> None:
    kept_after(clip, 1)  # fills the caches that all clips share
    frame_bytes = 96 * 96 * 3
    assert kept_after(clip, 5) - kept_after(clip, 1) < frame_bytes
