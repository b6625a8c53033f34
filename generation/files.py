"""Files of a workspace: the row first, then the content-addressed file, so that a sweep finds every orphan."""

from datetime import timedelta
from hashlib import file_digest, sha256
from pathlib import Path
from uuid import UUID

from django.utils import timezone

from accounts.identifiers import new_id
from accounts.tenancy import scope
from generation.handlers.base import MadeFile
from generation.media import storage
from generation.models import Generation, Job, Output, StoredFile

ORPHAN_HOURS = 24


def _digest(content: bytes | Path) -> tuple[str, int]:
    if isinstance(content, bytes):
        return sha256(content).hexdigest(), len(content)
    with content.open("rb") as file:
        return file_digest(file, "sha256").hexdigest(), content.stat().st_size


def keep(workspace_id: UUID, content: bytes | Path, media_type: str) -> UUID:
    """Store a file once in its workspace; the id of its row. Raises MediaError when the disk is full."""
    digest, size = _digest(content)
    with scope(workspace_id):
        file, _ = StoredFile.objects.get_or_create(
            sha256=digest,
            workspace_id=workspace_id,
            defaults={"id": new_id(), "bytes": size, "media_type": media_type},
        )
        StoredFile.objects.filter(pk=file.pk).update(created_at=timezone.now())
    storage.put(workspace_id, content, media_type)
    return file.pk


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
    """Delete files that no output has referred to for a day, in the workspace we are in; how many."""
    old = timezone.now() - timedelta(hours=ORPHAN_HOURS)
    orphans = list(StoredFile.objects.select_for_update(of=("self",)).filter(outputs=None, created_at__lt=old))
    for orphan in orphans:
        storage.delete(orphan.tenant_id, orphan.sha256)
        orphan.delete()
    return len(orphans)
