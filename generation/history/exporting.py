"""History as CSV or JSON, written while it is sent: each batch is read in a scope of its own, so that no transaction
is open while somebody's connection is slow."""

import csv
import io
import json
from collections.abc import AsyncIterator, Callable, Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

from asgiref.sync import sync_to_async
from django.core.serializers.json import DjangoJSONEncoder
from django.http import StreamingHttpResponse

from accounts.api.audit import plain_cell
from accounts.tenancy import scope
from generation import queries
from generation.history import grams, searching
from generation.history.filters import filtered, narrows
from generation.models import Generation

ROWS_AT_ONCE = 500
COLUMNS = (
    *("id", "created_at", "kind", "state", "requested_quality", "quality", "project", "scene", "made_by"),
    *("prompt", "negative_prompt", "seed", "count", "started_at", "finished_at", "tries", "devices", "credits"),
    *("stars", "note", "tags", "favourite", "error"),
)
Entry = dict[str, Any]


def download(workspace_id: UUID, user_id: UUID | None, asked: Mapping[str, Any], name: str) -> StreamingHttpResponse:
    """Every entry that is asked for, newest first, as a file whose name says of what kind (.csv or .json)."""
    as_csv = name.endswith(".csv")
    batches = _batches(workspace_id, user_id, asked)
    response = StreamingHttpResponse(
        csv_lines(batches) if as_csv else json_lines(batches),
        content_type="text/csv; charset=utf-8" if as_csv else "application/json",
    )
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


async def _batches(
    workspace_id: UUID, user_id: UUID | None, asked: Mapping[str, Any]
) -> AsyncIterator[Sequence[Entry]]:
    """The entries, some at a time."""
    read: Callable[..., Any] = sync_to_async(batch)
    before: UUID | None = None
    while found := await read(workspace_id, user_id, asked, before):
        yield found
        before = found[-1]["id"]
        if len(found) < ROWS_AT_ONCE:
            return


def batch(workspace_id: UUID, user_id: UUID | None, asked: Mapping[str, Any], before: UUID | None) -> list[Entry]:
    """The next entries before an id."""
    with scope(workspace_id):
        rows, terms = filtered(queries.shown(), asked, user_id), grams.terms(asked.get("search", ""))
        if terms:
            ids: Iterable[UUID] = searching.found(rows, terms, before, ROWS_AT_ONCE, narrowed=narrows(asked))
        else:
            older = rows if before is None else rows.filter(pk__lt=before)
            ids = list(older.order_by("-id").values_list("pk", flat=True)[:ROWS_AT_ONCE])
        return [_entry(row, user_id) for row in queries.entries().filter(pk__in=ids).order_by("-id")]


def _entry(row: Generation, user_id: UUID | None) -> Entry:
    person, stars = row.created_by, [one.stars for one in row.ratings.all()]
    return {
        "id": row.pk,
        "created_at": row.created_at,
        "kind": row.kind,
        "state": row.state,
        "requested_quality": row.requested_tier,
        "quality": row.achieved_tier,
        "project": row.project.name if row.project else None,
        "scene": row.scene.number if row.scene else None,
        "made_by": (person.name or person.email) if person else None,
        "prompt": row.prompt,
        "negative_prompt": row.negative_prompt,
        "seed": row.seed,
        "count": row.count,
        "started_at": row.started_at,
        "finished_at": row.finished_at,
        "tries": max((job.tries for job in row.jobs.all()), default=0),
        "devices": sorted({job.device_name for job in row.jobs.all() if job.device_name}),
        "credits": row.credits_captured,
        "stars": sum(stars) / len(stars) if stars else None,
        "note": row.note,
        "tags": [tag.name for tag in row.tags.all()],
        "favourite": any(one.user_id == user_id for one in row.favourites.all() if user_id),
        "error": (row.error or {}).get("detail"),
    }


async def csv_lines(batches: AsyncIterator[Sequence[Entry]]) -> AsyncIterator[bytes]:
    """A table that no spreadsheet takes for formulas."""
    yield _csv([COLUMNS])
    async for found in batches:
        yield _csv([_cell(entry[column]) for column in COLUMNS] for entry in found)


def _csv(lines: Iterable[Iterable[str]]) -> bytes:
    text = io.StringIO()
    csv.writer(text).writerows(lines)
    return text.getvalue().encode()


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return plain_cell(", ".join(value))
    return plain_cell(value.isoformat() if hasattr(value, "isoformat") else str(value))


async def json_lines(batches: AsyncIterator[Sequence[Entry]]) -> AsyncIterator[bytes]:
    """A list of objects, one a line."""
    lead = "[\n"
    async for found in batches:
        for entry in found:
            yield (lead + json.dumps(entry, cls=DjangoJSONEncoder, ensure_ascii=False)).encode("utf-8", "replace")
            lead = ",\n"
    yield b"[]\n" if lead == "[\n" else b"\n]\n"
