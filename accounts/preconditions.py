"""Conditional requests (RFC 9110, 8.8.3 and 13.1.1): what people edit says its entity tag, and a change that sends it
back in `If-Match` happens only if nobody changed the thing meanwhile.

A tag is a digest of what may be edited of a thing and of nothing else: a new frame or a fresh address of a file makes
no other edition of a scene. It is compared under the lock of the row, in the transaction that writes.
"""

import json
import re
from collections.abc import Callable, Mapping, Sequence
from hashlib import sha256
from operator import attrgetter
from typing import Any

from django.db.models import QuerySet
from drf_spectacular.utils import OpenApiParameter
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.problems import CONTENT_TYPE, InvalidField, Problem, not_found

HEADER = "If-Match"
TAG_CHARACTERS = 32
"""128 bits of SHA-256: no two editions of one thing ever share them."""
_TAG = r'(?:W/)?"[\x21\x23-\x7e\x80-\xff]*"'
ONE_TAG = re.compile(_TAG)
TAGS = re.compile(rf"{_TAG}(?:(?:[ \t]*,)+[ \t]*{_TAG})*")
"""A list as RFC 9110, 5.6.1 reads one: its empty members are passed over."""
IF_MATCH = OpenApiParameter(
    HEADER,
    {"type": "string", "pattern": r'^(\*|"[!#-~]*"(, "[!#-~]*")*)$'},
    OpenApiParameter.HEADER,
    description="The `ETag` that was seen, or several, or `*`: another one now is a 412, and nothing is changed.",
)
"""Name it in the schema of each method that calls `insist`; `describe` adds the rest."""


class PreconditionFailed(Problem):
    """What somebody wants to change is not what they saw (412); the answer has the tag that it has now."""

    def __init__(self, noun: str, now: str, *, weak: bool = False) -> None:
        detail, advice = (
            f"Somebody changed this {noun} in the meantime.",
            "Look at it as it is now, then send it again.",
        )
        if weak:
            detail, advice = "A weak tag stands for no exact edition.", 'Send the tag without the "W/" before it.'
        super().__init__("Changed in the meantime", detail, advice, status=412)
        self.now = now

    @property
    def headers(self) -> dict[str, str]:
        """The present tag (RFC 9110, 8.8.3)."""
        return {**super().headers, "ETag": self.now}


def entity_tag(fields: Mapping[str, Any]) -> str:
    """The strong tag of these values, in its quotes. What JSON does not know counts as its text."""
    told = json.dumps(fields, sort_keys=True, default=str)
    return f'"{sha256(told.encode()).hexdigest()[:TAG_CHARACTERS]}"'


def tag_of(row: Any, names: Sequence[str]) -> str:
    """The tag of a row by these attributes, dotted ones too."""
    return entity_tag({name: attrgetter(name)(row) for name in names})


def tag_of_held(rows: QuerySet[Any], names: Sequence[str]) -> str:
    """The tag of the one row, read locked, as it is now; the 404 problem where it has just been deleted."""
    found = rows.first()
    if found is None:
        raise not_found()
    return tag_of(found, names)


def insist(request: Request, noun: str, current: Callable[[], str]) -> None:
    """Go on only with the edition that `If-Match` names; without it always.

    `current` locks the thing until the transaction ends and gives its tag; call this before anything is written, and
    last of what may refuse (RFC 9110, 13.2.1). Raises PreconditionFailed, InvalidField.
    """
    sent = request.headers.get(HEADER)
    if sent is None or sent.strip() == "*":
        return
    wanted, now = tags_in(sent), current()
    if now not in wanted:
        raise PreconditionFailed(noun, now, weak=all(tag.startswith("W/") for tag in wanted))


def tags_in(text: str) -> list[str]:
    """The tags of an `If-Match`, as they were sent. Raises InvalidField."""
    if not TAGS.fullmatch(text.strip(" \t,")):
        raise InvalidField(HEADER, "This is no tag.", "Send the ETag as it came, with its quotes, or *.")
    return ONE_TAG.findall(text)


def answer(data: Mapping[str, Any], tag: str | None = None) -> Response:
    """What was read or changed, under its tag: that of the body, unless it is of a part of it."""
    return Response(data, headers={"ETag": tag or data["etag"]})


class EtagField(serializers.CharField):
    """The tag of a row by the attributes named: of what stands in a list it is told nowhere else."""

    def __init__(self, *names: str, source: str = "*") -> None:
        super().__init__(source=source, read_only=True, help_text="Its edition: what If-Match takes.")
        self.names = names

    def to_representation(self, value: Any) -> str:
        """In its quotes, as the header has it."""
        return tag_of(value, self.names)


# --- the schema ---------------------------------------------------------------------------------------------

_ETAG_HEADER = {
    "ETag": {"description": "Its edition, for If-Match.", "required": True, "schema": {"type": "string"}},
}
_FAILED = {
    "description": "Somebody changed it in the meantime; nothing was done.",
    "headers": _ETAG_HEADER,
    "content": {CONTENT_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}},
}


def describe(result: dict[str, Any], **kwargs: Any) -> dict[str, Any]:
    """drf-spectacular's hook: where a method takes If-Match it may answer 412, and its address tells tags."""
    for methods in result["paths"].values():
        taking = [one for one in methods.values() if any(p["name"] == HEADER for p in one.get("parameters", ()))]
        for operation in taking:
            operation["responses"]["412"] = _FAILED
        if taking:
            for method in {"get", "put", "patch"} & set(methods):
                methods[method]["responses"]["200"]["headers"] = _ETAG_HEADER
    return result
