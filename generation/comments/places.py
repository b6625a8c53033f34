"""Where a comment points: a moment of a clip and a spot of its picture (pure)."""

import math
from dataclasses import dataclass

from accounts.problems import InvalidField


@dataclass(frozen=True, slots=True)
class Place:
    """`seconds` from the start, `x` and `y` 0..1 from the left and the top; None where it points at all of it."""

    seconds: float | None = None
    x: float | None = None
    y: float | None = None


def checked(place: Place, duration: float | None) -> Place:
    """The place, if it lies in a clip of `duration` seconds (None: a picture). Raises InvalidField naming its part."""
    if place.seconds is not None:
        _check_moment(place.seconds, duration)
    if (place.x is None) != (place.y is None):
        field = "x" if place.x is None else "y"
        raise InvalidField(field, "A spot has two numbers.", "Send x and y, or neither of them.")
    for name, value in (("x", place.x), ("y", place.y)):
        if value is not None and not 0.0 <= value <= 1.0:
            advice = "Use a number from 0 (left, top) to 1 (right, bottom)."
            raise InvalidField(name, "This lies outside of the picture.", advice)
    return place


def _check_moment(seconds: float, duration: float | None) -> None:
    if duration is None:
        raise InvalidField("seconds", "A picture has no moments.", "Leave the seconds out.")
    if not math.isfinite(seconds) or not 0.0 <= seconds <= duration:
        raise InvalidField("seconds", "This moment is not in the take.", f"Use 0 to {duration:.3f}.")
