"""Requests to real servers: only what was checked is ever connected to, for so long, and so much of it read."""

import gzip
import socket
import ssl
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from pytest_django import Settings

from accounts.outgoing import client
from accounts.outgoing.client import check_address, send
from accounts.outgoing.connections import ask_the_system
from accounts.outgoing.errors import OutgoingError, Refused, Unreachable, Unusable
from accounts.outgoing.rules import networks
from accounts.problems import InvalidField
from tests.accounts.outgoing.servers import ALLOWED, PRIVATE, Handler, Names, Server, drips, leads_to, serving

HOUR = timedelta(hours=1)
KEYS = {"Authorization": "Bearer secret", "X-Api-Key": "secret", "Cookie": "a=secret", "Accept": "text/plain"}


@pytest.fixture(autouse=True)
def _one_address_is_allowed(settings: Settings) -> None:
    settings.ALLOWED_NETWORKS = networks([f"{ALLOWED}/32"])


@pytest.fixture
def server() -> Iterator[Server]:
    with serving() as running:
        yield running


@pytest.fixture
def beside(server: Server) -> Iterator[Server]:
    """On the same port of an address that is not allowed."""
    with serving(host=PRIVATE, port=server.port) as running:
        yield running


def test_an_allowed_server_is_asked_and_its_answer_read(server: Server) -> None:
    answer = send("post", f"http://{ALLOWED}:{server.port}/hook?a=b", body=b"{}", headers={"X-Event": "done"})
    assert (answer.status, answer.body, answer.headers["content-length"]) == (200, b"hello", "5")
    method, path, headers, body = server.seen[0]
    assert (method, path, body) == ("POST", "/hook?a=b", b"{}")
    assert (headers["x-event"], headers["user-agent"]) == ("done", "Dailies")
    assert headers["host"] == f"{ALLOWED}:{server.port}"


def test_the_name_is_asked_for_though_its_address_is_connected_to(server: Server) -> None:
    names = Names(hooks_example=[ALLOWED])
    send("GET", f"http://hooks.example:{server.port}/", resolve=names)
    assert server.seen[0][2]["host"] == f"hooks.example:{server.port}"
    assert names.asked == ["hooks.example"]


@pytest.mark.parametrize("host", [PRIVATE, "2130706434", "0x7f000002", "127.2", "[::ffff:127.0.0.2]", "[::1]"])
def test_an_address_that_is_not_allowed_is_never_connected_to(server: Server, beside: Server, host: str) -> None:
    """Also in the forms that only the system's resolver understands."""
    with pytest.raises(OutgoingError):
        send("GET", f"http://{host}:{server.port}/")
    with pytest.raises(InvalidField):
        check_address(f"http://{host}:{server.port}/")
    assert beside.seen == []


def test_without_the_operators_word_loopback_is_refused(server: Server, settings: Settings) -> None:
    settings.ALLOWED_NETWORKS = ()
    for name in (ALLOWED, "localhost"):
        with pytest.raises(Refused):
            send("GET", f"http://{name}:{server.port}/")
    assert server.seen == []


def test_a_name_that_leads_elsewhere_after_the_check_is_refused(server: Server, beside: Server) -> None:
    """DNS rebinding between writing an address down and using it."""
    names = Names(rebind_example=[ALLOWED, PRIVATE])
    url = f"http://rebind.example:{server.port}/"
    check_address(url, resolve=names)
    with pytest.raises(Refused):
        send("GET", url, resolve=names)
    assert server.seen == beside.seen == []


def test_a_name_that_leads_elsewhere_during_a_request_changes_nothing(server: Server, beside: Server) -> None:
    """It is resolved once: the socket goes to what was checked, never to the name."""
    names = Names(rebind_example=[ALLOWED, PRIVATE])
    assert send("GET", f"http://rebind.example:{server.port}/", resolve=names).body == b"hello"
    assert (len(names.asked), len(server.seen), beside.seen) == (1, 1, [])


