"""One test database with the three roles of the product, a fixed cast, and a studio whose workers run in-process."""

import os
from collections.abc import Iterator
from typing import Any

import psycopg
import pytest
from django.apps import apps
from django.conf import settings as configured
from django.db import connections
from django.db.models.signals import pre_migrate
from django.test import override_settings
from pytest_django import DjangoDbBlocker
from whitenoise.middleware import WhiteNoiseMiddleware

from accounts import limits
from accounts.models import User, Workspace
from accounts.roles import Role
from generation import bells, deciding
from keys.ring import new_entry
from keys.secret import Secret
from quality import versions
from quality.catalogue.loader import shipped
from quality.catalogue.schema import Catalogue, Row
from quality.queries import forget_corrections
from tests import cast
from tests.cast import Speaker
from tests.stations import Studio

RING = new_entry()
FAST_HASHER = "django.contrib.auth.hashers.MD5PasswordHasher"


@pytest.fixture(scope="session", autouse=True)
def _house_rules(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """No test writes into the studio's own folders, or spends its time on hashing passwords."""
    folders = {
        "MEDIA_ROOT": str(tmp_path_factory.mktemp("media")),
        "STATIC_ROOT": str(tmp_path_factory.mktemp("static")),
    }
    unlimited = {"STRANGER_REQUESTS_A_MINUTE": 1_000_000, "WRONG_TOKENS_A_MINUTE": 1_000_000}
    hidden = {"PASSWORD_HASHERS": [FAST_HASHER], "MASTER_KEYS": Secret(RING)}
    with override_settings(**folders, **unlimited, **hidden):
        yield


@pytest.fixture(autouse=True)
def _the_products_catalogue(monkeypatch: pytest.MonkeyPatch) -> None:
    """No version of an operator is known, and none asked for, unless a test is about them: how many questions a
    request takes does not depend on the clock."""
    monkeypatch.setattr(versions, "_shelf", versions.Shelf(at=float("inf"), facts=(), rows={}, stored={}))


@pytest.fixture(scope="session", autouse=True)
def _static_files_found_once() -> Iterator[None]:
    """Each client of a test has middleware of its own, which would look through every folder of static files."""
    find = WhiteNoiseMiddleware.add_files_from_finders
    found: dict[str, Any] = {}

    def find_once(middleware: WhiteNoiseMiddleware) -> None:
        if not found:
            find(middleware)
            found.update(middleware.files)
        middleware.files.update(found)

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(WhiteNoiseMiddleware, "add_files_from_finders", find_once)
        yield


@pytest.fixture(scope="session", autouse=True)
def _own_bells() -> None:
    """Bells rung by tests are heard by no worker outside of them."""
    bells.broker.namespace = f"dailies-test-{os.getpid()}"


@pytest.fixture(autouse=True)
def _one_minute_a_test(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is limited by the minute does not begin anew because the clock's minute ends in the middle of a test."""
    now = limits.this_minute()
    monkeypatch.setattr(limits, "this_minute", lambda: now)


@pytest.fixture(autouse=True)
def _learned_by_this_test_only() -> Iterator[None]:
    """A process keeps what it read of the corrections for seconds; the next test's rows are others."""
    yield
    forget_corrections()


def _roles() -> set[str]:
    """Database roles that use the tables without owning them."""
    users = {str(configured.DATABASES[alias]["USER"]) for alias in ("default", "ops")}
    return users - {str(configured.DATABASES["owner"]["USER"])}


def _grant(*rights: str) -> None:
    with connections["owner"].cursor() as cursor:
        for role in _roles():
            name = connections["owner"].ops.quote_name(role)
            for right in rights:
                cursor.execute(right.format(role=name))


def _grant_before_tables(**kwargs: Any) -> None:
    """As the launcher does; TRUNCATE is the tests' own, for it is how Django empties tables between them."""
    _grant(
        "GRANT USAGE ON SCHEMA public TO {role}",
        "ALTER DEFAULT PRIVILEGES GRANT SELECT, INSERT, UPDATE, DELETE, TRUNCATE ON TABLES TO {role}",
        "ALTER DEFAULT PRIVILEGES GRANT USAGE ON SEQUENCES TO {role}",
    )


def _all_tables(*args: Any, **kwargs: Any) -> list[str]:
    """What Django empties between transactional tests: else what `default` may migrate, which by our router is none."""
    return [model._meta.db_table for model in apps.get_models(include_auto_created=True)]


EMPTYING_SQL = """
CREATE FUNCTION empty_for_the_next_test() RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    name regclass;
    filled boolean;
BEGIN
    SET CONSTRAINTS ALL DEFERRED;
    FOR name IN SELECT oid FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p')
        AND NOT relispartition AND relname <> 'django_migrations'
    LOOP
        EXECUTE format('SELECT EXISTS (SELECT FROM %s)', name) INTO filled;
        IF filled AND EXISTS (SELECT FROM pg_trigger WHERE tgrelid = name AND NOT tgisinternal) THEN
            EXECUTE format('TRUNCATE %s', name);
        ELSIF filled THEN
            EXECUTE format('DELETE FROM %s', name);
        END IF;
    END LOOP;
END
$$
"""
"""Between tests a few rows lie in a few tables: deleting them costs a tenth of Django's way, to truncate every table.
What is written once can't be deleted, but truncated."""


class Emptying:
    """Empties the tables after a test that commits, as their owner, who sees the rows of every workspace."""

    def __init__(self) -> None:
        self._connection = psycopg.connect(**_address("owner"), autocommit=True)
        self._connection.execute(EMPTYING_SQL)

    def __call__(self, statements: list[str]) -> None:
        """Takes the place of `execute_sql_flush`, whose statements would truncate every table."""
        self._connection.execute("SELECT empty_for_the_next_test()")

    def close(self) -> None:
        """Before the database is dropped."""
        self._connection.close()


def _address(alias: str) -> dict[str, Any]:
    known = connections[alias].get_connection_params()
    return {name: known[name] for name in ("dbname", "user", "password", "host", "port") if name in known}


LEFT_BEHIND_SQL = """
SELECT pg_terminate_backend(pid, 2000) FROM pg_stat_activity
WHERE datname = current_database() AND usename = current_user AND pid <> pg_backend_pid()
"""


def _hang_up(alias: str) -> None:
    """End what threads of the tests left open: a database that is in use can't be dropped."""
    connections[alias].close()
    with psycopg.connect(**_address(alias)) as raw:
        raw.execute(LEFT_BEHIND_SQL)


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Made and migrated by `owner`, used by `app` and `ops`; its name is this process's, so runs may overlap."""
    monkeypatch = pytest.MonkeyPatch()
    name = f"test_{configured.DATABASES['owner']['NAME']}_{os.getpid()}"
    owner = connections["owner"]
    with django_db_blocker.unblock():
        owner.settings_dict["TEST"]["NAME"] = name
        pre_migrate.connect(_grant_before_tables)
        owner.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
        pre_migrate.disconnect(_grant_before_tables)
        with owner.cursor() as cursor:
            cursor.execute(f'ALTER DATABASE "{name}" SET synchronous_commit = off')
        owner.close()
        for alias in ("default", "ops"):
            connections[alias].close()
            connections[alias].settings_dict["NAME"] = configured.DATABASES[alias]["NAME"] = name
        monkeypatch.setattr(connections["default"].introspection, "django_table_names", _all_tables)
        emptying = Emptying()
        for alias in ("default", "owner"):
            monkeypatch.setattr(connections[alias].ops, "execute_sql_flush", emptying)
    yield
    monkeypatch.undo()
    emptying.close()
    with django_db_blocker.unblock():
        for alias in ("default", "ops"):
            _hang_up(alias)
        owner.creation.destroy_test_db(str(configured.DATABASES["owner"]["NAME"]), verbosity=0)


# --- the cast -----------------------------------------------------------------------------------------------


@pytest.fixture
def workspace(db: None) -> Workspace:
    """The workspace that the tests are about."""
    return Workspace.objects.create(name="Northlight Films", slug="northlight")


@pytest.fixture
def owner(workspace: Workspace) -> User:
    """Owns the workspace."""
    return cast.person("owner@northlight.film", workspace, Role.OWNER)


@pytest.fixture
def editor(workspace: Workspace) -> User:
    """Makes things in the workspace."""
    return cast.person("editor@northlight.film", workspace, Role.EDITOR)


@pytest.fixture
def viewer(workspace: Workspace) -> User:
    """Looks at the workspace."""
    return cast.person("viewer@northlight.film", workspace, Role.VIEWER)


@pytest.fixture
def elsewhere(db: None) -> Workspace:
    """A workspace that is none of the cast's business."""
    return Workspace.objects.create(name="Elsewhere", slug="elsewhere")


@pytest.fixture
def outsider(elsewhere: Workspace) -> User:
    """Owns another workspace."""
    return cast.person("outsider@elsewhere.film", elsewhere, Role.OWNER)


@pytest.fixture
def as_owner(owner: User, workspace: Workspace) -> Speaker:
    """The owner, signed in."""
    return cast.browser(owner, workspace)


@pytest.fixture
def as_editor(editor: User, workspace: Workspace) -> Speaker:
    """The editor, signed in."""
    return cast.browser(editor, workspace)


@pytest.fixture
def as_viewer(viewer: User, workspace: Workspace) -> Speaker:
    """The viewer, signed in."""
    return cast.browser(viewer, workspace)


@pytest.fixture
def as_outsider(outsider: User, elsewhere: Workspace) -> Speaker:
    """The outsider, signed in and in their own workspace."""
    return cast.browser(outsider, elsewhere)


@pytest.fixture
def as_intruder(outsider: User, workspace: Workspace) -> Speaker:
    """The outsider, signed in, naming a workspace that is not theirs."""
    return cast.browser(outsider, workspace)


@pytest.fixture
def as_stranger(workspace: Workspace) -> Speaker:
    """Nobody, naming the workspace."""
    return Speaker({"Dailies-Workspace": workspace.slug})


@pytest.fixture
def as_program(editor: User, workspace: Workspace) -> Speaker:
    """A program with a token of the editor."""
    return cast.program(editor, workspace)


# --- the studio ---------------------------------------------------------------------------------------------

SMALL_PICTURE, SMALL_SHOT, FEW_FRAMES = (256, 144), (192, 112), 9


def _small(row: Row) -> Row:
    if row.size is None:
        return row
    moving = row.frames > 1
    return row.model_copy(
        update={"size": SMALL_SHOT if moving else SMALL_PICTURE, "frames": FEW_FRAMES if moving else 1}
    )


@pytest.fixture(scope="session")
def small_catalogue() -> Catalogue:
    """The product's catalogue, with the sizes of what is drawn cut down for speed."""
    whole = shipped()
    rows = tuple(_small(row) if whole.is_embedded(row) else row for row in whole.rows)
    return whole.model_copy(update={"rows": rows})


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch, small_catalogue: Catalogue) -> None:
    """What is asked for in this test is decided by the small catalogue."""
    monkeypatch.setattr(deciding, "shipped", lambda: small_catalogue)


@pytest.fixture
def studio(transactional_db: None, small: None) -> Studio:
    """The real workers of both lanes, on small pictures and short shots."""
    return Studio()
