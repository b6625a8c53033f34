"""The loop: arrivals, starts, ends, retries, deaths and returns of devices, in the order of their times."""

import heapq
import math
from dataclasses import dataclass, field

import numpy as np

from generation.scheduling.fairness import RISE_SECONDS
from generation.simulator.cluster import Cluster, Device, Lane
from generation.simulator.competing import Competition
from generation.simulator.disciplines import Discipline
from generation.simulator.scenario import Scenario
from generation.simulator.tickets import Clock, Ticket
from generation.simulator.trace import Trace

DONE, FAILED, DIED, RETURNED, DUE, RISE = range(6)
LEASE_SECONDS = 30.0
"""After so long a job whose device died is given to another (settings.LEASE_SECONDS)."""
DRAWN_AT_ONCE = 4096
NOT_YET = -1.0


@dataclass(slots=True)
class Outcome:
    """What a run came to. By job: `started` (first time, in seconds; NOT_YET) and `ended`, its `lane` by number and the
    work that was done `for_job` in all tries, in seconds of a device of speed 1. Of the measured time: seconds that
    devices `served`, were `loading`, were `up`. `overtaken_seconds`: the most expected work that went before one job
    because of a loaded model, `held_back_seconds`: the longest that one was passed over. `changes`: by lane, when how
    many devices more or fewer could serve: they die, return, and load.
    """

    started: list[float]
    ended: list[float]
    lane: list[int]
    for_job: list[float]
    changes: list[list[tuple[float, int]]]
    served: float = 0.0
    loading: float = 0.0
    up: float = 0.0
    loads: int = 0
    arrived: int = 0
    finished: int = 0
    given_up: int = 0
    retried: int = 0
    deaths: int = 0
    risen: int = 0
    events: int = 0
    overtaken_seconds: float = 0.0
    held_back_seconds: float = 0.0
    shares_received: dict[int, float] = field(default_factory=dict)


