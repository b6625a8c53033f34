"""GET /generations/{id}/quality-report."""

from typing import Any
from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.access import WorkspaceView
from generation import queries, reporting
from generation.serializers import AttemptsSerializer, RepairSerializer, TakeScoreSerializer


class TakeReportSerializer(serializers.Serializer[Any]):
    """One take of a report. `good`: clearly good; `poor`: asks for a person; `weak` names what it could do better, the
    weakest first; `flaws` says what is plainly wrong. `total` weighs only what was measured: `weight_measured` of all.
    """

    id = serializers.UUIDField()
    number = serializers.IntegerField()
    rank = serializers.IntegerField(allow_null=True)
    total = serializers.FloatField(allow_null=True)
    weight_measured = serializers.FloatField()
    good = serializers.BooleanField()
    poor = serializers.BooleanField()
    weak = serializers.ListField(child=serializers.CharField())
    flaws = serializers.ListField(child=serializers.CharField())
    repair = RepairSerializer(allow_null=True)
    dimensions = TakeScoreSerializer(many=True)
    not_measured = TakeScoreSerializer(many=True)


class QualityReportSerializer(serializers.Serializer[Any]):
    """What the studio thinks of a roll of takes, in rank order. `method`: `classical` or `vbench`, the same for all of
    them, empty before one was looked over; `review_below`: the total under which a person is asked, null where none is
    known."""

    generation = serializers.UUIDField()
    state = serializers.CharField()
    verdict = serializers.CharField()
    needs_you = serializers.BooleanField()
    method = serializers.CharField(allow_blank=True)
    review_below = serializers.FloatField(allow_null=True)
    attempts = AttemptsSerializer(allow_null=True)
    takes = TakeReportSerializer(many=True)


class QualityReportView(WorkspaceView):
    """GET /generations/{id}/quality-report."""

    @extend_schema(responses=QualityReportSerializer)
    def get(self, request: Request, generation_id: UUID) -> Response:
        """Of this roll of takes, else of the latest of its tree."""
        roll = reporting.roll_of(queries.generation(generation_id))
        return Response(QualityReportSerializer(reporting.report(roll)).data)
