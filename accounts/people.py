"""Who is in a workspace, and as what. Every change is checked with the workspace's people held still."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from uuid import UUID

from django.db.models import F, Q, QuerySet
from django.utils import timezone

from accounts.audit import Actor, record
from accounts.models import ApiToken, Invitation, Membership, User, Workspace
from accounts.plans.here import check_seat
from accounts.problems import ADVICE, Conflict, InvalidField, Problem, not_found
from accounts.roles import Role, giving, keeps_an_owner, may_give, refusal
from accounts.signals import member_joined
from accounts.tenancy import scope

MOST_PEOPLE = 500
"""Members and open invitations of a workspace: far more than work together, few enough for one page."""
SEEN_STEP = timedelta(minutes=1)
"""`last_seen_at` is written at most this often, so that somebody at work makes no hot row."""


# --- which workspaces somebody has --------------------------------------------------------------------------


def mine(user: User) -> QuerySet[Membership]:
    """A person's memberships with their workspaces, the one they were in last first."""
    found = Membership.objects.filter(user=user).select_related("workspace")
    return found.order_by(F("last_seen_at").desc(nulls_last=True), "created_at")


def seen(here: Membership) -> None:
    """Note that the person is in this workspace now: `/studio/` opens the last one."""
    now = timezone.now()
    if here.last_seen_at is None or now - here.last_seen_at > SEEN_STEP:
        Membership.objects.filter(pk=here.pk).update(last_seen_at=now)


# --- changes ------------------------------------------------------------------------------------------------


@contextmanager
def held(workspace_id: UUID) -> Iterator[Workspace]:
    """One change at a time to a workspace's people: what is read in this block is true until it is committed."""
    with scope(workspace_id):
        found = Workspace.objects.select_for_update(no_key=True).filter(pk=workspace_id).first()
        if found is None:
            raise not_found()
        yield found


def member(workspace_id: UUID, member_id: UUID) -> Membership:
    """A member with their person; the 404 problem for an id that is none of this workspace."""
    found = Membership.objects.filter(workspace_id=workspace_id, pk=member_id).select_related("user").first()
    if found is None:
        raise not_found()
    return found


def members(workspace_id: UUID) -> QuerySet[Membership]:
    """Everybody in a workspace with their person; who came first stands first."""
    return Membership.objects.filter(workspace_id=workspace_id).select_related("user").order_by("created_at", "pk")


def change_role(actor: Actor, by: Membership, member_id: UUID, role: str) -> Membership:
    """Give a member another role. Raises 403 beyond `by`'s own reach, `Conflict` for the last owner."""
    if role not in Role.values:
        raise InvalidField("role", "There is no such role.", f"Use one of: {', '.join(Role.values)}.")
    with held(by.workspace_id):
        found = member(by.workspace_id, member_id)
        insist_may_give(by, found.role, role)
        if found.role != role:
            _move(actor, found, role)
    return found


def remove(actor: Actor, by: Membership, member_id: UUID) -> None:
    """Take a member out: their pages close, their tokens end, what they made stays."""
    with held(by.workspace_id):
        found = member(by.workspace_id, member_id)
        insist_may_give(by, found.role, None)
        _take_out(actor, found, "member.removed")


def leave(actor: Actor, who: Membership) -> None:
    """Go out oneself. Raises `Conflict` for the last owner."""
    with held(who.workspace_id):
        found = member(who.workspace_id, who.pk)
        _insist_on_an_owner(found, None)
        _take_out(actor, found, "member.left")


