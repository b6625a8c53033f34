"""Signatures by the Standard Webhooks scheme, with secrets that lie in the vault and are shown once."""

import base64
import secrets
from datetime import datetime, timedelta

from django.utils import timezone
from django.views.decorators.debug import sensitive_variables
from standardwebhooks import Webhook as Signer

from generation.models import Webhook
from keys.secret import Secret
from keys.services import forget_secret, keep_secret, read_secret

PREFIX = "whsec_"
SECRET_BYTES = 32
"""The scheme asks for 24 to 64."""
OVERLAP = timedelta(hours=24)
"""How long the secret before the last change signs too."""


@sensitive_variables()
def new_secret(webhook: Webhook) -> Secret:
    """Make and keep the first secret of a webhook; the caller shows it once."""
    made = Secret(PREFIX + base64.b64encode(secrets.token_bytes(SECRET_BYTES)).decode())
    keep_secret(_name(webhook), made)
    return made


@sensitive_variables()
def rotate(webhook: Webhook) -> Secret:
    """Another secret; the one before signs beside it for a day. Of two before it, only the last does.

    The caller saves `old_key_until`.
    """
    before = read_secret(_name(webhook))
    if before is not None:
        keep_secret(_old_name(webhook), before)
        webhook.old_key_until = timezone.now() + OVERLAP
    return new_secret(webhook)


def forget(webhook: Webhook) -> None:
    """Delete the secrets of a webhook that goes."""
    forget_secret(_name(webhook))
    forget_old(webhook)


def forget_old(webhook: Webhook) -> None:
    """Delete the secret before the last change."""
    forget_secret(_old_name(webhook))


@sensitive_variables()
def headers(webhook: Webhook, message_id: str, body: str, now: datetime) -> dict[str, str]:
    """The headers of one try: id, time, and a signature by each secret that is good now, the newest first.

    Raises LookupError where the webhook has no secret.
    """
    names = [_name(webhook)]
    if webhook.old_key_until is not None and now < webhook.old_key_until:
        names.append(_old_name(webhook))
    kept = [secret for name in names if (secret := read_secret(name)) is not None]
    if not kept:
        raise LookupError(f"webhook {webhook.pk} has no secret")
    return {
        "content-type": "application/json",
        "user-agent": "Dailies-Webhooks/1",
        "webhook-id": message_id,
        "webhook-timestamp": str(int(now.timestamp())),
        "webhook-signature": " ".join(Signer(secret.reveal()).sign(message_id, now, body) for secret in kept),
    }


def _name(webhook: Webhook) -> str:
    return f"webhook.{webhook.pk}"


def _old_name(webhook: Webhook) -> str:
    return f"webhook.{webhook.pk}.before"
