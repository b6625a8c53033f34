"""Bodies of multipart/form-data (pure; RFC 7578). Names are ours, so none needs quoting."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Part:
    """A field, or a file where it has a name. `content_type` of a field is empty."""

    name: str
    content: bytes = field(repr=False)
    filename: str = ""
    content_type: str = ""


def form(parts: Sequence[Part]) -> tuple[str, bytes]:
    """Content type and body. The boundary is a digest of what it parts, so it is not in there."""
    digest = hashlib.sha256()
    for part in parts:
        digest.update(hashlib.sha256(part.content).digest())
    boundary = f"dailies-{digest.hexdigest()}"
    pieces = []
    for part in parts:
        pieces += [f"--{boundary}\r\n{_head(part)}\r\n\r\n".encode(), part.content, b"\r\n"]
    return f"multipart/form-data; boundary={boundary}", b"".join([*pieces, f"--{boundary}--\r\n".encode()])


def _head(part: Part) -> str:
    lines = [f'Content-Disposition: form-data; name="{part.name}"']
    if part.filename:
        lines = [f'{lines[0]}; filename="{part.filename}"', f"Content-Type: {part.content_type}"]
    return "\r\n".join(lines)
