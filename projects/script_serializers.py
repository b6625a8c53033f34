"""How a scene's script is told and read."""

from typing import Any, ClassVar

from rest_framework import serializers

from generation.fields import PromptField
from generation.stories.values import (
    MOST_CAMERA_CHARACTERS,
    MOST_CHARACTERS,
    MOST_DESCRIPTION_CHARACTERS,
    MOST_LINE_CHARACTERS,
    MOST_LINES,
    MOST_NAME_CHARACTERS,
    MOST_SLUGLINE_CHARACTERS,
    TRANSITIONS,
    Line,
)

TOO_LONG = "This is longer than {max_length} characters.\nShorten it."
TRANSITION_WORDS = ", ".join(word for word, _ in TRANSITIONS)


class ScriptText(PromptField):
    """Text of a script: no control characters but line breaks and tabs."""

    default_error_messages: ClassVar[dict[str, Any]] = {
        "max_length": TOO_LONG,
        "blank": "This is empty.\nWrite at least one word.",
        "required": "This is missing.\nSend a text.",
        "invalid": "This is not text.\nSend it as a string.",
        "control_characters": "This holds characters that can't be shown.\nRemove them; plain text works.",
        "null": "This is missing.\nSend a text; an empty one takes it away.",
    }


def _text(most: int, **kwargs: Any) -> ScriptText:
    return ScriptText(max_length=most, allow_blank=True, **{"required": False, **kwargs})


class LineSerializer(serializers.Serializer[Any]):
    """What somebody says in a scene."""

    character = ScriptText(max_length=MOST_NAME_CHARACTERS)
    line = _text(MOST_LINE_CHARACTERS, required=True)
    parenthetical = _text(120, help_text="How it is said.")
    extension = _text(40, help_text="What stands behind the name: V.O., O.S.")
    dual = serializers.BooleanField(required=False, help_text="At the same time as the speech before.")
    after = serializers.IntegerField(
        required=False,
        allow_null=True,
        min_value=0,
        max_value=1000,
        help_text="How many paragraphs of the description come before it; null or left out where all do.",
    )

    def to_internal_value(self, data: Any) -> dict[str, Any]:
        """As it is kept: what is usual is left out."""
        return Line.read(super().to_internal_value(data)).told()


class ScriptFieldsSerializer(serializers.Serializer[Any]):
    """What a scene's script says, each field by itself."""

    slugline = _text(MOST_SLUGLINE_CHARACTERS, help_text="Where and when it plays: EXT. HARBOUR - DUSK.")
    description = _text(MOST_DESCRIPTION_CHARACTERS, help_text="What happens, paragraph by paragraph.")
    dialogue = LineSerializer(many=True, required=False, max_length=MOST_LINES)  # type: ignore[call-arg]  # of the list
    characters = serializers.ListField(
        child=ScriptText(max_length=MOST_NAME_CHARACTERS),
        required=False,
        max_length=MOST_CHARACTERS,
        help_text="Who is in the picture.",
        error_messages={"max_length": "These are more than {max_length} people.\nName those who matter."},
    )
    camera = _text(MOST_CAMERA_CHARACTERS, help_text="How the shot moves.")
    transition = serializers.ChoiceField(
        choices=TRANSITIONS,
        required=False,
        error_messages={"invalid_choice": f'"{{input}}" is no transition.\nUse one of: {TRANSITION_WORDS}.'},
    )
