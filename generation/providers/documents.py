"""JSON that somebody else wrote, read by type (pure): whatever it holds, what comes out is of the type asked for or
`Malformed` with the place. Its content is in no repr."""

import json
from collections.abc import Iterator
from typing import Any

from generation.providers.errors import malformed

_NOTHING = object()


def _none_of_json(word: str) -> None:
    raise ValueError


def parsed(raw: bytes | str) -> Any:
    """The JSON value in a text; None for what is none, NaN and infinities included."""
    try:
        return json.loads(raw, parse_constant=_none_of_json)
    except (ValueError, RecursionError):  # a UnicodeDecodeError is a ValueError
        return None


class Document:
    """One JSON object and where it stands in the answer."""

    __slots__ = ("_at", "_held")

    def __init__(self, value: Any, at: str = "") -> None:
        """Raises Malformed unless it is an object."""
        if not isinstance(value, dict):
            raise malformed(at)
        self._held, self._at = value, at

    def __repr__(self) -> str:
        return f"<Document {self._at}>"

    def raw(self) -> Any:
        """The JSON value itself."""
        return self._held

    def place(self, name: str) -> str:
        """How a member is called in an error."""
        return f"{self._at}.{name}" if self._at else name

    def has(self, name: str) -> bool:
        """Whether there is such a member, and it is not null."""
        return self._held.get(name) is not None

    def text(self, name: str, *, most: int | None = None) -> str:
        """A text that any database takes. Raises Malformed, also for one of more than `most` characters."""
        value = self._held.get(name)
        if not isinstance(value, str) or (most is not None and len(value) > most):
            raise malformed(self.place(name))
        return storable(value)

    def whole(self, name: str) -> int:
        """A whole number from 0 on. Raises Malformed."""
        value = self._held.get(name)
        if type(value) is not int or value < 0:
            raise malformed(self.place(name))
        return value

    def inner(self, name: str) -> "Document":
        """An object. Raises Malformed."""
        return Document(self._held.get(name), self.place(name))

    def items(self, name: str) -> Iterator["Document"]:
        """The objects of a list. Raises Malformed for what is no list of objects."""
        value = self._held.get(name, _NOTHING)
        if not isinstance(value, list):
            raise malformed(self.place(name))
        for number, one in enumerate(value):
            yield Document(one, f"{self.place(name)}[{number}]")


def storable(text: str) -> str:
    """Without what UTF-8 or PostgreSQL does not take: lone surrogates and NUL."""
    return text.encode("utf-8", "replace").decode().replace("\x00", "\ufffd")
