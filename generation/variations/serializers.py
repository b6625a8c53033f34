"""How the lists of a batch, and what was taken of them, are told."""

from typing import Any

from rest_framework import serializers


class TagSerializer(serializers.Serializer[Any]):
    """Which `value` of which list made a picture; an empty value is one with nothing in the list's place."""

    name = serializers.CharField()
    value = serializers.CharField(allow_blank=True)


class AxisSerializer(serializers.Serializer[Any]):
    """A list by its name, with its values in their order."""

    name = serializers.CharField()
    values = serializers.ListField(child=serializers.CharField(allow_blank=True))
