"""generation/history/exporting.py"""

import asyncio
import csv
import io
import json
from typing import Any

import pytest

from accounts.api.audit import plain_cell
from accounts.models import Workspace
from accounts.tenancy import scope
from generation.history import exporting
from generation.models import Generation
from tests import rows
from tests.cast import Speaker
from tests.rows import Shelf

pytestmark = pytest.mark.django_db


@pytest.fixture
def shelf(workspace: Workspace) -> Shelf:
    """One of everything, made before."""
    return rows.shelf_in(workspace)


def batches(workspace: Workspace, asked: dict[str, Any]) -> list[dict[str, Any]]:
    """What a download would read, batch after batch."""
    found: list[dict[str, Any]] = []
    while more := exporting.batch(workspace.pk, None, asked, found[-1]["id"] if found else None):
        found += more
    return found


def test_every_entry_comes_once_newest_first(workspace: Workspace, shelf: Shelf, monkeypatch: Any) -> None:
    monkeypatch.setattr(exporting, "ROWS_AT_ONCE", 2)
    made = [rows.asked(shelf.scene).pk for _ in range(3)]
    with scope(workspace.pk):
        every = list(Generation.objects.order_by("-id").values_list("pk", flat=True))
    assert [entry["id"] for entry in batches(workspace, {})] == every
    assert [entry["id"] for entry in batches(workspace, {"search": "red", "state": "queued"})] == made[::-1]


def lines_of(entries: list[dict[str, Any]], write: Any) -> bytes:
    async def given() -> Any:
        if entries:
            yield entries

    async def written() -> bytes:
        return b"".join([part async for part in write(given())])

    return asyncio.run(written())


def test_signs_in_full_width_begin_no_formula_either() -> None:
    assert [plain_cell(text)[0] for text in ("＝1", "＋1", "－1", "＠a", "\n=1")] == ["'"] * 5


def test_a_table_holds_no_formula_and_every_column(workspace: Workspace, shelf: Shelf) -> None:
    with scope(workspace.pk):
        Generation.objects.filter(pk=shelf.generation.pk).update(prompt='=HYPERLINK("http://x")', note="-1\nsecond")
    text = lines_of(batches(workspace, {"kind": "takes"}), exporting.csv_lines).decode()
    (line,) = csv.DictReader(io.StringIO(text))
    assert list(line) == list(exporting.COLUMNS)
    assert (line["prompt"], line["note"]) == ('\'=HYPERLINK("http://x")', "'-1\nsecond")
    assert (line["tags"], line["stars"], line["favourite"]) == ("boat", "4.0", "no")


def test_json_is_a_list_also_of_nothing(workspace: Workspace, shelf: Shelf) -> None:
    (entry,) = json.loads(lines_of(batches(workspace, {"kind": "takes"}), exporting.json_lines))
    assert (entry["id"], entry["tags"], entry["project"]) == (str(shelf.generation.pk), ["boat"], shelf.project.name)
    assert json.loads(lines_of([], exporting.json_lines)) == []


def test_an_outsider_exports_what_is_their_own(shelf: Shelf, elsewhere: Workspace) -> None:
    assert batches(elsewhere, {}) == []


def test_the_answer_is_a_stream_named_after_the_workspace(
    shelf: Shelf, as_viewer: Speaker, workspace: Workspace
) -> None:
    answer = as_viewer.call("GET", "generations/export.csv")
    assert (answer.streaming, answer["Content-Type"]) == (True, "text/csv; charset=utf-8")
    assert answer["Content-Disposition"] == f'attachment; filename="history-{workspace.slug}.csv"'
