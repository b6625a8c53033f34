"""Room on a full disk: files that nothing refers to, and what killed work left behind."""

import os
import shutil
import tempfile
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import ClassVar

from accounts.models import Workspace
from accounts.tenancy import scope
from generation import files
from generation.errors import Category, Cause
from generation.resolution.steps.base import Context, Step
from generation.resolution.values import DONE, NOTHING, Facts, Outcome

OLD_HOURS = 1.0
"""Younger files may belong to work that is being stored now."""
OURS = ("take-*", "cut-*", "dailies-*")
"""What our temporary folders are called."""


class FreeDisk(Step):
    """What the hourly sweep does, now and without waiting a day."""

    key = "free_disk"
    title = "Clear away what nobody needs"
    words = "Files that nothing refers to any more, and what interrupted work left behind."
    automatic = True
    chances: ClassVar[Mapping[str, float]] = {Category.STORAGE: 0.5}
    most_runs = 3

    def applies(self, facts: Facts) -> bool:
        """Only a full disk gains from it."""
        return facts.cause == Cause.DISK_FULL

    def run(self, context: Context) -> Outcome:
        """Says what is free again."""
        freed, found = clear_temporary()
        for workspace_id in list(Workspace.objects.values_list("pk", flat=True)):
            with scope(workspace_id):
                swept = files.clear(OLD_HOURS)
            freed, found = freed + swept.bytes, found + swept.files + swept.parts
        if not found:
            return Outcome(NOTHING, "There was nothing to clear away.")
        return Outcome(DONE, f"{freed / 2**20:,.1f} MB are free again.", mended=True)


def clear_temporary() -> tuple[int, int]:
    """Delete what interrupted work left in the folder of temporary files: bytes, and folders; what is not ours to
    delete stays, and does not count."""
    freed = found = 0
    for folder in left_behind(Path(tempfile.gettempdir())):
        size = _bytes_of(folder)
        shutil.rmtree(folder, ignore_errors=True)
        if not folder.exists():
            freed, found = freed + size, found + 1
    return freed, found


def _bytes_of(folder: Path) -> int:
    """What its files take, as far as we may look."""
    files_in = (Path(place, name) for place, _, names in os.walk(folder) for name in names)
    return sum(path.lstat().st_size for path in files_in if not path.is_symlink())


def left_behind(root: Path) -> Iterator[Path]:
    """Our temporary folders that nobody has written to for long."""
    old = time.time() - OLD_HOURS * 3600
    for pattern in OURS:
        for folder in root.glob(pattern):
            if folder.is_dir() and not folder.is_symlink() and newest(folder) < old:
                yield folder


def newest(folder: Path) -> float:
    """When something in a folder was written last; now, for one that is being taken away."""
    try:
        return max(path.stat().st_mtime for path in (folder, *folder.rglob("*")))
    except OSError:
        return time.time()
