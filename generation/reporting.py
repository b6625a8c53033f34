"""The quality report of a roll of takes: its verdict, and each take with every score in words."""

from typing import Any

from django.http import Http404

from generation import attempts_told, queries, values
from generation.models import Generation, Take
from generation.ranking import clip_of, judgement_of
from quality.scoring.judging import limits_of, method_of
from quality.scoring.saying import flaws, verdict

LAST = 1_000_000
"""The place of a take that has no rank."""


def roll_of(node: Generation) -> Generation:
    """The takes that a node is about: itself, else the latest of its tree. Raises Http404 where there are none."""
    if node.kind == values.TAKES:
        return node
    found = queries.tree(node).filter(kind=values.TAKES).order_by("-id").prefetch_related("jobs").first()
    if found is None:
        raise Http404
    return found


def report(roll: Generation) -> dict[str, Any]:
    """All that is known of a roll's takes, in the order of their ranks."""
    takes = sorted(queries.takes().filter(generation=roll), key=lambda take: (take.rank or LAST, take.number))
    scored = [take for take in takes if take.total is not None]
    best = scored[0] if scored else None
    poor = bool(scored) and all(judgement_of(take).poor for take in scored)
    method, below = _method(best)
    return {
        "generation": roll.pk,
        "state": roll.state,
        "verdict": verdict(
            best.number if best else None,
            best.total if best else None,
            poor=poor,
            scored=len(scored),
            takes=len(takes),
        ),
        "needs_you": poor,
        "method": method,
        "review_below": below,
        "attempts": attempts_told.told(roll),
        "takes": [_take(take) for take in takes],
    }


def _method(best: Take | None) -> tuple[str, float | None]:
    """By which method they were scored, and the total under which a person is asked; empty before that."""
    if best is None:
        return "", None
    clip = clip_of(best)
    return method_of(clip), limits_of(clip).review_below


def _take(take: Take) -> dict[str, Any]:
    found = judgement_of(take) if take.total is not None else None
    return {
        "id": take.pk,
        "number": take.number,
        "rank": take.rank,
        "total": take.total,
        "weight_measured": take.weight_measured,
        "good": found is not None and found.good,
        "poor": found is not None and found.poor,
        "weak": list(found.weak) if found else [],
        "flaws": flaws(take.flags),
        "repair": take.repair or None,
        "dimensions": [row for row in take.scores.all() if row.value is not None],
        "not_measured": [row for row in take.scores.all() if row.value is None],
    }
