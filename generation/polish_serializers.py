"""How a polished frame or take tells what it polishes and what that brought."""

from collections.abc import Iterable, Mapping
from typing import Any

from rest_framework import serializers

from generation.models import HeroFrame, Take, TakeScore
from generation.polishing import POLISH
from quality.values import Polish

STEPS = [step.value for step in Polish]
"""Every polish by its name."""


class ScoreChangeSerializer(serializers.Serializer[Any]):
    """One dimension before and after, 0..100; only where both were measured in the same way."""

    dimension = serializers.CharField()
    before = serializers.IntegerField()
    after = serializers.IntegerField()


class PolishedSerializer(serializers.Serializer[Any]):
    """`source`: the frame or take that this one polishes, null where it was deleted since; `steps` in the order in
    which they were done; `changes`: what became of its scores, empty until it was looked over."""

    source = serializers.UUIDField(allow_null=True)  # type: ignore[assignment]  # a field of ours, not where it reads
    steps = serializers.ListField(child=serializers.ChoiceField(choices=STEPS))
    changes = ScoreChangeSerializer(many=True)


def polished(made: HeroFrame | Take) -> dict[str, Any] | None:
    """What is told of a polished frame or take; None of one that is as it was made."""
    recipe = made.output.recipe
    if recipe.get("function") != POLISH:
        return None
    source = made.source
    changes = [] if source is None else list(_changes(_scores(source), _scores(made)))
    steps = [one["name"] for one in recipe["steps"]]
    return {"source": source.pk if source else None, "steps": steps, "changes": changes}


def _scores(made: HeroFrame | Take) -> list[Mapping[str, Any]]:
    if isinstance(made, HeroFrame):
        return list(made.scores)
    return [_plain(score) for score in made.scores.all()]


def _plain(score: TakeScore) -> Mapping[str, Any]:
    return {name: getattr(score, name) for name in ("dimension", "status", "value", "method", "version")}


def _changes(before: list[Mapping[str, Any]], after: list[Mapping[str, Any]]) -> Iterable[dict[str, Any]]:
    """Different methods give different figures, which say nothing of each other."""
    known = {(one["dimension"], one["method"], one["version"]): one["value"] for one in before}
    for one in after:
        was = known.get((one["dimension"], one["method"], one["version"]))
        if was is not None and one["value"] is not None:
            yield {"dimension": one["dimension"], "before": round(100 * was), "after": round(100 * one["value"])}
