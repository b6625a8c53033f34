"""One streaming pass over a clip's pictures, on one core, with errors a person can act on."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import cast

import av
from av.container import InputContainer
from av.stream import Disposition
from av.video.reformatter import VideoReformatter
from av.video.stream import VideoStream

from .errors import DamagedClip, UnreadableClip, UnsuitableSize
from .images import LEAST_SIDE, Bytes
from .truncation import breaks_off

WHAT_WORKS = "Give a video file, for instance an MP4, MOV, WebM, MKV or AVI."
COPY_AGAIN = "Copy or download the whole file again, or render it once more."
# Containers of video. Anything else FFmpeg can open is refused: playlists would read other files,
# still pictures and sound are no clips.
CONTAINERS = "mov,mp4,m4a,3gp,3g2,mj2,matroska,webm,avi,mpegts,mpeg,ogg,flv,gif"
# 8K: one decoded frame of it takes 100 MB here, and no studio renders takes beyond.
MOST_PIXELS = 7680 * 4320
# A container that does not say how fast it plays is taken for cinema.
USUAL_RATE = 24.0


@dataclass(frozen=True, slots=True)
class Clip:
    """An opened clip: `rate` in frames a second, size in pixels, and its frames, once."""

    rate: float
    width: int
    height: int
    frames: Iterator[Bytes]


@contextmanager
def open_clip(path: Path) -> Iterator[Clip]:
    """Opens a video for one pass; frames come as (H, W, 3) uint8 BGR.

    Raises UnreadableClip, DamagedClip or UnsuitableSize, here or while the frames are read.
    """
    _check_is_file(path)
    with _container(path) as container:
        stream = _film(container)
        context = stream.codec_context
        # PyAV's types promise a context; a stream in an unknown coding has none.
        if context is None:
            raise UnreadableClip("The pictures are coded in a way this studio does not know.", WHAT_WORKS)
        _check_size(context.width, context.height)
        context.thread_count, context.thread_type = 1, "NONE"
        rate = float(stream.average_rate or 0) or USUAL_RATE
        yield Clip(rate, context.width, context.height, _frames(container, stream))


def _check_is_file(path: Path) -> None:
    if path.is_dir():
        raise UnreadableClip("This is a folder.", "Name the clips inside it one by one.")
    if not path.exists():
        raise UnreadableClip("There is no such file.", "Check the name and the folder it is in.")
    if not path.is_file():
        raise UnreadableClip("This is not an ordinary file.", WHAT_WORKS)
    if breaks_off(path):
        raise DamagedClip("The file breaks off before its end.", COPY_AGAIN)


@contextmanager
def _container(path: Path) -> Iterator[InputContainer]:
    # "file:" and the white lists keep a file from naming other files or addresses to open.
    options = {"format_whitelist": CONTAINERS, "protocol_whitelist": "file"}
    try:
        container = av.open(f"file:{path.resolve()}", options=options)
    except PermissionError as error:
        raise UnreadableClip("This file may not be read.", "Allow this user to read it.") from error
    except (av.FFmpegError, UnicodeError) as error:
        raise UnreadableClip("This is not a video this studio can read.", WHAT_WORKS) from error
    with container:
        yield container


def _film(container: InputContainer) -> VideoStream:
    """The first stream of moving pictures; the cover of a song is none."""
    for stream in container.streams.video:
        if not stream.disposition & Disposition.attached_pic:
            return stream
    raise UnreadableClip("There is no film in this file, only sound or data.", WHAT_WORKS)


def _frames(container: InputContainer, stream: VideoStream) -> Iterator[Bytes]:
    # One reformatter for all frames: a new one each time costs five times the conversion.
    reformatter = VideoReformatter()
    size = (stream.codec_context.width, stream.codec_context.height)
    count = 0
    try:
        for frame in container.decode(stream):
            _check_same_size((frame.width, frame.height), size, count)
            yield cast(Bytes, reformatter.reformat(frame, format="bgr24").to_ndarray())
            count += 1
    except av.FFmpegError as error:
        raise DamagedClip(f"The video cannot be decoded past frame {count}.", COPY_AGAIN) from error
    if not count:
        raise DamagedClip("There is not one picture in this video.", COPY_AGAIN)


def _check_size(width: int, height: int) -> None:
    if not width or not height:
        raise DamagedClip("The video does not say how large its pictures are.", COPY_AGAIN)
    if min(width, height) < LEAST_SIDE:
        raise UnsuitableSize(
            f"The pictures are {width} x {height} pixels, too small to judge.",
            f"Give a clip of at least {LEAST_SIDE} x {LEAST_SIDE} pixels.",
        )
    if width * height > MOST_PIXELS:
        raise UnsuitableSize(
            f"The pictures are {width} x {height} pixels, too large to judge.",
            "Give a clip of at most 7680 x 4320 pixels.",
        )


def _check_same_size(size: tuple[int, int], first: tuple[int, int], frame: int) -> None:
    if size != first:
        raise UnsuitableSize(
            f"The pictures change from {first[0]} x {first[1]} to {size[0]} x {size[1]} pixels at frame {frame}.",
            "Render the clip in one size.",
        )
