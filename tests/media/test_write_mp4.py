"""Films: exact frames, right colours, the same bytes again, and nothing left when something stops them."""

import errno
import io
import resource
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest
from media_material import BLUE, GREEN, RED, WHITE, moving, names, plain

from generation.engines.base import Cancelled, Picture
from generation.media.errors import DiskFull, MediaError
from generation.media.video import VideoInfo, frames, probe, write_mp4


def shown(path: Path) -> list[Picture]:
    """Every frame as an ordinary player shows it."""
    with av.open(str(path)) as container:
        return [frame.to_ndarray(format="rgb24").astype(np.uint8) for frame in container.decode(video=0)]


def first_frame(clip: Path) -> Picture:
    return next(frames(clip))


def stream_facts(path: Path) -> dict[str, object]:
    with av.open(str(path)) as container:
        stream = container.streams.video[0]
        context = stream.codec_context
        return {
            "codec": context.name,
            "pixels": context.pix_fmt,
            "bt709": (context.color_primaries, context.color_trc, context.colorspace, context.color_range),
            "rate": stream.average_rate,
            "seconds": stream.duration * stream.time_base if stream.duration and stream.time_base else None,
            "keys": [p.pts * p.time_base for p in container.demux(stream) if p.is_keyframe and p.pts is not None],
        }


@pytest.mark.parametrize("count", [1, 2, 5, 24, 49])
def test_the_film_has_exactly_the_frames_given(tmp_path: Path, count: int) -> None:
    info = write_mp4(moving(count), tmp_path / "take.mp4", 24, {})
    assert info == VideoInfo(128, 64, count, 24.0, count / 24, (tmp_path / "take.mp4").stat().st_size)
    assert probe(tmp_path / "take.mp4") == info
    assert len(shown(tmp_path / "take.mp4")) == len(list(frames(tmp_path / "take.mp4"))) == count


@pytest.mark.parametrize("colour", [RED, GREEN, BLUE, WHITE, (0, 0, 0), (255, 255, 255), (255, 0, 0), (120, 90, 60)])
def test_colours_stay_what_they_were(tmp_path: Path, colour: tuple[int, int, int]) -> None:
    write_mp4([plain(colour)] * 3, tmp_path / "take.mp4", 24, {})
    for rgb in (shown(tmp_path / "take.mp4")[1], first_frame(tmp_path / "take.mp4")):
        assert np.abs(rgb.astype(int) - colour).max() <= 4


def test_frames_keep_their_order_and_content(tmp_path: Path) -> None:
    film = moving(30)
    write_mp4(iter(film), tmp_path / "take.mp4", 24, {})
    for made, read in zip(film, frames(tmp_path / "take.mp4"), strict=True):
        assert np.abs(made.astype(int) - read).mean() < 4


def test_the_stream_is_what_every_player_and_browser_takes(tmp_path: Path) -> None:
    write_mp4(moving(60), tmp_path / "take.mp4", 24, {})
    facts = stream_facts(tmp_path / "take.mp4")
    assert (facts["codec"], facts["pixels"], facts["bt709"]) == ("h264", "yuv420p", (1, 1, 1, 1))
    assert (facts["rate"], facts["seconds"]) == (24, Fraction(60, 24))
    data = (tmp_path / "take.mp4").read_bytes()
    assert data.index(b"moov") < data.index(b"mdat")


@pytest.mark.parametrize("seconds", [1, 2, 3, 5])
def test_there_is_a_key_frame_about_each_second_but_none_at_the_very_end(tmp_path: Path, seconds: int) -> None:
    write_mp4([plain(BLUE)] * (24 * seconds + 1), tmp_path / "take.mp4", 24, {})
    assert stream_facts(tmp_path / "take.mp4")["keys"] == [Fraction(25 * n, 24) for n in range(seconds)]


def test_the_same_frames_give_the_same_bytes(tmp_path: Path) -> None:
    for name in ("one.mp4", "two.mp4"):
        write_mp4(moving(40, 320, 192), tmp_path / name, 24, {"b": 1, "a": "é"})
    assert (tmp_path / "one.mp4").read_bytes() == (tmp_path / "two.mp4").read_bytes()


def test_a_fractional_rate_is_kept(tmp_path: Path) -> None:
    write_mp4(moving(24), tmp_path / "take.mp4", Fraction(24000, 1001), {})
    assert probe(tmp_path / "take.mp4").duration_seconds == pytest.approx(1.001)


def test_an_odd_row_and_column_are_cut(tmp_path: Path) -> None:
    info = write_mp4([plain(RED, 65, 67)], tmp_path / "take.mp4", 24, {})
    assert (info.width, info.height) == (64, 66) == first_frame(tmp_path / "take.mp4").shape[1::-1]


def test_a_size_fits_frames_in_between_black_bars(tmp_path: Path) -> None:
    write_mp4([plain(RED, 64, 64)], tmp_path / "take.mp4", 24, {}, size=(128, 64))
    rgb = first_frame(tmp_path / "take.mp4")
    assert rgb.shape == (64, 128, 3)
    assert rgb[32, 8].max() < 20
    assert rgb[32, 64, 0] > 200


