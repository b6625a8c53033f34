"""Scores of a clip by the method that is to be had, and what is kept to compare it with others (docs/scoring.md)."""

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from quality.scoring import ClipScore, score_clip
from quality.scoring.dimensions import profile
from quality.scoring.totals import weigh

from .errors import VBenchFailed
from .measuring import measure
from .ready import Setup, missing

log = logging.getLogger("dailies.scoring")


@dataclass(frozen=True, slots=True)
class Scored:
    """A clip's scores; `spare`: its classical ones where VBench measured it, else None; `why` it did not."""

    clip: ClipScore
    spare: ClipScore | None = None
    why: str = ""


def _nobody_looks() -> None:
    """Nobody wants to stop it."""


def score(path: Path, prompt: str, found: Setup, look: Callable[[], None] = _nobody_looks) -> Scored:
    """By VBench where all it needs is there and it succeeds, else classically; never by both. Flags and moments are
    the classical ones in either case: VBench has none. Raises ScoringError, and what `look` raises."""
    classical = score_clip(path, prompt)
    if lacks := missing(found):
        return Scored(classical, why=lacks[0])
    try:
        scores = measure(found, path, prompt, look)
    except VBenchFailed as error:
        log.warning("VBench gave no scores: %s", error)
        return Scored(classical, why=str(error))
    marked = {name: replace(each, moments=classical.scores[name].moments) for name, each in scores.items()}
    total, weight = weigh(marked)
    return Scored(ClipScore(marked, total, weight, classical.flags, profile(marked.values())), classical)


def by_one_method(scored: Sequence[Scored]) -> list[ClipScore]:
    """The clips' scores by VBench if it measured all of them, else all classically."""
    if all(each.spare is not None for each in scored):
        return [each.clip for each in scored]
    return [each.spare or each.clip for each in scored]
