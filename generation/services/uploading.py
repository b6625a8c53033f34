"""A person's own picture as a hero frame."""

import logging
from typing import BinaryIO
from uuid import UUID

from accounts.problems import InvalidField, Problem
from accounts.tenancy import current_workspace_id
from generation import files, values
from generation.handlers.base import MadeFile
from generation.handlers.picture import told
from generation.media.errors import DiskFull, MediaError
from generation.media.pictures import encode_png
from generation.media.uploads import LARGEST_UPLOAD_BYTES, open_upload
from generation.models import HeroFrame
from generation.services.lettering import next_frame_number
from quality.scoring import score_picture

RECIPE = {"origin": "upload"}
log = logging.getLogger("dailies.uploads")


def add_upload(source: BinaryIO, size: int, *, scene_id: UUID, prompt: str) -> HeroFrame:
    """Check, set upright, strip and store a picture; the scene's next frame. InvalidField says what would work."""
    try:
        if size > LARGEST_UPLOAD_BYTES:
            raise MediaError(
                "image",
                "This picture's file is too large.",
                f"Use a file of at most {LARGEST_UPLOAD_BYTES // 1024**2} MB.",
            )
        upload = open_upload(source.read())
        file_id = files.keep(current_workspace_id(), encode_png(upload.rgb, RECIPE), "image/png")
    except DiskFull as error:
        log.error("the disk that holds %s is full", error.folder)
        raise Problem("No room left", error.detail, error.advice, status=507) from error
    except MediaError as error:
        raise InvalidField(error.field, error.detail, error.advice) from error
    score = score_picture(upload.rgb, None)
    output = files.output_of(MadeFile(file_id, upload.width, upload.height, RECIPE))
    return HeroFrame.objects.create(
        scene_id=scene_id,
        origin=values.UPLOADED,
        number=next_frame_number(scene_id),
        prompt=prompt,
        output=output,
        score=score.total,
        scores=told(score),
    )
