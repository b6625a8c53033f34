"""When each job would have ended if everybody had had their fair share at every moment: what waits are held against.

Generalised processor sharing (Parekh and Gallager, IEEE/ACM Transactions on Networking 1(3), 1993) over many devices
(Blanquer and Ozden, SIGCOMM 2001): the devices of a lane that are up and not loading are divided like a fluid, the
higher class first, inside a class by weight among those who have work, nobody more devices than it has jobs or its
plan allows. A tenant's own jobs are served in the order they came, so that what a job waits here is what its tenant's
own earlier work and the shares of others make it wait; no policy that is fair can give it less for long.
"""

import heapq
import math
from bisect import insort
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from generation.scheduling.values import Share

EXACT = 8
"""Jobs at a time up to which a tenant's limit counts exactly; beyond, where it hardly ever binds, in powers of two."""
NOTHING = 1e-9
Change = tuple[float, float]
"""(when, by how much the lane's work a second changes)."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A job of a lane: when it came, its seconds on a device of speed 1, and for whom."""

    job: int
    at: float
    seconds: float
    tenant: int
    priority: int


class Group:
    """Tenants of one class that are served alike. `clock`: seconds of work that each has received since it began;
    `heads`: the first job of each, by the clock's time at which it ends."""

    __slots__ = ("clock", "heads", "most", "rate", "size", "weight")

    def __init__(self, weight: float, most: float) -> None:
        self.weight, self.most = weight, most
        self.size, self.clock, self.rate = 0, 0.0, 0.0
        self.heads: list[tuple[float, int, Flow]] = []

    def __lt__(self, other: "Group") -> bool:
        """Who reaches its limit first."""
        return self.most * other.weight < other.most * self.weight

    def seconds_to_next(self) -> float:
        """Until one of its jobs ends."""
        heads = self.heads
        while heads and heads[0][2].place != heads[0][1]:
            heapq.heappop(heads)
        return max(0.0, heads[0][0] - self.clock) / self.rate if heads and self.rate > 0 else math.inf


class Flow:
    """A tenant's work in a lane and class. `place`: a number of its own for where it stands now."""

    __slots__ = ("ends", "group", "jobs", "place", "priority", "share")

    def __init__(self, share: Share, priority: int) -> None:
        self.share, self.priority = share, priority
        self.jobs: deque[Asked] = deque()
        self.group: Group | None = None
        self.ends, self.place = 0.0, 0


class FluidLane:
    """The devices of a lane, divided among those who have work."""

    def __init__(self, shares: Sequence[Share], speed: float) -> None:
        self._shares, self._speed = shares, speed
        self._now = self._capacity = 0.0
        self._flows: dict[tuple[int, int], Flow] = {}
        self._groups: dict[tuple[int, float, int], Group] = {}
        self._classes: dict[int, list[Group]] = {}
        self._places = 0

    def ends(self, asked: Iterable[Asked], changes: Iterable[Change]) -> Iterator[tuple[int, float]]:
        """(job, when it ends) of all jobs, whatever the order of what is told."""
        coming: list[tuple[float, int, Asked | float]] = [(change[0], 0, change[1]) for change in changes]
        coming += [(job.at, 1, job) for job in asked]
        coming.sort(key=lambda one: one[:2])
        for at, _, what in coming:
            yield from self._go_on(at)
            if isinstance(what, Asked):
                self._enter(what)
            else:
                self._capacity += what
            self._divide()
        yield from self._go_on(math.inf)

    def _go_on(self, until: float) -> Iterator[tuple[int, float]]:
        """Serve until a time, or until nobody can be served."""
        while True:
            groups = [group for found in self._classes.values() for group in found]
            soonest, first = math.inf, None
            for group in groups:
                if (seconds := group.seconds_to_next()) < soonest:
                    soonest, first = seconds, group
            step = min(soonest, until - self._now)
            if step == math.inf:
                return
            for group in groups:
                group.clock += group.rate * step
            if first is None or self._now + soonest > until:
                self._now = until
                return
            self._now += step
            yield self._end_first(first), self._now
            self._divide()

    def _enter(self, job: Asked) -> None:
        key = (job.tenant, job.priority)
        flow = self._flows.get(key)
        if flow is None:
            flow = self._flows[key] = Flow(self._shares[job.tenant], job.priority)
        flow.jobs.append(job)
        self._place(flow, job.seconds if len(flow.jobs) == 1 else None)

    def _end_first(self, group: Group) -> int:
        """Its first job ends; which."""
        ends, _, flow = group.heads[0]
        group.clock = max(group.clock, ends)
        done = flow.jobs.popleft()
        if flow.jobs:
            self._place(flow, flow.jobs[0].seconds)
        else:
            self._leave(flow)
        return done.job

    def _place(self, flow: Flow, seconds: float | None) -> None:
        """Into the group that is served like it; its first job takes `seconds` more, None: what is left of it."""
        group = self._group_of(flow)
        if group is flow.group and seconds is None:
            return
        if seconds is None:
            assert flow.group is not None
            seconds = max(0.0, flow.ends - flow.group.clock)
        if group is not flow.group:
            self._leave(flow)
            group.size += 1
            if group.size == 1:
                insort(self._classes.setdefault(flow.priority, []), group)
        self._places += 1
        flow.group, flow.ends, flow.place = group, group.clock + seconds, self._places
        heapq.heappush(group.heads, (flow.ends, flow.place, flow))

    def _group_of(self, flow: Flow) -> Group:
        most = flow.share.most_at_once
        jobs = len(flow.jobs) if most is None else min(len(flow.jobs), most)
        if jobs > EXACT:
            jobs = 1 << (jobs.bit_length() - 1)
        key = (flow.priority, flow.share.weight, jobs)
        if key not in self._groups:
            self._groups[key] = Group(flow.share.weight, jobs * self._speed)
        return self._groups[key]

    def _leave(self, flow: Flow) -> None:
        if flow.group is None:
            return
        flow.group.size -= 1
        if not flow.group.size:
            self._classes[flow.priority].remove(flow.group)
        flow.group, flow.place = None, 0

    def _divide(self) -> None:
        """Set the rate of each group: the higher class first, by weight up to everybody's limit."""
        left = self._capacity
        for priority in sorted(self._classes, reverse=True):
            left = _divided(left, self._classes[priority])


def _divided(left: float, groups: Sequence[Group]) -> float:
    """Give groups their rates, those that reach their limits first before others; what is left."""
    weights = sum(group.size * group.weight for group in groups)
    for number, group in enumerate(groups):
        if left <= NOTHING:
            group.rate = 0.0
        elif group.most * weights <= group.weight * left:
            group.rate = group.most
            left -= group.size * group.most
            weights -= group.size * group.weight
        else:
            level = left / weights
            for other in groups[number:]:
                other.rate = other.weight * level
            return 0.0
    return left
