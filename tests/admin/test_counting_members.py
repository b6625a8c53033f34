"""The console's lists of people and workspaces count memberships for the rows of the page, not of everybody."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connections
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import Membership, User, Workspace
from accounts.ops import ALIAS, OpsAdmin
from accounts.roles import Role

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "ops"])
PAGE = OpsAdmin.list_per_page


def crowd(count: int) -> None:
    """So many people, each in two workspaces of their own."""
    people = User.objects.bulk_create(User(email=f"p{number:03}@crowd.film") for number in range(count))
    for slug in ("north", "south"):
        here = Workspace.objects.create(name=slug, slug=slug)
        Membership.objects.bulk_create(Membership(workspace=here, user=one, role=Role.VIEWER) for one in people)


def nodes(plan: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield plan
    for inner in plan.get("Plans", ()):
        yield from nodes(inner)


def counted_in(statement: str) -> list[dict[str, Any]]:
    """The parts of its plan that read memberships, as they ran."""
    with connections[ALIAS].cursor() as cursor:
        cursor.execute(f"EXPLAIN (ANALYZE, FORMAT JSON) {statement}")
        ((plan,),) = cursor.fetchall()
    found = json.loads(plan) if isinstance(plan, str) else plan
    reading = [node for node in nodes(found[0]["Plan"]) if node.get("Relation Name") == "accounts_membership"]
    return [node for node in reading if node["Actual Loops"] > 0]


def statements(console: Client, model: str) -> list[str]:
    """What the list took, of the statements that read memberships."""
    with CaptureQueriesContext(connections[ALIAS]) as asked:
        assert console.get(reverse(f"admin:accounts_{model}_changelist")).status_code == 200
    return [query["sql"] for query in asked if "accounts_membership" in query["sql"]]


@pytest.mark.parametrize("model", ["user", "workspace"])
def test_memberships_are_counted_for_the_page_alone(model: str, console: Client) -> None:
    crowd(2 * PAGE)
    counting = [node for told in statements(console, model) for node in counted_in(told)]
    assert counting
    assert all(node["Actual Loops"] <= PAGE + 1 for node in counting)


def test_each_count_is_right_and_nobody_is_left_out(console: Client) -> None:
    crowd(3)
    page = console.get(reverse("admin:accounts_user_changelist")).content.decode()
    assert page.count(">2</a>") == 3
    assert page.count(">0</a>") == 1  # the operator is in no workspace
