"""The shapes of versions and trends, for the schema."""

from typing import Any

from rest_framework import serializers

from generation import values


class CameOfSerializer(serializers.Serializer[Any]):
    """The suggestion that a version came of, and what it brought; empty before that is known."""

    name = serializers.CharField()
    brought = serializers.CharField(allow_blank=True)


class SceneVersionSerializer(serializers.Serializer[Any]):
    """One version of a scene. `number` counts from 1 over the scene; `parent`: what it goes on from, always an older
    one; `words`: what is other in it; `best`: 0..100, null before anything was looked over; `thumbnails`: the picture
    that counts first; `frame` and `take`: that picture and take; `selected`: whether the scene chose one of them."""

    id = serializers.UUIDField()
    number = serializers.IntegerField()
    parent = serializers.UUIDField(allow_null=True)  # type: ignore[assignment]  # a field of ours, not the field's parent
    kind = serializers.ChoiceField(choices=values.KINDS)
    state = serializers.ChoiceField(choices=values.GENERATION_STATES)
    words = serializers.CharField()
    prompt = serializers.CharField()
    negative_prompt = serializers.CharField(allow_blank=True)
    enhance = serializers.ListField(child=serializers.CharField(), allow_null=True)
    seed = serializers.IntegerField()
    count = serializers.IntegerField()
    quality = serializers.CharField()
    created_at = serializers.DateTimeField()
    making = serializers.BooleanField()
    best = serializers.IntegerField(allow_null=True)
    suggestion = CameOfSerializer(allow_null=True)
    frame = serializers.UUIDField(allow_null=True)
    take = serializers.UUIDField(allow_null=True)
    selected = serializers.BooleanField()
    thumbnails = serializers.ListField(child=serializers.CharField())
    clip = serializers.CharField(allow_null=True)


class IterationsSerializer(serializers.Serializer[Any]):
    """All versions, the oldest first; `left_out`: how many older ones are not told; `said`: one line over them."""

    left_out = serializers.IntegerField()
    said = serializers.CharField()
    versions = SceneVersionSerializer(many=True)


class TrendPointSerializer(serializers.Serializer[Any]):
    """`points` 0..100 of a version; `alike`: measured as the point before, so that the two may be compared."""

    generation = serializers.UUIDField()
    number = serializers.IntegerField()
    points = serializers.IntegerField()
    alike = serializers.BooleanField()


class DimensionTrendSerializer(serializers.Serializer[Any]):
    """How one dimension went."""

    dimension = serializers.CharField()
    name = serializers.CharField()
    points = TrendPointSerializer(many=True)


class QualityTrendsSerializer(serializers.Serializer[Any]):
    """How the scores went over the versions of one kind."""

    kind = serializers.CharField()
    said = serializers.CharField()
    total = TrendPointSerializer(many=True)
    dimensions = DimensionTrendSerializer(many=True)
