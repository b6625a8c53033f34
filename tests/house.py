"""A whole studio of its own for tests that break things: embedded services, web and workers as real processes."""

import json
import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg

from config.bootstrap import embedded, studio, tables
from config.bootstrap.environment import Addresses, for_everything
from config.bootstrap.family import Family
from config.bootstrap.lock import Lock
from config.bootstrap.network import free_port
from config.bootstrap.processes import Child
from config.bootstrap.state import State

ROOT = Path(__file__).resolve().parents[1]
LOOK_SECONDS = 0.05
STEADY: Mapping[str, str] = {"DEVICE_SECONDS": "4"}
"""The product's own clocks but for the reading of cards: where everything is busy, a worker soon counts as dead that is
to be heard of each second."""
SHORT_LEASES: Mapping[str, str] = {"LEASE_SECONDS": "3", "HEARTBEAT_SECONDS": "0.5", "DEVICE_SECONDS": "1"}
"""For tests in which workers die, and that wait until it is noticed."""


class House:
    """The running studio: `call` speaks to its API, `end` and `freeze` do harm to its processes."""

    def __init__(self, state: State, family: Family, addresses: Addresses, environment: dict[str, str]) -> None:
        self.state, self.family, self.addresses = state, family, addresses
        self.environment = environment
        self.port = free_port("127.0.0.1", 8400)
        self.token = ""
        self._heal = threading.Event()
        self._done = threading.Event()
        self._healer = threading.Thread(target=self._keep_healing, daemon=True)

    def open(self) -> None:
        """Start web and workers, and keep them alive as the launcher does."""
        recipes = [studio.web(self.state, self.environment, self.addresses, "127.0.0.1", self.port)]
        for recipe in [*recipes, *studio.workers(self.state, self.environment, self.addresses)]:
            self.family.start(recipe)
        self.until(self._answers, "the web process")
        self._heal.set()
        self._healer.start()
        login = json.loads(self.manage("demo", "--json"))
        self.token = self.manage("token", login["email"], "--workspace", "demo").strip()

    def close(self) -> None:
        """Stop healing; the family stops the rest."""
        self._done.set()
        self._healer.join()

    def _keep_healing(self) -> None:
        while not self._done.wait(LOOK_SECONDS):
            if self._heal.is_set():
                self.family.heal(time.monotonic())

    @contextmanager
    def unhealed(self) -> Iterator[None]:
        """Whoever dies in this block stays dead until its end."""
        self._heal.clear()
        time.sleep(2 * LOOK_SECONDS)
        yield
        self._heal.set()

    def manage(self, *words: str) -> str:
        """What a word of manage.py prints."""
        environment = {**self.environment, **for_everything({}, self.addresses)}
        done = subprocess.run(
            [sys.executable, "manage.py", *words], cwd=ROOT, env=environment, capture_output=True, text=True, timeout=60
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    def _answers(self) -> bool:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/readyz", timeout=2) as answer:
                return bool(answer.status == 200)
        except OSError:
            return False

    def call(self, method: str, path: str, body: Any = None) -> tuple[int, Any]:
        """One request to the API: its status and its JSON."""
        request = urllib.request.Request(
            f"http://127.0.0.1:{self.port}/api/v1/{path}",
            method=method,
            data=json.dumps(body).encode() if body is not None else None,
            headers={"Authorization": f"Bearer {self.token}", "Content-Type": "application/json"},
        )
        try:
            with urllib.request.urlopen(request, timeout=30) as answer:
                return answer.status, json.loads(answer.read() or b"null")
        except urllib.error.HTTPError as error:
            return error.code, json.loads(error.read() or b"null")

    def made(self, method: str, path: str, body: Any = None) -> Any:
        """The JSON of a request that must succeed."""
        status, answer = self.call(method, path, body)
        assert status < 300, answer
        return answer

    def until(self, true: Callable[[], Any], what: str, seconds: float = 90.0) -> Any:
        """Wait until `true()` is; its value. Fails naming `what`."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            if found := true():
                return found
            time.sleep(LOOK_SECONDS)
        raise AssertionError(f"{what} did not happen within {seconds:.0f} s")

    def child(self, name: str) -> Child:
        """The living process of this name."""
        return next(child for child in self.family.children if child.recipe.name == name)

    def end(self, name: str, how: signal.Signals = signal.SIGKILL) -> None:
        """Send a signal to a process and everything it started."""
        os.killpg(self.child(name).pid, how)

    def rows(self, query: str, *values: Any) -> list[tuple[Any, ...]]:
        """Rows straight from the database, of every workspace."""
        with psycopg.connect(self.addresses.ops, autocommit=True) as connection:
            return connection.execute(query, values).fetchall()

    def scene(self) -> Any:
        """A scene with one hero frame, ready for takes."""
        project = self.made("POST", "projects", {"name": "Faults", "quality": "low"})
        episode = project["episodes"][0]["id"]
        scene = self.made("POST", "scenes", {"episode": episode, "prompt": "a red boat on a lake at dusk"})
        frames = self.ask(
            "generations", {"kind": "frames", "scene": scene["id"], "prompt": scene["prompt"], "count": 1}
        )
        return self.made("GET", f"scenes/{scene['id']}") | {"made_by": frames["id"]}

    def ask(self, path: str, body: Any) -> Any:
        """Ask for something and wait for its end."""
        return self.ended(self.made("POST", path, body)["id"])

    def ended(self, generation: str) -> Any:
        """A generation, once it has ended."""

        def end() -> Any:
            status, answer = self.call("GET", f"generations/{generation}")
            return answer if status == 200 and answer["finished_at"] else None

        return self.until(end, "the end of the generation")

    def running_take(self, generation: str) -> Any:
        """The job that is in the middle of a take."""

        def middle() -> Any:
            jobs = self.made("GET", f"generations/{generation}")["jobs"]
            return next((job for job in jobs if job["kind"] == "take" and job["state"] == "running"), None)

        return self.until(middle, "a take in the making")


@contextmanager
def whole_house(clocks: Mapping[str, str] = STEADY) -> Iterator[House]:
    """A studio in a temporary folder; gone with everything in it at the end of the block."""
    with tempfile.TemporaryDirectory(prefix="dailies-house-", dir="/tmp", ignore_cleanup_errors=True) as folder:
        state = State(Path(folder))
        state.make()
        lock = Lock(state)
        lock.take()
        with Family(lock) as family:
            addresses = embedded.start(family, state, Addresses("", "", "", ""))
            environment = {**studio.base(state, os.environ), **clocks}
            tables.migrate(family, state, addresses, environment, embedded=True)
            house = House(state, family, addresses, environment)
            try:
                house.open()
                yield house
            finally:
                house.close()
        lock.release()
