"""Older versions become the present one step by step; later ones are read only where they allow it."""

from typing import Any

import pytest

from projects.document.faults import BadDocument
from projects.document.versions import raised


def first(raw: dict[str, Any]) -> dict[str, Any]:
    return {**raw, "path": [*raw.get("path", []), 1]}


def second(raw: dict[str, Any]) -> dict[str, Any]:
    return {**raw, "path": [*raw.get("path", []), 2]}


def test_an_old_file_takes_every_step_in_order() -> None:
    assert raised({"schema_version": 1}, 3, {1: first, 2: second}) == {"schema_version": 3, "path": [1, 2]}


def test_a_file_in_between_takes_the_rest() -> None:
    assert raised({"schema_version": 2}, 3, {1: first, 2: second}) == {"schema_version": 3, "path": [2]}


def test_the_present_version_stays_as_it_is() -> None:
    assert raised({"schema_version": 3, "x": 1}, 3, {1: first, 2: second}) == {"schema_version": 3, "x": 1}


@pytest.mark.parametrize("reader", [None, "1", True, 2, 3])
def test_a_later_file_is_refused_unless_this_reader_is_enough(reader: Any) -> None:
    with pytest.raises(BadDocument, match="newer Dailies"):
        raised({"schema_version": 3, "min_reader": reader}, 1, {})


def test_a_later_file_that_allows_it_is_read() -> None:
    later = {"schema_version": 9, "min_reader": 1}
    assert raised(later, 1, {}) == later
