"""The format of everything that is sealed: AES-256-GCM, bound to its place. No rows, no settings.

    1 byte   format (1)
    4 bytes  version of the data key, big-endian
    12 bytes nonce, random for each sealing
    n bytes  ciphertext, then its tag of 16 bytes

The associated data holds the format, the workspace, the row, the purpose and the version, so what was sealed opens at
that place and no other. Data keys are wrapped by a master key in the same format. A random nonce of 96 bits may be
used 2^32 times with one key (NIST SP 800-38D, 8.3), which no workspace comes near.

No function here keeps key or plaintext in a variable: a traceback that shows variables shows none of them.
"""

import os
import struct
from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from keys.errors import Refused
from keys.secret import Secret, as_bytes, from_bytes

FORMAT = 1
HEADER = struct.Struct(">BI")
NONCE_BYTES = 12
TAG_BYTES = 16
KEY_BITS = 256


@dataclass(frozen=True, slots=True)
class Place:
    """Where a ciphertext belongs. `version` is the data key's, 1 or more; `purpose` says what it is for."""

    workspace: UUID
    row: UUID
    purpose: str
    version: int

    @property
    def bound(self) -> bytes:
        """The associated data. All but the last part have a fixed length, so no two places share it."""
        purpose = self.purpose.encode("utf-8", "surrogatepass")
        return header(self.version) + self.workspace.bytes + self.row.bytes + purpose


def header(version: int) -> bytes:
    """How every ciphertext under this version of a data key begins."""
    return HEADER.pack(FORMAT, version)


def seal(key: AESGCM, secret: Secret, place: Place) -> bytes:
    """The secret as it may be stored."""
    return _encrypt(key, lambda: as_bytes(secret), place)


def unseal(key: AESGCM, sealed: bytes, place: Place) -> Secret:
    """The secret again; `Refused` for anything that was not sealed with this key for this place."""
    return from_bytes(_decrypt(key, sealed, place))


def wrapped_new_key(master: AESGCM, place: Place) -> bytes:
    """A new random data key, wrapped by a master key."""
    return _encrypt(master, lambda: AESGCM.generate_key(KEY_BITS), place)


def unwrap(master: AESGCM, wrapped: bytes, place: Place) -> AESGCM:
    """A data key, ready for use and not to be read; `Refused` where the master key is another."""
    return AESGCM(_decrypt(master, wrapped, place))


def rewrap(old: AESGCM, wrapped: bytes, old_place: Place, new: AESGCM, new_place: Place) -> bytes:
    """The same data key under another master key."""
    return _encrypt(new, lambda: _decrypt(old, wrapped, old_place), new_place)


def version_of(sealed: bytes, purpose: str) -> int:
    """The version of the data key that a ciphertext says it needs; `Refused` where it is no ciphertext of ours."""
    if len(sealed) < HEADER.size + NONCE_BYTES + TAG_BYTES:
        raise Refused(purpose, "it is cut short")
    form, version = HEADER.unpack_from(sealed)
    if form != FORMAT:
        raise Refused(purpose, "its format is unknown")
    return int(version)


def _encrypt(key: AESGCM, plain: Callable[[], bytes], place: Place) -> bytes:
    nonce = os.urandom(NONCE_BYTES)
    return header(place.version) + nonce + key.encrypt(nonce, plain(), place.bound)


def _decrypt(key: AESGCM, sealed: bytes, place: Place) -> bytes:
    if version_of(sealed, place.purpose) != place.version:
        raise Refused(place.purpose, "it was sealed under another version of the key")
    nonce, ciphertext = sealed[HEADER.size : HEADER.size + NONCE_BYTES], sealed[HEADER.size + NONCE_BYTES :]
    try:
        return key.decrypt(nonce, ciphertext, place.bound)
    except InvalidTag:
        raise Refused(place.purpose, "it was changed, or sealed for another place") from None
