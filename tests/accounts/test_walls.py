"""PostgreSQL itself keeps workspaces apart, whatever SQL arrives as `app`."""

import asyncio
import threading
from collections.abc import Iterator
from functools import partial
from uuid import UUID

import pytest
from asgiref.sync import sync_to_async
from django.apps import apps
from django.conf import settings
from django.core.checks import Error, Warning
from django.core.exceptions import ImproperlyConfigured
from django.db import ProgrammingError, connection, connections, transaction
from django.test.utils import CaptureQueriesContext

from accounts import walls
from accounts.identifiers import new_id
from accounts.models import Workspace
from accounts.tenancy import scope
from projects.models import Project
from tests import rows

OPS, APP_ROLE = settings.DATABASES["ops"]["USER"], settings.DATABASES["default"]["USER"]
TABLES = [model._meta.db_table for model in walls.tenant_tables()]


def seen(alias: str = "default") -> set[str]:
    """Names of projects that SQL without a manager sees."""
    with connections[alias].cursor() as cursor:
        cursor.execute("SELECT name FROM projects_project")
        return {row[0] for row in cursor.fetchall()}


@pytest.fixture
def both(workspace: Workspace, elsewhere: Workspace) -> tuple[UUID, UUID]:
    """A project in each of two workspaces."""
    for place, title in ((workspace, "Ours"), (elsewhere, "Theirs")):
        project = rows.project_in(place)
        with scope(place.pk):
            Project.objects.filter(pk=project.pk).update(name=title)
    return workspace.pk, elsewhere.pk


def test_there_are_tenant_tables() -> None:
    assert {"projects_project", "generation_generation", "generation_storedfile"} <= set(TABLES)


