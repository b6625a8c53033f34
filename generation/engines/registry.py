"""Which engines there are, by name. An engine's code is imported when it is first asked for.

Listing engines imports none of them: a web process knows what can be made without loading what makes it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from typing import Protocol, cast

from generation.engines.base import Engine, Planner, Polisher
from generation.suggesting.values import Facts, Proposal


class TextEngine(Planner, Protocol):
    """Writes what the other engines read: stories, enhanced prompts, camera movements, and what would help next."""

    name: str
    version: str

    def enhancing_phrases(self, prompt: str, seed: int) -> tuple[str, ...]: ...
    def movement_for(self, number: int, prompt: str) -> str: ...
    def suggest(self, facts: Facts) -> tuple[Proposal, ...]: ...


@dataclass(frozen=True, slots=True)
class Entry:
    """`path`: module and class, dotted; `needs`: packages without which the engine cannot run."""

    path: str
    needs: tuple[str, ...]


ENGINES = {
    "animatic": Entry("generation.engines.animatic.engine.AnimaticEngine", needs=("numpy", "cv2")),
}
"""Engines of pictures and videos."""

POLISHERS = {
    "finishing": Entry("generation.engines.finishing.engine.FinishingEngine", needs=("numpy", "cv2")),
}
"""Engines that finish what was made. One that also makes pictures stands in both tables."""
FINISHER = "finishing"
"""The embedded one, which does every step."""

TEXT_ENGINES = {
    "template": "generation.engines.template",
}
"""Engines of text: modules with the functions of TextEngine."""
WRITER = "template"
"""The text engine that writes prompts and movements."""


class UnknownEngine(LookupError):
    """No engine of this name is registered."""


def available() -> frozenset[str]:
    """Names of the picture and video engines whose packages are installed here."""
    return _installed(ENGINES)


def polishers() -> frozenset[str]:
    """Names of the engines that finish what was made, as above."""
    return _installed(POLISHERS)


def _installed(entries: Mapping[str, Entry]) -> frozenset[str]:
    return frozenset(name for name, entry in entries.items() if all(find_spec(need) for need in entry.needs))


@cache
def engine(name: str) -> Engine:
    """The engine `name`, one a process. Raises UnknownEngine, ImportError where its packages are missing."""
    if name not in ENGINES:
        raise UnknownEngine(f'no engine "{name}"; there are {", ".join(sorted(ENGINES))}')
    return cast(Engine, _made(ENGINES[name]))


@cache
def polisher(name: str) -> Polisher:
    """The engine `name` that finishes what was made, as above."""
    if name not in POLISHERS:
        raise UnknownEngine(f'no engine "{name}" polishes; there are {", ".join(sorted(POLISHERS))}')
    if name in ENGINES:
        return cast(Polisher, engine(name))
    return cast(Polisher, _made(POLISHERS[name]))


def _made(entry: Entry) -> object:
    module, _, attribute = entry.path.rpartition(".")
    return getattr(import_module(module), attribute)()


def peak_gb(name: str) -> float | None:
    """What the last request of an engine took of its card, in GB; None where it has none. Raises UnknownEngine."""
    return (engine(name) if name in ENGINES else polisher(name)).peak_gb()


def text_engine(name: str) -> TextEngine:
    """The text engine `name`. Raises UnknownEngine."""
    if name not in TEXT_ENGINES:
        raise UnknownEngine(f'no text engine "{name}"; there are {", ".join(sorted(TEXT_ENGINES))}')
    return cast(TextEngine, import_module(TEXT_ENGINES[name]))
