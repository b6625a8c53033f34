"""What is wrong with a project.json, in words (pure)."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from accounts.problems import FieldError, Problem
from projects.document.schema import PLACES

MOST_TOLD = 100
"""Faults in one answer; a file with more has one reason for all of them."""
MOST_NAME_CHARACTERS, MOST_PATH_CHARACTERS = 60, 300
KINDS = {
    "missing": "is missing",
    "string_type": "is not text",
    "int_type": "is not a whole number",
    "int_from_float": "is not a whole number",
    "float_type": "is not a number",
    "finite_number": "is not a number",
    "list_type": "is not a list",
    "model_type": "is not an object",
    "model_attributes_type": "is not an object",
    "string_too_short": "is empty",
    "too_short": "is empty",
    "string_pattern_mismatch": "is not a digest",
}
OWN = frozenset({"unknown_word", "control_characters", "blank", "no_moment", "label_twice", "no_such_label"})
GENERAL = "what docs/project-json.md says"


class BadDocument(Problem):
    """A project.json that can't be imported (400); nothing was made of it."""

    def __init__(self, faults: Sequence[FieldError]) -> None:
        first = faults[0]
        more = f" There is more: {len(faults)} things in all." if len(faults) > 1 else ""
        super().__init__(
            "This project.json can't be opened",
            first.detail,
            first.advice + more,
            status=400,
            errors=tuple(faults[:MOST_TOLD]),
        )


def whole(detail: str, advice: str) -> BadDocument:
    """A fault of the file rather than of a field."""
    return BadDocument([FieldError("file", detail, advice)])


def path_of(steps: Iterable[str | int]) -> str:
    """The way to a field: canvas.episodes[0].scenes[2].seconds."""
    path = ""
    for step in steps:
        if isinstance(step, int):
            path += f"[{step}]"
        else:
            path += f".{step[:MOST_NAME_CHARACTERS]}" if path else step[:MOST_NAME_CHARACTERS]
    shown = path if len(path) <= MOST_PATH_CHARACTERS else path[:MOST_PATH_CHARACTERS] + "…"
    return shown.encode("utf-8", "replace").decode().replace("\0", "?")


def fault(steps: Iterable[str | int], what: str, takes: str) -> FieldError:
    """One field's fault: `what` follows its path, `takes` follows "It takes"."""
    path = path_of(steps)
    return FieldError(path, f"{path} {what}.", f"It takes {takes}.")


def faults_of(error: ValidationError) -> list[FieldError]:
    """Every fault that the schema found."""
    return list(_told(error.errors(include_url=False, include_input=False)))


def _told(errors: list[ErrorDetails]) -> Iterator[FieldError]:
    for each in errors:
        steps = each["loc"]
        takes = _takes(steps)
        yield fault(steps, _what(each, takes), takes)


def _takes(steps: Sequence[str | int]) -> str:
    """What the schema says of the field at the end of a path."""
    if steps and isinstance(steps[-1], int):
        return "an object"
    *_, parent, name = ["", "", *(step for step in steps if isinstance(step, str))]
    field = PLACES[parent].model_fields.get(name) if parent in PLACES else None
    return (field.description if field else None) or GENERAL


def _what(error: ErrorDetails, takes: str) -> str:
    kind, about = error["type"], error.get("ctx", {})
    if kind in OWN:
        return error["msg"]
    if kind in ("greater_than_equal", "less_than_equal"):
        return f"must be {_range(takes)}"
    if kind == "string_too_long":
        return f"is longer than {about['max_length']:,} characters"
    if kind == "too_long":
        return f"holds {_count(about)} entries"
    return KINDS.get(kind, "can't be used as it is")


def _range(takes: str) -> str:
    """ "1 to 30" out of "a number from 1 to 30, or null"."""
    return takes.partition(" from ")[2].partition(",")[0].partition(";")[0] or "another number"


def _count(about: dict[str, Any]) -> str:
    return str(about.get("actual_length") or f"more than {about['max_length']}")
