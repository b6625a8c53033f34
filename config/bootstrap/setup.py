"""The set-up before anything runs: `.venv`, Python packages, the interface. Skipped in milliseconds when done."""

import fcntl
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from config.bootstrap import install, node, tools
from config.bootstrap.environment import Environment
from config.bootstrap.install import VENV, Requirements
from config.bootstrap.messages import Steps, say
from config.bootstrap.processes import Guard
from config.bootstrap.state import REPOSITORY, State

Tick = Callable[[], None]


@dataclass(frozen=True)
class Wants:
    """What a word needs: groups of Python packages, and whether the built interface."""

    groups: tuple[str, ...]
    interface: bool = False
    node: bool = False
    steps: int = 7


class SetUp:
    """One set-up. Each part asks first whether anything is to be done."""

    def __init__(self, state: State, wants: Wants) -> None:
        self.state = state
        self.wants = wants
        self.steps = Steps(wants.steps)
        self.requirements = Requirements.read(REPOSITORY / "pyproject.toml")
        self.guard: Guard | None = None

    def run(self) -> None:
        """Do what is missing; one set-up at a time."""
        if not self.is_due():
            return
        self.state.make()
        with self.alone():
            self.python_packages()
            self.interface()

    def is_due(self) -> bool:
        """Whether anything at all is missing."""
        due = bool(install.missing(self.requirements, self.wants.groups))
        return due or (self.wants.interface and (node.packages_stale() or node.build_stale())) or self.lacks_node()

    def lacks_node(self) -> bool:
        """Whether Node itself is needed (to build, or to test) and has to be installed."""
        if not self.wants.interface or not (self.wants.node or node.packages_stale() or node.build_stale()):
            return False
        return not (node.system_node() or node.wheel_node())

    def python_packages(self) -> None:
        """The venv and what belongs into it."""
        groups = (*self.wants.groups, install.NODE) if self.lacks_node() else self.wants.groups
        due = install.missing(self.requirements, groups)
        if not due:
            return
        install.check_disk(due, REPOSITORY)
        if not install.is_usable(VENV) and not install.runs(VENV):
            self.make_venv()
        with self.steps.step(2, "Installing Python packages") as tick:
            install.drop_half_installed(VENV)
            words = install.pip_words(self.requirements.of(groups))
            self.tool(words, "setup-pip", install.pip_environment(), REPOSITORY, "installing Python packages", tick)
            install.note_installed(self.requirements, groups)

    def make_venv(self) -> None:
        """An environment of our own, made anew where there is a broken one."""
        install.check_python()
        with self.steps.step(1, "Making the Python environment") as tick:
            install.clear(VENV)
            environment = install.pip_environment()
            what = "making the Python environment"
            self.tool(install.venv_words(), "setup-venv", environment, REPOSITORY, what, tick)

    def interface(self) -> None:
        """The interface's packages, then the interface."""
        if not self.wants.interface:
            return
        if node.packages_stale():
            with self.steps.step(3, "Getting the interface's packages") as tick:
                self.npm(("ci", "--no-audit", "--no-fund"), "getting the interface's packages", tick)
                node.note_packages()
        if node.build_stale():
            with self.steps.step(4, "Building the interface") as tick:
                mark = node.digest(node.source_files(), node.FRONTEND)
                self.npm(("run", "build"), "building the interface", tick)
                node.note_build(mark)

    def npm(self, words: tuple[str, ...], what: str, tick: Tick) -> None:
        """Call npm in the studio's folder."""
        found = node.find()
        self.tool(found.words(*words), "setup-npm", found.environment(), node.STUDIO, what, tick)

    def tool(self, argv: list[str], log: str, environment: Environment, folder: Path, what: str, tick: Tick) -> None:
        """Call a tool with its log."""
        tools.run(tools.Tool(argv, self.state.log(log), environment, folder, self.guard), what, tick)

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Hold the repository's lock. The guard shares it, so it is held until all of a killed set-up has ended."""
        descriptor = os.open(REPOSITORY, os.O_RDONLY | os.O_CLOEXEC)
        try:
            try:
                fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                say("Another Dailies command is setting up; waiting for it ...")
                fcntl.flock(descriptor, fcntl.LOCK_EX)
            self.guard = Guard(descriptor)
            yield
        finally:
            if self.guard:
                self.guard.close()
            os.close(descriptor)
