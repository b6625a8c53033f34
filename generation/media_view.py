"""GET /media/{workspace}/{output}: who may see it is decided here, how it is sent in `generation.media.serving`.

Two locks. The address must be one that we signed, and not have ended. Whoever shows who they are (a session, a token)
must be a member besides, so a leaked address is of no use to somebody who is signed in, and somebody who left loses
what they could see at once. A request that shows neither is served by the address alone: players, download managers
and letters carry no session, and an address ends within 15 minutes.
"""

import time
from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from functools import wraps
from typing import Any, TypeAlias
from uuid import UUID

from asgiref.sync import sync_to_async
from django.http import HttpRequest, HttpResponseBase
from django.views.decorators.http import require_safe

from accounts.access import client_is_member, shows_who_asks
from accounts.models import Workspace
from accounts.problems import Problem, as_json, not_found
from accounts.tenancy import scope
from generation.media.addresses import seconds_left
from generation.media.errors import MissingFile
from generation.media.serving import media_response
from generation.media.storage import stored_name
from generation.models import Output

AsyncView: TypeAlias = Callable[..., Coroutine[Any, Any, HttpResponseBase]]


@dataclass(frozen=True, slots=True)
class Servable:
    """A file that this request may have, for as many seconds as its address goes on."""

    name: str
    media_type: str
    sha256: str
    bytes: int
    seconds: int


@sync_to_async
def _find(request: HttpRequest, slug: str, output_id: UUID) -> Servable:
    until, signature = request.GET.get("until", ""), request.GET.get("signature", "")
    seconds = seconds_left(request.path, until, signature, time.time())
    member = client_is_member(request, slug) if shows_who_asks(request) else None  # first: it counts wrong tokens
    if seconds is None:
        raise not_found()
    workspace_id = member.workspace_id if member else _workspace(slug)
    if not seconds:
        raise _ended(output_id)
    with scope(workspace_id):
        output = Output.objects.select_related("file").filter(pk=output_id).first()
    if output is None:
        raise not_found()
    return servable(output, seconds)


def servable(output: Output, seconds: int) -> Servable:
    """The file of an output whose address goes on for so long."""
    file = output.file
    return Servable(stored_name(file.tenant_id, file.sha256), file.media_type, file.sha256, file.bytes, seconds)


def _workspace(slug: str) -> UUID:
    workspace = Workspace.objects.filter(slug=slug).first()
    if workspace is None:
        raise not_found()
    return workspace.pk


def _ended(output_id: UUID) -> Problem:
    return Problem(
        "This address has ended",
        "Addresses of files serve for a few minutes only.",
        f"Ask for a new one: GET /api/v1/outputs/{output_id}, or load the page again.",
        status=410,
    )


def refused_in_words(view: AsyncView) -> AsyncView:
    """The problem that says why, where `view` finds no file to send."""

    @wraps(view)
    async def answering(*args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            return await view(*args, **kwargs)
        except Problem as problem:
            return as_json(problem)
        except MissingFile as error:
            return as_json(Problem("Not found", error.detail, error.advice, status=404))

    return answering


async def sent(request: HttpRequest, found: Servable, download_name: str | None = None) -> HttpResponseBase:
    """The file, whole or in part. Raises MissingFile."""
    return await media_response(
        request,
        stored_name=found.name,
        media_type=found.media_type,
        etag=found.sha256,
        size=found.bytes,
        fresh_seconds=found.seconds,
        download_name=download_name,
    )


@refused_in_words
async def media(request: HttpRequest, slug: str, output_id: UUID) -> HttpResponseBase:
    """The file, whole or in part; a stranger and another workspace get the same 404."""
    found = await _find(request, slug, output_id)
    return await sent(request, found, request.GET.get("download") or None)


media_view = require_safe(media)
