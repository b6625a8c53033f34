"""The landing page, the page that carries the studio, and the ways into it."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.csrf import ensure_csrf_cookie
from django.views.decorators.http import require_http_methods, require_safe

from accounts.factors import SecondFactorMissing, lacks_second_factor
from accounts.forms import WorkspaceForm
from accounts.models import Membership, User
from accounts.services import create_workspace
from frontend.boot import boot_data
from frontend.settings.shell import to_second_factor
from frontend.studio_build import find_studio_build

ROBOTS = """User-agent: *
Disallow: /accounts/
Disallow: /admin/
Disallow: /api/
Disallow: /media/
Disallow: /studio/
Disallow: /w/
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
    """On to the person's first workspace; who has none starts one here."""
    user = _person(request)
    first = Membership.objects.filter(user=user).select_related("workspace").order_by("created_at").first()
    if first is not None:
        return redirect("studio", slug=first.workspace.slug)
    form = WorkspaceForm(request.POST or None)
    if not form.is_valid():
        return render(request, "frontend/start_workspace.html", {"form": form})
    return redirect("studio", slug=create_workspace(user, form.cleaned_data["workspace"]).slug)


@login_required
@ensure_csrf_cookie
@require_safe
def studio(request: HttpRequest, slug: str, path: str = "") -> HttpResponse:
    """The page that carries the studio: 404 for a workspace that is not the person's, whether it exists or not."""
    here = get_object_or_404(
        Membership.objects.select_related("workspace", "user"), user=_person(request), workspace__slug=slug
    )
    if lacks_second_factor(here.user, here.workspace):
        return to_second_factor(request, SecondFactorMissing())
    build = find_studio_build()
    if build is None:
        return render(request, "frontend/not_built.html", status=503)
    page = {"boot": boot_data(here), "build": build, "workspace": here.workspace}
    return render(request, "frontend/studio.html", page)


def _person(request: HttpRequest) -> User:
    if not isinstance(request.user, User):
        raise Http404
    return request.user
