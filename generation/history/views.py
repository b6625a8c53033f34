"""What belongs to history besides its list: what people add, tags, statistics, exports, recipes, retention."""

from typing import Any
from uuid import UUID

from django.http import StreamingHttpResponse
from django.utils import timezone
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework import exceptions
from rest_framework.request import Request
from rest_framework.response import Response

from accounts import preconditions
from accounts.access import WorkspaceView
from accounts.audit import actor_of
from accounts.parsers import FOR_FILES
from accounts.plans.here import plan_here
from accounts.preconditions import IF_MATCH, entity_tag
from accounts.problems import InvalidField
from accounts.roles import OWN, READ
from generation import queries
from generation.history import exporting, grams, keeping, recalling, retention, statistics
from generation.history.filters import HistoryFilter, filtered, wanted
from generation.history.serializers import (
    HistoryEntrySerializer,
    KeepSerializer,
    RecalledSerializer,
    RetentionChangeSerializer,
    RetentionSerializer,
    StatisticsSerializer,
    TagCountSerializer,
)
from generation.models import HistoryKeeping
from generation.views import MediaContextMixin


class KeptView(MediaContextMixin, WorkspaceView):
    """GET, PATCH /generations/{id}/kept."""

    @extend_schema(responses=HistoryEntrySerializer)
    def get(self, request: Request, generation_id: UUID) -> Response:
        """One entry of history."""
        return self._answer(generation_id)

    @extend_schema(request=KeepSerializer, responses=HistoryEntrySerializer, parameters=[IF_MATCH])
    def patch(self, request: Request, generation_id: UUID) -> Response:
        """Another note or other tags for everybody, or a favourite of one's own."""
        generation = queries.generation(generation_id)
        body = KeepSerializer(data=request.data)
        body.is_valid(raise_exception=True)
        told: dict[str, Any] = dict(body.validated_data)
        preconditions.insist(request, "entry", lambda: keeping.tag_now(generation, self.user_id))
        if (keep := told.pop("favourite", None)) is not None:
            keeping.favour(generation, self._person(), keep=keep)
        if told:
            keeping.describe(generation, **told)
        return self._answer(generation_id)

    def _person(self) -> UUID:
        """Whose favourite it is: somebody's, for a service token keeps nothing."""
        if self.user_id is None:
            raise exceptions.PermissionDenied(
                "A favourite is a person's.\nUse a token of your own, or keep it in the browser."
            )
        person: UUID = self.user_id
        return person

    def _answer(self, generation_id: UUID) -> Response:
        told = self.told(HistoryEntrySerializer, queries.entry(generation_id))
        return preconditions.answer(told, told["kept_etag"])


class TagsView(WorkspaceView):
    """GET /tags."""

    @extend_schema(responses=TagCountSerializer(many=True))
    def get(self, request: Request) -> Response:
        """The workspace's tags, the most used first."""
        return Response(keeping.tags())


class StatisticsView(WorkspaceView):
    """GET /generations/statistics."""

    @extend_schema(parameters=[HistoryFilter], responses=StatisticsSerializer)
    def get(self, request: Request) -> Response:
        """What the last 30 days come to, or another span of at most 366; filtered as history, but not searched."""
        asked = statistics.span(wanted(request.query_params), timezone.now())
        if grams.terms(asked.get("search", "")):
            raise InvalidField("search", "Figures are not searched for words.", "Leave it out, or filter otherwise.")
        found = statistics.figures(filtered(queries.shown(), asked, self.user_id))
        return Response(StatisticsSerializer({**found, "since": asked["since"], "until": asked["until"]}).data)


class ExportView(WorkspaceView):
    """GET /generations/export.csv and .json."""

    ending = ""

    def get(self, request: Request) -> StreamingHttpResponse:
        """Every entry that is asked for, newest first."""
        name = f"history-{self.membership.workspace.slug}.{self.ending}"
        return exporting.download(self.membership.workspace_id, self.user_id, wanted(request.query_params), name)


class CsvView(ExportView):
    """GET /generations/export.csv."""

    ending = "csv"

    @extend_schema(parameters=[HistoryFilter], responses={(200, "text/csv"): OpenApiTypes.STR})
    def get(self, request: Request) -> StreamingHttpResponse:
        """History as a table, newest first; filtered and searched as its list."""
        return super().get(request)


EXPORT_SCHEMA = {"type": "array", "items": {"type": "object", "additionalProperties": {}}}


class JsonView(ExportView):
    """GET /generations/export.json."""

    ending = "json"

    @extend_schema(parameters=[HistoryFilter], responses={(200, "application/json"): EXPORT_SCHEMA})
    def get(self, request: Request) -> StreamingHttpResponse:
        """History as a list of objects, newest first; filtered and searched as its list."""
        return super().get(request)


FILE_SCHEMA = {
    "multipart/form-data": {
        "type": "object",
        "properties": {recalling.FIELD: {"type": "string", "format": "binary"}},
        "required": [recalling.FIELD],
    }
}


class RecallView(WorkspaceView):
    """POST /recipes."""

    parser_classes = FOR_FILES
    needs = {"POST": READ}

    @extend_schema(request=FILE_SCHEMA, responses=RecalledSerializer)
    def post(self, request: Request) -> Response:
        """What a picture or film that Dailies made was made with, and its entry. Nothing of the file is kept."""
        file = request.FILES.get(recalling.FIELD)
        if file is None:
            raise InvalidField(*recalling.NO_FILE)
        return Response(RecalledSerializer(recalling.recall(file, file.size or 0)).data)


class RetentionView(WorkspaceView):
    """GET, PATCH /history/retention."""

    needs = {"GET": READ, "PATCH": OWN}

    @extend_schema(responses=RetentionSerializer)
    def get(self, request: Request) -> Response:
        """How far back history is shown, and what becomes of what is older; what would go, and what was announced."""
        return self._answer()

    @extend_schema(request=RetentionChangeSerializer, responses=RetentionSerializer, parameters=[IF_MATCH])
    def patch(self, request: Request) -> Response:
        """Let older entries be deleted after an announcement, or only be hidden, which takes an announcement back."""
        body = RetentionChangeSerializer(data=request.data)
        body.is_valid(raise_exception=True)
        preconditions.insist(request, "choice", lambda: _tag_of(retention.held()))
        retention.choose(actor_of(request), deletes=body.validated_data["deletes"])
        return self._answer()

    def _answer(self) -> Response:
        plan, keeps, would = plan_here(), retention.keeping(), retention.preview(timezone.now())
        told = {
            "plan": plan.name,
            "shown_days": plan.history_days,
            "deletes": keeps.deletes,
            "notice_days": retention.NOTICE_DAYS,
            "announced": keeps if keeps.due_at else None,
            "count": would.count,
            "entries": would.entries,
            "etag": _tag_of(keeps),
        }
        return preconditions.answer(RetentionSerializer(told).data)


def _tag_of(keeps: HistoryKeeping) -> str:
    return entity_tag({"deletes": keeps.deletes})
