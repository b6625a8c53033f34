"""How devices are described in the API's schema."""

from typing import Any

from rest_framework import serializers

from quality.values import DeviceKind


class GraphicsCardSerializer(serializers.Serializer[Any]):
    """One graphics card. GB = 2^30 bytes; null: the card does not tell."""

    id = serializers.CharField(help_text="Stays the same; says nothing else.")
    name = serializers.CharField()
    kind = serializers.ChoiceField(choices=[(kind.value, kind.value) for kind in DeviceKind])
    simulated = serializers.BooleanField(help_text="A profile of settings, not a card.")
    total_gb = serializers.FloatField()
    used_gb = serializers.FloatField(help_text="By anybody.")
    free_gb = serializers.FloatField()
    available_gb = serializers.FloatField(help_text="What new work may plan with, after the reserve.")
    utilisation = serializers.FloatField(allow_null=True, help_text="0 to 1.")
    temperature_c = serializers.FloatField(allow_null=True)
    power_watts = serializers.FloatField(allow_null=True)
    stale = serializers.BooleanField(help_text="Not heard of for a while; nothing is sent to it.")
    warnings = serializers.ListField(child=serializers.CharField())
    holds = serializers.IntegerField(help_text="How many models are loaded on it.")


class HostSerializer(serializers.Serializer[Any]):
    """The studio's machines as one: the mean load, all memory, and the disk with the least left. Null: not known."""

    cpu = serializers.FloatField(allow_null=True, help_text="Load, 0 to 1.")
    ram_total_gb = serializers.FloatField(allow_null=True)
    ram_used_gb = serializers.FloatField(allow_null=True)
    disk_total_gb = serializers.FloatField(allow_null=True)
    disk_free_gb = serializers.FloatField(allow_null=True)


class DevicesSerializer(serializers.Serializer[Any]):
    """What the studio works with, now."""

    cards = GraphicsCardSerializer(many=True)
    host = HostSerializer(allow_null=True, help_text="Null while no worker tells.")
    warnings = serializers.ListField(child=serializers.CharField(), help_text="What runs out soon, for people.")
