"""Writes what webhooks will be told, in the transaction that it tells of: a delivery and its ticket each."""

from collections.abc import Mapping
from typing import Any

from django.utils import timezone

from accounts.models import Workspace
from accounts.tenancy import current_workspace_id
from generation import rows
from generation.models import Generation, OutboxTicket, Webhook, WebhookDelivery
from generation.outbox import tickets
from generation.webhooks import catalogue

MOST_WAITING = 5_000
"""Deliveries that may wait for one address that does not answer; what comes on top is not kept for it."""


def announce(event: str, data: Mapping[str, Any], *, prompt: str = "") -> int:
    """Tell the webhooks that chose this event, after commit; how many. `prompt` goes to those who asked for it."""
    told = [_delivery(hook, event, data, prompt) for hook in _listening(event)]
    if told:
        WebhookDelivery.objects.bulk_create(told)
        tickets.put(OutboxTicket.WEBHOOK, *(delivery.pk for delivery in told))
    return len(told)


def announce_generation(generation: Generation) -> None:
    """Tell how a generation ended, or that it waits for an answer; of a film that is cut, that too."""
    data = of_generation(generation)
    announce(f"generation.{generation.state}", data, prompt=generation.prompt)


def of_generation(generation: Generation) -> dict[str, Any]:
    """A generation as webhooks tell it: what and how, and nothing that anybody wrote."""
    error = generation.error
    return {
        "id": str(generation.pk),
        "kind": generation.kind,
        "state": generation.state,
        "project": _id(generation.project_id),
        "scene": _id(generation.scene_id),
        "parent": _id(generation.parent_id),
        "created_by": _id(generation.created_by_id),
        "requested_tier": generation.requested_tier,
        "achieved_tier": generation.achieved_tier,
        "credits": generation.credits_captured,
        "created_at": _moment(generation.created_at),
        "finished_at": _moment(generation.finished_at),
        "error": {name: error.get(name, "") for name in ("category", "detail", "advice")} if error else None,
    }


def is_anybody_told(*events: str) -> bool:
    """Whether a webhook of the workspace chose one of these."""
    return Webhook.objects.filter(enabled=True, events__overlap=list(events)).exists()


def ping(hook: Webhook) -> WebhookDelivery:
    """A test for one address, which waits for nobody: no ticket, so it is tried once."""
    made = _delivery(hook, catalogue.PING, {"webhook": str(hook.pk)}, "")
    made.save(force_insert=True)
    return made


def _listening(event: str) -> list[Webhook]:
    if not rows.is_chosen(event):
        return []
    hooks = Webhook.objects.filter(enabled=True, events__contains=[event])
    return [hook for hook in hooks if hook.failing_since is None or not _is_full(hook)]


def _is_full(hook: Webhook) -> bool:
    return hook.deliveries.filter(state=WebhookDelivery.WAITING)[: MOST_WAITING + 1].count() >= MOST_WAITING


def _delivery(hook: Webhook, event: str, data: Mapping[str, Any], prompt: str) -> WebhookDelivery:
    said = {**data, "prompt": prompt} if hook.with_prompts and prompt else data
    body = catalogue.body(event, timezone.now().isoformat(), _slug(), said)
    return WebhookDelivery(webhook=hook, event=event, body=body, next_try_at=timezone.now())


def _slug() -> str:
    return Workspace.objects.values_list("slug", flat=True).get(pk=current_workspace_id())


def _id(found: Any) -> str | None:
    return str(found) if found else None


def _moment(at: Any) -> str | None:
    return at.isoformat() if at else None
