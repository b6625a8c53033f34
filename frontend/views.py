"""The landing page, the page that carries the studio, and the ways into it."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.csrf import ensure_csrf_cookie
from django.views.decorators.http import require_http_methods, require_safe

from accounts.audit import actor_of
from accounts.factors import SecondFactorMissing, lacks_second_factor
from accounts.forms import WorkspaceForm
from accounts.models import User
from accounts.people import mine, seen
from accounts.problems import Problem
from accounts.services import start_another
from frontend.boot import boot_data
from frontend.settings.shell import to_second_factor
from frontend.studio_build import find_studio_build

ROBOTS = """User-agent: *
Disallow: /accounts/
Disallow: /admin/
Disallow: /api/
Disallow: /invitations/
Disallow: /media/
Disallow: /r/
Disallow: /studio/
Disallow: /w/
Disallow: /workspaces/
"""


@require_safe
def landing(request: HttpRequest) -> HttpResponse:
    """What Dailies is, for somebody who has never seen it."""
    return render(request, "frontend/landing.html")


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Search engines may read the landing page; the rest is for people who have signed in."""
    return HttpResponse(ROBOTS, content_type="text/plain; charset=utf-8")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def enter(request: HttpRequest) -> HttpResponse:
    """On to the workspace that the person was in last; who has none starts one here."""
    last = mine(_person(request)).first()
    return start(request) if last is None else redirect("studio", slug=last.workspace.slug)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def start(request: HttpRequest) -> HttpResponse:
    """Start a workspace, the first or another."""
    user = _person(request)
    form, status = WorkspaceForm(request.POST or None), 200
    if form.is_valid():
        try:
            made = start_another(actor_of(request), user, form.cleaned_data["workspace"])
            return redirect("studio", slug=made.slug)
        except Problem as problem:
            form.add_error("workspace", f"{problem.detail} {problem.advice}")
            status = problem.status
    found = {"form": form, "others": [here.workspace for here in mine(user)]}
    return render(request, "frontend/start_workspace.html", found, status=status)


@login_required
@ensure_csrf_cookie
@require_safe
def studio(request: HttpRequest, slug: str, path: str = "") -> HttpResponse:
    """The page that carries the studio: 404 for a workspace that is not the person's, whether it exists or not."""
    person = _person(request)
    every = list(mine(person))
    here = next((one for one in every if one.workspace.slug == slug), None)
    if here is None:
        raise Http404
    if lacks_second_factor(person, here.workspace):
        return to_second_factor(request, SecondFactorMissing())
    seen(here)
    build = find_studio_build()
    if build is None:
        return render(request, "frontend/not_built.html", status=503)
    page = {"boot": boot_data(person, here, every), "build": build, "workspace": here.workspace}
    return render(request, "frontend/studio.html", page)


def _person(request: HttpRequest) -> User:
    if not isinstance(request.user, User):
        raise Http404
    return request.user
