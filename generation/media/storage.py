"""The content-addressed store: `{workspace}/{sha256}` in whatever storage Django is configured with.

The name is the content: a file is written once in a workspace, never changed, never shared between two.
"""

import hashlib
import io
import os
import re
import secrets
import shutil
import stat
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any
from uuid import UUID

from django.conf import settings
from django.core.files.base import File
from django.core.files.storage import FileSystemStorage, Storage, default_storage, storages

from generation.media.errors import MissingFile
from generation.media.writing import PART_NAMES, whole_file

_CHUNK_BYTES = 1 << 20
_FLUSH_BYTES = 64 << 20
"""The disk is waited for after each of these: all at the end could take minutes of silence."""
Wrote = Callable[[], object]
"""Called with each piece of a file that is on its way: slow storage is at work, it does not hang."""
_SHA256 = re.compile(r"[0-9a-f]{64}\Z")


@dataclass(frozen=True, slots=True)
class StoredFile:
    """What a row keeps of a stored file: its name (hex SHA-256 of its content) and its size in bytes."""

    sha256: str
    bytes: int


def media_storage() -> Storage:
    """The storage called `media` in the settings, else the default one."""
    return storages["media"] if "media" in settings.STORAGES else default_storage


def stored_name(workspace_id: UUID | str, sha256: str) -> str:
    """The file's name in the storage. Raises ValueError for what is no workspace id or no digest."""
    if not _SHA256.match(sha256):
        raise ValueError(f"not a SHA-256 digest: {sha256!r}")
    return f"{UUID(str(workspace_id))}/{sha256}"


def measure(content: Path | bytes) -> StoredFile:
    """The digest and size under which `content` would be stored."""
    if isinstance(content, bytes):
        return StoredFile(hashlib.sha256(content).hexdigest(), len(content))
    with content.open("rb") as source:
        return StoredFile(hashlib.file_digest(source, "sha256").hexdigest(), content.stat().st_size)


def unheard() -> None:
    """For nobody who waits for a word."""


def put(
    workspace_id: UUID | str,
    content: Path | bytes,
    media_type: str,
    file: StoredFile | None = None,
    wrote: Wrote = unheard,
) -> StoredFile:
    """Store `content` and say under which digest; what is there already is not written again.

    A reader never sees a part of a file. `media_type` is told to storages that keep one (S3); `file` is what
    `measure` said of `content`, where somebody asked before. Raises `DiskFull`; ValueError if the file at a path
    changed since it was measured; and what `wrote` raises, when a disk keeps nothing of the file.
    """
    file = file or measure(content)
    name = stored_name(workspace_id, file.sha256)
    if not _holds(name, file.bytes):
        with _reader(content) as source:
            _write(name, source, file, media_type, wrote)
    return file


def open(workspace_id: UUID | str, sha256: str) -> "File[bytes]":
    """The stored file, open for reading in binary; the caller closes it. Raises `MissingFile`."""
    return open_stored(stored_name(workspace_id, sha256))


def open_stored(name: str) -> "File[bytes]":
    """Like `open`, by the name that `stored_name` gave."""
    try:
        return media_storage().open(name, "rb")
    except FileNotFoundError:
        raise MissingFile from None


@contextmanager
def local_path(workspace_id: UUID | str, sha256: str) -> Iterator[Path]:
    """A path on this machine to read the file from, good inside the block: its own, or that of a copy.

    Never write to it. Raises `MissingFile`, `DiskFull`; OSError where the store itself can't be read.
    """
    name = stored_name(workspace_id, sha256)
    if isinstance(media_storage(), FileSystemStorage):
        path = Path(media_storage().path(name))
        if not _is_file(path):
            raise MissingFile
        yield path
        return
    with tempfile.TemporaryDirectory(prefix="dailies-") as folder, open_stored(name) as source:
        with whole_file(Path(folder) / sha256) as part, part.open("wb") as copy:
            shutil.copyfileobj(source, copy, _CHUNK_BYTES)
        yield Path(folder) / sha256


