"""How templates, versions and what came of them are told and read."""

import time
from dataclasses import asdict
from typing import Any
from uuid import UUID

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from accounts.preconditions import EtagField
from generation import values
from generation.enhancement.fields import chips_field
from generation.fields import PromptField, WholeNumberField
from generation.history.serializers import TagField
from generation.media.addresses import media_address
from generation.models import PromptTemplate, PromptUse, PromptVersion
from generation.models.prompts import DESCRIPTION_CHARACTERS, NAME_CHARACTERS, NOTE_CHARACTERS, TEMPLATE_KINDS
from generation.prompts import filling, queries, services
from generation.prompts.queries import Tally

EDITABLE = ("name", "description", "tags", "archived_at", "newest")
MOST_TAGS = 8
KIND_WORDS = ", ".join(word for word, _ in TEMPLATE_KINDS)
NO_TEXT = "The text is missing.\nWrite the prompt, with variables where something changes each time."
TEXT_ERRORS: dict[str, Any] = dict.fromkeys(("blank", "required", "null"), NO_TEXT)
MANY_TAGS: dict[str, Any] = {
    "not_a_list": "The tags are no list.\nSend a list of words.",
    "null": "The tags are missing.\nSend a list of words, or leave the field out.",
    "max_length": f"These are more than {MOST_TAGS} tags.\nLeave some out.",
}
WORDS_OF_CHIPS = "The chips that are on, by id; null: the studio chooses."
WORDS_OF_NEGATIVE = "What is left out; null: what the scene leaves out."


class VariableSerializer(serializers.Serializer[Any]):
    """Something to fill in; `default` null: it must be said."""

    name = serializers.CharField()
    default = serializers.CharField(allow_null=True, allow_blank=True)


class AverageSerializer(serializers.Serializer[Any]):
    """A mean, and of how many."""

    value = serializers.FloatField()
    count = serializers.IntegerField()


class TallySerializer(serializers.Serializer[Any]):
    """What came of it. `stars`: of people's ratings, 1..5; `score`: of its pictures or takes, 0..1, as far as they were
    measured in the same way, and `otherwise` how many were not; null where there is none."""

    uses = serializers.IntegerField()
    last_used = serializers.DateTimeField(allow_null=True)
    stars = AverageSerializer(allow_null=True)
    score = AverageSerializer(allow_null=True)
    otherwise = serializers.IntegerField()


def _variables(text: str) -> list[dict[str, Any]]:
    return [asdict(each) for each in filling.variables(text)]


class PromptVersionSerializer(serializers.ModelSerializer[PromptVersion]):
    """What a template said at one time. `back_to`: the number of the version that it brought back."""

    variables = serializers.SerializerMethodField()
    negative_prompt = serializers.CharField(allow_null=True, allow_blank=True)
    chips = serializers.ListField(child=serializers.CharField(), allow_null=True)
    tally = serializers.SerializerMethodField()
    made_by = serializers.SerializerMethodField()

    class Meta:
        model = PromptVersion
        fields = (
            *("id", "number", "text", "variables", "negative_prompt", "chips", "note", "back_to", "tally", "made_by"),
            "created_at",
        )

    @extend_schema_field(VariableSerializer(many=True))
    def get_variables(self, version: PromptVersion) -> list[dict[str, Any]]:
        """In their order."""
        return _variables(version.text)

    @extend_schema_field(TallySerializer)
    def get_tally(self, version: PromptVersion) -> dict[str, Any]:
        """Of this version alone."""
        return asdict(self.context["tallies"].get(version.pk, Tally()))

    def get_made_by(self, version: PromptVersion) -> str:
        """A name; empty where it was nobody, or somebody who has left."""
        return name_of(version.created_by)


