"""Cursor pages, newest first (ids are UUIDv7, so they sort by time)."""

from typing import Any
from uuid import UUID

from drf_spectacular.utils import inline_serializer
from rest_framework import serializers
from rest_framework.exceptions import NotFound
from rest_framework.pagination import CursorPagination
from rest_framework.request import Request

MAX_PAGE = 200


class NewestFirst(CursorPagination):
    """`?limit=` rows a page, at most 200; follow `next`."""

    page_size = 50
    page_size_query_param = "limit"
    max_page_size = MAX_PAGE
    ordering = "-id"

    def decode_cursor(self, request: Request) -> Any:
        """The cursor of the request; a place that is no id is no cursor of ours (404)."""
        cursor = super().decode_cursor(request)
        if cursor is not None and cursor.position is not None:
            try:
                UUID(str(cursor.position))
            except ValueError:
                raise NotFound(self.invalid_cursor_message) from None
        return cursor


def page_of(serializer: type[serializers.BaseSerializer[Any]], name: str) -> Any:
    """A page of these, for the OpenAPI schema."""
    return inline_serializer(
        f"{name}Page",
        {
            "next": serializers.URLField(allow_null=True),
            "previous": serializers.URLField(allow_null=True),
            "results": serializer(many=True),
        },
    )
