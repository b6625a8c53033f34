"""What the page of the queue shows: bounded reads of a workspace's open work, with places and reasons."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Any
from uuid import UUID

from django.utils import timezone

from accounts.models import User
from accounts.plans.here import plan_here
from accounts.tenancy import current_workspace_id
from generation import lanes, queue, values
from generation.engines.base import LOADING
from generation.models import Generation, Job, QueueLane, QueueTicket, QueueWorkspace
from generation.models.queue import DELAYED, LEASED, PAUSED
from generation.queue.line import Line
from generation.reasons import Facts, Reason, reasons
from generation.scheduling.expecting import MOST_AHEAD
from generation.scheduling.values import Priority
from generation.services.queueing import Asker, open_work

MOST_SHOWN = 500
"""Generations; more than a workspace can queue but by films."""
LANE_WORDS = {values.CPU_LANE: "Making", values.EXPORT_LANE: "Looking over, cutting", values.REMOTE_LANE: "Providers"}
SOMEBODY = "somebody here"
"""A program of the workspace's own, or a person who has left."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """A generation that waits, or a part of it. `starts_in`: (low, high) in seconds, None where nobody can say."""

    generation: Generation
    jobs: list[Job]
    parts: int
    may_order: bool
    lane: str
    ahead: int | None
    is_further: bool
    starts_in: tuple[float, float] | None
    reasons: list[Reason]
    place: tuple[Any, ...] = ()


@dataclass(frozen=True, slots=True)
class Running:
    """A job that a worker holds. `remaining_seconds`: by its pace so far, or by what it was expected to take."""

    generation: Generation
    job: Job
    lane: str
    may_order: bool
    remaining_seconds: float | None


