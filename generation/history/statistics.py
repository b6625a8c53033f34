"""What a span of history comes to: how much worked, how long it took, what people thought of it."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db.models import (
    Aggregate,
    Avg,
    Case,
    Count,
    DurationField,
    ExpressionWrapper,
    F,
    FloatField,
    Q,
    QuerySet,
    Sum,
    TextField,
    Value,
    When,
)
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast, Coalesce, Extract, Round, TruncDate

from generation import values
from generation.models import Generation, Rating

USUAL_DAYS, MOST_DAYS = 30, 366
WORKED = Q(state__in=(values.SUCCEEDED, values.REVIEW))
ENDED = Q(state__in=(values.SUCCEEDED, values.REVIEW, values.FAILED))
"""What was cancelled neither worked nor failed."""


class Percentile(Aggregate):
    """The value below which a share of the others lies."""

    function = "PERCENTILE_CONT"
    template = "%(function)s(%(share)s) WITHIN GROUP (ORDER BY %(expressions)s)"
    output_field = FloatField()


TOOK = Extract(ExpressionWrapper(F("finished_at") - F("started_at"), output_field=DurationField()), "epoch")
EACH = Cast(KeyTextTransform("1", KeyTextTransform("work_seconds", "quote")), FloatField())
"""What was said of one output, at most; they follow each other, and a plan is made as a whole."""
OUTPUTS = Case(When(kind=values.PLAN, then=Value(1.0)), default=Cast("count", FloatField()))
SAID = Coalesce(EACH * OUTPUTS, Cast(KeyTextTransform("1", KeyTextTransform("seconds", "quote")), FloatField()))
TIMED = WORKED & Q(took__isnull=False, said__isnull=False) & ~Q(kind=values.FILM)
"""A film's time is that of what it asks for."""
SIMULATED = Coalesce(KeyTextTransform("simulated", "decision"), Value("false"), output_field=TextField())
PREDICTED = TIMED & Q(simulated="false")
"""A simulated card is decided for and drawn in the place of: what was said of it is held against nothing."""
FIGURES: dict[str, Any] = {
    "made": Count("pk"),
    "worked": Count("pk", filter=WORKED),
    "ended": Count("pk", filter=ENDED),
    "timed": Count("pk", filter=PREDICTED),
    "in_time": Count("pk", filter=PREDICTED & Q(took__lte=F("said"))),
    "median_seconds": Percentile("took", filter=TIMED, share=0.5),
    "p95_seconds": Percentile("took", filter=TIMED, share=0.95),
    "credits": Coalesce(Sum("credits_captured"), 0),
}
GROUPS = {"qualities": "requested_tier", "kinds": "kind"}


def span(asked: Mapping[str, Any], now: datetime) -> dict[str, Any]:
    """What is asked for with a beginning: USUAL_DAYS back where none is said, and never more than MOST_DAYS long."""
    until = min(asked.get("until", now), now)
    since = asked.get("since", until - timedelta(days=USUAL_DAYS))
    return {**asked, "since": max(since, until - timedelta(days=MOST_DAYS)), "until": until}


def figures(rows: QuerySet[Generation]) -> dict[str, Any]:
    """The figures of these rows: together, of each quality and kind, and day by day (UTC)."""
    timed = rows.order_by().annotate(took=TOOK, said=SAID, simulated=SIMULATED)
    together = timed.aggregate(**FIGURES)
    found: dict[str, Any] = shares(together) | ratings(rows)
    for name, column in GROUPS.items():
        groups = timed.values(name=F(column)).annotate(**FIGURES).order_by("name")
        found[name] = [{"name": one["name"], **shares(one)} for one in groups]
    days = timed.annotate(day=TruncDate("created_at")).values("day")
    told = days.annotate(made=Count("pk"), worked=Count("pk", filter=WORKED), done=Count("pk", filter=ENDED))
    found["days"] = [{**one, "ended": one["done"]} for one in told.order_by("day")]
    return found


def shares(one: Mapping[str, Any]) -> dict[str, Any]:
    """Counts as shares of 1; None where there is nothing to share (pure)."""
    names = ("made", "worked", "ended", "median_seconds", "p95_seconds", "credits")
    return {name: one[name] for name in names} | {
        "success": one["worked"] / one["ended"] if one["ended"] else None,
        "inside": one["in_time"] / one["timed"] if one["timed"] else None,
    }


def ratings(rows: QuerySet[Generation]) -> dict[str, Any]:
    """How many stars were given, on average and each number of them."""
    given = Rating.objects.filter(generation__in=rows.order_by().values("pk")).order_by()
    counts = dict(given.values_list("stars").annotate(count=Count("pk")))
    average = given.aggregate(average=Round(Avg("stars"), precision=2))["average"]
    every = range(values.FEWEST_STARS, values.MOST_STARS + 1)
    return {"average_stars": average, "stars": [counts.get(stars, 0) for stars in every]}
