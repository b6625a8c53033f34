"""How recommendations are told."""

from typing import Any

from rest_framework import serializers

from quality.recommending.values import HardwareClass, Parameter, Profile
from quality.values import Function


class HardwareCardSerializer(serializers.Serializer[Any]):
    """The machine: the class of its largest card, and what else it has."""

    name = serializers.CharField()
    words = serializers.CharField()

    def get_fields(self) -> dict[str, Any]:
        """With `class`, which can't be written as the others are."""
        return {"class": serializers.ChoiceField(choices=list(HardwareClass), source="id"), **super().get_fields()}


class AlternativeSerializer(serializers.Serializer[Any]):
    """Another value that runs here, and what it would mean."""

    value = serializers.CharField()
    words = serializers.CharField()
    reason = serializers.CharField()


class GainSerializer(serializers.Serializer[Any]):
    """Against what is chosen now. `time_factor` 2: twice as fast; `memory_gb`: less is positive; `quality`: -1 to 1."""

    time_factor = serializers.FloatField()
    memory_gb = serializers.FloatField()
    quality = serializers.FloatField()
    words = serializers.CharField(allow_blank=True)


class RecommendationSerializer(serializers.Serializer[Any]):
    """One value to choose."""

    function = serializers.ChoiceField(choices=list(Function))
    parameter = serializers.ChoiceField(choices=list(Parameter))
    value = serializers.CharField()
    words = serializers.CharField()
    reason = serializers.CharField()
    alternatives = AlternativeSerializer(many=True)
    gain = GainSerializer()


class TipSerializer(serializers.Serializer[Any]):
    """One thing to do for speed, quality or memory."""

    goal = serializers.ChoiceField(choices=["speed", "quality", "memory"])
    words = serializers.CharField()


class UpgradeSerializer(serializers.Serializer[Any]):
    """The smallest usual card on which a tier would run. `ready`: its software is installed; else `note` says so."""

    function = serializers.ChoiceField(choices=list(Function))
    tier = serializers.CharField()
    card_gb = serializers.IntegerField()
    ready = serializers.BooleanField()
    words = serializers.CharField()
    note = serializers.CharField(allow_blank=True)


class AdviceSerializer(serializers.Serializer[Any]):
    """Everything that is recommended for a profile; `headline` says it in one line."""

    hardware = HardwareCardSerializer()
    profile = serializers.ChoiceField(choices=list(Profile))
    headline = serializers.CharField(allow_blank=True)
    recommendations = RecommendationSerializer(many=True)
    tips = TipSerializer(many=True)
    upgrades = UpgradeSerializer(many=True)
