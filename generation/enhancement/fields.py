"""The field that takes chips."""

from typing import Any

from rest_framework import serializers

from accounts.problems import InvalidField
from generation.enhancement.checking import MOST_CHIPS, checked

WORDS = "Chips by id, in order; null: the studio chooses; []: none. Without it what the scene says."
NO_LIST = 'These are no chips.\nSend a list of ids, such as ["lens-35"], or null.'
TOO_MANY = f"These are too many chips.\nSend at most {MOST_CHIPS}."


class ChipsField(serializers.ListField):
    """Ids of chips that can be had together, each once."""

    def to_internal_value(self, data: Any) -> Any:
        """The chips, if all are known."""
        if isinstance(data, list) and len(data) > MOST_CHIPS:
            self.fail("max_length")
        names = super().to_internal_value(data)
        try:
            return list(checked(names) or ())
        except InvalidField as error:
            raise serializers.ValidationError(f"{error.detail}\n{error.advice}") from None


def chips_field(help_text: str = WORDS) -> ChipsField:
    """Which chips are on; None where nothing is said or the studio is to choose."""
    words = serializers.CharField(
        max_length=40, error_messages=dict.fromkeys(("invalid", "blank", "max_length"), NO_LIST)
    )
    errors: dict[str, Any] = {"not_a_list": NO_LIST, "max_length": TOO_MANY}
    return ChipsField(
        child=words,
        required=False,
        allow_null=True,
        error_messages=errors,
        help_text=help_text,
    )
