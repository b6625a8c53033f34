"""What `manage.py check --deploy` says of the ring of master keys."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.core import checks
from django.db import DatabaseError
from django.db.models import Count

from accounts.ops import every_row
from keys import ring
from keys.errors import InvalidRing, MasterKeyMissing
from keys.models import DataKey
from keys.ring import Ring


@checks.register(checks.Tags.security, deploy=True)
def ring_is_sound(**kwargs: Any) -> Sequence[checks.CheckMessage]:
    """Whether there is a ring of random keys that nobody else may read, and whether it holds all that is needed.

    Says nothing of what is needed where the database is away: then nobody knows.
    """
    try:
        known = ring.current()
    except InvalidRing as error:
        return [checks.Error(error.detail, hint=error.advice, id="keys.E001")]
    return [*_weak(known), *_open(), *_missing(known)]


def data_keys_by_master() -> dict[str, int]:
    """How many data keys of all workspaces each master key wraps; read as `ops`."""
    counted = every_row(DataKey).values("master_id").annotate(keys=Count("pk")).order_by("master_id")
    return {str(row["master_id"]): int(row["keys"]) for row in counted}


def _weak(known: Ring) -> Iterator[checks.CheckMessage]:
    for master_id in known.weak:
        yield checks.Error(
            f'The master key "{master_id}" is not random.',
            hint="Add another (`./dailies keys new-master`), run `./dailies keys rotate-master`, then drop this one.",
            id="keys.E002",
        )


def _open() -> Iterator[checks.CheckMessage]:
    if not ring.is_private():
        yield checks.Error(
            "Others on this machine may read the ring of master keys.",
            hint="chmod 600 the file that DAILIES_MASTER_KEYS_FILE names; then replace its keys (docs/security.md).",
            id="keys.E003",
        )


def _missing(known: Ring) -> Iterator[checks.CheckMessage]:
    try:
        needed = data_keys_by_master()
    except DatabaseError:
        return
    for master_id in sorted(needed.keys() - known.keys.keys()):
        error = MasterKeyMissing(master_id)
        yield checks.Error(
            f"{error.detail} Data keys under it: {needed[master_id]}.", hint=error.advice, id="keys.E004"
        )
