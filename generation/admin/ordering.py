"""What an operator may do to the queue: each workspace in its own scope and transaction, by what its people use."""

from collections.abc import Iterable

from accounts.tenancy import scope
from generation import queue
from generation.admin import rescue
from generation.admin.rescue import Report
from generation.models import Generation, Job, QueueLane, QueueTicket, QueueWorkspace
from generation.models.queue import LEASED
from generation.scheduling.values import Priority
from generation.services import ending, queueing
from generation.services.queueing import Asker

OPERATOR = Asker(None, orders_all=True, is_operator=True)


def _generation_of(ticket: QueueTicket) -> Generation:
    return Job.objects.select_related("generation").get(pk=ticket.job_id).generation


def run_next(tickets: Iterable[QueueTicket]) -> Report:
    """Let the generations of these tickets go before everything else of their workspaces."""

    def act(ticket: QueueTicket) -> None:
        with scope(ticket.workspace_id):
            queueing.run_next(_generation_of(ticket), OPERATOR)

    return rescue.each(tickets, act)


def prioritise(tickets: Iterable[QueueTicket], priority: Priority) -> Report:
    """Put the generations of these tickets into a class, whatever their plans say."""

    def act(ticket: QueueTicket) -> None:
        with scope(ticket.workspace_id):
            queueing.raise_to(_generation_of(ticket), priority)

    return rescue.each(tickets, act)


def cancel(tickets: Iterable[QueueTicket]) -> Report:
    """Stop the generations of these tickets; what is made already stays."""

    def act(ticket: QueueTicket) -> None:
        with scope(ticket.workspace_id):
            ending.cancel(_generation_of(ticket))

    return rescue.each(tickets, act)


def pause(workspaces: Iterable[QueueWorkspace], *, now: bool = False) -> Report:
    """Begin nothing more of these workspaces; `now`: what runs is handed back."""

    def act(row: QueueWorkspace) -> None:
        with scope(row.workspace_id):
            queueing.pause(OPERATOR, everyone=True, now=now)

    return rescue.each(workspaces, act)


def resume(workspaces: Iterable[QueueWorkspace]) -> Report:
    """Go on with these workspaces."""

    def act(row: QueueWorkspace) -> None:
        with scope(row.workspace_id):
            queueing.resume(OPERATOR, everyone=True)

    return rescue.each(workspaces, act)


def pause_lanes(lanes: Iterable[QueueLane], *, now: bool = False) -> Report:
    """Begin nothing more in these lanes; `now`: what runs in them is handed back and starts again later."""

    def act(lane: QueueLane) -> None:
        queue.pause_lane(lane.pk, paused=True)
        if now:
            _hand_back(lane)

    return rescue.each(lanes, act)


def resume_lanes(lanes: Iterable[QueueLane]) -> Report:
    """Go on in these lanes."""
    return rescue.each(lanes, lambda lane: queue.pause_lane(lane.pk, paused=False))


def _hand_back(lane: QueueLane) -> None:
    held = list(QueueTicket.objects.filter(lane=lane.pk, state=LEASED).values_list("workspace_id", "job_id"))
    for workspace_id in sorted({who for who, _ in held}):
        with scope(workspace_id):
            queueing.hand_back([job_id for who, job_id in held if who == workspace_id])
