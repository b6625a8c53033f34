"""Writing what search looks up, and finding: the newest entries are read, the rest is looked up by grams.

Most searches fill their page from the newest few thousand entries, and stop reading when it is full. What is rare is
found by the function `history_matches` (its migration says why it is one), whose answers are few because the words are
rare.
"""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Exists, OuterRef, QuerySet
from django.db.models.expressions import RawSQL

from accounts.tenancy import current_workspace_id
from generation.history import grams
from generation.models import Generation, SearchText

WALKED = 3000
"""Newest texts that are read one by one, some 2 to 5 ms."""
LOOKED_AT = 1000
"""Newest entries of those that are asked for whose texts are: each is a look into an index, 5 to 10 ms."""
INDEXED_AT_ONCE = 500
TEXTS_SQL = """
SELECT t.generation_id FROM (
    SELECT generation_id, text FROM generation_searchtext WHERE workspace_id = %s AND generation_id < %s
    ORDER BY generation_id DESC LIMIT %s
) AS t CROSS JOIN LATERAL (SELECT FROM ({rows}) AS g (id) WHERE g.id = t.generation_id OFFSET 0) AS is_shown
WHERE {words} ORDER BY t.generation_id DESC LIMIT %s
"""
NEAR_SQL = """
SELECT n.id FROM ({newest}) AS n (id)
CROSS JOIN LATERAL (SELECT text FROM generation_searchtext WHERE generation_id = n.id OFFSET 0) AS t
WHERE {words} ORDER BY n.id DESC LIMIT %s
"""
"""`rows` and `newest` are rows of the workspace that we are in. OFFSET 0 lets the planner go no other way than one by
one, from the newest on, so that it stops when the page is full."""
MATCHES_SQL = "SELECT history_matches(%s::integer[], %s::text[], %s, %s)"
"""It sees the workspace that we are in, and no other. Without a limit (null) it gives all."""
LAST = UUID(int=(1 << 128) - 1)


def index(generation: Generation) -> None:
    """Let a generation be found by its prompt, its note and its tags, as they are now."""
    row = _row(generation.pk, generation.prompt, generation.note, _tags(generation))
    SearchText.objects.update_or_create(
        generation_id=generation.pk, defaults={"text": row.text, "grams": row.grams, "workspace_id": row.workspace_id}
    )


def index_new(generation: Generation) -> None:
    """The same for one that has just been made: nothing is noted of it yet, and it is not looked for first."""
    _row(generation.pk, generation.prompt, "", ()).save(force_insert=True)


def index_missing(most: int) -> int:
    """Index generations of this workspace that search does not know yet, the newest first; how many, `most` at most."""
    missing = Generation.objects.filter(~Exists(SearchText.objects.filter(generation=OuterRef("pk"))))
    rows = list(missing.order_by("-id").prefetch_related("tags").only("prompt", "note")[:most])
    for start in range(0, len(rows), INDEXED_AT_ONCE):
        some = [_row(row.pk, row.prompt, row.note, _tags(row)) for row in rows[start : start + INDEXED_AT_ONCE]]
        SearchText.objects.bulk_create(some, ignore_conflicts=True)
    return len(rows)


def _tags(generation: Generation) -> Sequence[str]:
    return [tag.name for tag in generation.tags.all()]


def _row(generation_id: UUID, prompt: str, note: str, tags: Sequence[str]) -> SearchText:
    here = current_workspace_id()
    text = grams.normalised(" ".join((prompt, note, *tags)))
    return SearchText(
        generation_id=generation_id, workspace_id=here, text=text, grams=grams.keys(here, grams.grams(text))
    )


def found(
    rows: QuerySet[Generation], wanted: Sequence[str], before: UUID | None, limit: int, *, narrowed: bool = True
) -> list[UUID]:
    """The ids of the newest `limit` of these rows before an id whose words hold every term, the newest first.

    `rows`: unsliced, of this workspace; `narrowed`: they are not simply the newest ones, as far back as is shown. Terms
    as `grams.terms` gives them.
    """
    ids = rows.order_by("-id").values_list("pk", flat=True)
    if ids.query.is_empty():
        return []
    near, last = (_near if narrowed else _newest)(ids, wanted, before or LAST, limit)
    if len(near) == limit or last is None:
        return near
    most = None if narrowed else limit - len(near)
    return near + list(_far(ids, wanted, last, most)[: limit - len(near)])


Ids = QuerySet[Generation, UUID]


def _newest(rows: Ids, wanted: Sequence[str], before: UUID, limit: int) -> tuple[list[UUID], UUID | None]:
    """Those of the newest texts that hold every term, and the last that was read: None where there are no more, or
    where `limit` were found."""
    sql, params = rows.order_by().query.sql_with_params()
    here = current_workspace_id()
    near = _ids(TEXTS_SQL.format(rows=sql, words=_holds(wanted)), [here, before, WALKED, *params, *wanted, limit])
    texts = SearchText.objects.filter(pk__lt=before).order_by("-pk").values_list("pk", flat=True)
    return near, None if len(near) == limit else texts[WALKED - 1 : WALKED].first()


def _near(rows: Ids, wanted: Sequence[str], before: UUID, limit: int) -> tuple[list[UUID], UUID | None]:
    """The same of the texts of the newest of these rows."""
    below = rows.filter(pk__lt=before)
    sql, params = below[:LOOKED_AT].query.sql_with_params()
    near = _ids(NEAR_SQL.format(newest=sql, words=_holds(wanted)), [*params, *wanted, limit])
    return near, None if len(near) == limit else below[LOOKED_AT - 1 : LOOKED_AT].first()


def _far(rows: Ids, wanted: Sequence[str], before: UUID, most: int | None) -> Ids:
    """The others of them, looked up; of all entries no more than `most`."""
    sought = grams.keys(current_workspace_id(), grams.needed(wanted))
    return rows.filter(pk__in=RawSQL(MATCHES_SQL, [sought, list(wanted), before, most]))


def _holds(wanted: Sequence[str]) -> str:
    return " AND ".join("strpos(t.text, %s) > 0" for _ in wanted) or "true"


def _ids(sql: str, params: Sequence[Any]) -> list[UUID]:
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return [row[0] for row in cursor.fetchall()]
