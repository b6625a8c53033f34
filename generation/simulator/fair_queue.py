"""The queue as `generation.queue` orders it in PostgreSQL (migration 0012), in memory: the same pure policy, no clock
but the simulation's. `tests/generation/test_queue_model.py` holds one against the other."""

from bisect import bisect_left, insort
from collections.abc import Sequence

from generation.scheduling import fairness, reserving
from generation.scheduling.choosing import LOOK, choose, first_that_fits
from generation.scheduling.values import Holder, Priority, Share
from generation.simulator.disciplines import Watcher
from generation.simulator.tickets import Clock, Entry, ReadyJobs, Ticket, in_order

CLASSES = tuple(sorted(Priority, reverse=True))
ANY_NUMBER = 100_000
"""As many at a time as a tenant without a limit may run, where its qualities have limits."""


class Tenant:
    """What the queue knows of a tenant. `waiting`: by lane and quality, its jobs that nobody holds, in order;
    `last_finish`: by lane and class; only limited tenants need the first. `kept`: those that have a kept place."""

    __slots__ = (
        "kept",
        "last_finish",
        "limited",
        "ready",
        "running",
        "running_in",
        "running_of_tier",
        "share",
        "tickets",
        "waiting",
    )

    def __init__(self) -> None:
        self.share = Share()
        self.limited = False
        self.running = 0
        self.running_in: dict[str, int] = {}
        self.running_of_tier: dict[str, int] = {}
        self.last_finish: dict[tuple[str, int], float] = {}
        self.waiting: dict[str, dict[str, list[Entry]]] = {}
        self.ready: dict[str, set[Ticket]] = {}
        self.tickets: set[Ticket] = set()
        self.kept: set[Ticket] = set()

    def give(self, share: Share) -> None:
        """What its plan gives it from now on."""
        if share is not self.share:
            self.share = share
            self.limited = share.most_at_once is not None or bool(share.most_a_tier)

    def wanted(self, lane: str) -> list[Ticket]:
        """Which of its jobs of a lane may be claimed: the first that fit beside what runs, within its limits."""
        most = ANY_NUMBER if self.share.most_at_once is None else self.share.most_at_once
        limits = dict(self.share.most_a_tier)
        found: list[Entry] = []
        for tier, entries in self.waiting[lane].items():
            free = fairness.ready_count(len(entries), self.running, most)
            if tier in limits:
                free = fairness.ready_count(free, self.running_of_tier.get(tier, 0), limits[tier])
            found += entries[:free]
        if len(self.waiting[lane]) > 1:
            found.sort()
        return [entry[3] for entry in found[: fairness.ready_count(len(found), self.running, most)]]


