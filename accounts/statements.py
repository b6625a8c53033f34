"""Statements that are sent for every job: PostgreSQL reads and plans each of them once on a connection that is kept,
and those whose reply nobody waits for go with the next.

On one that is closed after its request, which would prepare for nobody, they are sent as usual.
"""

import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created
from django.dispatch import receiver

from accounts.trips import Asked, Row, Traveller


class _Kept(threading.local):
    """What this thread's connection has planned, while it is the same, and what waits for the next statement; None
    where nothing waits."""

    traveller: Traveller | None = None
    waiting: list[Asked] | None = None


_kept = _Kept()


@receiver(connection_created)
def walk_indexes(connection: BaseDatabaseWrapper, **_: Any) -> None:
    """A plan that is kept must do for a full table too, though it was made while that was empty."""
    if _is_kept(connection):
        with connection.cursor() as cursor:
            cursor.execute("SET enable_seqscan = off")


def fetch(statement: str, values: Sequence[Any]) -> list[Row]:
    """The rows of a statement whose text is always the same."""
    return _now(statement, values).rows


def change(statement: str, values: Sequence[Any]) -> int:
    """How many rows a statement met whose text is always the same."""
    return _now(statement, values).count


def later(statement: str, values: Sequence[Any]) -> Asked:
    """A statement whose rows nobody needs before the transaction's next: it goes with that, where they are gathered."""
    if _kept.waiting is None:
        return _now(statement, values)
    asked = Asked(statement, values)
    _kept.waiting.append(asked)
    return asked


def _now(statement: str, values: Sequence[Any]) -> Asked:
    database = connections[DEFAULT_DB_ALIAS]
    asked = Asked(statement, values)
    if _is_kept(database):
        _send(database, [*(_kept.waiting or ()), asked])
        return asked
    with database.cursor() as cursor:
        cursor.execute(statement, values)
        asked.rows, asked.count = cursor.fetchall() if cursor.description else [], cursor.rowcount
    return asked


@contextmanager
def gathered() -> Iterator[None]:
    """Let statements of `later` wait within one transaction; what waits when the block fails is not sent at all."""
    database = connections[DEFAULT_DB_ALIAS]
    if not _is_kept(database) or _kept.waiting is not None:
        yield
        return
    _kept.waiting = []
    try:
        with database.execute_wrapper(_after_what_waits):
            yield
        if not database.needs_rollback:
            send_waiting()
    finally:
        _kept.waiting = None


def send_waiting() -> None:
    """Send what waits."""
    if _kept.waiting:
        _send(connections[DEFAULT_DB_ALIAS], [*_kept.waiting])


def commit() -> None:
    """Send what waits and end the transaction with it, in one trip: Django finds nothing to do then. It ends one itself
    in which nothing is gathered."""
    if _kept.waiting is not None and not connections[DEFAULT_DB_ALIAS].needs_rollback:
        later("COMMIT", ())
        send_waiting()


def _after_what_waits(execute: Callable[..., Any], *statement: Any) -> Any:
    """Django's own statements see what was written before them."""
    send_waiting()
    return execute(*statement)


def _send(database: BaseDatabaseWrapper, asked: list[Asked]) -> None:
    if _kept.waiting:
        _kept.waiting.clear()
    database.validate_no_broken_transaction()
    database.close_if_health_check_failed()
    database.ensure_connection()
    if _kept.traveller is None or _kept.traveller.connection is not database.connection:
        _kept.traveller = Traveller(database.connection)
    with database.wrap_database_errors:
        _kept.traveller.go(asked)


def _is_kept(database: BaseDatabaseWrapper) -> bool:
    return bool(database.settings_dict["CONN_MAX_AGE"])
