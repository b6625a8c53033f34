"""Closing an account. The web process takes out who the person was; the row itself goes later, as role `ops`.

Row-level security keeps `app` from the rows of workspaces it has not entered, and a person's name stands on rows of
several. So a page can close one account, its own, and can't delete anything; `./dailies closed` does, days later.
"""

from dataclasses import dataclass
from datetime import timedelta

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from accounts.audit import Actor, record
from accounts.models import ApiToken, Invitation, Membership, User, Workspace
from accounts.problems import Conflict
from accounts.roles import Role
from accounts.tenancy import scope

GRACE = timedelta(days=14)
"""How long a closed account's row lies before it is removed."""
GONE = "closed.invalid"
"""The domain of the addresses that closed accounts get: no letter can reach it (RFC 2606)."""


@dataclass(frozen=True, slots=True)
class Standing:
    """A person's place in one workspace, as far as closing goes."""

    workspace: str
    role: str
    other_owners: int
    others: int


def held_by(standings: list[Standing]) -> list[str]:
    """Names of the workspaces that would be left with people and no owner (pure)."""
    return [s.workspace for s in standings if s.role == Role.OWNER and s.others and not s.other_owners]


def _hold(user: User) -> None:
    """Every workspace the person is in, as `people.held` does, so that no other owner leaves at the same moment."""
    mine = Membership.objects.filter(user=user).values("workspace_id")
    list(Workspace.objects.filter(pk__in=mine).order_by("pk").select_for_update(no_key=True))


def _memberships(user: User) -> list[Membership]:
    """The person's, and those of everybody beside them who can still sign in."""
    mine = Membership.objects.filter(user=user).values("workspace_id")
    found = Membership.objects.filter(workspace_id__in=mine).select_related("workspace", "user")
    return list(found.filter(Q(user=user) | Q(user__is_active=True)))


def _standings(user: User, memberships: list[Membership]) -> list[Standing]:
    found = []
    for mine in (row for row in memberships if row.user_id == user.pk):
        others = [row for row in memberships if row.workspace_id == mine.workspace_id and row.user_id != user.pk]
        owners = sum(row.role == Role.OWNER for row in others)
        found.append(Standing(mine.workspace.name, mine.role, owners, len(others)))
    return found


def workspaces_in_the_way(user: User) -> list[str]:
    """Names of the workspaces that this person must hand on before their account can be closed."""
    return held_by(_standings(user, _memberships(user)))


@transaction.atomic
def close_account(user: User, by: Actor) -> None:
    """End every way in, take out who it was, and leave every workspace with other people. Conflict if that may not be.

    A workspace with nobody else in it keeps its closed member until the row goes; its programs and invitations end.
    """
    if user.is_demo:
        raise Conflict("The demo login belongs to this installation.", "Start a workspace of your own instead.")
    _hold(user)
    memberships = _memberships(user)
    if held := held_by(_standings(user, memberships)):
        named = ", ".join(held)
        raise Conflict(f"You are the only owner of {named}.", "Make another member an owner first.")
    for mine in (row for row in memberships if row.user_id == user.pk):
        with scope(mine.workspace_id):
            record(by, "member.left", user.email)
        if any(row.workspace_id == mine.workspace_id and row.user_id != user.pk for row in memberships):
            mine.delete()
        else:
            _shut(mine.workspace)
    _end_every_way_in(user)
    _forget(user)


def _shut(workspace: Workspace) -> None:
    """Nobody is left to end its programs' tokens, or to own it when somebody invited comes in."""
    for token in ApiToken.objects.filter(workspace=workspace):
        token.end()
    with scope(workspace.pk):
        Invitation.objects.all().delete()


def _end_every_way_in(user: User) -> None:
    for session in UserSession.objects.filter(user=user):
        session.end()
    for model in (Authenticator, SocialAccount, EmailAddress):
        model.objects.filter(user=user).delete()
    for token in ApiToken.objects.filter(user=user):
        token.end()


def _forget(user: User) -> None:
    user.email, user.name = f"{user.pk}@{GONE}", ""
    user.is_active = user.is_staff = user.is_superuser = False
    user.closed_at = timezone.now()
    user.set_unusable_password()
    user.save()


def remove_closed(using: str = "ops", older_than: timedelta = GRACE) -> tuple[int, list[str]]:
    """Delete the rows of closed accounts, as a role that sees every workspace.

    Returns how many, and the slugs of workspaces that nobody is in any more. Those are left as they are: what is in
    them is deleted as any workspace is.
    """
    closed = list(User.objects.using(using).filter(closed_at__lte=timezone.now() - older_than))
    with transaction.atomic(using=using):
        for user in closed:
            user.delete(using=using)
    empty = Workspace.objects.using(using).filter(memberships=None).order_by("slug")
    return len(closed), list(empty.values_list("slug", flat=True))
