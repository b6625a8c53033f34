"""What was measured of a take or a picture, and how far another one is from it (pure)."""

from collections.abc import Iterable, Mapping
from typing import Any

from generation.suggesting.values import Measured, Seen


def measured_of(rows: Iterable[Mapping[str, Any]]) -> dict[str, Seen]:
    """The dimensions that were measured, of score rows as they are stored."""
    return {
        row["dimension"]: Seen(row["value"], row["method"], row["version"], _moments(row))
        for row in rows
        if row["status"] == "measured" and row["value"] is not None
    }


def _moments(row: Mapping[str, Any]) -> tuple[float, ...]:
    return tuple(float(moment["seconds"]) for moment in row.get("moments") or ())


def as_rows(measured: Measured) -> dict[str, Any]:
    """As a suggestion keeps them."""
    return {dimension: seen.as_json() for dimension, seen in measured.items()}


def gains(before: Mapping[str, Any], after: Mapping[str, Any]) -> dict[str, float]:
    """Points of 100 that each dimension gained, of those that were measured alike both times."""
    return {
        dimension: 100.0 * (after[dimension]["value"] - seen["value"])
        for dimension, seen in before.items()
        if dimension in after and _method(seen) == _method(after[dimension])
    }


def _method(seen: Mapping[str, Any]) -> tuple[str, str]:
    return seen["method"], seen["version"]
