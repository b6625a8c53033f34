"""Small servers on loopback: 127.0.0.1 is allowed in these tests, 127.0.0.2 is the private network."""

import socket
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

ALLOWED, PRIVATE = "127.0.0.1", "127.0.0.2"


class Server(ThreadingHTTPServer):
    """Keeps every request that reached it: method, path, headers, body."""

    daemon_threads = True

    def __init__(self, host: str, port: int, behave: Callable[["Handler"], None]) -> None:
        self.seen: list[tuple[str, str, dict[str, str], bytes]] = []
        self.behave = behave
        super().__init__((host, port), Handler)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Whoever asked may hang up at any moment; that is no fault of the server's."""
        if not isinstance(sys.exception(), OSError):
            super().handle_error(request, client_address)

    @property
    def port(self) -> int:
        return int(self.server_address[1])


class Handler(BaseHTTPRequestHandler):
    """Notes what came, then does what the test wants."""

    server: Server
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        length = int(self.headers.get("Content-Length") or 0)
        headers = {name.lower(): value for name, value in self.headers.items()}
        self.server.seen.append((self.command, self.path, headers, self.rfile.read(length)))
        self.server.behave(self)

    do_POST = do_HEAD = do_PUT = do_GET

    def answer(self, status: int = 200, body: bytes = b"hello", **headers: str) -> None:
        """One whole answer."""
        self.send_response(status)
        for name, value in {"Content-Length": str(len(body)), **headers}.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:
        """Not in a test's output."""


def hello(handler: Handler) -> None:
    handler.answer()


def leads_to(url: str, status: int = 302) -> Callable[[Handler], None]:
    return lambda handler: handler.answer(status, b"", Location=url)


def drips(what: bytes) -> Callable[[Handler], None]:
    """A byte each 50 ms, without end."""

    def behave(handler: Handler) -> None:
        handler.close_connection = True
        try:
            handler.wfile.write(what)
            while True:
                handler.wfile.write(b"x")
                time.sleep(0.05)
        except OSError:
            pass

    return behave


@contextmanager
def serving(behave: Callable[[Handler], None] = hello, host: str = ALLOWED, port: int = 0) -> Iterator[Server]:
    """A server that is there for the block."""
    server = Server(host, port, behave)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class Names:
    """A resolver whose names lead where the test says; the last answer of a list stays."""

    def __init__(self, **names: list[str] | list[list[str]]) -> None:
        self.answers: dict[str, list[list[str]]] = {
            name.replace("_", "."): [entry if isinstance(entry, list) else [entry] for entry in given]
            for name, given in names.items()
        }
        self.asked: list[str] = []

    def __call__(self, host: str, port: int) -> list[tuple[int, tuple[Any, ...]]]:
        self.asked.append(host)
        if host not in self.answers:
            raise socket.gaierror(socket.EAI_NONAME, "no such name")
        answers = self.answers[host]
        found = answers.pop(0) if len(answers) > 1 else answers[0]
        return [(socket.AF_INET6 if ":" in one else socket.AF_INET, (one, port)) for one in found]
