"""How a polish is asked for."""

from typing import Any

from rest_framework import serializers

from generation import values
from generation.fields import PromptField, WholeNumberField
from projects.serializers import GenerateSerializer
from quality.values import Polish

NAMES = [step.value for step in Polish]
MOST_STEPS = len(NAMES)
_NAMES = ", ".join(NAMES)
_STRENGTH = "This strength can't be used.\nUse a number from 0 to 1, or leave it out."


class StepSerializer(serializers.Serializer[Any]):
    """One step. `strength` of deflicker, denoise and stabilise, as much as is needed where it is left out; `factor` of
    upscale (2 or 4) and interpolate (2)."""

    name = serializers.ChoiceField(
        choices=NAMES,
        error_messages={
            "invalid_choice": f'"{{input}}" is no polish.\nUse one of: {_NAMES}.',
            "required": f"Which polish is missing.\nUse one of: {_NAMES}.",
        },
    )
    strength = serializers.FloatField(
        min_value=0.0,
        max_value=1.0,
        required=False,
        allow_null=True,
        error_messages=dict.fromkeys(("invalid", "min_value", "max_value", "overflow", "max_string_length"), _STRENGTH),
    )
    factor = WholeNumberField(noun="factor", min_value=2, max_value=4, required=False)


def steps_field(**kwargs: Any) -> serializers.ListSerializer[Any]:
    """One to five steps."""
    words = f"Name one to {MOST_STEPS} steps: {_NAMES}."
    return StepSerializer(  # type: ignore[call-arg,return-value]  # `many` makes it the list
        many=True,
        min_length=1,
        max_length=MOST_STEPS,
        error_messages={
            "required": f"What to do is missing.\n{words}",
            "empty": f"Nothing is to be done.\n{words}",
            "min_length": f"Nothing is to be done.\n{words}",
            "max_length": f"These are too many steps.\n{words}",
            "not_a_list": f"This is no list of steps.\n{words}",
            "null": f"What to do is missing.\n{words}",
        },
        **kwargs,
    )


def _id_field(noun: str) -> serializers.UUIDField:
    words = f"This {noun} is not an id.\nUse the id that the API gave you."
    return serializers.UUIDField(required=False, allow_null=True, error_messages={"invalid": words})


def one_of(attrs: dict[str, Any]) -> None:
    """A body names a frame or a take, not both and not neither."""
    named = [name for name in ("frame", "take") if attrs.get(name)]
    if len(named) != 1:
        said = "What to polish is missing." if not named else "This names a frame and a take."
        raise serializers.ValidationError({"frame": f'{said}\nSend "frame" or "take" with its id, one of the two.'})


class PolishSerializer(serializers.Serializer[Any]):
    """Polish a frame or a take into a new one beside it."""

    frame = _id_field("frame")
    take = _id_field("take")
    steps = steps_field()

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """One thing to polish."""
        one_of(attrs)
        return attrs


class QuoteAskSerializer(GenerateSerializer):
    """What is to be priced: what may be asked for, or a polish of a `frame` or `take` with its `steps`."""

    kind = serializers.ChoiceField(
        choices=[values.FRAMES, values.TAKES, values.PICTURE, values.POLISH],
        error_messages={
            "invalid_choice": '"{input}" can\'t be made.\nUse one of: frames, takes, picture, polish.',
            "required": "What to make is missing.\nUse one of: frames, takes, picture, polish.",
        },
    )
    prompt = PromptField(required=False)
    take = _id_field("take")
    steps = steps_field(required=False)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """A polish names what it polishes and how; everything else has words."""
        if attrs["kind"] == values.POLISH:
            one_of(attrs)
            if "steps" not in attrs:
                raise serializers.ValidationError({"steps": f"What to do is missing.\nUse any of: {_NAMES}."})
            return attrs
        if "prompt" not in attrs:
            raise serializers.ValidationError({"prompt": PromptField().error_messages["required"]})
        return super().validate(attrs)
