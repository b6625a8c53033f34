"""How an entry of history is told, and what people may add to it."""

from collections.abc import Iterable
from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from generation import values
from generation.history import grams
from generation.history.keeping import tag_of_kept
from generation.models import Generation
from generation.rating_serializers import NotesField
from generation.serializers import GenerationSerializer

UNFIT_TAG = "A tag is one line of text.\nUse words and numbers."


class PlaceSerializer(serializers.Serializer[Any]):
    """What it belongs to. `scene`: the scene's number, null for what belongs to the whole project."""

    project = serializers.CharField()
    scene = serializers.IntegerField(allow_null=True)
    title = serializers.CharField(allow_blank=True)


class MadeBySerializer(serializers.Serializer[Any]):
    """Who asked for it."""

    id = serializers.UUIDField()
    name = serializers.CharField()


class HistoryEntrySerializer(GenerationSerializer):
    """A generation, and what people added to it. `tries`: of the part that took most; `engines`: what made it."""

    place = serializers.SerializerMethodField()
    made_by = serializers.SerializerMethodField()
    tags = serializers.SerializerMethodField()
    favourite = serializers.SerializerMethodField()
    tries = serializers.SerializerMethodField()
    engines = serializers.SerializerMethodField()
    kept_etag = serializers.SerializerMethodField()

    class Meta(GenerationSerializer.Meta):
        fields = (
            *GenerationSerializer.Meta.fields,
            *("note", "tags", "favourite", "place", "made_by", "tries", "engines", "kept_etag"),
        )  # type: ignore[assignment]

    @extend_schema_field(PlaceSerializer(allow_null=True))
    def get_place(self, generation: Generation) -> dict[str, Any] | None:
        """Null for what stands alone."""
        if generation.project is None:
            return None
        scene = generation.scene
        return {
            "project": generation.project.name,
            "scene": scene.number if scene else None,
            "title": scene.title if scene else "",
        }

    @extend_schema_field(MadeBySerializer(allow_null=True))
    def get_made_by(self, generation: Generation) -> dict[str, Any] | None:
        """Null where it was nobody, or somebody who has left the studio."""
        person = generation.created_by
        return None if person is None else {"id": person.pk, "name": person.name or person.email}

    def get_tags(self, generation: Generation) -> list[str]:
        """By name."""
        return [tag.name for tag in generation.tags.all()]

    def get_favourite(self, generation: Generation) -> bool:
        """Whether the one who asks keeps it."""
        asker = self.context.get("user")
        return asker is not None and any(one.user_id == asker for one in generation.favourites.all())

    def get_kept_etag(self, generation: Generation) -> str:
        """Of what people added to it, for the one who asks: what If-Match of /kept takes."""
        return tag_of_kept(generation.note, self.get_tags(generation), favourite=self.get_favourite(generation))

    def get_tries(self, generation: Generation) -> int:
        """0 before it is begun."""
        return max((job.tries for job in generation.jobs.all()), default=0)

    def get_engines(self, generation: Generation) -> list[str]:
        """Each once."""
        return sorted({job.engine for job in generation.jobs.all() if job.engine})


class TagField(serializers.CharField):
    """A word or a few: lower case, one space between them."""

    def __init__(self) -> None:
        most = values.MAX_TAG_CHARACTERS
        super().__init__(
            error_messages={
                "blank": "A tag is empty.\nWrite a word, or leave it out.",
                "null": UNFIT_TAG,
                "invalid": UNFIT_TAG,
                "max_length": f"A tag is longer than {most} characters.\nShorten it.",
                "unfit": UNFIT_TAG,
            },
            max_length=most,
        )

    def to_internal_value(self, data: Any) -> str:
        """Normalised as search reads it."""
        text = super().to_internal_value(data)
        if not text.replace("\N{ZERO WIDTH JOINER}", "").isprintable():
            self.fail("unfit")
        found = grams.normalised(text)
        if not found:
            self.fail("blank")
        if len(found) > values.MAX_TAG_CHARACTERS:
            self.fail("max_length")
        return found


