"""The Range header as RFC 9110 reads it: whatever is asked, the answer lies inside the file."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from generation.media.ranges import ByteRange, Unsatisfiable, requested_range

sizes = some.integers(1, 10**13)


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("bytes=0-0", ByteRange(0, 1)),
        ("bytes=0-499", ByteRange(0, 500)),
        ("bytes=500-", ByteRange(500, 1000)),
        ("bytes=-1", ByteRange(999, 1000)),
        ("bytes=-5000", ByteRange(0, 1000)),
        ("bytes=999-5000", ByteRange(999, 1000)),
        (" Bytes = 3-4 ", ByteRange(3, 5)),
        ("bytes=007-8", ByteRange(7, 9)),
        (f"bytes=0-{'9' * 90}", ByteRange(0, 1000)),
    ],
)
def test_one_range_is_understood(header: str, expected: ByteRange) -> None:
    assert requested_range(header, 1000) == expected


@pytest.mark.parametrize(
    "header",
    [
        None,
        "",
        "bytes",
        "bytes=",
        "bytes=-",
        "bytes=5-2",
        "bytes=a-b",
        "bytes=1-2,4-5",
        "bytes=1-2, 900-",
        "items=0-5",
        "bytes=0x1-2",
        "bytes=-1-2",
        "bytes=+1-2",
        "bytes=\u0661-\u0662",
        "bytes=1.0-2",
        f"bytes={'9' * 5000}-",
    ],
)
def test_anything_else_means_the_whole_file(header: str | None) -> None:
    assert requested_range(header, 1000) is None


@pytest.mark.parametrize("header", ["bytes=1000-", "bytes=1000-1001", "bytes=-0", "bytes=5000-"])
def test_a_range_behind_the_end_cannot_be_satisfied(header: str) -> None:
    with pytest.raises(Unsatisfiable):
        requested_range(header, 1000)


def test_an_empty_file_has_no_first_byte() -> None:
    assert requested_range("bytes=-5", 0) is None
    with pytest.raises(Unsatisfiable):
        requested_range("bytes=0-", 0)


@given(some.text(max_size=40) | some.from_regex(r"bytes=[0-9]{0,15}-[0-9]{0,15}"), some.integers(0, 10**13))
def test_no_header_reaches_outside_the_file(header: str, size: int) -> None:
    try:
        part = requested_range(header, size)
    except Unsatisfiable:
        return
    assert part is None or 0 <= part.start < part.stop <= size


@given(sizes, some.data())
def test_every_range_inside_is_given_exactly(size: int, data: some.DataObject) -> None:
    first = data.draw(some.integers(0, size - 1))
    last = data.draw(some.integers(first, size - 1))
    assert requested_range(f"bytes={first}-{last}", size) == ByteRange(first, last + 1)
    assert requested_range(f"bytes={first}-", size) == ByteRange(first, size)
    assert requested_range(f"bytes=-{size - first}", size) == ByteRange(first, size)


@given(sizes, some.integers(0, 10**13))
def test_every_range_behind_the_end_is_refused(size: int, beyond: int) -> None:
    with pytest.raises(Unsatisfiable):
        requested_range(f"bytes={size + beyond}-", size)
