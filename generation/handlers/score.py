"""Looks one take over."""

from uuid import UUID

from generation import events, rescoring
from generation.engines.base import Report
from generation.errors import Category, Cause, JobError
from generation.handlers.base import Made, Work
from generation.media import storage
from generation.models import Generation, Job, Take
from quality.scoring import ScoringError
from quality.vbench import setup
from quality.vbench.batch import score


def run(work: Work, report: Report) -> Made:
    """Measure the clip; a dimension that cannot be measured says so."""
    report("scoring", 0.0)
    with storage.local_path(work.workspace_id, work.params["sha256"]) as path:
        try:
            scored = score(path, work.params["prompt"], setup(), lambda: report("scoring", 0.5))
        except ScoringError as error:
            words = "This take can't be read any more.", "Make it again."
            raise JobError(Category.STORAGE, *words, cause=Cause.PICTURE_DAMAGED) from error
    report("scoring", 1.0)
    return Made(facts={"scored": scored})


def store(job: Job, generation: Generation, made: Made) -> None:
    """Its scores, and one method for all takes of the generation."""
    take = Take.objects.get(pk=UUID(job.params["take"]))
    rescoring.store(take, made.facts["scored"])
    events.record("take.scored", generation=generation, take=str(take.pk), number=take.number, total=take.total)
