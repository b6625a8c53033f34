"""A server, and a client of it that is impatient."""

from collections.abc import Callable, Iterator

import pytest
from pytest_django import Settings

from accounts.outgoing.exchange import Patience
from accounts.outgoing.rules import networks
from generation.engines.openai.client import OpenAI
from generation.providers.http import Client, Provider
from generation.providers.retrying import Retries
from keys.secret import Secret
from tests.accounts.outgoing.servers import ALLOWED, PRIVATE, Server, serving
from tests.providers import wire
from tests.providers.wire import Behave

IMPATIENT = Patience(connect_seconds=0.5, read_seconds=0.1, total_seconds=0.2)
ROOMY = Patience(connect_seconds=2, read_seconds=5, total_seconds=10)
SHORT = Retries(tries=2, first_seconds=0.01, longest_seconds=0.05)
ONCE = Retries(tries=1)
Made = Callable[..., OpenAI]


@pytest.fixture(autouse=True)
def _loopback_is_allowed(settings: Settings) -> None:
    """But 127.0.0.2 is not."""
    settings.ALLOWED_NETWORKS = networks([f"{ALLOWED}/32"])


@pytest.fixture(scope="package")
def _servers() -> Iterator[tuple[Server, Server, Server]]:
    """Each start and stop would take as long as a test."""
    with serving() as one, serving() as two, serving(host=PRIVATE) as three:
        yield one, two, three


def anew(server: Server) -> Server:
    """It answers as it should, and has seen nothing."""
    server.behave, server.seen = wire.works, []
    return server


@pytest.fixture
def server(_servers: tuple[Server, Server, Server]) -> Server:
    """Answers as it should until a test tells it otherwise."""
    return anew(_servers[0])


@pytest.fixture
def other(_servers: tuple[Server, Server, Server]) -> Server:
    """Another host, as far as addresses tell: another port."""
    return anew(_servers[1])


@pytest.fixture
def private(_servers: tuple[Server, Server, Server]) -> Server:
    """In a network where requests may not go."""
    return anew(_servers[2])


def speaking_to(server: Server, patience: Patience = ROOMY, retries: Retries = SHORT, key: str = wire.KEY) -> OpenAI:
    """A client of this server."""
    provider = Provider("openai", f"http://{server.server_address[0]!s}:{server.port}/v1", Secret(key))
    return OpenAI(Client(provider, patience, retries, largest_document_bytes=50_000))


@pytest.fixture
def api(server: Server) -> Made:
    """A client of the server, which behaves like that from now on."""

    def made(behave: Behave = wire.works, patience: Patience = ROOMY, retries: Retries = SHORT) -> OpenAI:
        server.behave = behave
        return speaking_to(server, patience, retries)

    return made


def unheard(stage: str, fraction: float) -> None:
    """A report that nobody reads."""