class KeepSerializer(serializers.Serializer[Any]):
    """What people add to an entry; what is left out stays as it is."""

    note = NotesField(max_length=values.MAX_NOTES_CHARACTERS, required=False, allow_blank=True)
    tags = serializers.ListField(
        child=TagField(),
        required=False,
        max_length=values.MAX_TAGS,
        error_messages={
            "not_a_list": "The tags are no list.\nSend a list of words.",
            "null": "The tags are missing.\nSend a list of words, or leave the field out.",
            "max_length": f"These are more than {values.MAX_TAGS} tags.\nLeave some out.",
        },
    )
    favourite = serializers.BooleanField(
        required=False, error_messages={"invalid": "This is neither true nor false.\nUse true or false."}
    )

    def validate_tags(self, tags: Iterable[str]) -> list[str]:
        """Each once."""
        return sorted(set(tags))


class TagCountSerializer(serializers.Serializer[Any]):
    """A tag and how many entries have it."""

    name = serializers.CharField()
    count = serializers.IntegerField()


class FiguresSerializer(serializers.Serializer[Any]):
    """Counts and shares of 1. `success`: of what ended; `inside`: within the time that was said; null without any."""

    made = serializers.IntegerField()
    worked = serializers.IntegerField()
    ended = serializers.IntegerField()
    success = serializers.FloatField(allow_null=True)
    inside = serializers.FloatField(allow_null=True)
    median_seconds = serializers.FloatField(allow_null=True)
    p95_seconds = serializers.FloatField(allow_null=True)
    credits = serializers.IntegerField()


class GroupSerializer(FiguresSerializer):
    """The figures of one quality or kind."""

    name = serializers.CharField()


class DaySerializer(serializers.Serializer[Any]):
    """A day (UTC) on which something was made."""

    day = serializers.DateField()
    made = serializers.IntegerField()
    worked = serializers.IntegerField()
    ended = serializers.IntegerField()


class StatisticsSerializer(FiguresSerializer):
    """What a span of history comes to. `stars`: how many gave one star, two, and so on to five."""

    since = serializers.DateTimeField()
    until = serializers.DateTimeField()
    average_stars = serializers.FloatField(allow_null=True)
    stars = serializers.ListField(child=serializers.IntegerField(), min_length=5, max_length=5)
    qualities = GroupSerializer(many=True)
    kinds = GroupSerializer(many=True)
    days = DaySerializer(many=True)


class RecalledSerializer(serializers.Serializer[Any]):
    """What a file was made with. `moves`: a film; `generation`: the entry it belongs to, null where it is not of
    this workspace."""

    prompt = serializers.CharField()
    negative_prompt = serializers.CharField(allow_blank=True)
    seed = serializers.IntegerField(allow_null=True)
    moves = serializers.BooleanField()
    generation = serializers.UUIDField(source="generation.pk", allow_null=True, default=None)


class LeavingSerializer(serializers.Serializer[Any]):
    """An entry that would go."""

    id = serializers.UUIDField()
    kind = serializers.CharField()
    prompt = serializers.CharField()
    created_at = serializers.DateTimeField()


class AnnouncedSerializer(serializers.Serializer[Any]):
    """What was announced: when it happens, to entries made before when, and how many those were."""

    due_at = serializers.DateTimeField()
    before = serializers.DateTimeField()
    count = serializers.IntegerField(source="told")


class RetentionSerializer(serializers.Serializer[Any]):
    """How far back history is shown, and what becomes of what is older.

    `shown_days`: null for all; `deletes`: older entries are deleted `notice_days` after that was announced, else they
    are hidden; `count` and `entries`: what would go if it were done today, the oldest first.
    """

    plan = serializers.CharField()
    shown_days = serializers.IntegerField(allow_null=True)
    deletes = serializers.BooleanField()
    notice_days = serializers.IntegerField()
    announced = AnnouncedSerializer(allow_null=True)
    count = serializers.IntegerField()
    entries = LeavingSerializer(many=True)
    etag = serializers.CharField()


class RetentionChangeSerializer(serializers.Serializer[Any]):
    """What becomes of entries that the plan no longer shows."""

    deletes = serializers.BooleanField(
        error_messages={"invalid": "This is neither true nor false.\nUse true to delete, false to hide."}
    )
