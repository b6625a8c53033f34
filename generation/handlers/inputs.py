"""What a job builds on: pictures of the store, and the world of its episode."""

import struct
import zlib
from typing import Any
from uuid import UUID

import numpy as np
from PIL import Image

from generation.engines.base import Picture, World
from generation.errors import damaged_input
from generation.media import storage

_UNREADABLE = (SyntaxError, ValueError, EOFError, struct.error, zlib.error)
"""What Pillow raises for a broken PNG, beside an OSError without a number."""


def stored_picture(workspace_id: UUID, digest: str) -> Picture | None:
    """A picture of the store: a PNG of ours, so no limit of what people send holds for it (a photograph grows as PNG).

    None where no digest is given. Raises JobError for one that is damaged, MissingFile.
    """
    if not digest:
        return None
    with storage.local_path(workspace_id, digest) as path:
        try:
            with Image.open(path, formats=["PNG"]) as picture:
                return np.asarray(picture.convert("RGB"))
        except _UNREADABLE as error:
            raise damaged_input() from error
        except OSError as error:
            if error.errno is None:
                raise damaged_input() from error
            raise


def world_of(params: dict[str, Any]) -> World | None:
    """What the scenes of this job's episode share; None for what stands alone."""
    told = params.get("world")
    return World(**told) if told else None
