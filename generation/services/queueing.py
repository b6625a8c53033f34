"""What people do with their waiting work: pause, hold, order, raise, clear, and queue again what failed.

Tickets are locked first, then jobs, then generations, as by workers; which jobs are ready is seen when the scope ends.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import F, Q, QuerySet
from django.http import Http404
from django.utils import timezone

from accounts.problems import ADVICE, Conflict, Problem
from generation import events, queue, values
from generation.models import Generation, Job
from generation.scheduling.values import Priority
from generation.services import classes, running
from generation.values import GENERATION_ENDS, JOB_ENDS

MOST_CLEARED = 1000
"""Generations at once: more than a workspace can queue."""


@dataclass(frozen=True, slots=True)
class Asker:
    """Who asks, None for a program of the workspace's own, and whether others' work is theirs to order too."""

    user_id: UUID | None
    orders_all: bool = False
    is_operator: bool = False

    def may_order(self, generation: Generation) -> bool:
        """Their own work, and what nobody asked for in person."""
        return self.orders_all or generation.created_by_id in (None, self.user_id)


def open_work(asker: Asker, *, everyone: bool) -> QuerySet[Generation]:
    """Generations that have not ended, of the asker or of everybody; oldest first."""
    found = Generation.objects.exclude(state__in=GENERATION_ENDS).order_by("id")
    return found if everyone else found.filter(created_by=asker.user_id)


def insist(asker: Asker, generation: Generation) -> None:
    """Refuse to order work that has ended, or that is not theirs. Raises Conflict, Problem."""
    if generation.ended:
        raise Conflict("This is already finished.", "Order what still waits.")
    insist_theirs(asker, generation)


def insist_theirs(asker: Asker, generation: Generation) -> None:
    """Refuse to order others' work. Raises Problem."""
    if not asker.may_order(generation):
        detail = "Somebody else of your workspace asked for this."
        raise Problem("Not allowed", detail, ADVICE["permission_denied"], status=403)


def pause(asker: Asker, *, everyone: bool, now: bool = False) -> None:
    """Begin nothing more of the workspace, or of what the asker waits for; `now`: what runs starts again later."""
    if not everyone:
        _hold(open_work(asker, everyone=False), asker, now=now)
    else:
        if now:
            hand_back(queue.leased())
        queue.pause(asker.user_id, operator=asker.is_operator)
    events.record("queue.paused", everyone=everyone)


def resume(asker: Asker, *, everyone: bool) -> None:
    """Go on with what was paused. Raises Conflict where an operator paused it, and one of its people asks."""
    if everyone and queue.is_operators() and not asker.is_operator:
        raise Conflict("Whoever runs this studio has paused your queue.", "Ask them when it goes on.")
    if everyone:
        queue.resume(operator=asker.is_operator)
    else:
        _release(open_work(asker, everyone=False))
    events.record("queue.resumed", everyone=everyone)


def hold(generation: Generation, asker: Asker, *, now: bool = False) -> None:
    """Begin nothing more of one generation; twice is the same as once."""
    insist(asker, generation)
    _hold(_with_scenes(generation), asker, now=now)
    events.record("generation.held", generation=generation)


def release(generation: Generation, asker: Asker) -> None:
    """Let a held generation go on from its places."""
    insist(asker, generation)
    _release(_with_scenes(generation))
    events.record("generation.released", generation=generation)


def _hold(found: QuerySet[Generation], asker: Asker, *, now: bool) -> None:
    jobs = _open_jobs(found)
    queue.hold(jobs)
    if now:
        hand_back(jobs, held=True)
    _with_rows(found).filter(held_at=None).update(held_at=timezone.now(), held_by=asker.user_id)


def _release(found: QuerySet[Generation]) -> None:
    queue.release(_open_jobs(found))
    _with_rows(found).update(held_at=None, held_by=None)


def _with_rows(found: QuerySet[Generation]) -> QuerySet[Generation]:
    """The same, locked in the order of their ids, unless they ended meanwhile."""
    kept = Generation.objects.held().filter(pk__in=list(found.values_list("pk", flat=True))).order_by("id")
    ids = [row.pk for row in kept.only("id", "state") if not row.ended]
    return Generation.objects.filter(pk__in=ids)


def _open_jobs(found: QuerySet[Generation]) -> list[UUID]:
    jobs = Job.objects.filter(generation__in=found.values("pk")).exclude(state__in=JOB_ENDS)
    return list(jobs.values_list("pk", flat=True))


def hand_back(job_ids: Collection[UUID], *, held: bool = False) -> None:
    """Running jobs wait again, and being interrupted is no failed try."""
    taken = queue.hand_back(job_ids, held=held)
    jobs = Job.objects.held().filter(pk__in=taken, state__in=(values.LEASED, values.RUNNING)).order_by("id")
    ids = [job.pk for job in jobs.only("id")]
    Job.objects.filter(pk__in=ids).update(state=values.QUEUED, stage="", fraction=0.0)
    Job.objects.filter(pk__in=ids, tries__gt=0).update(tries=F("tries") - 1)


