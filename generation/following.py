"""Watching a generation from the terminal: one line a stage, until it has ended."""

import shutil
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from accounts.tenancy import scope
from generation import values
from generation.media import storage
from generation.models import Generation, Job, Output

LOOK_SECONDS = 0.2
WORDS = {
    values.JOB_PLAN: "Planning the scenes",
    values.JOB_PICTURE: "Making pictures",
    values.JOB_TAKE: "Shooting takes",
    values.JOB_SCORE: "Looking them over",
    values.JOB_CUT: "Cutting the film",
    values.JOB_POLISH: "Polishing",
}


@dataclass(frozen=True, slots=True)
class Count:
    """How many jobs of a kind are done, of how many."""

    kind: str
    done: int
    of: int

    def __str__(self) -> str:
        return f"{WORDS[self.kind]}: {self.done} of {self.of}"


def _counts(root: Generation) -> Iterator[Count]:
    rows = Job.objects.filter(generation__in=_family(root)).values_list("kind", "state")
    for kind in WORDS:
        states = [state for found, state in rows if found == kind]
        if states:
            yield Count(kind, sum(state in values.JOB_ENDS for state in states), len(states))


def _family(root: Generation) -> list[UUID]:
    return [root.pk, *Generation.objects.filter(parent=root).values_list("pk", flat=True)]


def follow(workspace_id: UUID, generation_id: UUID, say: Callable[[str], None]) -> Generation:
    """Wait until a generation has ended; `say` gets a line whenever a stage moves on."""
    told: dict[str, Count] = {}
    while True:
        with scope(workspace_id):
            generation = Generation.objects.get(pk=generation_id)
            counts = list(_counts(generation))
        for count in counts:
            if told.get(count.kind) != count:
                told[count.kind] = count
                say(str(count))
        if generation.ended:
            return generation
        time.sleep(LOOK_SECONDS)


def copy_out(output: Output, to: Path) -> None:
    """Copy an output's file; inside its scope."""
    with storage.local_path(output.tenant_id, output.file.sha256) as path:
        shutil.copyfile(path, to)
