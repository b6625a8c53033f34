"""Whose workspace a command of the terminal works in."""

from accounts.models import User, Workspace
from accounts.problems import InvalidField
from accounts.services import create_workspace

OPERATOR_EMAIL = "operator@localhost"


def workspace_for_command(slug: str) -> Workspace:
    """The workspace with this slug; without one the oldest, or a new one on an empty installation."""
    if slug:
        found = Workspace.objects.filter(slug=slug).first()
        if found is None:
            raise InvalidField("--workspace", f'There is no workspace "{slug}".', f"Use one of: {_slugs()}.")
        return found
    return Workspace.objects.order_by("created_at").first() or _first()


def _first() -> Workspace:
    operator, _ = User.objects.get_or_create(email=OPERATOR_EMAIL, defaults={"name": "Operator"})
    return create_workspace(operator, "Studio")


def _slugs() -> str:
    return ", ".join(Workspace.objects.order_by("slug").values_list("slug", flat=True)[:20]) or "none yet"
