"""Looks one take over."""

from uuid import UUID

from generation import events
from generation.engines.base import Report
from generation.errors import JobError
from generation.handlers.base import Made, Work
from generation.media import storage
from generation.models import Generation, Job, Take, TakeScore
from quality.scoring import ScoringError, score_clip


def run(work: Work, report: Report) -> Made:
    """Measure the clip; a dimension that cannot be measured says so."""
    report("scoring", 0.0)
    with storage.local_path(work.workspace_id, work.params["sha256"]) as path:
        try:
            score = score_clip(path, work.params["prompt"])
        except ScoringError as error:
            raise JobError("storage", "This take can't be read any more.", "Make it again.") from error
    report("scoring", 1.0)
    return Made(facts={"score": score})


def store(job: Job, generation: Generation, made: Made) -> None:
    """The take's total, flags and a row a dimension."""
    score = made.facts["score"]
    take = Take.objects.get(pk=UUID(job.params["take"]))
    take.total, take.weight_measured = score.total, score.weight_measured
    take.flags, take.profile = list(score.flags), score.profile
    take.save(update_fields=["total", "weight_measured", "flags", "profile"])
    TakeScore.objects.bulk_create(
        TakeScore(
            take=take,
            workspace_id=take.workspace_id,
            dimension=s.dimension,
            status=s.status,
            value=s.value,
            method=s.method,
            version=s.version,
            reason=s.reason,
        )
        for s in score.scores.values()
    )
    events.record("take.scored", generation=generation, take=str(take.pk), number=take.number, total=take.total)
