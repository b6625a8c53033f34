"""What libraries raise becomes one of seven kinds of trouble, by type and number."""

import errno
import socket
import ssl
from pathlib import Path

import av
import cv2
import numpy as np
import psycopg
import pytest
from django.db import DatabaseError, InterfaceError, OperationalError
from PIL import Image, UnidentifiedImageError
from redis.exceptions import ConnectionError as RedisConnectionError

from generation.engines.base import OutOfMemory
from generation.engines.registry import UnknownEngine
from generation.errors import Category, Cause, JobError, MemoryShort, unexpected
from generation.faults import category_of, translated
from generation.media.errors import DiskFull, MediaError, MissingFile, StorageFull


def of_package(name: str, package: str, base: type[Exception] = Exception) -> Exception:
    """An exception as a package that is not installed would raise it."""
    return type(name, (base,), {"__module__": package, "__qualname__": name})("words that nobody reads")


def system(number: int) -> OSError:
    return OSError(number, "words that nobody reads")


def cv_error(code: int) -> Exception:
    error = cv2.error("words")
    error.code = code
    return error


CASES: list[tuple[Exception, Category, Cause, bool]] = [
    (OutOfMemory(), Category.MEMORY, Cause.CARD_FULL, True),
    (MemoryError(), Category.MEMORY, Cause.UNKNOWN, True),
    (system(errno.ENOMEM), Category.MEMORY, Cause.UNKNOWN, True),
    (of_package("OutOfMemoryError", "torch", RuntimeError), Category.MEMORY, Cause.CARD_FULL, True),
    (of_package("OutOfMemoryError", "torch.cuda", RuntimeError), Category.MEMORY, Cause.CARD_FULL, True),
    (cv_error(-4), Category.MEMORY, Cause.UNKNOWN, True),
    (of_package("SafetensorError", "safetensors_rust"), Category.MODEL_LOADING, Cause.MODEL_MISSING, True),
    (
        of_package("LocalEntryNotFoundError", "huggingface_hub.errors"),
        Category.MODEL_LOADING,
        Cause.MODEL_MISSING,
        True,
    ),
    (UnknownEngine("x"), Category.MODEL_LOADING, Cause.ENGINE_MISSING, False),
    (ModuleNotFoundError("torch"), Category.MODEL_LOADING, Cause.ENGINE_MISSING, False),
    (UnidentifiedImageError(), Category.INPUT, Cause.PICTURE_DAMAGED, False),
    (Image.DecompressionBombError(), Category.INPUT, Cause.PICTURE_DAMAGED, False),
    (av.InvalidDataError(errno.EINVAL, "words"), Category.INPUT, Cause.PICTURE_DAMAGED, False),
    (MediaError("image", "It is blank.", "Send another."), Category.INPUT, Cause.PICTURE_DAMAGED, False),
    (DiskFull("/media"), Category.STORAGE, Cause.DISK_FULL, True),
    (system(errno.ENOSPC), Category.STORAGE, Cause.DISK_FULL, True),
    (system(errno.EDQUOT), Category.STORAGE, Cause.DISK_FULL, True),
    (StorageFull("Full.", "Delete."), Category.STORAGE, Cause.PLAN_FULL, False),
    (MissingFile(), Category.STORAGE, Cause.FILE_MISSING, False),
    (FileNotFoundError(errno.ENOENT, "words"), Category.STORAGE, Cause.FILE_MISSING, False),
    (IsADirectoryError(errno.EISDIR, "words"), Category.STORAGE, Cause.FILE_MISSING, False),
    (NotADirectoryError(errno.ENOTDIR, "words"), Category.STORAGE, Cause.UNKNOWN, True),
    (system(errno.ENOTDIR), Category.STORAGE, Cause.UNKNOWN, True),
    (system(errno.EIO), Category.STORAGE, Cause.UNKNOWN, True),
    (system(errno.EROFS), Category.STORAGE, Cause.READ_ONLY, False),
    (PermissionError(errno.EACCES, "words"), Category.STORAGE, Cause.READ_ONLY, False),
    (of_package("ClientError", "botocore.exceptions"), Category.STORAGE, Cause.UNKNOWN, True),
    (OperationalError(), Category.NETWORK, Cause.UNKNOWN, True),
    (InterfaceError(), Category.NETWORK, Cause.UNKNOWN, True),
    (DatabaseError(), Category.NETWORK, Cause.UNKNOWN, True),
    (psycopg.OperationalError(), Category.NETWORK, Cause.UNKNOWN, True),
    (RedisConnectionError(), Category.NETWORK, Cause.UNKNOWN, True),
    (ConnectionResetError(), Category.NETWORK, Cause.UNKNOWN, True),
    (ConnectionRefusedError(errno.ECONNREFUSED, "words"), Category.NETWORK, Cause.UNKNOWN, True),
    (TimeoutError(), Category.NETWORK, Cause.UNKNOWN, True),
    (socket.gaierror(-2, "words"), Category.NETWORK, Cause.UNKNOWN, True),
    (ssl.SSLError(), Category.NETWORK, Cause.UNKNOWN, True),
    (system(errno.EHOSTUNREACH), Category.NETWORK, Cause.UNKNOWN, True),
    (of_package("ReadTimeout", "httpx"), Category.NETWORK, Cause.UNKNOWN, True),
    (system(errno.EMFILE), Category.PIPELINE, Cause.TOO_MANY_FILES, True),
    (cv_error(-215), Category.PIPELINE, Cause.UNKNOWN, True),
    (ZeroDivisionError(), Category.PIPELINE, Cause.UNKNOWN, True),
    (RuntimeError("CUDA out of memory"), Category.PIPELINE, Cause.UNKNOWN, True),
]


@pytest.mark.parametrize(("error", "category", "cause", "transient"), CASES, ids=lambda value: repr(value)[:50])
def test_each_exception_is_of_its_kind(error: Exception, category: Category, cause: Cause, transient: bool) -> None:
    told = translated(error)
    assert (told.category, told.cause, told.transient) == (category, cause, transient)
    assert category_of(error) == category
    assert told.detail.endswith(".")
    assert told.advice.endswith(".")
    assert "words" not in told.detail + told.advice


def test_what_is_told_already_stays_as_it_is() -> None:
    error = unexpected()
    assert translated(error) is error


@pytest.mark.parametrize("error", [OutOfMemory(), MemoryError()])
def test_memory_that_runs_short_steps_down(error: Exception) -> None:
    assert isinstance(translated(error), MemoryShort)


def test_a_category_that_there_is_not_is_refused() -> None:
    with pytest.raises(ValueError, match="weather"):
        JobError("weather", "It rains.", "Wait.")


def test_a_real_full_disk_is_one(tmp_path: Path) -> None:
    """/dev/full: every write ends in ENOSPC."""
    with pytest.raises(OSError, match="space") as caught, Path("/dev/full").open("wb", buffering=0) as full:
        full.write(b"x")
    assert translated(caught.value).cause == Cause.DISK_FULL


def test_a_real_damaged_clip_is_one(tmp_path: Path) -> None:
    clip = tmp_path / "take.mp4"
    clip.write_bytes(np.random.default_rng(7).bytes(4096))
    with pytest.raises(av.FFmpegError) as caught:
        av.open(clip)
    assert translated(caught.value).cause == Cause.PICTURE_DAMAGED
