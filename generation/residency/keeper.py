"""A worker's models: loaded before a job, ahead of demand while it is idle, told to routing, and measured."""

import logging
import time
from collections.abc import Callable

from django.conf import settings
from django.db import DatabaseError

from generation.engines import registry
from generation.engines.base import LOADING, Engine, HoldsModels, Report
from generation.handlers.base import Work
from generation.residency import memory
from generation.residency.cache import DeviceCache, Loaded
from generation.residency.policy import Rules
from generation.values import MAKING
from generation.workers.values import Place
from quality.resources import queries as resources
from quality.resources import services

log = logging.getLogger("dailies.residency")

PREWARM_SECONDS = 30.0
"""How long a worker is idle before it loads what may be asked for, and between two such loads."""


class Keeper:
    """The models of the card at a place; does nothing where there is no card."""

    def __init__(self, place: Place | None, find: Callable[[str], Engine] = registry.engine) -> None:
        self._place = place if place is not None and place.card else None
        self._find = find
        self.cache = DeviceCache(0.0, Rules(frozenset(settings.PINNED_TIERS), settings.LEAST_MODELS))
        self._quiet_since = time.monotonic()

    def prepare(self, work: Work, report: Report) -> None:
        """See that what a job needs is loaded, and tell where that takes a load. Raises OutOfMemory, Cancelled."""
        self._quiet_since = time.monotonic()
        model = str(work.params.get("model") or "")
        if self._place is None or work.kind not in MAKING or not model:
            return
        engine = self._find(work.engine)
        if not isinstance(engine, HoldsModels):
            return
        self.cache.memory_gb = self._room(self._place)
        if model not in self.cache.models:
            report(LOADING, 0.0)
        tier = str(work.params.get("tier", ""))
        loaded = self.cache.use(engine, model, tier, float(work.params.get("memory_gb") or 0.0))
        self._tell(self._place, model, work.engine, loaded)

    def idle(self) -> None:
        """Nothing waits: after a while, load what was asked for at this hour before."""
        now = time.monotonic()
        if self._place is None or now - self._quiet_since < PREWARM_SECONDS:
            return
        self._quiet_since = now
        self.cache.memory_gb = self._room(self._place)
        for name in sorted(registry.available()):
            engine = self._find(name)
            if isinstance(engine, HoldsModels):
                loaded = self.cache.prewarm(engine, memory.wanted(name, self._place.lane))
                if loaded is not None:
                    log.info("model %s is loaded ahead", loaded.model)
                    self._tell(self._place, "", name, loaded)

    def close(self) -> None:
        """Free the card."""
        if self._place is None or not self.cache.models:
            return
        self.cache.clear()
        try:
            services.hold(self._place.card, [])
        except DatabaseError as error:
            log.warning("it could not be told that a card is free: %s", type(error).__name__)

    @staticmethod
    def _room(place: Place) -> float:
        mine = next((card for card in resources.devices() if card.id == place.card), None)
        return mine.available_gb if mine else 0.0

    def _tell(self, place: Place, asked: str, engine: str, loaded: Loaded | None) -> None:
        """Keep what was learned; what fails here costs the job nothing."""
        try:
            if loaded is not None:
                services.hold(place.card, sorted(self.cache.models))
                memory.note_load(engine, place.lane, loaded)
            if asked:
                memory.note_use(asked, place.lane)
        except DatabaseError as error:
            log.warning("a load could not be noted: %s", type(error).__name__)
