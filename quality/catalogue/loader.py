"""From a YAML file to a checked catalogue, or an error that names the file, the line, the row and the field."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from pydantic import ValidationError
from pydantic_core import ErrorDetails

from quality.catalogue.rules import faults_of, named
from quality.catalogue.schema import Catalogue
from quality.errors import CatalogueError, Fault

CATALOGUE_FILE = Path(__file__).with_name("catalogue.yaml")
SECTIONS = ("tiers", "engines", "licences", "models", "rows", "polish")
NO_LINES: Mapping[str, int] = {}


@cache
def shipped() -> Catalogue:
    """The catalogue that came with this version of the product, read once a process. Raises CatalogueError."""
    return load(CATALOGUE_FILE)


def load(path: Path) -> Catalogue:
    """Read and check `path`. Raises CatalogueError with every fault found, OSError when it cannot be read."""
    text = path.read_text(encoding="utf-8")
    return check(parse(text, path.name), path.name, lines_in(text))


def parse(text: str, file: str) -> Any:
    """The plain values in a YAML text; a mistake in its grammar is named by line."""
    try:
        return yaml.safe_load(text)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else None
        raise CatalogueError(file, (Fault("", "", f"is not YAML: {error.problem}", line),)) from error
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        raise CatalogueError(file, (Fault("", "", f"is not YAML: {error}"),)) from error


def lines_in(text: str) -> Mapping[str, int]:
    """Where each entry of a YAML text begins: "rows.3.steps" -> line 112."""
    found: dict[str, int] = {}
    root = yaml.compose(text, yaml.SafeLoader)
    if root is not None:
        _note_lines(root, "", found)
    return found


def _note_lines(node: yaml.Node, path: str, found: dict[str, int]) -> None:
    found.setdefault(path, node.start_mark.line + 1)
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            place = _under(path, key.value)
            found[place] = key.start_mark.line + 1
            _note_lines(value, place, found)
    elif isinstance(node, yaml.SequenceNode):
        for index, value in enumerate(node.value):
            _note_lines(value, _under(path, index), found)


def _under(path: str, part: object) -> str:
    return f"{path}.{part}" if path else str(part)


def check(values: Any, file: str, lines: Mapping[str, int] = NO_LINES) -> Catalogue:
    """A catalogue from plain values. Raises CatalogueError."""
    try:
        catalogue = Catalogue.model_validate(values)
    except ValidationError as error:
        raise CatalogueError(file, tuple(shape_fault(found, values, lines) for found in error.errors())) from error
    faults = faults_of(catalogue)
    if faults:
        raise CatalogueError(file, tuple(_with_line(fault, catalogue, lines) for fault in faults))
    return catalogue


def shape_fault(found: ErrorDetails, values: Any, lines: Mapping[str, int]) -> Fault:
    place = found["loc"]
    depth = 2 if len(place) >= 2 and place[0] in SECTIONS else 0
    field = ".".join(str(part + 1) if isinstance(part, int) else str(part) for part in place[depth:])
    detail = found["msg"].removeprefix("Value error, ")
    return Fault(entry_name(place[:depth], values), field, detail, line_of(place, lines))


def line_of(place: Sequence[int | str], lines: Mapping[str, int]) -> int | None:
    """The line of the entry, else of what it stands in (a field that is missing has none of its own)."""
    for length in range(len(place), 0, -1):
        if (line := lines.get(".".join(str(part) for part in place[:length]))) is not None:
            return line
    return None


def _with_line(fault: Fault, catalogue: Catalogue, lines: Mapping[str, int]) -> Fault:
    for index, row in enumerate(catalogue.rows):
        if fault.where == named(row.id):
            place: tuple[int | str, ...] = ("rows", index, *(_as_written(part) for part in fault.field.split(".")))
            return replace(fault, line=line_of(place, lines))
    section = fault.where.split(" ")[0]
    return replace(fault, line=lines.get(section))


def _as_written(part: str) -> str:
    """A field's place in the file counts from 0, people from 1."""
    return str(int(part) - 1) if part.isdigit() else part


def entry_name(place: Sequence[int | str], values: Any) -> str:
    """How a person finds the entry: its id where it has one, else its position."""
    match place:
        case ("rows", int(index)):
            entry = values["rows"][index]
            has_id = isinstance(entry, dict) and isinstance(entry.get("id"), str)
            return named(entry["id"]) if has_id else f"row {index + 1}"
        case (section, key):
            return f'{str(section).removesuffix("s")} "{key + 1 if isinstance(key, int) else key}"'
    return ".".join(str(part) for part in place)
