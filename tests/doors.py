"""Every address under /api/v1/ and its methods, also those that are not written yet."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.urls import URLPattern, URLResolver, reverse

from accounts.roles import MAKE, READ
from config.urls import api

PUBLIC = {"schema", "api-docs"}
"""Addresses that anybody may read: what the API is."""
ABOUT_A_PERSON = {"me", "workspaces"}
"""Addresses of the person who asks, whatever workspace they are in."""
NEEDS_WORDS = {"scenes", "prompt-test-picture"}
"""Addresses that answer a bare GET with what they lack."""
METHODS = ("get", "post", "put", "patch", "delete")


@dataclass(frozen=True, slots=True)
class Door:
    """One method of one address."""

    name: str
    method: str
    arguments: tuple[str, ...]
    view: Any

    def __str__(self) -> str:
        return f"{self.method.upper()} {self.name}"

    @property
    def action(self) -> str:
        """What the table of roles calls it."""
        return str(self.view.needs.get(self.method.upper(), READ if self.method == "get" else MAKE))

    def address(self, ids: dict[str, UUID]) -> str:
        """The address of these rows."""
        return reverse(self.name, kwargs={name: ids[name] for name in self.arguments})


def patterns(found: list[URLPattern | URLResolver]) -> Iterator[URLPattern]:
    for entry in found:
        if isinstance(entry, URLResolver):
            yield from patterns(entry.url_patterns)
        else:
            yield entry


def doors() -> Iterator[Door]:
    for pattern in patterns(api):
        assert pattern.name, f"{pattern.pattern} has no name, so no test can find it"
        view: Any = getattr(pattern.callback, "view_class", None) or getattr(pattern.callback, "cls", None)
        arguments = tuple(pattern.pattern.converters)
        yield from (Door(pattern.name, method, arguments, view) for method in METHODS if hasattr(view, method))


EVERY = list(doors())
WORKSPACE_DOORS = [door for door in EVERY if door.name not in PUBLIC | ABOUT_A_PERSON]
DEEP_DOORS = [door for door in WORKSPACE_DOORS if door.arguments]
