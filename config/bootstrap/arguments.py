"""What stands behind `./dailies`: parsed by hand-made rules, because every word but two belongs to manage.py."""

import argparse
from collections.abc import Sequence
from dataclasses import dataclass

HELP = """\
Dailies: a studio for AI pictures and video.

  ./dailies up                 start the studio (the first time it sets itself up)
      --port N                 another port than 8000
      --host H                 another address than 127.0.0.1
      --local                  install what real models on a GPU need, even where no GPU was found
      --no-film                do not make a first film
      --no-demo                make no demo login and no first film
  ./dailies test [--all] ...   run every test; other words go to pytest
  ./dailies film "PROMPT"      make a film without a browser     (./dailies film --help)
  ./dailies picture "PROMPT"   make one picture                  (./dailies picture --help)
  ./dailies score CLIP...      score and rank video clips        (./dailies score --help)
  ./dailies animatic-sheet     contact sheets of the drawn previews
  ./dailies simulate SCENARIO  how the queue would do elsewhere  (./dailies simulate --help)
  ./dailies help               every other word
"""

TEST_HELP = """\
./dailies test [--all] [PYTEST'S WORDS]   install what tests need, then run every test

  --all                        the long tests too
  everything else              goes on to pytest: a file or folder of tests/, -k NAME, -x, ...

  ./dailies test tests/launcher -k port     only these of the Python tests
"""

DEFAULT_PORT = 8000
LOOPBACK = ("127.0.0.1", "localhost", "::1")


@dataclass(frozen=True)
class UpArguments:
    """The words after `up`. `port` is 1..65535."""

    host: str = "127.0.0.1"
    port: int = DEFAULT_PORT
    local: bool = False
    film: bool = True
    demo: bool = True

    @property
    def url(self) -> str:
        """The address to open in a browser on this machine."""
        return f"http://{self.host_in_url}:{self.port}"

    @property
    def reachable_host(self) -> str:
        """An address that this machine itself can connect to."""
        return {"0.0.0.0": "127.0.0.1", "::": "::1", "": "127.0.0.1"}.get(self.host, self.host)

    @property
    def host_in_url(self) -> str:
        """The same, in brackets where it is an IPv6 address."""
        return f"[{self.reachable_host}]" if ":" in self.reachable_host else self.reachable_host


@dataclass(frozen=True)
class TestArguments:
    """The words after `test`: whether the long tests run too, and what goes on to pytest."""

    everything: bool = False
    pytest: tuple[str, ...] = ()


def port_number(text: str) -> int:
    """A TCP port. Raises ArgumentTypeError with what would work."""
    if not text.isdecimal() or not 1 <= int(text) <= 65535:
        raise argparse.ArgumentTypeError(f"{text!r} is no port: give a number from 1 to 65535")
    return int(text)


def parse_up(words: Sequence[str]) -> UpArguments:
    """Read the words after `up`; exits with a message where they make no sense."""
    parser = argparse.ArgumentParser(prog="./dailies up", allow_abbrev=False)
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on (127.0.0.1)")
    parser.add_argument("--port", type=port_number, default=DEFAULT_PORT, help="port to listen on (8000)")
    parser.add_argument("--local", action="store_true", help="install what real models on a GPU need")
    parser.add_argument("--no-film", dest="film", action="store_false", help="do not make a first film")
    parser.add_argument("--no-demo", dest="demo", action="store_false", help="no demo login, no first film")
    given = parser.parse_args(list(words))
    return UpArguments(given.host, given.port, given.local, given.film and given.demo, given.demo)


def parse_test(words: Sequence[str]) -> TestArguments:
    """Take `--all` out of the words after `test`; everything else is pytest's."""
    rest = tuple(word for word in words if word != "--all")
    return TestArguments(len(rest) != len(words), rest)
