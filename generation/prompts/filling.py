"""A template's text and its variables (pure).

`{{subject}}` is a variable, `{{light=soft}}` one with a default, `{{detail=}}` one that may stay empty; two braces
behind a backslash are braces and no variable. Names are of any script, and capitals make no difference. Single braces
are left alone, so that a template may hold variations: `{red|blue}`. Values are put in as they are, never read again.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from accounts.problems import InvalidField

MOST_CHARACTERS = 4000
"""Of a filled text: what a prompt may have."""
MOST_VARIABLES = 20
MOST_NAME_CHARACTERS, MOST_VALUE_CHARACTERS = 40, 500
FIELD, VALUES = "text", "values"
_PLACE = re.compile(r"\\\{\{|\{\{(?P<inside>(?:[^{}]|\{[^{}]*\})*)\}\}|\{\{")
_UNFIT = re.compile(r"[{}|\\\x00-\x1f\x7f-\x9f]")
WAYS = "Write {{name}}, or {{name=what usually stands there}}."


@dataclass(frozen=True, slots=True)
class Variable:
    """Something to fill in. `default` stands there until somebody says otherwise; None: it must be said."""

    name: str
    default: str | None = None


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of a filled text; `variable` is whose value it is, empty for the template's own words.

    `missing`: nobody has said the value yet, and the text is the variable as it is written.
    """

    text: str
    variable: str = ""
    missing: bool = False


def canonical(name: str) -> str:
    """A variable's name as it is compared."""
    return unicodedata.normalize("NFC", name).strip().lower()


def variables(text: str, field: str = FIELD) -> tuple[Variable, ...]:
    """Each variable of a text once, in their order. Raises InvalidField."""
    found: dict[str, str | None] = {}
    for part in _parts(text, field):
        if not isinstance(part, Variable):
            continue
        known = found.setdefault(part.name, part.default)
        if part.default is not None and known is not None and known != part.default:
            raise InvalidField(
                field, f"{{{{{part.name}}}}} has two defaults.", "Say the default once; it counts everywhere."
            )
        found[part.name] = part.default if known is None else known
    if len(found) > MOST_VARIABLES:
        raise InvalidField(field, f"These are {len(found)} variables.", f"Use at most {MOST_VARIABLES}.")
    return tuple(Variable(name, default) for name, default in found.items())


def pieces(text: str, values: Mapping[str, str], field: str = FIELD) -> tuple[Piece, ...]:
    """The text with what is known filled in. Raises InvalidField, but not for a value that is missing."""
    defaults = {each.name: each.default for each in variables(text, field)}
    given = _checked(values, list(defaults))
    found: list[Piece] = []
    for part in _parts(text, field):
        if isinstance(part, str):
            found.append(Piece(part))
            continue
        value = given.get(part.name) or defaults[part.name]
        found.append(
            Piece(f"{{{{{part.name}}}}}", part.name, missing=True) if value is None else Piece(value, part.name)
        )
    return tuple(found)


def fill(text: str, values: Mapping[str, str], field: str = FIELD) -> str:
    """The text with every variable filled in. Raises InvalidField, naming the variable that has no value."""
    found = pieces(text, values, field)
    for piece in found:
        if piece.missing:
            raise InvalidField(
                f"{VALUES}.{piece.variable}",
                f"{piece.text} has no value.",
                f"Say what stands there, or give it a default in the template: {{{{{piece.variable}=...}}}}.",
            )
    return whole(found, field)


def whole(found: Sequence[Piece], field: str = FIELD) -> str:
    """The pieces as one text. Raises InvalidField where that is longer than a prompt may be."""
    filled = "".join(piece.text for piece in found)
    if len(filled) > MOST_CHARACTERS:
        raise InvalidField(
            field,
            f"Filled in, this has {len(filled)} characters.",
            f"A prompt has at most {MOST_CHARACTERS}: shorten it.",
        )
    return filled


def escaped(text: str) -> str:
    """Words as a template that fills to exactly these, whatever braces they hold."""
    return text.replace("{{", "\\{{")


def _parts(text: str, field: str) -> Iterator[str | Variable]:
    """The template's own words and its variables, in their order."""
    end = 0
    for place in _PLACE.finditer(text):
        if place.start() > end:
            yield text[end : place.start()]
        end = place.end()
        if place[0].startswith("\\"):
            yield "{{"
        elif place["inside"] is None:
            raise InvalidField(
                field,
                f"Two braces open at character {place.start() + 1} and never close.",
                f"{WAYS} Plain braces: \\{{{{.",
            )
        else:
            yield _variable(place["inside"], field)
    if end < len(text):
        yield text[end:]


def _variable(inside: str, field: str) -> Variable:
    written, equals, default = inside.partition("=")
    name = canonical(written)
    if not any(sign.isalnum() for sign in name) or _UNFIT.search(name):
        advice = "Variations take single braces: {red|blue}." if "|" in inside else WAYS
        raise InvalidField(field, f'"{{{{{inside[:40]}}}}}" is no variable.', advice)
    if len(name) > MOST_NAME_CHARACTERS:
        raise InvalidField(
            field, f"The name of {{{{{name[:20]}...}}}} is too long.", f"Use at most {MOST_NAME_CHARACTERS} characters."
        )
    return Variable(name, default.strip() if equals else None)


def _checked(values: Mapping[str, str], names: Sequence[str]) -> dict[str, str]:
    """What was given, by names as they are compared; an empty value is none. Raises InvalidField."""
    given: dict[str, str] = {}
    for written, value in values.items():
        name, field = canonical(written), f"{VALUES}.{written}"
        if name not in names:
            known = ", ".join(names) or "none"
            raise InvalidField(field, f"This template has no {{{{{name}}}}}.", f"Its variables: {known}.")
        if len(value) > MOST_VALUE_CHARACTERS:
            raise InvalidField(
                field,
                f"This is longer than {MOST_VALUE_CHARACTERS} characters.",
                "Shorten it, or write it into the text.",
            )
        if any((ord(sign) < 32 and sign not in "\n\t\r") or 0x7F <= ord(sign) < 0xA0 for sign in value):
            raise InvalidField(field, "This holds characters that can't be shown.", "Remove them; plain text works.")
        given[name] = value.strip()
    return given
