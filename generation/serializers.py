"""How generations and what they made are told, and how a request for one is read."""

from dataclasses import asdict
from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from accounts.preconditions import EtagField
from generation import attempts_told, ranking, retrying, values
from generation.deciding import tiers
from generation.engines.base import STAGES
from generation.enhancement.enhancing import told_apart
from generation.enhancement.loader import shipped
from generation.enhancement.serializers import SpanSerializer
from generation.fields import PromptField, TierField, seed_field
from generation.models import Generation, HeroFrame, Job, Rating, Take, TakeScore
from generation.observing import look_back, past
from generation.output_serializers import OutputSerializer
from generation.polish_serializers import PolishedSerializer, polished
from generation.quote_serializers import ConsentSerializer, FallbackSerializer, QuoteSerializer
from generation.rating_serializers import RatingSerializer
from generation.variations.kept import axes_of, tags_of
from generation.variations.serializers import AxisSerializer, TagSerializer
from quality.values import TierCard

GENERATION_EDITABLE = ("prompt", "negative_prompt", "seed", "count", "priority")


class FrameScoreSerializer(serializers.Serializer[Any]):
    """One dimension of a picture."""

    dimension = serializers.CharField()
    status = serializers.CharField()
    value = serializers.FloatField(allow_null=True)
    method = serializers.CharField()
    version = serializers.CharField()
    reason = serializers.CharField()


class HeroFrameSerializer(serializers.ModelSerializer[HeroFrame]):
    """A picture candidate. `score` is 0..100, null where it was not scored; `spans` are `enhanced_prompt` in runs, each
    the creator's own or what a chip added."""

    output = OutputSerializer()
    label = serializers.SerializerMethodField()  # type: ignore[assignment]  # a field of ours, not the field's label
    score = serializers.SerializerMethodField()
    scores = FrameScoreSerializer(many=True)
    spans = serializers.SerializerMethodField()
    made_by = serializers.SerializerMethodField()
    selected = serializers.SerializerMethodField()
    preview_notice = serializers.CharField(source="output.notice")
    polished = serializers.SerializerMethodField()
    tags = serializers.SerializerMethodField()

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
            "spans",
            "made_by",
            "seed",
            "output",
            "score",
            "scores",
            "selected",
            "preview_notice",
            "polished",
            "tags",
            "created_at",
        )

    @extend_schema_field(TagSerializer(many=True))
    def get_tags(self, frame: HeroFrame) -> list[dict[str, str]]:
        """Which values of a batch of variations made it; none of any other."""
        return tags_of(frame.tags)

    def get_label(self, frame: HeroFrame) -> str:
        """Scene and letter, as on a slate: 4A."""
        scene = frame.scene.number if frame.scene else ""
        return f"{scene}{letters(frame.number)}"

    @extend_schema_field(serializers.IntegerField(allow_null=True))
    def get_score(self, frame: HeroFrame) -> int | None:
        """0..100."""
        return None if frame.score is None else round(frame.score * 100)

    @extend_schema_field(PolishedSerializer(allow_null=True))
    def get_polished(self, frame: HeroFrame) -> dict[str, Any] | None:
        """What it polishes; null for one that is as it was made."""
        return polished(frame)

    def get_made_by(self, frame: HeroFrame) -> str:
        """The engine and model with their versions, for those who ask; empty for a picture of one's own."""
        told = frame.output.recipe
        return " ".join(str(told[name]) for name in ("engine", "version", "model") if told.get(name))

    @extend_schema_field(SpanSerializer(many=True))
    def get_spans(self, frame: HeroFrame) -> list[dict[str, Any]]:
        """Of what the engine was given."""
        return [asdict(span) for span in told_apart(frame.prompt, frame.enhanced_prompt, shipped())]

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


class MomentSerializer(serializers.Serializer[Any]):
    """Where a dimension is at its worst: `frame` from 0, when that is shown, and the value there, 0..1."""

    frame = serializers.IntegerField()
    seconds = serializers.FloatField()
    value = serializers.FloatField()


class TakeScoreSerializer(serializers.ModelSerializer[TakeScore]):
    """One dimension of a take; never bare. `said` tells it in a sentence; `moments` are the worst, worst first, three
    at most, and none where nothing stands out."""

    moments = MomentSerializer(many=True)
    said = serializers.SerializerMethodField()

    class Meta:
        model = TakeScore
        fields = ("dimension", "status", "value", "method", "version", "reason", "moments", "said")

    def get_said(self, row: TakeScore) -> str:
        """In the creator's words."""
        return ranking.said_of(row)


class RepairSerializer(serializers.Serializer[Any]):
    """What a take mends of the one before: its number, the dimension, and both in words."""

    take = serializers.IntegerField()
    dimension = serializers.CharField()
    words = serializers.CharField()


