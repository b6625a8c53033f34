"""How chips and enhanced prompts are told, and how a question about a prompt is read."""

from typing import Any

from rest_framework import serializers

from generation import values
from generation.enhancement.fields import chips_field
from generation.fields import PromptField, seed_field

REASONS = ("said", "full", "elsewhere", "conflict")


class SpanSerializer(serializers.Serializer[Any]):
    """A run of a prompt. `chip`: what added it, else empty; `own`: whether it is the creator's."""

    text = serializers.CharField()
    chip = serializers.CharField(allow_blank=True)
    own = serializers.BooleanField()


class LeftOutSerializer(serializers.Serializer[Any]):
    """A chip that adds nothing: the prompt says it already (said), is full, it is for something else that is made
    (elsewhere), or another chip stands against it (conflict)."""

    chip = serializers.CharField()
    reason = serializers.ChoiceField(choices=REASONS)


class EnhanceSerializer(serializers.Serializer[Any]):
    """A prompt and the chips that are on; without `seed`, that of nothing in particular."""

    prompt = PromptField(required=True, allow_blank=True)
    enhance = chips_field(help_text="Chips by id, in order; left out or null: the studio chooses.")
    kind = serializers.ChoiceField(
        choices=values.ASKED_KINDS,
        default="frames",
        error_messages={"invalid_choice": '"{input}" can\'t be made.\nUse one of: frames, takes, picture.'},
    )
    seed = seed_field()


class EnhancedSerializer(serializers.Serializer[Any]):
    """What an engine would be given. `automatic`: whether the studio chose the chips; `chips`: those that added
    something, in order."""

    original = serializers.CharField(allow_blank=True)
    text = serializers.CharField(allow_blank=True)
    spans = SpanSerializer(many=True)
    chips = serializers.ListField(child=serializers.CharField())
    left_out = LeftOutSerializer(many=True)
    automatic = serializers.BooleanField()


class ChipPictureSerializer(serializers.Serializer[Any]):
    """The same scene and seed without the chip and with it, as addresses of pictures or, where it moves, of clips."""

    without = serializers.CharField()
    beside = serializers.CharField(help_text="With the chip.")
    moves = serializers.BooleanField()


class ChipSerializer(serializers.Serializer[Any]):
    """One choice. `picture` is null until it was drawn; `usual`: on until somebody says otherwise."""

    id = serializers.CharField()
    name = serializers.CharField()
    phrase = serializers.CharField()
    does = serializers.CharField()
    against = serializers.ListField(child=serializers.CharField())
    usual = serializers.BooleanField()
    picture = ChipPictureSerializer(allow_null=True)


class ChipGroupSerializer(serializers.Serializer[Any]):
    """Chips about one thing; `one`: only one of them at a time; `makes`: what they are for."""

    id = serializers.CharField()
    name = serializers.CharField()
    words = serializers.CharField()
    adds = serializers.ChoiceField(choices=("prompt", "without"))
    makes = serializers.ListField(child=serializers.CharField())
    one = serializers.BooleanField()
    chips = ChipSerializer(many=True)


class ChipsSerializer(serializers.Serializer[Any]):
    """Every chip; `usual_without` is what is left out until somebody says otherwise."""

    version = serializers.IntegerField()
    usual_without = serializers.CharField()
    groups = ChipGroupSerializer(many=True)