def _is_file(path: Path) -> bool:
    """Unlike `Path.is_file`, which calls a file missing as well where the folder it should lie in is none."""
    try:
        return stat.S_ISREG(path.stat().st_mode)
    except FileNotFoundError:
        return False


def delete(workspace_id: UUID | str, sha256: str) -> None:
    """Remove the file; nothing happens if it is not there."""
    media_storage().delete(stored_name(workspace_id, sha256))


def sweep_parts(workspace_id: UUID | str, older_than_seconds: float) -> int:
    """Delete what killed processes left half written in a workspace's folder; how many files."""
    storage = media_storage()
    if not isinstance(storage, FileSystemStorage):
        return 0
    old = time.time() - older_than_seconds
    swept = 0
    for part in Path(storage.path(str(UUID(str(workspace_id))))).glob(PART_NAMES):
        with suppress(FileNotFoundError):  # finished or dropped since the folder was read
            if part.stat().st_mtime < old:
                part.unlink()
                swept += 1
    return swept


def _reader(content: Path | bytes) -> IO[bytes]:
    return io.BytesIO(content) if isinstance(content, bytes) else content.open("rb")


def _holds(name: str, size: int) -> bool:
    """Whether the file is there, whole: one of another size is what a crash of the machine left."""
    try:
        return media_storage().size(name) == size
    except FileNotFoundError:
        return False


def _write(name: str, source: IO[bytes], file: StoredFile, media_type: str, wrote: Wrote) -> None:
    storage = media_storage()
    if isinstance(storage, FileSystemStorage):
        _write_to_disk(storage, name, source, file, wrote)
    else:
        _hand_over(storage, name, source, media_type, wrote)


def _write_to_disk(storage: FileSystemStorage, name: str, source: IO[bytes], file: StoredFile, wrote: Wrote) -> None:
    path = Path(storage.path(name))
    with whole_file(path) as part:
        path.parent.mkdir(mode=storage.directory_permissions_mode or 0o777, parents=True, exist_ok=True)
        with part.open("wb") as target:
            _copy_checked(source, target, file, wrote)
            os.fsync(target.fileno())  # before the rename, or a power cut leaves an empty file with a good name
        if storage.file_permissions_mode is not None:
            part.chmod(storage.file_permissions_mode)


def _copy_checked(source: IO[bytes], target: IO[bytes], file: StoredFile, wrote: Wrote) -> None:
    digest, unsure = hashlib.sha256(), 0
    changes = not isinstance(source, io.BytesIO)  # bytes can't, under our hands
    while chunk := source.read(_CHUNK_BYTES):
        if changes:
            digest.update(chunk)
        target.write(chunk)
        unsure += len(chunk)
        if unsure >= _FLUSH_BYTES:
            os.fsync(target.fileno())
            unsure = 0
        wrote()
    if changes and digest.hexdigest() != file.sha256:
        raise ValueError("the file changed while it was stored")


class _Upload(File):  # type: ignore[type-arg]  # not subscriptable when it runs
    """A file that says each time when the storage takes a piece of it."""

    def __init__(self, source: IO[bytes], wrote: Wrote) -> None:
        super().__init__(source, name=secrets.token_hex(8))
        self._source, self._wrote = source, wrote

    def read(self, *size: Any) -> bytes:
        """The next piece; the one before is on its way."""
        self._wrote()
        return self._source.read(*size)


def _hand_over(storage: Storage, name: str, source: IO[bytes], media_type: str, wrote: Wrote) -> None:
    """Save through the storage's own door; it may pick another name if one appeared meanwhile."""
    if storage.exists(name):
        storage.delete(name)
    upload = _Upload(source, wrote)
    upload.content_type = media_type  # type: ignore[attr-defined]  # read by django-storages
    saved = storage.save(name, upload)
    if saved != name:
        storage.delete(saved)
