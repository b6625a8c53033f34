"""Writes on people and workspaces."""

import secrets

from django.db import transaction
from django.utils.text import slugify

from accounts.models import Membership, User, Workspace
from accounts.roles import Role

SLUG_LENGTH = 40


def _free_slug(name: str) -> str:
    wanted = slugify(name)[:SLUG_LENGTH].strip("-") or "studio"
    if not Workspace.objects.filter(slug=wanted).exists():
        return wanted
    return f"{wanted}-{secrets.token_hex(4)}"


@transaction.atomic
def create_workspace(owner: User, name: str) -> Workspace:
    """A workspace with a free address made from its name; `owner` owns it."""
    workspace = Workspace.objects.create(name=name, slug=_free_slug(name))
    Membership.objects.create(workspace=workspace, user=owner, role=Role.OWNER)
    return workspace
