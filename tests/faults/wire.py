"""A wire between a worker and PostgreSQL that can be held still and cut."""

import socket
import threading
from contextlib import suppress
from pathlib import Path
from typing import Self

from django.db import connections

CHUNK_BYTES = 1 << 16


class Wire:
    """A socket in `folder` that leads to the test's database; a worker that is told `folder` as host comes this way."""

    def __init__(self, folder: Path) -> None:
        known = connections["default"].get_connection_params()
        name = f".s.PGSQL.{known.get('port') or 5432}"
        self.folder, self._there = folder, f"{known['host']}/{name}"
        self._open = threading.Event()
        self._open.set()
        self._ends: list[socket.socket] = []
        self._door = socket.socket(socket.AF_UNIX)
        self._door.bind(str(folder / name))
        self._door.listen()

    def __enter__(self) -> Self:
        threading.Thread(target=self._accept, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._door.close()
        self.cut()
        self.mend()

    def hold(self) -> None:
        """Nothing passes any more, and nobody is told: as where a cable is pulled."""
        self._open.clear()

    def cut(self) -> None:
        """Every connection breaks, and no new one leads anywhere."""
        self._open.clear()
        for end in self._ends:
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)

    def mend(self) -> None:
        """What was held passes, and new connections are made."""
        self._open.set()

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                near, _ = self._door.accept()
                threading.Thread(target=self._lead, args=(near,), daemon=True).start()

    def _lead(self, near: socket.socket) -> None:
        self._open.wait()
        far = socket.socket(socket.AF_UNIX)
        far.connect(self._there)
        self._ends += [near, far]
        for one, other in ((near, far), (far, near)):
            threading.Thread(target=self._pass, args=(one, other), daemon=True).start()

    def _pass(self, one: socket.socket, other: socket.socket) -> None:
        with suppress(OSError):
            while content := one.recv(CHUNK_BYTES):
                self._open.wait()
                other.sendall(content)
        with suppress(OSError):
            other.shutdown(socket.SHUT_RDWR)
