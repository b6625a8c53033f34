"""Cursor pages, newest first (ids are UUIDv7, so they sort by time)."""

from typing import Any

from drf_spectacular.utils import inline_serializer
from rest_framework import serializers
from rest_framework.pagination import CursorPagination

MAX_PAGE = 200


class NewestFirst(CursorPagination):
    """`?limit=` rows a page, at most 200; follow `next`."""

    page_size = 50
    page_size_query_param = "limit"
    max_page_size = MAX_PAGE
    ordering = "-id"


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
