"""The models of one device, held by the worker that serves it."""

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass, replace

from generation.engines.base import HoldsModels, OutOfMemory
from generation.residency.policy import NO_RULES, Resident, Rules, Wanted, next_to_load, to_evict

log = logging.getLogger("dailies.residency")


@dataclass(frozen=True, slots=True)
class Loaded:
    """A load as it was measured: wall seconds, and GB of the card."""

    model: str
    seconds: float
    size_gb: float
    tier: str


class DeviceCache:
    """What is loaded on a card of `memory_gb` that may be planned with. For one thread."""

    def __init__(self, memory_gb: float, rules: Rules = NO_RULES, clock: Callable[[], float] = time.monotonic) -> None:
        self.memory_gb, self.rules = memory_gb, rules
        self._clock = clock
        self._residents: dict[str, tuple[Resident, HoldsModels]] = {}

    @property
    def models(self) -> frozenset[str]:
        """What is loaded."""
        return frozenset(self._residents)

    @property
    def held_gb(self) -> float:
        """What the loaded models take."""
        return sum(one.size_gb for one, _ in self._residents.values())

    def use(self, engine: HoldsModels, model: str, tier: str, needs_gb: float = 0.0) -> Loaded | None:
        """See that a model is loaded before a job that takes `needs_gb` in all; the load, None where it was there.

        What must go for the job goes first. Raises OutOfMemory where it does not fit into an empty card.
        """
        known = engine.size_gb(model) or 0.0
        self._make_room(max(needs_gb, known), model)
        if model in self._residents:
            resident, _ = self._residents[model]
            self._residents[model] = (replace(resident, tier=tier, used_at=self._clock()), engine)
            return None
        return self._load(engine, model, tier)

    def prewarm(self, engine: HoldsModels, wanted: list[Wanted]) -> Loaded | None:
        """Load what is worth most of what is not there, where it fits beside what is; None for nothing."""
        one = next_to_load(wanted, self.models, self.memory_gb - self.held_gb)
        if one is None:
            return None
        try:
            return self._load(engine, one.model, one.tier)
        except OutOfMemory:
            log.info("model %s did not fit beside what is loaded", one.model)
            return None

    def clear(self) -> None:
        """Unload everything."""
        for model in list(self._residents):
            self._unload(model)

    def _load(self, engine: HoldsModels, model: str, tier: str) -> Loaded:
        begun = self._clock()
        try:
            engine.load(model)
        except OutOfMemory:
            if not self._residents:
                raise
            self.clear()  # what was measured of the others was too little
            engine.load(model)
        seconds, size_gb = self._clock() - begun, engine.size_gb(model) or 0.0
        self._residents[model] = (Resident(model, size_gb, tier, self._clock()), engine)
        return Loaded(model, seconds, size_gb, tier)

    def _make_room(self, needs_gb: float, model: str) -> None:
        """Evict before memory would run out: the others may hold what the job leaves."""
        others = [one for one, _ in self._residents.values() if one.model != model]
        missing = sum(one.size_gb for one in others) + needs_gb - self.memory_gb
        gone = to_evict(others, missing, self.rules) if missing > 0 else []
        for name in [one.model for one in others] if gone is None else gone:
            self._unload(name)

    def _unload(self, model: str) -> None:
        _, engine = self._residents.pop(model)
        engine.unload(model)
