"""A person's own picture as a hero frame."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from threading import BoundedSemaphore
from typing import BinaryIO
from uuid import UUID

from accounts.plans.here import PlanLimit
from accounts.problems import InvalidField, Problem
from accounts.tenancy import current_workspace_id
from generation import files, values
from generation.handlers.base import MadeFile
from generation.handlers.picture import told
from generation.media.errors import DiskFull, MediaError, StorageFull
from generation.media.pictures import encode_png
from generation.media.uploads import LARGEST_UPLOAD_BYTES, Upload, open_upload
from generation.models import HeroFrame
from generation.services.lettering import next_frame_number
from quality.scoring import score_picture

RECIPE = {"origin": "upload"}
log = logging.getLogger("dailies.uploads")


DESK = BoundedSemaphore(2)
"""Pictures that are read at once in a process: one may take half a gigabyte while it is decoded."""


def add_upload(source: BinaryIO, size: int, *, scene_id: UUID, prompt: str) -> HeroFrame:
    """Check, set upright, strip and store a picture; the scene's next frame. InvalidField says what would work."""
    with _problems(), DESK:
        upload = _opened(source, size)
        content = encode_png(upload.rgb, RECIPE)
        score = score_picture(upload.rgb, None)
    number = next_frame_number(scene_id)  # before the file is written: a deleted scene must not leave one behind
    with _problems():
        file_id = files.keep(current_workspace_id(), content, "image/png")
    output = files.output_of(MadeFile(file_id, upload.width, upload.height, RECIPE))
    return HeroFrame.objects.create(
        scene_id=scene_id,
        origin=values.UPLOADED,
        number=number,
        prompt=prompt,
        output=output,
        score=score.total,
        scores=told(score),
    )


def _opened(source: BinaryIO, size: int) -> Upload:
    if size > LARGEST_UPLOAD_BYTES:
        advice = f"Use a file of at most {LARGEST_UPLOAD_BYTES // 1024**2} MB."
        raise MediaError("image", "This picture's file is too large.", advice)
    return open_upload(source.read())


@contextmanager
def _problems() -> Iterator[None]:
    """What is wrong with a file, as the API tells it."""
    try:
        yield
    except DiskFull as error:
        log.error("the disk that holds %s is full", error.folder)
        raise Problem("No room left", error.detail, error.advice, status=507) from error
    except StorageFull as error:
        raise PlanLimit(error.detail, error.advice) from error
    except MediaError as error:
        raise InvalidField(error.field, error.detail, error.advice) from error
