"""Pages of what a search found: forward only, by the same cursors as every list."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from rest_framework.exceptions import NotFound
from rest_framework.pagination import Cursor
from rest_framework.request import Request

from accounts.pagination import NewestFirst
from generation.history import searching
from generation.models import Generation


class FoundPages(NewestFirst):
    """Pages of those of `rows` whose words hold every term; `narrowed` as searching has it."""

    def __init__(self, rows: QuerySet[Generation], terms: Sequence[str], *, narrowed: bool) -> None:
        self.rows, self.terms, self.narrowed = rows, terms, narrowed

    def paginate_queryset(self, queryset: Any, request: Request, view: Any = None) -> list[Any] | None:
        """A page of ids, as `queryset` of ids would give it; it is not asked itself."""
        self.base_url = request.build_absolute_uri()
        cursor, size = self.decode_cursor(request), self.get_page_size(request) or self.page_size
        offset, _, position = cursor or Cursor(0, False, None)
        before = None if position is None else UUID(str(position))
        most = offset + size + 1
        found = searching.found(self.rows, self.terms, before, most, narrowed=self.narrowed)[offset:]
        self.has_next, page = len(found) > size, [{"id": pk} for pk in found[:size]]
        self.page = page
        return page

    def decode_cursor(self, request: Request) -> Any:
        """As everywhere; a cursor that leads back is none of ours (404)."""
        cursor = super().decode_cursor(request)
        if cursor is not None and cursor.reverse:
            raise NotFound(self.invalid_cursor_message)
        return cursor

    def get_next_link(self) -> str | None:
        """Where the entries before the last of these are."""
        if not self.has_next or not self.page:
            return None
        position: Any = str(self.page[-1]["id"])
        return self.encode_cursor(Cursor(0, False, position))

    def get_previous_link(self) -> None:
        """None: what was found before was found by another search."""
        return None
