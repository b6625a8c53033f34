"""Makes the services that a word of manage.py needs reachable, and lets them go afterwards."""

import os
import signal
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path
from types import FrameType

from config.bootstrap import embedded, postgres, studio, tables
from config.bootstrap.environment import Addresses, for_everything, for_web, master_keys, read_secret_files
from config.bootstrap.family import Family
from config.bootstrap.lock import COMMAND, Lock, Record, wait_until_ready
from config.bootstrap.messages import Trouble, complain, say
from config.bootstrap.state import State

WITHOUT_SERVICES = frozenset(
    {"animatic_sheet", "score", "simulate", "help", "check", "collectstatic", "findstatic", "spectacular", "version"}
    | {"makemigrations", "makemessages", "compilemessages", "startapp", "startproject", "sendtestemail", "diffsettings"}
)
MIGRATIONS_BY_HAND = frozenset({"migrate", "showmigrations", "sqlmigrate", "squashmigrations", "flush"})
TABLE_OWNERS = MIGRATIONS_BY_HAND | {"test", "testserver", "dbshell", "inspectdb", "sqlflush"}
WITH_WORKERS = frozenset(("film", "picture"))
NOWHERE = "postgresql://nobody@127.0.0.1:1/none"
"""Settings want an address even from a word that asks no database."""

NOTHING_GIVEN = Addresses("", "", "", "")


def needs_services(argv: Sequence[str]) -> bool:
    """Whether manage.py called with these words will ask the database."""
    words = argv[1:]
    if not words or words[0] in WITHOUT_SERVICES or words[0].startswith("-"):
        return False
    return not {"-h", "--help", "--version"} & set(words)


@contextmanager
def ensure(argv: Sequence[str]) -> Iterator[None]:
    """Fill os.environ with the addresses that the words need; start what is missing and stop it in the end."""
    word = argv[1] if len(argv) > 1 else ""
    try:
        read_secret_files()
    except Trouble as trouble:
        complain(trouble)
        raise SystemExit(1) from trouble
    state = State.here()
    if os.environ.get("DATABASE_URL") or not needs_services(argv):
        fill_in_secret(state)
        os.environ.setdefault("DATABASE_URL", NOWHERE)
        yield
        return
    with ExitStack() as stack:
        try:
            stack.enter_context(reachable(state, word))
        except (Trouble, OSError) as error:
            complain(error)
            raise SystemExit(1) from error
        yield


def fill_in_secret(state: State) -> None:
    """Settings want a SECRET_KEY: the studio's own where one exists, else one for this process."""
    kept = state.secrets / "secret_key"
    if not os.environ.get("SECRET_KEY"):
        os.environ["SECRET_KEY"] = kept.read_text() if kept.exists() else os.urandom(32).hex()


@contextmanager
def reachable(state: State, word: str) -> Iterator[Addresses]:
    """The running studio's services, or embedded ones for as long as the word runs."""
    state.make()
    lock = Lock(state)
    if word in MIGRATIONS_BY_HAND:
        (state.stamps / tables.STAMP).unlink(missing_ok=True)
    while lock.take_or_meet():
        if running := wait_until_ready(state):
            export(state, word, running.addresses)
            yield running.addresses
            return
    with own_services(state, lock, word) as addresses:
        yield addresses


@contextmanager
def own_services(state: State, lock: Lock, word: str) -> Iterator[Addresses]:
    """Embedded services, and workers for a word that makes something. Ends with the word."""
    given = Addresses.given()
    try:
        Record(os.getpid(), COMMAND, "", False, given).write(state)
        with ending_in_order(), Family(lock) as family:
            addresses = embedded.start(family, state, given)
            prepare(family, state, word, addresses)
            export(state, word, addresses)
            yield addresses
    finally:
        state.record.unlink(missing_ok=True)
        lock.release()


def prepare(family: Family, state: State, word: str, addresses: Addresses) -> None:
    """Bring the tables up to date unless the word does that itself, and start the workers where it needs them."""
    environment = studio.base(state, os.environ)
    if word not in MIGRATIONS_BY_HAND and not tables.up_to_date(state, embedded=True):
        say("Preparing the tables ...")
        tables.migrate(family, state, addresses, environment, embedded=True)
    if word in WITH_WORKERS:
        for recipe in studio.workers(state, environment, addresses):
            family.start(recipe)


def export(state: State, word: str, addresses: Addresses) -> None:
    """Put the addresses into this process's environment; the owner's only for words that change tables."""
    chosen = for_everything if word in TABLE_OWNERS else for_web
    os.environ.update(chosen({}, addresses))
    fill_in_secret_of(state)


def fill_in_secret_of(state: State) -> None:
    """The studio's SECRET_KEY and ring of master keys, made when missing."""
    if not os.environ.get("SECRET_KEY"):
        os.environ["SECRET_KEY"] = state.secret("secret_key")
    master_keys(state)


@contextmanager
def ending_in_order() -> Iterator[None]:
    """SIGTERM and a closed terminal end the word as Ctrl-C does: through `finally`, so that services stop."""

    def leave(number: int, frame: FrameType | None) -> None:
        raise SystemExit(128 + number)

    before = {number: signal.signal(number, leave) for number in (signal.SIGTERM, signal.SIGHUP)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


@contextmanager
def throwaway(environment: Mapping[str, str] = os.environ) -> Iterator[tuple[State, Addresses]]:
    """Services for tests, with their addresses in os.environ; what `environment` names already is used as it is."""
    with in_temporary_folder(Addresses.given(environment)) as (state, addresses):
        os.environ.update(for_everything({}, addresses), DAILIES_STATE=str(state.root))
        fill_in_secret_of(state)
        yield state, addresses


@contextmanager
def in_temporary_folder(given: Addresses = NOTHING_GIVEN) -> Iterator[tuple[State, Addresses]]:
    """Embedded services with an empty database. The folder and everything in it end with the block.

    The folder's path is short, because Unix sockets lie in it. Data may be lost in a power cut: it is for tests.
    """
    with tempfile.TemporaryDirectory(prefix="dailies-test-", dir="/tmp", ignore_cleanup_errors=True) as folder:
        state = State(Path(folder))
        state.make()
        lock = Lock(state)
        lock.take()
        with Family(lock) as family:
            found = embedded.start(family, state, given, postgres.THROWAWAY)
            yield state, replace(found, owner=found.owner or found.app, ops=found.ops or found.app)
        lock.release()