def move(generation: Generation, anchor: Generation | None, asker: Asker, *, after: bool = False) -> int:
    """Let a generation's waiting jobs go before or `after` another's, without one first. How many places changed.

    Only places of the same lane and class are swapped, and only those that are the asker's to order.
    """
    insist(asker, generation)
    if anchor is not None:
        insist(asker, anchor)
        _insist_on_one_class(generation, anchor)
    mine, theirs = _open_jobs(_only(generation)), _open_jobs(_only(anchor)) if anchor else []
    if anchor == generation or (anchor is not None and not theirs):
        return 0
    moved = queue.move(mine, theirs, after=after, among=_among(asker))
    if moved:
        events.record("queue.reordered", generation=generation)
    return moved


def run_next(generation: Generation, asker: Asker) -> int:
    """Let a generation go before everything else that is the asker's to order, in its class."""
    return move(generation, None, asker)


def _only(generation: Generation) -> QuerySet[Generation]:
    return Generation.objects.filter(pk=generation.pk)


def _among(asker: Asker) -> list[UUID] | None:
    """The jobs whose places an asker may swap; None for all of the workspace."""
    if asker.orders_all:
        return None
    theirs = Generation.objects.exclude(state__in=GENERATION_ENDS)
    return _open_jobs(theirs.filter(Q(created_by=asker.user_id) | Q(created_by=None)))


def _insist_on_one_class(generation: Generation, anchor: Generation) -> None:
    if generation.priority != anchor.priority:
        raise Conflict("These two do not have the same priority.", "Give them the same priority first, then move.")


def set_priority(generation: Generation, word: str, asker: Asker) -> None:
    """Let what waits of a generation go on in another class, at the end of the workspace's turns there."""
    insist(asker, generation)
    raise_to(generation, int(classes.wanted(word)))


def take(generation: Generation) -> Generation:
    """Lock what waits of a generation until the transaction ends, in the order of workers; the generation as it is now.

    Raises Http404 where it has just been deleted.
    """
    found = _with_scenes(generation)
    ids = _open_jobs(found)
    queue.movable(ids)
    list(Job.objects.held().filter(pk__in=ids).order_by("id").only("id"))
    list(_with_rows(found))
    now: Generation | None = Generation.objects.held().filter(pk=generation.pk).first()
    if now is None:
        raise Http404
    return now


def raise_to(generation: Generation, priority: int) -> None:
    """The same by an operator, up to urgent."""
    found = _with_scenes(generation)
    queue.reclass(queue.movable(_open_jobs(found)), Priority(priority))
    _with_rows(found).update(priority=priority)
    events.record("queue.reordered", generation=generation)


def _with_scenes(generation: Generation) -> QuerySet[Generation]:
    """A generation, and what a film asked for: of anything else that was asked for by a person."""
    found = Q(pk=generation.pk)
    if generation.kind == values.FILM:
        found |= Q(parent=generation.pk)
    return Generation.objects.exclude(state__in=GENERATION_ENDS).filter(found)


def to_clear(asker: Asker, *, everyone: bool, running: bool) -> list[UUID]:
    """Whole pieces of work that wait, or with `running` all; a film is one with its scenes. To be cancelled one by one.

    What is being made goes on to its end unless that is asked.
    """
    found = list(open_work(asker, everyone=everyone).only("id", "kind", "parent_id")[:MOST_CLEARED])
    films = {one.pk for one in found if one.kind == values.FILM}
    busy = set() if running else _being_made({one.pk for one in found})
    units = {one.pk: one.parent_id if one.parent_id in films else one.pk for one in found}
    kept = {units[pk] for pk in busy}
    return list(dict.fromkeys(unit for unit in units.values() if unit not in kept))


def _being_made(ids: Iterable[UUID]) -> set[UUID]:
    jobs = Job.objects.filter(generation__in=list(ids), state__in=(values.LEASED, values.RUNNING))
    return set(jobs.values_list("generation_id", flat=True))


def requeue(generation: Generation, asker: Asker) -> int:
    """Try the failed parts of a generation once more; how many. Raises Conflict where nothing of it failed."""
    insist_theirs(asker, generation)
    failed = list(Job.objects.filter(generation=generation, state=values.FAILED).order_by("id"))
    if not failed or generation.state in (values.SUCCEEDED, values.CANCELLED):
        raise Conflict("Nothing of this waits to be tried again.", "Make it again instead, as something new.")
    for job in failed:
        running.requeue(job)
    return len(failed)
