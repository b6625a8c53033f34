"""Memory that this worker holds without need: caches of the engines, garbage, what a card's allocator keeps."""

import gc
import resource
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import ModuleType
from typing import Any, ClassVar

from generation.engines import registry
from generation.engines.animatic import memory
from generation.errors import Category
from generation.resolution.steps.base import Context, Step
from generation.resolution.values import DONE, NOTHING, Outcome

LEAST_BYTES = 8 << 20
"""Less than this is not worth telling: it is the noise of a running process."""
ENGINES = "generation.engines."


class FreeMemory(Step):
    """Empty caches, collect garbage, hand both back."""

    key = "free_memory"
    title = "Free memory that is not needed"
    words = "Caches of earlier work take room that this needs."
    automatic = True
    chances: ClassVar[Mapping[str, float]] = {Category.MEMORY: 0.4, Category.MODEL_LOADING: 0.2}
    most_runs = 2

    def run(self, context: Context) -> Outcome:
        """Says how much became free."""
        before = resident_bytes()
        for cache in caches():
            cache.cache_clear()
        gc.collect()
        empty_card()
        memory.give_back()
        freed = before - resident_bytes()
        if freed < LEAST_BYTES:
            return Outcome(NOTHING, "There was little to free.")
        return Outcome(DONE, f"{freed / 2**20:,.0f} MB are free again.")


def caches() -> Iterator[Any]:
    """The caches of functions in the engines' modules that are loaded, and what engines were made."""
    yield registry.engine
    for name, module in list(sys.modules.items()):
        if name.startswith(ENGINES) and isinstance(module, ModuleType):
            yield from (found for found in vars(module).values() if hasattr(found, "cache_clear"))


def empty_card() -> None:
    """What torch keeps of a card, where torch is loaded; nobody loads it for this."""
    torch = sys.modules.get("torch")
    if torch is not None and torch.cuda.is_available() and torch.cuda.is_initialized():
        torch.cuda.empty_cache()


def resident_bytes() -> int:
    """Memory that this process holds now; where the system does not tell, the most that it ever held."""
    try:
        pages = int(Path("/proc/self/statm").read_text().split()[1])
        return pages * resource.getpagesize()
    except (OSError, IndexError, ValueError):
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
