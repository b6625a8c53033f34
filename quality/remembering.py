"""What was rated, kept as counts and read back for recommendations."""

from collections.abc import Iterable

from django.db.models import F

from quality.models import RatedParameter
from quality.recommending.values import Parameter, RatedValue
from quality.values import Function, Tier

MOST_VALUES = 2_000
"""A bound, not a habit: a catalogue has some dozens."""


def remember(values: Iterable[RatedValue]) -> None:
    """Add counts and stars (taken back: negative) in the transaction we are in.

    In a fixed order, so that two who rate at once never wait for each other's rows.
    """
    for each in sorted(values, key=lambda one: (one.function, one.tier, one.parameter, one.value)):
        if each.count or each.stars:
            _add(each)


def _add(each: RatedValue) -> None:
    row, _ = RatedParameter.objects.get_or_create(
        function=each.function, tier=each.tier, parameter=each.parameter, value=each.value
    )
    RatedParameter.objects.filter(pk=row.pk).update(count=F("count") + each.count, stars=F("stars") + each.stars)


def rated_values() -> tuple[RatedValue, ...]:
    """Every value that has ratings; one of a function or tier that is no more is left out."""
    known = {"function__in": list(Function), "tier__in": list(Tier), "parameter__in": list(Parameter)}
    rows = RatedParameter.objects.filter(count__gt=0, **known)[:MOST_VALUES]
    return tuple(
        RatedValue(Function(row.function), Tier(row.tier), Parameter(row.parameter), row.value, row.count, row.stars)
        for row in rows
    )
