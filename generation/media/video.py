"""Films: H.264 in MP4, written frame by frame, read back, and cut together."""

from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from fractions import Fraction
from itertools import chain, pairwise
from pathlib import Path
from typing import TypeAlias

import av
import cv2
import numpy as np
from av.container import InputContainer, OutputContainer
from av.video.frame import VideoFrame
from av.video.reformatter import ColorRange, Colorspace, VideoReformatter
from av.video.stream import VideoStream

from generation.engines.base import Picture
from generation.media.errors import MediaError
from generation.media.recipes import Recipe, to_json
from generation.media.writing import whole_file

Size: TypeAlias = tuple[int, int]
"""(width, height) in pixels."""

_BT709 = 1  # ISO/IEC 23091-2: the code for BT.709 as primaries, as transfer and as matrix
_ENCODER_THREADS = 4  # fixed: x264's bytes depend on the number of threads, never let it be the machine's
_X264 = {
    "preset": "veryfast",
    "crf": "18",  # no loss that the eye finds at the sizes made here; still a tenth of lossless
    "x264-params": "cpu-independent=1:open-gop=0"
    # against the preset alone: PSNR within 0.15 dB, half to two thirds of the time, 8 to 22% more bytes
    ":subme=1:me=dia:partitions=none:trellis=0:weightp=0:bframes=1:b-adapt=0",
}
_MUXER = {"movflags": "+faststart", "fflags": "+bitexact"}  # bitexact: no date, no library version
_LARGEST_RATE_DENOMINATOR = 1001  # 24000/1001 and its like
_FRAMES_BETWEEN_REPORTS = 8


@dataclass(frozen=True, slots=True)
class VideoInfo:
    """Facts of one film: pixels, number of frames, frames a second, seconds, size of the file in bytes."""

    width: int
    height: int
    frames: int
    fps: float
    duration_seconds: float
    bytes: int


# --- writing ------------------------------------------------------------------------------------------------


def write_mp4(
    frames: Iterable[Picture],
    path: Path,
    fps: int | Fraction,
    recipe: Recipe,
    on_frame: Callable[[int], None] | None = None,
    size: Size | None = None,
) -> VideoInfo:
    """Encode `frames` (RGB, uint8) at a constant rate; the same frames and recipe give the same bytes.

    H.264 yuv420p, BT.709, a key frame after each second and a frame, the index in front, the recipe as the `comment`.
    `on_frame(n)` is called after frame n (1..) and may raise. Without `size` every frame has the first one's
    size (an odd last row or column is cut, H.264 has none); with it frames are fitted in between black bars.
    `path` appears only when the film is whole. Raises `MediaError` for no frames, `DiskFull`; ValueError for
    frames of another size.
    """
    feed = iter(frames)
    first = next(feed, None)
    if first is None:
        raise MediaError("frames", "There are no frames to make a film of.", "Ask for at least one frame.")
    width, height = size or (first.shape[1], first.shape[0])
    even = (width - width % 2, height - height % 2)
    rate, fit = Fraction(fps), _fitted if size else _trimmed
    film = (fit(rgb, even) for rgb in chain([first], feed))
    with whole_file(path) as part:
        count = _encode(film, part, rate, recipe, even, on_frame)
    return VideoInfo(*even, count, float(rate), float(count / rate), path.stat().st_size)


def _encode(
    frames: Iterable[Picture],
    part: Path,
    rate: Fraction,
    recipe: Recipe,
    size: Size,
    on_frame: Callable[[int], None] | None,
) -> int:
    count = 0
    with av.open(str(part), "w", format="mp4", options=_MUXER) as container:
        container.metadata["comment"] = to_json(recipe)
        stream = _h264_stream(container, rate, size)
        convert = VideoReformatter()  # kept: with its tables at hand it is twice as fast as a new one a frame
        for rgb in frames:
            container.mux(stream.encode(_yuv_frame(convert, rgb, count)))
            count += 1
            if on_frame is not None:
                on_frame(count)
        container.mux(stream.encode(None))
    return count


def _h264_stream(container: OutputContainer, rate: Fraction, size: Size) -> VideoStream:
    stream = container.add_stream("libx264", rate=rate, options=_X264)
    stream.width, stream.height = size
    stream.pix_fmt = "yuv420p"
    context = stream.codec_context
    context.time_base = 1 / rate
    # Shots last whole seconds and one frame more: that one is no key frame of its own, which would show at the end.
    context.gop_size = round(rate) + 1
    context.thread_count = _ENCODER_THREADS
    context.color_primaries = context.color_trc = context.colorspace = _BT709
    context.color_range = ColorRange.MPEG
    return stream


def _yuv_frame(convert: VideoReformatter, rgb: Picture, number: int) -> VideoFrame:
    source = VideoFrame.from_numpy_buffer(np.ascontiguousarray(rgb), format="rgb24")  # no copy: it is only read
    frame = convert.reformat(
        source,
        format="yuv420p",
        dst_colorspace=Colorspace.ITU709,
        src_color_range=ColorRange.JPEG,
        dst_color_range=ColorRange.MPEG,
    )
    frame.pts = number
    frame.duration = 1  # else the last frame has none and the film ends a frame early
    return frame


def _trimmed(rgb: Picture, size: Size) -> Picture:
    width, height = size
    if rgb.shape[1] - rgb.shape[1] % 2 != width or rgb.shape[0] - rgb.shape[0] % 2 != height:
        raise ValueError(f"a frame of {rgb.shape[1]}x{rgb.shape[0]} in a film of {width}x{height}")
    return rgb[:height, :width]


