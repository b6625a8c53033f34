"""The one boundary where what libraries raise becomes a JobError (pure): by type and number, never by text.

Libraries that may not be installed, or that a web process must not import, are known by the names of their types.
"""

import errno
import socket
import ssl
from collections.abc import Callable, Iterable
from typing import TypeAlias

import av
import psycopg
from django.db import Error as DjangoDatabaseError
from PIL import Image, UnidentifiedImageError
from redis.exceptions import RedisError

from generation.engines.base import OutOfMemory
from generation.engines.registry import UnknownEngine
from generation.errors import Category, Cause, JobError, MemoryShort, damaged_input, memory_short, unexpected
from generation.media.errors import DiskFull, MediaError, MissingFile, StorageFull

NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
NOT_OURS = frozenset({errno.EROFS, errno.EACCES, errno.EPERM})
NOT_THERE = frozenset({errno.ENOENT, errno.EISDIR})
"""Not ENOTDIR: a folder of the store that is none is a fault of the disk, and nothing is known of the file."""
TOO_MANY = frozenset({errno.EMFILE, errno.ENFILE})
UNREACHABLE = frozenset({
    errno.EHOSTUNREACH, errno.ENETUNREACH, errno.ENETDOWN, errno.ENETRESET, errno.EHOSTDOWN, errno.EADDRNOTAVAIL,
    errno.ECONNREFUSED, errno.ECONNRESET, errno.ECONNABORTED, errno.EPIPE, errno.ETIMEDOUT, errno.ENOTCONN,
})  # fmt: skip
CV_NO_MEMORY = -4
"""OpenCV's StsNoMem."""

OUT_OF_MEMORY = frozenset({"torch.OutOfMemoryError", "torch.cuda.OutOfMemoryError"})
MODEL_ERRORS = ("safetensors", "safetensors_rust", "huggingface_hub")
NETWORK_ERRORS = ("httpx", "httpcore", "requests", "urllib3", "kombu", "amqp", "pika", "aiohttp")
STORE_ERRORS = ("botocore", "boto3", "s3transfer", "storages")
"""First names of packages whose own exceptions are of one kind."""


def translated(error: BaseException) -> JobError:
    """A JobError for anything that a job's work raised; one that is one already stays as it is."""
    if isinstance(error, JobError):
        return error
    for is_it, told in KINDS:
        if is_it(error):
            return told(error)
    return unexpected()


def category_of(error: BaseException) -> Category:
    """What kind of trouble an exception is."""
    return Category(translated(error).category)


def names_of(error: BaseException) -> list[str]:
    """The dotted names of an exception's type and of those it inherits from."""
    return [f"{kind.__module__}.{kind.__qualname__}" for kind in type(error).__mro__]


def _is_of(packages: Iterable[str]) -> Callable[[BaseException], bool]:
    roots = frozenset(packages)
    return lambda error: any(name.partition(".")[0] in roots for name in names_of(error))


def _is_a(*kinds: type[BaseException]) -> Callable[[BaseException], bool]:
    return lambda error: isinstance(error, kinds)


def _has_number(numbers: frozenset[int]) -> Callable[[BaseException], bool]:
    """av's errors carry the system's number too, whether or not they are an OSError."""
    return lambda error: isinstance(error, OSError | av.FFmpegError) and error.errno in numbers


def _is_out_of_card(error: BaseException) -> bool:
    return isinstance(error, OutOfMemory) or not OUT_OF_MEMORY.isdisjoint(names_of(error))


def _is_out_of_memory(error: BaseException) -> bool:
    if isinstance(error, MemoryError) or _has_number(frozenset({errno.ENOMEM}))(error):
        return True
    return "cv2.error" in names_of(error) and getattr(error, "code", 0) == CV_NO_MEMORY


def _memory(error: BaseException) -> JobError:
    return memory_short() if _is_out_of_card(error) else MemoryShort(
        Category.MEMORY, "This machine's memory ran short while this was made.",
        "Try again when less is running, or ask for a smaller size.", transient=True,
    )  # fmt: skip


