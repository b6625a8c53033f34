"""Where things lie: the state folder, its secrets, sockets, logs and stamps."""

import contextlib
import hashlib
import json
import os
import secrets
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from config.bootstrap.messages import Trouble

REPOSITORY = Path(__file__).resolve().parent.parent.parent
SOCKET_PATH_LIMIT = 85
"""Unix socket addresses end at 104 (macOS) or 108 bytes; the socket's own name takes up to 19 of them."""
LOG_KEEP_BYTES = 5_000_000
SECRET_BYTES = 48
"""64 characters: Django wants 50 or more of `SECRET_KEY`."""


def random_text() -> str:
    """A password."""
    return secrets.token_urlsafe(SECRET_BYTES)


def first_master_key() -> str:
    """A line of its own, so that another can be added below."""
    from keys.ring import new_entry  # needed once; it brings Django along

    return f"{new_entry()}\n"


@dataclass(frozen=True)
class State:
    """The folder that holds everything a running studio writes (DAILIES_STATE, default `<repository>/.local`)."""

    root: Path

    @classmethod
    def here(cls, environment: Mapping[str, str] = os.environ) -> "State":
        """The state folder that the environment names."""
        given = environment.get("DAILIES_STATE")
        return cls(Path(given).expanduser().absolute() if given else REPOSITORY / ".local")

    @property
    def lock(self) -> Path:
        """Held by whoever runs the embedded services."""
        return self.root / "lock"

    @property
    def record(self) -> Path:
        """What the holder of the lock says about itself (0600: it holds addresses with passwords)."""
        return self.root / "up.json"

    @property
    def pgdata(self) -> Path:
        """The embedded PostgreSQL's data."""
        return self.root / "pgdata"

    @property
    def redis(self) -> Path:
        """The embedded Redis's append-only file."""
        return self.root / "redis"

    @property
    def secrets(self) -> Path:
        """Passwords, one a file, 0600."""
        return self.root / "secrets"

    @property
    def demo(self) -> Path:
        """The demo login, written by `manage.py demo` (0600)."""
        return self.root / "demo.json"

    @property
    def logs(self) -> Path:
        """One log a child process."""
        return self.root / "logs"

    @property
    def stamps(self) -> Path:
        """What was done for the present database and need not be done again."""
        return self.root / "stamps"

    @property
    def metrics(self) -> Path:
        """What web and workers have counted since the studio started, a few files a process."""
        return self.root / "metrics"

    def make(self) -> None:
        """Create the folders, for this user only."""
        folders = (self.secrets, self.logs, self.stamps, self.redis, self.metrics, self.root / "static")
        try:
            for folder in (self.root, *folders):
                folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            if not os.access(self.root, os.W_OK):
                raise PermissionError(13, "Permission denied", str(self.root))
        except OSError as error:
            raise Trouble(
                f"the state folder {self.root} cannot be used: {error.strerror}.",
                "Set DAILIES_STATE to a folder that you may write to, or make this one yours.",
            ) from error

    def sockets(self) -> Path:
        """A 0700 folder with a path short enough for Unix sockets, made when missing."""
        own = self.root / "run"
        folder = own if len(os.fsencode(own)) < SOCKET_PATH_LIMIT else short_folder(self.root)
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        check_private(folder)
        return folder

    def secret(self, name: str, make: Callable[[], str] = random_text) -> str:
        """The password of that name, made at random the first time."""
        path = self.secrets / name
        with contextlib.suppress(FileNotFoundError):
            if text := path.read_text().strip():
                return text
        text = make()
        write_private(path, text)
        return text

    def make_ring(self) -> None:
        """The ring of master keys with a first one in it (docs/security.md), unless it is there."""
        self.secret("master_keys", first_master_key)

    def log(self, name: str) -> Path:
        """The log file of a child; a big one is set aside first (one older copy is kept)."""
        path = self.logs / f"{name}.log"
        with contextlib.suppress(FileNotFoundError):
            if path.stat().st_size > LOG_KEEP_BYTES:
                path.replace(path.with_suffix(".log.1"))
        return path

    def stamp(self, name: str) -> str:
        """What was noted under that name, or the empty string."""
        try:
            return (self.stamps / name).read_text()
        except (FileNotFoundError, NotADirectoryError):
            return ""

    def set_stamp(self, name: str, text: str) -> None:
        """Note that something was done."""
        write_private(self.stamps / name, text)

    def forget_counts(self) -> None:
        """The studio starts anew, and so do its counts; files of processes that are gone would only pile up."""
        for path in self.metrics.glob("*.db"):
            path.unlink(missing_ok=True)

    def forget_database(self) -> None:
        """A new database begins: what was done for the old one counts no more."""
        for path in [*self.stamps.glob("*"), self.demo]:
            path.unlink(missing_ok=True)


def short_folder(root: Path) -> Path:
    """A short, stable path for the sockets of a state folder whose own path is too long."""
    mark = hashlib.sha256(os.fsencode(root)).hexdigest()[:12]
    runtime = os.environ.get("XDG_RUNTIME_DIR", "")
    if runtime and len(runtime) < SOCKET_PATH_LIMIT - 30 and os.access(runtime, os.W_OK):
        return Path(runtime) / f"dailies-{mark}"
    return Path("/tmp") / f"dailies-{os.geteuid()}-{mark}"


def check_private(folder: Path) -> None:
    """Refuse a socket folder that somebody else could have laid there."""
    facts = folder.lstat()
    if folder.is_symlink() or facts.st_uid != os.geteuid():
        raise Trouble(f"{folder} belongs to somebody else.", "Remove it, or set DAILIES_STATE to a shorter path.")
    if facts.st_mode & 0o077:
        folder.chmod(0o700)


def write_private(path: Path, text: str) -> None:
    """Write a 0600 file at once: a reader sees the old content or the new, never half of it."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "w") as file:
            file.write(text)
        os.replace(name, path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def read_json(path: Path) -> dict[str, Any]:
    """The object in a file, or an empty one where there is none that can be read."""
    try:
        found = json.loads(path.read_text())
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}
