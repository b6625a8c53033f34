"""The audit log: read page by page, or all of it as CSV."""

import csv
from collections.abc import Iterator, Mapping
from datetime import timedelta
from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse
from django.utils import timezone
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.access import WorkspaceView
from accounts.audit import ACTIONS
from accounts.models import AuditEntry
from accounts.pagination import NewestFirst, page_of
from accounts.plans.here import plan_here
from accounts.roles import AUDIT

COLUMNS = ("at", "actor", "via", "address", "action", "subject", "before", "after")
CSV_ROWS = 100_000
"""The newest rows of one file; a spreadsheet takes no more in comfort. `until` reaches the older ones."""
_FORMULA = tuple("=+-@\t\r\n\uff1d\uff0b\uff0d\uff20")
"""What begins a formula, also in full width (OWASP, CSV injection)."""


class AuditEntrySerializer(serializers.ModelSerializer[AuditEntry]):
    """Who did what, when, from where, and what was before and after."""

    said = serializers.SerializerMethodField(help_text="The action in words.")
    before = serializers.JSONField(allow_null=True)
    after = serializers.JSONField(allow_null=True)

    class Meta:
        model = AuditEntry
        fields = ("id", "at", "actor", "via", "address", "action", "said", "subject", "before", "after")

    @extend_schema_field(OpenApiTypes.STR)
    def get_said(self, entry: AuditEntry) -> str:
        """The action in words."""
        return ACTIONS.get(entry.action, entry.action)


class AuditFilter(serializers.Serializer[Any]):
    """Which entries."""

    action = serializers.CharField(required=False, help_text='An action, or its beginning: "member." for all of people')
    actor = serializers.EmailField(required=False, help_text="Who did it, by e-mail")
    since = serializers.DateTimeField(required=False)
    until = serializers.DateTimeField(required=False)

    def of(self, rows: QuerySet[AuditEntry]) -> QuerySet[AuditEntry]:
        """The rows that were asked for, newest first, as far back as the workspace's plan keeps them."""
        if (days := plan_here().retention_days) is not None:
            rows = rows.filter(at__gte=timezone.now() - timedelta(days=days))
        lookups = {"action": "action__startswith", "actor": "actor__iexact", "since": "at__gte", "until": "at__lt"}
        return rows.filter(**{lookups[name]: value for name, value in self.validated_data.items()}).order_by("-id")


def asked(query: Mapping[str, str]) -> QuerySet[AuditEntry]:
    """The workspace's entries that a query string asks for. Raises DRF's ValidationError."""
    wanted = AuditFilter(data=query)
    wanted.is_valid(raise_exception=True)
    return wanted.of(AuditEntry.objects.all())


class AuditView(WorkspaceView):
    """GET /audit."""

    needs = {"GET": AUDIT}

    @extend_schema(parameters=[AuditFilter], responses=page_of(AuditEntrySerializer, "AuditEntry"))
    def get(self, request: Request) -> Response:
        """What was done in this workspace, newest first."""
        pages = NewestFirst()
        rows = pages.paginate_queryset(asked(request.query_params), request, view=self)
        return pages.get_paginated_response(AuditEntrySerializer(rows, many=True).data)


class AuditCsvView(WorkspaceView):
    """GET /audit/export."""

    needs = {"GET": AUDIT}

    @extend_schema(parameters=[AuditFilter], responses={(200, "text/csv"): OpenApiTypes.STR})
    def get(self, request: Request) -> HttpResponse:
        """The same as CSV, the newest 100,000 entries."""
        return as_csv(asked(request.query_params), f"audit-{self.membership.workspace.slug}.csv")


def as_csv(rows: QuerySet[AuditEntry], name: str) -> HttpResponse:
    """A file of these entries."""
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    writer = csv.writer(response)
    writer.writerow(COLUMNS)
    for entry in rows[:CSV_ROWS].iterator(chunk_size=1000):
        writer.writerow(_cells(entry))
    return response


def _cells(entry: AuditEntry) -> Iterator[str]:
    for column in COLUMNS:
        value = getattr(entry, column)
        yield plain_cell(value.isoformat() if column == "at" else "" if value is None else str(value))


def plain_cell(text: str) -> str:
    """A text that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(_FORMULA) else text
