"""Who may write the catalogue's versions: the ops console's role. Web and workers read them (design section 10)."""

from typing import Any

from django.apps import AppConfig
from django.db import connections

from accounts.walls import OWNER, named_ops
from quality.models import CatalogueVersion

WRITERS_SQL = """
SELECT DISTINCT rolname FROM pg_class, aclexplode(relacl) JOIN pg_roles ON pg_roles.oid = grantee
WHERE pg_class.oid = %s::regclass AND grantee <> relowner AND privilege_type IN ('INSERT', 'UPDATE', 'DELETE')
"""


def keep_to_reading(sender: AppConfig, using: str, **kwargs: Any) -> None:
    """After each migration: nobody but the tables' owner and the console's role may write versions."""
    table = CatalogueVersion._meta.db_table
    if using != OWNER or table not in connections[OWNER].introspection.table_names():
        return
    ops, name = named_ops(), connections[OWNER].ops.quote_name
    with connections[OWNER].cursor() as cursor:
        cursor.execute(WRITERS_SQL, [table])
        writers = {row[0] for row in cursor.fetchall()}
        for role in sorted(writers - {ops}):
            cursor.execute(f"REVOKE INSERT, UPDATE, DELETE ON {name(table)} FROM {name(role)}")
        if ops and ops not in writers:
            cursor.execute(f"GRANT SELECT, INSERT, UPDATE, DELETE ON {name(table)} TO {name(ops)}")
