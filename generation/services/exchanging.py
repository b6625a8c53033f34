"""A stored picture takes the place of a damaged one, wherever open work and what was made refer to that."""

from typing import Any
from uuid import UUID

from accounts.tenancy import scope
from generation import files, queue
from generation.models import Generation, Job, Output, StoredFile
from generation.queue import Claim


def exchange(held: Claim, digest: str, file_id: UUID) -> bool:
    """Let the held job, its generation and the frame that the picture came from use another file of the store.

    False when the job is no longer ours: nothing is written.
    """
    with scope(held.workspace_id):
        if not queue.is_ours(held):
            return False
        job = Job.objects.held().select_related("generation").get(pk=held.job_id)
        replacement = StoredFile.objects.get(pk=file_id).sha256
        job.params = renamed(job.params, digest, replacement)
        job.save(update_fields=["params"])
        generation: Generation = job.generation
        generation.settings = renamed(generation.settings, digest, replacement)
        generation.save(update_fields=["settings"])
        Output.objects.filter(file__sha256=digest).update(file_id=file_id)
        return True


def renamed(params: dict[str, Any], before: str, after: str) -> dict[str, Any]:
    """The params, with a picture that they name replaced (pure)."""
    return {name: after if name in files.PICTURES and value == before else value for name, value in params.items()}
