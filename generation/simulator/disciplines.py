"""What orders a simulated queue, and the two that Dailies' policy is held against."""

from collections import deque
from collections.abc import Sequence
from typing import Protocol

from generation.scheduling.values import Holder, Share
from generation.simulator.tickets import Clock, Ticket


class Watcher(Protocol):
    """Whoever wants to know which jobs may be claimed."""

    def became_ready(self, ticket: Ticket) -> None: ...
    def no_longer_ready(self, ticket: Ticket) -> None: ...


class Nobody:
    """Watches nothing."""

    def became_ready(self, ticket: Ticket) -> None:
        """Nothing."""

    def no_longer_ready(self, ticket: Ticket) -> None:
        """Nothing."""


class Discipline(Protocol):
    """A queue. Tickets that enter together are of one tenant, lane and class."""

    def enter(self, tickets: Sequence[Ticket], share: Share) -> None: ...
    def has_ready(self, lane: str) -> bool: ...
    def take(self, lane: str, holder: Holder) -> Ticket | None: ...
    def leave(self, ticket: Ticket) -> None: ...
    def give_back(self, ticket: Ticket, *, delayed: bool) -> None: ...
    def due(self, ticket: Ticket) -> None: ...
    def rise(self) -> int: ...


class FirstCome:
    """First come, first served: whoever asked first, whatever was asked for. No classes, shares, limits or models."""

    def __init__(self, clock: Clock, watcher: Watcher) -> None:
        self.clock, self.watcher = clock, watcher
        self._lanes: dict[str, deque[Ticket]] = {}

    def enter(self, tickets: Sequence[Ticket], share: Share) -> None:
        lane = self._lanes.setdefault(tickets[0].lane, deque())
        for ticket in tickets:
            lane.append(ticket)
            self._ready(ticket)

    def _ready(self, ticket: Ticket) -> None:
        ticket.ready_since, ticket.held, ticket.delayed = self.clock.now, False, False
        self.watcher.became_ready(ticket)

    def has_ready(self, lane: str) -> bool:
        return bool(self._lanes.get(lane))

    def take(self, lane: str, holder: Holder) -> Ticket | None:
        waiting = self._lanes.get(lane)
        if not waiting:
            return None
        return _taken(waiting.popleft())

    def leave(self, ticket: Ticket) -> None:
        ticket.held = False

    def give_back(self, ticket: Ticket, *, delayed: bool) -> None:
        ticket.held, ticket.delayed = False, delayed
        if not delayed:
            self.due(ticket)

    def due(self, ticket: Ticket) -> None:
        """Who was there before goes before."""
        self._lanes[ticket.lane].appendleft(ticket)
        self._ready(ticket)

    def rise(self) -> int:
        return 0


class RoundRobin:
    """One job of each tenant in turn, the tenant's own in the order they came; nothing else counts."""

    def __init__(self, clock: Clock, watcher: Watcher) -> None:
        self.clock, self.watcher = clock, watcher
        self._turns: dict[str, deque[int]] = {}
        self._jobs: dict[tuple[str, int], deque[Ticket]] = {}

    def enter(self, tickets: Sequence[Ticket], share: Share) -> None:
        for ticket in tickets:
            self._add(ticket)

    def _add(self, ticket: Ticket) -> None:
        mine = self._jobs.setdefault((ticket.lane, ticket.tenant), deque())
        if not mine:
            self._turns.setdefault(ticket.lane, deque()).append(ticket.tenant)
        mine.append(ticket)
        ticket.ready_since, ticket.held, ticket.delayed = self.clock.now, False, False
        self.watcher.became_ready(ticket)

    def has_ready(self, lane: str) -> bool:
        return bool(self._turns.get(lane))

    def take(self, lane: str, holder: Holder) -> Ticket | None:
        turns = self._turns.get(lane)
        if not turns:
            return None
        tenant = turns.popleft()
        mine = self._jobs[lane, tenant]
        ticket = mine.popleft()
        if mine:
            turns.append(tenant)
        else:
            del self._jobs[lane, tenant]
        return _taken(ticket)

    def leave(self, ticket: Ticket) -> None:
        ticket.held = False

    def give_back(self, ticket: Ticket, *, delayed: bool) -> None:
        ticket.held, ticket.delayed = False, delayed
        if not delayed:
            self.due(ticket)

    def due(self, ticket: Ticket) -> None:
        self._add(ticket)

    def rise(self) -> int:
        return 0


def _taken(ticket: Ticket) -> Ticket:
    ticket.held, ticket.ready_since = True, None
    return ticket
