"""From a YAML file to checked chips, or an error that names the file, the line, the entry and the field."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from generation.engines.template.phrases import movement_named, names
from generation.enhancement.schema import Chip, Chips, Group
from quality.catalogue.loader import line_of, lines_in, parse
from quality.errors import CatalogueError, Fault

CHIPS_FILE = Path(__file__).with_name("chips.yaml")
NO_LINES: Mapping[str, int] = {}


@cache
def shipped() -> Chips:
    """The chips that came with this version, read once a process. Raises CatalogueError."""
    return load(CHIPS_FILE)


def name_of_chip(chip: str) -> str:
    """As people read it; its id where this version has no such chip."""
    found = shipped().by_id.get(chip)
    return found[1].name if found else chip


def load(path: Path) -> Chips:
    """Read and check `path`. Raises CatalogueError with every fault found, OSError when it cannot be read."""
    text = path.read_text(encoding="utf-8")
    return check(parse(text, path.name), path.name, lines_in(text))


def check(values: Any, file: str, lines: Mapping[str, int] = NO_LINES) -> Chips:
    """Chips from plain values. Raises CatalogueError."""
    try:
        chips = Chips.model_validate(values)
    except ValidationError as error:
        raise CatalogueError(file, tuple(_shape_fault(found, values, lines) for found in error.errors())) from error
    if faults := tuple(_faults(chips, lines)):
        raise CatalogueError(file, faults)
    return chips


def _shape_fault(found: ErrorDetails, values: Any, lines: Mapping[str, int]) -> Fault:
    place = found["loc"]
    depth = 4 if len(place) > 3 and place[2] == "chips" else 2 if len(place) > 1 and place[0] == "groups" else 0
    field = ".".join(str(part) for part in place[depth:])
    return Fault(
        _entry(place[:depth], values), field, found["msg"].removeprefix("Value error, "), line_of(place, lines)
    )


def _entry(place: tuple[int | str, ...], values: Any) -> str:
    """How a person finds the entry: by its id where it has one, else by its position."""
    if not place:
        return ""
    entry = values
    for part in place:
        entry = entry[part]
    kind = "chip" if len(place) > 2 else "group"
    known = entry.get("id") if isinstance(entry, dict) else None
    return f'{kind} "{known}"' if isinstance(known, str) else f"{kind} {int(place[-1]) + 1}"


def _faults(chips: Chips, lines: Mapping[str, int]) -> Iterator[Fault]:
    """What is wrong across entries."""
    every = [chip for group in chips.groups for chip in group.chips]
    for field, found in (("id", [c.id for c in every]), ("phrase", [c.phrase.casefold() for c in every])):
        for value, times in Counter(found).items():
            if times > 1:
                yield Fault(f'"{value}"', field, "stands here twice", lines.get("groups"))
    known = {chip.id for chip in every}
    for at, group in enumerate(chips.groups):
        for place, chip in enumerate(group.chips):
            line = lines.get(f"groups.{at}.chips.{place}")
            yield from (Fault(f'chip "{chip.id}"', f, d, line) for f, d in _faults_of(group, chip, known))


def _faults_of(group: Group, chip: Chip, known: set[str]) -> Iterator[tuple[str, str]]:
    for other in chip.against:
        if other not in known:
            yield "against", f'names "{other}", which is no chip'
    for pattern in (group.said, chip.said):
        try:
            re.compile(pattern)
        except re.error as error:
            yield "said", f"is no pattern: {error}"
    if group.aspect is not None and not _says(chip.phrase, group):
        yield "phrase", f"is not recognised as {group.aspect}"
    if chip.usual and group.adds != "without":
        yield "usual", "only what is left out can be on by itself"


def _says(phrase: str, group: Group) -> bool:
    if group.aspect == "movement":
        return movement_named(phrase) is not None
    return group.aspect is None or names(phrase, group.aspect)
