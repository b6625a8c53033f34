"""GET /r/media/WORKSPACE/LINK/OUTPUT: a file for a guest, by an address that we signed, as long as the link is open."""

import time
from uuid import UUID

from asgiref.sync import sync_to_async
from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.problems import not_found
from accounts.tenancy import scope
from generation.media.addresses import seconds_left
from generation.media_view import Servable, refused_in_words, sent, servable
from generation.models import Output, ReviewLink
from projects.review.showing import SALT

ASKED_EACH_TIME = "private, no-cache"
"""A browser may keep it, but asks before it shows it again: what it keeps ends with the link too."""


@sync_to_async
def _find(request: HttpRequest, workspace_id: UUID, link_id: UUID, output_id: UUID) -> Servable:
    until, signature = request.GET.get("until", ""), request.GET.get("signature", "")
    seconds = seconds_left(request.path, until, signature, time.time(), SALT)
    if not seconds:
        raise not_found()
    with scope(workspace_id):
        link = ReviewLink.objects.filter(pk=link_id).first()
        output = Output.objects.select_related("file").filter(pk=output_id).first()
    if link is None or output is None or not link.is_live(timezone.now()):
        raise not_found()
    return servable(output, seconds)


@refused_in_words
async def media(request: HttpRequest, workspace_id: UUID, link_id: UUID, output_id: UUID) -> HttpResponseBase:
    """The file, whole or in part; the same 404 for an address that has ended, was never given, or lost its link."""
    response = await sent(request, await _find(request, workspace_id, link_id, output_id))
    if response.get("Cache-Control") != "no-store":
        response["Cache-Control"] = ASKED_EACH_TIME
    response["Referrer-Policy"] = "no-referrer"
    response["X-Robots-Tag"] = "noindex"
    return response


guest_media_view = require_safe(media)
