"""Whom versions of the catalogue reach: workspaces by their share, generations by what they were made with."""

from collections import Counter
from datetime import timedelta
from itertools import accumulate
from uuid import UUID

from django.db.models import Count
from django.db.models.fields.json import KeyTextTransform
from django.utils import timezone

from accounts.models import Workspace
from accounts.ops import ALIAS, every_row, id_floor
from generation.models import Generation
from quality.models import CatalogueVersion
from quality.rollout import BUCKETS, VersionFacts, bucket, version_for

WEEK = timedelta(weeks=1)


def workspace_ids() -> list[UUID]:
    """All there are."""
    return list(Workspace.objects.using(ALIAS).values_list("pk", flat=True))


def facts(leaving_out: str = "") -> list[VersionFacts]:
    """What the rollout knows now, as if one version were not there."""
    rows = every_row(CatalogueVersion).only("number", "share", "state")
    return [version.facts for version in rows if version.number != leaving_out]


def served() -> Counter[str | None]:
    """How many workspaces each version serves; None is the product's own."""
    known = facts()
    return Counter(version_for(workspace_id, known) for workspace_id in workspace_ids())


def reached(number: str) -> list[int]:
    """How many workspaces a version reaches at each share from 0 to 100; the last is all of them."""
    buckets = Counter(bucket(workspace_id, number) for workspace_id in workspace_ids())
    return [0, *accumulate(buckets[place] for place in range(BUCKETS))]


def made_last_week() -> dict[str, int]:
    """How many generations were decided by each version within a week."""
    version = KeyTextTransform("catalogue_version", "decision")
    rows = every_row(Generation).filter(pk__gte=id_floor(timezone.now() - WEEK), decision__has_key="catalogue_version")
    counted = rows.order_by().values(version=version).annotate(made=Count("pk"))
    return {row["version"]: row["made"] for row in counted}
