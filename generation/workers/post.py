"""What a worker claims: a job of its own lane first, and others' while that is empty."""

import time

from generation import deciding, lanes, queue
from generation.queue import Claim
from generation.scheduling.values import Holder
from generation.values import CPU_LANE
from generation.workers.queries import has_more_to_come, lanes_with_work
from generation.workers.values import Place
from quality.resources import queries as resources
from quality.values import Device

LOOK_SECONDS = 1.0
"""How often a worker that is idle looks for what it could do for others."""
DESERTED_SECONDS = 30.0
"""How long a lane is without a card before its jobs are routed again: a machine that starts has its cards by then."""


class Post:
    """The claims of one worker at its place; without a place, of a lane alone."""

    def __init__(self, lane: str, place: Place | None = None) -> None:
        self.lane, self.place = lane, place
        self.models: frozenset[str] = frozenset()
        self._looked = 0.0
        self._deserted: dict[str, float] = {}

    def claim(self, worker: str) -> Claim | None:
        """The next job for this worker; None when there is none."""
        if self.place is not None and self.place.card:
            return self._claim_on_card(worker, self.place.card)
        found = queue.claim(self.lane, worker)
        if found is None and self.place is not None and self.lane == CPU_LANE and self._is_time_to_look():
            found = self._claim_deserted(worker)
        return found

    def _claim_on_card(self, worker: str, card: str) -> Claim | None:
        mine = next((found for found in resources.devices() if found.id == card), None)
        if mine is None:
            return None
        holder = Holder(self.models, mine.available_gb)
        found = queue.claim(self.lane, worker, holder)
        if found is None and self._is_time_to_look():
            found = self._help(worker, mine)
        return found

    def _help(self, worker: str, mine: Device) -> Claim | None:
        waiting = lanes_with_work(but=(self.lane,))
        if not waiting:
            return None
        help = lanes.help_of(self.lane, waiting, deciding.devices())
        if not help.lanes or (help.alone and has_more_to_come(self.lane)):
            return None
        holder = Holder(self.models, mine.available_gb, help.seconds)
        found = next((found for lane in help.lanes if (found := queue.claim(lane, worker, holder))), None)
        self._looked = self._looked if found is None else 0.0  # after a job for others, the next look is at once
        return found

    def _claim_deserted(self, worker: str) -> Claim | None:
        """A job of a lane that has been without a card for a while: it is looked at again as it begins."""
        waiting = [lane for lane in lanes_with_work(but=(self.lane,)) if lanes.is_of_cards(lane.name)]
        alone = lanes.deserted(waiting, deciding.devices()) if waiting else []
        now = time.monotonic()
        self._deserted = {lane: self._deserted.get(lane, now) for lane in alone}
        ripe = [lane for lane, since in self._deserted.items() if now - since >= DESERTED_SECONDS]
        found = next((found for lane in ripe if (found := queue.claim(lane, worker))), None)
        self._looked = now if found is None else 0.0
        return found

    def _is_time_to_look(self) -> bool:
        now = time.monotonic()
        if now - self._looked < LOOK_SECONDS:
            return False
        self._looked = now
        return True
