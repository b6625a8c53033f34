"""Several statements in one round trip, each read and planned once on its connection (libpq's pipeline mode).

psycopg's own pipelines take longer to put together than the trips that they save.
"""

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import count
from typing import Any

import psycopg
from psycopg.abc import Buffer, PQGen
from psycopg.adapt import PyFormat, Transformer
from psycopg.errors import error_from_result
from psycopg.generators import fetch_many, send
from psycopg.pq import ExecStatus, Format, TransactionStatus
from psycopg.pq.abc import PGconn, PGresult

Row = tuple[Any, ...]
Plan = tuple[str, tuple[int, ...]]
"""A statement, and the types that it was planned for."""


@dataclass(slots=True, eq=False)
class Asked:
    """A statement and its values; once it was sent, the rows that came back, and how many it met."""

    statement: str
    values: Sequence[Any] = ()
    rows: list[Row] = field(default_factory=list)
    count: int = 0


@dataclass(slots=True, eq=False)
class _Packed:
    """What is asked as libpq takes it; `is_fresh`: nothing was planned for it yet."""

    asked: Asked
    plan: Plan
    name: bytes
    is_fresh: bool
    values: Sequence[Buffer | None]
    formats: Sequence[Format] | None


class Traveller:
    """Takes statements to PostgreSQL over a connection that is kept."""

    def __init__(self, connection: "psycopg.Connection[Any]") -> None:
        self.connection = connection
        self._pgconn: PGconn = connection.pgconn
        self._transformer = Transformer(connection)
        self._names: dict[Plan, bytes] = {}
        self._numbers = count(1)

    def go(self, asked: Sequence[Asked]) -> None:
        """Send all of them in one trip, and open the transaction that they belong to. Raises the first fault as
        psycopg.Error; nothing that comes after it is done."""
        begins = not self.connection.autocommit and self._pgconn.transaction_status == TransactionStatus.IDLE
        packed = [self._pack(one) for one in ([Asked("BEGIN"), *asked] if begins else asked)]
        with self.connection.lock:
            try:
                answers = self._exchange(packed)
            except BaseException:
                self._pgconn.finish()  # who stops waiting can't know what comes next
                raise
        for one in packed:
            if one.is_fresh:
                self._check(answers.popleft(), one)
                self._names[one.plan] = one.name
            self._read(one.asked, self._check(answers.popleft(), one))

    def _pack(self, asked: Asked) -> _Packed:
        values = self._transformer.dump_sequence(asked.values, _formats(len(asked.values)))
        plan = asked.statement, self._transformer.types or ()
        known = self._names.get(plan)
        name = known or b"kept_%d" % next(self._numbers)
        return _Packed(asked, plan, name, known is None, values, self._transformer.formats)

    def _exchange(self, packed: Sequence[_Packed]) -> deque[PGresult]:
        self._pgconn.enter_pipeline_mode()
        for one in packed:
            if one.is_fresh:
                self._pgconn.send_prepare(one.name, _numbered(one.asked.statement), param_types=one.plan[1])
            self._pgconn.send_query_prepared(one.name, one.values, param_formats=one.formats)
        self._pgconn.pipeline_sync()
        answers = self.connection.wait(_answers(self._pgconn, len(packed) + sum(one.is_fresh for one in packed)))
        self._pgconn.exit_pipeline_mode()
        return answers

    def _check(self, answer: PGresult, one: _Packed) -> PGresult:
        if answer.status == ExecStatus.FATAL_ERROR:
            self._names.pop(one.plan, None)  # the table may have changed: next time it is read anew
            raise error_from_result(answer, encoding=self.connection.info.encoding)
        return answer

    def _read(self, one: Asked, answer: PGresult) -> None:
        if answer.status == ExecStatus.TUPLES_OK:
            self._transformer.set_pgresult(answer)
            one.rows = self._transformer.load_rows(0, answer.ntuples, tuple)
        one.count = answer.command_tuples or 0


def _answers(pgconn: PGconn, number: int) -> PQGen[deque[PGresult]]:
    """To each that was sent; after the last of them comes the word that this was all."""
    yield from send(pgconn)
    found: deque[PGresult] = deque()
    for _ in range(number):
        if not (answer := (yield from fetch_many(pgconn))):
            raise psycopg.OperationalError("the connection to PostgreSQL is lost")
        found.append(answer[0])
    yield from fetch_many(pgconn)
    return found


@cache
def _formats(number: int) -> tuple[PyFormat, ...]:
    return (PyFormat.AUTO,) * number


@cache
def _numbered(statement: str) -> bytes:
    """As PostgreSQL itself writes places for values: $1, $2."""
    first, *others = statement.split("%s")
    return (first + "".join(f"${place}{rest}" for place, rest in enumerate(others, 1))).encode()
