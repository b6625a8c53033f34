"""The text of a project.json as plain values (pure): only what every program reads alike, and a database can keep."""

import json
import math
from collections.abc import Iterator
from typing import Any, NamedTuple, TypeAlias

from accounts.problems import FieldError
from projects.document.faults import BadDocument, fault, whole
from projects.document.schema import MOST_BYTES

MOST_DEPTH = 60
MOST_NUMBER = 2**53
"""Beyond it programs that count in 64-bit floats, as browsers do, read another number (RFC 8259, section 6)."""
MOST_DIGITS = 20
A_NUMBER = f"a number from -{MOST_NUMBER} to {MOST_NUMBER}; a larger one can stand in quotation marks"
Steps: TypeAlias = tuple[str | int, ...]


class _Twice(dict[str, Any]):
    """An object that says a name twice."""

    names: tuple[str, ...] = ()


class _Place(NamedTuple):
    value: Any
    steps: Steps


def value_of(content: bytes) -> dict[str, Any]:
    """The object that a file holds. Raises BadDocument with every fault."""
    if len(content) > MOST_BYTES:
        raise too_large()
    found = _parsed(_text(content))
    if not isinstance(found, dict):
        raise whole("This file holds no project.", "Choose a project.json that Dailies saved.")
    if faults := list(_faults(found)):
        raise BadDocument(faults)
    return found


def too_large() -> BadDocument:
    """The answer to a file of more bytes than may be."""
    return whole("This file is too large.", f"A project.json has at most {MOST_BYTES // 1024**2} MB.")


def _text(content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        detail = f"This file is not written in UTF-8 (byte {error.start})."
        raise whole(detail, "Open it in an editor and save it as UTF-8.") from None


def _parsed(text: str) -> Any:
    try:
        return json.loads(text, object_pairs_hook=_object, parse_int=_whole_number)
    except json.JSONDecodeError as error:
        where = f"line {error.lineno}, column {error.colno}"
        raise whole(f"This file is not JSON: {error.msg} at {where}.", "Mend it there, or save it again.") from None
    except RecursionError:
        raise _too_deep() from None


def _too_deep() -> BadDocument:
    return whole("This file is nested too deeply.", f"Use at most {MOST_DEPTH} brackets inside each other.")


def _whole_number(digits: str) -> int | float:
    return int(digits) if len(digits) <= MOST_DIGITS else math.inf


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) == len(pairs):
        return found
    twice, seen = _Twice(found), set[str]()
    twice.names = tuple(name for name, _ in pairs if name in seen or seen.add(name))  # type: ignore[func-returns-value]
    return twice


def _faults(found: dict[str, Any]) -> Iterator[FieldError]:
    """What is wrong with the values whatever they mean; brackets are counted on the way."""
    waiting = [_Place(found, ())]
    while waiting:
        place = waiting.pop()
        if len(place.steps) > MOST_DEPTH:
            raise _too_deep()
        if isinstance(place.value, _Twice):
            yield from (fault((*place.steps, name), "is there twice", "one value") for name in place.value.names)
        inside = place.value.items() if isinstance(place.value, dict) else enumerate(place.value)
        for step, inner in inside:
            if isinstance(step, str) and not _can_be_kept(step):
                yield fault((*place.steps, step), "has a name that can't be kept", "a name of plain characters")
            if isinstance(inner, dict | list):
                waiting.append(_Place(inner, (*place.steps, step)))
            else:
                yield from _fault(inner, (*place.steps, step))


def _fault(value: Any, steps: Steps) -> Iterator[FieldError]:
    if isinstance(value, str) and not _can_be_kept(value):
        yield fault(steps, "holds characters that can't be kept", "text without the character 0 or half of a pair")
    elif isinstance(value, int | float) and not -MOST_NUMBER <= value <= MOST_NUMBER:
        yield fault(steps, "is no number that can be kept", A_NUMBER)


def _can_be_kept(text: str) -> bool:
    """Whether it holds neither the null character nor half a surrogate pair."""
    try:
        return "\0" not in text and bool(text.encode() or True)
    except UnicodeEncodeError:
        return False
