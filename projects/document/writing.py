"""A project.json written (pure): the same document, the same bytes."""

import json
from collections.abc import Mapping
from typing import Any

from projects.document.schema import Part


def told(part: Part, unknown: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """A part as plain values: its fields in their order, then those it does not know (its own, or the given) by name.

    A value that is plain already stays.
    """
    known = {name: _plain(getattr(part, name)) for name in type(part).model_fields}
    rest = (part.model_extra or {}) if unknown is None else unknown
    return known | {name: _sorted(rest[name]) for name in sorted(rest) if name not in known}


def _plain(value: Any) -> Any:
    if isinstance(value, Part):
        return told(value)
    return [_plain(each) for each in value] if isinstance(value, list) else value


def _sorted(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _sorted(value[name]) for name in sorted(value)}
    return [_sorted(each) for each in value] if isinstance(value, list) else value


def write(document: Mapping[str, Any]) -> bytes:
    """The file: UTF-8, two spaces a level so that a changed line is one line of a diff."""
    return json.dumps(document, indent=2, ensure_ascii=False, allow_nan=False).encode() + b"\n"
