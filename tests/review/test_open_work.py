"""What is open is found without reading the history."""

import pytest
from django.db import connections

from accounts.models import Workspace
from accounts.tenancy import scope
from generation import values
from generation.models import Generation

HISTORY = 1000
pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "ops", "owner"])


def test_an_episodes_open_work_is_read_from_its_own_index(workspace: Workspace) -> None:
    with scope(workspace.pk):
        Generation.objects.bulk_create(
            Generation(kind=values.FILM, state=values.SUCCEEDED, seed=1, settings={"episode": "1"})
            for _ in range(HISTORY)
        )
    with connections["owner"].cursor() as cursor:
        cursor.execute("ANALYZE generation_generation")  # as autovacuum does: what tests before left says nothing
    with scope(workspace.pk):
        films = Generation.objects.filter(kind=values.FILM, settings__episode="1")
        assert "generation_open" in films.exclude(state__in=values.GENERATION_ENDS).explain()
