"""Fresh rate limits for each test, somebody with a confirmed address, and a provider elsewhere."""

from collections.abc import Iterator

import pytest
from allauth.account.models import EmailAddress
from django.test import Client
from pytest_django import Settings

from accounts.models import User
from accounts.services import create_workspace
from tests.cast import PASSWORD
from tests.oidc_server import Provider, running

MARA = "mara@northlight.film"


@pytest.fixture(autouse=True)
def fresh_limits(settings: Settings, request: pytest.FixtureRequest) -> None:
    settings.CACHES = {
        "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": request.node.nodeid}
    }


@pytest.fixture
def mara(db: None) -> User:
    """A person with a workspace and a confirmed address."""
    user = User.objects.create_user(MARA, PASSWORD, name="Mara")
    EmailAddress.objects.create(user=user, email=MARA, verified=True, primary=True)
    create_workspace(user, "Northlight")
    return user


@pytest.fixture
def as_mara(client: Client, mara: User) -> Client:
    """Mara's browser, in which she has just written her password."""
    client.post("/accounts/login/", {"login": MARA, "password": PASSWORD})
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    return client


@pytest.fixture
def provider(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[Provider]:
    """An OpenID Connect provider on this machine, configured as the studio's own."""
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    with running() as server:
        app = {
            "provider_id": "oidc",
            "name": "Northlight ID",
            "client_id": server.client_id,
            "secret": server.client_secret,
            "settings": {"server_url": server.issuer},
        }
        known = settings.SOCIALACCOUNT_PROVIDERS
        settings.SOCIALACCOUNT_PROVIDERS = {**known, "openid_connect": {**known["openid_connect"], "APPS": [app]}}
        yield server
