"""Which child sees which address: each process gets its own and no other (design section 10)."""

import os
from collections.abc import Mapping, MutableMapping
from dataclasses import dataclass
from pathlib import Path

from config.bootstrap.messages import Trouble
from config.bootstrap.state import State
from generation.workers.starting import BELLS_AT_ONCE

PRIVATE = (
    "DATABASE_URL",
    "DATABASE_OWNER_URL",
    "DATABASE_OPS_URL",
    "REDIS_URL",
    "BROKER_URL",
    "SECRET_KEY",
    "SECRET_KEY_FALLBACKS",
    "DAILIES_MASTER_KEYS",
)
IN_FILES = (
    "DATABASE_URL",
    "DATABASE_OWNER_URL",
    "DATABASE_OPS_URL",
    "REDIS_URL",
    "BROKER_URL",
    "SECRET_KEY",
    "EMAIL_URL",
    "GOOGLE_CLIENT_SECRET",
    "GITHUB_CLIENT_SECRET",
    "OIDC_CLIENT_SECRET",
    "METRICS_TOKEN",
)
"""Secrets that may lie in a file, as containers hand them out: SECRET_KEY_FILE=/run/secrets/key."""
WEB_ONLY = ("GOOGLE_CLIENT_", "GITHUB_CLIENT_", "OIDC_", "METRICS_TOKEN")
"""How the names of what signs people and scrapers in begin; a worker has no use for it."""
LAUNCHER_ONLY = ("DAILIES_READY", "PYTHONHOME")
MARK = "DAILIES_CHILD_OF"
"""Every child carries its state folder under this name, so that a later start finds what a crash left."""

Environment = dict[str, str]


@dataclass(frozen=True)
class Addresses:
    """Where the services are: PostgreSQL as three roles, and Redis. An empty owner or ops falls back to `app`."""

    app: str
    owner: str
    ops: str
    redis: str

    @classmethod
    def given(cls, environment: Mapping[str, str] = os.environ) -> "Addresses":
        """What an operator has set; empty where nothing."""
        return cls(
            environment.get("DATABASE_URL", ""),
            environment.get("DATABASE_OWNER_URL", ""),
            environment.get("DATABASE_OPS_URL", ""),
            environment.get("REDIS_URL", ""),
        )


def read_secret_files(environment: MutableMapping[str, str] = os.environ) -> None:
    """Put each secret that a file holds under its own name, and forget the file's. Raises Trouble."""
    for name in IN_FILES:
        path = environment.get(f"{name}_FILE")
        if not path:
            continue
        if environment.get(name):
            raise Trouble(f"both {name} and {name}_FILE are set.", "Leave one of them out.")
        environment[name] = _secret_in(path, f"{name}_FILE")
        del environment[f"{name}_FILE"]


def _secret_in(path: str, variable: str) -> str:
    try:
        secret = Path(path).read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        why = error.strerror if isinstance(error, OSError) else "it holds no text"
        raise Trouble(
            f"{variable} names {path}, which cannot be read: {why}.", "Check the path and its rights."
        ) from None
    if not secret:
        raise Trouble(f"{variable} names {path}, which is empty.", "Write the secret into it, on one line.")
    return secret


def scrubbed(environment: Mapping[str, str] = os.environ) -> Environment:
    """The environment without addresses and keys, for a child that needs none."""
    hidden = {*PRIVATE, *LAUNCHER_ONLY}
    return {name: value for name, value in environment.items() if name not in hidden}


def master_keys(state: State, environment: Mapping[str, str] = os.environ) -> Environment:
    """The ring of master keys where an operator has set it; else the state folder's own is made, and found there."""
    if environment.get("DAILIES_MASTER_KEYS"):
        return {"DAILIES_MASTER_KEYS": environment["DAILIES_MASTER_KEYS"]}
    if not environment.get("DAILIES_MASTER_KEYS_FILE"):
        state.make_ring()
    return {}


def _filled(base: Mapping[str, str], **values: str) -> Environment:
    """The base and those of the values that are not empty."""
    return {**base, **{name: value for name, value in values.items() if value}}


def for_migrations(base: Mapping[str, str], addresses: Addresses) -> Environment:
    """The owner's address, which the app's name points at too, because settings need one; and that of ops, whom the
    policies of the tables name."""
    owner = addresses.owner or addresses.app
    return _filled(
        base,
        DATABASE_URL=owner,
        DATABASE_OWNER_URL=owner,
        DATABASE_OPS_URL=addresses.ops,
        REDIS_URL=addresses.redis,
    )


def for_web(base: Mapping[str, str], addresses: Addresses) -> Environment:
    """The app's and the admin's address."""
    return _filled(base, DATABASE_URL=addresses.app, DATABASE_OPS_URL=addresses.ops, REDIS_URL=addresses.redis)


def for_worker(base: Mapping[str, str], addresses: Addresses, device: str) -> Environment:
    """The app's address only, and the device that this worker serves."""
    return _filled(
        {name: value for name, value in base.items() if not name.startswith(WEB_ONLY)},
        DATABASE_URL=addresses.app,
        REDIS_URL=addresses.redis,
        DAILIES_DEVICE=device,
        **BELLS_AT_ONCE,
    )


def for_everything(base: Mapping[str, str], addresses: Addresses) -> Environment:
    """All addresses: tests, and the commands that change tables."""
    return _filled(
        base,
        DATABASE_URL=addresses.app,
        DATABASE_OWNER_URL=addresses.owner,
        DATABASE_OPS_URL=addresses.ops,
        REDIS_URL=addresses.redis,
    )
