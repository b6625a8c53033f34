"""Diffs of catalogues, and the same changes made again on a newer one."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from quality.catalogue.changing import (
    ORDER,
    OUTSIDE,
    ROW,
    Conflict,
    Document,
    again,
    changes_between,
    document_of,
    lines_of,
    rows_of,
    switched_on,
    with_row,
    without_row,
)
from quality.catalogue.loader import check, shipped

PRODUCT = document_of(shipped())
IDS = list(rows_of(PRODUCT))


def test_a_document_is_the_catalogue_again() -> None:
    assert check(PRODUCT, "stored").model_dump() == shipped().model_dump()


def test_a_field_a_row_and_a_section_are_told_with_before_and_after() -> None:
    changed = with_row(without_row(PRODUCT, "image-low-schnell"), "image-high-dev", {"steps": 40})
    changed["tiers"] = [{**PRODUCT["tiers"][0], "words": "Quick looks"}, *PRODUCT["tiers"][1:]]
    found = changes_between(PRODUCT, changed)
    assert found["image-high-dev"] == {"steps": [50, 40]}
    assert found["image-low-schnell"] == {ROW: [rows_of(PRODUCT)["image-low-schnell"], None]}
    assert found[OUTSIDE]["tiers"][1][0]["words"] == "Quick looks"
    assert {(line.row, line.field) for line in lines_of(found)} == {
        ("image-high-dev", "steps"), ("image-low-schnell", ROW), (OUTSIDE, "tiers"),
    }  # fmt: skip


def test_rows_that_change_places_are_told() -> None:
    """The first of a function and tier is the best: another order routes differently."""
    rows = PRODUCT["rows"]
    swapped = {**PRODUCT, "rows": [rows[1], rows[0], *rows[2:]]}
    assert set(changes_between(PRODUCT, swapped)[OUTSIDE]) == {ORDER}
    assert again(changes_between(PRODUCT, swapped), PRODUCT) == (swapped, ())


def test_the_number_of_a_version_is_no_change() -> None:
    assert changes_between(PRODUCT, {**PRODUCT, "version": "2.7"}) == {}


edits = st.lists(st.tuples(st.sampled_from(IDS), st.sampled_from(["steps", "credits", "off"]), st.integers(1, 99)))


def edited(made: Any) -> Document:
    document = PRODUCT
    for row_id, field, value in made:
        document = without_row(document, row_id) if field == "off" else with_row(document, row_id, {field: value})
    return document


@given(edits)
def test_changes_made_again_on_what_they_were_made_of_give_the_same(made: Any) -> None:
    wanted = edited(made)
    assert again(changes_between(PRODUCT, wanted), PRODUCT) == (wanted, ())


@given(edits, edits)
def test_a_rebase_makes_each_change_or_names_it(made: Any, meanwhile: Any) -> None:
    """Nothing is lost without a word, and what the product changed elsewhere stays."""
    changes, newer = changes_between(PRODUCT, edited(made)), edited(meanwhile)
    result, conflicts = again(changes, newer)
    named = {(conflict.row, conflict.field) for conflict in conflicts}
    rows = rows_of(result)
    for line in lines_of(changes):
        if (line.row, line.field) not in named:
            found = rows.get(line.row)
            assert (found if line.field == ROW else found and found.get(line.field)) == line.after
    touched = {line.row for line in lines_of(changes)}
    assert all(rows.get(row_id) == row for row_id, row in rows_of(newer).items() if row_id not in touched)


def test_a_conflict_says_what_is_there_and_what_was_wanted() -> None:
    changes = changes_between(PRODUCT, with_row(PRODUCT, "image-high-dev", {"steps": 40}))
    newer = with_row(PRODUCT, "image-high-dev", {"steps": 30})
    assert again(changes, newer) == (newer, (Conflict("image-high-dev", "steps", 30, 40),))


def test_a_row_that_is_switched_on_again_stands_where_it_stood() -> None:
    for row_id, row in rows_of(PRODUCT).items():
        assert switched_on(without_row(PRODUCT, row_id), row, PRODUCT) == PRODUCT
