"""Making, changing and ending webhooks; each change stands in the audit log, without a secret."""

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404
from django.utils import timezone

from accounts.audit import Actor, record
from accounts.models import Workspace
from accounts.outgoing.client import check_address
from accounts.problems import Conflict, InvalidField
from accounts.tenancy import current_workspace_id
from generation.models import OutboxTicket, Webhook, WebhookDelivery
from generation.outbox import tickets
from generation.webhooks import catalogue, signing
from keys.secret import Secret

MOST_WEBHOOKS = 10
"""Of a workspace: each is told of everything it chose, from one line of work."""


def webhooks() -> QuerySet[Webhook]:
    """The workspace's, oldest first; there are few."""
    return Webhook.objects.order_by("pk")


def webhook(webhook_id: UUID) -> Webhook:
    """One of the workspace's. Raises Http404."""
    found = Webhook.objects.filter(pk=webhook_id).first()
    if found is None:
        raise Http404
    return found


def deliveries(hook: Webhook, state: str = "") -> QuerySet[WebhookDelivery]:
    """What was sent to it or is on its way, the newest first."""
    found = WebhookDelivery.objects.filter(webhook=hook).order_by("-pk")
    return found.filter(state=state) if state else found


def make(actor: Actor, wanted: Mapping[str, Any]) -> tuple[Webhook, Secret]:
    """A webhook and its secret, which is shown this once. Raises InvalidField, and Conflict for one too many."""
    check(wanted)
    made = Webhook(**wanted, created_by_id=actor.user_id)
    secret = signing.new_secret(made)
    list(Workspace.objects.select_for_update(no_key=True).filter(pk=current_workspace_id()))  # two at once count once
    if Webhook.objects.count() >= MOST_WEBHOOKS:
        raise Conflict(f"A workspace has {MOST_WEBHOOKS} webhooks at most.", "Delete one that nobody needs.")
    made.save(force_insert=True)
    record(actor, "webhook.made", made, after=_told(made))
    return made, secret


def change(actor: Actor, hook: Webhook, wanted: Mapping[str, Any]) -> Webhook:
    """Change what was sent. What is turned on again begins with a clean slate."""
    check(wanted)
    hook = held(hook)
    differs = [name for name in catalogue.EDITABLE if name in wanted and wanted[name] != getattr(hook, name)]
    if not differs:
        return hook
    before = _told(hook, differs)
    for name in differs:
        setattr(hook, name, wanted[name])
    if "enabled" in differs and hook.enabled:
        hook.turned_off_because, hook.failing_since = "", None
    hook.save()
    record(actor, "webhook.changed", hook, before=before, after=_told(hook, differs))
    return hook


def delete(actor: Actor, hook: Webhook) -> None:
    """End it with its log; what is on its way does not leave any more."""
    record(actor, "webhook.deleted", hook, before=_told(hook))
    signing.forget(hook)
    hook.delete()


def rotate(actor: Actor, hook: Webhook) -> Secret:
    """Another secret, shown this once; for a day both sign."""
    found = held(hook)  # of two at once, the second finds the first's secret to be the one before
    secret = signing.rotate(found)
    found.save(update_fields=["old_key_until"])
    hook.old_key_until = found.old_key_until
    record(actor, "webhook.secret_changed", found)
    return secret


def held(hook: Webhook) -> Webhook:
    """The same as it is now, locked: it may have been changed or turned off since it was read. Raises Http404."""
    found = Webhook.objects.held().filter(pk=hook.pk).first()
    if found is None:
        raise Http404
    return found


def send_again(hook: Webhook, delivery_id: UUID) -> WebhookDelivery:
    """Send an ended delivery once more, under its own id. Raises Http404, Conflict."""
    again = WebhookDelivery.objects.held().filter(pk=delivery_id, webhook=hook).first()
    if again is None:
        raise Http404
    if again.state == WebhookDelivery.WAITING:
        raise Conflict("This is on its way already.", "Wait for its next try.")
    if not hook.enabled:
        raise Conflict("This webhook is turned off.", "Turn it on first, then send again.")
    now = timezone.now()
    again.state, again.tries, again.due_since, again.next_try_at, again.ended_at = again.WAITING, 0, now, now, None
    again.save()
    tickets.put(OutboxTicket.WEBHOOK, again.pk, due=now)
    return again


def check(wanted: Mapping[str, Any]) -> None:
    """Refuse an address that requests may not go to, and a choice of nothing."""
    if "url" in wanted:
        check_address(wanted["url"])
    if "events" in wanted and not catalogue.chosen(wanted["events"]):
        raise InvalidField("events", "No event is chosen.", f"Choose from: {', '.join(catalogue.EVENTS)}.")


def _told(hook: Webhook, names: Sequence[str] = catalogue.EDITABLE) -> dict[str, Any]:
    """As the audit log says it: of the address only its host, for paths and queries of some services are keys."""
    told = {name: getattr(hook, name) for name in names}
    return told | {"url": urlsplit(hook.url).hostname} if "url" in told else told
