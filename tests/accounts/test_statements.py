"""Statements that a worker sends for every job."""

from collections.abc import Iterator, Sequence

import pytest
from django.db import DatabaseError, IntegrityError, OperationalError, connection, connections, transaction

from accounts import statements
from accounts.trips import Asked, Traveller

PREPARED_SQL = "SELECT statement FROM pg_prepared_statements WHERE statement LIKE %s"
DOUBLE_SQL = "SELECT %s::int * 2, %s"
TREBLE_SQL = "SELECT %s::int * 3, %s"


@pytest.fixture
def kept(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """A connection as a worker keeps it."""
    monkeypatch.setitem(connection.settings_dict, "CONN_MAX_AGE", 60)


def prepared(pattern: str) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(PREPARED_SQL, [pattern])
        return [row[0] for row in cursor.fetchall()]


@pytest.mark.usefixtures("kept")
def test_a_kept_connection_plans_a_statement_once() -> None:
    told = [statements.fetch(DOUBLE_SQL, [number, "fox"]) for number in range(5)]
    assert told == [[(2 * number, "fox")] for number in range(5)]
    assert prepared("SELECT $1::int * 2%") == ["SELECT $1::int * 2, $2"]


@pytest.mark.django_db
def test_a_connection_that_is_closed_after_its_request_prepares_nothing() -> None:
    assert [statements.fetch(TREBLE_SQL, [number, "fox"]) for number in range(5)][4] == [(12, "fox")]
    assert prepared("SELECT%::int * 3%") == []


@pytest.mark.usefixtures("kept")
def test_the_rows_of_one_statement_are_not_those_of_the_next() -> None:
    first = statements.fetch("SELECT generate_series(1, %s)", [3])
    assert statements.fetch("SELECT generate_series(1, %s)", [2]) == [(1,), (2,)]
    assert first == [(1,), (2,), (3,)]


@pytest.mark.usefixtures("kept")
def test_changes_are_counted() -> None:
    with connection.cursor() as cursor:
        cursor.execute("CREATE TEMPORARY TABLE counted (number integer PRIMARY KEY) ON COMMIT DROP")
    insert = "INSERT INTO counted SELECT generate_series(%s::integer, %s::integer)"
    assert [statements.change(insert, [first, first + 2]) for first in (1, 4, 7)] == [3, 3, 3]
    assert statements.change("UPDATE counted SET number = number WHERE number = %s", [99]) == 0


@pytest.mark.usefixtures("kept")
def test_faults_are_djangos_and_the_next_statement_works() -> None:
    with connection.cursor() as cursor:
        cursor.execute("CREATE TEMPORARY TABLE once (number integer PRIMARY KEY) ON COMMIT DROP")
    for _ in range(4):
        statements.fetch("SELECT %s::integer", [1])
    statements.change("INSERT INTO once VALUES (%s)", [1])
    with pytest.raises(IntegrityError), transaction.atomic():
        statements.change("INSERT INTO once VALUES (%s)", [1])
    with pytest.raises(DatabaseError), transaction.atomic():
        statements.fetch("SELECT nothing FROM once WHERE number = %s", [1])
    assert statements.fetch("SELECT number FROM once WHERE number = %s", [1]) == [(1,)]


@pytest.mark.django_db(transaction=True)
def test_a_new_connection_gets_a_cursor_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(connection.settings_dict, "CONN_MAX_AGE", 60)
    assert statements.fetch("SELECT %s::integer", [1]) == [(1,)]
    connection.close()
    assert statements.fetch("SELECT %s::integer", [2]) == [(2,)]
    connection.close()


# --- what goes together -------------------------------------------------------------------------------------


@pytest.fixture
def trips(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """The first words of the statements of each trip."""
    made: list[list[str]] = []
    go = Traveller.go

    def counted(self: Traveller, asked: Sequence[Asked]) -> None:
        made.append([one.statement.split()[0] for one in asked])
        go(self, asked)

    monkeypatch.setattr(Traveller, "go", counted)
    return made


@pytest.fixture
def numbers(transactional_db: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A connection as a worker keeps it, outside of any transaction, with a table of its own."""
    monkeypatch.setitem(connection.settings_dict, "CONN_MAX_AGE", 60)
    with connection.cursor() as cursor:
        cursor.execute("CREATE TEMPORARY TABLE numbers (number integer PRIMARY KEY)")
    yield
    connection.close()


INSERT_SQL = "INSERT INTO numbers SELECT %s::integer RETURNING number"


def insert(*numbers: int) -> None:
    """In a transaction of their own, in one trip."""
    with transaction.atomic(), statements.gathered():
        for number in numbers:
            statements.later(INSERT_SQL, [number])
        statements.commit()


def insert_and_fail(number: int) -> None:
    with transaction.atomic(), statements.gathered():
        statements.later(INSERT_SQL, [number])
        raise ZeroDivisionError


def stored() -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT number FROM numbers ORDER BY number")
        return [row[0] for row in cursor.fetchall()]


@pytest.mark.usefixtures("numbers")
def test_what_nobody_waits_for_goes_with_the_next_and_the_last_with_the_commit(trips: list[list[str]]) -> None:
    with transaction.atomic(), statements.gathered():
        first = statements.later(INSERT_SQL, [1])
        assert (first.rows, trips) == ([], [])
        assert statements.fetch("SELECT number FROM numbers WHERE number = %s", [1]) == [(1,)]
        assert (first.rows, first.count) == ([(1,)], 1)
        last = statements.later(INSERT_SQL, [2])
        statements.commit()
    assert trips == [["INSERT", "SELECT"], ["INSERT", "COMMIT"]]
    assert (last.rows, stored()) == ([(2,)], [1, 2])


@pytest.mark.usefixtures("numbers")
def test_djangos_own_statements_see_what_was_written_before_them() -> None:
    with transaction.atomic(), statements.gathered():
        statements.later(INSERT_SQL, [1])
        assert stored() == [1]
        with pytest.raises(ZeroDivisionError):
            insert_and_fail(2)
        statements.later(INSERT_SQL, [3])
    assert stored() == [1, 3]


@pytest.mark.usefixtures("numbers")
def test_what_waits_when_the_block_fails_is_not_sent(trips: list[list[str]]) -> None:
    with pytest.raises(ZeroDivisionError):
        insert_and_fail(1)
    assert (trips, stored()) == ([], [])


@pytest.mark.usefixtures("numbers")
def test_a_fault_undoes_the_whole_transaction_and_the_connection_serves_on() -> None:
    with pytest.raises(IntegrityError):
        insert(1, 2, 1, 3)
    same = connection.connection
    assert (stored(), statements.fetch(INSERT_SQL, [1])) == ([], [(1,)])
    assert connection.connection is same


@pytest.mark.usefixtures("numbers")
def test_a_plan_that_no_longer_fits_its_table_is_made_anew() -> None:
    whole = "SELECT * FROM numbers"
    assert statements.fetch(whole, []) == []
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE numbers ADD COLUMN word text")
    with pytest.raises(DatabaseError):
        statements.fetch(whole, [])
    assert statements.fetch(whole, []) == []


@pytest.mark.usefixtures("kept")
def test_a_value_that_cannot_be_sent_costs_the_connection_nothing() -> None:
    with pytest.raises(DatabaseError):
        statements.fetch("SELECT %s", ["a \0 in a text"])
    assert statements.fetch("SELECT %s::integer", [1]) == [(1,)]


@pytest.mark.usefixtures("numbers")
def test_a_connection_that_is_cut_says_so_as_django_does_and_another_takes_its_place() -> None:
    backend = connection.connection.info.backend_pid
    another = connections.create_connection("default")
    with another.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(%s)", [backend])
    another.close()
    with pytest.raises(OperationalError):
        insert(1)
    connection.close_if_unusable_or_obsolete()
    assert statements.fetch("SELECT %s::integer", [1]) == [(1,)]
