"""Making and ending API tokens."""

from collections.abc import Collection, Sequence
from uuid import UUID

from django.db.models import QuerySet

from accounts.audit import Actor, record
from accounts.models import ApiToken, Membership
from accounts.problems import InvalidField, not_found
from accounts.roles import PEOPLE, SCOPE_OF, SETTINGS, Scope, may, refusal

MOST_DAYS = 3650


def tokens_of(membership: Membership) -> QuerySet[ApiToken]:
    """The tokens a member may see, newest first: their own; who minds the people sees all."""
    every = ApiToken.objects.filter(workspace=membership.workspace_id).select_related("user").order_by("-id")
    if may(membership.role, PEOPLE):
        return every
    return every.filter(user=membership.user_id)


def make_token(
    actor: Actor,
    membership: Membership,
    *,
    name: str,
    scopes: Sequence[str],
    days: int | None,
    service: bool = False,
    within: Collection[str] | None = None,
) -> tuple[ApiToken, str]:
    """A token of the member, or of the workspace (`service`), and its secret; in the workspace's scope.

    `within`: the scopes of the token that asks for this one. Raises `InvalidField` naming `scopes`, `days` or
    `service`.
    """
    _check_scopes(membership.role, scopes, within)
    if days is not None and not 1 <= days <= MOST_DAYS:
        raise InvalidField("days", f"{days} days is not possible.", f"Use 1 to {MOST_DAYS}, or null for no end.")
    if service and not may(membership.role, SETTINGS):
        raise InvalidField("service", refusal(membership.role, SETTINGS), "Make a token of your own.")
    if not service and membership.user_id is None:
        raise InvalidField("service", "A service token has no person.", "Send true: its tokens are the workspace's.")
    owner = None if service else membership.user_id
    token, secret = ApiToken.objects.issue(
        workspace=membership.workspace, user_id=owner, name=name, days=days, scopes=scopes
    )
    after = {"scopes": token.scopes, "expires": token.expires_at, "service": service}
    record(actor, "token.made", f"{token.name} (…{token.hint})", after=after)
    return token, secret


def _check_scopes(role: str, scopes: Sequence[str], within: Collection[str] | None) -> None:
    useful = useful_scopes(role)
    choose = f"Choose from: {', '.join(useful)}."
    if not scopes:
        raise InvalidField("scopes", "A token without a scope can do nothing.", choose)
    for scope in scopes:
        if scope not in useful:
            raise InvalidField("scopes", f'With the role {role} the scope "{scope}" would do nothing.', choose)
        if within is not None and scope not in within:
            detail = f'The token that asks has no scope "{scope}" itself.'
            raise InvalidField("scopes", detail, f"Choose from: {', '.join(within)}.")


def useful_scopes(role: str) -> list[Scope]:
    """The scopes that would do anything for this role."""
    return [scope for scope in Scope if any(may(role, action, [scope]) for action in SCOPE_OF)]


def end_token(actor: Actor, membership: Membership, token_id: UUID) -> ApiToken:
    """Revoke a token that the member may see, at once; ended ones stay ended. The 404 problem for any other."""
    token = tokens_of(membership).filter(pk=token_id).first()
    if token is None:
        raise not_found()
    if token.end():
        record(actor, "token.revoked", f"{token.name} (…{token.hint})")
    return token
