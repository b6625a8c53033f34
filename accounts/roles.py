"""Who may do what: one table (pure)."""

from django.db import models


class Role(models.TextChoices):
    """A member's role, strongest first."""

    OWNER = "owner", "Owner"
    ADMIN = "admin", "Admin"
    EDITOR = "editor", "Editor"
    VIEWER = "viewer", "Viewer"


READ, MAKE = "read", "make"
PERMISSIONS: dict[str, frozenset[str]] = {
    Role.OWNER: frozenset({READ, MAKE}),
    Role.ADMIN: frozenset({READ, MAKE}),
    Role.EDITOR: frozenset({READ, MAKE}),
    Role.VIEWER: frozenset({READ}),
}


def may(role: str, action: str) -> bool:
    """Whether a role may `read` or `make` (create, change, delete)."""
    return action in PERMISSIONS.get(role, frozenset())
