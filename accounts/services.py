"""Writes on people and workspaces."""

import secrets
from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify

from accounts.audit import Actor, record
from accounts.factors import has_second_factor
from accounts.models import Membership, User, Workspace
from accounts.problems import Conflict, Problem
from accounts.roles import Role
from accounts.signals import access_changed
from accounts.tenancy import scope

SLUG_LENGTH = 40
MOST_AN_HOUR = 10
"""Workspaces that one person starts in an hour: nobody needs more, and each one has letters to send."""


def _at_free_slug(name: str) -> Workspace:
    """The address is taken by the insert itself: two people may ask for the same at the same moment."""
    wanted = slugify(name)[:SLUG_LENGTH].strip("-") or "studio"
    workspace, is_ours = Workspace.objects.get_or_create(slug=wanted, defaults={"name": name})
    if is_ours:
        return workspace
    return Workspace.objects.create(name=name, slug=f"{wanted}-{secrets.token_hex(4)}")


@transaction.atomic
def create_workspace(owner: User, name: str, actor: Actor | None = None) -> Workspace:
    """A workspace with a free address made from its name; `owner` owns it. `actor`: who did it, if not a sign-up."""
    workspace = _at_free_slug(name)
    Membership.objects.create(workspace=workspace, user=owner, role=Role.OWNER)
    with scope(workspace.pk):
        record(actor or Actor(owner.pk, owner.email, "sign-up"), "workspace.created", name)
    return workspace


def start_another(actor: Actor, owner: User, name: str) -> Workspace:
    """A workspace of somebody who may have some already. Raises a 429 problem for too many in an hour."""
    hour = timezone.now() - timedelta(hours=1)
    if Membership.objects.filter(user=owner, role=Role.OWNER, created_at__gt=hour).count() >= MOST_AN_HOUR:
        said = f"You can start {MOST_AN_HOUR} workspaces an hour at most."
        raise Problem("Too many workspaces", said, "Wait an hour, or use one that you have.", status=429)
    return create_workspace(owner, name, actor)


def rename_workspace(actor: Actor, workspace: Workspace, name: str) -> None:
    """Another name, in the workspace's scope; the address stays."""
    before = workspace.name
    if name == before:
        return
    workspace.name = name
    workspace.save(update_fields=["name"])
    record(actor, "workspace.changed", name, before={"name": before}, after={"name": name})


def require_two_factor(actor: Actor, by: Membership, required: bool) -> None:
    """Turn the rule on or off, in the workspace's scope. Conflict where it would lock out whoever turns it on."""
    workspace = by.workspace
    if required == workspace.require_two_factor:
        return
    if required and not has_second_factor(by.user):
        raise Conflict("This rule would lock you out.", "Add a passkey or an authenticator app to your account first.")
    workspace.require_two_factor = required
    workspace.save(update_fields=["require_two_factor"])
    told = {"before": {"two_factor": not required}, "after": {"two_factor": required}}
    record(actor, "workspace.changed", workspace.name, **told)
    people = list(Membership.objects.filter(workspace=workspace).values_list("user_id", flat=True))
    transaction.on_commit(lambda: [access_changed.send(sender=User, user_id=person) for person in people])
