"""What a version would change: last week's requests, routed by it and by what serves their workspaces without it.

Both are asked with the cards that are here now: what a card had free when a request came is not kept with it.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from uuid import UUID

from django.conf import settings
from django.utils import timezone

from accounts.models import Workspace
from accounts.ops import every_row, id_floor
from accounts.plans.here import plan_for
from accounts.plans.values import Plan
from generation import deciding
from generation.admin.catalogue import reach
from generation.models import Generation
from quality.catalogue.loader import check, shipped
from quality.catalogue.schema import Catalogue
from quality.errors import CatalogueError, NothingCanRun
from quality.models import CatalogueVersion
from quality.rollout import version_for
from quality.routing import Situation, route
from quality.values import Adjustment, Function, RouteRequest, Tier

MOST = 500
"""Requests that are asked again: the newest of a week."""
SHOWN = 50


@dataclass(frozen=True, slots=True)
class Outcome:
    """Where a request goes, as far as people and operators notice."""

    tier: str
    row: str
    size: str
    credits: int


@dataclass(frozen=True, slots=True)
class Difference:
    """Requests that go elsewhere: what was asked, from where to where, and how many of them."""

    asked: str
    before: Outcome
    after: Outcome
    requests: int


@dataclass(frozen=True, slots=True)
class Replay:
    """`same` of `total` requests route the same; `differing` holds the others, the most frequent first. `devices`:
    names of the cards that both were asked with."""

    total: int
    same: int
    differing: tuple[Difference, ...]
    devices: tuple[str, ...]


def replay(version: CatalogueVersion) -> Replay:
    """Ask last week's requests again. Raises CatalogueError where this version can't be used."""
    catalogue = check(version.document, str(version))
    found: Counter[tuple[str, Outcome, Outcome]] = Counter()
    before = _Before(version)
    for generation in requests():
        asked = as_asked(generation)
        plan = before.plans[generation.tenant_id]
        now, then = (
            outcome(asked, before.here(one, plan)) for one in (before.catalogue(generation.tenant_id), catalogue)
        )
        found[f"{asked.function.value} {asked.tier.value}", now, then] += 1
    differing = tuple(Difference(*key, count) for key, count in found.most_common() if key[1] != key[2])
    total, moved = found.total(), sum(one.requests for one in differing)
    return Replay(total, total - moved, differing, tuple(card.name for card in before.devices))


def requests() -> list[Generation]:
    """The newest of last week's that were routed, of every workspace."""
    week = id_floor(timezone.now() - reach.WEEK)
    rows = every_row(Generation).filter(pk__gte=week, decision__has_key="function").order_by("-id")
    return list(rows.only("workspace_id", "requested_tier", "settings", "decision")[:MOST])


def as_asked(generation: Generation) -> RouteRequest:
    """A generation's request, in the words of routing."""
    return RouteRequest(
        function=Function(generation.decision["function"]),
        tier=Tier(generation.requested_tier),
        accepted_licences=frozenset(settings.ACCEPTED_LICENCES),
        adjustment=Adjustment(**generation.settings.get(deciding.ADJUST, {})),
    )


def outcome(asked: RouteRequest, here: Situation) -> Outcome:
    """Where it goes; "nothing can run" is an outcome too."""
    try:
        found = route(asked, here)
    except NothingCanRun:
        return Outcome("", "nothing can run", "", 0)
    size = f"{found.width} x {found.height}" + (f", {found.frames} frames" if found.fps else "")
    return Outcome(found.achieved_tier.value, found.row, size if found.width else "", found.credits)


class _Before:
    """What serves each workspace without a version, read once."""

    def __init__(self, version: CatalogueVersion) -> None:
        self.facts = reach.facts(leaving_out=version.number)
        self.plans = _plans(every_row(Workspace).only("id", "plan", "plan_version"))
        self.devices = deciding.devices()
        self.here = cache(deciding.situation_of)
        self.stored = cache(_stored)

    def catalogue(self, workspace_id: UUID) -> Catalogue:
        """The catalogue of a workspace."""
        number = version_for(workspace_id, self.facts)
        return shipped() if number is None else self.stored(number)


def _plans(workspaces: Iterable[Workspace]) -> dict[UUID, Plan]:
    return {workspace.pk: plan_for(workspace) for workspace in workspaces}


def _stored(number: str) -> Catalogue:
    version = every_row(CatalogueVersion).get(number=number)
    try:
        return check(version.document, str(version))
    except CatalogueError:
        return shipped()
