"""What an operator may do to work: requeue a job, cancel a generation; each in its own scope and transaction."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import TypeVar
from uuid import UUID

from django.db.models import Model

from accounts.problems import Problem
from accounts.tenancy import scope
from generation.models import Generation, Job
from generation.services import ending, running
from generation.values import IllegalTransition

MOST_AT_ONCE = 500
"""More would keep the page waiting; the rest is a second press."""

Row = TypeVar("Row", bound=Model)


@dataclass(slots=True)
class Report:
    """What was done, and what could not be, with how many a reason."""

    done: list[Model] = field(default_factory=list)
    refused: Counter[str] = field(default_factory=Counter)

    def reasons(self) -> str:
        """The refusals as one sentence each."""
        return " ".join(f"{count} not: {reason}." for reason, count in self.refused.most_common())


def requeue(jobs: Iterable[Job]) -> Report:
    """Free stuck jobs' tickets and queue failed jobs again."""
    return each(jobs, running.requeue)


def cancel(generations: Iterable[Generation]) -> Report:
    """Stop generations, with those they asked for; what is made already stays."""
    return each(generations, _cancel)


def _cancel(generation: Generation) -> None:
    with scope(generation.tenant_id):
        found = Generation.objects.get(pk=generation.pk)
        if found.ended:
            raise AlreadyEnded(found.get_state_display().lower())
        ending.cancel(found)


class AlreadyEnded(Exception):
    """A generation that needs no cancelling."""

    def __init__(self, state: str) -> None:
        super().__init__(f"it had ended already ({state})")


def each(rows: Iterable[Row], act: Callable[[Row], None]) -> Report:
    """Do something to each row, and say for which it could not be done and why."""
    report = Report()
    for row in rows:
        try:
            act(row)
        except (IllegalTransition, AlreadyEnded) as error:
            report.refused[str(error)] += 1
        except Problem as problem:
            report.refused[problem.detail.rstrip(".")] += 1
        except (Job.DoesNotExist, Generation.DoesNotExist):
            report.refused["it was deleted in the meantime"] += 1
        else:
            report.done.append(row)
    return report


def generations_of(jobs: Iterable[Job]) -> list[Generation]:
    """The generations that these jobs are parts of, each once; the jobs come with theirs loaded."""
    found: dict[UUID, Generation] = {job.generation_id: job.generation for job in jobs}
    return list(found.values())
