"""Waiting for a word from PostgreSQL (LISTEN and NOTIFY) on this thread's own connection."""

from weakref import WeakKeyDictionary

import psycopg
from django.db import connection
from psycopg import sql

_listening: WeakKeyDictionary[psycopg.Connection, set[str]] = WeakKeyDictionary()


def heard(channel: str, seconds: float) -> list[str]:
    """Wait at most `seconds` for the next word on `channel`; what was said, empty when nothing was.

    Raises DatabaseError or psycopg.Error when the database is away; then close the connection before asking again.
    """
    connection.ensure_connection()
    raw: psycopg.Connection = connection.connection
    channels = _listening.setdefault(raw, set())
    if channel not in channels:
        raw.execute(sql.SQL("LISTEN {}").format(sql.Identifier(channel)))
        channels.add(channel)
    return [notice.payload for notice in raw.notifies(timeout=seconds, stop_after=1) if notice.channel == channel]
