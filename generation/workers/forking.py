"""A process that forks shares nothing that speaks: the child opens connections of its own, and leaves its parent's."""

import os
from typing import Any

from django.db import connections

_left: list[Any] = []
"""Kept from being collected in the child: closing one would say goodbye in the parent's name."""


def forget_connections() -> None:
    """In the child, before it asks anything: what was open is the parent's."""
    for found in connections.all(initialized_only=True):
        if found.connection is not None:
            _left.append(found.connection)
            found.connection = None
        found.in_atomic_block = False
        found.savepoint_ids = []


def watch() -> None:
    """From now on, for every fork of this process."""
    os.register_at_fork(after_in_child=forget_connections)
