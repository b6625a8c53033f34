"""Jobs: where each is, who holds it, why it failed; and the two ways out."""

from typing import Any

from django.contrib import admin, messages
from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Now
from django.http import HttpRequest
from django.utils import timezone
from django.utils.safestring import SafeString

from accounts.ops import (
    MadeSince,
    TenantAdmin,
    WorkspaceFilter,
    action,
    badge,
    display,
    every_row,
    link_to,
    since,
    span,
    told,
    unbroken,
)
from generation import values
from generation.admin import rescue
from generation.models import Generation, Job, QueueLane, QueueTicket

STATE_COLOURS = {
    values.AWAITING_CONSENT: "warning",
    values.HELD: "warning",
    values.LEASED: "info",
    values.RUNNING: "info",
    values.SCORING: "info",
    values.SUCCEEDED: "success",
    values.REVIEW: "warning",
    values.FAILED: "danger",
}

LANES = {
    values.CPU_LANE: "Drawing, planning",
    values.EXPORT_LANE: "Looking over, cutting",
    values.REMOTE_LANE: "Providers",
}
"""Lanes that every studio has; the others are of its cards, and are called as their class."""


def lane_words(lane: str) -> str:
    """A lane as people read it."""
    return LANES.get(lane, f"Cards: {lane}")


class LaneFilter(admin.SimpleListFilter):
    """Of the lanes that were used."""

    title = parameter_name = "lane"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """Those that every studio has, and those that were used."""
        used = every_row(QueueLane).order_by("lane").values_list("lane", flat=True)[:MOST_LANES]
        return [(lane, lane_words(lane)) for lane in dict.fromkeys((*LANES, *used))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """One lane's."""
        return queryset.filter(lane=self.value()) if self.value() else queryset


MOST_LANES = 64


def state_badge(row: Any) -> SafeString:
    """The state of a job or a generation."""
    return badge(row.get_state_display(), STATE_COLOURS.get(row.state, ""))


STUCK = Q(overdue=True) | Q(has_ticket=False)


def with_tickets(jobs: QuerySet[Job]) -> QuerySet[Job]:
    """Jobs with what their ticket says: one look-up by its key for each row that is shown."""
    ticket = every_row(QueueTicket).filter(job_id=OuterRef("pk"))
    return jobs.annotate(
        worker=Subquery(ticket.values("worker")),
        lease_until=Subquery(ticket.values("lease_until")),
        available_at=Subquery(ticket.values("available_at")),
        fence=Subquery(ticket.values("fence")),
        has_ticket=Exists(ticket),
        overdue=Exists(ticket.filter(lease_until__lt=Now())),
    )


class StuckFilter(admin.SimpleListFilter):
    """Jobs that somebody should look at."""

    title = "trouble"
    parameter_name = "trouble"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """Stuck, or tried more than once."""
        return [("stuck", "Stuck: lease ran out, or no place in the queue"), ("again", "Tried more than once")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Jobs in that trouble."""
        if self.value() == "stuck":
            return queryset.exclude(state__in=(*values.JOB_ENDS, values.HELD)).filter(STUCK)
        return queryset.filter(tries__gt=1) if self.value() == "again" else queryset


@admin.register(Job)
class JobOps(TenantAdmin):
    """Every job, newest first."""

    list_display = ("part", "status", "lane", "tries", "lease", "why", "of_generation", "of_workspace", "begun")
    list_select_related = ("workspace", "generation")
    list_filter = (StuckFilter, "state", "kind", LaneFilter, MadeSince, WorkspaceFilter)
    fields = (
        *("part", "status", "of_generation", "of_workspace", "lane", "engine", "device", "tries"),
        *("lease", "fence", "progress", "why", "all_failures", "what", "measured", "started_at", "finished_at"),
    )
    actions = ("requeue", "cancel_generation")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Job]:
        """With their tickets."""
        return with_tickets(super().get_queryset(request))

    def has_rescue_permission(self, request: HttpRequest) -> bool:
        """Who may change jobs may requeue and cancel them."""
        return self.may(request)

    @action("Requeue", permission="rescue")
    def requeue(self, request: HttpRequest, queryset: QuerySet[Job]) -> None:
        """Put stuck or failed jobs back into their lanes."""
        report = rescue.requeue(queryset[: rescue.MOST_AT_ONCE])
        self.tell(request, report, "Back in the queue: {} of {} jobs.", "Requeued.")

    @action("Cancel generation", permission="rescue")
    def cancel_generation(self, request: HttpRequest, queryset: QuerySet[Job]) -> None:
        """Stop the generations that these jobs belong to."""
        report = rescue.cancel(rescue.generations_of(queryset[: rescue.MOST_AT_ONCE]))
        self.tell(request, report, "Cancelled: {} of {} generations.", "Cancelled.")

    def tell(self, request: HttpRequest, report: rescue.Report, sentence: str, entry: str) -> None:
        """Log what was done, say how many, and why the others were not."""
        for row in report.done:
            self.log_change(request, row, entry)
        refused = report.refused.total()
        said = sentence.format(len(report.done), len(report.done) + refused)
        level = messages.SUCCESS if not refused else messages.WARNING if report.done else messages.ERROR
        self.message_user(request, f"{said} {report.reasons()}".strip(), level)

    @display("Job", ordering="kind")
    def part(self, job: Any) -> str:
        """What it does."""
        return unbroken(job)

    @display("State", ordering="state")
    def status(self, job: Any) -> SafeString:
        """The state in words."""
        return state_badge(job)

    @display("Held by")
    def lease(self, job: Any) -> SafeString | str:
        """Who holds it and for how long; marked where the lease ran out or the queue has lost it."""
        return ticket_words(job)

    @display("Why it failed")
    def why(self, job: Any) -> str:
        """The last failure's sentence."""
        return str(job.failures[-1].get("detail", "")) if job.failures else ""

    @display("Every failure")
    def all_failures(self, job: Any) -> SafeString:
        """One block a try."""
        return SafeString("<hr>".join(told(failure) for failure in job.failures))

    @display("Asked to do")
    def what(self, job: Any) -> SafeString:
        """The parameters, with prompts shortened."""
        return told(job.params)

    @display("Fence")
    def fence(self, job: Any) -> str:
        """The number of the present claim: writes of any other are dropped."""
        return "" if job.fence is None else str(job.fence)

    @display("Progress")
    def progress(self, job: Any) -> str:
        """How far it was when it last said so."""
        return f"{job.fraction:.0%} {job.stage}".strip()

    @display("Generation")
    def of_generation(self, job: Any) -> SafeString:
        """A link to it."""
        return link_to(Generation, job.generation_id, job.generation.get_kind_display())

    @display("Begun (ago)", ordering="started_at")
    def begun(self, job: Any) -> str:
        """How long ago."""
        return since(job.started_at)


def ticket_words(job: Any) -> SafeString | str:
    """What a job's ticket says; trouble in red."""
    if job.state in values.JOB_ENDS:
        return ""
    if job.state == values.HELD:
        return "Waits until somebody has answered"
    if not job.has_ticket:
        return badge("No place in the queue", "danger")
    if job.overdue:
        return badge(f"Lease ran out {since(job.lease_until)} ago: {job.worker}", "danger")
    if job.lease_until is not None:
        return f"{job.worker}, {span(job.lease_until - timezone.now())} left"
    return "Waits for a worker"
