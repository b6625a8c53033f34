"""The tenant wall: a scope is one short transaction inside one workspace."""

import threading
from uuid import uuid4

import pytest
from django.db import connection, connections, transaction

from accounts.models import Workspace
from accounts.tenancy import ForeignScope, ScopeRequired, current_scope, current_workspace_id, scope
from projects.models import Project
from tests import rows


def setting() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('dailies.workspace', true)")
        return cursor.fetchone()[0] or ""


@pytest.mark.django_db
def test_inside_a_scope_postgresql_knows_the_workspace_and_outside_it_does_not(workspace: Workspace) -> None:
    with scope(workspace.pk):
        assert setting() == str(workspace.pk)
        assert current_workspace_id() == workspace.pk
    assert setting() == ""
    with pytest.raises(ScopeRequired):
        current_scope()


@pytest.mark.django_db
def test_the_same_scope_again_joins_and_leaves_the_outer_one_in_place(workspace: Workspace) -> None:
    with scope(workspace.pk) as outer:
        with scope(workspace.pk) as inner:
            assert inner is outer
        assert setting() == str(workspace.pk)
        assert current_scope() is outer


@pytest.mark.django_db
def test_another_scope_inside_a_scope_is_refused(workspace: Workspace, elsewhere: Workspace) -> None:
    with scope(workspace.pk):
        with pytest.raises(ForeignScope), scope(elsewhere.pk):
            pass
        assert setting() == str(workspace.pk)


@pytest.mark.django_db
def test_tenant_tables_refuse_to_be_read_or_written_outside_of_a_scope(workspace: Workspace) -> None:
    with pytest.raises(ScopeRequired):
        Project.objects.all()
    with pytest.raises(ScopeRequired):
        Project(workspace=workspace, name="Nowhere").save()
    with pytest.raises(ScopeRequired):
        Project.objects.create(name="Nowhere")


@pytest.mark.django_db
def test_a_scope_sees_its_own_rows_only(workspace: Workspace, elsewhere: Workspace) -> None:
    mine, theirs = rows.project_in(workspace), rows.project_in(elsewhere)
    with scope(workspace.pk):
        assert [row.pk for row in Project.objects.all()] == [mine.pk]
        assert not Project.objects.filter(pk=theirs.pk).exists()
        assert Project.objects.filter(pk=theirs.pk).update(name="stolen") == 0
        assert Project.objects.filter(pk=theirs.pk).delete()[0] == 0


@pytest.mark.django_db
def test_a_foreign_row_is_never_saved_from_this_scope(workspace: Workspace, elsewhere: Workspace) -> None:
    theirs = rows.project_in(elsewhere)
    with scope(workspace.pk), pytest.raises(ForeignScope):
        theirs.save()
    with scope(workspace.pk), pytest.raises(ForeignScope):
        Project(workspace=elsewhere, name="planted").save()


@pytest.mark.django_db
def test_a_row_made_in_a_scope_belongs_to_it(workspace: Workspace) -> None:
    with scope(workspace.pk):
        assert Project.objects.create(name="Mine").workspace_id == workspace.pk


@pytest.mark.django_db
def test_related_rows_are_asked_through_the_wall_too(workspace: Workspace, elsewhere: Workspace) -> None:
    theirs = rows.project_in(elsewhere)
    with scope(workspace.pk):
        assert list(theirs.episodes.all()) == []
    with pytest.raises(ScopeRequired):
        theirs.episodes.all()


@pytest.mark.django_db(transaction=True)
def test_an_exception_in_the_middle_leaves_no_row_and_no_scope(workspace: Workspace) -> None:
    def half() -> None:
        with scope(workspace.pk):
            Project.objects.create(name="Half")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        half()
    assert setting() == ""
    with pytest.raises(ScopeRequired):
        current_scope()
    with scope(workspace.pk):
        assert not Project.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_an_exception_in_the_last_words_undoes_everything(workspace: Workspace) -> None:
    def fail() -> None:
        raise ZeroDivisionError

    def half() -> None:
        with scope(workspace.pk) as entered:
            Project.objects.create(name="Half")
            entered.before_commit("events", fail)

    with pytest.raises(ZeroDivisionError):
        half()
    with scope(workspace.pk):
        assert not Project.objects.exists()


@pytest.mark.django_db
def test_last_words_are_said_once_each_in_the_order_of_their_locks_and_may_ask_for_more(workspace: Workspace) -> None:
    said: list[str] = []
    with scope(workspace.pk) as entered:

        def queue() -> None:
            said.append("queue")
            entered.before_commit("bells", lambda: said.append("bells"))

        entered.before_commit("events", lambda: said.append("events"))
        entered.before_commit("queue", queue)
        entered.before_commit("queue", lambda: said.append("again"))
        entered.before_commit("credits", lambda: said.append("credits"))
        assert said == []
    assert said == ["credits", "queue", "bells", "events"]


@pytest.mark.django_db
def test_a_last_word_without_a_place_in_the_order_is_refused(workspace: Workspace) -> None:
    with scope(workspace.pk) as entered, pytest.raises(ValueError, match="farewell is not in credits, "):
        entered.before_commit("farewell", lambda: None)


@pytest.mark.django_db
def test_inner_blocks_leave_the_last_words_to_the_outermost(workspace: Workspace) -> None:
    said: list[str] = []
    with scope(workspace.pk):
        with scope(workspace.pk) as inner:
            inner.before_commit("events", lambda: said.append("word"))
        assert said == []
    assert said == ["word"]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("fails", [False, True])
def test_a_reused_connection_carries_nothing_over(workspace: Workspace, fails: bool) -> None:
    """The setting is local to its transaction, whichever way that ended, so a pool may hand the connection on."""
    same = connection.connection
    try:
        with scope(workspace.pk):
            assert setting() == str(workspace.pk)
            if fails:
                raise ZeroDivisionError
    except ZeroDivisionError:
        pass
    assert connection.connection is same
    assert setting() == ""
    with transaction.atomic():
        assert setting() == ""


@pytest.mark.django_db(transaction=True)
def test_threads_have_scopes_of_their_own(workspace: Workspace, elsewhere: Workspace) -> None:
    seen: list[object] = []

    def other() -> None:
        try:
            with pytest.raises(ScopeRequired):
                current_scope()
            with scope(elsewhere.pk):
                seen.append(setting())
        finally:
            connections.close_all()

    with scope(workspace.pk):
        thread = threading.Thread(target=other)
        thread.start()
        thread.join()
        assert setting() == str(workspace.pk)
    assert seen == [str(elsewhere.pk)]


@pytest.mark.django_db
def test_the_app_role_may_not_make_or_own_tables(workspace: Workspace) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT current_user, rolsuper, rolbypassrls, rolcreatedb FROM pg_roles WHERE rolname = current_user"
        )
        name, *powers = cursor.fetchone()
        assert not any(powers), f"{name} is too powerful"
        cursor.execute("SELECT count(*) FROM pg_tables WHERE schemaname = 'public' AND tableowner = current_user")
        assert cursor.fetchone() == (0,)


@pytest.mark.django_db
def test_a_scope_of_a_workspace_that_is_none_is_empty() -> None:
    with scope(uuid4()):
        assert not Project.objects.exists()
