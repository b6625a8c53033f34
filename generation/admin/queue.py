"""The queue as it runs: lane by lane, the next one first."""

from datetime import timedelta
from typing import Any

from django.contrib import admin, messages
from django.db.models import BooleanField, Case, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Now
from django.http import HttpRequest
from django.utils import timezone
from django.utils.safestring import SafeString

from accounts.models import Workspace
from accounts.ops import OpsAdmin, WorkspaceFilter, action, badge, display, every_row, link_to, since, span
from generation import values
from generation.admin import ordering, rescue
from generation.admin.jobs import LaneFilter
from generation.models import (
    ConsentTicket,
    Generation,
    Job,
    QueueClock,
    QueueLane,
    QueueShare,
    QueueTicket,
    QueueWorkspace,
)
from generation.models.queue import DELAYED, LEASED, READY
from generation.scheduling.expecting import MOST_AHEAD
from generation.scheduling.values import Priority

JOB_WORDS = dict(values.JOB_KINDS)


class QueueOps(OpsAdmin):
    """A page of the queue: facts, and actions for those who may change its table."""

    def has_order_permission(self, request: HttpRequest) -> bool:
        """Who may change tickets, lanes and shares may order them."""
        return self.may(request)

    def tell(self, request: HttpRequest, report: rescue.Report, done: str) -> None:
        """Log what was done, say how many, and why the others were not."""
        for row in report.done:
            self.log_change(request, row, done)
        refused = report.refused.total()
        said = f"{done} {len(report.done)} of {len(report.done) + refused}. {report.reasons()}"
        self.message_user(request, said.strip(), messages.WARNING if refused else messages.SUCCESS)


