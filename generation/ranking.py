"""Which take of a generation is best, from the score rows."""

from typing import Literal

from generation.models import Take, TakeScore
from quality.scoring import ClipScore, DifferentMethods, Score, on_common_ground, rank
from quality.scoring.flags import HARD

REVIEW_BELOW = 0.35
"""A total under which a take is worth a person's look: pure noise scores 0.1, honest clips over 0.5."""


def _score(row: TakeScore) -> Score:
    status: Literal["measured", "not_measured"] = "measured" if row.status == "measured" else "not_measured"
    return Score(row.dimension, status, row.value, None, row.method, row.version, row.reason)


def _clip(take: Take) -> ClipScore:
    scores = {row.dimension: _score(row) for row in take.scores.all()}
    return ClipScore(scores, take.total, take.weight_measured, tuple(take.flags), take.profile)


def rank_takes(takes: list[Take]) -> None:
    """Write `rank` of every scored take (1 = best), comparing only what was measured alike in all."""
    scored = [take for take in takes if take.total is not None]
    if not scored:
        return
    try:
        ranks = rank(on_common_ground([_clip(take) for take in scored]))
    except DifferentMethods:
        return
    for take, place in zip(scored, ranks, strict=True):
        take.rank = place
    Take.objects.bulk_update(scored, ["rank"])


def needs_a_person(takes: list[Take]) -> bool:
    """Whether every take that was looked over is below the threshold or has a defect that nobody would show."""
    scored = [take for take in takes if take.total is not None]
    return bool(scored) and all(set(take.flags) & set(HARD) or (take.total or 0.0) < REVIEW_BELOW for take in scored)
