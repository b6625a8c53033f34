"""Whether the files that a job reads are still what they were when they were stored."""

from collections.abc import Mapping
from typing import ClassVar

from generation import files
from generation.errors import Category
from generation.media import storage
from generation.media.errors import MissingFile
from generation.resolution.steps.base import Context, Step
from generation.resolution.values import DONE, FAILED, Facts, Outcome


class VerifyFiles(Step):
    """Read each file once more and compare it with its name, which is the SHA-256 of what was stored."""

    key = "verify_files"
    title = "Check the pictures and clips that it builds on"
    words = "A file may have been damaged on its way or on the disk."
    automatic = True
    chances: ClassVar[Mapping[str, float]] = {Category.STORAGE: 0.3, Category.INPUT: 0.3, Category.PIPELINE: 0.1}

    def applies(self, facts: Facts) -> bool:
        """Where it reads files; for a fault of ours only once it came back."""
        return facts.pictures + facts.clips > 0 and (facts.category != Category.PIPELINE or facts.tries > 1)

    def run(self, context: Context) -> Outcome:
        """Says which are damaged or gone; mends nothing."""
        digests = files.read_by(context.params)
        bad = [digest for digest in digests if not is_whole(context, digest)]
        if bad:
            return Outcome(FAILED, f"{len(bad)} of {counted(len(digests))} {'is' if len(bad) == 1 else 'are'} damaged.")
        return Outcome(DONE, f"{counted(len(digests)).capitalize()}: whole.")


def is_whole(context: Context, digest: str) -> bool:
    """Whether a stored file is there and is what it was."""
    try:
        with storage.local_path(context.workspace_id, digest) as path:
            return storage.measure(path).sha256 == digest
    except MissingFile:
        return False


def counted(number: int) -> str:
    """One file, 2 files."""
    return "1 file" if number == 1 else f"{number} files"