class Simulation:
    """One run of a trace under a discipline. `seed`: of deaths and failed tries."""

    def __init__(
        self, scenario: Scenario, trace: Trace, queue: Discipline, clock: Clock, competition: Competition, seed: int
    ) -> None:
        self.scenario, self.trace, self.queue, self.clock, self.competition = scenario, trace, queue, clock, competition
        self.cluster = Cluster(scenario)
        self.waiting = self.running = 0
        jobs, lanes = len(trace), self.cluster.lanes
        changes = [[(0.0, lane.up)] for lane in lanes]
        self.outcome = Outcome([NOT_YET] * jobs, [NOT_YET] * jobs, [0] * jobs, [0.0] * jobs, changes)
        self._events: list[tuple[float, int, int, Device | Ticket | None, int]] = []
        self._count = 0
        self._drawn: list[float] = []
        self._chance = np.random.default_rng(seed)
        self._window = (scenario.warm_up_minutes * 60, scenario.seconds)
        self._failing = scenario.retries.chance
        self._begin()

    def run(self, until: float = math.inf) -> Outcome:
        """Until all that came is done, or until a time; it may be called again to go on."""
        at, total, events, clock = self.trace.at, len(self.trace), self._events, self.clock
        coming = self.outcome.arrived
        while coming < total or self.waiting or self.running:
            next_at = at[coming] if coming < total else math.inf
            if min(next_at, events[0][0]) > until:
                return self.outcome
            if events[0][0] <= next_at:
                clock.now, _, kind, thing, shift = heapq.heappop(events)
                self._happen(kind, thing, shift)
            else:
                clock.now = next_at
                self._arrive(coming)
                coming += 1
            self._dispatch()
        self._end()
        return self.outcome

    def _begin(self) -> None:
        self._at(RISE_SECONDS, RISE, None)
        for lane in self.cluster.lanes:
            if failures := lane.kind.failures:
                for device in lane.devices:
                    self._at(self._exponential(failures.hours_between * 3600), DIED, device)

    def _end(self) -> None:
        self.outcome.shares_received = self.competition.shares_received(self.clock.now)
        for lane in self.cluster.lanes:
            for device in lane.devices:
                if device.up:
                    self._note_up(device)

    # --- what happens -----------------------------------------------------------------------------------------

    def _happen(self, kind: int, thing: Device | Ticket | None, shift: int) -> None:
        if isinstance(thing, Device):
            if kind in (DONE, FAILED):
                if thing.shift == shift:
                    self._finish(thing, failed=kind == FAILED)
            elif kind == DIED:
                self._die(thing)
            else:
                self._return(thing)
        elif thing is not None:
            self.queue.due(thing)
            self.outcome.events += 1
        else:
            self.outcome.risen += self.queue.rise()
            self._at(self.clock.now + RISE_SECONDS, RISE, None)

    def _arrive(self, job: int) -> None:
        trace = self.trace
        name, work = trace.kinds[trace.kind[job]]
        lane = self.cluster.route(work.needs_gb, work.seconds)
        lane.ahead += work.seconds
        self.outcome.lane[job] = lane.number
        ticket = Ticket(
            self.clock,
            job,
            trace.tenant[job],
            lane.name,
            work.seconds,
            priority=trace.priority[job],
            tier=work.tier,
            model=work.model or "",
            needs_gb=work.needs_gb,
        )
        self.waiting += 1
        self.outcome.arrived += 1
        self.outcome.events += 1
        self.queue.enter((ticket,), trace.shares[ticket.tenant])

    def _dispatch(self) -> None:
        for lane in self.cluster.lanes:
            while lane.idle and self.queue.has_ready(lane.name):
                if not self._begin_next(lane):
                    break

    def _begin_next(self, lane: Lane) -> bool:
        device = next(iter(lane.idle))
        ticket = self.queue.take(lane.name, device.holder)
        if ticket is None:
            return False
        del lane.idle[device]
        now, outcome = self.clock.now, self.outcome
        if outcome.started[ticket.job] < 0:
            outcome.started[ticket.job] = now
        ticket.tries += 1
        self.waiting -= 1
        self.running += 1
        outcome.events += 1
        loading = self.cluster.load(device, ticket.model)
        seconds, kind = self.trace.seconds[ticket.job] / lane.kind.speed, DONE
        if self._failing and self._draw() < self._failing:
            seconds, kind = seconds * self._draw(), FAILED
        self.competition.began(ticket, seconds)
        device.serving, device.since, device.busy_from, device.ends = (
            ticket,
            now,
            now + loading,
            now + loading + seconds,
        )
        device.shift += 1
        if loading:
            outcome.loads += 1
        self._at(device.ends, kind, device, device.shift)
        return True

    def _finish(self, device: Device, *, failed: bool) -> None:
        ticket = self._let_go(device)
        device.lane.idle[device] = None
        retries = self.scenario.retries
        if failed and ticket.tries < retries.most_tries:
            wait = min(retries.longest_seconds, retries.first_seconds * 2 ** (ticket.tries - 1))
            self._try_again(ticket, wait * (0.5 + self._draw() / 2))
            return
        self.outcome.ended[ticket.job] = self.clock.now
        self.outcome.finished += not failed
        self.outcome.given_up += failed
        device.lane.ahead -= ticket.cost
        self.queue.leave(ticket)

    def _let_go(self, device: Device) -> Ticket:
        """What a device served, until now; how long counts."""
        ticket, now = device.serving, self.clock.now
        assert ticket is not None
        device.serving = None
        self.running -= 1
        outcome = self.outcome
        outcome.events += 1
        outcome.loading += self._measured(device.since, min(now, device.busy_from))
        outcome.served += self._measured(device.busy_from, now)
        outcome.for_job[ticket.job] += max(0.0, now - device.busy_from) * device.lane.kind.speed
        if device.busy_from > device.since:
            outcome.changes[device.lane.number] += [(device.since, -1), (min(now, device.busy_from), 1)]
        outcome.overtaken_seconds = max(outcome.overtaken_seconds, ticket.overtaken)
        outcome.held_back_seconds = max(outcome.held_back_seconds, ticket.held_back)
        return ticket

    def _try_again(self, ticket: Ticket, wait: float) -> None:
        self.waiting += 1
        self.outcome.retried += 1
        self.queue.give_back(ticket, delayed=wait > 0)
        if wait > 0:
            self._at(self.clock.now + wait, DUE, ticket)

    def _die(self, device: Device) -> None:
        failures, lane = device.lane.kind.failures, device.lane
        assert failures is not None
        self._note_up(device)
        if device.serving is not None:
            self._try_again(self._let_go(device), LEASE_SECONDS)
        lane.idle.pop(device, None)
        device.up, device.shift = False, device.shift + 1
        device.forget()
        lane.up -= 1
        self.outcome.changes[lane.number].append((self.clock.now, -1))
        self.outcome.deaths += 1
        self.outcome.events += 1
        self._at(self.clock.now + self._exponential(failures.minutes_away * 60), RETURNED, device)

    def _return(self, device: Device) -> None:
        failures, lane = device.lane.kind.failures, device.lane
        assert failures is not None
        device.up, device.back = True, self.clock.now
        lane.up += 1
        self.outcome.changes[lane.number].append((self.clock.now, 1))
        lane.idle[device] = None
        self.outcome.events += 1
        self._at(self.clock.now + self._exponential(failures.hours_between * 3600), DIED, device)

    # --- times and chance -------------------------------------------------------------------------------------

    def _note_up(self, device: Device) -> None:
        self.outcome.up += self._measured(device.back, self.clock.now)

    def _measured(self, begin: float, end: float) -> float:
        """Of a span, the seconds in the measured time."""
        return max(0.0, min(end, self._window[1]) - max(begin, self._window[0]))

    def _at(self, when: float, kind: int, thing: Device | Ticket | None, shift: int = 0) -> None:
        self._count += 1
        heapq.heappush(self._events, (when, self._count, kind, thing, shift))

    def _draw(self) -> float:
        """Uniform from 0 to 1."""
        if not self._drawn:
            self._drawn = self._chance.random(DRAWN_AT_ONCE).tolist()
        return self._drawn.pop()

    def _exponential(self, mean: float) -> float:
        return -mean * math.log(1.0 - self._draw())