def hand_over(actor: Actor, by: Membership, member_id: UUID) -> Membership:
    """Make a member owner in one's own place; one stays as admin. The workspace's other owners stay owners."""
    with held(by.workspace_id):
        giver, taker = member(by.workspace_id, by.pk), member(by.workspace_id, member_id)
        _refuse_beyond(giver, taker.role, Role.OWNER)
        if taker.pk == giver.pk:
            raise InvalidField("member", "This is you.", "Choose another member.")
        if not taker.user.is_active:
            raise Conflict("The account of this member is closed.", "Choose a member who can sign in.")
        giver.role, taker.role = Role.ADMIN, Role.OWNER
        taker.save(update_fields=["role"])
        giver.save(update_fields=["role"])
        told = {"before": {"owner": giver.user.email}, "after": {"owner": taker.user.email}}
        record(actor, "workspace.transferred", taker.user.email, **told)
    return taker


def join(actor: Actor, workspace: Workspace, user: User, role: str, invited: str) -> Membership:
    """Let somebody in who was invited as `invited`; who is in already stays what they are. Call it inside `held`."""
    insist_on_a_seat(workspace)
    found, is_new = Membership.objects.get_or_create(workspace=workspace, user=user, defaults={"role": role})
    if is_new:
        record(actor, "member.joined", user.email, after={"role": role, "invited": invited})
        member_joined.send(sender=Membership, user=user, role=role)
    return found


# --- what must hold -----------------------------------------------------------------------------------------


def insist_on_a_seat(workspace: Workspace) -> None:
    """`PlanLimit` or `Conflict` where nobody more may come in, open invitations counted; inside `held`."""
    waiting = Invitation.objects.filter(expires_at__gt=timezone.now()).count()
    check_seat(workspace, promised=waiting)
    if waiting + Membership.objects.filter(workspace=workspace).count() >= MOST_PEOPLE:
        raise Conflict(
            f"A workspace has room for {MOST_PEOPLE} people, open invitations counted.",
            "Remove somebody, or take back an invitation that nobody needs.",
        )


def owners(workspace_id: UUID) -> QuerySet[Membership]:
    """Owners who can sign in: a closed account keeps no workspace."""
    return Membership.objects.filter(workspace_id=workspace_id, role=Role.OWNER, user__is_active=True)


def left_without_owner(user: User) -> list[Workspace]:
    """The workspaces that only this person owns: hand them on or delete them before the account is closed."""
    others = Q(memberships__role=Role.OWNER, memberships__user__is_active=True) & ~Q(memberships__user=user)
    theirs = Workspace.objects.filter(memberships__user=user, memberships__role=Role.OWNER)
    kept = Workspace.objects.filter(others)
    return list(theirs.exclude(pk__in=kept.values("pk")).order_by("name"))


def insist_may_give(by: Membership, before: str | None, after: str | None) -> None:
    """The 403 problem beyond somebody's reach. Their role is read again: it may have changed since they asked."""
    is_service = by.user_id is None  # a service token is nobody's membership, and its role never changes
    _refuse_beyond(by if is_service else member(by.workspace_id, by.pk), before, after)


def _refuse_beyond(by: Membership, before: str | None, after: str | None) -> None:
    if not may_give(by.role, before, after):
        said = refusal(by.role, giving(before, after))
        raise Problem("Not allowed", said, ADVICE["permission_denied"], status=403)


def _insist_on_an_owner(who: Membership, after: str | None) -> None:
    others = owners(who.workspace_id).exclude(pk=who.pk).count()
    if not keeps_an_owner(others + 1, who.role, after):
        raise Conflict(
            "A workspace always has an owner, and there is no other.",
            "Make another member owner first, then try again.",
        )


def _move(actor: Actor, who: Membership, role: str) -> None:
    _insist_on_an_owner(who, role)
    before, who.role = who.role, role
    who.save(update_fields=["role"])
    record(actor, "member.role_changed", who.user.email, before={"role": before}, after={"role": role})


def _take_out(actor: Actor, who: Membership, action: str) -> None:
    _insist_on_an_owner(who, None)
    for token in ApiToken.objects.filter(workspace_id=who.workspace_id, user_id=who.user_id):
        token.end()
    who.delete()
    record(actor, action, who.user.email, before={"role": who.role})