def _fitted(rgb: Picture, size: Size) -> Picture:
    """The whole picture inside `size`, its shape kept, black where it does not reach."""
    width, height = size
    tall, wide = rgb.shape[:2]
    if (wide, tall) == size:
        return rgb
    scale = min(width / wide, height / tall)
    inner = (max(1, min(width, round(wide * scale))), max(1, min(height, round(tall * scale))))
    resized = cv2.resize(rgb, inner, interpolation=cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC)
    canvas = np.zeros((height, width, 3), np.uint8)
    top, left = (height - inner[1]) // 2, (width - inner[0]) // 2
    canvas[top : top + inner[1], left : left + inner[0]] = resized
    return canvas


# --- reading ------------------------------------------------------------------------------------------------


def probe(path: Path) -> VideoInfo:
    """Facts from the file's index, without decoding. Raises `MediaError` for what is no readable film."""
    with _opened(path) as (container, stream):
        width, height, rate = stream.width, stream.height, _rate(stream)
        count = stream.frames or sum(1 for packet in container.demux(stream) if packet.size)
    if not count:
        raise _unreadable(path)
    return VideoInfo(width, height, count, float(rate), float(count / rate), path.stat().st_size)


def frames(path: Path) -> Generator[Picture, None, None]:
    """Every frame in order, RGB uint8 (height, width, 3), decoded as it is taken. Raises `MediaError`."""
    with _opened(path) as (container, stream):
        stream.thread_type = "AUTO"
        convert = VideoReformatter()
        for frame in container.decode(stream):
            rgb = convert.reformat(frame, format="rgb24", dst_color_range=ColorRange.JPEG)
            yield rgb.to_ndarray().astype(np.uint8, copy=False)


@contextmanager
def _opened(path: Path) -> Iterator[tuple[InputContainer, VideoStream]]:
    """The film and its picture stream; whatever goes wrong while it is read is a `MediaError`."""
    try:
        with av.open(str(path), "r", metadata_errors="replace") as container:
            if not container.streams.video:
                raise _unreadable(path)
            yield container, container.streams.video[0]
    except av.FFmpegError as error:
        raise _unreadable(path) from error


def _rate(stream: VideoStream) -> Fraction:
    rate = stream.average_rate or stream.guessed_rate or Fraction(24)
    return rate.limit_denominator(_LARGEST_RATE_DENOMINATOR)


def _unreadable(path: Path) -> MediaError:
    return MediaError(
        "file",
        f"{path.name} is missing, damaged or not a film.",
        "Choose a film that plays, such as an MP4 made by Dailies.",
    )


# --- cutting ------------------------------------------------------------------------------------------------


def stitch(
    clips: Sequence[Path],
    out: Path,
    recipe: Recipe,
    *,
    crossfade_frames: int = 8,
    report: Callable[[float], None] | None = None,
) -> VideoInfo:
    """Cut `clips` into one film at the first one's size and rate, each melting into the next.

    A fade takes `crossfade_frames`, at most half of either clip; the film has the sum of all frames less the
    fades. Clips of another rate keep their duration, of another shape get black bars. Memory: one fade, at
    any length. `report(fraction 0..1)` may raise `Cancelled`; then, as after any error, `out` is not there.
    Raises `MediaError`.
    """
    if not clips:
        raise MediaError("clips", "There are no takes to cut.", "Choose a take for at least one scene.")
    infos = [probe(clip) for clip in clips]
    size, rate = (infos[0].width, infos[0].height), _as_rate(infos[0].fps)
    counts = [max(1, round(info.frames * rate / _as_rate(info.fps))) for info in infos]
    fades = [min(crossfade_frames, before // 2, after // 2) for before, after in pairwise(counts)]
    sources = zip(clips, infos, counts, strict=True)
    film = _melted([_at_rate(clip, info, rate, count, size) for clip, info, count in sources], counts, fades)
    return write_mp4(film, out, rate, recipe, _as_fractions(report, sum(counts) - sum(fades)), size)


def _as_rate(fps: float) -> Fraction:
    return Fraction(fps).limit_denominator(_LARGEST_RATE_DENOMINATOR)


def _as_fractions(report: Callable[[float], None] | None, total: int) -> Callable[[int], None]:
    def on_frame(done: int) -> None:
        if report is not None and (done % _FRAMES_BETWEEN_REPORTS == 0 or done == total):
            report(done / total)

    return on_frame


def _at_rate(clip: Path, info: VideoInfo, rate: Fraction, count: int, size: Size) -> Iterator[Picture]:
    """`count` frames at `rate`: each shows what the clip shows then (repeated or left out, never mixed)."""
    step = _as_rate(info.fps) / rate
    wanted = (min(info.frames - 1, int(number * step)) for number in range(count))
    next_wanted = next(wanted, None)
    for number, rgb in enumerate(frames(clip)):
        fitted = _fitted(rgb, size) if number == next_wanted else rgb
        while number == next_wanted:
            yield fitted
            next_wanted = next(wanted, None)
    if next_wanted is not None:
        raise _unreadable(clip)


def _melted(feeds: Sequence[Iterator[Picture]], counts: Sequence[int], fades: Sequence[int]) -> Iterator[Picture]:
    tail: list[Picture] = []
    for feed, count, fade_in, fade_out in zip(feeds, counts, [0, *fades], [*fades, 0], strict=True):
        kept: list[Picture] = []
        for number, rgb in enumerate(feed):
            if number < fade_in:
                yield _mixed(tail[number], rgb, (number + 1) / (fade_in + 1))
            elif number >= count - fade_out:
                kept.append(rgb)
            else:
                yield rgb
        tail = kept


def _mixed(leaving: Picture, coming: Picture, share: float) -> Picture:
    return cv2.addWeighted(leaving, 1 - share, coming, share, 0).astype(np.uint8, copy=False)
