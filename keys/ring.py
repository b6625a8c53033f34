"""The ring of master keys: lines of `id:key`, the newest last; it wraps the data keys of all workspaces.

Read anew for each use, from DAILIES_MASTER_KEYS or, where that is empty, from the file DAILIES_MASTER_KEYS_FILE: so a
key that is added to the file serves at once, in every process, and no process keeps one longer than it needs.
"""

import base64
import binascii
import re
import secrets
import stat
from dataclasses import dataclass
from pathlib import Path

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.views.decorators.debug import sensitive_variables

from keys.errors import InvalidRing, MasterKeyMissing
from keys.secret import Secret

KEY_BYTES = 32
FEWEST_DIFFERENT_BYTES = 16
"""32 random bytes hold fewer than 20 different ones once in 10^9 keys; a typed or repeated one always does."""
ID = re.compile(r"[A-Za-z0-9._-]{1,40}")
FORM = "Write one line `id:key` a key, the newest last; `./dailies keys new-master` prints one."


@dataclass(frozen=True, slots=True)
class Ring:
    """Master keys by id, oldest first, at least one; usable, but not readable. `weak` names those to replace."""

    keys: dict[str, AESGCM]
    weak: tuple[str, ...] = ()

    @property
    def newest(self) -> str:
        """The id of the key that wraps from now on."""
        return next(reversed(self.keys))

    def key(self, master_id: str) -> AESGCM:
        """The key with this id; `MasterKeyMissing` where there is none."""
        if master_id not in self.keys:
            raise MasterKeyMissing(master_id)
        return self.keys[master_id]


def new_entry() -> str:
    """A line for the ring: a random id and 256 random bits."""
    return f"{secrets.token_hex(4)}:{secrets.token_urlsafe(KEY_BYTES)}"


def current() -> Ring:
    """The ring as it is now; `InvalidRing` where it is absent or cannot be read."""
    given: Secret = settings.MASTER_KEYS
    return parse(given if given.reveal() else _in_file(Path(settings.MASTER_KEYS_FILE)))


def is_private() -> bool:
    """Whether nobody but its owner may read the ring's file; a ring from the environment has none."""
    if settings.MASTER_KEYS.reveal():
        return True
    try:
        mode = Path(settings.MASTER_KEYS_FILE).stat().st_mode
    except OSError:
        return True
    return not stat.S_IMODE(mode) & (stat.S_IRWXG | stat.S_IRWXO)


def _in_file(path: Path) -> Secret:
    try:
        return Secret(path.read_text(encoding="ascii"))
    except FileNotFoundError:
        raise InvalidRing(f"There is no ring of master keys at {path}.", FORM) from None
    except OSError as error:
        raise InvalidRing(f"The ring of master keys at {path} can't be read: {error.strerror}.", FORM) from None
    except UnicodeDecodeError:
        raise InvalidRing(f"The ring of master keys at {path} is no text.", FORM) from None


@sensitive_variables()
def parse(text: Secret) -> Ring:
    """A ring from its lines; commas part them too, and lines that begin with # say something to people."""
    found: dict[str, AESGCM] = {}
    weak = []
    lines = ",".join(line for line in text.reveal().splitlines() if not line.lstrip().startswith("#"))
    entries = [entry.strip() for entry in lines.split(",") if entry.strip()]
    if not entries:
        raise InvalidRing("The ring of master keys is empty.", FORM)
    for number, entry in enumerate(entries, start=1):
        name, colon, key = entry.partition(":")
        if not colon or not ID.fullmatch(name):
            raise InvalidRing(f"Entry {number} of the ring of master keys has no id that can be used.", FORM)
        if name in found:
            raise InvalidRing(f'Two entries of the ring of master keys have the id "{name}".', "Give each its own id.")
        raw = _decoded(name, key)
        found[name] = AESGCM(raw)
        weak += [name] if len(set(raw)) < FEWEST_DIFFERENT_BYTES else []
    return Ring(found, tuple(weak))


@sensitive_variables()
def _decoded(name: str, key: str) -> bytes:
    """32 bytes from base64, with or without its padding, of either alphabet."""
    try:
        raw = base64.b64decode(key.rstrip("=").replace("+", "-").replace("/", "_") + "=", b"-_", validate=True)
    except (binascii.Error, ValueError):
        raw = b""
    if len(raw) != KEY_BYTES:
        raise InvalidRing(
            f'The master key "{name}" is not {KEY_BYTES} bytes in base64.',
            "Put it back from the backup of the secrets; a new one comes from `./dailies keys new-master`.",
        )
    return raw
