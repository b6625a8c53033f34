"""Rings of master keys, one after the other."""

from collections.abc import Callable
from typing import Any

import pytest

from keys.ring import new_entry
from keys.secret import Secret

SetRing = Callable[..., None]


@pytest.fixture
def set_ring(settings: Any) -> SetRing:
    """Make these lines the ring, oldest first."""

    def set_to(*lines: str) -> None:
        settings.MASTER_KEYS = Secret("\n".join(lines))

    return set_to


@pytest.fixture
def first_line(set_ring: SetRing) -> str:
    """The only line of the ring."""
    line = new_entry()
    set_ring(line)
    return line


def id_of(line: str) -> str:
    """The id in a line of the ring."""
    return line.partition(":")[0]
