"""Which entries of history somebody asks for."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet
from rest_framework import serializers

from generation import values
from generation.fields import TierField, WholeNumberField
from generation.history import grams
from generation.models import Generation, Job, Rating

MOST_CHARACTERS = 200
SLACK = timedelta(hours=1)
"""Ids are made a moment before or after `created_at`; the exact time is asked for besides."""


class OneOfField(serializers.ChoiceField):
    """A word of a list, whose error names them all."""

    def __init__(self, noun: str, choices: list[tuple[str, str]]) -> None:
        error = f"There is no such {noun}.\nUse one of: {', '.join(word for word, _ in choices)}."
        super().__init__(choices=choices, required=False, error_messages={"invalid_choice": error})


class IdField(serializers.UUIDField):
    """An id, as the API gave it."""

    def __init__(self, noun: str, **kwargs: Any) -> None:
        error = f"This {noun} is not an id.\nUse the id that the API gave you."
        super().__init__(required=False, error_messages={"invalid": error}, **kwargs)


FIRST, LAST = datetime(1971, 1, 1, tzinfo=UTC), datetime(9000, 1, 1, tzinfo=UTC)
"""Nothing was made before, nothing will be after; a time beyond means the same, and can be counted with."""


class MomentField(serializers.DateTimeField):
    """A time; a day is its first moment in UTC."""

    def __init__(self, **kwargs: Any) -> None:
        error = "This is not a time.\nWrite one such as 2026-11-22 or 2026-11-22T10:00:00Z."
        messages: dict[str, Any] = dict.fromkeys(("invalid", "make_aware", "overflow"), error)
        super().__init__(required=False, error_messages=messages, **kwargs)

    def to_internal_value(self, value: Any) -> datetime:
        """With a time zone."""
        whole = f"{value}T00:00:00Z" if isinstance(value, str) and len(value) == len("2026-11-22") else value
        return min(max(super().to_internal_value(whole), FIRST), LAST)


class YesField(serializers.BooleanField):
    """true or false."""

    def __init__(self, **kwargs: Any) -> None:
        error = "This is neither true nor false.\nUse true or false."
        super().__init__(required=False, error_messages={"invalid": error}, **kwargs)


class HistoryFilter(serializers.Serializer[Any]):
    """Which entries of history; everything that is said must be so."""

    search = serializers.CharField(
        required=False,
        allow_blank=True,
        max_length=MOST_CHARACTERS,
        help_text='Words of the prompt, the note or the tags, in any script; "in quotes" as they stand.',
        error_messages={"max_length": "This is longer than {max_length} characters.\nA few words find more."},
    )
    state = OneOfField("state", values.GENERATION_STATES)
    kind = OneOfField("kind", values.KINDS)
    quality = TierField(required=False, help_text="The quality that was asked for.")
    project, scene = IdField("project"), IdField("scene")
    since = MomentField(help_text="Made then or later.")
    until = MomentField(help_text="Made before then.")
    rating = WholeNumberField(
        noun="rating",
        min_value=values.FEWEST_STARS,
        max_value=values.MOST_STARS,
        required=False,
        help_text="At least so many stars by somebody.",
    )
    tag = serializers.CharField(required=False, max_length=values.MAX_TAG_CHARACTERS)
    person = IdField("person", help_text="Who asked for it.")
    favourite = YesField(help_text="true: what the one who asks keeps.")
    engine = serializers.CharField(required=False, max_length=40, help_text="What made it, for whoever wants to know.")

    def validate(self, data: dict[str, Any]) -> dict[str, Any]:
        """Times in their order."""
        if "since" in data and "until" in data and data["since"] >= data["until"]:
            raise serializers.ValidationError({"until": "This is not after `since`.\nUse a later time."})
        return data


NAMES = frozenset(HistoryFilter().fields)


def wanted(query: Mapping[str, str]) -> dict[str, Any]:
    """What a query string asks for; an empty word is none. Raises DRF's ValidationError."""
    told = {name: value for name, value in query.items() if value != "" and name in NAMES}
    if not told:
        return {}
    asked = HistoryFilter(data=told)
    asked.is_valid(raise_exception=True)
    return dict(asked.validated_data)


def narrows(asked: Mapping[str, Any]) -> bool:
    """Whether anything but words was asked for."""
    return bool(asked.keys() - {"search"})


PLAIN = {"state": "state", "kind": "kind", "quality": "requested_tier", "project": "project", "scene": "scene"}


def filtered(rows: QuerySet[Generation], data: Mapping[str, Any], user_id: UUID | None) -> QuerySet[Generation]:
    """The rows that were asked for, but for their words; `user_id` is who asks."""
    rows = rows.filter(**{lookup: data[name] for name, lookup in PLAIN.items() if name in data})
    if "person" in data:
        rows = rows.filter(created_by=data["person"])
    rows = _in_time(rows, data.get("since"), data.get("until"))
    if "tag" in data:
        rows = rows.filter(tags__name=grams.normalised(data["tag"]))
    if data.get("favourite"):
        rows = rows.none() if user_id is None else rows.filter(favourites__user=user_id)
    if "rating" in data:
        rows = rows.filter(Exists(Rating.objects.filter(generation=OuterRef("pk"), stars__gte=data["rating"])))
    if "engine" in data:
        rows = rows.filter(Exists(Job.objects.filter(generation=OuterRef("pk"), engine=data["engine"])))
    return rows


def _in_time(rows: QuerySet[Generation], since: datetime | None, until: datetime | None) -> QuerySet[Generation]:
    """By time; the ids, which sort by time, let an index find the place."""
    if since is not None:
        rows = rows.filter(created_at__gte=since, pk__gte=first_id(since - SLACK))
    if until is not None:
        rows = rows.filter(created_at__lt=until, pk__lt=first_id(until + SLACK))
    return rows


def first_id(moment: datetime) -> UUID:
    """The smallest id that is made at a moment: UUIDv7 begins with 48 bits of milliseconds (RFC 9562, 5.7)."""
    milliseconds = min(max(0, int(moment.timestamp() * 1000)), (1 << 48) - 1)
    return UUID(int=milliseconds << 80)
