"""Generations: what people asked for and what became of it."""

from typing import Any

from django.contrib import admin, messages
from django.db.models import Prefetch, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from accounts.ops import (
    MadeSince,
    WorkspaceFilter,
    action,
    display,
    every_row,
    link_to,
    shortened,
    told,
    unbroken,
)
from generation import values
from generation.admin import rescue
from generation.admin.decisions import Explains, TierFilter
from generation.admin.jobs import state_badge
from generation.models import Generation, Job

DECIDED = ("achieved_tier", "row", "technique", "device", "preview", "credits")
PROJECT = Generation._meta.get_field("project")


@admin.register(Generation)
class GenerationOps(Explains):
    """Every generation, newest first."""

    list_display = ("sort", "status", "of_workspace", "text", "tier", "parts", "why", "took", "made")
    list_filter = ("state", "kind", TierFilter, MadeSince, WorkspaceFilter)
    fields = (
        *(
            "kind",
            "status",
            "of_workspace",
            "of_project",
            "of_parent",
            "created_by",
            "text",
            "unwanted",
            "seed",
            "count",
        ),
        *(
            "tier",
            "fell_back",
            "question",
            "consent_by",
            "quoted",
            "changes",
            "why",
            "advice",
            "jobs_of_it",
            "credits_reserved",
            "credits_captured",
        ),
        *("created_at", "started_at", "finished_at"),
    )
    actions = ("cancel_generation",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Generation]:
        """With their jobs: one more question a page."""
        jobs = every_row(Job).only("generation", "kind", "number", "state").order_by("id")
        found: QuerySet[Generation] = super().get_queryset(request).prefetch_related(Prefetch("jobs", jobs))
        return found

    def has_rescue_permission(self, request: HttpRequest) -> bool:
        """Who may change generations may cancel them."""
        return self.may(request)

    @action("Cancel generation", permission="rescue")
    def cancel_generation(self, request: HttpRequest, queryset: QuerySet[Generation]) -> None:
        """Stop what is chosen, with what it asked for."""
        report = rescue.cancel(queryset[: rescue.MOST_AT_ONCE])
        for row in report.done:
            self.log_change(request, row, "Cancelled.")
        refused = report.refused.total()
        said = f"Cancelled: {len(report.done)} of {len(report.done) + refused} generations. {report.reasons()}"
        self.message_user(request, said.strip(), messages.WARNING if refused else messages.SUCCESS)

    @display("Kind", ordering="kind")
    def sort(self, generation: Any) -> str:
        """What it makes."""
        return unbroken(generation.get_kind_display())

    @display("State", ordering="state")
    def status(self, generation: Any) -> SafeString:
        """The state in words."""
        return state_badge(generation)

    @display("Prompt")
    def text(self, generation: Any) -> Any:
        """Its beginning."""
        return shortened(generation.prompt, 60)

    @display("Not wanted")
    def unwanted(self, generation: Any) -> Any:
        """The negative prompt's beginning."""
        return shortened(generation.negative_prompt, 60)

    @display("Quality", ordering="achieved_tier")
    def tier(self, generation: Any) -> str:
        """As made, and as asked for where that differs."""
        asked, made = generation.requested_tier, generation.achieved_tier
        return str(made) if asked == made else f"{made} (asked: {asked})"

    @display("Jobs done")
    def parts(self, generation: Any) -> SafeString:
        """Done of all, as a link to them."""
        where = f"{reverse('admin:generation_job_changelist')}?generation__id__exact={generation.pk}"
        jobs = generation.jobs.all()
        done = sum(job.state in values.JOB_ENDS for job in jobs)
        return format_html('<a class="text-link underline" href="{}">{} of {}</a>', where, done, len(jobs))

    @display("Its jobs")
    def jobs_of_it(self, generation: Any) -> SafeString:
        """Each with its state."""
        rows = ((link_to(Job, job.pk, job), job.get_state_display()) for job in generation.jobs.all())
        return format_html_join("", "<div>{} {}</div>", rows)

    @display("Why it failed")
    def why(self, generation: Any) -> str:
        """The sentence its creator was told."""
        return str((generation.error or {}).get("detail", ""))

    @display("Advice given")
    def advice(self, generation: Any) -> str:
        """What its creator was told to do."""
        return str((generation.error or {}).get("advice", ""))

    @display("Fallback")
    def fell_back(self, generation: Any) -> SafeString:
        """Why something else was made than asked for."""
        return told(generation.fallback or {})

    @display("Asked and answered")
    def question(self, generation: Any) -> SafeString:
        """The question about a lesser quality that was asked last."""
        return told(generation.consent or {})

    @display("Decided first")
    def quoted(self, generation: Any) -> SafeString:
        """What its creator was quoted, where something else is in force now."""
        first = generation.first_decision
        return told({name: first.get(name) for name in DECIDED} if first else {})

    @display("Changes since")
    def changes(self, generation: Any) -> SafeString:
        """Each change of the way, with why and from what to what."""
        rows = ((change["at"][:19], change["why"], change["part"], _way(change)) for change in generation.route_changes)
        return format_html_join("", "<div>{} {} of part {}: {}</div>", rows)

    @display("Took")
    def took(self, generation: Any) -> str:
        """From its first job's begin to its end."""
        if not generation.started_at or not generation.finished_at:
            return ""
        return f"{(generation.finished_at - generation.started_at).total_seconds():.1f}\N{NO-BREAK SPACE}s"

    @display("Project")
    def of_project(self, generation: Any) -> SafeString:
        """A link to it."""
        return link_to(PROJECT.related_model, generation.project_id, generation.project)

    @display("Made for")
    def of_parent(self, generation: Any) -> SafeString:
        """The generation that asked for this one."""
        parent = generation.parent
        return link_to(Generation, generation.parent_id, parent and parent.get_kind_display())


def _way(change: Any) -> str:
    """From what to what: "standard whole to standard groups"."""
    before, after = (f"{change[end]['tier']} {change[end]['technique']}" for end in ("from", "to"))
    return f"{before} to {after}"