@admin.register(QueueTicket)
class QueueTicketOps(QueueOps):
    """Tickets; a job is requeued on the page of jobs."""

    actions = ("run_next", "make_urgent", "make_high", "make_normal", "make_low", "cancel")

    list_display = ("lane", "place", "job", "of_workspace", "holding", "worker", "waits")
    list_filter = (LaneFilter, WorkspaceFilter)
    search_fields = ("worker",)
    ordering = ("lane", "-priority", "virtual_start", "position")
    fields = (
        "job",
        "of_workspace",
        "lane",
        "state",
        "priority",
        "virtual_start",
        "virtual_cost",
        "position",
        "tier",
        "model",
        "needs_gb",
        "expected_seconds",
        "device",
        "entered_at",
        "ready_since",
        "passed_at",
        "available_at",
        "holding",
        "worker",
        "fence",
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[QueueTicket]:
        """With the kind of job and the workspace's name, which a ticket itself does not know."""
        job = every_row(Job).filter(pk=OuterRef("job_id"))
        workspace = every_row(Workspace).filter(pk=OuterRef("workspace_id"))
        late = Case(When(Q(lease_until__lt=Now()), then=Value(True)), default=False, output_field=BooleanField())
        rows = super().get_queryset(request)
        found: QuerySet[QueueTicket] = rows.annotate(
            kind=Subquery(job.values("kind")), workspace_name=Subquery(workspace.values("name")), late=late
        )
        return found

    @display("Place", ordering="virtual_start")
    def place(self, ticket: Any) -> str:
        """Its turn, with the class where it is not the usual one."""
        word = "" if ticket.priority == Priority.NORMAL else f" ({Priority(ticket.priority).word})"
        return f"{ticket.virtual_start:,.1f}{word}"

    @display("Job")
    def job(self, ticket: Any) -> SafeString | str:
        """A link to it."""
        if ticket.kind is None:
            return "Gone; the next worker drops this ticket"
        return link_to(Job, ticket.job_id, JOB_WORDS.get(ticket.kind, ticket.kind))

    @display("Workspace", ordering="workspace_id")
    def of_workspace(self, ticket: Any) -> SafeString:
        """A link to it."""
        return link_to(Workspace, ticket.workspace_id, ticket.workspace_name or ticket.workspace_id)

    @display("State")
    def holding(self, ticket: Any) -> SafeString:
        """Free, held, waiting for another try, or overdue."""
        if ticket.late:
            return badge(f"Lease ran out {since(ticket.lease_until)} ago", "danger")
        if ticket.state == LEASED:
            return badge(f"Held, {span(ticket.lease_until - timezone.now())} left", "info")
        if ticket.state == DELAYED:
            return badge(f"Next try in {span(max(ticket.available_at - timezone.now(), timedelta()))}", "warning")
        return badge(ticket.get_state_display())

    @display("Waits for", ordering="available_at")
    def waits(self, ticket: Any) -> str:
        """How long it could have been taken."""
        return "" if ticket.lease_until else since(ticket.available_at)

    @action("Make next in its workspace", permission="order")
    def run_next(self, request: HttpRequest, queryset: QuerySet[QueueTicket]) -> None:
        """Before everything else of the same workspace; nobody else's turn changes."""
        self.tell(request, ordering.run_next(queryset[: rescue.MOST_AT_ONCE]), "Made next:")

    @action("Urgent: before everybody", permission="order")
    def make_urgent(self, request: HttpRequest, queryset: QuerySet[QueueTicket]) -> None:
        """Whatever the plan says."""
        self._prioritise(request, queryset, Priority.URGENT)

    @action("High", permission="order")
    def make_high(self, request: HttpRequest, queryset: QuerySet[QueueTicket]) -> None:
        """Whatever the plan says."""
        self._prioritise(request, queryset, Priority.HIGH)

    @action("Normal", permission="order")
    def make_normal(self, request: HttpRequest, queryset: QuerySet[QueueTicket]) -> None:
        """The usual class."""
        self._prioritise(request, queryset, Priority.NORMAL)

    @action("Low: when there is time", permission="order")
    def make_low(self, request: HttpRequest, queryset: QuerySet[QueueTicket]) -> None:
        """Behind everybody."""
        self._prioritise(request, queryset, Priority.LOW)

    @action("Cancel generation", permission="order")
    def cancel(self, request: HttpRequest, queryset: QuerySet[QueueTicket]) -> None:
        """Stop the generations that these tickets belong to."""
        self.tell(request, ordering.cancel(queryset[: rescue.MOST_AT_ONCE]), "Cancelled:")

    def _prioritise(self, request: HttpRequest, queryset: QuerySet[QueueTicket], priority: Priority) -> None:
        report = ordering.prioritise(queryset[: rescue.MOST_AT_ONCE], priority)
        self.tell(request, report, f"Made {priority.word}:")


@admin.register(QueueLane)
class QueueLaneOps(QueueOps):
    """Lanes that were used; a paused one begins nothing more."""

    list_display = ("lane", "standing", "ready", "running", "paused_at")
    fields = ("lane", "standing", "paused_at", "told_at")
    actions = ("pause", "pause_now", "resume")

    @display("State")
    def standing(self, lane: QueueLane) -> SafeString:
        """Open, or paused and since when."""
        return badge(f"Paused for {since(lane.paused_at)}", "warning") if lane.paused_at else badge("Open", "success")

    @display("Could begin now")
    def ready(self, lane: QueueLane) -> str:
        """Counted up to a thousand."""
        return self._count(lane, READY)

    @display("Run")
    def running(self, lane: QueueLane) -> str:
        """As above."""
        return self._count(lane, LEASED)

    def _count(self, lane: QueueLane, state: str) -> str:
        found = every_row(QueueTicket).filter(lane=lane.pk, state=state)[: MOST_AHEAD + 1].count()
        return f"{found:,}" if found <= MOST_AHEAD else f"more than {MOST_AHEAD:,}"

    @action("Pause after what runs", permission="order")
    def pause(self, request: HttpRequest, queryset: QuerySet[QueueLane]) -> None:
        """What runs goes on to its end."""
        self.tell(request, ordering.pause_lanes(queryset), "Paused:")

    @action("Pause now", permission="order")
    def pause_now(self, request: HttpRequest, queryset: QuerySet[QueueLane]) -> None:
        """What runs is handed back and starts again later."""
        self.tell(request, ordering.pause_lanes(queryset, now=True), "Paused now:")

    @action("Go on", permission="order")
    def resume(self, request: HttpRequest, queryset: QuerySet[QueueLane]) -> None:
        """Its workers hear of it at once."""
        self.tell(request, ordering.resume_lanes(queryset), "Went on:")


@admin.register(QueueWorkspace)
class QueueWorkspaceOps(QueueOps):
    """What each workspace gets of the machines, as its plan said when it asked for something last."""

    list_display = ("of_workspace", "weight", "most_at_once", "standing")
    list_filter = (WorkspaceFilter,)
    fields = ("of_workspace", "weight", "most_at_once", "most_a_tier", "standing", "paused_at", "paused_by")
    actions = ("pause", "pause_now", "resume")

    @display("State", ordering="paused_at")
    def standing(self, row: QueueWorkspace) -> SafeString:
        """Open, or paused, by whom and since when."""
        if row.paused_at is None:
            return badge("Open", "success")
        by = "an operator" if row.operator_paused else "one of its people" if row.paused_by else "a program of its own"
        return badge(f"Paused by {by} for {since(row.paused_at)}", "warning")

    @action("Pause after what runs", permission="order")
    def pause(self, request: HttpRequest, queryset: QuerySet[QueueWorkspace]) -> None:
        """What runs goes on to its end."""
        self.tell(request, ordering.pause(queryset[: rescue.MOST_AT_ONCE]), "Paused:")

    @action("Pause now", permission="order")
    def pause_now(self, request: HttpRequest, queryset: QuerySet[QueueWorkspace]) -> None:
        """What runs is handed back and starts again later."""
        self.tell(request, ordering.pause(queryset[: rescue.MOST_AT_ONCE], now=True), "Paused now:")

    @action("Go on", permission="order")
    def resume(self, request: HttpRequest, queryset: QuerySet[QueueWorkspace]) -> None:
        """Also with what its people paused."""
        self.tell(request, ordering.resume(queryset[: rescue.MOST_AT_ONCE]), "Went on:")

    @display("Workspace", ordering="workspace_id")
    def of_workspace(self, row: Any) -> SafeString:
        """A link to it."""
        return link_to(Workspace, row.workspace_id, row.workspace_id)


@admin.register(QueueShare)
class QueueShareOps(OpsAdmin):
    """Where each workspace's last job ends in virtual time: what the order of a lane follows from."""

    list_display = ("workspace_id", "lane", "priority", "last_finish")
    list_filter = (WorkspaceFilter,)
    fields = ("workspace_id", "lane", "priority", "last_finish")


@admin.register(QueueClock)
class QueueClockOps(OpsAdmin):
    """The virtual time of each lane and class."""

    list_display = ("lane", "priority", "virtual_time")
    fields = ("lane", "priority", "virtual_time")


@admin.register(ConsentTicket)
class ConsentTicketOps(OpsAdmin):
    """Questions whose time runs; they are answered in the studio, or by themselves."""

    list_display = ("asked_of", "of_workspace", "until")
    list_filter = (WorkspaceFilter,)
    ordering = ("until",)
    fields = ("asked_of", "of_workspace", "until")

    def get_queryset(self, request: HttpRequest) -> QuerySet[ConsentTicket]:
        """With the workspace's name, which a ticket itself does not know."""
        workspace = every_row(Workspace).filter(pk=OuterRef("workspace_id"))
        rows = super().get_queryset(request)
        found: QuerySet[ConsentTicket] = rows.annotate(workspace_name=Subquery(workspace.values("name")))
        return found

    @display("Generation")
    def asked_of(self, ticket: Any) -> SafeString:
        """A link to it."""
        return link_to(Generation, ticket.generation_id, ticket.generation_id)

    @display("Workspace", ordering="workspace_id")
    def of_workspace(self, ticket: Any) -> SafeString:
        """A link to it."""
        return link_to(Workspace, ticket.workspace_id, ticket.workspace_name or ticket.workspace_id)
