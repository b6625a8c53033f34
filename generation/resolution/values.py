"""Words of a resolution (pure): its states, what a step is told and what it answers."""

from dataclasses import dataclass
from typing import TypeAlias
from uuid import UUID

WORKING, NEEDS_YOU, RESOLVED, CLOSED = "working", "needs_you", "resolved", "closed"
SESSION_STATES = [
    (WORKING, "The studio is at it"),
    (NEEDS_YOU, "Needs a person"),
    (RESOLVED, "Put right"),
    (CLOSED, "Closed"),
]
STILL_OPEN = (WORKING, NEEDS_YOU)

WAITING, RUNNING, DONE, NOTHING, FAILED = "waiting", "running", "done", "nothing", "failed"
STEP_STATES = [
    (WAITING, "Not yet"),
    (RUNNING, "Running"),
    (DONE, "Done"),
    (NOTHING, "There was nothing to do"),
    (FAILED, "Did not work"),
]

MAX_NOTE_CHARACTERS = 1000


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of a failure when steps are chosen.

    `kind`, `tier`, `in_scene`: of its generation; `part`: the kind of job, empty for a film without one. `tries`: how
    often it was tried. `pictures`, `clips`: how many it reads.
    `on_card`: a card was chosen for it. `remote_store`: files come from another machine. `supervised`: somebody starts
    the worker's process again when it ends.
    """

    category: str
    cause: str
    kind: str
    tier: str
    tries: int
    part: str = ""
    pictures: int = 0
    clips: int = 0
    on_card: bool = False
    in_scene: bool = False
    remote_store: bool = False
    supervised: bool = False


@dataclass(frozen=True, slots=True)
class Tally:
    """How often a step was tried for a category, and helped."""

    tried: int = 0
    helped: int = 0


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a step. `words`: one sentence for people. `mended`: what stood in the way was put right, so another
    try is worth it whatever the fault. `handled`: the job was queued again or held already. `restart`: the worker's
    process ends once the job is back. `made`: what was asked for, for a person's step."""

    state: str
    words: str
    mended: bool = False
    handled: bool = False
    restart: bool = False
    made: UUID | None = None


Tallies: TypeAlias = dict[str, Tally]
