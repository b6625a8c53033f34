"""Every different drawing of a figure, each drawn once."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, fields
from itertools import product
from typing import Any

from generation.engines.animatic.figures.part import Look, Part


@dataclass(frozen=True)
class WatchedLook(Look):
    """A look that remembers which of its fields were asked for."""

    asked: set[str] = field(default_factory=set)

    def __getattribute__(self, name: str) -> Any:
        if name in FIELDS:
            object.__getattribute__(self, "asked").add(name)
        return object.__getattribute__(self, name)


FIELDS = frozenset(f.name for f in fields(Look))


def drawings(
    draw: Callable[[Look], list[Part]], make: Callable[..., WatchedLook], **choices: tuple[Any, ...]
) -> Iterator[tuple[dict[str, Any], list[Part]]]:
    """What `draw` makes of the looks `make` gives for every mix of `choices`. A mix that differs from one before it
    only in what the drawer did not ask for then would be drawn alike, and is left out."""
    known: list[set[tuple[str, Any]]] = []
    for values in product(*choices.values()):
        said = dict(zip(choices, values, strict=True))
        if any(same <= said.items() for same in known):
            continue
        look = make(**said)
        parts = draw(look)
        known.append({(name, value) for name, value in said.items() if name in look.asked})
        yield said, parts
