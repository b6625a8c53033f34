"""Webhooks of the tests, and what was sent to them."""

from typing import Any

from accounts.models import Workspace
from accounts.tenancy import scope
from generation.models import Webhook, WebhookDelivery
from generation.webhooks import catalogue, signing


def webhook_in(workspace: Workspace, url: str = "https://hooks.example/dailies", **fields: Any) -> Webhook:
    """A webhook that is told of everything, with a secret."""
    with scope(workspace.pk):
        hook = Webhook(url=url, **{"events": list(catalogue.EVENTS), **fields})
        signing.new_secret(hook)
        hook.save(force_insert=True)
        return hook


def delivery_in(workspace: Workspace, hook: Webhook | None = None) -> WebhookDelivery:
    """Something that was delivered yesterday."""
    hook = hook or webhook_in(workspace, events=["film.finished"])
    with scope(workspace.pk):
        return WebhookDelivery.objects.create(
            webhook=hook, event="film.finished", body="{}", state=WebhookDelivery.DELIVERED, tries=1
        )
