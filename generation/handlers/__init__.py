"""What a worker does for each kind of job: kind -> module, imported at first use."""

from importlib import import_module
from typing import cast

from generation.engines.base import Report
from generation.handlers.base import Handler, Made, Work
from generation.models import Generation, Job

HANDLERS = {
    "plan": "generation.handlers.plan",
    "picture": "generation.handlers.picture",
    "take": "generation.handlers.take",
    "score": "generation.handlers.score",
    "cut": "generation.handlers.cut",
    "polish": "generation.handlers.polish",
}


def _handler(kind: str) -> Handler:
    return cast(Handler, import_module(HANDLERS[kind]))


def run(work: Work, report: Report) -> Made:
    """Do a job's work."""
    return _handler(work.kind).run(work, report)


def store(job: Job, generation: Generation, made: Made) -> None:
    """Write what a job made, inside the finishing transaction."""
    _handler(job.kind).store(job, generation, made)
