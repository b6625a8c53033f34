"""Sealing and opening inside a scope (design section 9): a master key wraps the workspace's data key, which seals.

Nothing is cached. A data key in memory would outlive its rotation and the call that needed it; what that would save is
one short query and 0.04 ms of decryption, before a network call of hundreds of milliseconds.

`sensitive_variables` hides what the frames below hold from Django's error reports, those of libraries too.
"""

from uuid import UUID

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.views.decorators.debug import sensitive_variables

from accounts.tenancy import Tenant, current_workspace_id
from keys import crypto, ring
from keys.crypto import Place
from keys.errors import DataKeyGone, MasterKeyWrong, Refused
from keys.fields import sealed_field
from keys.models import DataKey
from keys.ring import Ring
from keys.secret import Secret


@sensitive_variables()
def seal(secret: Secret, *, row: UUID, purpose: str) -> bytes:
    """The secret, to be stored in this row of the workspace we are in.

    The data key is held until the transaction ends, so that no rotation removes it before the row can be seen. So seal
    before anything else is locked: everybody, the rotation too, takes the key first and rows after it.
    """
    key = _sealing_key()
    return crypto.seal(_unwrapped(key), secret, Place(current_workspace_id(), row, purpose, key.version))


@sensitive_variables()
def open_sealed(sealed: bytes, *, row: UUID, purpose: str) -> Secret:
    """What `seal` made for this row and purpose; `Refused` for anything else, `DataKeyGone` if it was rotated since."""
    version = crypto.version_of(sealed, purpose)
    key = DataKey.objects.filter(version=version).first()
    if key is None:
        raise DataKeyGone(purpose, version)
    return crypto.unseal(_unwrapped(key), sealed, Place(current_workspace_id(), row, purpose, version))


def seal_into(row: Tenant, column: str, secret: Secret) -> None:
    """Put a secret into a sealed column of a row; save the row in the same transaction."""
    field = sealed_field(type(row), column)
    setattr(row, column, seal(secret, row=row.pk, purpose=field.purpose_of(row)))


def open_from(row: Tenant, column: str) -> Secret:
    """The secret in a sealed column of a row. A row that was rotated since it was read is read once more."""
    field = sealed_field(type(row), column)
    try:
        return open_sealed(bytes(getattr(row, column)), row=row.pk, purpose=field.purpose_of(row))
    except DataKeyGone:
        row.refresh_from_db(fields=[column, *field.bound])
        return open_sealed(bytes(getattr(row, column)), row=row.pk, purpose=field.purpose_of(row))


def newest_version() -> int:
    """The version that seals now; 0 in a workspace that has never sealed anything."""
    key = DataKey.objects.order_by("-version").first()
    return key.version if key else 0


@sensitive_variables()
def add_version(version: int) -> None:
    """A new data key, which seals from now on; nothing where that version is there already."""
    known = ring.current()
    fresh = DataKey(version=version, master_id=known.newest)
    fresh.wrapped = crypto.wrapped_new_key(known.key(known.newest), fresh.place())
    DataKey.objects.bulk_create([fresh], ignore_conflicts=True)


@sensitive_variables()
def rewrapped(key: DataKey, known: Ring) -> bytes:
    """A data key as the newest master key of the ring wraps it."""
    old, new = known.key(key.master_id), known.key(known.newest)
    try:
        return crypto.rewrap(old, bytes(key.wrapped), key.place(), new, key.place(known.newest))
    except Refused:
        raise MasterKeyWrong(key.master_id) from None


def _unwrapped(key: DataKey) -> AESGCM:
    try:
        return crypto.unwrap(ring.current().key(key.master_id), bytes(key.wrapped), key.place())
    except Refused:
        raise MasterKeyWrong(key.master_id) from None


def _sealing_key() -> DataKey:
    """The newest data key, held; the first one is made. A rotation may remove the one we waited for: look again."""
    if found := _held_newest() or _held_newest():
        return found
    add_version(1)
    return DataKey.objects.held().latest("version")


def _held_newest() -> DataKey | None:
    return DataKey.objects.held().order_by("-version").first()
