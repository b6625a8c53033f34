"""What the page that carries the studio says about the person and the workspace, before any request."""

from collections.abc import Iterable
from typing import Any

from allauth.account.models import EmailAddress

from accounts.models import Membership, User
from frontend.examples import find_examples


def boot_data(user: User, here: Membership, every: Iterable[Membership]) -> dict[str, Any]:
    """Plain values for the page's JSON script, from all of the person's memberships and the one they are in."""
    return {
        "workspace": _brief(here),
        "deletion_due_at": here.workspace.deletion_due_at,
        "user": _person(user),
        "workspaces": [_brief(one) for one in sorted(every, key=lambda one: one.workspace.name)],
        "examples": find_examples(),
    }


def _brief(membership: Membership) -> dict[str, str]:
    return {"slug": membership.workspace.slug, "name": membership.workspace.name, "role": membership.role}


def _person(user: User) -> dict[str, Any]:
    verified = EmailAddress.objects.filter(user=user, email__iexact=user.email, verified=True).exists()
    return {"id": str(user.pk), "name": user.name, "email": user.email, "verified": verified}
