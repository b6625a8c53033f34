"""What a job's handler gets and gives: plain frozen values, so that it runs without a database transaction."""

import re
import time
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Protocol
from uuid import UUID

from generation.engines.base import STORING, Report
from generation.estimates import Measured
from generation.models import Generation, Job

SAY_SECONDS = 1.0
"""How often storing says a word: what is stored at once says none."""


@dataclass(frozen=True, slots=True)
class Work:
    """A claimed job, as its handler sees it. `decision` is its generation's, as stored."""

    job_id: UUID
    workspace_id: UUID
    generation_id: UUID
    kind: str
    number: int
    engine: str
    params: dict[str, Any]
    decision: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class MadeFile:
    """A file that is in the store. `frames` and `fps` are 0 for a picture."""

    file_id: UUID
    width: int
    height: int
    recipe: dict[str, Any]
    notice: str = ""
    frames: int = 0
    fps: float = 0.0
    duration_seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class Made:
    """What a handler hands to the finishing transaction: at most one file, and the kind's own facts.

    `measured` is what the work took; the worker adds it.
    """

    file: MadeFile | None = None
    facts: dict[str, Any] = field(default_factory=dict)
    measured: Measured | None = None


def in_own_words(recipe: dict[str, Any], prompt: str) -> dict[str, Any]:
    """The recipe, its ignored words only those that the creator wrote: the studio adds some of its own."""
    if "read" not in recipe:
        return recipe
    plain = unicodedata.normalize("NFKC", prompt).casefold().replace("\u2019", "'")
    wrote = set(re.findall(r"[^\W_]+(?:'[^\W_]+)?", plain))
    ignored = [phrase for phrase in recipe["read"]["ignored"] if wrote.issuperset(phrase.replace("-", " ").split())]
    return {**recipe, "read": {**recipe["read"], "ignored": ignored}}


def storing(report: Report) -> Callable[[], None]:
    """For `files.keep`: slow storage that writes is no engine that hangs, and who wants it to stop is heard."""
    said = time.monotonic()

    def wrote() -> None:
        nonlocal said
        if (now := time.monotonic()) - said >= SAY_SECONDS:
            said = now
            report(STORING, 1.0)

    return wrote


class Handler(Protocol):
    """One module of `generation.handlers` a kind of job."""

    def run(self, work: Work, report: Report) -> Made:
        """Do the work; no transaction is open. Raises JobError, MediaError or Cancelled."""
        ...

    def store(self, job: Job, generation: Generation, made: Made) -> None:
        """Write the rows, inside the finishing transaction."""
        ...