class FairQueue:
    """Classes, fair shares, limits, ageing, and models that are loaded already."""

    def __init__(self, clock: Clock, watcher: Watcher) -> None:
        self.clock, self.watcher = clock, watcher
        self._lanes: dict[str, dict[int, ReadyJobs]] = {}
        self._virtual: dict[tuple[str, int], float] = {}
        self._tenants: dict[int, Tenant] = {}
        self._position = 0
        self._held: dict[tuple[str, int], int] = {}
        self._owed: dict[str, float] = {}

    # --- into the queue ---------------------------------------------------------------------------------------

    def enter(self, tickets: Sequence[Ticket], share: Share) -> None:
        """At the end of their tenant's turn in their lane and class."""
        first = tickets[0]
        tenant = self._tenants.get(first.tenant)
        if tenant is None:
            tenant = self._tenants[first.tenant] = Tenant()
        tenant.give(share)
        if first.lane not in self._lanes:
            self._lanes[first.lane] = {priority: ReadyJobs() for priority in CLASSES}
        where = (first.lane, first.priority)
        places = fairness.tags(
            self._virtual.setdefault(where, 0.0),
            tenant.last_finish.get(where, 0.0),
            [ticket.cost for ticket in tickets],
            share.weight,
        )
        tenant.last_finish[where] = places[-1].finish
        for ticket, place in zip(tickets, places, strict=True):
            self._position += 1
            ticket.position, ticket.start, ticket.virtual_cost = self._position, place.start, place.finish - place.start
            ticket.place()
            tenant.tickets.add(ticket)
            self._wait(tenant, ticket)
        self._refill(tenant, first.lane)

    def _wait(self, tenant: Tenant, ticket: Ticket) -> None:
        ticket.held = ticket.delayed = False
        if not tenant.limited:
            self._make_ready(ticket)
            return
        insort(tenant.waiting.setdefault(ticket.lane, {}).setdefault(ticket.tier, []), ticket.entry)

    def _make_ready(self, ticket: Ticket) -> None:
        ticket.ready_since = self.clock.now
        self._lanes[ticket.lane][ticket.priority].add(ticket)
        self.watcher.became_ready(ticket)

    def _not_ready(self, ticket: Ticket) -> None:
        ticket.ready_since = None
        self._lanes[ticket.lane][ticket.priority].remove(ticket)
        self.watcher.no_longer_ready(ticket)

    def _refill(self, tenant: Tenant, only: str | None = None) -> None:
        """See which of a limited tenant's jobs are ready: of one lane, where the others can't have changed."""
        if not tenant.limited:
            return
        for lane in (only,) if only is not None else tuple(tenant.waiting):
            wanted = set(tenant.wanted(lane))
            before = tenant.ready.get(lane, set())
            if wanted != before:
                for ticket in in_order(before - wanted):
                    self._not_ready(ticket)
                for ticket in in_order(wanted - before):
                    self._make_ready(ticket)
                tenant.ready[lane] = wanted

    # --- a worker's side --------------------------------------------------------------------------------------

    def has_ready(self, lane: str) -> bool:
        """Whether somebody could take one."""
        return any(map(len, self._lanes.get(lane, {}).values()))

    def first(self, lane: str) -> list[Ticket]:
        """The first of a lane that a worker looks at."""
        found: list[Ticket] = []
        for ready in self._lanes.get(lane, {}).values():
            if ready.first:
                found = found + ready.first if found else ready.first
                if len(found) >= LOOK:
                    break
        return found[:LOOK] if len(found) > LOOK else found

    def take(self, lane: str, holder: Holder) -> Ticket | None:
        """The one that the policy says; it is noted on the first that it was passed over."""
        candidates = self.first(lane)
        index = choose(candidates, holder)
        if index is None:
            return None
        taken = candidates[index]
        if index and (turn := first_that_fits(candidates, holder)) != index and turn is not None:
            self._pass_over(candidates[turn:index], taken)
        self._hold(taken)
        return taken

    def _pass_over(self, passed: Sequence[Ticket], taken: Ticket) -> None:
        if passed[0].passed_at is None:
            passed[0].passed_at = self.clock.now
        for ticket in passed:
            ticket.overtaken += taken.cost

    def _hold(self, ticket: Ticket) -> None:
        where = (ticket.lane, ticket.priority)
        self._lanes[ticket.lane][ticket.priority].remove(_no_longer(ticket))
        ticket.held_back = max(ticket.held_back, ticket.passed_seconds or 0.0)
        ticket.held, ticket.passed_at = True, None
        self._held[where] = self._held.get(where, 0) + 1
        self._virtual[where] = fairness.advanced(self._virtual[where], ticket.start)
        tenant = self._tenants[ticket.tenant]
        tenant.running += 1
        tenant.running_in[ticket.lane] = tenant.running_in.get(ticket.lane, 0) + 1
        tenant.running_of_tier[ticket.tier] = tenant.running_of_tier.get(ticket.tier, 0) + 1
        if tenant.limited:
            _remove(tenant.waiting[ticket.lane][ticket.tier], ticket)
            tenant.ready[ticket.lane].discard(ticket)
            if any(ready for lane, ready in tenant.ready.items() if lane != ticket.lane):
                self._refill(tenant)

    def leave(self, ticket: Ticket) -> None:
        """It is done, well or not."""
        tenant = self._let_go(ticket)
        tenant.tickets.discard(ticket)
        tenant.kept.discard(ticket)
        self._refill(tenant)

    def give_back(self, ticket: Ticket, *, delayed: bool) -> None:
        """It goes on in its place, at once or when it is `due`."""
        tenant = self._let_go(ticket)
        ticket.delayed = delayed
        if not delayed:
            self._wait(tenant, ticket)
        self._refill(tenant)

    def due(self, ticket: Ticket) -> None:
        """The wait of one that was given back is over."""
        tenant = self._tenants[ticket.tenant]
        self._wait(tenant, ticket)
        self._refill(tenant, ticket.lane)

    def _let_go(self, ticket: Ticket) -> Tenant:
        tenant = self._tenants[ticket.tenant]
        ticket.held = False
        self._held[ticket.lane, ticket.priority] -= 1
        tenant.running -= 1
        tenant.running_in[ticket.lane] -= 1
        tenant.running_of_tier[ticket.tier] -= 1
        return tenant

    # --- taken out, and moved up ------------------------------------------------------------------------------

    def drop(self, tickets: Sequence[Ticket]) -> None:
        """One tenant's, unmade, whoever holds them: it does not pay for them."""
        tenant = self._tenants[tickets[0].tenant]
        for ticket in tickets:
            if ticket.held:
                self._let_go(ticket)
            elif not ticket.delayed:
                self._forget(tenant, ticket)
            tenant.tickets.discard(ticket)
            tenant.kept.discard(ticket)
        self._refill(tenant)
        self._owe_less(tenant)

    def _forget(self, tenant: Tenant, ticket: Ticket) -> None:
        if ticket.ready_since is not None:
            self._not_ready(ticket)
        if tenant.limited:
            _remove(tenant.waiting[ticket.lane][ticket.tier], ticket)
            tenant.ready.get(ticket.lane, set()).discard(ticket)

    def _owe_less(self, tenant: Tenant) -> None:
        for where, finish in tenant.last_finish.items():
            left = [t.start + t.virtual_cost for t in tenant.tickets if (t.lane, t.priority) == where]
            tenant.last_finish[where] = max(left) if left else min(finish, self._virtual.get(where, 0.0))

    def rise(self) -> int:
        """Move up what waited long, in every lane: past work of a higher class, and to the front of its own."""
        return sum(self._rise(lane) + self._reserve(lane) for lane in self._lanes)

    def _rise(self, lane: str) -> int:
        """The first of each tenant in each class; how many."""
        found, classes = 0, self._lanes[lane]
        highest = next((one for one in CLASSES if classes[one] or self._held.get((lane, one))), Priority.LOW)
        for priority in reversed(range(highest)):
            old = [
                ticket
                for ticket in classes[priority].earliest(fairness.MOST_RISING)
                if ticket.ready_since is not None
                and fairness.rises(priority, self.clock.now - ticket.ready_since, highest)
            ]
            first = {ticket.tenant: ticket for ticket in reversed(old)}
            for _, ticket in sorted(first.items()):
                self._raise(lane, ticket)
            found += len(first)
        return found

    def _reserve(self, lane: str) -> int:
        """For those that have been ready for longest the first of their tenant, within the lane's allowance."""
        running = sum(self._held.get((lane, priority), 0) for priority in CLASSES)
        left = reserving.allowance(self._owed.get(lane, 0.0), running)
        found = 0
        for old in self._overdue(lane) if left > 0 else ():
            if left <= 0:
                break
            first = self._first_of(old)
            self._to_front(first)
            left -= first.cost
            found += 1
        self._owed[lane] = reserving.still_owed(left)
        return found

    def _overdue(self, lane: str) -> list[Ticket]:
        """Of tenants of whom nothing is being done there: who has been ready for longest, and too long, first."""
        until = self.clock.now - reserving.RESERVED_AFTER_SECONDS
        found = [
            (ticket.ready_since, ticket.position, ticket)
            for ready in self._lanes[lane].values()
            for ticket in ready.oldest(reserving.MOST_RESERVED, until, lambda one: self._gets_nothing(lane, one))
        ]
        oldest = [ticket for _, _, ticket in sorted(found, key=lambda one: one[:2])]
        return list({ticket.tenant: ticket for ticket in reversed(oldest)}.values())[::-1]

    def _gets_nothing(self, lane: str, ticket: Ticket) -> bool:
        tenant = self._tenants[ticket.tenant]
        return not tenant.running_in.get(lane) and all(kept.lane != lane for kept in tenant.kept)

    def _first_of(self, old: Ticket) -> Ticket:
        """Of its tenant's jobs in its lane and class."""
        mine = self._tenants[old.tenant].tickets
        there = [one for one in mine if (one.lane, one.priority) == (old.lane, old.priority)]
        return min((one for one in there if one.ready_since is not None), key=lambda one: one.entry)

    def _to_front(self, ticket: Ticket) -> None:
        """It was paid for when it entered, and the turns of its tenant's others stay."""
        tenant, ready, since = (
            self._tenants[ticket.tenant],
            self._lanes[ticket.lane][ticket.priority],
            ticket.ready_since,
        )
        ready.remove(_no_longer(ticket))
        if tenant.limited:
            _remove(tenant.waiting[ticket.lane][ticket.tier], ticket)
        ticket.start, ticket.ready_since = reserving.FRONT, since
        tenant.kept.add(ticket)
        ready.add(ticket)
        if tenant.limited:
            insort(tenant.waiting[ticket.lane][ticket.tier], ticket.entry)

    def _raise(self, lane: str, ticket: Ticket) -> None:
        tenant = self._tenants[ticket.tenant]
        self._forget(tenant, ticket)
        tenant.kept.discard(ticket)
        ticket.priority += 1
        where = (lane, ticket.priority)
        start, finish = self._virtual.setdefault(where, 0.0), tenant.last_finish.get(where, 0.0)
        (place,) = fairness.tags(start, finish, [ticket.cost], tenant.share.weight)
        tenant.last_finish[where] = place.finish
        ticket.start, ticket.virtual_cost = place.start, place.finish - place.start
        ticket.place()
        self._wait(tenant, ticket)
        self._refill(tenant, lane)


def _no_longer(ticket: Ticket) -> Ticket:
    ticket.ready_since = None
    return ticket


def _remove(entries: list[Entry], ticket: Ticket) -> None:
    place = bisect_left(entries, ticket.entry)
    assert entries[place][3] is ticket
    del entries[place]
