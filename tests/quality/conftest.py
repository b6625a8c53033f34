"""The catalogue of the product, and its plain values to break on purpose."""

from typing import Any

import pytest
import yaml

from quality.catalogue.loader import CATALOGUE_FILE, shipped
from quality.catalogue.schema import Catalogue


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    return shipped()


@pytest.fixture
def values() -> Any:
    return yaml.safe_load(CATALOGUE_FILE.read_text(encoding="utf-8"))
