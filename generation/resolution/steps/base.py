"""What a step is: one class in one file of this folder, found by itself."""

from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar
from uuid import UUID

from generation.queue import Claim
from generation.resolution.values import Facts, Outcome


@dataclass(frozen=True, slots=True)
class Context:
    """What a step has in its hands. `held` and `params` are those of the failed job, in the worker that holds it and
    with no transaction open; a person's step has `user_id` and runs inside the request's scope."""

    workspace_id: UUID
    generation_id: UUID
    job_id: UUID | None
    facts: Facts
    params: Mapping[str, Any]
    held: Claim | None = None
    user_id: UUID | None = None


class Step(ABC):
    """Something that may help.

    `title`: what it does, as a person would say it. `words`: why it may help; for a person's step, what to do.
    `chances`: how likely it helps with each category, 0..1, as long as nothing is known better. `leads_to`: the part
    of the studio where a person's step is done; empty where a press of the button does it.
    """

    key: ClassVar[str]
    title: ClassVar[str]
    words: ClassVar[str]
    automatic: ClassVar[bool]
    chances: ClassVar[Mapping[str, float]]
    most_runs: ClassVar[int] = 1
    leads_to: ClassVar[str] = ""

    def applies(self, facts: Facts) -> bool:
        """Whether it can do something here, beside being for the category."""
        return True

    @abstractmethod
    def run(self, context: Context) -> Outcome:
        """Do it. What it raises is logged, and the step did not work."""
