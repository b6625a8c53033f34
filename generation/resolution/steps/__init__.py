"""Every step there is, by key: each module of this folder is imported at first use, and what it defines is found."""

from collections.abc import Iterator
from functools import cache
from importlib import import_module
from inspect import isclass
from pkgutil import iter_modules
from types import ModuleType

from generation.resolution.steps.base import Step


class TwiceTheSameStep(RuntimeError):
    """Two classes call themselves by one key."""


def _modules() -> Iterator[ModuleType]:
    yield from (import_module(f"{__name__}.{found.name}") for found in iter_modules(__path__))


def _classes(module: ModuleType) -> Iterator[type[Step]]:
    """The steps that a module defines; a class without a key is a base of others."""
    for found in vars(module).values():
        if isclass(found) and issubclass(found, Step) and found.__module__ == module.__name__ and hasattr(found, "key"):
            yield found


@cache
def registered() -> dict[str, Step]:
    """The steps, by key."""
    known: dict[str, Step] = {}
    for module in _modules():
        for kind in _classes(module):
            if kind.key in known:
                raise TwiceTheSameStep(f"{kind.__qualname__} and {type(known[kind.key]).__qualname__}: {kind.key}")
            known[kind.key] = kind()
    return known


def step(key: str) -> Step | None:
    """The step of a key; None for one that this version does not have."""
    return registered().get(key)
