"""The statements that every job's start and end send, written once: put together by the ORM each time, they took longer
than PostgreSQL took to run them (docs/benchmarks.md, `benchmarks.queueing whole`)."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, TypeVar

from django.db import DEFAULT_DB_ALIAS, connections, models
from django.db.models.base import ModelState

from accounts import statements
from accounts.tenancy import Tenant, current_workspace_id
from generation.models import Generation, Job
from generation.queue import Claim

T = TypeVar("T", bound=Tenant)


@dataclass(frozen=True, slots=True)
class Part:
    """What is told of a generation's job where all of them are looked at."""

    kind: str
    state: str
    failures: Sequence[dict[str, Any]]


@cache
def _columns(model: type[Tenant]) -> tuple[Any, ...]:
    return tuple(model._meta.concrete_fields)


HELD_SQL = """
SELECT {columns} FROM generation_queueticket t
JOIN generation_job j ON j.id = t.job_id JOIN generation_generation g ON g.id = j.generation_id
WHERE t.job_id = %s AND t.fence = %s AND j.workspace_id = %s FOR NO KEY UPDATE
"""
LEFT_SQL = """
WITH mine AS (DELETE FROM generation_queueticket WHERE job_id = %s AND fence = %s RETURNING job_id)
SELECT {columns} FROM mine JOIN generation_job j ON j.id = mine.job_id
JOIN generation_generation g ON g.id = j.generation_id
WHERE j.workspace_id = %s FOR NO KEY UPDATE OF j, g
"""


@cache
def _with_columns(statement: str) -> str:
    names = [f'j."{field.column}"' for field in _columns(Job)] + [
        f'g."{field.column}"' for field in _columns(Generation)
    ]
    return statement.format(columns=", ".join(names))


def held_job(held: Claim) -> Job | None:
    """A job of the workspace we are in, with its generation, locked after its ticket as `held()` locks; None where the
    ticket does not carry our fence, or the job is gone."""
    return _job(HELD_SQL, held)


def left_job(held: Claim) -> Job | None:
    """The same of a job whose ticket goes with this transaction."""
    return _job(LEFT_SQL, held)


def _job(statement: str, held: Claim) -> Job | None:
    found = statements.fetch(_with_columns(statement), [held.job_id, held.fence, current_workspace_id()])
    if not found:
        return None
    (row,) = found
    split = len(_columns(Job))
    job = _instance(Job, row[:split])
    job.generation = _instance(Generation, row[split:])
    return job


def _instance(model: type[T], values: Sequence[Any]) -> T:
    """As `from_db` makes it of all its columns, but for asking each field whether it converts what it reads."""
    found = dict(zip(_names(model), values, strict=True))
    for name, field in _written_as_json(model):
        if (value := found[name]) is not None:
            found[name] = json.loads(value, cls=field.decoder)
    made = model.__new__(model)
    made.__dict__.update(found, _state=ModelState())
    made._state.adding, made._state.db = False, DEFAULT_DB_ALIAS
    return made


@cache
def _names(model: type[Tenant]) -> tuple[str, ...]:
    return tuple(field.attname for field in _columns(model))


@cache
def _written_as_json(model: type[Tenant]) -> tuple[tuple[str, Any], ...]:
    """No other of a job's and a generation's fields is read otherwise than psycopg reads it."""
    return tuple((field.attname, field) for field in _columns(model) if isinstance(field, models.JSONField))


@cache
def _fields(model: type[Tenant], names: tuple[str, ...]) -> tuple[Any, ...]:
    return tuple(model._meta.get_field(name) for name in names)


@cache
def _update_sql(model: type[Tenant], names: tuple[str, ...]) -> str:
    columns = ", ".join(f'"{field.column}" = %s' for field in _fields(model, names))
    return f'UPDATE "{model._meta.db_table}" SET {columns} WHERE id = %s AND workspace_id = %s'


def save_fields(row: Tenant, *names: str) -> None:
    """Write these fields of a row of the workspace we are in, with the next statement."""
    fields, database = _fields(type(row), names), connections[DEFAULT_DB_ALIAS]
    values = [field.get_db_prep_save(getattr(row, field.attname), database) for field in fields]
    statements.later(_update_sql(type(row), names), [*values, row.pk, current_workspace_id()])


PARTS_SQL = """
SELECT kind, state, nullif(failures, '[]') FROM generation_job
WHERE generation_id = %s AND workspace_id = %s ORDER BY id
"""


def parts_of(generation: Generation) -> list[Part]:
    """The jobs of a generation, as they stand."""
    found = statements.fetch(PARTS_SQL, [generation.pk, current_workspace_id()])
    return [Part(kind, state, json.loads(told) if told else []) for kind, state, told in found]


CHOSEN_SQL = """
SELECT EXISTS (SELECT FROM generation_webhook WHERE workspace_id = %s AND enabled AND events @> ARRAY[%s]::varchar[])
"""


def is_chosen(event: str) -> bool:
    """Whether a webhook of the workspace we are in is told of this event; most workspaces have none."""
    ((found,),) = statements.fetch(CHOSEN_SQL, [current_workspace_id(), event])
    return bool(found)
