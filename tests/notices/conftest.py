"""A server that takes webhooks, on loopback, which is allowed here as by an operator's word."""

from collections.abc import Iterator
from typing import Any

import pytest
from pytest_django import Settings
from standardwebhooks import Webhook as Verifier

from accounts.models import Workspace
from accounts.outgoing.rules import networks
from accounts.tenancy import scope
from generation.models import Webhook
from keys.services import read_secret
from tests import hooks
from tests.accounts.outgoing.servers import ALLOWED, Server, serving


@pytest.fixture(autouse=True)
def _one_address_is_allowed(settings: Settings) -> None:
    settings.ALLOWED_NETWORKS = networks([f"{ALLOWED}/32"])


@pytest.fixture
def server() -> Iterator[Server]:
    """Answers 200 "hello" to everything and keeps what came."""
    with serving() as running:
        yield running


@pytest.fixture
def hook(workspace: Workspace, server: Server) -> Webhook:
    """The workspace's webhook at that server, told of everything."""
    return hooks.webhook_in(workspace, f"http://{ALLOWED}:{server.port}/dailies")


def secret_of(hook: Webhook, which: str = "") -> str:
    """Its secret in the open; `.before`: the one before the last change."""
    with scope(hook.tenant_id):
        secret = read_secret(f"webhook.{hook.pk}{which}")
    assert secret is not None
    return secret.reveal()


def verified(server: Server, secret: str, number: int = -1) -> Any:
    """What a receiver gets out of a request with the public library; raises where the signature is wrong."""
    _, _, headers, body = server.seen[number]
    return Verifier(secret).verify(body, headers)
