"""Fields that several serializers read: a prompt, a quality, a whole number, a seed."""

from typing import Any, ClassVar

from rest_framework import serializers

from generation import values
from quality.values import Tier

PROMPT_ERRORS = {
    "blank": "The prompt is empty.\nDescribe what should be seen, in a few words.",
    "required": "The prompt is missing.\nDescribe what should be seen, in a few words.",
    "null": "The prompt is missing.\nDescribe what should be seen, in a few words.",
    "invalid": "The prompt is not text.\nSend it as a string.",
    "max_length": "The prompt is longer than {max_length} characters.\nShorten it; the first sentences matter most.",
    "control_characters": "The prompt holds characters that can't be shown.\nRemove them; plain text works.",
}
ALLOWED_CONTROLS = frozenset("\n\t\r")
TIER_WORDS = ", ".join(Tier)


class PromptField(serializers.CharField):
    """Text for a picture: at most 4,000 characters, no control characters but line breaks and tabs."""

    default_error_messages: ClassVar[dict[str, Any]] = PROMPT_ERRORS

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=kwargs.pop("max_length", values.MAX_PROMPT_CHARACTERS), **kwargs)

    def to_internal_value(self, data: Any) -> str:
        """The text, trimmed."""
        text = super().to_internal_value(data)
        if any((ord(c) < 32 and c not in ALLOWED_CONTROLS) or 0x7F <= ord(c) < 0xA0 for c in text):
            self.fail("control_characters")
        return text


class TierField(serializers.ChoiceField):
    """Low, standard or high."""

    default_error_messages: ClassVar[dict[str, Any]] = {
        "invalid_choice": f'"{{input}}" is not a quality.\nUse one of: {TIER_WORDS}.'
    }

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(choices=[(tier.value, tier.name.title()) for tier in Tier], **kwargs)


class WholeNumberField(serializers.IntegerField):
    """A whole number in a range, whose errors name the range."""

    def __init__(self, *, noun: str, **kwargs: Any) -> None:
        low, high = kwargs["min_value"], kwargs["max_value"]
        range_advice = f"Use a whole number from {low} to {high}."
        errors: dict[str, Any] = {
            "invalid": f"This {noun} is not a whole number.\n{range_advice}",
            "max_value": f"This {noun} is too large.\n{range_advice}",
            "min_value": f"This {noun} is too small.\n{range_advice}",
            "max_string_length": f"This {noun} is too large.\n{range_advice}",
        }
        super().__init__(error_messages=errors, **kwargs)


def priority_field() -> serializers.CharField:
    """An optional class of the queue; what it may be is the plan's to say."""
    return serializers.CharField(
        required=False, max_length=10, help_text="low, normal or high, as far up as the plan goes."
    )


def seed_field() -> WholeNumberField:
    """An optional seed; left out or null, a free one is drawn."""
    return WholeNumberField(noun="seed", min_value=0, max_value=values.MAX_SEED, required=False, allow_null=True)
