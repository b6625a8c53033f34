"""Which workspace a request is about, and whether its sender may do what it asks.

A token implies its workspace; a session names it in the header `Dailies-Workspace`. Absent or foreign is a 404:
nobody learns which workspaces there are.
"""

from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from typing import Any, ClassVar
from uuid import UUID

from django.db import IntegrityError, OperationalError
from django.http import HttpRequest
from rest_framework import exceptions
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts import deletion
from accounts.factors import SecondFactorMissing, lacks_second_factor
from accounts.limits import is_guessing_tokens
from accounts.models import ApiToken, Membership, User
from accounts.models.token import bearer_in
from accounts.problems import changed_meanwhile, not_found, too_many
from accounts.roles import MAKE, READ, Scope, may, refusal, refusal_of_token, role_for
from accounts.tenancy import scope

HEADER = "Dailies-Workspace"
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


def membership_of(user: User, slug: str, *, by_token: bool = False) -> Membership:
    """The user's membership in the workspace with this slug; the 404 problem where there is none.

    Where the workspace asks for a second factor that the person lacks, the 403 problem: but not by a token, which is
    a secret of its own and was made by somebody inside.
    """
    if "\0" in slug:  # PostgreSQL refuses it, so no workspace is called so
        raise not_found()
    found = (
        Membership.objects.filter(user=user, workspace__slug=slug, user__is_active=True)
        .select_related("workspace")
        .first()
    )
    if found is None:
        raise not_found()
    if not by_token and lacks_second_factor(user, found.workspace):
        raise SecondFactorMissing
    return found


def token_membership(token: ApiToken, slug: str = "") -> Membership:
    """The membership a token stands for; a slug, where given, must be that of its workspace."""
    if slug and slug != token.workspace.slug:
        raise not_found()
    if token.user is None:  # a service token: no row, for it is nobody's membership
        return Membership(workspace=token.workspace, role=role_for(token.scopes))
    return membership_of(token.user, token.workspace.slug, by_token=True)


def scopes_of(request: Request) -> list[str] | None:
    """What the request's token is good for; None where a person asks."""
    return request.auth.scopes if isinstance(request.auth, ApiToken) else None


def requested_membership(request: Request) -> Membership:
    """The membership a request speaks for."""
    slug = request.headers.get(HEADER, "")
    if isinstance(request.auth, ApiToken):
        return token_membership(request.auth, slug)
    if not isinstance(request.user, User) or not slug:
        raise not_found()
    return membership_of(request.user, slug)


def needed(needs: Mapping[str, str], method: str) -> str:
    """The action that a method needs; HEAD needs what GET needs, for a length tells of what is measured."""
    return needs.get("GET" if method == "HEAD" else method, READ if method in SAFE else MAKE)


class WorkspaceView(APIView):
    """A view inside one workspace: entered before the handler runs, left (committed or rolled back) after it."""

    membership: Membership
    needs: ClassVar[Mapping[str, str]] = {}
    """The action (accounts.roles) that a method needs; else `READ` for looking and `MAKE` for the rest."""

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        """Find the membership, check the role, enter the scope."""
        super().initial(request, *args, **kwargs)
        self.membership = requested_membership(request)
        self.insist(needed(self.needs, str(request.method)))
        self._enter()

    def insist(self, action: str) -> None:
        """The 403 problem unless the sender may do this."""
        role, scopes = self.membership.role, scopes_of(self.request)
        if not may(role, action):
            raise exceptions.PermissionDenied(refusal(role, action))
        if not may(role, action, scopes):
            raise exceptions.PermissionDenied(refusal_of_token(action))
        if action == MAKE:
            deletion.insist_on_staying(self.membership.workspace)

    def handle_exception(self, exc: Exception) -> Response:
        """Leave the scope with its changes undone, then tell."""
        if (entered := self.__dict__.pop("_entered", None)) is not None:
            entered.__exit__(type(exc), exc, exc.__traceback__)
        return super().handle_exception(exc)

    def finalize_response(self, request: Request, response: Any, *args: Any, **kwargs: Any) -> Response:
        """Leave the scope and keep its changes."""
        if (entered := self.__dict__.pop("_entered", None)) is not None:
            try:
                entered.close()
            except IntegrityError:
                response = self.handle_exception(changed_meanwhile())
            except OperationalError as error:
                response = self.handle_exception(error)
        return super().finalize_response(request, response, *args, **kwargs)

    def settle(self) -> None:
        """Keep the changes so far: whoever waits for them need not wait for this answer to be written too."""
        entered: ExitStack = self.__dict__.pop("_entered")
        try:
            entered.close()
        except IntegrityError:
            raise changed_meanwhile() from None
        self._enter()

    @contextmanager
    def outside(self) -> Iterator[None]:
        """Keep the changes so far and be in no transaction for the block: it waits for somebody else's server."""
        entered: ExitStack = self.__dict__.pop("_entered")
        entered.close()
        yield
        self._enter()

    def _enter(self) -> None:
        entered = ExitStack()
        entered.enter_context(scope(self.membership.workspace_id))
        self._entered = entered

    @property
    def user_id(self) -> UUID | None:
        """The person who asks; None for a service token."""
        found: UUID | None = self.request.user.pk
        return found


def shows_who_asks(request: HttpRequest) -> bool:
    """Whether a plain Django request carries a session of somebody, or a token (of whatever worth)."""
    return bearer(request) is not None or isinstance(request.user, User)


def bearer(request: HttpRequest) -> str | None:
    """The token that a plain Django request sends along, whatever it is worth; None without one."""
    return bearer_in(request.headers.get("Authorization", ""))


def client_is_member(request: HttpRequest, slug: str) -> Membership:
    """The membership of a plain Django request, by token or session; the 404 problem without one."""
    if (secret := bearer(request)) is not None:
        token = ApiToken.objects.live(secret)
        if token is None:
            raise too_many() if is_guessing_tokens(request) else not_found()
        if Scope.READ not in token.scopes:
            raise not_found()
        return token_membership(token, slug)
    if not isinstance(request.user, User):
        raise not_found()
    return membership_of(request.user, slug)
