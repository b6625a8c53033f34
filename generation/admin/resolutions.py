"""What failed, what was done about it, and how often each step has helped."""

from typing import Any

from django.contrib import admin
from django.db.models import Prefetch, QuerySet
from django.http import HttpRequest
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from accounts.ops import (
    MadeSince,
    OpsAdmin,
    TenantAdmin,
    WorkspaceFilter,
    badge,
    display,
    every_row,
    link_to,
    one_of,
    shortened,
    since,
)
from generation.admin.media import OfGeneration
from generation.errors import Category
from generation.models import Job, ResolutionSession, ResolutionStep, StepTally
from generation.resolution import plans, steps, values
from generation.resolution.values import Tally

CATEGORIES = [(category.value, category.value.replace("_", " ").capitalize()) for category in Category]
CategoryFilter = one_of("category", "trouble", CATEGORIES)
COLOURS = {
    values.WORKING: "info",
    values.NEEDS_YOU: "warning",
    values.RESOLVED: "success",
    values.RUNNING: "info",
    values.DONE: "success",
    values.FAILED: "danger",
}


@admin.register(ResolutionSession)
class ResolutionSessionOps(OfGeneration):
    """Failures, newest first."""

    list_display = ("detail", "category", "status", "tries", "said", "of_generation", "of_workspace", "opened")
    list_filter = (CategoryFilter, "state", MadeSince, WorkspaceFilter)
    fields = (
        *("detail", "advice", "category", "cause", "status", "tries", "of_part", "of_generation", "of_workspace"),
        *("what_was_done", "said", "feedback_by", "feedback_at", "opened_at", "closed_at"),
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[ResolutionSession]:
        """With their steps."""
        rows = Prefetch("steps", every_row(ResolutionStep).order_by("place"))
        found: QuerySet[ResolutionSession] = super().get_queryset(request).prefetch_related(rows)
        return found

    @display("State", ordering="state")
    def status(self, session: Any) -> SafeString:
        """In words."""
        return badge(session.get_state_display(), COLOURS.get(session.state, ""))

    @display("Part")
    def of_part(self, session: Any) -> SafeString:
        """A link to the job."""
        return link_to(Job, session.job_id, "Its job")

    @display("Feedback")
    def said(self, session: Any) -> str:
        """Whether it helped, and the note's beginning."""
        if session.helped is None:
            return ""
        return f"{'Helped' if session.helped else 'Did not help'}. {shortened(session.note)}".strip()

    @display("Steps")
    def what_was_done(self, session: Any) -> SafeString:
        """A line each."""
        rows = ((row.key, row.get_state_display(), row.outcome) for row in session.steps.all())
        return format_html_join("", "<div><b>{}</b> {}. {}</div>", rows)

    @display("Opened (ago)", ordering="id")
    def opened(self, session: Any) -> str:
        """How long ago."""
        return since(session.opened_at)


@admin.register(ResolutionStep)
class ResolutionStepOps(TenantAdmin):
    """Steps of sessions."""

    list_display = ("key", "automatic", "status", "outcome", "helped", "of_session", "of_workspace")
    list_select_related = ("workspace", "session")
    list_filter = ("automatic", MadeSince, WorkspaceFilter)
    fields = (
        *("key", "automatic", "status", "outcome", "runs", "number", "helped", "of_session", "of_workspace"),
        *("begun_at", "ended_at"),
    )

    @display("State", ordering="state")
    def status(self, step: Any) -> SafeString:
        """In words."""
        return badge(step.get_state_display(), COLOURS.get(step.state, ""))

    @display("Resolution")
    def of_session(self, step: Any) -> SafeString:
        """A link to it."""
        return link_to(ResolutionSession, step.session_id, step.session)


@admin.register(StepTally)
class StepTallyOps(OpsAdmin):
    """How often each step has helped: what its place in a plan follows from."""

    list_display = ("key", "category", "rate", "tried", "helped", "likely")
    list_filter = (CategoryFilter,)
    fields = ("key", "category", "rate", "tried", "helped", "likely")

    @display("Success rate")
    def rate(self, tally: Any) -> str:
        """In per cent; empty before it was tried."""
        return f"{tally.helped / tally.tried:.0%}" if tally.tried else ""

    @display("Ordered by")
    def likely(self, tally: Any) -> str:
        """What was expected of it, corrected by what was seen."""
        step = steps.step(tally.key)
        if step is None or tally.category not in step.chances:
            return ""
        return f"{plans.chance(step.chances[tally.category], Tally(tally.tried, tally.helped)):.0%}"
