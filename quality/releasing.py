"""Making, rolling out and rolling back versions of the catalogue: what the ops console does, on its connection."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import IntegrityError, transaction

from accounts.problems import Conflict
from quality import versions
from quality.catalogue.changing import Conflict as Clash
from quality.catalogue.changing import Document, again, changes_between, document_of
from quality.catalogue.loader import NO_LINES, check, shipped
from quality.models import CatalogueVersion
from quality.models.catalogue import CURRENT, DRAFT, ROLLED_BACK, ROLLING_OUT
from quality.rollout import following, order

EVERYBODY = 100


@dataclass(frozen=True, slots=True)
class Author:
    """Who makes a version, why, and by which connection (settings.DATABASES)."""

    name: str
    note: str
    using: str


def product() -> Document:
    """The catalogue that came with the product, as plain values."""
    return document_of(shipped())


def keep(
    document: Document, source: CatalogueVersion | None, author: Author, lines: Mapping[str, int] = NO_LINES
) -> CatalogueVersion:
    """A document as the draft it was made from, or as a new draft. Raises CatalogueError, which names the `lines` of
    the text that it was read from, and Conflict."""
    try:
        with transaction.atomic(using=author.using):
            version = _draft(source, author)
            checked = check({**document, "version": version.number}, str(version), lines)
            version.document = document_of(checked)
            version.changes = changes_between(product(), version.document)
            version.save(using=author.using)
    except IntegrityError:
        raise Conflict("Somebody else made a version in the same moment.", "Look at it, then try again.") from None
    return version


def _draft(source: CatalogueVersion | None, author: Author) -> CatalogueVersion:
    rows = CatalogueVersion.objects.using(author.using)
    if source is not None and source.is_draft and not is_behind(source):
        held = rows.select_for_update().get(pk=source.pk)
        _check_draft(held)
        held.note = author.note or held.note
        return held
    number = following(shipped().version, rows.values_list("number", flat=True))
    based_on = source.number if source else shipped().version
    return CatalogueVersion(number=number, based_on=based_on, note=author.note, created_by=author.name)


def _check_draft(held: CatalogueVersion) -> None:
    if not held.is_draft:
        raise Conflict(f"{held} was rolled out in the meantime.", "Change it again: that makes a new version.")


def is_behind(version: CatalogueVersion) -> bool:
    """Whether the product has come with a newer catalogue since."""
    return order(version.number)[0] < order(shipped().version)[0]


def roll_out(version: CatalogueVersion, share: int, using: str) -> CatalogueVersion:
    """Serve `share` percent of the workspaces by it. Raises Conflict for one that was rolled back, and CatalogueError
    for one that this version of the product can't use."""
    with transaction.atomic(using=using):
        held = CatalogueVersion.objects.using(using).select_for_update().get(pk=version.pk)
        if held.state == ROLLED_BACK:
            raise Conflict(f"{held} was rolled back.", "Change its rows: that makes a new version of it.")
        check(held.document, str(held))
        held.share = share
        held.state = CURRENT if share == EVERYBODY else DRAFT if held.is_draft and not share else ROLLING_OUT
        held.save(using=using, update_fields=["share", "state"])
    transaction.on_commit(versions.forget, using=using)
    return held


def roll_back(version: CatalogueVersion, using: str) -> CatalogueVersion:
    """Serve nobody by it any more: everybody returns to the version before. Raises Conflict for a draft."""
    with transaction.atomic(using=using):
        held = CatalogueVersion.objects.using(using).select_for_update().get(pk=version.pk)
        if held.state in (DRAFT, ROLLED_BACK):
            raise Conflict(f"{held} serves nobody.", "There is nothing to roll back.")
        held.share, held.state = 0, ROLLED_BACK
        held.save(using=using, update_fields=["share", "state"])
    transaction.on_commit(versions.forget, using=using)
    return held


def rebase(version: CatalogueVersion, author: Author) -> tuple[CatalogueVersion, tuple[Clash, ...]]:
    """Its changes made again on the product's newer catalogue, as a draft, and those that were left out because it
    says something else there. Raises Conflict where there is nothing to do, CatalogueError."""
    if not is_behind(version):
        raise Conflict(f"{version} is based on the product's newest catalogue.", "There is nothing to do.")
    document, conflicts = again(version.changes, product())
    return keep(document, version, author), conflicts