class PromptTemplateSerializer(serializers.ModelSerializer[PromptTemplate]):
    """A template with what it says now. `version` is the id of its newest version, and what `template` of an asking
    takes; `tally` is over all versions."""

    version = serializers.SerializerMethodField()
    text = serializers.SerializerMethodField()
    variables = serializers.SerializerMethodField()
    negative_prompt = serializers.SerializerMethodField()
    chips = serializers.SerializerMethodField()
    tags = serializers.ListField(child=serializers.CharField())
    tally = serializers.SerializerMethodField()
    made_by = serializers.SerializerMethodField()
    etag = EtagField(*EDITABLE)

    class Meta:
        model = PromptTemplate
        fields = (
            *("id", "name", "kind", "description", "tags", "newest", "version", "text", "variables"),
            *("negative_prompt", "chips", "tally", "made_by", "created_at", "archived_at", "etag"),
        )

    def _now(self, template: PromptTemplate) -> PromptVersion:
        found: PromptVersion = self.context["currents"][template.pk]
        return found

    def get_version(self, template: PromptTemplate) -> UUID:
        """An id."""
        return self._now(template).pk

    def get_text(self, template: PromptTemplate) -> str:
        """With its variables."""
        return self._now(template).text

    @extend_schema_field(VariableSerializer(many=True))
    def get_variables(self, template: PromptTemplate) -> list[dict[str, Any]]:
        """In their order."""
        return _variables(self._now(template).text)

    def get_negative_prompt(self, template: PromptTemplate) -> str | None:
        """Null: what the scene leaves out."""
        return self._now(template).negative_prompt

    @extend_schema_field(serializers.ListField(child=serializers.CharField(), allow_null=True))
    def get_chips(self, template: PromptTemplate) -> list[str] | None:
        """Null: the studio chooses."""
        return self._now(template).chips

    @extend_schema_field(TallySerializer)
    def get_tally(self, template: PromptTemplate) -> dict[str, Any]:
        """Over all versions."""
        return asdict(self.context["tallies"].get(template.pk, Tally()))

    def get_made_by(self, template: PromptTemplate) -> str:
        """A name; empty where it was nobody, or somebody who has left."""
        return name_of(template.created_by)


def name_of(person: Any) -> str:
    """What somebody is called."""
    return (person.name or person.email) if person else ""


class StarterSerializer(serializers.Serializer[Any]):
    """A template from the studio: to be used, or copied by POST /prompt-templates."""

    id = serializers.CharField()
    name = serializers.CharField()
    kind = serializers.ChoiceField(choices=TEMPLATE_KINDS)
    description = serializers.CharField()
    tags = serializers.ListField(child=serializers.CharField())
    text = serializers.CharField()
    variables = serializers.SerializerMethodField()
    negative_prompt = serializers.CharField(allow_null=True)
    chips = serializers.ListField(child=serializers.CharField(), allow_null=True)

    @extend_schema_field(VariableSerializer(many=True))
    def get_variables(self, starter: Any) -> list[dict[str, Any]]:
        """In their order."""
        return _variables(starter.text)


class PromptTemplatesSerializer(serializers.Serializer[Any]):
    """The workspace's templates in the order asked for, and those from the studio of the same search."""

    results = PromptTemplateSerializer(many=True)
    starters = StarterSerializer(many=True)
    tags = serializers.ListField(child=serializers.CharField(), help_text="All tags in use, by name.")


def _kind(**kwargs: Any) -> serializers.ChoiceField:
    words = f'"{{input}}" is no kind of template.\nUse one of: {KIND_WORDS}.'
    missing = f"The kind is missing.\nUse one of: {KIND_WORDS}."
    return serializers.ChoiceField(
        choices=TEMPLATE_KINDS,
        error_messages={"invalid_choice": words, "required": missing, "null": missing},
        **kwargs,
    )


class LookSerializer(serializers.Serializer[Any]):
    """Which templates, and in which order."""

    q = serializers.CharField(required=False, default="", max_length=200, allow_blank=True, help_text="Words to find.")
    kind = _kind(required=False, default="", allow_blank=True)
    tag = serializers.CharField(required=False, default="", max_length=values.MAX_TAG_CHARACTERS, allow_blank=True)
    sort = serializers.ChoiceField(
        choices=queries.ORDERS,
        required=False,
        default=queries.USED,
        error_messages={"invalid_choice": '"{input}" is no order.\nUse one of: used, rated, new, name.'},
    )
    archived = serializers.BooleanField(required=False, default=False, help_text="Those that were put away.")


def _line(noun: str, most: int, **kwargs: Any) -> serializers.CharField:
    errors: dict[str, Any] = {
        "max_length": "This is longer than {max_length} characters.\nShorten it.",
        "blank": f"The {noun} is empty.\nWrite a few words that say what it is for.",
        "required": f"The {noun} is missing.\nWrite a few words that say what it is for.",
    }
    return serializers.CharField(max_length=most, error_messages=errors, **kwargs)


def _tags(**kwargs: Any) -> serializers.ListField:
    return serializers.ListField(child=TagField(), max_length=MOST_TAGS, error_messages=MANY_TAGS, **kwargs)


def _left_out() -> PromptField:
    return PromptField(required=False, allow_null=True, allow_blank=True, help_text=WORDS_OF_NEGATIVE)


