"""A picture that can't be read, or not as it should be, is decoded with care and stored anew."""

from collections.abc import Mapping
from typing import ClassVar

from generation import files
from generation.errors import Category, Cause
from generation.media import storage
from generation.media.errors import MissingFile
from generation.media.mending import Mended, Unreadable, mend
from generation.media.pictures import encode_png
from generation.resolution.steps.base import Context, Step
from generation.resolution.values import DONE, FAILED, NOTHING, Facts, Outcome
from generation.services import exchanging


class RepairPicture(Step):
    """The job, and what else is to be made of the picture, goes on with the repaired one."""

    key = "repair_picture"
    title = "Repair the picture"
    words = "A picture that is cut off at its end, turned, or in colours that nobody reads can often be saved."
    automatic = True
    chances: ClassVar[Mapping[str, float]] = {Category.INPUT: 0.5, Category.STORAGE: 0.2}

    def applies(self, facts: Facts) -> bool:
        """Where it reads a picture that could not be read."""
        return facts.pictures > 0 and facts.cause == Cause.PICTURE_DAMAGED

    def run(self, context: Context) -> Outcome:
        """Says what was repaired; a picture of which much is lost is left to a person."""
        told: list[str] = []
        try:
            for digest in files.pictures_read_by(context.params):
                with storage.local_path(context.workspace_id, digest) as path:
                    mended = mend(path.read_bytes())
                if mended.words:
                    _exchange(context, digest, mended)
                    told.append(mended.words)
        except (Unreadable, MissingFile):
            return Outcome(FAILED, "Too much of the picture is lost.")
        if not told:
            return Outcome(NOTHING, "The picture is as it should be.")
        return Outcome(DONE, " ".join(told), mended=True)


def _exchange(context: Context, digest: str, mended: Mended) -> None:
    content = encode_png(mended.rgb, {"function": "repair", "of": digest})
    file_id = files.keep(context.workspace_id, content, "image/png")
    assert context.held is not None
    exchanging.exchange(context.held, digest, file_id)
