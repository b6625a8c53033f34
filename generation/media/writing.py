"""Files that appear whole or not at all."""

import errno
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import av

from generation.media.errors import DiskFull

PART_NAMES = ".*.part"
"""What files in the making are called."""
_NO_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


@contextmanager
def whole_file(path: Path) -> Iterator[Path]:
    """A name beside `path` to write under: it becomes `path` if the block ends well, else nothing is left.

    Raises `DiskFull` in place of the system's error; every other error passes.
    """
    part = path.with_name(f".{secrets.token_hex(8)}.part")
    try:
        yield part
        os.replace(part, path)
    except (OSError, av.FFmpegError) as error:
        if error.errno in _NO_ROOM:
            raise DiskFull(str(path.parent)) from error
        raise
    finally:
        part.unlink(missing_ok=True)
