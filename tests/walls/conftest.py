"""The cast, and one of everything in both workspaces, made once a file: each test begins with them as they were made.

Thousands of tests here ask one thing each of the same rows, which cost more to make than to ask.
"""

import pickle
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from django.db import transaction
from pytest_django import DjangoDbBlocker

from accounts.models import User, Workspace
from accounts.roles import Role
from tests import cast, rows
from tests.rows import Shelf


@dataclass(frozen=True, slots=True)
class Standing:
    """What is there before any test."""

    workspace: Workspace
    elsewhere: Workspace
    owner: User
    editor: User
    viewer: User
    outsider: User
    shelf: Shelf
    other_shelf: Shelf
    far_shelf: Shelf


@pytest.fixture(scope="module")
def standing(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[bytes]:
    """In a transaction of its own, around those of the tests; pickled, which is read quicker than it is copied."""
    with django_db_blocker.unblock():
        around = transaction.atomic()
        around.__enter__()
        made = _made()
    yield pickle.dumps(made)
    with django_db_blocker.unblock():
        transaction.set_rollback(True)
        around.__exit__(None, None, None)


def _made() -> Standing:
    workspace = Workspace.objects.create(name="Northlight Films", slug="northlight")
    elsewhere = Workspace.objects.create(name="Elsewhere", slug="elsewhere")
    return Standing(
        workspace,
        elsewhere,
        owner=cast.person("owner@northlight.film", workspace, Role.OWNER),
        editor=cast.person("editor@northlight.film", workspace, Role.EDITOR),
        viewer=cast.person("viewer@northlight.film", workspace, Role.VIEWER),
        outsider=cast.person("outsider@elsewhere.film", elsewhere, Role.OWNER),
        shelf=rows.shelf_in(workspace),
        other_shelf=rows.shelf_in(workspace),
        far_shelf=rows.shelf_in(elsewhere),
    )


@pytest.fixture
def here(standing: bytes, db: None) -> Standing:
    """What stands, in memory too as it was made: a test may change what it gets."""
    made: Standing = pickle.loads(standing)
    return made


@pytest.fixture
def workspace(here: Standing) -> Workspace:
    """The workspace that the tests are about."""
    return here.workspace


@pytest.fixture
def elsewhere(here: Standing) -> Workspace:
    """A workspace that is none of the cast's business."""
    return here.elsewhere


@pytest.fixture
def owner(here: Standing) -> User:
    """Owns the workspace."""
    return here.owner


@pytest.fixture
def editor(here: Standing) -> User:
    """Makes things in the workspace."""
    return here.editor


@pytest.fixture
def viewer(here: Standing) -> User:
    """Looks at the workspace."""
    return here.viewer


@pytest.fixture
def outsider(here: Standing) -> User:
    """Owns another workspace."""
    return here.outsider


@pytest.fixture
def shelf(here: Standing) -> Shelf:
    """One of everything in the workspace."""
    return here.shelf


@pytest.fixture
def other_shelf(here: Standing) -> Shelf:
    """Another of everything in the workspace."""
    return here.other_shelf


@pytest.fixture
def far_shelf(here: Standing) -> Shelf:
    """One of everything in the other workspace."""
    return here.far_shelf
