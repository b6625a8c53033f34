"""PostgreSQL's own wall between workspaces: a policy on every tenant table (design section 10).

`app` sees and writes the rows of the workspace that its transaction has entered and no others, whatever the query;
`ops` sees all. The owner of the tables is exempt, so migrations work, and so does a studio on one role alone, which
`check --deploy` warns of. The wall guards against mistakes and injected SQL, not against code that may set the scope.
"""

import hashlib
import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.apps import AppConfig, apps
from django.core import checks
from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError, ProgrammingError, connections, transaction

from accounts.tenancy import SETTING, Tenant

log = logging.getLogger("dailies.walls")

OWNER, APP, OPS = "owner", "default", "ops"
"""The connections (settings.DATABASES) of the three roles."""

ENTERED = f"(SELECT NULLIF(current_setting('{SETTING}', true), '')::uuid)"
"""Asked once a statement, not once a row; without a scope it is null, which no row equals."""
MARK = f"dailies {hashlib.sha256(ENTERED.encode()).hexdigest()[:16]}"
"""The comment on a policy of this wording: PostgreSQL tells a policy's text in words of its own."""
LOCK_SECONDS = 20
"""How long a change of policies waits for who reads a table; behind it everybody else would wait too."""

WALL_SQL = """
SELECT polname, obj_description(pg_policy.oid, 'pg_policy'),
       ARRAY(SELECT rolname FROM pg_roles WHERE oid = ANY(polroles))
FROM pg_class LEFT JOIN pg_policy ON polrelid = pg_class.oid
WHERE pg_class.oid = %s::regclass AND relrowsecurity
"""


@dataclass(frozen=True, slots=True)
class Wall:
    """What stands before a table now: whether the policy of scopes is ours, and who may look over the wall."""

    scope: bool
    ops: frozenset[str]


def tenant_tables() -> list[type[Tenant]]:
    """Every model whose rows belong to a workspace."""
    return [model for model in apps.get_models() if issubclass(model, Tenant) and not model._meta.proxy]


def raise_walls(sender: AppConfig, using: str, **kwargs: Any) -> None:
    """After each migration: every tenant table that is there gets the policies it lacks, those of later rooms too.

    What stands already is left alone, so that a studio that is in use is not disturbed.
    """
    if using != OWNER:
        return
    there, ops = set(connections[OWNER].introspection.table_names()), named_ops()
    for table in sorted(there & {model._meta.db_table for model in tenant_tables()}):
        wall = _standing(OWNER, table)
        if missing := list(_missing(table, wall, ops)):
            _change(table, missing)
        if not wall.ops and not ops:
            log.warning("no role may look over the wall before %s: migrate with DATABASE_OPS_URL", table)


def named_ops() -> str:
    """The role of the console; empty where it is the owner's, which needs no policy, or the app's."""
    role = _role(OPS)
    return "" if role in (_role(OWNER), _role(APP)) else role


def _role(alias: str) -> str:
    """Asked, not read from the address: a pooler's login or an empty name is no role."""
    with connections[alias].cursor() as cursor:
        cursor.execute("SELECT current_user")
        return str(cursor.fetchone()[0])


def _standing(alias: str, table: str) -> Wall:
    with connections[alias].cursor() as cursor:
        cursor.execute(WALL_SQL, [table])
        found = {name: (mark, roles) for name, mark, roles in cursor.fetchall()}
    return Wall(found.get("scope", ("", []))[0] == MARK, frozenset(found.get("ops", ("", []))[1]))


def _missing(table: str, wall: Wall, ops: str) -> Iterator[str]:
    """The statements that bring a wall up to date. Who may look over it stays, where nobody is named now."""
    name = connections[OWNER].ops.quote_name
    if not wall.scope:
        yield f"ALTER TABLE {name(table)} ENABLE ROW LEVEL SECURITY"
        yield f"DROP POLICY IF EXISTS scope ON {name(table)}"
        own = f"workspace_id = {ENTERED}"
        yield f"CREATE POLICY scope ON {name(table)} USING ({own}) WITH CHECK ({own})"
        yield f"COMMENT ON POLICY scope ON {name(table)} IS '{MARK}'"
    if ops and wall.ops != {ops}:
        yield f"DROP POLICY IF EXISTS ops ON {name(table)}"
        yield f"CREATE POLICY ops ON {name(table)} TO {name(ops)} USING (true) WITH CHECK (true)"


def _change(table: str, statements: Sequence[str]) -> None:
    """One short transaction a table, which gives up rather than let everybody wait behind a long read."""
    try:
        with transaction.atomic(using=OWNER), connections[OWNER].cursor() as cursor:
            cursor.execute(f"SET LOCAL lock_timeout = '{LOCK_SECONDS}s'")
            for statement in statements:
                cursor.execute(statement)
    except ProgrammingError as error:
        if "must be owner" not in str(error):
            raise
        raise ImproperlyConfigured(
            f"The policies of {table} are to be changed, which only the owner of the tables may: set DATABASE_OWNER_URL"
            " and migrate again (docs/operations.md, Your own PostgreSQL)."
        ) from error


@checks.register(checks.Tags.security, deploy=True)
def walls_stand(**kwargs: Any) -> Sequence[checks.CheckMessage]:
    """Whether PostgreSQL parts the workspaces for web and workers, and lets the console see them all.

    Says nothing where the database is away: then nobody knows.
    """
    table = tenant_tables()[0]._meta.db_table
    try:
        walled = _is_walled(APP, table) and not _may_look_over(APP, table)
        seeing = not _is_walled(OPS, table) or _may_look_over(OPS, table)
    except DatabaseError:
        return []
    told: list[checks.CheckMessage] = []
    if not walled:
        told.append(
            checks.Warning(
                "Row-level security does not bind the role of DATABASE_URL: PostgreSQL does not part the workspaces.",
                hint="Give web and workers a role that owns no table (docs/operations.md, Your own PostgreSQL).",
                id="accounts.W001",
            )
        )
    if not seeing:
        told.append(
            checks.Error(
                "The role of DATABASE_OPS_URL may not look over the wall, so the ops console sees no workspace.",
                hint="Migrate once more with DATABASE_OPS_URL set to the console's own role.",
                id="accounts.E001",
            )
        )
    return told


def _is_walled(alias: str, table: str) -> bool:
    with connections[alias].cursor() as cursor:
        cursor.execute("SELECT row_security_active(%s)", [table])
        return bool(cursor.fetchone()[0])


def _may_look_over(alias: str, table: str) -> bool:
    return _role(alias) in _standing(alias, table).ops
