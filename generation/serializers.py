"""How generations and what they made are told, and how a request for one is read."""

import time
from typing import Any, ClassVar
from urllib.parse import quote

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from generation import values
from generation.engines.base import STAGES
from generation.media.addresses import media_address
from generation.models import Generation, HeroFrame, Job, Output, Take, TakeScore
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
TITLE_CHARACTERS = 60
EXTENSIONS = {"video/mp4": "mp4", "image/png": "png", "image/jpeg": "jpg", "image/webp": "webp"}


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


def seed_field() -> WholeNumberField:
    """An optional seed; left out or null, a free one is drawn."""
    return WholeNumberField(noun="seed", min_value=0, max_value=values.MAX_SEED, required=False, allow_null=True)


class FactSerializer(serializers.Serializer[Any]):
    """One thing that was read in a prompt."""

    name = serializers.CharField()
    value = serializers.CharField()


class ReadSerializer(serializers.Serializer[Any]):
    """What an engine that reads words drew of them; `ignored` are words of the creator that change nothing, `changed`
    what an edit of the prompt changed (null where there was none)."""

    facts = FactSerializer(many=True)
    ignored = serializers.ListField(child=serializers.CharField())
    changed = serializers.ListField(child=serializers.CharField(), allow_null=True)
    understood = serializers.BooleanField()


class OutputSerializer(serializers.ModelSerializer[Output]):
    """A file somebody can look at or download. `read` is null where the engine does not tell what it read."""

    read = serializers.SerializerMethodField()
    media_type = serializers.CharField(source="file.media_type")
    bytes = serializers.IntegerField(source="file.bytes")
    url = serializers.SerializerMethodField()
    download_url = serializers.SerializerMethodField()

    class Meta:
        model = Output
        fields = (
            "id",
            "media_type",
            "url",
            "download_url",
            "width",
            "height",
            "frames",
            "fps",
            "duration_seconds",
            "bytes",
            "notice",
            "read",
        )

    @extend_schema_field(ReadSerializer(allow_null=True))
    def get_read(self, output: Output) -> dict[str, Any] | None:
        """From its recipe."""
        told: dict[str, Any] | None = output.recipe.get("read")
        return {"changed": None, **told} if told else None

    def get_url(self, output: Output) -> str:
        """Where to look at it, for 10 to 15 minutes; GET /outputs/{id} gives a new address."""
        return media_address(self.context["slug"], output.pk, time.time())

    def get_download_url(self, output: Output) -> str:
        """The same, as a file to keep."""
        title = output.recipe.get("title") or output.recipe.get("prompt") or "Dailies"
        name = f"{title[:TITLE_CHARACTERS].strip()}.{EXTENSIONS.get(output.file.media_type, 'bin')}"
        return f"{self.get_url(output)}&download={quote(name)}"


class FrameScoreSerializer(serializers.Serializer[Any]):
    """One dimension of a picture."""

    dimension = serializers.CharField()
    status = serializers.CharField()
    value = serializers.FloatField(allow_null=True)
    method = serializers.CharField()
    version = serializers.CharField()
    reason = serializers.CharField()


class HeroFrameSerializer(serializers.ModelSerializer[HeroFrame]):
    """A picture candidate. `score` is 0..100, null where it was not scored."""

    output = OutputSerializer()
    label = serializers.SerializerMethodField()  # type: ignore[assignment]  # a field of ours, not the field's label
    score = serializers.SerializerMethodField()
    scores = FrameScoreSerializer(many=True)
    selected = serializers.SerializerMethodField()
    preview_notice = serializers.CharField(source="output.notice")

    class Meta:
        model = HeroFrame
        fields = (
            "id",
            "generation",
            "scene",
            "number",
            "label",
            "origin",
            "prompt",
            "enhanced_prompt",
            "seed",
            "output",
            "score",
            "scores",
            "selected",
            "preview_notice",
            "created_at",
        )

    def get_label(self, frame: HeroFrame) -> str:
        """Scene and letter, as on a slate: 4A."""
        scene = frame.scene.number if frame.scene else ""
        return f"{scene}{letters(frame.number)}"

    @extend_schema_field(serializers.IntegerField(allow_null=True))
    def get_score(self, frame: HeroFrame) -> int | None:
        """0..100."""
        return None if frame.score is None else round(frame.score * 100)

    def get_selected(self, frame: HeroFrame) -> bool:
        """Whether its scene chose it."""
        return frame.scene is not None and frame.scene.selected_frame_id == frame.pk


