"""Files of a workspace: the row first, then the content-addressed file, so that a sweep finds every orphan."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

from django.core.files.storage import FileSystemStorage
from django.db import connection
from django.db.models import Sum
from django.db.models.functions import Coalesce
from django.utils import timezone

from accounts.identifiers import new_id
from accounts.plans.here import plan_here
from accounts.plans.values import at_least, more_than, sized
from accounts.tenancy import current_workspace_id, scope
from generation import values
from generation.handlers.base import MadeFile
from generation.media import storage
from generation.media.errors import StorageFull
from generation.models import Generation, Job, Output, StoredFile
from generation.models.generation import AFTER_A_PICTURE, REFERENCES

ORPHAN_HOURS = 24
MOST_AT_ONCE = 1000
PICTURES = ("sha256", *REFERENCES)
"""Where the params of a job name files that it will read."""

KEEP_SQL = """
INSERT INTO generation_storedfile (id, workspace_id, sha256, bytes, media_type) VALUES (%s, %s, %s, %s, %s)
ON CONFLICT (workspace_id, sha256) DO UPDATE SET created_at = EXCLUDED.created_at
RETURNING id
"""
"""One statement, or a sweep between looking and writing would take the row away."""


def keep(workspace_id: UUID, content: bytes | Path, media_type: str, wrote: storage.Wrote = storage.unheard) -> UUID:
    """Store a file once in its workspace; the id of its row. `wrote` is called with each piece on its way.

    Raises DiskFull, StorageFull, and what `wrote` raises.
    """
    file = storage.measure(content)
    with scope(workspace_id), connection.cursor() as cursor:
        check_room(file.bytes)
        cursor.execute(KEEP_SQL, [new_id(), workspace_id, file.sha256, file.bytes, media_type])
        file_id: UUID = cursor.fetchone()[0]
    storage.put(workspace_id, content, media_type, file, wrote)
    return file_id


def check_room(more_bytes: int = 1) -> None:
    """Whether the plan lets the workspace keep this much more. Raises StorageFull.

    Files that come in the same instant do not see each other, so a workspace may end a little above its limit.
    """
    plan = plan_here()
    most = plan.storage_bytes
    if most is None:
        return
    kept: int = StoredFile.objects.aggregate(sum=Coalesce(Sum("bytes"), 0))["sum"]
    if at_least(most, kept + more_bytes):
        return
    up = plan.next_up(
        lambda other: more_than(other.storage_bytes, most), lambda other: f"keeps {sized(other.storage_bytes)}"
    )
    raise StorageFull(
        f"{plan.name} plans keep {sized(most)}, and {sized(kept)} are in use.",
        f"{up} Or delete projects that are not needed: their room is free a day later.".strip(),
    )


def output_of(made: MadeFile, generation: Generation | None = None, job: Job | None = None) -> Output:
    """The output row of a stored file; its recipe here names the device too, which a file's own never does."""
    device = {"device": job.device_name} if job is not None and job.device_name else {}
    return Output.objects.create(
        generation=generation,
        job=job,
        file_id=made.file_id,
        width=made.width,
        height=made.height,
        frames=made.frames,
        fps=made.fps,
        duration_seconds=made.duration_seconds,
        recipe={**made.recipe, **device},
        notice=made.notice,
    )


def pictures_read_by(params: Mapping[str, Any]) -> list[str]:
    """Digests of the pictures that a job with these params reads."""
    return [str(params[name]) for name in PICTURES if params.get(name)]


def read_by(params: Mapping[str, Any]) -> list[str]:
    """Digests of all files that a job with these params reads."""
    return [*pictures_read_by(params), *params.get("clips", ())]


def are_remote() -> bool:
    """Whether files are kept on another machine, so that each use of one fetches a copy."""
    return not isinstance(storage.media_storage(), FileSystemStorage)


@dataclass(frozen=True, slots=True)
class Swept:
    """What a sweep took away: stored files with their bytes, and parts of files that were never finished."""

    files: int
    bytes: int
    parts: int


def sweep() -> int:
    """What `clear` does with what is older than a day; how many files."""
    return clear(ORPHAN_HOURS).files


def clear(older_than_hours: float) -> Swept:
    """Delete files so old that no output, open work or generation refers to, in the workspace we are in,
    and what was left half written.

    At most MOST_AT_ONCE: the next sweep takes the rest.
    """
    old = timezone.now() - timedelta(hours=older_than_hours)
    orphans = StoredFile.objects.filter(outputs=None, created_at__lt=old)
    held = orphans.select_for_update(of=("self",))
    swept = list(held.exclude(sha256__in=_needed())[:MOST_AT_ONCE]) if orphans.exists() else []
    for orphan in swept:
        storage.delete(orphan.tenant_id, orphan.sha256)
        orphan.delete()
    parts = storage.sweep_parts(current_workspace_id(), older_than_hours * 3600)
    return Swept(len(swept), sum(orphan.bytes for orphan in swept), parts)


def referred_to() -> set[tuple[str, UUID]]:
    """(digest, tree) of each picture that a generation of the workspace we are in was made after.

    Reads those generations alone, by the index `generation_after_picture`; EXPLAIN in tests/generation/test_files.py.
    """
    rows = Generation.objects.filter(AFTER_A_PICTURE).annotate(tree=Coalesce("root_id", "pk")).order_by()
    told = rows.values_list(*(f"settings__{name}" for name in REFERENCES), "tree").distinct()
    return {(str(digest), tree) for *digests, tree in told.iterator() for digest in digests if digest}


def _needed() -> set[str]:
    """Digests that waiting and running jobs will read, such as the clips of a film whose scene was deleted since; and
    those that what was made from them needs to be made once more."""
    found = {digest for digest, _ in referred_to()}
    for params in Job.objects.exclude(state__in=values.JOB_ENDS).values_list("params", flat=True):
        found.update(read_by(params))
    return found
