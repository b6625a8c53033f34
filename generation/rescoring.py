"""Takes of one generation are scored by one method: where VBench failed with one, all have their classical scores."""

from dataclasses import asdict
from typing import Any

from generation.models import Take, TakeScore
from quality.scoring import ClipScore, Moment, Score
from quality.scoring.judging import VBENCH
from quality.vbench.batch import Scored


def store(take: Take, scored: Scored) -> None:
    """A take's total, flags and a row a dimension, and its spare scores; others of its generation follow its method."""
    _write(take, scored.clip)
    take.spare_scores = _plain(scored.spare) if scored.spare else []
    take.save(update_fields=["total", "weight_measured", "flags", "profile", "spare_scores"])
    beside = list(Take.objects.filter(generation_id=take.generation_id, total__isnull=False))
    if any(not each.spare_scores for each in beside):
        for each in beside:
            _go_back(each)


def _go_back(take: Take) -> None:
    """Its classical scores, where it had others."""
    if not take.spare_scores:
        return
    take.scores.all().delete()
    spare = take.spare_scores[0]
    scores = {told["dimension"]: _score(told) for told in spare["scores"]}
    _write(take, ClipScore(scores, spare["total"], spare["weight_measured"], tuple(take.flags), spare["profile"]))
    take.spare_scores = []
    take.save(update_fields=["total", "weight_measured", "profile", "spare_scores"])


def _write(take: Take, clip: ClipScore) -> None:
    take.total, take.weight_measured = clip.total, clip.weight_measured
    take.flags, take.profile = list(clip.flags), clip.profile
    TakeScore.objects.bulk_create(
        TakeScore(
            take=take,
            workspace_id=take.workspace_id,
            dimension=s.dimension,
            status=s.status,
            value=s.value,
            method=s.method,
            version=s.version,
            reason=s.reason,
            moments=[asdict(moment) for moment in s.moments],
        )
        for s in clip.scores.values()
    )


def _plain(clip: ClipScore) -> list[dict[str, Any]]:
    """As JSON values, in a list of one."""
    told = {"total": clip.total, "weight_measured": clip.weight_measured, "profile": clip.profile}
    return [{**told, "scores": [asdict(score) for score in clip.scores.values()]}]


def _score(told: dict[str, Any]) -> Score:
    return Score(**{**told, "moments": tuple(Moment(**moment) for moment in told["moments"])})


def method_of(take: Take) -> str:
    """The word for its method."""
    return VBENCH if take.spare_scores else "classical"
