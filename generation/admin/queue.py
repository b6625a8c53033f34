"""The queue as it runs: lane by lane, the next one first."""

from typing import Any

from django.contrib import admin
from django.db.models import BooleanField, Case, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Now
from django.http import HttpRequest
from django.utils import timezone
from django.utils.safestring import SafeString

from accounts.models import Workspace
from accounts.ops import OpsAdmin, WorkspaceFilter, badge, display, every_row, link_to, since, span
from generation import values
from generation.admin.jobs import LaneFilter
from generation.models import Job, QueueTicket

JOB_WORDS = dict(values.JOB_KINDS)


@admin.register(QueueTicket)
class QueueTicketOps(OpsAdmin):
    """Tickets; a job is requeued on the page of jobs."""

    list_display = ("lane", "place", "job", "of_workspace", "holding", "worker", "waits")
    list_filter = (LaneFilter, WorkspaceFilter)
    search_fields = ("worker",)
    ordering = ("lane", "-priority", "position")
    fields = ("job", "of_workspace", "lane", "priority", "position", "available_at", "holding", "worker", "fence")

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

    @display("Place", ordering="position")
    def place(self, ticket: Any) -> str:
        """Position, with the priority where it is not the usual one."""
        return f"{ticket.position}" + (f" (priority {ticket.priority})" if ticket.priority else "")

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
        if ticket.lease_until is not None:
            return badge(f"Held, {span(ticket.lease_until - timezone.now())} left", "info")
        if ticket.available_at > timezone.now():
            return badge(f"Next try in {span(ticket.available_at - timezone.now())}", "warning")
        return badge("Waiting")

    @display("Waits for", ordering="available_at")
    def waits(self, ticket: Any) -> str:
        """How long it could have been taken."""
        return "" if ticket.lease_until else since(ticket.available_at)