def _disk_full(error: BaseException) -> JobError:
    full = error if isinstance(error, DiskFull) else DiskFull("")
    return JobError(Category.STORAGE, full.detail, full.advice, transient=True, cause=Cause.DISK_FULL)


def _plan_full(error: BaseException) -> JobError:
    assert isinstance(error, StorageFull)
    return JobError(Category.STORAGE, error.detail, error.advice, cause=Cause.PLAN_FULL)


def _missing(error: BaseException) -> JobError:
    gone = MissingFile()
    return JobError(Category.STORAGE, gone.detail, gone.advice, cause=Cause.FILE_MISSING)


def _media(error: BaseException) -> JobError:
    assert isinstance(error, MediaError)
    return JobError(Category.INPUT, error.detail, error.advice, cause=Cause.PICTURE_DAMAGED)


def _read_only(error: BaseException) -> JobError:
    return JobError(
        Category.STORAGE, "The studio may not write where it keeps its files.",
        "Ask whoever runs it to look at its disk, then try again.", cause=Cause.READ_ONLY,
    )  # fmt: skip


def _disk(error: BaseException) -> JobError:
    return JobError(
        Category.STORAGE, "The studio's disk did not answer as it should.",
        "Try again; if it stays, tell whoever runs this studio.", transient=True,
    )  # fmt: skip


def _damaged(error: BaseException) -> JobError:
    return damaged_input()


def _engine_missing(error: BaseException) -> JobError:
    return JobError(
        Category.MODEL_LOADING, "What would make this is not installed here.",
        "Choose another quality, or ask whoever runs this studio.", cause=Cause.ENGINE_MISSING,
    )  # fmt: skip


def _model(error: BaseException) -> JobError:
    return JobError(
        Category.MODEL_LOADING, "What would make this could not be loaded.",
        "Try again, or choose another quality.", transient=True, cause=Cause.MODEL_MISSING,
    )  # fmt: skip


def _network(error: BaseException) -> JobError:
    return JobError(
        Category.NETWORK, "Something that the studio needs could not be reached.",
        "It is tried again by itself for a while.", transient=True,
    )  # fmt: skip


def _many_files(error: BaseException) -> JobError:
    return JobError(
        Category.PIPELINE, "The worker had too many files open.",
        "Try again; if it stays, tell whoever runs this studio.", transient=True, cause=Cause.TOO_MANY_FILES,
    )  # fmt: skip


Test: TypeAlias = Callable[[BaseException], bool]
Telling: TypeAlias = Callable[[BaseException], JobError]

KINDS: tuple[tuple[Test, Telling], ...] = (
    (lambda error: _is_out_of_card(error) or _is_out_of_memory(error), _memory),
    (_is_a(DiskFull), _disk_full),
    (_has_number(NO_ROOM), _disk_full),
    (_is_a(StorageFull), _plan_full),
    (_is_a(MissingFile), _missing),
    (_is_a(MediaError), _media),
    (_is_a(DjangoDatabaseError, psycopg.Error, RedisError), _network),
    (_is_of(MODEL_ERRORS), _model),
    (_is_of(STORE_ERRORS), _disk),
    (_is_of(NETWORK_ERRORS), _network),
    (_is_a(UnidentifiedImageError, Image.DecompressionBombError, av.InvalidDataError), _damaged),
    (_is_a(UnknownEngine, ImportError), _engine_missing),
    (_is_a(ConnectionError, TimeoutError, socket.gaierror, ssl.SSLError), _network),
    (_has_number(UNREACHABLE), _network),
    (_has_number(TOO_MANY), _many_files),
    (_has_number(NOT_OURS), _read_only),
    (_has_number(NOT_THERE), _missing),
    (_is_a(OSError), _disk),
)
"""In this order: what is nearer to its cause comes first."""
