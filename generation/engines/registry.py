"""Which engines there are, by name. An engine's code is imported when it is first asked for.

Listing engines imports none of them: a web process knows what can be made without loading what makes it.
"""

from dataclasses import dataclass
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from typing import Protocol, cast

from generation.engines.base import Engine
from generation.engines.template.values import StoryPlan


class TextEngine(Protocol):
    """Writes what the other engines read: stories, enhanced prompts, camera movements."""

    name: str
    version: str

    def plan_scenes(self, idea: str, count: int, seed: int) -> StoryPlan: ...
    def enhance_prompt(self, prompt: str, seed: int) -> str: ...
    def movement_for(self, number: int, prompt: str) -> str: ...


@dataclass(frozen=True, slots=True)
class Entry:
    """`path`: module and class, dotted; `needs`: packages without which the engine cannot run."""

    path: str
    needs: tuple[str, ...]


ENGINES = {
    "animatic": Entry("generation.engines.animatic.engine.AnimaticEngine", needs=("numpy", "cv2")),
}
"""Engines of pictures and videos."""

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
    return frozenset(name for name, entry in ENGINES.items() if all(find_spec(need) for need in entry.needs))


@cache
def engine(name: str) -> Engine:
    """The engine `name`, one a process. Raises UnknownEngine, ImportError where its packages are missing."""
    if name not in ENGINES:
        raise UnknownEngine(f'no engine "{name}"; there are {", ".join(sorted(ENGINES))}')
    module, _, attribute = ENGINES[name].path.rpartition(".")
    return cast(Engine, getattr(import_module(module), attribute)())


def text_engine(name: str) -> TextEngine:
    """The text engine `name`. Raises UnknownEngine."""
    if name not in TEXT_ENGINES:
        raise UnknownEngine(f'no text engine "{name}"; there are {", ".join(sorted(TEXT_ENGINES))}')
    return cast(TextEngine, import_module(TEXT_ENGINES[name]))
