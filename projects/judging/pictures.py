"""The pictures of a report, small enough for paper."""

import logging
from dataclasses import replace
from io import BytesIO
from uuid import UUID

from PIL import Image

from generation.media import storage
from generation.media.errors import MediaError
from projects.judging.values import Report

log = logging.getLogger("dailies.reports")

WIDTH_PIXELS = 480
"""Sharp at 5 cm in print."""
JPEG_QUALITY = 82


def with_pictures(report: Report, workspace_id: UUID) -> Report:
    """The report with its scenes' pictures; one that can't be read is left out and logged."""
    digests = dict.fromkeys(verdict.scene.picture for verdict in report.judgement.scenes if verdict.scene.picture)
    found = {digest: small for digest in digests if (small := _small(workspace_id, digest)) is not None}
    return replace(report, pictures=found)


def _small(workspace_id: UUID, digest: str) -> bytes | None:
    try:
        with storage.open(workspace_id, digest) as file, Image.open(file) as picture:
            picture.draft("RGB", (WIDTH_PIXELS * 2, WIDTH_PIXELS * 2))
            shown = picture.convert("RGB")
    except (OSError, MediaError) as error:
        log.warning("a picture is left out of a report: %s", type(error).__name__)
        return None
    shown.thumbnail((WIDTH_PIXELS, WIDTH_PIXELS * 2))
    written = BytesIO()
    shown.save(written, "JPEG", quality=JPEG_QUALITY)
    return written.getvalue()
