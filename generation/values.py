"""Words and states of the room (pure): what a generation and a job may be, and how they change."""

from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from quality.values import Decision

PLAN, FRAMES, PICTURE, TAKES, FILM = "plan", "frames", "picture", "takes", "film"
POLISH = "polish"
KINDS = [
    (PLAN, "Scene plan"),
    (FRAMES, "Hero frames"),
    (PICTURE, "Picture"),
    (TAKES, "Takes"),
    (FILM, "Film"),
    (POLISH, "Polish"),
]

JOB_PLAN, JOB_PICTURE, JOB_TAKE, JOB_SCORE, JOB_CUT = "plan", "picture", "take", "score", "cut"
JOB_POLISH = "polish"
JOB_KINDS = [
    (JOB_PLAN, "Plan the scenes"),
    (JOB_PICTURE, "Make a picture"),
    (JOB_TAKE, "Make a take"),
    (JOB_SCORE, "Look a take over"),
    (JOB_CUT, "Cut the film"),
    (JOB_POLISH, "Polish"),
]

ASKED_KINDS = [FRAMES, TAKES, PICTURE]
"""What a request may name; plans and films have addresses of their own."""

MAKING = frozenset({JOB_PICTURE, JOB_TAKE, JOB_POLISH})
"""Kinds of jobs that a routing decision is about: one output each."""

CPU_LANE, EXPORT_LANE, REMOTE_LANE = "cpu", "export", "remote"
LANES = {
    JOB_PLAN: CPU_LANE,
    JOB_PICTURE: CPU_LANE,
    JOB_TAKE: CPU_LANE,
    JOB_SCORE: EXPORT_LANE,
    JOB_CUT: EXPORT_LANE,
    JOB_POLISH: CPU_LANE,
}
"""Where work goes that no card and no provider was chosen for (generation/lanes.py has the others)."""

QUEUED, LEASED, RUNNING, SCORING = "queued", "leased", "running", "scoring"
SUCCEEDED, REVIEW, FAILED, CANCELLED = "succeeded", "review", "failed", "cancelled"
AWAITING_CONSENT, HELD = "awaiting_consent", "held"

GENERATION_STATES = [
    (AWAITING_CONSENT, "Waits for you"),
    (QUEUED, "Waiting"),
    (RUNNING, "Running"),
    (SCORING, "Being looked over"),
    (SUCCEEDED, "Finished"),
    (REVIEW, "Needs you"),
    (FAILED, "Failed"),
    (CANCELLED, "Cancelled"),
]
JOB_STATES = [
    (HELD, "Waits for an answer"),
    (QUEUED, "Waiting"),
    (LEASED, "Taken by a worker"),
    (RUNNING, "Running"),
    (SUCCEEDED, "Finished"),
    (FAILED, "Failed"),
    (CANCELLED, "Cancelled"),
]
JOB_ENDS = frozenset({SUCCEEDED, FAILED, CANCELLED})
GENERATION_ENDS = frozenset({SUCCEEDED, REVIEW, FAILED, CANCELLED})

JOB_STEPS: dict[str, frozenset[str]] = {
    QUEUED: frozenset({LEASED, HELD, CANCELLED, FAILED}),
    HELD: frozenset({QUEUED, CANCELLED, FAILED}),
    LEASED: frozenset({RUNNING, QUEUED, CANCELLED, FAILED}),
    RUNNING: frozenset({SUCCEEDED, FAILED, CANCELLED, QUEUED}),
    FAILED: frozenset({QUEUED}),
}
GENERATION_STEPS: dict[str, frozenset[str]] = {
    AWAITING_CONSENT: frozenset({QUEUED, CANCELLED, FAILED}),
    QUEUED: frozenset({RUNNING, AWAITING_CONSENT, REVIEW, CANCELLED, FAILED}),
    RUNNING: frozenset({AWAITING_CONSENT, SCORING, SUCCEEDED, REVIEW, FAILED, CANCELLED}),
    SCORING: frozenset({RUNNING, SUCCEEDED, REVIEW, FAILED, CANCELLED}),
    FAILED: frozenset({QUEUED}),
    REVIEW: frozenset({QUEUED}),
}

GENERATED, UPLOADED, POLISHED = "generated", "upload", "polished"
FRAME_ORIGINS = [(GENERATED, "Made here"), (UPLOADED, "Your own picture"), (POLISHED, "Polished")]

PART_OF = "improvement"
"""In the settings of takes: the improvement that they are a round of."""

MAX_SEED = 2**32 - 1
MAX_PROMPT_CHARACTERS = 4000
MAX_NOTES_CHARACTERS = 1000
MAX_TAG_CHARACTERS = 40
MAX_TAGS = 20
FEWEST_STARS, MOST_STARS = 1, 5
FRAMES_A_PROMPT = 4
TAKES_A_SCENE = 3


class IllegalTransition(Exception):
    """A state that does not follow from the one before."""

    def __init__(self, what: str, before: str, after: str) -> None:
        super().__init__(f"a {what} that is {before} cannot become {after}")


def check_job_step(before: str, after: str) -> None:
    """Refuse a job transition that is not in the table."""
    if after not in JOB_STEPS.get(before, frozenset()):
        raise IllegalTransition("job", before, after)


def check_generation_step(before: str, after: str) -> None:
    """Refuse a generation transition that is not in the table; staying is no step."""
    if before != after and after not in GENERATION_STEPS.get(before, frozenset()):
        raise IllegalTransition("generation", before, after)


@dataclass(frozen=True, slots=True)
class GenerationRequest:
    """What a person asked for, validated. `seed` 0..MAX_SEED or None for a free one; `settings` are the kind's own;
    `asks`: whether somebody is asked before less than the quality is made; `priority`: a word of
    `scheduling.values.Priority`, empty for its film's, else the usual one; `attempts`: the rules by which the studio
    makes as many takes as it sees fit, at most `count` (services/attempting.py), empty where all are made."""

    kind: str
    prompt: str
    tier: str
    negative_prompt: str = ""
    seed: int | None = None
    count: int = 1
    project_id: UUID | None = None
    scene_id: UUID | None = None
    frame_id: UUID | None = None
    parent_id: UUID | None = None
    user_id: UUID | None = None
    settings: dict[str, Any] = field(default_factory=dict)
    asks: bool = False
    priority: str = ""
    attempts: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class JobPlan:
    """One job a generation fans out into. `decision`: where it goes, where that is not where its generation goes."""

    kind: str
    number: int
    params: dict[str, Any]
    decision: Decision | None = None
