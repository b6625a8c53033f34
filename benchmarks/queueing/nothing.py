"""A kind of job that makes nothing: what is left is the queue."""

from generation.engines.base import Report
from generation.handlers.base import Made, Work
from generation.models import Generation, Job

KIND = "nothing"


def run(work: Work, report: Report) -> Made:
    """Nothing, told as every engine tells."""
    report("scoring", 1.0)
    return Made()


def store(job: Job, generation: Generation, made: Made) -> None:
    """Nothing to write."""
