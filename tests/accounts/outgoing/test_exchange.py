"""Requests that may be left at any moment, and answers that are taken as they come."""

import ssl
import threading
import time
from pathlib import Path
from typing import Any

import pytest
from pytest_django import Settings

from accounts.outgoing.connections import ask_the_system
from accounts.outgoing.errors import OutgoingError, Refused, Unreachable, Unusable
from accounts.outgoing.exchange import Asked, Exchange, Patience
from accounts.outgoing.rules import networks
from tests.accounts.outgoing.servers import ALLOWED, PRIVATE, Handler, Names, drips, hello, leads_to, serving
from tests.accounts.outgoing.test_sending import certificate

PATIENCE = Patience(1, 2, 4)


class Left(Exception):
    """Somebody turns away."""


@pytest.fixture(autouse=True)
def _one_address_is_allowed(settings: Settings) -> None:
    settings.ALLOWED_NETWORKS = networks([f"{ALLOWED}/32"])


def asked(port: int, host: str = ALLOWED, **more: Any) -> Asked:
    return Asked("GET", f"http://{host}:{port}/x", lambda: {"x-key": "secret"}, **more)


def outgoing() -> list[threading.Thread]:
    return [thread for thread in threading.enumerate() if thread.name == "outgoing"]


def nothing() -> None:
    """A tick that lets go on."""


def ended_by(exchange: Exchange) -> OutgoingError:
    with pytest.raises(OutgoingError) as caught:
        exchange.start().head(nothing)
    exchange.close()
    return caught.value


def test_head_and_body_come_one_after_the_other() -> None:
    with serving() as server:
        exchange = Exchange(asked(server.port), PATIENCE).start()
        head = exchange.head(nothing)
        assert (head.status, head.headers["content-length"]) == (200, "5")
        assert b"".join(exchange.parts(nothing)) == b"hello"
        assert server.seen[0][2]["x-key"] == "secret"
        exchange.close()


def test_a_part_is_handed_on_as_soon_as_it_is_there() -> None:
    """Read in blocks, an answer without a length would come when 64 KiB of it are there."""
    with serving(drips(b"HTTP/1.1 200 OK\r\n\r\n")) as server:
        exchange, begun = Exchange(asked(server.port), PATIENCE).start(), time.monotonic()
        exchange.head(nothing)
        assert next(exchange.parts(nothing)) == b"x"
        assert time.monotonic() - begun < 1
        exchange.close()


def test_a_redirect_is_an_answer() -> None:
    with serving(leads_to("http://elsewhere.example/")) as server:
        exchange = Exchange(asked(server.port), PATIENCE).start()
        assert exchange.head(nothing).headers["location"] == "http://elsewhere.example/"
        exchange.close()


def test_whoever_leaves_is_gone_at_once_and_so_is_the_thread() -> None:
    gate = threading.Event()

    def silent(handler: Handler) -> None:
        gate.wait(5)

    def leave() -> None:
        if server.seen:
            raise Left

    with serving(silent) as server:
        exchange = Exchange(asked(server.port), PATIENCE).start()
        with pytest.raises(Left):
            exchange.head(leave)
        exchange.close()
        end = time.monotonic() + 1
        while outgoing() and time.monotonic() < end:
            time.sleep(0.01)
        assert outgoing() == []
        gate.set()


def test_nothing_is_sent_after_one_left_while_a_name_was_looked_up() -> None:
    named = threading.Event()

    def slow(host: str, port: int) -> list[tuple[int, tuple[Any, ...]]]:
        named.wait(5)
        return ask_the_system(ALLOWED, port)

    with serving() as server:
        exchange = Exchange(asked(server.port), PATIENCE, slow).start()
        exchange.close()
        named.set()
        for thread in outgoing():
            thread.join(2)
        assert server.seen == []


def test_a_look_up_that_hangs_is_given_up() -> None:
    begun, hanging = time.monotonic(), threading.Event()

    def never(host: str, port: int) -> list[tuple[int, tuple[Any, ...]]]:
        hanging.wait(3)
        raise OSError

    error = ended_by(Exchange(asked(80), Patience(0.1, 0.1, 0.1), never))
    hanging.set()
    assert isinstance(error, Unreachable)
    assert (error.sent, error.late) == (False, True)
    assert time.monotonic() - begun < 1


def test_what_failed_tells_whether_something_may_have_arrived() -> None:
    def hangs_up(handler: Handler) -> None:
        handler.close_connection = True

    with serving(hangs_up) as server:
        cut = ended_by(Exchange(asked(server.port), PATIENCE))
        port = server.port
    assert isinstance(cut, Unreachable)
    assert (cut.sent, cut.late) == (True, False)
    refused = ended_by(Exchange(asked(port), PATIENCE))
    assert isinstance(refused, Unreachable)
    assert not refused.sent
    with serving(lambda handler: time.sleep(0.5)) as server:
        late = ended_by(Exchange(asked(server.port), Patience(1, 0.1, 1)))
    assert isinstance(late, Unreachable)
    assert (late.sent, late.late) == (True, True)


def test_a_private_network_stays_closed() -> None:
    with serving(host=PRIVATE) as server:
        assert isinstance(ended_by(Exchange(asked(server.port, PRIVATE), PATIENCE)), Refused)
        assert server.seen == []


def test_a_secret_goes_over_the_public_internet_by_https_alone() -> None:
    """Nothing is connected to: the name leads to a public address, and the request is refused before that."""
    names = Names(api_example=["93.184.215.14"])
    error = ended_by(Exchange(asked(8080, "api.example", secret=True), PATIENCE, names))
    assert isinstance(error, Refused)
    assert "HTTPS" in error.detail
    with serving(hello) as server:
        exchange = Exchange(asked(server.port, secret=True), PATIENCE).start()
        assert exchange.head(nothing).status == 200
        exchange.close()


def test_a_header_that_can_not_be_sent_is_told_without_it() -> None:
    with serving() as server:
        bad = Asked("GET", f"http://{ALLOWED}:{server.port}/", lambda: {"x-key": "secret\r\nx: y"})
        error = ended_by(Exchange(bad, PATIENCE))
    assert isinstance(error, Unusable)
    assert "secret" not in repr(error) + str(error.__context__) + str(error.__cause__)


@pytest.mark.parametrize("is_known", [True, False], ids=["a known signer", "an unknown signer"])
def test_tls_speaks_of_the_name_and_what_it_refused_was_not_sent(
    is_known: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = certificate(tmp_path, "api.example")
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(path)
    if is_known:
        monkeypatch.setenv("SSL_CERT_FILE", str(path))
    with serving(drips(b"HTTP/1.1 200 OK\r\n\r\n")) as server:
        server.socket = context.wrap_socket(server.socket, server_side=True)
        url = f"https://api.example:{server.port}/"
        exchange = Exchange(Asked("GET", url, dict, secret=True), PATIENCE, Names(api_example=[ALLOWED]))
        if not is_known:
            error = ended_by(exchange)
            assert isinstance(error, Unreachable)
            assert not error.sent
            return
        assert exchange.start().head(nothing).status == 200
        assert next(exchange.parts(nothing)) == b"x"
        exchange.close()
        for thread in outgoing():
            thread.join(1)
        assert outgoing() == []
