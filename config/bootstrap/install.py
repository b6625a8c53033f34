"""Makes `.venv` and installs what pyproject.toml lists; the second time it takes milliseconds."""

import contextlib
import hashlib
import json
import os
import shutil
import subprocess
import sys
import time
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from config.bootstrap.environment import scrubbed
from config.bootstrap.messages import Trouble
from config.bootstrap.state import REPOSITORY, read_json, write_private

VENV = REPOSITORY / ".venv"
STAMP = "dailies-installed.json"
BASE, LOCAL, TEST, NODE = "base", "local", "test", "node"
GB = 2**30
NEEDED_GB = {BASE: 1.5, LOCAL: 2.5, TEST: 0.5, NODE: 0.5}
"""Disk that a group takes, downloads included; generous. With a GPU's libraries, `local` is bigger than here."""
MISLEADING = ("PIP_USER", "PIP_TARGET", "PIP_PREFIX", "PIP_ROOT", "PIP_REQUIRE_VIRTUALENV", "PYTHONPATH")
"""Settings that would send packages elsewhere than into `.venv`."""


@dataclass(frozen=True)
class Requirements:
    """What pyproject.toml lists: a tuple of requirements for each group (`base` and the extras)."""

    groups: Mapping[str, tuple[str, ...]]

    @classmethod
    def read(cls, path: Path) -> "Requirements":
        """Read `[project]`. Raises Trouble where the file cannot be understood."""
        try:
            project = tomllib.loads(path.read_text())["project"]
        except (OSError, tomllib.TOMLDecodeError, KeyError) as error:
            raise Trouble(
                f"{path} cannot be read: {error}.", "Get this file again from where you got Dailies."
            ) from error
        extras: dict[str, list[str]] = project.get("optional-dependencies", {})
        groups = {BASE: tuple(project["dependencies"])} | {name: tuple(found) for name, found in extras.items()}
        return cls(groups)

    def of(self, names: Iterable[str]) -> list[str]:
        """The requirements of some groups together."""
        return [requirement for name in names for requirement in self.groups.get(name, ())]

    def mark(self, name: str) -> str:
        """One value for a group's list."""
        return hashlib.sha256("\n".join(sorted(self.groups.get(name, ()))).encode()).hexdigest()


def python(venv: Path = VENV) -> Path:
    """The interpreter inside."""
    return venv / "bin" / "python"


def interpreter_mark(executable: str) -> dict[str, Any]:
    """What tells an interpreter from the one that may be installed in its place later."""
    facts = os.stat(os.path.realpath(executable))
    return {"path": executable, "bytes": facts.st_size, "changed": facts.st_mtime_ns}


def is_usable(venv: Path) -> bool:
    """Whether the venv's interpreter is still the one it was made with (looks at files only)."""
    noted = read_json(venv / STAMP).get("interpreter", {})
    try:
        return python(venv).exists() and bool(noted) and interpreter_mark(noted["path"]) == noted
    except (OSError, KeyError, TypeError):
        return False


def missing(requirements: Requirements, names: Iterable[str], venv: Path = VENV) -> list[str]:
    """Those of the groups that are not installed as listed now."""
    done = read_json(venv / STAMP).get("groups", {}) if is_usable(venv) else {}
    return [name for name in names if done.get(name) != requirements.mark(name)]


def note_installed(requirements: Requirements, names: Iterable[str], venv: Path = VENV) -> None:
    """Write the stamp: always last, so that an interrupted installation is done again."""
    stamp = read_json(venv / STAMP) if is_usable(venv) else {}
    groups = stamp.get("groups", {}) | {name: requirements.mark(name) for name in names}
    executable = os.path.realpath(python(venv))
    facts = {"interpreter": interpreter_mark(executable), "groups": groups, "installed_at": time.time()}
    write_private(venv / STAMP, json.dumps(facts, indent=1))


def runs(venv: Path) -> bool:
    """Whether interpreter and pip inside answer; asked only when there is no stamp to trust."""
    if not python(venv).exists():
        return False
    words = [str(python(venv)), "-c", "import sys, pip; sys.exit(sys.version_info[:2] < (3, 11))"]
    asked = subprocess.run(words, capture_output=True, stdin=subprocess.DEVNULL, check=False)
    return asked.returncode == 0


def check_python() -> None:
    """Raise Trouble where this Python cannot make a venv (Debian packs that part separately)."""
    if not (find_spec("venv") and find_spec("ensurepip")):
        short = f"python{sys.version_info[0]}.{sys.version_info[1]}"
        raise Trouble(
            f"this Python ({sys.executable}) comes without venv, which Dailies needs to install its packages.",
            f"Debian, Ubuntu: apt install {short}-venv. Others: install Python from https://www.python.org/downloads/",
        )


def check_disk(names: Iterable[str], folder: Path) -> None:
    """Raise Trouble where the packages will not fit."""
    needed = sum(NEEDED_GB.get(name, 0.0) for name in names)
    free = shutil.disk_usage(folder).free / GB
    if free < needed:
        raise Trouble(
            f"the disk of {folder} has {free:.1f} GB left, and the packages need about {needed:.1f} GB.",
            "Free some space, then run the same command again.",
        )


def clear(venv: Path) -> None:
    """Remove a venv that does not run, so that it is made anew."""
    if venv.is_symlink() or venv.is_file():
        venv.unlink()
    else:
        shutil.rmtree(venv, ignore_errors=True)


def drop_half_installed(venv: Path) -> list[str]:
    """Make pip forget packages that an interruption left without their RECORD, which pip writes last; their names."""
    dropped = []
    for folder in venv.glob("lib/python*/site-packages/*.dist-info"):
        if not (folder / "RECORD").exists():
            shutil.rmtree(folder, ignore_errors=True)
            dropped.append(folder.name)
    return dropped


def pip_words(requirements: Sequence[str], venv: Path = VENV) -> list[str]:
    """The call of pip."""
    options = ["--disable-pip-version-check", "--no-input", "--progress-bar=off", "--retries=3"]
    return [str(python(venv)), "-m", "pip", "install", *options, *requirements]


def venv_words(venv: Path = VENV) -> list[str]:
    """The call of venv."""
    return [sys.executable, "-m", "venv", str(venv)]


def pip_environment() -> dict[str, str]:
    """The environment for pip: an operator's mirrors and proxies stay, what leads elsewhere goes."""
    return {name: value for name, value in scrubbed().items() if name not in MISLEADING}


def gpu_present() -> bool:
    """Whether an NVIDIA card is here."""
    if os.path.exists("/dev/nvidia0"):
        return True
    asks = shutil.which("nvidia-smi")
    if not asks:
        return False
    with contextlib.suppress(OSError, subprocess.TimeoutExpired):
        answer = subprocess.run([asks, "-L"], capture_output=True, text=True, timeout=10, check=False)
        return answer.returncode == 0 and "GPU" in answer.stdout
    return False
