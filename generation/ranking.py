"""Which take of a generation is best, and whether a person is asked, from the score rows."""

from typing import Literal

from generation.models import Take, TakeScore
from quality.scoring import ClipScore, DifferentMethods, Moment, Score, on_common_ground, rank
from quality.scoring.judging import CLASSICAL, VBENCH, Judgement, judge
from quality.scoring.saying import said


def score_of(row: TakeScore) -> Score:
    """A row as the scorer's own value."""
    status: Literal["measured", "not_measured"] = "measured" if row.status == "measured" else "not_measured"
    moments = tuple(Moment(**moment) for moment in row.moments)
    return Score(row.dimension, status, row.value, None, row.method, row.version, row.reason, moments=moments)


def clip_of(take: Take) -> ClipScore:
    """A take's rows as the scorer's own value."""
    scores = {row.dimension: score_of(row) for row in take.scores.all()}
    return ClipScore(scores, take.total, take.weight_measured, tuple(take.flags), take.profile)


def said_of(row: TakeScore) -> str:
    """A dimension in a sentence."""
    return said(score_of(row), VBENCH if row.method == VBENCH else CLASSICAL)


def judgement_of(take: Take) -> Judgement:
    """What its scores mean."""
    return judge(clip_of(take))


def rank_takes(takes: list[Take]) -> None:
    """Write `rank` of every scored take (1 = best), comparing only what was measured alike in all."""
    scored = [take for take in takes if take.total is not None]
    if not scored:
        return
    try:
        ranks = rank(on_common_ground([clip_of(take) for take in scored]))
    except DifferentMethods:
        return
    for take, place in zip(scored, ranks, strict=True):
        take.rank = place
    Take.objects.bulk_update(scored, ["rank"])


def needs_a_person(takes: list[Take]) -> bool:
    """Whether every take that was looked over is below its method's threshold, or has a defect that nobody shows."""
    scored = [take for take in takes if take.total is not None]
    return bool(scored) and all(judgement_of(take).poor for take in scored)
