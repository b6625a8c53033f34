"""What differs between two catalogues, and the same differences made again on a third. Documents are plain values.

A change is row id -> field -> [before, after]. A row that is added or taken away has the field `ROW` alone, a change
outside of the rows the id `OUTSIDE`.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from quality.catalogue.schema import Catalogue

Document = dict[str, Any]
Changes = dict[str, dict[str, list[Any]]]

ROW, ORDER = "row", "order of the rows"
OUTSIDE = "(outside of the rows)"
NO_SUCH_ROW = "(no such row)"
SECTIONS = ("tiers", "engines", "licences", "models")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a diff."""

    row: str
    field: str
    before: Any
    after: Any


@dataclass(frozen=True, slots=True)
class Conflict:
    """A change that can't be made again: the newer catalogue says something else there."""

    row: str
    field: str
    found: Any
    wanted: Any


def document_of(catalogue: Catalogue) -> Document:
    """A catalogue as plain values, without what is left at its default."""
    found: Document = catalogue.model_dump(mode="json", exclude_defaults=True)
    return found


def rows_of(document: Document) -> dict[str, Document]:
    """The rows of a document by their id, in their order."""
    return {row["id"]: row for row in document["rows"]}


def changes_between(before: Document, after: Document) -> Changes:
    """What has to change for `before` to become `after`; the numbers of the versions do not count."""
    old, new = rows_of(before), rows_of(after)
    found: Changes = {}
    for row_id in [*old, *(row_id for row_id in new if row_id not in old)]:
        if fields := dict(_fields(old.get(row_id), new.get(row_id))):
            found[row_id] = fields
    outside: dict[str, list[Any]] = {
        name: [before.get(name), after.get(name)] for name in SECTIONS if before.get(name) != after.get(name)
    }
    orders = [[row_id for row_id in rows if row_id in other] for rows, other in ((old, new), (new, old))]
    if orders[0] != orders[1]:
        outside[ORDER] = orders
    return found | ({OUTSIDE: outside} if outside else {})


def _fields(old: Document | None, new: Document | None) -> Iterator[tuple[str, list[Any]]]:
    if old is None or new is None:
        yield ROW, [old, new]
        return
    for name in [*old, *(name for name in new if name not in old)]:
        if old.get(name) != new.get(name):
            yield name, [old.get(name), new.get(name)]


def lines_of(changes: Changes) -> list[Line]:
    """A diff, a line for each field."""
    return [
        Line(row_id, field, before, after)
        for row_id, fields in changes.items()
        for field, (before, after) in fields.items()
    ]


def with_row(document: Document, row_id: str, fields: Mapping[str, Any]) -> Document:
    """The document with these fields of a row; a field that is None is left out of it."""
    return {**document, "rows": [_changed(row, fields) if row["id"] == row_id else row for row in document["rows"]]}


def _changed(row: Document, fields: Mapping[str, Any]) -> Document:
    return {name: value for name, value in {**row, **fields}.items() if value is not None}


def without_row(document: Document, row_id: str) -> Document:
    """The document with that row switched off: it is left out."""
    return {**document, "rows": [row for row in document["rows"] if row["id"] != row_id]}


def again(changes: Changes, newer: Document) -> tuple[Document, tuple[Conflict, ...]]:
    """`changes` made on `newer`, and those that were not: there it is neither as before nor as wanted."""
    found, conflicts = newer, []
    for line in lines_of(changes):
        now = _now(found, line)
        if now == line.after:
            continue
        if now != line.before:
            conflicts.append(Conflict(line.row, line.field, now, line.after))
        else:
            found = _made(found, line)
    return found, tuple(conflicts)


def _now(document: Document, line: Line) -> Any:
    if line.field == ORDER:
        return [row["id"] for row in document["rows"] if row["id"] in line.before]
    if line.row == OUTSIDE:
        return document.get(line.field)
    row = rows_of(document).get(line.row)
    if line.field == ROW:
        return row
    return NO_SUCH_ROW if row is None else row.get(line.field)


def _made(document: Document, line: Line) -> Document:
    if line.field == ORDER:
        return _in_order(document, line.after)
    if line.row == OUTSIDE:
        return {**document, line.field: line.after}
    if line.field != ROW:
        return with_row(document, line.row, {line.field: line.after})
    return without_row(document, line.row) if line.after is None else with_new_row(document, line.after)


def _in_order(document: Document, order: list[str]) -> Document:
    """Those rows among each other in this order, in the places that they take together."""
    rows = rows_of(document)
    known = iter([rows[row_id] for row_id in order])
    return {**document, "rows": [next(known) if row_id in order else row for row_id, row in rows.items()]}


def with_new_row(document: Document, row: Document) -> Document:
    """The document with one more row, the last choice of its function and tier."""
    return {**document, "rows": [*document["rows"], row]}


def switched_on(document: Document, row: Document, pattern: Document) -> Document:
    """The document with a row of `pattern` that it lacks, before the rows that it stands before there."""
    ids = list(rows_of(pattern))
    later = set(ids[ids.index(row["id"]) + 1 :])
    rows = document["rows"]
    place = next((index for index, other in enumerate(rows) if other["id"] in later), len(rows))
    return {**document, "rows": [*rows[:place], row, *rows[place:]]}
