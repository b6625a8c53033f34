"""/projects/{id}/document and /projects/import: a project as a small file of text."""

from hashlib import sha256
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import status
from rest_framework.parsers import BaseParser, MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.access import WorkspaceView
from accounts.audit import actor_of, record
from accounts.problems import InvalidField
from accounts.roles import MAKE, READ
from generation.media.downloads import disposition
from generation.services.starting import hold_key
from generation.views import MediaContextMixin
from projects import queries
from projects.api.generating import KEY_HEADER, key_of, same_as
from projects.document.exporting import written
from projects.document.importing import import_document
from projects.document.parsing import too_large
from projects.document.reading import read
from projects.document.schema import MOST_BYTES, ProjectDocument
from projects.models import Project
from projects.serializers import ProjectSerializer

JSON, ENDING = "application/json", ".project.json"
FILE_SCHEMA = {
    "type": "object",
    "properties": {"file": {"type": "string", "format": "binary"}},
    "required": ["file"],
}
KEY_PARAMETER = OpenApiParameter(
    KEY_HEADER, str, OpenApiParameter.HEADER, description="The same key, the same project."
)
NO_FILE = ("file", "No file came with this.", "Choose a project.json that Dailies saved.")


class DocumentParser(BaseParser):
    """The body as it came: what a name twice or a number without end says is lost once it is read as JSON."""

    media_type = JSON

    def parse(self, stream: Any, media_type: str | None = None, parser_context: Any = None) -> Any:
        """Its bytes, one more than may be at most."""
        return stream.read(MOST_BYTES + 1)


class DocumentView(WorkspaceView):
    """GET /projects/{id}/document."""

    needs = {"GET": READ}

    @extend_schema(operation_id="projects_document", responses=ProjectDocument)
    def get(self, request: Request, project_id: UUID) -> HttpResponse:
        """The project as NAME.project.json: its words, choices and recipes, without the files."""
        name, content = written(project_id)
        record(actor_of(request), "project.exported", name)
        answer = HttpResponse(content, content_type=JSON)
        answer["Content-Disposition"] = disposition(name, JSON, ENDING)
        answer["Cache-Control"] = "no-store"
        return answer


class ImportView(MediaContextMixin, WorkspaceView):
    """POST /projects/import."""

    needs = {"POST": MAKE}
    parser_classes = [DocumentParser, MultiPartParser]

    @extend_schema(
        operation_id="projects_import",
        request={JSON: ProjectDocument, "multipart/form-data": FILE_SCHEMA},
        responses={201: ProjectSerializer},
        parameters=[KEY_PARAMETER],
    )
    def post(self, request: Request) -> Response:
        """Make a project from a project.json, sent as the body or as a file; whole or not at all."""
        content, key = _content(request), key_of(request)
        digest = sha256(content).hexdigest()
        made = _made_before(key, digest) if key else None
        if made is None:
            made = import_document(read(content), self.user_id, idempotency_key=key, request_digest=digest)
            record(actor_of(request), "project.imported", made.name)
        told = self.told(ProjectSerializer, queries.project(made.pk))
        return Response(told, status=status.HTTP_201_CREATED)


def _content(request: Request) -> bytes:
    sent = request.data
    if isinstance(sent, bytes):
        return sent
    file: Any = request.FILES.get("file")
    if file is None:
        raise InvalidField(*NO_FILE)
    if file.size > MOST_BYTES:
        raise too_large()
    content: bytes = file.read()
    return content


def _made_before(key: str, digest: str) -> Project | None:
    """The project of this key and body; the 422 problem for a key of another body."""
    hold_key(key)
    before = Project.objects.filter(idempotency_key=key).first()
    return same_as(before, digest) if before is not None else None
