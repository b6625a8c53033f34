"""The embedded PostgreSQL and Redis, started for real: who may come in, and what each role may do."""

import stat

import psycopg
import pytest
import redis
from psycopg import errors
from redis.backoff import NoBackoff
from redis.retry import Retry

from config.bootstrap.environment import Addresses
from config.bootstrap.leftovers import command_of
from config.bootstrap.roles import DATABASE, prepare, redis_address
from config.bootstrap.state import State

ONCE = Retry(NoBackoff(), 0)
Services = tuple[State, Addresses]


def test_every_door_asks_for_a_scram_password(services: Services) -> None:
    state, _ = services
    lines = [line.split() for line in (state.pgdata / "pg_hba.conf").read_text().splitlines()]
    methods = {words[-1] for words in lines if words and not words[0].startswith("#")}
    assert methods == {"scram-sha-256"}


@pytest.mark.parametrize("role", ["postgres", "owner", "app", "ops"])
@pytest.mark.parametrize("password", ["", "wrong"])
def test_a_wrong_password_is_refused(services: Services, role: str, password: str) -> None:
    state, _ = services
    with pytest.raises(psycopg.OperationalError, match="password"):
        psycopg.connect(host=str(state.sockets()), user=role, password=password, dbname=DATABASE)


def test_nothing_listens_on_the_network(services: Services) -> None:
    _, addresses = services
    with psycopg.connect(addresses.app) as connection:
        row = connection.execute("SELECT current_setting('listen_addresses')").fetchone()
    assert row == ("",)


def test_passwords_lie_in_private_files_and_in_no_command_line(services: Services) -> None:
    state, _ = services
    files = list(state.secrets.iterdir())
    assert {path.name for path in files} >= {"postgres", "owner", "app", "ops", "redis", "redis.conf"}
    assert all(stat.S_IMODE(path.stat().st_mode) == 0o600 for path in files)
    pid = int((state.pgdata / "postmaster.pid").read_text().splitlines()[0])
    words = command_of(pid) + "".join(path.read_text(errors="replace") for path in state.logs.glob("*.log"))
    secrets = [path.read_text() for path in files if path.name != "redis.conf"]
    assert not [secret for secret in secrets if secret in words]


def test_the_database_knows_no_password_itself(services: Services) -> None:
    state, _ = services
    password = state.secret("postgres")
    with psycopg.connect(host=str(state.sockets()), user="postgres", password=password) as connection:
        rows = connection.execute("SELECT rolname, rolpassword FROM pg_authid WHERE rolcanlogin").fetchall()
    assert {name for name, _ in rows} == {"postgres", "owner", "app", "ops"}
    assert all(kept.startswith("SCRAM-SHA-256$") for _, kept in rows)


def test_roles_have_no_more_rights_than_they_need(services: Services) -> None:
    _, addresses = services
    with psycopg.connect(addresses.app) as connection:
        rows = connection.execute(
            "SELECT rolname, rolsuper, rolcreaterole, rolbypassrls, rolreplication, rolcreatedb FROM pg_roles "
            "WHERE rolname IN ('owner', 'app', 'ops')"
        ).fetchall()
    no = (False, False, False, False)
    assert set(rows) == {("owner", *no, True), ("app", *no, False), ("ops", *no, False)}


@pytest.mark.parametrize("role", ["app", "ops"])
@pytest.mark.parametrize(
    "statement",
    [
        "CREATE TABLE intruder (id int)",
        "CREATE SCHEMA intruder",
        "CREATE DATABASE intruder",
        "CREATE TEMPORARY TABLE intruder (id int)",
        "DROP TABLE notes",
        "ALTER TABLE notes ADD COLUMN more int",
        "TRUNCATE notes",
        "ALTER DATABASE dailies SET work_mem = '1GB'",
    ],
)
def test_app_and_ops_cannot_change_the_schema(services: Services, notes: None, role: str, statement: str) -> None:
    _, addresses = services
    with (
        psycopg.connect(getattr(addresses, role), autocommit=True) as connection,
        pytest.raises(errors.InsufficientPrivilege),
    ):
        connection.execute(statement.encode())


@pytest.mark.parametrize("role", ["app", "ops"])
def test_app_and_ops_work_with_what_the_owner_makes(services: Services, notes: None, role: str) -> None:
    _, addresses = services
    with psycopg.connect(getattr(addresses, role)) as connection:
        connection.execute("INSERT INTO notes (text) VALUES ('seen')")
        connection.execute("UPDATE notes SET text = 'changed'")
        assert connection.execute("SELECT DISTINCT text FROM notes").fetchall() == [("changed",)]
        connection.execute("DELETE FROM notes")


@pytest.fixture
def notes(services: Services) -> None:
    """A table of the owner's with a sequence."""
    _, addresses = services
    with psycopg.connect(addresses.owner) as connection:
        connection.execute("CREATE TABLE IF NOT EXISTS notes (id serial PRIMARY KEY, text text)")


def test_a_test_database_of_the_owner_gives_the_same_rights(services: Services) -> None:
    _, addresses = services
    with psycopg.connect(addresses.owner, autocommit=True) as connection:
        connection.execute("CREATE DATABASE test_rights")
    try:
        with psycopg.connect(addresses.owner, dbname="test_rights") as connection:
            connection.execute("CREATE TABLE notes (id serial PRIMARY KEY)")
        with psycopg.connect(addresses.app, dbname="test_rights") as connection:
            connection.execute("INSERT INTO notes DEFAULT VALUES")
            with pytest.raises(errors.InsufficientPrivilege):
                connection.execute("CREATE TABLE intruder (id int)")
    finally:
        with psycopg.connect(addresses.owner, autocommit=True) as connection:
            connection.execute("DROP DATABASE test_rights")


def test_app_and_ops_cannot_enter_other_databases(services: Services) -> None:
    _, addresses = services
    with pytest.raises(psycopg.OperationalError, match="permission denied for database"):
        psycopg.connect(addresses.app, dbname="postgres")


def test_a_new_password_file_changes_the_password(services: Services) -> None:
    """So that a password that became known can be replaced: remove its file and start again."""
    state, addresses = services
    (state.secrets / "ops").unlink()
    prepare(state)
    with pytest.raises(psycopg.OperationalError, match="password"):
        psycopg.connect(addresses.ops)
    from config.bootstrap.roles import addresses as now

    psycopg.connect(now(state).ops).close()
    (state.secrets / "ops").write_text(addresses.ops.split(":")[2].split("@")[0])
    prepare(state)
    psycopg.connect(addresses.ops).close()


def test_redis_asks_for_its_password(services: Services) -> None:
    state, _ = services
    path = str(state.sockets() / "redis.sock")
    with pytest.raises(redis.AuthenticationError):
        redis.Redis(unix_socket_path=path, retry=ONCE).ping()
    with pytest.raises(redis.AuthenticationError):
        redis.Redis(unix_socket_path=path, password="wrong", retry=ONCE).ping()
    assert redis.Redis.from_url(redis_address(state)).ping()


def test_sockets_can_be_reached_by_their_owner_only(services: Services) -> None:
    state, _ = services
    assert stat.S_IMODE(state.sockets().stat().st_mode) == 0o700