def test_the_system_is_asked_for_a_name_once_and_connects_to_no_name(
    server: Server, beside: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The whole way down, with a resolver of the system that changes its mind."""
    answers = [ALLOWED, PRIVATE]
    real = socket.getaddrinfo

    def fickle(host: str, port: int, *args: Any, **named: Any) -> Any:
        return real(answers.pop(0) if host == "rebind.example" else host, port, *args, **named)

    monkeypatch.setattr(socket, "getaddrinfo", fickle)
    assert send("GET", f"http://rebind.example:{server.port}/").status == 200
    assert answers == [PRIVATE]
    with pytest.raises(Refused):
        send("GET", f"http://rebind.example:{server.port}/")
    assert beside.seen == []


def test_a_name_with_one_private_address_is_refused_whatever_its_others(server: Server) -> None:
    for both in ([ALLOWED, PRIVATE], [PRIVATE, ALLOWED]):
        with pytest.raises(Refused):
            send("GET", f"http://both.example:{server.port}/", resolve=Names(both_example=[both]))
    assert server.seen == []


def test_the_next_address_of_a_name_is_tried(server: Server, settings: Settings) -> None:
    settings.ALLOWED_NETWORKS = networks(["127.0.0.0/24"])
    names = Names(two_example=[["127.0.0.9", ALLOWED]])
    assert send("GET", f"http://two.example:{server.port}/", resolve=names).status == 200


# --- redirects ----------------------------------------------------------------------------------------------


def test_a_redirect_into_a_private_network_is_refused(beside: Server) -> None:
    for url in (f"http://{PRIVATE}:{beside.port}/", "http://169.254.169.254/latest/", "file:///etc/passwd"):
        with serving(leads_to(url)) as first, pytest.raises(Refused):
            send("GET", f"http://{ALLOWED}:{first.port}/")
    assert beside.seen == []


def test_a_redirect_to_a_name_that_turns_private_is_refused(beside: Server) -> None:
    names = Names(good_example=[ALLOWED, PRIVATE])
    with serving(leads_to(f"http://GOOD.example:{beside.port}/next")) as first, pytest.raises(Refused):
        send("GET", f"http://good.example:{first.port}/", resolve=names)
    assert beside.seen == []


def test_another_host_gets_no_keys(server: Server) -> None:
    with serving(leads_to(f"http://{ALLOWED}:{server.port}/next")) as first:
        send("GET", f"http://{ALLOWED}:{first.port}/", headers=KEYS)
    assert {"authorization", "x-api-key", "cookie"} <= set(first.seen[0][2])
    assert not {"authorization", "x-api-key", "cookie"} & set(server.seen[0][2])
    assert server.seen[0][2]["accept"] == "text/plain"


def test_the_same_host_keeps_them() -> None:
    def behave(handler: Handler) -> None:
        if handler.path == "/":
            handler.answer(307, b"", Location="/next")
        else:
            handler.answer()

    with serving(behave) as server:
        assert send("POST", f"http://{ALLOWED}:{server.port}/", headers=KEYS, body=b"x").status == 200
    assert (server.seen[1][2]["authorization"], server.seen[1][3]) == ("Bearer secret", b"x")


def test_a_body_goes_to_no_other_host(server: Server) -> None:
    with serving(leads_to(f"http://{ALLOWED}:{server.port}/", 307)) as first, pytest.raises(Refused):
        send("POST", f"http://{ALLOWED}:{first.port}/", body=b"signed")
    assert server.seen == []
    with serving(leads_to(f"http://{ALLOWED}:{server.port}/", 303)) as first:
        send("POST", f"http://{ALLOWED}:{first.port}/", body=b"signed")
    assert (server.seen[0][0], server.seen[0][3]) == ("GET", b"")


def test_redirects_end(server: Server) -> None:
    with serving(leads_to("/again")) as first:
        with pytest.raises(Unusable):
            send("GET", f"http://{ALLOWED}:{first.port}/")
        assert len(first.seen) == client.MOST_REDIRECTS + 1
        assert send("GET", f"http://{ALLOWED}:{first.port}/", redirects=0).status == 302


# --- size and time ------------------------------------------------------------------------------------------


def test_an_answer_that_is_too_large_is_left(server: Server) -> None:
    url = f"http://{ALLOWED}:{server.port}/"
    assert send("GET", url, largest_bytes=5).body == b"hello"
    with pytest.raises(Unusable):
        send("GET", url, largest_bytes=4)


def test_an_answer_without_end_is_left() -> None:
    def behave(handler: Handler) -> None:
        handler.close_connection = True
        handler.wfile.write(b"HTTP/1.1 200 OK\r\n\r\n")
        try:
            while True:
                handler.wfile.write(b"x" * 65_536)
        except OSError:
            pass

    with serving(behave) as server, pytest.raises(Unusable):
        send("GET", f"http://{ALLOWED}:{server.port}/")


def test_a_packed_answer_is_not_unpacked() -> None:
    bomb = gzip.compress(b"0" * 5_000_000)
    with serving(lambda handler: handler.answer(200, bomb, Content_Encoding="gzip")) as server:
        assert send("GET", f"http://{ALLOWED}:{server.port}/").body == bomb
    assert server.seen[0][2]["accept-encoding"] == "identity"


@pytest.mark.parametrize(
    "what", [b"", b"HTTP/1.1 200 OK\r\nX-A: ", b"HTTP/1.1 200 OK\r\nContent-Length: 99999\r\n\r\n"]
)
def test_a_server_that_answers_byte_by_byte_is_left_in_time(what: bytes) -> None:
    """In its first line, its headers or its body: no single read takes long, so the whole is timed."""
    with serving(drips(what)) as server:
        began = time.monotonic()
        with pytest.raises(Unreachable):
            send("GET", f"http://{ALLOWED}:{server.port}/", timeout_seconds=0.4)
        assert time.monotonic() - began < 2


def test_a_body_without_a_length_that_was_cut_off_is_none() -> None:
    with serving(drips(b"HTTP/1.1 200 OK\r\n\r\n")) as server, pytest.raises(Unreachable, match="in time"):
        send("GET", f"http://{ALLOWED}:{server.port}/", timeout_seconds=0.4)


def test_a_server_that_never_speaks_tls_is_left_in_time() -> None:
    with serving(drips(b"")) as server:
        began = time.monotonic()
        with pytest.raises(Unreachable):
            send("GET", f"https://{ALLOWED}:{server.port}/", timeout_seconds=0.4)
        assert time.monotonic() - began < 2


def test_nobody_there_is_unreachable_and_may_be_tried_again() -> None:
    with serving() as gone:
        port = gone.port
    with pytest.raises(Unreachable) as raised:
        send("GET", f"http://{ALLOWED}:{port}/")
    assert not raised.value.permanent


def test_a_name_that_is_none_is_told_by_its_field() -> None:
    with pytest.raises(InvalidField) as raised:
        check_address("https://no.such.example/", field="webhook", resolve=Names())
    assert raised.value.errors[0].field == "webhook"
    assert raised.value.advice


# --- TLS ----------------------------------------------------------------------------------------------------


def certificate(folder: Path, name: str) -> Path:
    """A file with a certificate for that name, which signed itself, and its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, name)])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder(subject, subject, key.public_key(), x509.random_serial_number(), now, now + HOUR)
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    path = folder / "certificate.pem"
    private = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    path.write_bytes(made.public_bytes(Encoding.PEM) + private)
    return path


