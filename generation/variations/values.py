"""Words with lists in them, as plain values (pure)."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeAlias

MOST_AXIS_CHARACTERS = 40
"""A list's name is what it holds, no longer than a small tag may be."""
MOST_IN_RANGE = 1000
"""A range beyond that is a slip of the finger, whatever the plan."""


class VariationFault(Exception):
    """Words that can't be read. `at`: the place of the character that is wrong, 1 or more; 0 where it is no place."""

    def __init__(self, detail: str, advice: str, at: int = 0) -> None:
        super().__init__(detail)
        self.detail, self.advice, self.at = detail, advice, at


@dataclass(frozen=True, slots=True)
class Span:
    """A range of numbers: `first` and every `step` from it, 0 or more of them; `digits` after the point."""

    first: Decimal
    step: Decimal
    count: int
    digits: int

    def texts(self) -> list[str]:
        """Each as people write it."""
        return [f"{self.first + number * self.step:.{self.digits}f}" for number in range(self.count)]


@dataclass(frozen=True, slots=True)
class Choice:
    """A list of which one is taken. `name`: what was written in it, in short."""

    options: tuple["Option", ...]
    name: str


Words: TypeAlias = tuple["str | Choice", ...]
"""Text and lists, in their order."""
Option: TypeAlias = Words | Span


@dataclass(frozen=True, slots=True)
class Tag:
    """Which value of which list made a picture. `name` is the list's, and no other's of the same request."""

    name: str
    value: str


@dataclass(frozen=True, slots=True)
class Variation:
    """One text that the words become, with what was taken of each of their lists; lists in lists have no tag."""

    text: str
    tags: tuple[Tag, ...] = ()


@dataclass(frozen=True, slots=True)
class Size:
    """How large a picture is: its shape, and a longer side in pixels below the quality's own, or None."""

    aspect: str = ""
    side: int | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """One picture of a batch. `seed`: a seed that was named; without one it has the `draw`th (1..) that is drawn."""

    text: str
    seed: int | None
    draw: int
    size: Size
    tags: tuple[Tag, ...]


def clipped(text: str, most: int = MOST_AXIS_CHARACTERS) -> str:
    """No longer than a tag may be."""
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}\u2026"


def apart(names: Sequence[str]) -> list[str]:
    """The same names, those that stand more than once with a number behind: "1..5", "1..5 (2)"."""
    found: list[str] = []
    for name in names:
        number, unlike = 1, name
        while unlike in found:
            number += 1
            unlike = f"{name} ({number})"
        found.append(unlike)
    return found
