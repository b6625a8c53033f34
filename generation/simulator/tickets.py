"""A simulated job's ticket, and the jobs of a lane and class that may be claimed, in order."""

import heapq
from bisect import bisect_left
from collections.abc import Callable, Iterable
from itertools import chain

from generation.scheduling.choosing import LOOK
from generation.scheduling.values import Priority

Entry = tuple[int, float, int, "Ticket"]
"""The order of the queue: the higher class, the earlier virtual start, who came first."""


class Clock:
    """The time of a simulation, in seconds from its start; everybody looks at the same one."""

    __slots__ = ("now",)

    def __init__(self) -> None:
        self.now = 0.0


class Ticket:
    """A job in the queue. `cost`: seconds that it is expected to take; `tries`: how often it was begun.

    `virtual_cost`: what its turn takes of its tenant's share; `ready_since`: None while it may not be claimed;
    `held`: a worker has it; `delayed`: it waits for another try. `job` is what the caller knows it by. `overtaken`:
    seconds of work that went before it because of a loaded model, `held_back`: how long it was passed over.
    """

    __slots__ = (
        "clock",
        "cost",
        "delayed",
        "entry",
        "held",
        "held_back",
        "job",
        "lane",
        "model",
        "needs_gb",
        "overtaken",
        "passed_at",
        "position",
        "priority",
        "ready_since",
        "start",
        "tenant",
        "tier",
        "tries",
        "virtual_cost",
    )

    def __init__(
        self,
        clock: Clock,
        job: int,
        tenant: int,
        lane: str,
        cost: float,
        *,
        priority: int = Priority.NORMAL,
        tier: str = "",
        model: str = "",
        needs_gb: float = 0.0,
    ) -> None:
        self.clock, self.job, self.tenant, self.lane, self.cost = clock, job, tenant, lane, cost
        self.priority, self.tier, self.model, self.needs_gb = priority, tier, model, needs_gb
        self.start = self.virtual_cost = self.overtaken = self.held_back = 0.0
        self.position = self.tries = 0
        self.held = self.delayed = False
        self.passed_at: float | None = None
        self.ready_since: float | None = None
        self.entry: Entry = (0, 0.0, 0, self)

    @property
    def seconds(self) -> float:
        """How long it is expected to take."""
        return self.cost

    @property
    def passed_seconds(self) -> float | None:
        """How long ago another first went before it; None: never."""
        return None if self.passed_at is None else self.clock.now - self.passed_at

    def place(self) -> Entry:
        """Make and keep its place in the order, from its class, start and position."""
        self.entry = (-self.priority, self.start, self.position, self)
        return self.entry


class ReadyJobs:
    """Those of one lane and class that may be claimed: the first `LOOK` sorted, the others in a heap.

    A worker looks at the first only, so that adding and taking one costs O(log n) however many there are. What is
    removed behind them is left in the heap until it comes up.
    """

    __slots__ = ("_behind", "_keys", "_size", "first")

    def __init__(self) -> None:
        self.first: list[Ticket] = []
        self._keys: list[Entry] = []
        self._behind: list[Entry] = []
        self._size = 0

    def __len__(self) -> int:
        return self._size

    def add(self, ticket: Ticket) -> None:
        """At its place; its `entry` is made anew, so that what may be left of an earlier stay is not it."""
        self._size += 1
        entry = ticket.place()
        keys = self._keys
        if len(keys) >= LOOK and entry > keys[-1]:
            heapq.heappush(self._behind, entry)
            return
        place = bisect_left(keys, entry)
        keys.insert(place, entry)
        self.first.insert(place, ticket)
        if len(keys) > LOOK:
            self.first.pop()
            heapq.heappush(self._behind, keys.pop())

    def remove(self, ticket: Ticket) -> None:
        """One that is in; its `entry` is still that with which it was added, and `ready_since` is None already."""
        self._size -= 1
        keys = self._keys
        place = bisect_left(keys, ticket.entry)
        if place == len(keys) or keys[place] is not ticket.entry:
            return
        del keys[place], self.first[place]
        self._fill_up()

    def _fill_up(self) -> None:
        while self._behind and len(self._keys) < LOOK:
            entry = heapq.heappop(self._behind)
            if _is_in(entry):
                self._keys.append(entry)
                self.first.append(entry[3])

    def earliest(self, most: int) -> list[Ticket]:
        """The first of all, in order; walks the whole heap where more than `LOOK` are wanted."""
        wanted = most - len(self.first)
        if wanted <= 0 or not self._behind:
            return self.first[:most]
        return self.first + [entry[3] for entry in heapq.nsmallest(wanted, filter(_is_in, self._behind))]

    def oldest(self, most: int, until: float, counts: Callable[[Ticket], bool]) -> list[Ticket]:
        """Of those that count, which have been ready for longest, since `until` or before; walks all."""
        found = [
            (entry[3].ready_since, entry[2], entry[3])
            for entry in chain(self._keys, filter(_is_in, self._behind))
            if entry[3].ready_since is not None and entry[3].ready_since <= until and counts(entry[3])
        ]
        return [ticket for _, _, ticket in heapq.nsmallest(most, found, key=lambda one: one[:2])]


def _is_in(entry: Entry) -> bool:
    ticket = entry[3]
    return ticket.entry is entry and ticket.ready_since is not None


def in_order(tickets: Iterable[Ticket]) -> list[Ticket]:
    """As the queue orders them."""
    return sorted(tickets, key=lambda ticket: ticket.entry)