def test_frames_of_different_sizes_are_a_fault_of_the_engine(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="a frame of 32x32"):
        write_mp4([plain(RED), plain(RED, 32, 32)], tmp_path / "take.mp4", 24, {})
    assert names(tmp_path) == []


def test_on_frame_hears_of_every_frame(tmp_path: Path) -> None:
    heard: list[int] = []
    write_mp4(moving(7), tmp_path / "take.mp4", 24, {}, heard.append)
    assert heard == [1, 2, 3, 4, 5, 6, 7]


# --- stopped ------------------------------------------------------------------------------------------------


def test_no_frames_make_no_film(tmp_path: Path) -> None:
    with pytest.raises(MediaError, match="no frames"):
        write_mp4([], tmp_path / "take.mp4", 24, {})
    assert names(tmp_path) == []


@pytest.mark.parametrize("stop_at", [1, 20])
def test_a_cancelled_film_leaves_no_file(tmp_path: Path, stop_at: int) -> None:
    def cancel(done: int) -> None:
        if done == stop_at:
            raise Cancelled

    with pytest.raises(Cancelled):
        write_mp4(moving(40), tmp_path / "take.mp4", 24, {}, cancel)
    assert names(tmp_path) == []


@pytest.mark.parametrize("fault", [RuntimeError("engine"), KeyboardInterrupt(), SystemExit(1)])
def test_an_engine_that_fails_midway_leaves_no_file(tmp_path: Path, fault: BaseException) -> None:
    def failing() -> Iterator[Picture]:
        yield from moving(12)
        raise fault

    with pytest.raises(type(fault)):
        write_mp4(failing(), tmp_path / "take.mp4", 24, {})
    assert names(tmp_path) == []


def test_a_film_that_fails_leaves_the_one_before_it(tmp_path: Path) -> None:
    write_mp4([plain(RED)], tmp_path / "take.mp4", 24, {})
    with pytest.raises(ValueError, match="a frame of"):
        write_mp4([plain(BLUE), plain(BLUE, 32, 32)], tmp_path / "take.mp4", 24, {})
    assert first_frame(tmp_path / "take.mp4")[9, 9, 0] > 200


@contextmanager
def room_for(count: int) -> Iterator[None]:
    """The kernel refuses to let a file of this process grow beyond `count` bytes: what a full disk does."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (count, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, handler)


@pytest.mark.parametrize("share", [0.0, 0.3, 0.7, 0.99])
def test_a_full_disk_is_named_wherever_it_strikes(tmp_path: Path, share: float) -> None:
    noise = list(np.random.default_rng(5).integers(0, 256, (12, 96, 128, 3), dtype=np.uint8))
    needed = write_mp4(noise, tmp_path / "whole.mp4", 24, {}).bytes
    with room_for(int(needed * share)), pytest.raises(DiskFull) as raised:
        write_mp4(noise, tmp_path / "take.mp4", 24, {})
    assert str(tmp_path) in raised.value.folder
    assert str(tmp_path) not in str(raised.value), "a path of this machine is shown to a creator"
    assert names(tmp_path) == ["whole.mp4"]


def test_a_full_disk_met_by_the_engine_is_named_too(tmp_path: Path) -> None:
    def failing() -> Iterator[Picture]:
        yield plain(RED)
        raise OSError(errno.ENOSPC, "No space left on device")

    with pytest.raises(MediaError, match="full"):
        write_mp4(failing(), tmp_path / "take.mp4", 24, {})


# --- read ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("content", [b"", b"hello", bytes(5000), b"\0\0\0\x20ftypisom" + bytes(60)])
def test_what_is_no_film_is_refused_with_its_name(tmp_path: Path, content: bytes) -> None:
    clip = tmp_path / "holiday.mp4"
    clip.write_bytes(content)
    for read in (probe, first_frame):
        with pytest.raises(MediaError, match=r"holiday\.mp4"):
            read(clip)


def test_a_film_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(MediaError, match="missing"):
        probe(tmp_path / "nothing.mp4")


def test_sound_alone_is_no_film(tmp_path: Path) -> None:
    with av.open(str(tmp_path / "song.mp4"), "w") as container:
        stream = container.add_stream("aac", rate=44100)
        sound = av.AudioFrame.from_ndarray(np.zeros((1, 1024), np.float32), format="fltp", layout="mono")
        sound.sample_rate = 44100
        container.mux(stream.encode(sound))
        container.mux(stream.encode(None))
    with pytest.raises(MediaError, match=r"song\.mp4"):
        probe(tmp_path / "song.mp4")


def test_a_film_written_by_another_program_is_read(tmp_path: Path) -> None:
    file = io.BytesIO()
    with av.open(file, "w", format="matroska") as container:
        stream = container.add_stream("mpeg4", rate=10)
        stream.width, stream.height, stream.pix_fmt = 96, 64, "yuv420p"
        for rgb in moving(5, 96, 64):
            container.mux(stream.encode(av.VideoFrame.from_ndarray(rgb, format="rgb24").reformat(format="yuv420p")))
        container.mux(stream.encode(None))
    (tmp_path / "other.mkv").write_bytes(file.getvalue())
    info = probe(tmp_path / "other.mkv")
    assert (info.width, info.height, info.frames, info.fps) == (96, 64, 5, 10.0)