class TemplateWriteSerializer(serializers.Serializer[Any]):
    """A new template: in words, or as a copy of one from the studio, by its id (`starter`)."""

    starter = serializers.CharField(required=False, max_length=40)
    name = _line("name", NAME_CHARACTERS, required=False)
    kind = _kind(required=False)
    description = _line("description", DESCRIPTION_CHARACTERS, required=False, allow_blank=True, default="")
    tags = _tags(required=False, default=list)
    text = PromptField(required=False, error_messages=TEXT_ERRORS)
    negative_prompt = _left_out()
    chips = chips_field(help_text=WORDS_OF_CHIPS)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """Name, kind and text, unless it is a copy."""
        missing = {} if attrs.get("starter") else {name for name in ("name", "kind", "text") if name not in attrs}
        if missing:
            raise serializers.ValidationError({name: self.fields[name].error_messages["required"] for name in missing})
        attrs["tags"] = sorted(set(attrs["tags"]))
        return attrs


class TemplateChangeSerializer(serializers.Serializer[Any]):
    """What may change; other words, other things left out or other chips make a new version, with `note` beside it."""

    name = _line("name", NAME_CHARACTERS, required=False)
    description = _line("description", DESCRIPTION_CHARACTERS, required=False, allow_blank=True)
    tags = _tags(required=False)
    text = PromptField(required=False, error_messages=TEXT_ERRORS)
    negative_prompt = _left_out()
    chips = chips_field(help_text=WORDS_OF_CHIPS)
    note = _line("note", NOTE_CHARACTERS, required=False, allow_blank=True)
    archived = serializers.BooleanField(
        required=False, error_messages={"invalid": "This is neither true nor false.\nUse true or false."}
    )

    def validate_tags(self, tags: list[str]) -> list[str]:
        """Each once."""
        return sorted(set(tags))


class GoBackSerializer(serializers.Serializer[Any]):
    """Which version to bring back."""

    number = WholeNumberField(noun="version", min_value=1, max_value=services.MOST_VERSIONS)


class FillSerializer(serializers.Serializer[Any]):
    """A text, or the id of a version, and what stands for its variables."""

    version = serializers.UUIDField(
        required=False, error_messages={"invalid": "This version is not an id.\nUse the id that the API gave you."}
    )
    text = PromptField(required=False, allow_blank=True)
    values = serializers.DictField(
        child=serializers.CharField(allow_blank=True, trim_whitespace=False),
        required=False,
        default=dict,
        error_messages={"not_a_dict": "These are no values.\nSend an object of names and texts."},
    )

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """One of both."""
        if ("version" in attrs) == ("text" in attrs):
            raise serializers.ValidationError({"text": "There is no text to fill.\nSend text, or version."})
        return attrs


class PieceSerializer(serializers.Serializer[Any]):
    """A run of a filled text. `variable`: whose value it is, else empty; `missing`: it has none yet."""

    text = serializers.CharField()
    variable = serializers.CharField(allow_blank=True)
    missing = serializers.BooleanField()


class FilledSerializer(serializers.Serializer[Any]):
    """What it says then. `missing`: variables without a value; `text` has them as they are written."""

    text = serializers.CharField(allow_blank=True)
    pieces = PieceSerializer(many=True)
    variables = VariableSerializer(many=True)
    missing = serializers.ListField(child=serializers.CharField())


class PromptUseSerializer(serializers.ModelSerializer[PromptUse]):
    """Something that was made with a version. `picture`: one of its frames, or null; `stars`: the mean of its ratings;
    `score`: of the best, 0..1."""

    version = serializers.IntegerField(source="version.number")
    kind = serializers.CharField(source="generation.kind")
    state = serializers.CharField(source="generation.state")
    prompt = serializers.CharField(source="generation.prompt")
    project = serializers.UUIDField(source="generation.project_id", allow_null=True)
    scene = serializers.UUIDField(source="generation.scene_id", allow_null=True)
    created_at = serializers.DateTimeField(source="generation.created_at")
    picture = serializers.SerializerMethodField()
    stars = serializers.SerializerMethodField()
    score = serializers.SerializerMethodField()

    class Meta:
        model = PromptUse
        fields = (
            *("generation", "version", "kind", "state", "prompt", "project", "scene", "created_at"),
            *("picture", "stars", "score"),
        )

    def get_picture(self, use: PromptUse) -> str | None:
        """The address of the first frame."""
        frame = next(iter(use.generation.hero_frames.all()), None)
        return media_address(self.context["slug"], frame.output_id, time.time()) if frame else None

    @extend_schema_field(serializers.FloatField(allow_null=True))
    def get_stars(self, use: PromptUse) -> float | None:
        """1..5."""
        stars = [rating.stars for rating in use.generation.ratings.all()]
        return sum(stars) / len(stars) if stars else None

    @extend_schema_field(serializers.FloatField(allow_null=True))
    def get_score(self, use: PromptUse) -> float | None:
        """Of its frames, else of its takes."""
        frames = [frame.score for frame in use.generation.hero_frames.all() if frame.score is not None]
        takes = [take.total for take in use.generation.takes.all() if take.total is not None]
        return max(frames or takes, default=None)
