"""Files of a workspace: the row first, then the content-addressed file, so that a sweep finds every orphan."""

from datetime import timedelta
from pathlib import Path
from uuid import UUID

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

ORPHAN_HOURS = 24
MOST_AT_ONCE = 1000
PICTURES = ("sha256", "frame_sha256", "reference_sha256")
"""Where the params of a job name files that it will read."""

KEEP_SQL = """
INSERT INTO generation_storedfile (id, workspace_id, sha256, bytes, media_type) VALUES (%s, %s, %s, %s, %s)
ON CONFLICT (workspace_id, sha256) DO UPDATE SET created_at = EXCLUDED.created_at
RETURNING id
"""
"""One statement, or a sweep between looking and writing would take the row away."""


def keep(workspace_id: UUID, content: bytes | Path, media_type: str) -> UUID:
    """Store a file once in its workspace; the id of its row. Raises DiskFull, StorageFull."""
    file = storage.measure(content)
    with scope(workspace_id), connection.cursor() as cursor:
        check_room(file.bytes)
        cursor.execute(KEEP_SQL, [new_id(), workspace_id, file.sha256, file.bytes, media_type])
        file_id: UUID = cursor.fetchone()[0]
    storage.put(workspace_id, content, media_type, file)
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
    """The output row of a stored file."""
    return Output.objects.create(
        generation=generation,
        job=job,
        file_id=made.file_id,
        width=made.width,
        height=made.height,
        frames=made.frames,
        fps=made.fps,
        duration_seconds=made.duration_seconds,
        recipe=made.recipe,
        notice=made.notice,
    )


def sweep() -> int:
    """Delete files older than a day that neither an output nor open work refers to, in the workspace we are in,
    and what was left half written.

    Says how many: at most MOST_AT_ONCE, the next sweep takes the rest.
    """
    old = timezone.now() - timedelta(hours=ORPHAN_HOURS)
    orphans = StoredFile.objects.select_for_update(of=("self",)).filter(outputs=None, created_at__lt=old)
    swept = orphans.exclude(sha256__in=_needed())[:MOST_AT_ONCE]
    for orphan in swept:
        storage.delete(orphan.tenant_id, orphan.sha256)
        orphan.delete()
    storage.sweep_parts(current_workspace_id(), ORPHAN_HOURS * 3600)
    return len(swept)


def _needed() -> set[str]:
    """Digests that waiting and running jobs will read, such as the clips of a film whose scene was deleted since."""
    found: set[str] = set()
    for params in Job.objects.exclude(state__in=values.JOB_ENDS).values_list("params", flat=True):
        found.update(params.get("clips", ()))
        found.update(params[name] for name in PICTURES if params.get(name))
    return found
