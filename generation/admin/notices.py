"""What people and webhooks were told, and what waits to leave; no words of a notice's letter, no secret, no address."""

from typing import Any
from urllib.parse import urlsplit

from django.contrib import admin
from django.db.models import OuterRef, QuerySet, Subquery
from django.http import HttpRequest
from django.utils import timezone
from django.utils.safestring import SafeString

from accounts.models import Workspace
from accounts.ops import MadeSince, OpsAdmin, TenantAdmin, WorkspaceFilter, badge, display, every_row, link_to, one_of
from accounts.ops import span as length
from generation.models import Notice, NoticeChoice, OutboxTicket, Webhook, WebhookDelivery
from generation.notices.kinds import KINDS

STATE_COLOURS = {
    WebhookDelivery.WAITING: "info",
    WebhookDelivery.DELIVERED: "success",
    WebhookDelivery.FAILED: "danger",
}


@admin.register(Notice)
class NoticeOps(TenantAdmin):
    """Who was told of what kind of thing, and how; what it says is theirs."""

    list_display = ("kind", "user", "ways", "made", "read_at", "of_workspace")
    list_select_related = ("workspace", "user")
    list_filter = (MadeSince, one_of("kind", "kind", KINDS), WorkspaceFilter)
    search_fields = ("user__email", "workspace__slug")
    fields = ("kind", "user", "ways", "created_at", "read_at", "mailed_at", "of_workspace")

    @display("Told")
    def ways(self, notice: Any) -> str:
        """In the page, outside of it, by letter."""
        said = [word for word, is_so in (("page", notice.in_page), ("browser", notice.browser)) if is_so]
        return ", ".join([*said, *([f"letter: {notice.get_mail_display().lower()}"] if notice.mail != "never" else [])])


@admin.register(NoticeChoice)
class NoticeChoiceOps(TenantAdmin):
    """How people chose to hear of things."""

    list_display = ("user", "digest_hour", "of_workspace")
    list_select_related = ("workspace", "user")
    list_filter = (WorkspaceFilter,)
    search_fields = ("user__email", "workspace__slug")
    fields = ("user", "digest_hour", "choices", "of_workspace")


@admin.register(Webhook)
class WebhookOps(TenantAdmin):
    """Addresses that are told of events, by their host: paths of some services are keys."""

    list_display = ("host", "description", "standing", "made", "of_workspace")
    list_filter = (MadeSince, WorkspaceFilter)
    search_fields = ("description", "workspace__slug")
    fields = (
        "host", "description", "events", "with_prompts", "standing", "turned_off_because", "failing_since",
        "old_key_until", "created_by", "created_at", "of_workspace",
    )  # fmt: skip

    @display("Host")
    def host(self, hook: Any) -> str:
        """Where it leads."""
        return urlsplit(hook.url).hostname or "unknown"

    @display("State")
    def standing(self, hook: Any) -> SafeString:
        """On, off, or failing."""
        if not hook.enabled:
            return badge("Off", "danger" if hook.turned_off_because else "")
        if hook.failing_since:
            return badge(f"Failing for {length(timezone.now() - hook.failing_since)}", "warning")
        return badge("On", "success")


@admin.register(WebhookDelivery)
class WebhookDeliveryOps(TenantAdmin):
    """The log of webhooks: what was tried when, and how that went; not what was said."""

    list_display = ("event", "standing", "tries", "last_status", "made", "next_try_at", "of_workspace")
    list_filter = (MadeSince, one_of("state", "state", WebhookDelivery.STATES), WorkspaceFilter)
    search_fields = ("event", "workspace__slug")
    fields = ("event", "webhook", "standing", "tries", "went", "next_try_at", "created_at", "ended_at", "of_workspace")

    @display("State")
    def standing(self, delivery: Any) -> SafeString:
        """In a colour."""
        return badge(delivery.get_state_display(), STATE_COLOURS[delivery.state])

    @display("Answer")
    def last_status(self, delivery: Any) -> str:
        """The status of the last try."""
        return str(delivery.attempts[-1]["status"] or "none") if delivery.attempts else ""

    @display("Tries")
    def went(self, delivery: Any) -> str:
        """Time, status and length of each."""
        lines = (
            f"{one['at'][:19]}: {one['status'] or 'no answer'} in {one['took_ms']} ms" for one in delivery.attempts
        )
        return "; ".join(lines) or "none yet"


@admin.register(OutboxTicket)
class OutboxTicketOps(OpsAdmin):
    """What waits to leave by a network; a worker of any lane sends it."""

    list_display = ("kind", "of_workspace", "due_at", "standing", "tries")
    list_filter = (one_of("kind", "kind", OutboxTicket.KINDS), WorkspaceFilter)
    ordering = ("due_at",)
    fields = ("kind", "of_workspace", "due_at", "standing", "tries", "fence", "lease_until")

    def get_queryset(self, request: HttpRequest) -> QuerySet[OutboxTicket]:
        """With the workspace's name, which a ticket itself does not know."""
        workspace = every_row(Workspace).filter(pk=OuterRef("workspace_id"))
        rows = super().get_queryset(request)
        found: QuerySet[OutboxTicket] = rows.annotate(workspace_name=Subquery(workspace.values("name")))
        return found

    @display("Workspace", ordering="workspace_id")
    def of_workspace(self, ticket: Any) -> SafeString:
        """A link to it."""
        return link_to(Workspace, ticket.workspace_id, ticket.workspace_name or ticket.workspace_id)

    @display("State")
    def standing(self, ticket: Any) -> SafeString:
        """Waiting, due, under way, or left by a worker that died."""
        now = timezone.now()
        if ticket.lease_until is not None and ticket.lease_until < now:
            return badge("Its worker is gone", "warning")
        if ticket.lease_until is not None:
            return badge("Under way", "info")
        return badge("Due", "warning") if ticket.due_at <= now else badge(f"In {length(ticket.due_at - now)}")
