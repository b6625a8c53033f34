"""What a provider made, streamed to a file of ours: whole or not at all, and no larger than it may be."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from accounts.outgoing.exchange import Tick
from generation.providers import errors
from generation.providers.http import Call, Client, bounded
from generation.providers.sealing import sealed

LARGEST_FILE_BYTES = 2 * 2**30
OCTETS = ("application/octet-stream", "binary/octet-stream", "application/binary")
"""What stores of files say where nobody told them better; what it is shows when it is opened."""


@sealed
def save(client: Client, call: Call, path: Path, tick: Tick, most_bytes: int = LARGEST_FILE_BYTES) -> int:
    """Fetch into `path`; its size in bytes. Raises ProviderError, OSError, and what `tick` raises; then `path` is as
    it was."""
    return client.again(call, tick, lambda: _saved(client, call, path, tick, most_bytes))


def _saved(client: Client, call: Call, path: Path, tick: Tick, most_bytes: int) -> int:
    with client.opened(call, tick) as (exchange, head), replacing(path) as file:
        for part in bounded(exchange.parts(tick), head, most_bytes):
            file.write(part)
        size = file.tell()
        if not size:
            raise errors.malformed(status=head.status)
        return size


@contextmanager
def replacing(path: Path) -> Iterator[BinaryIO]:
    """A file that takes the place of `path` when it is whole, and is gone when it did not become so."""
    beside = path.with_name(f"{path.name}.part")
    try:
        with beside.open("wb") as file:
            yield file
        os.replace(beside, path)
    finally:
        beside.unlink(missing_ok=True)
