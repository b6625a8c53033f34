"""Whether an MP4 or MOV is whole. FFmpeg plays a cut one to where it ends, and says nothing."""

import struct
from pathlib import Path

# ISO/IEC 14496-12: a box is 4 bytes of size and 4 of type; size 1 means that 8 bytes of size follow,
# size 0 that the box runs to the end of the file.
HEADER, LONG_HEADER = struct.Struct(">I4s"), struct.Struct(">Q")
FIRST_BOXES = frozenset({b"ftyp", b"moov", b"mdat", b"free", b"skip", b"wide"})
# A damaged file could name any number of empty boxes.
MOST_BOXES = 10_000


def breaks_off(path: Path) -> bool:
    """Whether a box promises more than the file holds; False for other kinds of file."""
    end = path.stat().st_size
    place = 0
    with path.open("rb") as file:
        for _ in range(MOST_BOXES):
            file.seek(place)
            head = file.read(HEADER.size + LONG_HEADER.size)
            size = _box_size(head)
            if (place == 0 and head[4:8] not in FIRST_BOXES) or not size:
                return False
            place += size
            if place >= end:
                return place > end
    return False


def _box_size(head: bytes) -> int:
    """Bytes of the box that starts with `head`; 0 when it has no (sensible) end of its own."""
    if len(head) < HEADER.size:
        return 0
    size, _ = HEADER.unpack_from(head)
    if size != 1:
        return int(size) if size >= HEADER.size else 0
    if len(head) < HEADER.size + LONG_HEADER.size:
        return 0
    return int(LONG_HEADER.unpack_from(head, HEADER.size)[0])
