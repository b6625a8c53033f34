"""From a YAML file to a checked catalogue, or an error that names the row and the field."""

from collections.abc import Sequence
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
SECTIONS = ("tiers", "engines", "licences", "models", "rows")


@cache
def current() -> Catalogue:
    """The catalogue of this installation, read once a process. Raises CatalogueError."""
    return load(CATALOGUE_FILE)


def load(path: Path) -> Catalogue:
    """Read and check `path`. Raises CatalogueError with every fault found, OSError when it cannot be read."""
    return check(parse(path.read_text(encoding="utf-8"), path.name), path.name)


def parse(text: str, file: str) -> Any:
    """The plain values in a YAML text; a mistake in its grammar is named by line."""
    try:
        return yaml.safe_load(text)
    except yaml.MarkedYAMLError as error:
        line = f"line {error.problem_mark.line + 1}" if error.problem_mark else ""
        raise CatalogueError(file, (Fault(line, "", f"is not YAML: {error.problem}"),)) from error
    except yaml.YAMLError as error:
        raise CatalogueError(file, (Fault("", "", f"is not YAML: {error}"),)) from error


def check(values: Any, file: str) -> Catalogue:
    """A catalogue from plain values. Raises CatalogueError."""
    try:
        catalogue = Catalogue.model_validate(values)
    except ValidationError as error:
        raise CatalogueError(file, tuple(shape_fault(found, values) for found in error.errors())) from error
    faults = faults_of(catalogue)
    if faults:
        raise CatalogueError(file, faults)
    return catalogue


def shape_fault(found: ErrorDetails, values: Any) -> Fault:
    place = found["loc"]
    depth = 2 if len(place) >= 2 and place[0] in SECTIONS else 0
    field = ".".join(str(part) for part in place[depth:])
    return Fault(entry_name(place[:depth], values), field, found["msg"].removeprefix("Value error, "))


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
