"""GET /media/{workspace}/{output}: who may see it is decided here, how it is sent in `generation.media.serving`."""

from dataclasses import dataclass
from uuid import UUID

from asgiref.sync import sync_to_async
from django.http import HttpRequest, HttpResponseBase
from django.views.decorators.http import require_safe

from accounts.access import client_is_member
from accounts.problems import Problem, as_json, not_found
from accounts.tenancy import scope
from generation.media.errors import MissingFile
from generation.media.serving import media_response
from generation.media.storage import stored_name
from generation.models import Output


@dataclass(frozen=True, slots=True)
class Servable:
    """A file that this request may have."""

    name: str
    media_type: str
    sha256: str
    bytes: int


@sync_to_async
def _find(request: HttpRequest, slug: str, output_id: UUID) -> Servable:
    membership = client_is_member(request, slug)
    with scope(membership.workspace_id):
        output = Output.objects.select_related("file").filter(pk=output_id).first()
    if output is None:
        raise not_found()
    file = output.file
    return Servable(stored_name(file.tenant_id, file.sha256), file.media_type, file.sha256, file.bytes)


async def media(request: HttpRequest, slug: str, output_id: UUID) -> HttpResponseBase:
    """The file, whole or in part; a stranger and another workspace get the same 404."""
    try:
        found = await _find(request, slug, output_id)
        return await media_response(
            request,
            stored_name=found.name,
            media_type=found.media_type,
            etag=found.sha256,
            size=found.bytes,
            download_name=request.GET.get("download") or None,
        )
    except Problem as problem:
        return as_json(problem)
    except MissingFile as error:
        return as_json(Problem("Not found", error.detail, error.advice, status=404))


media_view = require_safe(media)