def letters(number: int) -> str:
    """1 -> A, 26 -> Z, 27 -> AA."""
    text = ""
    while number > 0:
        number, rest = divmod(number - 1, 26)
        text = chr(ord("A") + rest) + text
    return text


class TakeScoreSerializer(serializers.ModelSerializer[TakeScore]):
    """One dimension of a take; never bare."""

    class Meta:
        model = TakeScore
        fields = ("dimension", "status", "value", "method", "version", "reason")


class TakeSerializer(serializers.ModelSerializer[Take]):
    """One attempt at a scene. `total` is 0..1, null until it was looked over."""

    output = OutputSerializer()
    scores = TakeScoreSerializer(many=True)
    selected = serializers.SerializerMethodField()
    preview_notice = serializers.CharField(source="output.notice")

    class Meta:
        model = Take
        fields = (
            "id",
            "generation",
            "scene",
            "frame",
            "number",
            "seed",
            "output",
            "total",
            "weight_measured",
            "flags",
            "rank",
            "selected",
            "scores",
            "preview_notice",
            "created_at",
        )

    def get_selected(self, take: Take) -> bool:
        """Whether its scene chose it."""
        return take.scene is not None and take.scene.selected_take_id == take.pk


class JobSerializer(serializers.ModelSerializer[Job]):
    """One part of a generation and how far it is."""

    stage = serializers.SerializerMethodField()

    class Meta:
        model = Job
        fields = ("id", "kind", "number", "state", "stage", "fraction")

    def get_stage(self, job: Job) -> str:
        """In the creator's words."""
        return STAGES.get(job.stage, "")


class FallbackSerializer(serializers.Serializer[Any]):
    """Why something else is made than was asked for."""

    reason = serializers.CharField()
    advice = serializers.CharField()


class QuoteSerializer(serializers.Serializer[Any]):
    """What a request will take, before it is made. `seconds` is from now to the last output."""

    requested_tier = serializers.CharField()
    achieved_tier = serializers.CharField()
    fallback = FallbackSerializer(allow_null=True)
    seconds = serializers.ListField(child=serializers.FloatField(), min_length=2, max_length=2)
    credits = serializers.IntegerField()
    position = serializers.CharField(allow_blank=True)
    width = serializers.IntegerField()
    height = serializers.IntegerField()
    frames = serializers.IntegerField()
    notice = serializers.CharField(allow_blank=True)


class ErrorSerializer(serializers.Serializer[Any]):
    """Why a generation failed, in plain words."""

    category = serializers.CharField()
    detail = serializers.CharField()
    advice = serializers.CharField()


class GenerationSerializer(serializers.ModelSerializer[Generation]):
    """What a person asked for and what came of it."""

    jobs = JobSerializer(many=True)
    outputs = OutputSerializer(many=True)
    fallback = FallbackSerializer(allow_null=True)
    quote = QuoteSerializer()
    error = ErrorSerializer(allow_null=True)
    root = serializers.UUIDField(source="tree_id")  # type: ignore[assignment]  # as above
    preview_notice = serializers.CharField(source="notice")

    class Meta:
        model = Generation
        fields = (
            "id",
            "kind",
            "state",
            "project",
            "scene",
            "parent",
            "root",
            "frame",
            "prompt",
            "negative_prompt",
            "seed",
            "count",
            "requested_tier",
            "achieved_tier",
            "fallback",
            "quote",
            "credits_reserved",
            "credits_captured",
            "created_at",
            "started_at",
            "finished_at",
            "error",
            "jobs",
            "outputs",
            "preview_notice",
        )


class TierSerializer(serializers.Serializer[Any]):
    """One choice of the quality selector."""

    class PictureSerializer(serializers.Serializer[Any]):
        """A picture at this tier."""

        time_range_seconds = serializers.ListField(child=serializers.FloatField())
        width = serializers.IntegerField()
        height = serializers.IntegerField()
        credits = serializers.IntegerField()

    class VideoSerializer(PictureSerializer):
        """A shot at this tier; `seconds` is how long it plays."""

        seconds = serializers.FloatField()

    id = serializers.CharField()
    icon = serializers.CharField()
    name = serializers.CharField()
    words = serializers.CharField()
    picture = PictureSerializer()
    video = VideoSerializer()
    needs = serializers.CharField()
    available = serializers.BooleanField()
    notice = serializers.CharField(allow_blank=True)


class PictureCommandSerializer(serializers.Serializer[Any]):
    """The words of `./dailies picture`."""

    prompt = PromptField()
    quality = TierField()
    seed = seed_field()
