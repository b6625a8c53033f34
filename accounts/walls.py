"""PostgreSQL's own wall between workspaces: a policy on every tenant table (design section 10).

`app` sees and writes the rows of the workspace that its transaction has entered and no others, whatever the query;
`ops` sees all. The owner of the tables is exempt, so migrations work, and so does a studio on one role alone, which
`check --deploy` warns of. The wall guards against mistakes and injected SQL, not against code that may set the scope.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from django.apps import AppConfig, apps
from django.conf import settings
from django.core import checks
from django.db import connections, transaction

from accounts.tenancy import SETTING, Tenant

OWNER, APP, OPS = "owner", "default", "ops"
"""The connections (settings.DATABASES) of the three roles."""

ENTERED = f"(SELECT NULLIF(current_setting('{SETTING}', true), '')::uuid)"
"""Asked once a statement, not once a row; without a scope it is null, which no row equals."""


def tenant_tables() -> list[type[Tenant]]:
    """Every model whose rows belong to a workspace."""
    return [model for model in apps.get_models() if issubclass(model, Tenant)]


def raise_walls(sender: AppConfig, using: str, **kwargs: Any) -> None:
    """After each migration: every tenant table that is there has its policies, those of later rooms too."""
    if using != OWNER:
        return
    connection = connections[OWNER]
    there = set(connection.introspection.table_names())
    with transaction.atomic(using=OWNER), connection.cursor() as cursor:
        for model in tenant_tables():
            if model._meta.db_table in there:
                for statement in _policies(model._meta.db_table):
                    cursor.execute(statement)


def _policies(table: str) -> Iterator[str]:
    name = connections[OWNER].ops.quote_name
    yield f"ALTER TABLE {name(table)} ENABLE ROW LEVEL SECURITY"
    yield f"DROP POLICY IF EXISTS scope ON {name(table)}"
    yield f"CREATE POLICY scope ON {name(table)} USING (workspace_id = {ENTERED}) WITH CHECK (workspace_id = {ENTERED})"
    yield f"DROP POLICY IF EXISTS ops ON {name(table)}"
    if _user(OPS) not in (_user(OWNER), _user(APP)):
        yield f"CREATE POLICY ops ON {name(table)} TO {name(_user(OPS))} USING (true) WITH CHECK (true)"


def _user(alias: str) -> str:
    return str(settings.DATABASES[alias]["USER"])


@checks.register(checks.Tags.database)
def console_has_a_role(**kwargs: Any) -> Sequence[checks.CheckMessage]:
    """The ops console can't work as `app`, which sees one workspace at a time."""
    if _user(OPS) == _user(APP) != _user(OWNER):
        return [
            checks.Error(
                "DATABASE_OPS_URL is the same role as DATABASE_URL, so the ops console would see no workspace.",
                hint="Give it a role of its own (docs/operations.md, Your own PostgreSQL).",
                id="accounts.E001",
            )
        ]
    return []


@checks.register(checks.Tags.security, deploy=True)
def app_is_walled_in(**kwargs: Any) -> Sequence[checks.CheckMessage]:
    """Row-level security does not bind the owner of the tables."""
    if _user(APP) == _user(OWNER):
        return [
            checks.Warning(
                "DATABASE_URL is the role that owns the tables, so PostgreSQL does not part the workspaces.",
                hint="Give web and workers a role of their own (docs/operations.md, Your own PostgreSQL).",
                id="accounts.W001",
            )
        ]
    return []
