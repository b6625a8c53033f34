"""How suggestions are told."""

from collections.abc import Mapping, Sequence
from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from generation.enhancement.fields import chips_field
from generation.enhancement.loader import name_of_chip, shipped
from generation.fields import PromptField
from generation.models import PromptSuggestion
from generation.suggesting.expecting import Expected, expected
from generation.suggesting.measuring import gains
from generation.suggesting.values import Switch, Tally, applied, change_from
from quality.scoring.names import name_of

SHOWN_GAIN_POINTS = 1.0
"""A change of less than a point is none."""


class WordPartSerializer(serializers.Serializer[Any]):
    """A piece of a prompt: `same`, `gone` or `new`."""

    how = serializers.ChoiceField(choices=["same", "gone", "new"])
    text = serializers.CharField(trim_whitespace=False)


class SwitchedChipSerializer(serializers.Serializer[Any]):
    """A chip that is switched, and what it says; a later version that no longer has it tells its id alone."""

    id = serializers.CharField()
    name = serializers.CharField()
    phrase = serializers.CharField(allow_blank=True)


class PromptChangeSerializer(serializers.Serializer[Any]):
    """Exactly what is changed. `negative`: words more to leave out; `camera`: the movement among what comes; `on`,
    `off`: chips that are switched."""

    prompt = WordPartSerializer(many=True)
    negative = serializers.ListField(child=serializers.CharField())
    camera = serializers.CharField(allow_blank=True)
    on = SwitchedChipSerializer(many=True)
    off = SwitchedChipSerializer(many=True)


class ExpectedEffectSerializer(serializers.Serializer[Any]):
    """Points of 100; `cases`: how often it was measured; `known`: whether that is enough to go by; `said`: a line."""

    points = serializers.IntegerField()
    cases = serializers.IntegerField()
    known = serializers.BooleanField()
    said = serializers.CharField()


class BroughtSerializer(serializers.Serializer[Any]):
    """Points of 100 that one dimension gained."""

    dimension = serializers.CharField()
    name = serializers.CharField()
    points = serializers.IntegerField()


class SuggestionSerializer(serializers.ModelSerializer[PromptSuggestion]):
    """What may help. `prompt`, `negative_prompt`: as they will read; `enhance`: the chips that will be on, null where
    they stay as they are; `led_to`: what was made with it; `brought`: what that came to, in a sentence, empty before it
    ended; `gains`: by dimension, of those measured alike."""

    name = serializers.SerializerMethodField()
    change = serializers.SerializerMethodField()
    prompt = serializers.SerializerMethodField()
    negative_prompt = serializers.SerializerMethodField()
    enhance = serializers.SerializerMethodField()
    expected = serializers.SerializerMethodField()
    gains = serializers.SerializerMethodField()
    brought = serializers.SerializerMethodField()

    class Meta:
        model = PromptSuggestion
        fields = (
            *("id", "generation", "take", "frame", "key", "dimension", "name", "reason", "change", "prompt"),
            *(
                "negative_prompt",
                "enhance",
                "expected",
                "state",
                "answered_at",
                "led_to",
                "gains",
                "brought",
                "created_at",
            ),
        )

    def get_name(self, row: PromptSuggestion) -> str:
        """Its dimension in people's words."""
        return name_of(row.dimension)

    @extend_schema_field(PromptChangeSerializer())
    def get_change(self, row: PromptSuggestion) -> Any:
        """As it was written for the generation's prompt."""
        return told_change(row.change)

    def get_prompt(self, row: PromptSuggestion) -> str:
        """Once it is used."""
        return self._applied(row)[0]

    def get_negative_prompt(self, row: PromptSuggestion) -> str:
        """Once it is used."""
        return self._applied(row)[1]

    def get_enhance(self, row: PromptSuggestion) -> list[str] | None:
        """Once it is used."""
        switch = change_from(row.change).switch
        return list(switch.chips) if switch else None

    def _applied(self, row: PromptSuggestion) -> tuple[str, str]:
        return applied(change_from(row.change), row.generation.negative_prompt)

    @extend_schema_field(ExpectedEffectSerializer())
    def get_expected(self, row: PromptSuggestion) -> dict[str, Any]:
        """With how sure that is."""
        tally = self.context.get("tallies", {}).get((row.key, row.dimension), Tally())
        told = expected(row, tally)
        return {"points": told.points, "cases": told.cases, "known": told.known, "said": said(told, row.dimension)}

    @extend_schema_field(BroughtSerializer(many=True))
    def get_gains(self, row: PromptSuggestion) -> list[dict[str, Any]]:
        """The dimension it was for first, then the others that changed."""
        found = gains(row.before, row.after)
        shown = [one for one in found if one == row.dimension or abs(found[one]) >= SHOWN_GAIN_POINTS]
        order = sorted(shown, key=lambda one: (one != row.dimension, -abs(found[one])))
        return [{"dimension": one, "name": name_of(one), "points": round(found[one])} for one in order]

    def get_brought(self, row: PromptSuggestion) -> str:
        """In a sentence."""
        return brought(row)


def told_change(change: Mapping[str, Any]) -> dict[str, Any]:
    """A change that a row keeps, as `PromptChangeSerializer` says it."""
    switch = change_from(change).switch or Switch()
    told = {name: change.get(name, "") for name in ("prompt", "negative", "camera")}
    return told | {"on": named_chips(switch.on), "off": named_chips(switch.off)}


def named_chips(chips: Sequence[str]) -> list[dict[str, str]]:
    """Chips by id as they are told."""
    known = shipped().by_id
    phrases = {chip: known[chip][1].phrase for chip in chips if chip in known}
    return [{"id": chip, "name": name_of_chip(chip), "phrase": phrases.get(chip, "")} for chip in chips]


def signed(points: int) -> str:
    """+12, or with a minus sign as it is printed."""
    return f"{points:+d}".replace("-", "\u2212")


def said(told: Expected, dimension: str) -> str:
    """What it may bring and how sure that is."""
    name = name_of(dimension).lower()
    if told.known:
        return f"{signed(told.points)} {name} on average, in {told.cases} runs"
    tried = "not tried yet" if told.cases == 0 else f"tried {told.cases} times so far"
    return f"Maybe {signed(told.points)} {name}: a guess, {tried}".replace("1 times", "once")


def brought(row: PromptSuggestion) -> str:
    """What it came to."""
    if not row.after:
        return ""
    name = name_of(row.dimension).lower()
    if row.gain is None:
        return f"It can't be told what it brought: {name} was not measured the same way before and after."
    points = round(row.gain)
    return f"It changed nothing in {name}." if points == 0 else f"It brought {signed(points)} {name}."


class AcceptSuggestionSerializer(serializers.Serializer[Any]):
    """Use a suggestion as it is, or with words or chips of one's own in its place."""

    prompt = PromptField(required=False)
    negative_prompt = PromptField(required=False, allow_blank=True)
    enhance = chips_field(help_text="Chips of one's own in place of its own; null: the studio chooses.")
