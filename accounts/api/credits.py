"""Plans, credits, and the statement of what they were spent on."""

from dataclasses import asdict
from typing import Any

from django.http import HttpResponse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.access import WorkspaceView
from accounts.credits import grants, ledger, statement
from accounts.plans.here import plan_here
from accounts.plans.loader import newest, plans_of
from accounts.plans.values import Plan
from accounts.problems import InvalidField
from accounts.roles import BILLING

DAYS = [
    OpenApiParameter("since", OpenApiTypes.DATE, description="The first day, in UTC; 30 days before the last one."),
    OpenApiParameter("until", OpenApiTypes.DATE, description="The last day; today."),
]
WAYS = {"day": statement.by_day, "project": statement.by_project}


class PlanSerializer(serializers.Serializer[Any]):
    """A plan; null is no limit. `current`: it is this workspace's."""

    id = serializers.CharField()
    version = serializers.IntegerField()
    name = serializers.CharField()
    current = serializers.BooleanField()
    highest_tier = serializers.CharField()
    concurrent_jobs = serializers.IntegerField(allow_null=True)
    queued_jobs = serializers.IntegerField(allow_null=True)
    automatic_attempts = serializers.IntegerField()
    variations = serializers.IntegerField(help_text="Pictures of one batch of variations.")
    improvement_rounds = serializers.IntegerField(help_text="Rounds in which a take is improved by itself.")
    seats = serializers.IntegerField(allow_null=True)
    largest_side = serializers.IntegerField(help_text="The longer side of what polish makes, in pixels.")
    storage_bytes = serializers.IntegerField(allow_null=True)
    monthly_credits = serializers.IntegerField()
    own_keys = serializers.BooleanField()
    retention_days = serializers.IntegerField(allow_null=True)
    history_days = serializers.IntegerField(allow_null=True)


class NextGrantSerializer(serializers.Serializer[Any]):
    """The plan's next credits; the day is in UTC."""

    on = serializers.DateField()
    credits = serializers.IntegerField()


class CreditsSerializer(serializers.Serializer[Any]):
    """What the workspace has. `available` may be spent now; `reserved` is set aside for what is being made."""

    available = serializers.IntegerField()
    reserved = serializers.IntegerField()
    spent = serializers.IntegerField(help_text="In all, refunds taken off.")
    plan = PlanSerializer()
    next_grant = NextGrantSerializer()


class StatementLineSerializer(serializers.Serializer[Any]):
    """A day's or a project's sums. `name` is empty for a project that was deleted, `project` for none."""

    day = serializers.DateField(allow_null=True)
    project = serializers.CharField(allow_blank=True)
    name = serializers.CharField(allow_blank=True)
    granted = serializers.IntegerField()
    spent = serializers.IntegerField()
    adjusted = serializers.IntegerField()
    parts = serializers.IntegerField(help_text="Pictures, takes and so on that were paid for.")


class StatementSerializer(serializers.Serializer[Any]):
    """What was granted and spent from `since` to `until`, both included, in UTC."""

    since = serializers.DateField()
    until = serializers.DateField()
    by = serializers.ChoiceField(choices=["day", "project"])
    lines = StatementLineSerializer(many=True)


def _told(plan: Plan, current: Plan) -> dict[str, Any]:
    return {**asdict(plan), "current": (plan.id, plan.version) == (current.id, current.version)}


class PlansView(WorkspaceView):
    """GET /plans."""

    @extend_schema(operation_id="plans_list", responses=PlanSerializer(many=True))
    def get(self, request: Request) -> Response:
        """The plans on offer, the smallest first; the workspace's own stands in /credits, also of an older version."""
        current = plan_here()
        return Response(PlanSerializer([_told(plan, current) for plan in plans_of(newest())], many=True).data)


class CreditsView(WorkspaceView):
    """GET /credits."""

    needs = {"GET": BILLING}

    @extend_schema(operation_id="credits_retrieve", responses=CreditsSerializer)
    def get(self, request: Request) -> Response:
        """What may be spent, what is set aside, the plan, and when more comes."""
        found, plan = ledger.balance(), plan_here()
        told = {
            "available": grants.available(found),
            "reserved": found.reserved,
            "spent": found.spent,
            "plan": _told(plan, plan),
            "next_grant": grants.next_grant(),
        }
        return Response(CreditsSerializer(told).data)


def _span(request: Request) -> statement.Span:
    return statement.span_of(request.query_params.get("since", ""), request.query_params.get("until", ""))


class StatementView(WorkspaceView):
    """GET /credits/statement."""

    needs = {"GET": BILLING}

    @extend_schema(
        operation_id="credits_statement",
        responses=StatementSerializer,
        parameters=[*DAYS, OpenApiParameter("by", str, enum=list(WAYS), description="day unless said.")],
    )
    def get(self, request: Request) -> Response:
        """What was granted and spent, by day or by project."""
        by, span = request.query_params.get("by", "") or "day", _span(request)
        if by not in WAYS:
            raise InvalidField("by", f'There is no statement by "{by}".', f"Use one of: {', '.join(WAYS)}.")
        told = {"since": span.since, "until": span.until, "by": by, "lines": WAYS[by](span)}
        return Response(StatementSerializer(told).data)


class ExportView(WorkspaceView):
    """GET /credits/export."""

    needs = {"GET": BILLING}

    @extend_schema(operation_id="credits_export", responses={(200, "text/csv"): OpenApiTypes.STR}, parameters=DAYS)
    def get(self, request: Request) -> HttpResponse:
        """Every entry of the ledger, oldest first, as CSV."""
        return csv_file(_span(request), self.membership.workspace.slug)


def csv_file(span: statement.Span, slug: str) -> HttpResponse:
    """The entries of these days as a file to keep."""
    name = f"credits-{slug}-{span.since}-{span.until}.csv"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(statement.as_csv(span), content_type="text/csv; charset=utf-8", headers=headers)
