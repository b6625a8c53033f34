"""The catalogue that a workspace is served by, read from the versions at most every few seconds a process."""

import logging
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from threading import Lock
from uuid import UUID

from quality.catalogue.loader import check
from quality.catalogue.schema import Catalogue
from quality.errors import CatalogueError
from quality.models import CatalogueVersion
from quality.models.catalogue import CURRENT, ROLLING_OUT
from quality.rollout import VersionFacts, version_for

log = logging.getLogger("dailies.catalogue")

KNOWN_SECONDS = 5.0
"""How long a process goes by what it has read: a rollback reaches everybody within that."""


@dataclass(frozen=True, slots=True)
class Shelf:
    """The versions that serve somebody, as read at a moment (monotonic seconds), and the row of each.

    `stored`, by row, is None for a document that no longer passes the check. A catalogue is one object a version, as
    candidates are kept by its identity.
    """

    at: float
    facts: Sequence[VersionFacts]
    rows: Mapping[str, int]
    stored: Mapping[int, Catalogue | None]


_lock = Lock()
_shelf: Shelf | None = None


def serving(workspace_id: UUID) -> Catalogue | None:
    """The version of this workspace; None for the catalogue that came with the product, also where the version's
    document no longer passes the check, which is logged."""
    shelf = _read()
    number = version_for(workspace_id, shelf.facts)
    return None if number is None else shelf.stored[shelf.rows[number]]


def forget() -> None:
    """Read anew at the next question: something was changed in this process."""
    global _shelf
    with _lock:
        _shelf = None if _shelf is None else replace(_shelf, at=float("-inf"))


def _read() -> Shelf:
    global _shelf
    known, now = _shelf, time.monotonic()
    if known is not None and now - known.at < KNOWN_SECONDS:
        return known
    with _lock:
        if _shelf is None or now - _shelf.at >= KNOWN_SECONDS:
            _shelf = _look(now, _shelf.stored if _shelf else {})
        return _shelf


def _look(now: float, known: Mapping[int, Catalogue | None]) -> Shelf:
    """One query; a second only when a version is new to this process."""
    rows = CatalogueVersion.objects.filter(state__in=(ROLLING_OUT, CURRENT), share__gt=0)
    found = list(rows.only("number", "share", "state"))
    new = [version.pk for version in found if version.pk not in known]
    read = {version.pk: _checked(version) for version in rows.filter(pk__in=new)} if new else {}
    stored = {version.pk: known.get(version.pk, read.get(version.pk)) for version in found}
    return Shelf(now, [version.facts for version in found], {version.number: version.pk for version in found}, stored)


def _checked(version: CatalogueVersion) -> Catalogue | None:
    try:
        return check(version.document, str(version))
    except CatalogueError as error:
        log.warning("%s is not used, the product's own is: %s", version, error)
        return None
