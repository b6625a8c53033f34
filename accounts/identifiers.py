"""Identifiers: UUIDv7 (RFC 9562), so that the newest row sorts last and an index grows at its end."""

from uuid import UUID

from uuid_utils import compat


def new_id() -> UUID:
    """A fresh UUIDv7."""
    return compat.uuid7()
