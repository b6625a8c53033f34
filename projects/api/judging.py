"""GET /episodes/{id}/quality, and the same on paper: /quality.pdf and /quality.png."""

from collections.abc import Callable
from uuid import UUID

from django.http import HttpResponse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.access import WorkspaceView
from projects import queries
from projects.judging import paper, picture, pictures, reading
from projects.judging.serializers import EpisodeQualitySerializer, told
from projects.judging.values import Report
from projects.models import Episode


class EpisodeQualityView(WorkspaceView):
    """GET /episodes/{id}/quality."""

    @extend_schema(responses=EpisodeQualitySerializer)
    def get(self, request: Request, episode_id: UUID) -> Response:
        """How good each scene is, the weakest first, what is worth making again, and why."""
        judgement = reading.judgement_of(queries.plain_episode(episode_id))
        answer = {"episode": episode_id, **told(judgement, self.membership.workspace.slug)}
        return Response(EpisodeQualitySerializer(answer).data)


class OnPaper(WorkspaceView):
    """Sends an episode's report as a file; it is drawn once no transaction is open any more."""

    def sent(self, episode_id: UUID, draw: Callable[[Report], bytes], ending: str) -> HttpResponse:
        """The report as a file to keep."""
        episode = queries.plain_episode(episode_id)
        report, workspace = _report(episode), self.membership.workspace_id
        with self.outside():
            content = draw(pictures.with_pictures(report, workspace))
        media_type = "application/pdf" if ending == "pdf" else "image/png"
        answer = HttpResponse(content, content_type=media_type)
        answer["Content-Disposition"] = f'attachment; filename="quality-of-episode-{episode.number}.{ending}"'
        answer["Cache-Control"] = "private, no-store"
        return answer


def _report(episode: Episode) -> Report:
    return Report(episode.project.name, str(episode), reading.judgement_of(episode))


class QualityPdfView(OnPaper):
    """GET /episodes/{id}/quality.pdf."""

    @extend_schema(responses={(200, "application/pdf"): OpenApiTypes.BINARY})
    def get(self, request: Request, episode_id: UUID) -> HttpResponse:
        """The report as a PDF, A4."""
        return self.sent(episode_id, paper.as_pdf, "pdf")


class QualityPngView(OnPaper):
    """GET /episodes/{id}/quality.png."""

    @extend_schema(responses={(200, "image/png"): OpenApiTypes.BINARY})
    def get(self, request: Request, episode_id: UUID) -> HttpResponse:
        """The report as one picture."""
        return self.sent(episode_id, picture.as_png, "png")
