"""While Redis is away the limits are forgotten, and signing in goes on."""

import pytest
from django.test import Client
from pytest_django import Settings

from accounts.models import User
from config.settings import CACHES
from tests.cast import PASSWORD
from tests.signin.conftest import MARA

pytestmark = pytest.mark.django_db


@pytest.fixture
def redis_away(settings: Settings) -> None:
    """Nobody listens at the product's own cache."""
    settings.CACHES = {"default": {**CACHES["default"], "LOCATION": "redis://127.0.0.1:1/0"}}


@pytest.mark.usefixtures("redis_away")
def test_signing_in_and_asking_go_on(client: Client, mara: User, settings: Settings) -> None:
    settings.STRANGER_REQUESTS_A_MINUTE = 1
    assert [client.get("/").status_code for _ in range(3)] == [200, 200, 200]
    client.post("/accounts/login/", {"login": MARA, "password": PASSWORD})
    assert "_auth_user_id" in client.session