@pytest.mark.parametrize("is_known", [True, False], ids=["a known signer", "an unknown signer"])
@pytest.mark.parametrize("host", ["hooks.example", "other.example"])
def test_a_certificate_must_be_for_the_name_and_by_a_known_signer(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, server: Server, host: str, is_known: bool
) -> None:
    """Though the socket went to an address, TLS speaks of the name."""
    path = certificate(tmp_path, "hooks.example")
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(path)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    if is_known:
        monkeypatch.setenv("SSL_CERT_FILE", str(path))
    names = Names(hooks_example=[ALLOWED], other_example=[ALLOWED])
    url = f"https://{host}:{server.port}/"
    if is_known and host == "hooks.example":
        assert send("GET", url, resolve=names).body == b"hello"
    else:
        with pytest.raises(Unreachable):
            send("GET", url, resolve=names)
        assert server.seen == []


# --- what the process itself was told -----------------------------------------------------------------------


def test_a_proxy_of_the_environment_is_not_used(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    """A proxy would look the name up by itself, and reach what it likes."""
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.setenv(name, f"http://{PRIVATE}:{server.port}")
    assert send("GET", f"http://{ALLOWED}:{server.port}/").status == 200


def test_the_systems_resolver_gives_addresses_and_no_names() -> None:
    assert {address[0] for _, address in ask_the_system("localhost", 80)} <= {"127.0.0.1", "::1"}
