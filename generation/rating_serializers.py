"""How a rating is given and told."""

from typing import Any, ClassVar

from rest_framework import serializers

from generation import values
from generation.fields import PromptField, WholeNumberField


class NotesField(PromptField):
    """What a person adds to their stars: at most 1,000 characters."""

    default_error_messages: ClassVar[dict[str, Any]] = {
        "null": "The notes are missing.\nWrite something, or leave the field out.",
        "invalid": "The notes are not text.\nSend them as a string.",
        "max_length": "The notes are longer than {max_length} characters.\nShorten them.",
        "control_characters": "The notes hold characters that can't be shown.\nRemove them; plain text works.",
    }


class RateSerializer(serializers.Serializer[Any]):
    """A rating as a person gives it."""

    stars = WholeNumberField(noun="number of stars", min_value=values.FEWEST_STARS, max_value=values.MOST_STARS)
    notes = NotesField(max_length=values.MAX_NOTES_CHARACTERS, required=False, allow_blank=True, default="")


class RatingSerializer(serializers.Serializer[Any]):
    """What somebody thinks of it, 1 to 5 stars. `mine`: it is that of the person who asks."""

    stars = serializers.IntegerField()
    notes = serializers.CharField(allow_blank=True)
    mine = serializers.BooleanField()
