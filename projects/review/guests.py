"""/r/TOKEN/: what a guest sees and sends, without an account.

Every token that opens nothing (any more) gets the same 404, so nobody learns which links there were.
"""

import hmac
import json
from hashlib import sha256
from typing import Any

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import ensure_csrf_cookie
from django.views.generic import View
from rest_framework import exceptions

from accounts.audit import address_of
from accounts.limits import is_too_many, network_of
from accounts.problems import InvalidField, Problem, as_json, not_found, problem_of, too_many
from accounts.tenancy import scope
from generation import queries
from generation.comments import services
from generation.comments.places import Place
from generation.models import Comment, ReviewLink
from projects.review import links, showing
from projects.review.serializers import GuestCommentSerializer

SALT = "projects.review.guests"
UNLOCKED_SECONDS = 12 * 60 * 60
"""How long a browser that knew the password is not asked again."""
TRIES_A_MINUTE, TRIES_AT_A_LINK_A_MINUTE = 8, 40
"""Passwords that one network, and all networks together, may try at one link."""
COMMENTS_A_MINUTE = 12
"""Comments that one network may send."""
HEADERS = {"Referrer-Policy": "no-referrer", "X-Robots-Tag": "noindex, nofollow, noarchive"}


def _cookie(link: ReviewLink) -> str:
    return f"review-{link.pk.hex}"


def _proof(link: ReviewLink) -> str:
    """Changes with the password."""
    return hmac.new(str(link.pk).encode(), link.password.encode(), sha256).hexdigest()


def is_locked(request: HttpRequest, link: ReviewLink) -> bool:
    """Whether the link has a password that this browser has not shown."""
    if not link.password:
        return False
    try:
        shown = signing.loads(request.COOKIES.get(_cookie(link), ""), salt=SALT, max_age=UNLOCKED_SECONDS)
    except signing.BadSignature:
        return True
    return not hmac.compare_digest(str(shown), _proof(link))


def unlock(response: HttpResponse, link: ReviewLink, path: str) -> None:
    """Let this browser in for a while, at this link alone."""
    response.set_cookie(
        _cookie(link),
        signing.dumps(_proof(link), salt=SALT),
        max_age=UNLOCKED_SECONDS,
        path=path,
        secure=settings.HTTPS,
        httponly=True,
        samesite="Lax",
    )


def insist_on_few_tries(request: HttpRequest, link: ReviewLink) -> None:
    """The 429 problem for who guesses."""
    network = network_of(address_of(request))
    if is_too_many("review-password", f"{link.pk}:{network}", TRIES_A_MINUTE):
        raise too_many()
    if is_too_many("review-password", str(link.pk), TRIES_AT_A_LINK_A_MINUTE):
        raise too_many()


@method_decorator(never_cache, name="dispatch")
@method_decorator(ensure_csrf_cookie, name="dispatch")
class GuestView(View):
    """What all of /r/TOKEN/ have in common: strict headers, and nothing without a living link."""

    link: ReviewLink | None

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Find the link first."""
        self.link = links.opened_by(kwargs["token"])
        response = super().dispatch(request, *args, **kwargs)
        for name, value in HEADERS.items():
            response.setdefault(name, value)
        return response


class ReviewPage(GuestView):
    """GET, POST /r/TOKEN/: the page with the player; where the link has a password, the question first."""

    http_method_names = ["get", "head", "post"]

    def get(self, request: HttpRequest, token: str) -> HttpResponse:
        """The player, the question, or the page of links that are not open."""
        if self.link is None:
            return render(request, "frontend/review_gone.html", status=404)
        if is_locked(request, self.link):
            return self._ask(request)
        links.count_visit(self.link)
        return render(request, "frontend/review.html", {"workspace": self.link.workspace})

    def post(self, request: HttpRequest, token: str) -> HttpResponse:
        """The password."""
        if self.link is None:
            return render(request, "frontend/review_gone.html", status=404)
        try:
            insist_on_few_tries(request, self.link)
        except Problem as problem:
            return self._ask(request, f"{problem.detail} {problem.advice}", status=429)
        if not links.is_password(self.link, request.POST.get("password", "")):
            return self._ask(request, "This is not the password. Ask whoever sent you the link.", status=403)
        response = redirect(request.path)
        unlock(response, self.link, request.path)
        return response

    def _ask(self, request: HttpRequest, wrong: str = "", status: int = 200) -> HttpResponse:
        response = render(request, "frontend/review_password.html", {"wrong": wrong}, status=status)
        response["Referrer-Policy"] = "same-origin"  # a form without any would send no origin, which its check needs
        return response


class GuestData(GuestView):
    """An address below /r/TOKEN/ that speaks JSON."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Problems are told as the API tells them."""
        try:
            return super().dispatch(request, *args, **kwargs)
        except (Problem, exceptions.APIException) as error:
            found = problem_of(error)
            assert found is not None
            response = as_json(found[0])
            for name, value in HEADERS.items():
                response[name] = value
            response["Cache-Control"] = "no-store"
            return response

    def opened(self, request: HttpRequest) -> ReviewLink:
        """The link; the 404 problem without one, the 401 problem before its password."""
        if self.link is None:
            raise not_found()
        if is_locked(request, self.link):
            raise Problem("Password needed", "This link asks for a password.", "Load the page again.", status=401)
        return self.link


class StateView(GuestData):
    """GET /r/TOKEN/state."""

    http_method_names = ["get", "head"]

    def get(self, request: HttpRequest, token: str) -> HttpResponse:
        """What there is to see, and what was said by this link."""
        link = self.opened(request)
        with scope(link.tenant_id):
            return JsonResponse(showing.page(link))


class GuestCommentsView(GuestData):
    """POST /r/TOKEN/comments."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, token: str) -> HttpResponse:
        """A guest's comment, which the team reads as a request; or a reply in its thread."""
        link = self.opened(request)
        if not link.may_comment:
            raise Problem("Only for looking", "This link is for looking.", "Ask for one to comment by.", status=403)
        if is_too_many("guest-comment", network_of(address_of(request)), COMMENTS_A_MINUTE):
            raise too_many()
        asked = GuestCommentSerializer(data=_body(request))
        asked.is_valid(raise_exception=True)
        with scope(link.tenant_id):
            made = _add(link, asked.validated_data)
            return JsonResponse(showing.told(queries.comment(made.pk)), status=201)


def _body(request: HttpRequest) -> Any:
    try:
        found = json.loads(request.body)
    except (ValueError, RecursionError):
        raise exceptions.ParseError from None
    if not isinstance(found, dict):
        raise exceptions.ParseError
    return found


def _add(link: ReviewLink, words: dict[str, Any]) -> Comment:
    take = showing.takes_of(link).filter(pk=words["take"]).first()
    if take is None:
        raise InvalidField("take", "This take is not shown here.", "Use a take of this page.")
    parent = None
    if words["parent"] is not None:
        parent = showing.comments_of(link).filter(pk=words["parent"]).first()
        if parent is None:
            raise InvalidField("parent", "That comment is not shown here.", "Reply to one of this page.")
    place = Place(words["seconds"], words["x"], words["y"])
    return services.add(take, words["text"], place, author_id=None, parent=parent, guest=words["name"], link=link)
