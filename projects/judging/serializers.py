"""How a judgement is told."""

import time
from typing import Any

from rest_framework import serializers

from generation.iterations.serializers import TrendPointSerializer
from generation.media.addresses import media_address
from generation.suggesting_serializers import SwitchedChipSerializer, WordPartSerializer, named_chips
from projects.judging import rounds
from projects.judging.values import Corner, Hint, Judgement, Verdict
from quality.scoring.names import name_of


class CornerSerializer(serializers.Serializer[Any]):
    """One dimension in points of 100, null with a reason where it was not measured. `usual`: what the workspace's last
    scenes had, null where that was measured otherwise."""

    dimension = serializers.CharField()
    name = serializers.CharField()
    points = serializers.IntegerField(allow_null=True)
    usual = serializers.IntegerField(allow_null=True)
    reason = serializers.CharField(allow_blank=True)


class HintSerializer(serializers.Serializer[Any]):
    """A suggestion that can be used at once: POST /generations/{generation}/prompt-suggestions/{id}/accept."""

    id = serializers.UUIDField()
    generation = serializers.UUIDField()
    name = serializers.CharField()
    reason = serializers.CharField()
    prompt = WordPartSerializer(many=True)
    negative = serializers.ListField(child=serializers.CharField())
    on = SwitchedChipSerializer(many=True)
    off = SwitchedChipSerializer(many=True)


class JudgedSceneSerializer(serializers.Serializer[Any]):
    """A scene and the take that stands for it. `redo`: whether it should be made again; `why`: what is weak, empty
    where nothing is; `chosen`: whether somebody chose the take, else it is the best of the newest roll."""

    id = serializers.UUIDField()
    number = serializers.IntegerField()
    title = serializers.CharField(allow_blank=True)
    seconds = serializers.FloatField()
    take = serializers.UUIDField(allow_null=True)
    take_number = serializers.IntegerField(allow_null=True)
    generation = serializers.UUIDField(allow_null=True)
    chosen = serializers.BooleanField()
    points = serializers.IntegerField(allow_null=True)
    dimensions = CornerSerializer(many=True)
    redo = serializers.BooleanField()
    why = serializers.CharField(allow_blank=True)
    suggestion = HintSerializer(allow_null=True)
    trend = TrendPointSerializer(many=True)
    picture = serializers.CharField(allow_null=True)


class RoundSerializer(serializers.Serializer[Any]):
    """The best over all scenes after so many rolls of each, 0..100. `alike`: measured as the round before."""

    number = serializers.IntegerField()
    points = serializers.IntegerField()
    alike = serializers.BooleanField()


class EpisodeQualitySerializer(serializers.Serializer[Any]):
    """An episode's scenes, the weakest first. `points`: over all of it, null where that can't be told; `said`: what it
    rests on; `alike`: whether all scenes were measured in the same way; `compared_with`: so many earlier scenes;
    `rounds`: how the best of it went from roll to roll, and `rounds_said` the same in a phrase."""

    episode = serializers.UUIDField()
    points = serializers.IntegerField(allow_null=True)
    said = serializers.CharField()
    alike = serializers.BooleanField()
    seconds_measured = serializers.FloatField()
    compared_with = serializers.IntegerField()
    rounds = RoundSerializer(many=True)
    rounds_said = serializers.CharField(allow_blank=True)
    scenes = JudgedSceneSerializer(many=True)


def told(judgement: Judgement, slug: str) -> dict[str, Any]:
    """A judgement as the serializers read it, without its episode."""
    return {
        "points": judgement.points,
        "said": judgement.said,
        "alike": judgement.alike,
        "seconds_measured": judgement.seconds_measured,
        "compared_with": judgement.compared_with,
        "rounds": [{"number": r.number, "points": r.points, "alike": r.alike} for r in judgement.rounds],
        "rounds_said": rounds.said(judgement.rounds),
        "scenes": [_scene(verdict, slug) for verdict in judgement.scenes],
    }


def _scene(verdict: Verdict, slug: str) -> dict[str, Any]:
    scene = verdict.scene
    picture = scene.picture_output
    return {
        "id": scene.id,
        "number": scene.number,
        "title": scene.title,
        "seconds": scene.seconds,
        "take": scene.take,
        "take_number": scene.take_number,
        "generation": scene.generation,
        "chosen": scene.is_chosen,
        "points": verdict.points,
        "dimensions": [_corner(corner) for corner in verdict.corners],
        "redo": verdict.redo,
        "why": verdict.why,
        "suggestion": _hint(scene.hint),
        "trend": [
            {"generation": p.version, "number": p.number, "points": round(p.value * 100), "alike": p.alike}
            for p in (scene.trend.points if scene.trend else ())
        ],
        "picture": media_address(slug, picture, time.time()) if picture else None,
    }


def _corner(corner: Corner) -> dict[str, Any]:
    return {
        "dimension": corner.dimension,
        "name": name_of(corner.dimension),
        "points": corner.points,
        "usual": corner.usual,
        "reason": corner.reason,
    }


def _hint(hint: Hint | None) -> dict[str, Any] | None:
    if hint is None:
        return None
    return {
        "id": hint.id,
        "generation": hint.generation,
        "name": hint.name,
        "reason": hint.reason,
        "prompt": [{"how": part.how, "text": part.text} for part in hint.parts],
        "negative": hint.negative,
        "on": named_chips(hint.on),
        "off": named_chips(hint.off),
    }
