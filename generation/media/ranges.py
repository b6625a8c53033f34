"""Which bytes a request asks for (RFC 9110 section 14), as a pure function."""

import re
from dataclasses import dataclass

# 99 digits are more than any file has, and fewer than Python's limit for reading a number.
_ONE_RANGE = re.compile(r"bytes[ \t]*=[ \t]*([0-9]{0,99})-([0-9]{0,99})[ \t]*", re.ASCII | re.IGNORECASE)


class Unsatisfiable(Exception):
    """The range lies wholly behind the end of the file: 416."""


@dataclass(frozen=True, slots=True)
class ByteRange:
    """Bytes `start` up to, not including, `stop`; 0 <= start < stop <= size."""

    start: int
    stop: int

    @property
    def length(self) -> int:
        return self.stop - self.start


def requested_range(header: str | None, size: int) -> ByteRange | None:
    """The one range that `header` asks of a file of `size` bytes, or None for the whole file.

    What a server may ignore is ignored: no header, another unit, several ranges, nonsense.
    Raises `Unsatisfiable`.
    """
    match = _ONE_RANGE.fullmatch((header or "").strip())
    if match is None or match.groups() == ("", ""):
        return None
    first, last = match.groups()
    if not first:
        return _suffix(int(last), size)
    start, stop = int(first), min(int(last) + 1, size) if last else size
    if last and int(last) < start:
        return None  # section 14.1.1: invalid, so ignored
    if start >= size:
        raise Unsatisfiable
    return ByteRange(start, stop)


def _suffix(length: int, size: int) -> ByteRange | None:
    if not length:
        raise Unsatisfiable
    return ByteRange(max(0, size - length), size) if size else None
