"""What can go wrong with a job: the error carries the decision, callers branch on type and category, never on words."""

from dataclasses import dataclass
from enum import StrEnum


class Category(StrEnum):
    """What kind of trouble it is; each has limits of its own (generation/retrying.py) and steps that may help."""

    MEMORY = "memory"
    MODEL_LOADING = "model_loading"
    INPUT = "input"
    PIPELINE = "pipeline"
    PROVIDER = "provider"
    STORAGE = "storage"
    NETWORK = "network"


class Cause(StrEnum):
    """What it was more exactly, where that changes what may help."""

    UNKNOWN = ""
    CARD_FULL = "card_full"
    ENGINE_MISSING = "engine_missing"
    MODEL_MISSING = "model_missing"
    PICTURE_DAMAGED = "picture_damaged"
    WORKER_LOST = "worker_lost"
    TOO_MANY_FILES = "too_many_files"
    DISK_FULL = "disk_full"
    PLAN_FULL = "plan_full"
    FILE_MISSING = "file_missing"
    READ_ONLY = "read_only"
    REFUSED = "refused"


@dataclass(eq=False)
class JobError(Exception):
    """A job that could not be done. `transient`: the same job may succeed if tried again, after `retry_after_seconds`
    at the earliest where that is known. Raises ValueError for a category that there is not."""

    category: str
    detail: str
    advice: str
    transient: bool = False
    retry_after_seconds: float | None = None
    cause: Cause = Cause.UNKNOWN

    def __post_init__(self) -> None:
        self.category = Category(self.category)

    def __str__(self) -> str:
        return self.detail

    def as_dict(self) -> dict[str, str]:
        """What is shown: category, detail, advice."""
        return {"category": str(self.category), "detail": self.detail, "advice": self.advice}


@dataclass(eq=False)
class MemoryShort(JobError):
    """A job that ran out of memory: it steps down the ladder, and where nothing lesser is left it is tried again."""


@dataclass(eq=False)
class WorkerLost(JobError):
    """A try that nobody told the end of: its worker stopped, or did not answer until its lease was over."""


def memory_short() -> MemoryShort:
    """Memory ran out while an engine worked."""
    return MemoryShort(
        Category.MEMORY,
        "Memory ran short while this was made.",
        "Try again when less is running, or ask for a smaller size.",
        transient=True,
        cause=Cause.CARD_FULL,
    )


def worker_lost() -> WorkerLost:
    """A try whose worker stopped on the way."""
    return WorkerLost(
        Category.PIPELINE,
        "The worker stopped while this was made.",
        "Nothing to do: it is tried again.",
        transient=True,
        cause=Cause.WORKER_LOST,
    )


def keeps_stopping() -> WorkerLost:
    """A job that took its worker down each time."""
    return WorkerLost(
        Category.PIPELINE,
        "This part stopped the worker each time it was tried.",
        "Change the prompt a little, or choose another quality, and try again.",
        transient=True,
        cause=Cause.WORKER_LOST,
    )


def unexpected() -> JobError:
    """A fault of ours; the log has the rest."""
    return JobError(
        Category.PIPELINE,
        "Something went wrong while this was made.",
        "Try again; if it stays, tell whoever runs this studio.",
        transient=True,
    )


def damaged_input() -> JobError:
    """A picture or clip that a job reads and nobody can."""
    return JobError(
        Category.INPUT,
        "A picture or clip that this builds on can't be read.",
        "Choose another one, or make it again.",
        cause=Cause.PICTURE_DAMAGED,
    )


def nothing_made() -> JobError:
    """A generation whose every part failed without saying why."""
    return JobError(Category.PIPELINE, "Nothing could be made.", "Try again.")


def refused(detail: str, advice: str) -> JobError:
    """What can't be asked for as things stand: credits, a plan's limit, a scene that is taken."""
    return JobError(Category.INPUT, detail, advice, cause=Cause.REFUSED)
