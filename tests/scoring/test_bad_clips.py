"""Files that are no clip, or no whole one: each a sentence on what is wrong and what would work."""

import random
from contextlib import suppress
from pathlib import Path

import av
import cv2
import numpy as np
import pytest
from footage import Filmer, Picture, pan, write

from quality.scoring import DamagedClip, ScoringError, UnreadableClip, UnsuitableSize, score_clip


def sound_only(path: Path) -> Path:
    with av.open(str(path), "w") as container:
        stream = container.add_stream("aac", rate=48000)
        frame = av.AudioFrame.from_ndarray(np.zeros((1, 48000), np.float32), format="fltp", layout="mono")
        frame.sample_rate = 48000
        container.mux(stream.encode(frame))
        container.mux(stream.encode())
    return path


def written(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


def test_a_missing_file_is_named_so(tmp_path: Path) -> None:
    with pytest.raises(UnreadableClip, match="no such file"):
        score_clip(tmp_path / "none.mp4")


def test_a_folder_is_no_clip(tmp_path: Path) -> None:
    with pytest.raises(UnreadableClip, match="folder"):
        score_clip(tmp_path)


@pytest.mark.parametrize("name", ["notes.txt", "notes.mp4", "empty.mp4", "list.m3u8", "noise.mp4"])
def test_what_is_no_video_is_refused(tmp_path: Path, film: Filmer, name: str) -> None:
    contents = {
        "empty.mp4": b"",
        "list.m3u8": f"#EXTM3U\n#EXTINF:1,\n{film('pan', 'clean')}\n#EXT-X-ENDLIST\n".encode(),
        "noise.mp4": random.Random(1).randbytes(5000),
    }
    path = written(tmp_path / name, contents.get(name, b"A sentence.\n" * 50))
    with pytest.raises(UnreadableClip) as refusal:
        score_clip(path)
    assert "MP4" in refusal.value.advice


def test_a_picture_file_is_no_clip(tmp_path: Path) -> None:
    from PIL import Image

    Image.fromarray(pan(1)[0]).save(tmp_path / "a.png")
    with pytest.raises(UnreadableClip):
        score_clip(tmp_path / "a.png")


def test_sound_alone_is_no_clip(tmp_path: Path) -> None:
    with pytest.raises(UnreadableClip, match="only sound"):
        score_clip(sound_only(tmp_path / "song.m4a"))


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.999])
@pytest.mark.parametrize("flags", ["", "+faststart"])
def test_a_truncated_mp4_is_refused_wherever_it_breaks_off(tmp_path: Path, share: float, flags: str) -> None:
    whole = tmp_path / "whole.mp4"
    with av.open(str(whole), "w", options={"movflags": flags} if flags else {}) as container:
        stream = container.add_stream("libx264", rate=24)
        stream.width = stream.height = 96
        for frame in pan(24, 96):
            container.mux(stream.encode(av.VideoFrame.from_ndarray(frame, format="rgb24")))
        container.mux(stream.encode())
    data = whole.read_bytes()
    with pytest.raises((DamagedClip, UnreadableClip)):
        score_clip(written(tmp_path / "cut.mp4", data[: int(len(data) * share)]))


def test_a_broken_stream_never_escapes_as_another_error(tmp_path: Path, film: Filmer) -> None:
    whole = film("pan", "clean").read_bytes()
    random_source = random.Random(3)
    for _ in range(12):
        data = bytearray(whole)
        for place in random_source.sample(range(len(data)), 60):
            data[place] = random_source.randrange(256)
        with suppress(ScoringError):
            score_clip(written(tmp_path / "broken.mp4", bytes(data)))


def test_a_coding_nobody_knows_is_refused(tmp_path: Path, film: Filmer) -> None:
    data = film("pan", "clean").read_bytes().replace(b"avc1", b"xyz1")
    with pytest.raises(ScoringError) as refusal:
        score_clip(written(tmp_path / "unknown.mp4", data))
    assert refusal.value.advice


@pytest.mark.parametrize("size", [(16, 16), (256, 24)])
def test_a_picture_too_small_to_judge_is_refused(tmp_path: Path, size: tuple[int, int]) -> None:
    with pytest.raises(UnsuitableSize, match="too small"):
        score_clip(write(tmp_path / "tiny.mp4", _flat(size, 4)))


def test_a_picture_beyond_8k_is_refused_before_it_is_decoded(tmp_path: Path) -> None:
    path = tmp_path / "huge.avi"
    with av.open(str(path), "w") as container:
        stream = container.add_stream("mjpeg", rate=24)
        stream.width, stream.height, stream.pix_fmt = 8000, 4200, "yuvj420p"
        container.mux(stream.encode(av.VideoFrame(8000, 4200, "yuvj420p")))
        container.mux(stream.encode())
    with pytest.raises(UnsuitableSize, match="too large"):
        score_clip(path)


@pytest.mark.parametrize("size", [(32, 32), (34, 58), (2400, 36), (64, 900)])
def test_odd_sizes_are_scored(tmp_path: Path, size: tuple[int, int]) -> None:
    frames = [_u8(cv2.resize(frame, size)) for frame in pan(12)]
    score = score_clip(write(tmp_path / "odd.mp4", frames))
    assert all(score.scores[name].measured for name in ("motion_smoothness", "dynamic_degree"))


@pytest.mark.parametrize("name", ["a.mkv", "a.mov", "a.avi"])
def test_other_containers_give_the_same_score(tmp_path: Path, name: str) -> None:
    """Nearly: the encoder rounds by where its input lies in memory."""
    frames = pan(12, 96)
    plain = score_clip(write(tmp_path / "a.mp4", frames))
    assert score_clip(write(tmp_path / name, frames)).total == pytest.approx(plain.total, abs=1e-3)


def test_a_name_that_looks_like_an_address_is_a_file(
    tmp_path: Path, film: Filmer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    written(tmp_path / "concat:a|b.mp4", film("pan", "clean").read_bytes())
    assert score_clip("concat:a|b.mp4").total is not None


def _u8(values: object) -> Picture:
    return np.asarray(values, np.uint8)


def _flat(size: tuple[int, int], count: int) -> list[Picture]:
    return [np.full((size[1], size[0], 3), 90, np.uint8)] * count
