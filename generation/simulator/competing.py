"""Who got a fair share while it competed: what a tenant received against what was its due.

A tenant competes in a lane and class from when it has a job there that may be claimed until it has none. Those times
count that last `LEAST_SECONDS` or more: a tenant whose few jobs begin at once took no part. Whenever a job of one who
competes so long begins and takes `c` seconds of a device, each of those who compete then is due `c * w / sum(w)`, by
its weight `w`. Where less than `LEAST_TURNS` of a tenant's own mean jobs were its due, one job more or less is all
that could be seen, and nothing is said of it.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from generation.scheduling.values import Share
from generation.simulator.tickets import Ticket

LEAST_SECONDS = 300.0
LEAST_TURNS = 5
Where = tuple[str, int]
Moment = tuple[float, int, float, "Stretch"]
BEGIN, SERVED, END = range(3)


@dataclass(slots=True, eq=False)
class Stretch:
    """One time in which a tenant competes. `ready`: its jobs that may be claimed; `begun`: when each began, and the
    seconds it takes."""

    tenant: int
    since: float
    ready: int = 1
    begun: list[tuple[float, float]] = field(default_factory=list)
    until: float = 0.0

    def moments(self) -> Iterable[Moment]:
        """In order: it begins, is served, ends."""
        yield self.since, BEGIN, 0.0, self
        for at, seconds in self.begun:
            yield at, SERVED, seconds, self
        yield self.until, END, 0.0, self


@dataclass(slots=True)
class Account:
    """Of a tenant, over all its stretches: seconds received and due, and of its jobs."""

    received: float = 0.0
    due: float = 0.0
    jobs: int = 0

    @property
    def says_something(self) -> bool:
        """Whether more than a few turns were its due, or it got nothing of what was."""
        return self.due > 0 and self.due * self.jobs >= LEAST_TURNS * self.received


class Competition:
    """Keeps account of every lane and class; what begins before `after` seconds does not count."""

    def __init__(self, shares: list[Share], after: float) -> None:
        self._shares, self._after = shares, after
        self._open: dict[tuple[str, int, int], Stretch] = {}
        self._long: dict[Where, list[Stretch]] = {}

    def became_ready(self, ticket: Ticket) -> None:
        """One more of its tenant may be claimed."""
        key = (ticket.lane, ticket.priority, ticket.tenant)
        mine = self._open.get(key)
        if mine is None:
            self._open[key] = Stretch(ticket.tenant, ticket.clock.now)
        else:
            mine.ready += 1

    def no_longer_ready(self, ticket: Ticket) -> None:
        """One fewer."""
        key = (ticket.lane, ticket.priority, ticket.tenant)
        mine = self._open[key]
        mine.ready -= 1
        if not mine.ready:
            self._stop(key, ticket.clock.now)

    def began(self, ticket: Ticket, seconds: float) -> None:
        """One was claimed, and takes a device for so long."""
        self._open[ticket.lane, ticket.priority, ticket.tenant].begun.append((ticket.clock.now, seconds))
        self.no_longer_ready(ticket)

    def _stop(self, key: tuple[str, int, int], now: float) -> None:
        mine = self._open.pop(key)
        if now - mine.since >= LEAST_SECONDS and mine.since >= self._after:
            mine.until = now
            self._long.setdefault(key[:2], []).append(mine)

    def shares_received(self, now: float) -> dict[int, float]:
        """By tenant that competed for long: received / due, 1 is its fair share. `now`: where all end."""
        for key in list(self._open):
            self._stop(key, now)
        accounts: dict[int, Account] = {}
        for stretches in self._long.values():
            self._settle(stretches, accounts)
        return {tenant: one.received / one.due for tenant, one in accounts.items() if one.says_something}

    def _settle(self, stretches: list[Stretch], accounts: dict[int, Account]) -> None:
        """One lane and class: what was due to each unit of weight goes up with each job of theirs that begins."""
        due = weights = 0.0
        before: dict[Stretch, float] = {}
        moments = (moment for one in stretches for moment in one.moments())
        for _, what, seconds, stretch in sorted(moments, key=lambda moment: moment[:2]):
            weight = self._shares[stretch.tenant].weight
            if what == BEGIN:
                before[stretch], weights = due, weights + weight
            elif what == SERVED:
                due += seconds / weights
            else:
                account = accounts.setdefault(stretch.tenant, Account())
                account.due += weight * (due - before.pop(stretch))
                account.received += sum(taken for _, taken in stretch.begun)
                account.jobs += len(stretch.begun)
                weights = weights - weight if before else 0.0


def jain(shares: Iterable[float]) -> float | None:
    """1 where all are the same, 1/n where one has all: Jain, Chiu and Hawe, DEC-TR-301, 1984. None of nobody."""
    found = list(shares)
    squares = sum(share * share for share in found)
    return sum(found) ** 2 / (len(found) * squares) if squares else None
