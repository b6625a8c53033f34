"""What the API is asked about."""

import pytest

from accounts.models import Workspace
from tests import rows
from tests.rows import Shelf


@pytest.fixture
def shelf(workspace: Workspace) -> Shelf:
    """One of everything, made before."""
    return rows.shelf_in(workspace)
