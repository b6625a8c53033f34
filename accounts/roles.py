"""Who may do what: one table (pure). docs/accounts.md shows it."""

from collections.abc import Collection

from django.db import models


class Role(models.TextChoices):
    """A member's role, strongest first."""

    OWNER = "owner", "Owner"
    ADMIN = "admin", "Admin"
    EDITOR = "editor", "Editor"
    VIEWER = "viewer", "Viewer"


class Scope(models.TextChoices):
    """What a token may be good for; never more than its person's role."""

    READ = "read", "Look at everything in the workspace"
    GENERATE = "generate", "Make, change and delete work"
    MANAGE = "manage", "People, tokens, settings and the audit log"
    KEYS = "keys", "Provider keys"
    BILLING = "billing", "Plan, credits and statements"


READ, MAKE, PEOPLE, TOKENS = "read", "make", "people", "tokens"
SETTINGS, AUDIT, KEYS, BILLING, OWN = "settings", "audit", "keys", "billing", "own"
QUEUE = "queue"

ACTIONS: dict[str, str] = {
    READ: "See everything that is made",
    MAKE: "Make, change and delete work",
    QUEUE: "Pause, clear and order what others of the workspace wait for; everybody their own",
    TOKENS: "Make API tokens for oneself",
    PEOPLE: "Invite and remove people, give roles below owner, end anybody's tokens",
    SETTINGS: "Change the workspace's name, address and security rules; service tokens; webhooks",
    AUDIT: "Read the audit log",
    KEYS: "Provider keys",
    BILLING: "See credits, statements and the plan",
    OWN: "Give roles up to owner, hand the workspace on, export or delete it",
}
"""Every action, in words."""

_VIEWER = frozenset({READ, TOKENS})
_EDITOR = _VIEWER | {MAKE}
_ADMIN = _EDITOR | {QUEUE, PEOPLE, SETTINGS, AUDIT, KEYS, BILLING}
PERMISSIONS: dict[str, frozenset[str]] = {
    Role.OWNER: _ADMIN | {OWN},
    Role.ADMIN: _ADMIN,
    Role.EDITOR: _EDITOR,
    Role.VIEWER: _VIEWER,
}

MEANS: dict[str, str] = {
    Role.OWNER: "Everything, and hands the workspace on or deletes it",
    Role.ADMIN: "Everything but the ownership",
    Role.EDITOR: "Makes, changes and deletes work",
    Role.VIEWER: "Sees everything, changes nothing",
}
"""What a role is, in a line."""

SCOPE_OF: dict[str, Scope] = {
    READ: Scope.READ,
    MAKE: Scope.GENERATE,
    QUEUE: Scope.MANAGE,
    TOKENS: Scope.MANAGE,
    PEOPLE: Scope.MANAGE,
    SETTINGS: Scope.MANAGE,
    AUDIT: Scope.MANAGE,
    KEYS: Scope.KEYS,
    BILLING: Scope.BILLING,
}
"""The scope a token needs for an action. An action that is not here is a person's alone."""


def may(role: str, action: str, scopes: Collection[str] | None = None) -> bool:
    """Whether a role may do something; by a token, whether one with these scopes may."""
    if action not in PERMISSIONS.get(role, frozenset()):
        return False
    return scopes is None or SCOPE_OF.get(action) in scopes


def may_give(actor: str, before: str | None, after: str | None) -> bool:
    """Whether `actor` may move somebody from a role to another; None is being no member."""
    return may(actor, giving(before, after))


def giving(before: str | None, after: str | None) -> str:
    """The action that moving somebody from a role to another is."""
    return OWN if Role.OWNER in (before, after) else PEOPLE


def keeps_an_owner(owners: int, before: str | None, after: str | None) -> bool:
    """Whether a workspace of so many owners still has one after somebody moves from a role to another."""
    return before != Role.OWNER or after == Role.OWNER or owners > 1


def role_for(scopes: Collection[str]) -> Role:
    """The weakest role that may do everything these scopes are for: what a service token is, never an owner."""
    wanted = {action for action, scope in SCOPE_OF.items() if scope in scopes}
    return next((role for role in (Role.VIEWER, Role.EDITOR) if wanted <= PERMISSIONS[role]), Role.ADMIN)


def refusal(role: str, action: str) -> str:
    """Why a role may not do something, and who can change that."""
    if action == MAKE:
        return "Your role in this workspace may look, but not change anything."
    what = ACTIONS[action][0].lower() + ACTIONS[action][1:]
    able = " or ".join(strong.lower() for strong in Role.values if may(strong, action))
    return f"Your role in this workspace is {role}. It takes {able} to do this: {what}."


def refusal_of_token(action: str) -> str:
    """Why a token may not do something, and what would."""
    if (needed := SCOPE_OF.get(action)) is None:
        return "No token may do this.\nDo it in the browser, signed in."
    return f'This token lacks the scope "{needed}".\nMake a token with this scope, or do it in the browser.'
