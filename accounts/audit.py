"""Writing the audit log. Callers say what was done in words of `ACTIONS`; nothing secret may be in before or after."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from allauth.account.adapter import get_adapter
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

from accounts.models import ApiToken, AuditEntry, User

ACTIONS: dict[str, str] = {
    "workspace.created": "Started the workspace",
    "workspace.changed": "Changed the workspace's settings",
    "workspace.exported": "Exported everything",
    "workspace.imported": "Imported an export",
    "project.exported": "Saved as project.json",
    "project.imported": "Opened a project.json",
    "workspace.deletion_asked": "Asked for the workspace to be deleted",
    "workspace.deletion_stopped": "Stopped the deletion",
    "workspace.transferred": "Handed the workspace on",
    "member.invited": "Invited",
    "member.invitation_resent": "Sent the invitation again",
    "member.invitation_revoked": "Took the invitation back",
    "member.joined": "Joined",
    "member.role_changed": "Changed the role of",
    "member.removed": "Removed",
    "member.left": "Left",
    "token.made": "Made the token",
    "token.revoked": "Ended the token",
    "review_link.made": "Made the review link",
    "review_link.ended": "Ended the review link",
    "plan.changed": "Changed the plan",
    "credits.adjusted": "Adjusted the credits",
    "tier.made": "Made the quality",
    "tier.changed": "Changed the quality",
    "tier.deleted": "Deleted the quality",
    "history.keeping_changed": "Changed what happens to old entries of history",
    "history.let_go": "Deleted old entries of history",
    "secret.changed": "Changed the secret",
    "webhook.made": "Made the webhook",
    "webhook.changed": "Changed the webhook",
    "webhook.deleted": "Deleted the webhook",
    "webhook.secret_changed": "Changed the secret of the webhook",
    "webhook.tested": "Tested the webhook",
    "console.added": "Added in the ops console",
    "console.changed": "Changed in the ops console",
    "console.deleted": "Deleted in the ops console",
}
"""Every action by its key, with the words pages and CSV show."""


@dataclass(frozen=True, slots=True)
class Actor:
    """Who does something: their id and address, by what (`via`), and from where (an IP, or None)."""

    user_id: UUID | None
    name: str
    via: str
    address: str | None = None


COMMAND = Actor(None, "operator", "command")
"""Somebody at the terminal of the studio."""


def actor_of(request: HttpRequest) -> Actor:
    """The sender of a request, of a page or of the API (Django's request, or DRF's)."""
    token = getattr(request, "auth", None)
    via = f"token …{token.hint}" if isinstance(token, ApiToken) else "browser"
    user = request.user
    name = user.email if isinstance(user, User) else "the workspace"
    return Actor(user.pk, name, via, address_of(request))


def address_of(request: HttpRequest) -> str | None:
    """Where a request comes from; behind a trusted proxy, what that says."""
    try:
        return str(get_adapter().get_client_ip(getattr(request, "_request", request)))
    except PermissionDenied:  # a socket of this machine has no address
        return None


def entry(
    actor: Actor,
    action: str,
    subject: object = "",
    *,
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
    **fields: Any,
) -> AuditEntry:
    """An entry that is not yet written. KeyError for an action that `ACTIONS` lacks."""
    ACTIONS[action]
    return AuditEntry(
        action=action,
        subject=str(subject)[:254],
        actor_id=actor.user_id,
        actor=actor.name,
        via=actor.via,
        address=actor.address,
        before=before,
        after=after,
        **fields,
    )


def record(actor: Actor, action: str, subject: object = "", **told: Mapping[str, Any] | None) -> AuditEntry:
    """Write an entry (`before`, `after`: plain values) of the workspace we are in, in its transaction."""
    written = entry(actor, action, subject, **told)
    written.save(force_insert=True)
    return written
