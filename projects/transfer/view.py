"""The export as a download."""

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_POST

from accounts import deletion
from accounts.access import bearer, client_is_member
from accounts.audit import actor_of
from accounts.problems import Problem, as_json
from accounts.roles import OWN, may, refusal, refusal_of_token
from accounts.tenancy import scope
from projects.transfer import exporting


@require_POST
def export_view(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Everything of the workspace as a ZIP, for a signed-in owner; made while it is sent."""
    try:
        here = client_is_member(request, slug)
    except Problem as problem:
        return as_json(problem)
    if bearer(request) is not None:  # also beside a session, which need not be the session of the token's person
        detail, _, advice = refusal_of_token(OWN).partition("\n")
        return as_json(Problem("Not allowed", detail, advice, status=403))
    if not may(here.role, OWN):
        advice = "Ask an owner of the workspace, who exports it in its settings."
        return as_json(Problem("Not allowed", refusal(here.role, OWN), advice, status=403))
    answer = exporting.download(here.workspace)
    with scope(here.workspace_id):
        deletion.note_export(actor_of(request), here.workspace)
    return answer
