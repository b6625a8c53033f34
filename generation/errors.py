"""What can go wrong with a job: the error carries the decision, callers branch on type."""

from dataclasses import asdict, dataclass
from typing import Any


@dataclass(eq=False)
class JobError(Exception):
    """A job that could not be done. `transient`: the same job may succeed if tried again."""

    category: str
    detail: str
    advice: str
    transient: bool = False

    def __str__(self) -> str:
        return self.detail

    def as_dict(self) -> dict[str, Any]:
        """What is stored and shown: category, detail, advice."""
        told = asdict(self)
        told.pop("transient")
        return told


def keeps_stopping() -> JobError:
    """A job that took its worker down each time."""
    return JobError(
        "pipeline",
        "This part stopped the worker each time it was tried.",
        "Change the prompt a little, or choose another quality, and try again.",
    )


def unexpected() -> JobError:
    """A fault of ours; the log has the rest."""
    return JobError(
        "pipeline",
        "Something went wrong while this was made.",
        "Try again; if it stays, tell whoever runs this studio.",
        transient=True,
    )


def nothing_made() -> JobError:
    """A generation whose every part failed without saying why."""
    return JobError("pipeline", "Nothing could be made.", "Try again.")
