"""`./dailies up`: the embedded services, web and workers in the foreground, until a signal says stop."""

import os
import signal
import time
from collections.abc import Iterable
from dataclasses import dataclass
from types import FrameType

from config.bootstrap import embedded, examples, studio, tables
from config.bootstrap.arguments import LOOPBACK, UpArguments
from config.bootstrap.environment import Addresses, Environment
from config.bootstrap.family import Family, Stopped
from config.bootstrap.lock import UP, Lock, Record
from config.bootstrap.messages import Steps, Trouble, complain, say, tell
from config.bootstrap.network import allowed_hosts, answers, check_free
from config.bootstrap.processes import Recipe
from config.bootstrap.state import State, read_json

STEPS = 7
LOOK_SECONDS = 0.1
WEB_START_SECONDS = 60.0
FILM_STAMP = "film"


class Signals:
    """Ctrl-C, SIGTERM and a closed terminal all mean: stop in order."""

    def __init__(self) -> None:
        self.received = 0

    def listen(self) -> None:
        """Take the signals over. A SIGHUP that somebody ignores on purpose (nohup) stays ignored."""
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, self._note)
        if signal.getsignal(signal.SIGHUP) is not signal.SIG_IGN:
            signal.signal(signal.SIGHUP, self._note)

    def stopping(self) -> bool:
        """Whether one has come."""
        return self.received > 0

    def _note(self, number: int, frame: FrameType | None) -> None:
        self.received += 1


@dataclass(frozen=True)
class Run:
    """One run of the studio: its words, its folder, what children see, and where the services are."""

    arguments: UpArguments
    state: State
    environment: Environment
    addresses: Addresses
    is_embedded: bool


def up(arguments: UpArguments) -> int:
    """Run the studio. Answers with the exit status."""
    signals = Signals()
    signals.listen()
    state = State.here()
    state.make()
    lock = Lock(state)
    if running := lock.take_or_meet():
        report_running(state, running)
        return 0
    try:
        check_free(arguments)
        with Family(lock, signals.stopping) as family:
            return live(family, state, arguments)
    except Stopped:
        return 0
    except (Trouble, OSError) as error:
        complain(error)
        return 1
    finally:
        state.record.unlink(missing_ok=True)
        lock.release()
        if signals.stopping():
            say("Dailies has stopped.")


def live(family: Family, state: State, arguments: UpArguments) -> int:
    """Start everything, say where it is, and keep it alive until a signal comes."""
    steps = Steps(STEPS)
    given = Addresses.given()
    Record(os.getpid(), UP, arguments.url, False, given).write(state)
    addresses = start_services(family, state, given, steps)
    run = Run(arguments, state, environment(state, arguments), addresses, not given.app)
    prepare_tables(family, run, steps)
    with steps.step(7, "Starting the studio"):
        draw_examples(family, run)
        start_studio(family, run)
    Record(os.getpid(), UP, arguments.url, True, addresses).write(state)
    greet(run)
    if arguments.film and state.stamp(FILM_STAMP) == "":
        start_first_film(family, run)
    draw_chips(family, run)
    while not family.stopping():
        family.heal(time.monotonic())
        time.sleep(LOOK_SECONDS)
    say("\nStopping Dailies ...")
    return 0


def start_services(family: Family, state: State, given: Addresses, steps: Steps) -> Addresses:
    """Start what the operator did not name; answer with all addresses."""
    if given.app and given.redis:
        return given
    with steps.step(5, "Starting the database" if state.pgdata.exists() or given.app else "Making the database"):
        return embedded.start(family, state, given)


def environment(state: State, arguments: UpArguments) -> Environment:
    """What the children see; an operator's own values win."""
    chosen = {"DAILIES_BASE_URL": arguments.url, "ALLOWED_HOSTS": allowed_hosts(arguments.host)}
    return {**chosen, **studio.base(state, os.environ)}


def prepare_tables(family: Family, run: Run, steps: Steps) -> None:
    """Migrate where anything is new."""
    if tables.up_to_date(run.state, run.is_embedded):
        return
    with steps.step(6, "Preparing the tables"):
        tables.migrate(family, run.state, run.addresses, run.environment, run.is_embedded)


def draw_examples(family: Family, run: Run) -> None:
    """What the quality selector shows, before web lists its files; without it the studio still runs."""
    if not examples.are_due():
        return
    try:
        family.run(studio.errand(run.state, run.environment, run.addresses, ("tier_examples",)))
    except Trouble as trouble:
        say("\nThere are no examples of the qualities, because drawing them failed; everything else works.")
        complain(trouble)


def draw_chips(family: Family, run: Run) -> None:
    """What each chip does, in pictures, drawn while people look around; without them the chips have none."""
    if not examples.are_due(examples.CHIPS_DRAWN, decide=examples.CHIPS_DECIDE):
        return

    def finished(status: int) -> None:
        if status:
            say("There are no pictures of what each chip does, because drawing them failed; everything else works.")

    family.start(studio.errand(run.state, run.environment, run.addresses, ("chip_pictures",), finished))


def start_studio(family: Family, run: Run) -> None:
    """Web first, so that the first page comes soon; then the workers and the demo login."""
    host, port = run.arguments.host, run.arguments.port
    run.state.forget_counts()
    web = family.start(studio.web(run.state, run.environment, run.addresses, host, port))
    family.until(lambda: answers(run.arguments), "web", web, WEB_START_SECONDS)
    start_all(family, studio.workers(run.state, run.environment, run.addresses))
    if run.arguments.demo and not run.state.demo.exists():
        make_demo(family, run)


def start_all(family: Family, recipes: Iterable[Recipe]) -> None:
    """Start each of them."""
    for recipe in recipes:
        family.start(recipe)


def make_demo(family: Family, run: Run) -> None:
    """Make the demo login; without it the studio still runs, for people can sign up."""
    try:
        family.run(studio.errand(run.state, run.environment, run.addresses, ("demo", "--json")))
    except Trouble as trouble:
        say("\nThere is no demo login, because making it failed; everything else works.")
        complain(trouble)


def start_first_film(family: Family, run: Run) -> None:
    """Ask for a first film, so that there is something to see; the queue makes it while people look around."""

    def finished(status: int) -> None:
        if status == 0:
            run.state.set_stamp(FILM_STAMP, "asked for")
            say("A first film is being made; it appears in the demo login's dashboard.")
        else:
            say(f"The first film could not be started; everything else works. See {run.state.logs / 'demo.log'}")

    family.start(studio.errand(run.state, run.environment, run.addresses, ("demo", "--film"), finished))


def greet(run: Run) -> None:
    """Print the address and the demo login."""
    tell(f"\nDailies is ready: {run.arguments.url}/")
    if run.arguments.demo:
        tell_login(run.state)
    if run.arguments.host not in LOOPBACK:
        say(f"It listens on {run.arguments.host}. For other names than this machine's own, set ALLOWED_HOSTS.")
    say("Ctrl-C stops it.")


def tell_login(state: State) -> None:
    """Print the demo login where there is one."""
    login = read_json(state.demo)
    if "email" in login and "password" in login:
        tell(f"Demo login (on this machine only): {login['email']}   password: {login['password']}")


def report_running(state: State, record: Record) -> None:
    """Say that the studio runs already, and where."""
    verb = "running" if record.ready else "starting"
    tell(f"Dailies is already {verb} at {record.url}/")
    tell_login(state)
