"""Every test starts with fresh rate limits: the limits count in the cache, which outlives a test's transaction."""

import pytest
from pytest_django import Settings


@pytest.fixture(autouse=True)
def fresh_limits(settings: Settings, request: pytest.FixtureRequest) -> None:
    settings.CACHES = {
        "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": request.node.nodeid}
    }
