"""Ending letters by the link in each of them: signed, good for one person, workspace and kind, without a login."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.generic import View

from accounts.models import User, Workspace
from accounts.tenancy import scope
from generation.models import NoticeChoice
from generation.notices import kinds
from generation.notices.kinds import DAILY, KINDS, NAMES, NEVER

SALT = "generation.notices.stopping"
DIGEST = "digest"
"""In place of a kind: everything that comes once a day."""
WORDS = {**dict(KINDS), DIGEST: "The daily letter"}


@dataclass(frozen=True, slots=True)
class Stop:
    """Whose letters of which kind end, in which workspace."""

    user_id: UUID
    workspace_id: UUID
    kind: str


def link(user_id: UUID, workspace_id: UUID, kind: str) -> str:
    """The address that ends these letters."""
    token = signing.dumps([user_id.hex, workspace_id.hex, kind], salt=SALT)
    return f"{settings.BASE_URL}{reverse('stop_letters', args=[token])}"


def headers(user_id: UUID, workspace_id: UUID, kind: str) -> dict[str, str]:
    """What a mail program needs to offer "unsubscribe" beside the letter (RFC 2369, RFC 8058)."""
    address = link(user_id, workspace_id, kind)
    return {"List-Unsubscribe": f"<{address}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}


def read(token: str) -> Stop | None:
    """What a link ends; None for one that is none of ours. It stays good: a letter may be old."""
    try:
        user, workspace, kind = signing.loads(token, salt=SALT)
        return Stop(UUID(hex=user), UUID(hex=workspace), kind) if kind in WORDS else None
    except (signing.BadSignature, ValueError, TypeError):
        return None


def stop(asked: Stop) -> None:
    """Choose "never" for these letters; doing it again changes nothing. Who is gone is written to no more anyway."""
    if not User.objects.filter(pk=asked.user_id).exists():
        return
    if not Workspace.objects.filter(pk=asked.workspace_id).exists():
        return
    with scope(asked.workspace_id):
        mine, _ = NoticeChoice.objects.get_or_create(user_id=asked.user_id)
        mine = NoticeChoice.objects.held().get(pk=mine.pk)
        for kind in _ended(asked.kind, mine.choices):
            mine.choices = {**mine.choices, kind: {**mine.choices.get(kind, {}), "mail": NEVER}}
        mine.save(update_fields=["choices"])


def _ended(kind: str, choices: dict[str, Any]) -> list[str]:
    return [kind] if kind != DIGEST else [name for name in NAMES if kinds.ways(choices, name).mail == DAILY]


@method_decorator(csrf_exempt, name="dispatch")  # a mail program sends the POST, which knows no cookie of ours
@method_decorator(never_cache, name="dispatch")
class StopLettersPage(View):
    """GET and POST /letters/stop/TOKEN/: asks, for link scanners of mail servers open every link; then ends them."""

    http_method_names = ["get", "head", "post"]

    def get(self, request: HttpRequest, token: str) -> HttpResponse:
        """The question."""
        return self._show(request, read(token), done=False)

    def post(self, request: HttpRequest, token: str) -> HttpResponse:
        """End them."""
        asked = read(token)
        if asked is not None:
            stop(asked)
        return self._show(request, asked, done=True)

    def _show(self, request: HttpRequest, asked: Stop | None, *, done: bool) -> HttpResponse:
        if asked is None:
            return render(request, "generation/letters_unknown.html", status=404)
        found = {"what": WORDS[asked.kind], "done": done}
        return render(request, "generation/letters_stop.html", found)
