"""How right the estimates were, day by day, and what has been learned."""

from collections import defaultdict
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from accounts.ops import OpsAdmin, display, every_row, since
from quality.admin.chart import Chart, drawn
from quality.learning.accuracy import added, inside_share, median_error, under_share
from quality.learning.telling import memory_words, time_words
from quality.learning.values import Tally
from quality.models import AccuracyDay, CorrectionState

DAYS_SHOWN = 30


def charts() -> list[Chart]:
    """The last `DAYS_SHOWN` days of all keys together; one statement."""
    today = timezone.now().date()
    days = [today - timedelta(days=ago) for ago in reversed(range(DAYS_SHOWN))]
    found: defaultdict[date, list[Tally]] = defaultdict(list)
    for row in every_row(AccuracyDay).filter(day__gte=days[0], day__lte=today):
        found[row.day].append(row.tally)
    tallies = {day: added(of_day) for day, of_day in found.items()}

    def percents(figure: Callable[[Tally], float | None], factor: float) -> dict[date, float]:
        told = {day: figure(tally) for day, tally in tallies.items()}
        return {day: value * factor for day, value in told.items() if value is not None}

    return [
        drawn("Inside the range", "80% or more is wanted.", 80, 100, percents(inside_share, 100), days),
        drawn("Median error", "20% or less is wanted.", 20, 40, percents(median_error, 1), days),
        drawn("Memory told too small", "1% or less is wanted.", 1, 5, percents(under_share, 100), days),
    ]


def percent(share: float | None) -> str:
    """A share as people read it; empty for none."""
    return "" if share is None else f"{share:.1%}"


class KeyedOps(OpsAdmin):
    """Rows about one kind of work on one kind of device."""

    search_fields = ("engine", "model", "device_class", "technique")


@admin.register(AccuracyDay)
class AccuracyDayOps(KeyedOps):
    """Prediction accuracy: three charts, and the days they are made of."""

    list_before_template = "admin/quality/accuracy_charts.html"
    ordering = ("-day", "engine", "model", "device_class", "technique")
    list_display = ("day", "engine", "model", "device_class", "technique", "runs", "within", "error", "short")
    fields = list_display

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """With the charts above the list."""
        found: HttpResponse = super().changelist_view(request, {**(extra_context or {}), "charts": charts()})
        return found

    @display("Inside the range")
    def within(self, row: Any) -> str:
        """The share of runs that took a time that was told."""
        return percent(inside_share(row.tally))

    @display("Median error")
    def error(self, row: Any) -> str:
        """Of the range's middle, in percent of what it took."""
        error = median_error(row.tally)
        return "" if error is None else f"{error:.1f}%"

    @display("Memory told too small")
    def short(self, row: Any) -> str:
        """Of how many measured runs."""
        return f"{row.memory_under} of {row.memory_runs}" if row.memory_runs else "Not measured"


@admin.register(CorrectionState)
class CorrectionStateOps(KeyedOps):
    """What has been learned of each kind of work, in words."""

    ordering = ("engine", "model", "device_class", "technique")
    list_display = ("engine", "model", "device_class", "technique", "observations", "takes", "needs", "learned")
    fields = list_display

    @display("Time")
    def takes(self, row: Any) -> str:
        """Against the first estimate."""
        return time_words(row.correction)

    @display("Memory")
    def needs(self, row: Any) -> str:
        """Against the first estimate."""
        return memory_words(row.correction)

    @display("Last learned", ordering="updated_at")
    def learned(self, row: Any) -> str:
        """How long ago."""
        return f"{since(row.updated_at)} ago"
