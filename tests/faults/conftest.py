"""One studio for all the harm done in this folder."""

from collections.abc import Iterator

import pytest

from tests.house import House, whole_house


@pytest.fixture(scope="package")
def house() -> Iterator[House]:
    """A running studio."""
    with whole_house() as running:
        yield running
