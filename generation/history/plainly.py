"""Serializers of stored JSON as plain functions: a long list tells what the serializer would, without its ceremony."""

from collections.abc import Callable, Mapping
from typing import Any

from rest_framework import serializers
from rest_framework.fields import empty

Write = Callable[[Any], Any]


def plainly(serializer: serializers.Serializer[Any]) -> Write:
    """What the serializer makes of a mapping, and None of None. Its fields are read once: build it at import."""
    steps = tuple((name, *_source(field), _writer(field)) for name, field in serializer.fields.items())

    def write(told: Mapping[str, Any] | None) -> dict[str, Any] | None:
        if told is None:
            return None
        found = ((name, told[key] if key in told else missing(key), one) for name, key, missing, one in steps)
        return {name: None if value is None else one(value) for name, value, one in found}

    return write


def _source(field: Any) -> tuple[str, Write]:
    """A field's key, and what stands for it where it is missing. Raises KeyError for one that must be there."""
    if field.default is not empty:
        return field.source, lambda key: field.get_default()
    if field.allow_null:
        return field.source, lambda key: None
    return field.source, _must_be_there


def _must_be_there(key: str) -> Any:
    raise KeyError(key)


def _writer(field: Any) -> Write:
    if isinstance(field, serializers.ListSerializer):
        child = _writer(field.child)
        return lambda value: [child(one) for one in value]
    if isinstance(field, serializers.Serializer):
        return plainly(field)
    if isinstance(field, serializers.ListField):
        child = _writer(field.child)
        return lambda value: [None if one is None else child(one) for one in value]
    return PLAIN.get(type(field), field.to_representation)


PLAIN: Mapping[type, Write] = {
    serializers.CharField: str,
    serializers.IntegerField: int,
    serializers.FloatField: float,
}
