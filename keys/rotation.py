"""Changing keys while everybody goes on reading and writing. What is broken off goes on when it is called again."""

from collections import Counter
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.core.exceptions import ObjectDoesNotExist
from django.db.models import QuerySet

from accounts.ops import every_row
from accounts.tenancy import Tenant, scope
from keys import ring, vault
from keys.crypto import header
from keys.errors import Refused, VaultError
from keys.fields import SealedField, sealed_columns
from keys.models import DataKey

BATCH_ROWS = 200


@dataclass(frozen=True, slots=True)
class MasterRotation:
    """The id that wraps every data key now, how many were rewrapped, and why some were not (how many each)."""

    newest: str
    rewrapped: int
    stuck: dict[str, int]


@dataclass(slots=True)
class DataRotation:
    """What became of one workspace: its newest version, whether that was there already, and how many were sealed anew.

    `stuck` says which values do not open; while there are any, the older versions stay.
    """

    version: int
    went_on: bool
    resealed: int = 0
    stuck: dict[UUID, str] = field(default_factory=dict)


def rotate_master() -> MasterRotation:
    """Wrap every data key of every workspace by the newest master key. Works as `ops`, one row at a time."""
    known = ring.current()
    done, stuck = 0, Counter[str]()
    for key in every_row(DataKey).exclude(master_id=known.newest).order_by("pk").iterator(chunk_size=BATCH_ROWS):
        try:
            fresh = vault.rewrapped(key, known)
        except VaultError as error:
            stuck[str(error)] += 1
            continue
        unchanged = every_row(DataKey).filter(pk=key.pk, master_id=key.master_id)
        done += unchanged.update(wrapped=fresh, master_id=known.newest)
    return MasterRotation(known.newest, done, dict(stuck))


def rotate_data(workspace_id: UUID) -> DataRotation | None:
    """Seal everything in a workspace under a new data key and delete the old ones; None where nothing was ever sealed.

    A rotation that was broken off is finished instead of beginning another. Each row is a transaction of its own.
    `VaultError` where the ring cannot unwrap the workspace's keys.
    """
    with scope(workspace_id):
        begun = _begin()
    if begun is None:
        return None
    while True:
        for model, column in sealed_columns():
            _reseal(workspace_id, model, column, begun)
        with scope(workspace_id):
            if begun.stuck or _retire(begun.version):
                return begun


def _begin() -> DataRotation | None:
    versions = sorted(DataKey.objects.values_list("version", flat=True))
    if len(versions) == 1:
        vault.add_version(versions[0] + 1)
    return DataRotation(vault.newest_version(), went_on=len(versions) > 1) if versions else None


def _reseal(workspace_id: UUID, model: type[Tenant], column: SealedField, so_far: DataRotation) -> None:
    """Every row of one column that an older key sealed, a batch of ids at a time."""
    while True:
        with scope(workspace_id):
            stale = _sealed_before(so_far.version, model, column).exclude(pk__in=so_far.stuck)
            ids = list(stale.order_by("pk").values_list("pk", flat=True)[:BATCH_ROWS])
        for pk in ids:
            _reseal_row(workspace_id, model, column, pk, so_far)
        if not ids:
            return


def _reseal_row(workspace_id: UUID, model: type[Tenant], column: SealedField, pk: UUID, so_far: DataRotation) -> None:
    """One row, unless somebody changed or deleted it meanwhile: then its new ciphertext is looked at next time."""
    name = column.attname
    with scope(workspace_id):
        row = model.objects.filter(pk=pk).first()
        if row is None:
            return
        before = bytes(getattr(row, name))
        try:
            vault.seal_into(row, name, vault.open_from(row, name))
        except ObjectDoesNotExist:
            return
        except Refused as error:
            so_far.stuck[pk] = f"{model._meta.label} {pk}: {error.detail}"
            return
        so_far.resealed += model.objects.filter(pk=pk, **{name: before}).update(**{name: getattr(row, name)})


def _retire(newest: int) -> bool:
    """Delete the older keys; False where a row still needs one.

    Who seals holds their key until the end of their transaction: holding all the older ones means that nobody is at it,
    so what no row shows now, no row will.
    """
    older = list(DataKey.objects.held().filter(version__lt=newest))
    if any(_sealed_before(newest, model, column).exists() for model, column in sealed_columns()):
        return False
    DataKey.objects.filter(pk__in=[key.pk for key in older]).delete()
    return True


def _sealed_before(version: int, model: type[Tenant], column: SealedField) -> QuerySet[Any]:
    """Rows of a lower version. A ciphertext begins with its version, highest byte first, so they compare alike."""
    return model.objects.filter(**{f"{column.attname}__lt": header(version)})
