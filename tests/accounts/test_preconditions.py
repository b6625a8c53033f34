"""Entity tags, and how If-Match is read."""

from datetime import UTC, datetime
from types import SimpleNamespace
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accounts.preconditions import PreconditionFailed, entity_tag, tag_of, tags_in
from accounts.problems import InvalidField

VALUES = st.dictionaries(
    st.text(max_size=5), st.none() | st.booleans() | st.integers() | st.text(max_size=9), max_size=4
)


@given(VALUES, VALUES)
def test_a_tag_is_another_one_exactly_when_a_value_is(one: dict[str, object], other: dict[str, object]) -> None:
    same = repr(sorted(one.items())) == repr(sorted(other.items()))
    assert (entity_tag(one) == entity_tag(other)) is same


def test_a_tag_does_not_depend_on_the_order_of_the_fields() -> None:
    assert entity_tag({"a": 1, "b": 2}) == entity_tag({"b": 2, "a": 1})


def test_a_tag_is_strong_and_stands_in_its_quotes() -> None:
    tag = entity_tag({"at": datetime.now(UTC), "id": uuid4(), "half": "\ud83d"})
    assert tags_in(tag) == [tag]
    assert tag.startswith('"')


def test_a_row_is_read_through_its_dots() -> None:
    row = SimpleNamespace(name="a", workspace=SimpleNamespace(name="b"))
    assert tag_of(row, ("name", "workspace.name")) == entity_tag({"name": "a", "workspace.name": "b"})


@pytest.mark.parametrize(
    ("sent", "tags"),
    [
        ('"a"', ['"a"']),
        ('"a", W/"b"', ['"a"', 'W/"b"']),
        (' "a","b" ,\t"c,d"', ['"a"', '"b"', '"c,d"']),
        (', "a", , "b",', ['"a"', '"b"']),
        ('""', ['""']),
    ],
)
def test_a_list_of_tags_is_read_as_it_was_sent(sent: str, tags: list[str]) -> None:
    assert tags_in(sent) == tags


@pytest.mark.parametrize("sent", ["", "a", '"a', 'w/"a"', '"a" "b"', '"a", *', '"a b"', "*, *"])
def test_what_is_no_list_of_tags_is_refused(sent: str) -> None:
    with pytest.raises(InvalidField) as refused:
        tags_in(sent)
    assert refused.value.errors[0].field == "If-Match"


def test_a_long_header_that_is_nearly_a_list_is_refused_at_once() -> None:
    """No pattern that tries every way to share the blanks out."""
    with pytest.raises(InvalidField):
        tags_in('"a"' + " , " * 20_000 + "b")


def test_the_problem_carries_the_present_tag() -> None:
    problem = PreconditionFailed("scene", '"now"')
    assert (problem.status, problem.headers) == (412, {"ETag": '"now"'})
    assert problem.detail == "Somebody changed this scene in the meantime."
