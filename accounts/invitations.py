"""Inviting people by e-mail, and taking an invitation up."""

from datetime import timedelta
from smtplib import SMTPException
from urllib.parse import urlsplit
from uuid import UUID

from allauth.account.adapter import get_adapter
from allauth.account.models import EmailAddress
from allauth.utils import build_absolute_uri
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import Resolver404, resolve, reverse
from django.utils import timezone

from accounts.adapters import RESERVED_DOMAINS
from accounts.audit import Actor, record
from accounts.deletion import insist_on_staying
from accounts.letters import one_line
from accounts.models import AuditEntry, Invitation, Membership, User, Workspace
from accounts.models.invitation import digest, read_token
from accounts.people import held, insist_may_give, insist_on_a_seat, join
from accounts.problems import InvalidField, Problem, not_found
from accounts.roles import MEANS, Role
from accounts.signals import member_invited
from accounts.tenancy import scope

PAGE = "invitation"
"""The name of the page that a link leads to; its argument is the token."""
MOST_LETTERS = 30
"""Letters of invitation a workspace sends in an hour: more than a team invites, fewer than a sender of spam wants."""
HOUR = timedelta(hours=1)
KEPT = timedelta(days=30)
"""How long an invitation that ran out is still listed, to be sent again."""
LETTERS = ("member.invited", "member.invitation_resent")


# --- by those who invite ------------------------------------------------------------------------------------


def waiting() -> QuerySet[Invitation]:
    """The workspace's invitations that nobody took up or back, the newest first; also those that ran out."""
    return Invitation.objects.select_related("invited_by").order_by("-pk")


def invitation(invitation_id: UUID) -> Invitation:
    """One of the workspace's; the 404 problem for an id that is none."""
    found = waiting().filter(pk=invitation_id).first()
    if found is None:
        raise not_found()
    return found


def invite(request: HttpRequest, actor: Actor, by: Membership, email: str, role: str) -> Invitation:
    """Keep a place for an address and send the letter; both or neither."""
    if role not in Role.values:
        raise InvalidField("role", "There is no such role.", f"Use one of: {', '.join(Role.values)}.")
    address = _reachable(email)
    with held(by.workspace_id) as workspace:
        insist_may_give(by, None, role)
        insist_on_staying(workspace)
        _insist_on_a_stranger(workspace, address)
        insist_on_a_seat(workspace)
        Invitation.objects.filter(expires_at__lt=timezone.now() - KEPT).delete()
        made = Invitation(email=address, role=role, invited_by_id=by.user_id)
        token = made.renew()
        made.save(force_insert=True)
        record(actor, "member.invited", address, after={"role": role})
        _send(request, workspace, made, token)
        member_invited.send(sender=Invitation, email=address, role=role, by=by.user_id)
    return made


def send_again(request: HttpRequest, actor: Actor, by: Membership, invitation_id: UUID) -> Invitation:
    """Another letter with another link, for another week; the link of the letter before ends."""
    with held(by.workspace_id) as workspace:
        found = invitation(invitation_id)
        insist_may_give(by, None, found.role)
        if not found.is_live(timezone.now()):
            insist_on_a_seat(workspace)
        token = found.renew()
        found.invited_by_id = by.user_id
        found.save()
        record(actor, "member.invitation_resent", found.email, after={"role": found.role})
        _send(request, workspace, found, token)
    return found


def take_back(actor: Actor, by: Membership, invitation_id: UUID) -> None:
    """End an invitation: its link opens nothing from now on."""
    with held(by.workspace_id):
        found = invitation(invitation_id)
        insist_may_give(by, None, found.role)
        found.delete()
        record(actor, "member.invitation_revoked", found.email, before={"role": found.role})


def _reachable(email: str) -> str:
    address = email.strip().lower()
    if address.rpartition("@")[2] in RESERVED_DOMAINS:
        raise InvalidField("email", "Letters cannot reach this address.", "Use another one.")
    return address