class TakeSerializer(serializers.ModelSerializer[Take]):
    """One attempt at a scene. `total` is 0..1, null until it was looked over; `repair`: what it mends of the take
    before, null where it is another seed."""

    output = OutputSerializer()
    repair = serializers.SerializerMethodField()
    scores = TakeScoreSerializer(many=True)
    selected = serializers.SerializerMethodField()
    preview_notice = serializers.CharField(source="output.notice")
    polished = serializers.SerializerMethodField()

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
            "repair",
            "selected",
            "scores",
            "preview_notice",
            "polished",
            "created_at",
        )

    @extend_schema_field(PolishedSerializer(allow_null=True))
    def get_polished(self, take: Take) -> dict[str, Any] | None:
        """What it polishes; null for one that is as it was made."""
        return polished(take)

    @extend_schema_field(RepairSerializer(allow_null=True))
    def get_repair(self, take: Take) -> dict[str, Any] | None:
        """As it was decided."""
        return take.repair or None

    def get_selected(self, take: Take) -> bool:
        """Whether its scene chose it."""
        return take.scene is not None and take.scene.selected_take_id == take.pk


class ErrorSerializer(serializers.Serializer[Any]):
    """Why something failed, in plain words."""

    category = serializers.CharField()
    detail = serializers.CharField()
    advice = serializers.CharField()


class JobSerializer(serializers.ModelSerializer[Job]):
    """One part of a generation and how far it is. `device`: what works on it, or has made it; empty before that.
    `error`: why a failed one was given up, else null."""

    stage = serializers.SerializerMethodField()
    device = serializers.CharField(source="device_name")
    error = serializers.SerializerMethodField()

    class Meta:
        model = Job
        fields = ("id", "kind", "number", "state", "stage", "fraction", "device", "error")

    def get_stage(self, job: Job) -> str:
        """In the creator's words."""
        return STAGES.get(job.stage, "")

    @extend_schema_field(ErrorSerializer(allow_null=True))
    def get_error(self, job: Job) -> dict[str, str] | None:
        """The last try's."""
        return retrying.shown(job.failures[-1]) if job.state == values.FAILED and job.failures else None


class EstimateSerializer(serializers.Serializer[Any]):
    """What was said of the work's time against what it took, in seconds, without the queue: one output after another.

    `suggestion` is a word for next time, empty where there is nothing useful to say.
    """

    seconds = serializers.ListField(child=serializers.FloatField(), min_length=2, max_length=2)
    measured_seconds = serializers.FloatField()
    inside = serializers.BooleanField()
    suggestion = serializers.CharField(allow_blank=True)


class AttemptsSerializer(serializers.Serializer[Any]):
    """How the studio tries by itself: at most `most` takes, of which `made` were begun; `good`: the number of the take
    that was good enough to stop at, null where none was; `saved_credits` were not spent; `said` tells it."""

    most = serializers.IntegerField()
    made = serializers.IntegerField()
    good = serializers.IntegerField(allow_null=True)
    saved_credits = serializers.IntegerField()
    said = serializers.CharField(allow_blank=True)


class GenerationSerializer(serializers.ModelSerializer[Generation]):
    """What a person asked for and what came of it. `estimate` is null until it ended or where none was measured."""

    jobs = JobSerializer(many=True)
    outputs = OutputSerializer(many=True)
    fallback = FallbackSerializer(allow_null=True)
    consent = ConsentSerializer(allow_null=True)
    quote = QuoteSerializer()
    estimate = serializers.SerializerMethodField()
    attempts = serializers.SerializerMethodField()
    error = ErrorSerializer(allow_null=True)
    root = serializers.UUIDField(source="tree_id")  # type: ignore[assignment]  # as above
    preview_notice = serializers.CharField(source="notice")
    _found_cards: tuple[TierCard, ...] | None = None  # a list has one serializer for all of its rows
    rating = serializers.SerializerMethodField()
    variations = serializers.SerializerMethodField()
    etag: Any = EtagField(*GENERATION_EDITABLE)

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
            "consent",
            "quote",
            "estimate",
            "attempts",
            "credits_reserved",
            "credits_captured",
            "created_at",
            "started_at",
            "finished_at",
            "error",
            "jobs",
            "outputs",
            "preview_notice",
            "rating",
            "variations",
            "etag",
        )

    @extend_schema_field(AxisSerializer(many=True))
    def get_variations(self, generation: Generation) -> list[dict[str, Any]]:
        """The lists of a batch of variations; none of any other."""
        return axes_of(generation.settings)

    @extend_schema_field(EstimateSerializer(allow_null=True))
    def get_estimate(self, generation: Generation) -> dict[str, Any] | None:
        """With what the other qualities take, found once an answer."""
        return look_back(past(generation), self._cards)

    @extend_schema_field(AttemptsSerializer(allow_null=True))
    def get_attempts(self, generation: Generation) -> dict[str, Any] | None:
        """Null where a number was asked for."""
        return attempts_told.told(generation)

    @extend_schema_field(RatingSerializer(allow_null=True))
    def get_rating(self, generation: Generation) -> dict[str, Any] | None:
        """The asker's own; without one the newest of others, or null."""
        ratings: list[Rating] = list(generation.ratings.all())
        asker = self.context.get("user")
        own = next((one for one in ratings if asker is not None and one.user_id == asker), None)
        shown = own or next(iter(ratings), None)
        return None if shown is None else {"stars": shown.stars, "notes": shown.notes, "mine": shown is own}

    def _cards(self) -> tuple[TierCard, ...]:
        if self._found_cards is None:
            self._found_cards = tiers()
        return self._found_cards


class PictureCommandSerializer(serializers.Serializer[Any]):
    """The words of `./dailies picture`."""

    prompt = PromptField()
    quality = TierField()
    seed = seed_field()
