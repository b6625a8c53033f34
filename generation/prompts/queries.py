"""Templates as people look for them, and how well what was made with them did."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from django.db.models import Avg, Count, Max, Prefetch, Q, QuerySet

from accounts.problems import not_found
from generation import values
from generation.models import HeroFrame, PromptTemplate, PromptUse, PromptVersion, Rating, Take

USED, RATED, NEW, NAME = "used", "rated", "new", "name"
ORDERS = ((USED, "Most used"), (RATED, "Best rated"), (NEW, "Newest"), (NAME, "By name"))
MIDDLE_RATINGS = 2
"""So many ratings of the middle count beside those that people gave: one rating of five stars is no proof."""
MIDDLE_STARS = 3.0
TEMPLATE, VERSION = "version__template", "version"


@dataclass(frozen=True, slots=True)
class Average:
    """A mean, and of how many."""

    value: float
    count: int


@dataclass(frozen=True, slots=True)
class Tally:
    """What came of a template or of a version. `stars` 1..5; `score` 0..1, of pictures or takes that were measured in
    one and the same way; `otherwise`: how many were measured in another way and do not count."""

    uses: int = 0
    last_used: datetime | None = None
    stars: Average | None = None
    score: Average | None = None
    otherwise: int = 0


def templates(*, archived: bool = False, kind: str = "", search: str = "", tag: str = "") -> QuerySet[PromptTemplate]:
    """Those of the workspace, newest first, each with its newest version as `current`."""
    rows = PromptTemplate.objects.filter(archived_at__isnull=not archived).select_related("created_by")
    if kind:
        rows = rows.filter(kind=kind)
    if tag:
        rows = rows.filter(tags__contains=[tag])
    for word in search.split():
        said = Q(name__icontains=word) | Q(description__icontains=word) | Q(tags__icontains=word)
        within = PromptVersion.objects.filter(text__icontains=word).values_list("template_id", "number")
        rows = rows.filter(said | Q(pk__in=_newest_of(within)))
    return rows


def _newest_of(versions: Iterable[tuple[UUID, int]]) -> list[UUID]:
    """The templates whose newest version is among these."""
    numbers = dict(PromptTemplate.objects.values_list("pk", "newest"))
    return [template_id for template_id, number in versions if numbers.get(template_id) == number]


def template(template_id: UUID) -> PromptTemplate:
    """One of them, archived or not; the 404 problem for none of this workspace."""
    found = PromptTemplate.objects.select_related("created_by").filter(pk=template_id).first()
    if found is None:
        raise not_found()
    return found


def version(of: PromptTemplate, number: int) -> PromptVersion | None:
    """A version by its number."""
    return PromptVersion.objects.filter(template=of, number=number).first()


def currents(of: Sequence[PromptTemplate]) -> dict[UUID, PromptVersion]:
    """The newest version of each, by the template's id."""
    rows = PromptVersion.objects.filter(template__in=of).order_by("template_id", "-number").distinct("template_id")
    return {row.template_id: row for row in rows}


def uses_of(of: PromptTemplate, number: int | None) -> QuerySet[PromptUse]:
    """What was made with it, or with one version of it."""
    rows = PromptUse.objects.filter(version__template=of)
    if number is not None:
        rows = rows.filter(version__number=number)
    frames = Prefetch("generation__hero_frames", HeroFrame.objects.select_related("output"))
    takes = Prefetch("generation__takes", Take.objects.select_related("output"))
    return rows.select_related("version", "generation__scene").prefetch_related(frames, takes, "generation__ratings")


def tallies(by: str, ids: Sequence[UUID]) -> dict[UUID, Tally]:
    """What came of these templates (`by` TEMPLATE) or versions (VERSION)."""
    among = {f"{by}__in": ids}
    used = PromptUse.objects.filter(**among).values(by).annotate(n=Count("id"), last=Max("generation__created_at"))
    found = {row[by]: Tally(row["n"], row["last"]) for row in used.order_by()}
    for key, average in _stars(by, ids).items():
        found[key] = replace(found[key], stars=average)
    for key, (average, otherwise) in _scores(by, ids).items():
        found[key] = replace(found[key], score=average, otherwise=otherwise)
    return found


def _stars(by: str, ids: Sequence[UUID]) -> dict[UUID, Average]:
    path = f"generation__prompt_use__{by}"
    rows = Rating.objects.filter(**{f"{path}__in": ids}).values(path).annotate(mean=Avg("stars"), n=Count("id"))
    return {row[path]: Average(row["mean"], row["n"]) for row in rows.order_by()}


def _scores(by: str, ids: Sequence[UUID]) -> dict[UUID, tuple[Average, int]]:
    """Pictures and takes are measured in ways of their own, and takes in several: the most usual one counts."""
    path, ways = f"generation__prompt_use__{by}", dict[UUID, list[Average]]()
    frames = HeroFrame.objects.filter(**{f"{path}__in": ids}, origin=values.GENERATED, score__isnull=False)
    takes = Take.objects.filter(**{f"{path}__in": ids}, source=None, total__isnull=False)
    for row in frames.values(path).annotate(mean=Avg("score"), n=Count("id")).order_by():
        ways.setdefault(row[path], []).append(Average(row["mean"], row["n"]))
    for row in takes.values(path, "profile").annotate(mean=Avg("total"), n=Count("id")).order_by("profile"):
        ways.setdefault(row[path], []).append(Average(row["mean"], row["n"]))
    found = {}
    for key, averages in ways.items():
        counted = max(averages, key=lambda each: each.count)
        found[key] = counted, sum(each.count for each in averages) - counted.count
    return found


def in_order(rows: Iterable[PromptTemplate], known: dict[UUID, Tally], order: str) -> list[PromptTemplate]:
    """As people want to see them: the best first. One that nobody rated stands where an average one would."""
    found = list(rows)
    if order == USED:
        return sorted(found, key=lambda each: known.get(each.pk, Tally()).uses, reverse=True)
    if order == RATED:
        return sorted(found, key=lambda each: likely_stars(known.get(each.pk, Tally()).stars), reverse=True)
    return sorted(found, key=lambda each: each.name.lower()) if order == NAME else found


def likely_stars(stars: Average | None) -> float:
    """The mean, drawn to the middle where few rated."""
    given = (stars.value * stars.count, stars.count) if stars else (0.0, 0)
    return (given[0] + MIDDLE_STARS * MIDDLE_RATINGS) / (given[1] + MIDDLE_RATINGS)
