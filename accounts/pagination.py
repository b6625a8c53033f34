"""Cursor pages, newest first (ids are UUIDv7, so they sort by time)."""

from rest_framework.pagination import CursorPagination

MAX_PAGE = 200


class NewestFirst(CursorPagination):
    """`?limit=` rows a page, at most 200; follow `next`."""

    page_size = 50
    page_size_query_param = "limit"
    max_page_size = MAX_PAGE
    ordering = "-id"
