"""Whatever goes wrong under /api/, the answer is a problem in plain words."""

from typing import Any

import psycopg
import pytest
from django.db import OperationalError

from projects import queries
from tests.cast import Speaker

pytestmark = pytest.mark.django_db


def broken(monkeypatch: pytest.MonkeyPatch, error: Exception) -> None:
    def fail(*args: Any) -> Any:
        raise error

    monkeypatch.setattr(queries, "projects", fail)


def test_an_address_that_does_not_exist_is_a_problem_not_a_page(as_editor: Speaker) -> None:
    as_editor.refused(404, "GET", "no-such-thing")
    assert "text/html" in as_editor.get("/no-such-thing")["Content-Type"]


def test_a_fault_of_ours_tells_nothing_of_its_inside(as_editor: Speaker, monkeypatch: pytest.MonkeyPatch) -> None:
    broken(monkeypatch, RuntimeError("secret inside"))
    as_editor.raise_request_exception = False
    assert "secret" not in str(as_editor.refused(500, "GET", "projects"))


def test_a_database_that_is_away_is_told_as_that(as_editor: Speaker, monkeypatch: pytest.MonkeyPatch) -> None:
    broken(monkeypatch, OperationalError("connection to server at 10.0.0.1 failed"))
    told = as_editor.refused(503, "GET", "projects")
    assert "10.0.0.1" not in str(told)


def test_one_of_two_that_wait_for_each_other_is_told_to_try_again(
    as_editor: Speaker, monkeypatch: pytest.MonkeyPatch
) -> None:
    error = OperationalError("deadlock detected")
    error.__cause__ = psycopg.errors.DeadlockDetected()
    broken(monkeypatch, error)
    as_editor.refused(409, "GET", "projects")