@dataclass
class Board:
    """The queue of a workspace as it stands."""

    asker: Asker
    everyone: bool
    now: datetime = field(default_factory=timezone.now)

    @cached_property
    def generations(self) -> list[Generation]:
        """What is open, oldest first, with what the page shows of it."""
        related = ("project", "scene__selected_frame__output", "frame__output", "created_by", "held_by")
        found = open_work(self.asker, everyone=self.everyone).select_related(*related).defer("scene__extra")
        return list(found[:MOST_SHOWN])

    @cached_property
    def jobs(self) -> dict[UUID, list[Job]]:
        """The open jobs of each."""
        found: defaultdict[UUID, list[Job]] = defaultdict(list)
        of_these = Job.objects.filter(generation__in=[one.pk for one in self.generations])
        for job in of_these.exclude(state__in=values.JOB_ENDS).defer("params", "failures", "measured").order_by("id"):
            found[job.generation_id].append(job)
        return found

    @cached_property
    def tickets(self) -> dict[UUID, QueueTicket]:
        """The tickets of these jobs."""
        ids = [job.pk for jobs in self.jobs.values() for job in jobs]
        return QueueTicket.objects.in_bulk(ids)

    @cached_property
    def lines(self) -> dict[str, Line]:
        """The lanes in which they stand."""
        return {lane: queue.line(lane) for lane in sorted({ticket.lane for ticket in self.tickets.values()})}

    @cached_property
    def share(self) -> QueueWorkspace:
        """What the workspace gets, and whether it is paused."""
        found = QueueWorkspace.objects.filter(pk=current_workspace_id()).first()
        return found or QueueWorkspace(workspace_id=current_workspace_id())

    @cached_property
    def paused_by(self) -> str | None:
        """Who paused the workspace's queue; empty for an operator, None when it is not paused."""
        if self.share.paused_at is None:
            return None
        if self.share.operator_paused:
            return ""
        return (
            name_of(User.objects.filter(pk=self.share.paused_by).first() if self.share.paused_by else None) or SOMEBODY
        )

    @cached_property
    def leased(self) -> dict[str, int]:
        """How many of the workspace run, by quality."""
        found: defaultdict[str, int] = defaultdict(int)
        rows = QueueTicket.objects.filter(workspace_id=current_workspace_id(), state=LEASED)
        for tier in rows.values_list("tier", flat=True):
            found[tier] += 1
        return found

    @cached_property
    def loading(self) -> set[str]:
        """The lanes in which a job of the workspace waits for its model to be loaded."""
        jobs = (job for of_one in self.jobs.values() for job in of_one)
        return {job.lane for job in jobs if job.stage == LOADING and self._runs(job)}

    def running(self) -> list[Running]:
        """Every job that a worker holds."""
        return [
            Running(one, job, job.lane, self.asker.may_order(one), self._remaining(job))
            for one in self.generations
            for job in self.jobs[one.pk]
            if self._runs(job)
        ]

    def _runs(self, job: Job) -> bool:
        ticket = self.tickets.get(job.pk)
        return ticket is not None and ticket.state == LEASED

    def _remaining(self, job: Job) -> float | None:
        if job.started_at is None:
            return None
        spent = (self.now - job.started_at).total_seconds()
        if job.fraction >= 0.05:
            return round(spent * (1 - job.fraction) / job.fraction, 1)
        return round(max(0.0, self.tickets[job.pk].expected_seconds - spent), 1)

    def waiting(self) -> list[Waiting]:
        """What waits, in the order in which it is expected to begin; what stands still comes last."""
        found = []
        for one in self.generations:
            left = [job for job in self.jobs[one.pk] if not self._runs(job)]
            if left:
                found.append(self._waiting(one, left))
        return sorted(found, key=lambda entry: entry.place)

    def _waiting(self, generation: Generation, jobs: list[Job]) -> Waiting:
        tickets = [self.tickets[job.pk] for job in jobs if job.pk in self.tickets]
        first = min(tickets, key=_place) if tickets else None
        starts = [self.lines[t.lane].starts[t.job_id] for t in tickets if t.job_id in self.lines[t.lane].starts]
        soonest = min(starts, key=lambda start: start.ahead) if starts else None
        told = reasons(self._facts(generation, first, soonest.ahead if soonest else None))
        stands = bool(told) and told[0].key in ("held", "paused", "lane_paused", "consent")
        return Waiting(
            generation,
            jobs,
            parts=len(jobs),
            may_order=self.asker.may_order(generation),
            lane=first.lane if first else jobs[0].lane,
            ahead=soonest.ahead if soonest and not stands else None,
            is_further=first is not None and soonest is None and not stands and self.lines[first.lane].is_longer,
            starts_in=soonest.seconds if soonest and not stands else None,
            reasons=told,
            place=(first is None, *(_place(first) if first else (0, 0.0, 0)), generation.pk),
        )

    def _facts(self, generation: Generation, first: QueueTicket | None, ahead: int | None) -> Facts:
        if generation.state == values.AWAITING_CONSENT or first is None:
            return Facts(asks=generation.state == values.AWAITING_CONSENT)
        lane, delayed = self.lines[first.lane], first.state == DELAYED
        of_tier = dict(self.share.most_a_tier or {}).get(first.tier)
        return Facts(
            held_by=self._who(generation.held_by_id, name_of(generation.held_by) or SOMEBODY)
            if first.state == PAUSED
            else None,
            paused_by=self.paused_by and self._who(self.share.paused_by, self.paused_by),
            lane_paused=lane.is_paused,
            retry_seconds=max(0.0, (first.available_at - self.now).total_seconds()) if delayed else None,
            ahead=ahead,
            is_further=ahead is None and lane.is_longer,
            most_at_once=_reached(self.share.most_at_once, sum(self.leased.values())),
            most_of_tier=(first.tier, of_tier) if of_tier is not None and of_tier <= self.leased[first.tier] else None,
            loading=first.lane in self.loading,
        )

    def _who(self, user_id: UUID | None, name: str) -> str:
        return "you" if user_id is not None and user_id == self.asker.user_id else name

    def done_in(self, running: Iterable[Running], waiting: Iterable[Waiting]) -> tuple[float, float] | None:
        """(low, high) in seconds until everything shown is done; None where something stands still, or nothing is."""
        ends = [(found.remaining_seconds or 0.0,) * 2 for found in running]
        for entry in waiting:
            for job in entry.jobs:
                ticket = self.tickets.get(job.pk)
                start = self.lines[ticket.lane].starts.get(job.pk) if ticket else None
                if ticket is None or start is None or entry.starts_in is None:
                    return None
                ends.append((start.seconds[0] + ticket.expected_seconds, start.seconds[1] + ticket.expected_seconds))
        if not ends:
            return None
        return round(max(low for low, _ in ends), 1), round(max(high for _, high in ends), 1)

    def lanes(self, running: Iterable[Running]) -> list[dict[str, Any]]:
        """Each lane that is used: its workers, and how many of them are busy for others."""
        mine: defaultdict[str, int] = defaultdict(int)
        for found in running:
            mine[found.lane] += 1
        return [_lane(row, self.lines.get(row.lane) or queue.line(row.lane), mine[row.lane]) for row in _lanes()]

    def places(self) -> tuple[int, int | None]:
        """How many of the workspace's jobs are in the queue, and how many its plan lets in."""
        used = QueueTicket.objects.filter(workspace_id=current_workspace_id())[:MOST_AHEAD].count()
        return used, plan_here().queued_jobs


def _place(ticket: QueueTicket) -> tuple[int, float, int]:
    return -ticket.priority, ticket.virtual_start, ticket.position


def _reached(most: int | None, running: int) -> int | None:
    return most if most is not None and running >= most else None


def _lanes() -> list[QueueLane]:
    return list(QueueLane.objects.order_by("lane")[:50])


def _lane(row: QueueLane, line: Line, mine: int) -> dict[str, Any]:
    return {
        "lane": row.lane,
        "name": lane_words(row.lane),
        "paused": line.is_paused,
        "workers": line.servers,
        "running": line.running,
        "others": max(0, line.running - mine),
        "waiting": len(line.starts),
        "more": line.is_longer,
    }


def lane_words(lane: str) -> str:
    """What people call a lane: "24 GB cards"."""
    if found := lanes.OF_CARDS.fullmatch(lane):
        return f"{found['gb']} GB cards"
    return LANE_WORDS.get(lane, lane)


def name_of(user: User | None) -> str:
    """How somebody is called; empty for nobody."""
    return "" if user is None else user.get_full_name()


def priority_word(value: int) -> str:
    """A class in the API's words."""
    return Priority(value).word
