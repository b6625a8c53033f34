"""Thousands of requests that the schema allows, and some that it does not: no fault, and no answer outside of it."""

from collections import Counter
from collections.abc import Iterator
from typing import Any
from uuid import UUID

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections, transaction
from drf_spectacular.generators import SchemaGenerator
from hypothesis import HealthCheck, assume, settings
from schemathesis import checks
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from accounts.models import User, Workspace
from tests import cast
from tests.rows import Shelf

CASES_EACH, AT_LEAST = 24, 8000
CHECKS = [
    checks.not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
    response_headers_conformance,
]
schema = schemathesis.openapi.from_dict(SchemaGenerator().get_schema(request=None, public=True))
schema.app = get_wsgi_application()
statuses: Counter[int] = Counter()


@pytest.fixture(autouse=True)
def _connection_stays() -> Iterator[None]:
    """The application is called whole, and ends its connection with each answer; here a test's transaction is on it."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.fixture
def authorization(owner: User, workspace: Workspace) -> str:
    return str(cast.program(owner, workspace).defaults["HTTP_AUTHORIZATION"])


def is_id(value: object) -> bool:
    try:
        return bool(UUID(str(value)))
    except ValueError:
        return False


@pytest.mark.django_db
@schema.parametrize()
@settings(max_examples=CASES_EACH, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
def test_every_answer_is_one_that_the_schema_knows(case: Any, shelf: Shelf, authorization: str) -> None:
    """Ids that the schema allows are those of rows that are there; each case finds them as the first one did."""
    ids = {name: str(value) for name, value in shelf.ids().items()}
    case.path_parameters = {
        name: ids[name] if name in ids and is_id(value) else value for name, value in case.path_parameters.items()
    }
    assume(case.media_type != "multipart/form-data" or isinstance(case.body, dict))  # else there is no way to send it
    with transaction.atomic():
        answer = case.call(headers={"Authorization": authorization})
        statuses[answer.status_code] += 1
        transaction.set_rollback(True)
    case.validate_response(answer, checks=CHECKS)


def test_the_cases_were_many_and_of_both_kinds() -> None:
    """After all of them; alone it has nothing to count."""
    if not statuses:
        pytest.skip("no case was run before")
    assert statuses.total() >= AT_LEAST
    assert sum(count for status, count in statuses.items() if status < 300) >= AT_LEAST / 10
    assert sum(count for status, count in statuses.items() if status >= 400) >= AT_LEAST / 10
