"""From the words behind `./dailies` to what runs: first set up, then begin anew inside `.venv`."""

import os
import signal
import sys
from collections.abc import Callable
from types import FrameType
from typing import NoReturn

from config.bootstrap import arguments, install
from config.bootstrap.environment import read_secret_files
from config.bootstrap.lock import UP, Record, held
from config.bootstrap.messages import Trouble, complain, say, tell
from config.bootstrap.setup import SetUp, Wants
from config.bootstrap.state import REPOSITORY, State

INTERRUPTED = 130


def set_up(words: list[str], ready: str) -> int:
    """Make what the words need, then hand over to `.venv`. Returns only where nothing is to be handed over."""
    if asked := help_for(words):
        tell(asked.rstrip())
        return 0
    listen(_leave)
    try:
        if words[0] == "up" and already_running(words):
            return 0
        SetUp(State.here(), wants(words)).run()
    except (Trouble, OSError) as error:
        complain(error)
        return 1
    except KeyboardInterrupt:
        say("\nStopped. The same command goes on from here.")
        return INTERRUPTED
    hand_over(words, ready)


def help_for(words: list[str]) -> str:
    """The help that these words ask for and that needs no set-up; empty where they ask for none."""
    if not words or words[0] in ("-h", "--help"):
        return arguments.HELP
    return arguments.TEST_HELP if words[0] == "test" and {"-h", "--help"} & set(words[1:]) else ""


def listen(handler: Callable[[int, FrameType | None], None] | signal.Handlers) -> None:
    """What SIGTERM and a closed terminal do; one that is ignored on purpose (nohup) stays so."""
    for number in (signal.SIGTERM, signal.SIGHUP):
        if signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, handler)


def _leave(number: int, frame: FrameType | None) -> None:
    raise SystemExit(128 + number)


def already_running(words: list[str]) -> bool:
    """Say so where the studio runs already; raise Trouble where its port is taken, before anything heavy begins."""
    from config.bootstrap.network import check_free
    from config.bootstrap.up import report_running

    given = arguments.parse_up(words[1:])
    state = State.here()
    record = Record.read(state)
    if record and record.kind == UP and record.alive and held(state):
        report_running(state, record)
        return True
    check_free(given)
    return False


def wants(words: list[str]) -> Wants:
    """What has to be installed for these words."""
    if words[0] == "test":
        return Wants((install.BASE, install.TEST, install.LOCAL), interface=True, node=True)
    if words[0] == "up":
        local = arguments.parse_up(words[1:]).local or install.gpu_present()
        return Wants((install.BASE, install.LOCAL) if local else (install.BASE,), interface=True)
    return Wants((install.BASE,), steps=2)


def hand_over(words: list[str], ready: str) -> NoReturn:
    """Begin anew as `.venv`'s Python; the process stays the same, so signals reach it."""
    listen(signal.SIG_DFL)
    interpreter = str(install.python())
    script = REPOSITORY / ("dailies" if words[0] in ("up", "test") else "manage.py")
    if not words[0].startswith("-"):
        words = [words[0].replace("-", "_"), *words[1:]]  # a word of manage.py is a Python module
    environment = {**os.environ, ready: "1"} if script.name == "dailies" else dict(os.environ)
    sys.stdout.flush()
    sys.stderr.flush()
    os.execve(interpreter, [interpreter, str(script), *words], environment)


def run(words: list[str]) -> int:
    """Inside `.venv`: start the studio, or the tests."""
    try:
        read_secret_files()
    except Trouble as trouble:
        complain(trouble)
        return 1
    if words[0] == "up":
        from config.bootstrap.up import up

        return up(arguments.parse_up(words[1:]))
    from config.bootstrap.test import test

    return test(arguments.parse_test(words[1:]))
