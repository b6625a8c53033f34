"""The three database roles (design section 10): `owner` owns the tables, `app` and `ops` may only use them."""

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from config.bootstrap.environment import Addresses
from config.bootstrap.messages import Trouble
from config.bootstrap.postgres import SUPERUSER
from config.bootstrap.redis import SECRET, socket_path
from config.bootstrap.state import State

if TYPE_CHECKING:
    from psycopg import Connection

DATABASE = "dailies"
OWNER, APP, OPS = ROLES = ("owner", "app", "ops")
STAMP = "roles"

ROLE = "CREATE ROLE {role} LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEROLE NOREPLICATION"
CREATION = {OWNER: "CREATEDB", APP: "NOCREATEDB", OPS: "NOCREATEDB"}
"""The owner may create databases: the test databases."""

DOORS = (
    "REVOKE ALL ON DATABASE {database} FROM PUBLIC",
    "GRANT CONNECT ON DATABASE {database} TO app, ops",
    "REVOKE CONNECT ON DATABASE postgres FROM PUBLIC",
    "GRANT CONNECT ON DATABASE postgres TO owner",
)
RIGHTS = (
    "REVOKE ALL ON SCHEMA public FROM PUBLIC",
    "GRANT USAGE, CREATE ON SCHEMA public TO owner",
    "GRANT USAGE ON SCHEMA public TO app, ops",
    "ALTER DEFAULT PRIVILEGES FOR ROLE owner GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO app, ops",
    "ALTER DEFAULT PRIVILEGES FOR ROLE owner GRANT USAGE ON SEQUENCES TO app, ops",
)
"""Default privileges belong to one database; in template1 too, so that test databases made from it have them."""


def address(role: str, state: State) -> str:
    """The role's address: the socket's folder as a parameter, which libpq, psycopg and django-environ all read."""
    password = quote(state.secret(role), safe="")
    return f"postgresql://{role}:{password}@/{DATABASE}?host={quote(str(state.sockets()))}"


def redis_address(state: State) -> str:
    """The embedded Redis's address."""
    return f"unix://:{quote(state.secret(SECRET), safe='')}@{quote(str(socket_path(state)))}"


def addresses(state: State) -> Addresses:
    """The embedded services' addresses."""
    return Addresses(address(APP, state), address(OWNER, state), address(OPS, state), redis_address(state))


def wanted(state: State) -> str:
    """A mark of everything that `prepare` does; the same mark means that nothing is left to do."""
    parts = (Path(__file__).read_text(), *(state.secret(role) for role in ROLES))
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()


def prepare(state: State) -> None:
    """Make roles, database and rights. Does nothing the second time, and may be interrupted at any point."""
    mark = wanted(state)
    if state.stamp(STAMP) == mark:
        return
    with _connect(state, SUPERUSER) as connection:
        for role in ROLES:
            _make_role(connection, role, state.secret(role))
        _make_database(connection)
    for database in (DATABASE, "template1"):
        with _connect(state, database) as connection:
            for statement in RIGHTS:
                _do(connection, statement)
    state.set_stamp(STAMP, mark)


def _connect(state: State, database: str) -> "Connection[Any]":
    import psycopg
    import psycopg.conninfo

    words = {"host": str(state.sockets()), "user": SUPERUSER, "password": state.secret(SUPERUSER)}
    try:
        return psycopg.connect(psycopg.conninfo.make_conninfo(dbname=database, **words), autocommit=True)
    except psycopg.OperationalError as error:
        raise Trouble(
            f"the embedded PostgreSQL could not be entered: {str(error).strip()}",
            f"If files in {state.secrets} were changed, put them back; the server's log is {state.log('postgres')}",
        ) from error


def _make_role(connection: "Connection[Any]", role: str, password: str) -> None:
    from psycopg import sql

    if not _found(connection, "SELECT 1 FROM pg_roles WHERE rolname = %s", role):
        _do(connection, ROLE, role=role)
    # Only the verifier travels, so that no log of the server can ever show the password.
    verifier = connection.pgconn.encrypt_password(password.encode(), role.encode(), b"scram-sha-256").decode()
    statement = sql.SQL("ALTER ROLE {} {} PASSWORD {}").format(
        sql.Identifier(role), sql.SQL(CREATION[role]), sql.Literal(verifier)
    )
    connection.execute(statement)


def _make_database(connection: "Connection[Any]") -> None:
    if not _found(connection, "SELECT 1 FROM pg_database WHERE datname = %s", DATABASE):
        _do(connection, "CREATE DATABASE {database} OWNER owner", database=DATABASE)
    for statement in DOORS:
        _do(connection, statement, database=DATABASE)


def _found(connection: "Connection[Any]", question: str, name: str) -> bool:
    return connection.execute(question.encode(), (name,)).fetchone() is not None


def _do(connection: "Connection[Any]", statement: str, **names: str) -> None:
    from psycopg import sql

    identifiers = {name: sql.Identifier(value) for name, value in names.items()}
    connection.execute(sql.SQL(statement).format(**identifiers))
