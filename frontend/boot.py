"""What the page that carries the studio says about the person and the workspace, before any request."""

from typing import Any

from allauth.account.models import EmailAddress

from accounts.models import Membership, User


def boot_data(here: Membership) -> dict[str, Any]:
    """Plain values for the page's JSON script; `here` comes with its user and workspace."""
    mine = Membership.objects.filter(user=here.user).select_related("workspace").order_by("workspace__name")
    return {
        "workspace": _brief(here),
        "user": _person(here.user),
        "workspaces": [_brief(membership) for membership in mine],
    }


def _brief(membership: Membership) -> dict[str, str]:
    return {"slug": membership.workspace.slug, "name": membership.workspace.name, "role": membership.role}


def _person(user: User) -> dict[str, Any]:
    verified = EmailAddress.objects.filter(user=user, email__iexact=user.email, verified=True).exists()
    return {"name": user.name, "email": user.email, "verified": verified}
