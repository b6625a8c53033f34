"""The export as a download."""

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_POST

from accounts import deletion
from accounts.access import client_is_member
from accounts.audit import actor_of
from accounts.problems import Problem, as_json
from accounts.roles import OWN, may, refusal
from accounts.tenancy import scope
from projects.transfer import exporting


@require_POST
def export_view(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Everything of the workspace as a ZIP, for a signed-in owner; made while it is sent."""
    try:
        here = client_is_member(request, slug)
    except Problem as problem:
        return as_json(problem)
    if not may(here.role, OWN) or not request.user.is_authenticated:
        advice = "Ask an owner of the workspace, who exports it in its settings."
        return as_json(Problem("Not allowed", refusal(here.role, OWN), advice, status=403))
    answer = exporting.download(here.workspace)
    with scope(here.workspace_id):
        deletion.note_export(actor_of(request), here.workspace)
    return answer