@pytest.mark.django_db
@pytest.mark.parametrize("table", TABLES)
def test_every_tenant_table_has_its_policies(table: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT relrowsecurity FROM pg_class WHERE oid = %s::regclass", [table])
        assert cursor.fetchone() == (True,)
        cursor.execute(
            "SELECT policyname, roles::text, cmd, qual, with_check FROM pg_policies WHERE tablename = %s", [table]
        )
        found = {name: rest for name, *rest in cursor.fetchall()}
    assert set(found) == {"scope", "ops"}
    for half in (2, 3):
        assert "workspace_id = ( SELECT (NULLIF(current_setting('dailies.workspace'" in found["scope"][half]
    assert found["ops"] == [f"{{{OPS}}}", "ALL", "true", "true"]


@pytest.mark.django_db
@pytest.mark.parametrize("alias", ["default", "ops"])
def test_who_works_with_the_tables_can_pass_no_policy_by(alias: str) -> None:
    with connections["default"].cursor() as cursor:
        role = [settings.DATABASES[alias]["USER"]]
        cursor.execute("SELECT rolsuper, rolbypassrls, rolcreaterole FROM pg_roles WHERE rolname = %s", role)
        assert cursor.fetchone() == (False, False, False)
        cursor.execute("SELECT count(*) FROM pg_tables WHERE schemaname = 'public' AND tableowner = %s", role)
        assert cursor.fetchone() == (0,)


@pytest.mark.django_db
def test_sql_by_hand_sees_the_entered_workspace_and_nothing_outside_of_one(both: tuple[UUID, UUID]) -> None:
    ours, theirs = both
    assert seen() == set()
    with scope(ours):
        assert seen() == {"Ours"}
    with scope(theirs):
        assert seen() == {"Theirs"}
    assert seen() == set()


@pytest.mark.django_db
def test_nothing_can_be_changed_or_put_in_another_workspace(both: tuple[UUID, UUID]) -> None:
    ours, theirs = both
    with scope(ours), connection.cursor() as cursor:
        cursor.execute("UPDATE projects_project SET name = 'Taken' WHERE workspace_id = %s", [theirs])
        assert cursor.rowcount == 0
        cursor.execute("DELETE FROM projects_project WHERE workspace_id = %s", [theirs])
        assert cursor.rowcount == 0
        for statement in (
            "UPDATE projects_project SET workspace_id = %s",
            "INSERT INTO generation_eventcounter (id, workspace_id, seq) VALUES (gen_random_uuid(), %s, 1)",
        ):
            with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
                cursor.execute(statement, [theirs])
    with scope(theirs):
        assert seen() == {"Theirs"}


@pytest.mark.django_db(transaction=True, databases=["default", "ops"])
def test_the_console_sees_every_workspace(both: tuple[UUID, UUID]) -> None:
    assert seen("ops") == {"Ours", "Theirs"}


@pytest.mark.django_db(transaction=True)
def test_a_connection_that_is_used_again_carries_no_scope_on(both: tuple[UUID, UUID]) -> None:
    ours, theirs = both
    with scope(ours):
        backend = connection.connection.info.backend_pid
    assert seen() == set()
    with pytest.raises(ZeroDivisionError), scope(theirs):
        raise ZeroDivisionError
    assert seen() == set()
    with pytest.raises(ProgrammingError), scope(theirs), connection.cursor() as cursor:
        cursor.execute("SELECT nonsense")
    assert seen() == set()
    with scope(ours):
        assert seen() == {"Ours"}
    assert connection.connection.info.backend_pid == backend


@pytest.mark.django_db(transaction=True)
def test_async_tasks_side_by_side_each_see_their_own(both: tuple[UUID, UUID]) -> None:
    def look(place: UUID) -> set[str]:
        with scope(place):
            return seen()

    async def all_of_them() -> list[set[str]]:
        looks = [sync_to_async(look)(both[turn % 2]) for turn in range(20)]
        return list(await asyncio.gather(*looks))

    assert asyncio.run(all_of_them()) == [{"Ours"}, {"Theirs"}] * 10


@pytest.mark.django_db(transaction=True)
def test_threads_side_by_side_each_see_their_own(both: tuple[UUID, UUID]) -> None:
    found: dict[int, list[set[str]]] = {0: [], 1: []}

    def look(turn: int) -> None:
        for _ in range(20):
            with scope(both[turn]):
                found[turn].append(seen())
        connection.close()

    threads = [threading.Thread(target=look, args=(turn,)) for turn in (0, 1)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == {0: [{"Ours"}] * 20, 1: [{"Theirs"}] * 20}


@pytest.mark.django_db
def test_a_workspace_that_is_not_there_shows_nothing(both: tuple[UUID, UUID]) -> None:
    with scope(new_id()):
        assert seen() == set()


def owned(*statements: str) -> None:
    with connections["owner"].cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


@pytest.fixture
def mended() -> Iterator[None]:
    """Whatever a test does to the walls is mended after it."""
    yield
    walls.raise_walls(apps.get_app_config("accounts"), "owner")


OWNED = pytest.mark.django_db(transaction=True, databases=["default", "ops", "owner"])
RAISE = partial(walls.raise_walls, apps.get_app_config("accounts"))


@OWNED
def test_walls_that_stand_are_left_alone(mended: None) -> None:
    with CaptureQueriesContext(connections["owner"]) as queries:
        RAISE("owner")
    assert queries.captured_queries
    assert not [query for query in queries if not query["sql"].lstrip().upper().startswith("SELECT")]
    RAISE("default")


@OWNED
@pytest.mark.parametrize(
    "harm",
    [
        "ALTER TABLE projects_project DISABLE ROW LEVEL SECURITY",
        "DROP POLICY scope ON projects_project",
        "DROP POLICY ops ON projects_project",
        "COMMENT ON POLICY scope ON projects_project IS 'of another wording'",
    ],
)
def test_a_wall_that_is_down_is_raised_again(mended: None, harm: str, both: tuple[UUID, UUID]) -> None:
    owned(harm)
    RAISE("owner")
    assert seen() == set()
    assert seen("ops") == {"Ours", "Theirs"}
    with scope(both[0]):
        assert seen() == {"Ours"}


@OWNED
def test_a_migration_that_knows_no_ops_leaves_the_consoles_view(
    mended: None, monkeypatch: pytest.MonkeyPatch, both: tuple[UUID, UUID]
) -> None:
    monkeypatch.setattr(walls, "named_ops", lambda: "")
    RAISE("owner")
    assert seen("ops") == {"Ours", "Theirs"}


@OWNED
def test_who_does_not_own_the_tables_is_told_what_to_set(mended: None, monkeypatch: pytest.MonkeyPatch) -> None:
    owned("DROP POLICY scope ON projects_project")
    monkeypatch.setattr(walls, "OWNER", "default")
    with pytest.raises(ImproperlyConfigured, match="DATABASE_OWNER_URL"):
        RAISE("default")


@OWNED
def test_a_studio_whose_walls_stand_has_nothing_to_be_told(mended: None) -> None:
    assert walls.walls_stand() == []
    owned(f"ALTER TABLE {TABLES[0]} DISABLE ROW LEVEL SECURITY")
    assert [type(found) for found in walls.walls_stand()] == [Warning]
    RAISE("owner")
    owned(f"DROP POLICY ops ON {TABLES[0]}")
    assert [type(found) for found in walls.walls_stand()] == [Error]
    owned(f"CREATE POLICY ops ON {TABLES[0]} TO {APP_ROLE} USING (true)")
    assert [type(found) for found in walls.walls_stand()] == [Warning, Error]
