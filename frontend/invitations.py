"""The page that the link of an invitation opens."""

from allauth.decorators import rate_limit
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.generic import View

from accounts.audit import actor_of
from accounts.invitations import is_for, opened_by, take_up, told_of
from accounts.models import Invitation, Membership, User
from accounts.models.invitation import read_token
from accounts.problems import Problem
from accounts.roles import MEANS


@method_decorator(never_cache, name="dispatch")
@method_decorator(rate_limit(action="invitation", limit_get=True), name="dispatch")
class InvitationPage(View):
    """GET and POST /invitations/TOKEN/: who invites, to what, as what; and one press to come in."""

    def get(self, request: HttpRequest, token: str) -> HttpResponse:
        """What is offered; who is in already goes on to the workspace."""
        if (here := _membership(request, token)) is not None:
            return redirect("studio", slug=here.workspace.slug)
        found = opened_by(token)
        if found is None:
            return render(request, "frontend/invitation_gone.html", status=404)
        return render(request, "frontend/invitation.html", _told(request, found))

    def post(self, request: HttpRequest, token: str) -> HttpResponse:
        """Come in; what is in the way is told on the page."""
        if isinstance(request.user, User) and _membership(request, token) is None:
            try:
                here = take_up(actor_of(request), request.user, token)
                return redirect("studio", slug=here.workspace.slug)
            except Problem as problem:
                if problem.status != 404:
                    messages.error(request, f"{problem.detail} {problem.advice}")
        return redirect(request.path)


def _membership(request: HttpRequest, token: str) -> Membership | None:
    read = read_token(token)
    if read is None or not isinstance(request.user, User):
        return None
    return Membership.objects.filter(workspace_id=read[0], user=request.user).select_related("workspace").first()


def _told(request: HttpRequest, found: Invitation) -> dict[str, object]:
    user = request.user
    return {
        "invitation": found,
        "who": told_of(found.invited_by),
        "means": MEANS[found.role],
        "is_yours": isinstance(user, User) and is_for(found, user),
        # Only who holds the letter reads this, so it tells nobody whether somebody else has an account.
        "has_account": User.objects.filter(email__iexact=found.email).exists(),
    }
