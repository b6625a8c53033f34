"""Events that come in parts cut anywhere."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generation.providers.errors import TooLarge
from generation.providers.server_events import Events

unhurried = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])

LINES = st.lists(st.text(st.characters(exclude_characters="\r\n", exclude_categories=["Cs"])), min_size=1, max_size=3)
ENDS = st.sampled_from(["\n", "\r\n", "\r"])


@unhurried
@given(st.lists(LINES, max_size=4), ENDS, st.data())
def test_however_it_is_cut_the_events_are_the_same(events: list[list[str]], end: str, data: st.DataObject) -> None:
    stream = "".join("".join(f"data: {line}{end}" for line in lines) + end for lines in events).encode()
    reader, found, rest = Events(), [], stream
    while rest:
        size = data.draw(st.integers(1, len(rest)))
        found += reader.feed(rest[:size])
        rest = rest[size:]
    assert found == ["\n".join(lines) for lines in events]


def test_comments_other_fields_and_a_mark_of_order_are_passed_over() -> None:
    stream = b"\xef\xbb\xbfdata:a\n: ping\nevent: message\nid: 3\nretry: 5\ndata: b\n\n\n\ndata\n\ndata: unended"
    assert Events().feed(stream) == ["a\nb", ""]


@unhurried
@given(st.lists(st.binary()))
def test_any_bytes_are_read(parts: list[bytes]) -> None:
    reader = Events()
    for part in parts:
        reader.feed(part)


@pytest.mark.parametrize("part", [b"x" * 100, b"data: xxxxxxxx\n"])
def test_an_event_without_end_is_too_large(part: bytes) -> None:
    reader = Events(largest_bytes=1_000)
    with pytest.raises(TooLarge):
        list(map(reader.feed, [part] * 200))
