"""How variations are asked for, and how what they make is told before it is made."""

from typing import Any

from rest_framework import serializers

from generation import values
from generation.quote_serializers import QuoteSerializer
from generation.variations.batch import SHAPES
from generation.variations.serializers import AxisSerializer, TagSerializer
from projects.serializers import GenerateSerializer

MOST_LIST_CHARACTERS = 200
_SHAPES = ", ".join(SHAPES)


def _list_field(noun: str, help_text: str) -> serializers.CharField:
    """Numbers and ranges of them, as people write them."""
    words = f"These {noun} are longer than {{max_length}} characters.\nWrite them as a range: 1..20."
    return serializers.CharField(
        required=False,
        allow_blank=True,
        max_length=MOST_LIST_CHARACTERS,
        help_text=help_text,
        error_messages={"max_length": words, "invalid": f'These {noun} are not text.\nWrite them as text: "1, 5..9".'},
    )


class VariationsSerializer(GenerateSerializer):
    """Ask for every text that the lists of a prompt make: `{red|blue}`, `{|misty}`, `{1..5}`, `{10..50 step 10}`. A
    backslash before a brace or a bar takes its meaning away; POST /generations takes no lists, and leaves braces alone.
    """

    kind = serializers.ChoiceField(
        choices=[values.FRAMES, values.PICTURE],
        error_messages={
            "invalid_choice": '"{input}" has no variations.\nUse one of: frames, picture.',
            "required": "What to make is missing.\nUse one of: frames, picture.",
        },
    )
    frame = None  # type: ignore[assignment]  # nothing that is said of a batch
    count = None  # type: ignore[assignment]  # nothing that is said of a batch
    side = None  # type: ignore[assignment]  # nothing that is said of a batch
    frames = None  # type: ignore[assignment]  # nothing that is said of a batch
    seeds = _list_field(
        "seeds", 'How many ("3 seeds"), or which: "7, 12, 20..24"; without them `seed`, or one that is drawn.'
    )
    shapes = serializers.ListField(
        child=serializers.CharField(max_length=10),
        required=False,
        max_length=len(SHAPES),
        help_text=f"Any of {_SHAPES}; without them 16:9.",
        error_messages={
            "max_length": f"These are too many shapes.\nUse any of: {_SHAPES}.",
            "not_a_list": f"This is no list of shapes.\nUse any of: {_SHAPES}.",
        },
    )
    sides = _list_field(
        "sides", 'Longer sides below the quality\'s own, in pixels: "512, 768" or "512..1024 step 256".'
    )


class VariationSerializer(serializers.Serializer[Any]):
    """One picture that would be made."""

    text = serializers.CharField()
    tags = TagSerializer(many=True)


class VariationsQuoteSerializer(serializers.Serializer[Any]):
    """What variations make, before they are made: how `many` pictures, at most `most` by the plan; the first `texts` of
    them with what is taken of each list; the lists; and the price of all."""

    many = serializers.IntegerField()  # type: ignore[assignment]  # a field of ours
    most = serializers.IntegerField()
    texts = VariationSerializer(many=True)
    lists = AxisSerializer(many=True)
    quote = QuoteSerializer()
