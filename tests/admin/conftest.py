"""An operator at the console, and one of everything in two workspaces; the console has a connection of its own."""

import pytest
from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.db.models import Model
from django.test import Client

from accounts.models import ApiToken, User, Workspace
from tests import rows
from tests.cast import PASSWORD
from tests.rows import Shelf


@pytest.fixture(autouse=True)
def _content_types_of_this_test(transactional_db: None) -> None:
    """Django remembers their ids, and tests that commit empty their table."""
    ContentType.objects.clear_cache()


def permission(right: str, model: type[Model]) -> Permission:
    """Django's permission to view or change a table."""
    found, _ = Permission.objects.get_or_create(
        codename=f"{right}_{model._meta.model_name}",
        content_type=ContentType.objects.get_for_model(model),
        defaults={"name": right},
    )
    return found


@pytest.fixture
def operator(workspace: Workspace) -> User:
    """A superuser who is in no workspace."""
    return User.objects.create_superuser("operator@dailies.film", PASSWORD)


@pytest.fixture
def console(operator: User) -> Client:
    """The operator's browser."""
    client = Client()
    client.force_login(operator)
    return client


@pytest.fixture
def shelf(workspace: Workspace) -> Shelf:
    """One of everything in the workspace."""
    return rows.shelf_in(workspace, chosen=True)


@pytest.fixture
def other_shelf(elsewhere: Workspace) -> Shelf:
    """One of everything elsewhere."""
    return rows.shelf_in(elsewhere, chosen=True)


@pytest.fixture
def token(workspace: Workspace, owner: User) -> ApiToken:
    """A program's key to the workspace."""
    return ApiToken.objects.issue(workspace=workspace, user_id=owner.pk, name="render farm")[0]