def _insist_on_a_stranger(workspace: Workspace, address: str) -> None:
    if Membership.objects.filter(workspace=workspace, user__email__iexact=address).exists():
        raise InvalidField(
            "email", "This person is in the workspace already.", "Change their role in the list instead."
        )
    there = Invitation.objects.filter(email=address).first()
    if there is not None and there.is_live(timezone.now()):
        raise InvalidField(
            "email", "This address is invited already.", "Send that invitation again, or take it back first."
        )
    if there is not None:
        there.delete()


def _insist_on_few_letters() -> None:
    sent = AuditEntry.objects.filter(action__in=LETTERS, at__gt=timezone.now() - HOUR).count()
    if sent > MOST_LETTERS:  # the one that is about to leave is written already
        raise Problem(
            "Too many letters",
            f"A workspace sends {MOST_LETTERS} invitations an hour at most.",
            "Wait an hour, then go on.",
            status=429,
        )


def _send(request: HttpRequest, workspace: Workspace, to: Invitation, token: str) -> None:
    """The letter, before the row is committed: one that cannot leave keeps no place."""
    _insist_on_few_letters()
    told = {
        "workspace": one_line(workspace.name),
        "who": one_line(told_of(to.invited_by)),
        "role": Role(to.role).label.lower(),
        "means": MEANS[to.role].lower(),
        "until": to.expires_at,
        "address": build_absolute_uri(request, reverse(PAGE, args=[token])),
    }
    try:
        get_adapter(request).send_mail("account/email/invitation", to.email, told)
    except (SMTPException, OSError):
        advice = "Try again in a moment; if it stays, tell whoever runs this studio."
        raise Problem("Not possible right now", "The letter could not be sent.", advice, status=503) from None


def told_of(person: User | None) -> str:
    """Somebody as a stranger is told of them: name and address."""
    if person is None:  # a program of the workspace, or somebody who has closed their account
        return "The workspace"
    return f"{person.name} ({person.email})" if person.name else person.email


# --- by those who are invited -------------------------------------------------------------------------------


def link_in(address: str | None) -> str:
    """The token of an invitation's page in an address of ours; empty where it leads elsewhere."""
    try:
        found = resolve(urlsplit(address or "").path)
    except Resolver404:
        return ""
    return str(found.kwargs["token"]) if found.url_name == PAGE else ""


def opened_by(token: str) -> Invitation | None:
    """The living invitation that a link opens, with its workspace and who invites; None for every other link."""
    read = read_token(token)
    if read is None:
        return None
    workspace_id, secret = read
    with scope(workspace_id):
        found = Invitation.objects.select_related("workspace", "invited_by").filter(digest=digest(secret)).first()
    return found if found is not None and found.is_live(timezone.now()) else None


def is_for(found: Invitation, user: User) -> bool:
    """Whether the invited address is this person's: the one they log in with, or one they confirmed."""
    if user.email.lower() == found.email:
        return True
    return bool(EmailAddress.objects.filter(user=user, email=found.email, verified=True).exists())


def take_up(actor: Actor, user: User, token: str) -> Membership:
    """Come in by a link. 404 where it opens nothing (any more), 403 where another address was invited."""
    read = read_token(token)
    if read is None:
        raise not_found()
    with held(read[0]) as workspace:
        found = opened_by(token)
        if found is None:
            raise not_found()
        if not is_for(found, user) or not user.is_active:
            advice = "Log in with that address, or ask for an invitation to yours."
            raise Problem("Not yours", f"This invitation is for {found.email}.", advice, status=403)
        _confirm(user, found.email)
        found.delete()
        return join(actor, workspace, user, found.role, found.email)


def _confirm(user: User, email: str) -> None:
    """The link was in a letter to this address, and whoever holds it has read the letter."""
    first = not EmailAddress.objects.filter(user=user, primary=True).exists()
    known, _ = EmailAddress.objects.get_or_create(user=user, email=email, defaults={"primary": first})
    if not known.set_verified():
        raise Problem(
            "Not yours", "This address is confirmed by another account.", "Log in with that account.", status=403
        )
