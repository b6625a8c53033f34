"""How projects, episodes and scenes are told and read."""

import time
from typing import Any
from uuid import UUID

from rest_framework import serializers

from accounts.preconditions import EtagField
from generation import values
from generation.enhancement.fields import chips_field
from generation.fields import TIER_WORDS, PromptField, TierField, WholeNumberField, priority_field, seed_field
from generation.media.addresses import media_address
from generation.models import Generation
from generation.output_serializers import OutputSerializer
from generation.prompts.fields import template_field
from generation.serializers import (
    GenerationSerializer,
    HeroFrameSerializer,
    PictureCommandSerializer,
    TakeSerializer,
)
from projects.models import FALLBACK_POLICIES, PLANNED_SCENES, Episode, Project, Scene
from projects.script_serializers import LineSerializer, ScriptFieldsSerializer
from quality import custom_tiers
from quality.values import Tier

FREE_TEXT: dict[str, Any] = {"max_length": "This is longer than {max_length} characters.\nShorten it."}
MAX_FRAMES, MAX_TAKES = 8, 6
PROJECT_EDITABLE = ("name", "idea", "quality", "custom_tier_id", "draft_quality", "fallback_policy")
EPISODE_EDITABLE = ("title", "idea")
SCENE_EDITABLE = ("title", "beat", "prompt", "quality", "seconds")


def title_field(**kwargs: Any) -> serializers.CharField:
    """A short free text."""
    return serializers.CharField(max_length=120, error_messages=FREE_TEXT, **kwargs)


class QualityField(serializers.CharField):
    """Low, standard, high, or the slug of one of the workspace's own."""

    def __init__(self, **kwargs: Any) -> None:
        words = f"This is not a quality.\nUse one of: {TIER_WORDS}."
        super().__init__(error_messages=dict.fromkeys(("invalid", "blank"), words), **kwargs)

    def to_internal_value(self, data: Any) -> str:
        """The word, if it stands for a quality."""
        text = super().to_internal_value(data)
        if custom_tiers.named(text) is None:
            raise serializers.ValidationError(custom_tiers.unknown(text))
        return text


class EpisodeLineSerializer(serializers.ModelSerializer[Episode]):
    """An episode in its project's list."""

    class Meta:
        model = Episode
        fields = ("id", "number", "title")


class ProjectSerializer(serializers.ModelSerializer[Project]):
    """A project as the dashboard shows it."""

    episodes = EpisodeLineSerializer(many=True)
    scene_count = serializers.IntegerField()
    takes_count = serializers.IntegerField()
    quality_name = serializers.SerializerMethodField()
    custom_tier: Any = serializers.SlugRelatedField(slug_field="slug", read_only=True, allow_null=True)
    cover = serializers.SerializerMethodField()
    film = serializers.SerializerMethodField()
    running = serializers.BooleanField()
    needs_you = serializers.BooleanField()
    etag = EtagField(*PROJECT_EDITABLE)

    class Meta:
        model = Project
        fields = (
            "id",
            "name",
            "quality",
            "quality_name",
            "custom_tier",
            "draft_quality",
            "fallback_policy",
            "stop_early",
            "idea",
            "created_at",
            "updated_at",
            "episodes",
            "scene_count",
            "takes_count",
            "cover",
            "film",
            "running",
            "needs_you",
            "etag",
        )

    def get_quality_name(self, project: Project) -> str:
        """What people call its quality: the workspace's own name for it, where it has one."""
        return project.custom_tier.name if project.custom_tier else Tier(project.quality).name.title()

    def get_cover(self, project: Project) -> str | None:
        """A chosen frame, else the newest one."""
        return self._address(getattr(project, "cover_output", None))

    def get_film(self, project: Project) -> str | None:
        """The newest film."""
        return self._address(getattr(project, "film_output", None))

    def _address(self, output_id: UUID | None) -> str | None:
        return media_address(self.context["slug"], output_id, time.time()) if output_id else None


def policy_field() -> serializers.ChoiceField:
    """What happens where less can be made than the quality."""
    words = ", ".join(word for word, _ in FALLBACK_POLICIES)
    return serializers.ChoiceField(
        choices=FALLBACK_POLICIES,
        required=False,
        error_messages={"invalid_choice": f'"{{input}}" is no way to go on.\nUse one of: {words}.'},
    )


class ProjectWriteSerializer(serializers.Serializer[Project]):
    """What one says of a project."""

    name = title_field(required=False, allow_blank=True, default="")
    idea = PromptField(required=False, allow_blank=True, default="")
    quality = QualityField(required=False, default="standard")
    draft_quality = TierField(required=False, allow_null=True, default=None)


class ProjectChangeSerializer(serializers.Serializer[Project]):
    """What one may change of a project."""

    name = title_field(required=False)
    idea = PromptField(required=False, allow_blank=True)
    quality = QualityField(required=False)
    draft_quality = TierField(required=False, allow_null=True)
    fallback_policy = policy_field()
    stop_early = serializers.BooleanField(
        required=False, error_messages={"invalid": "This is neither yes nor no.\nUse true or false."}
    )


class SceneSerializer(serializers.ModelSerializer[Scene]):
    """A scene with its frames, takes and running work."""

    effective_quality = serializers.CharField()
    enhancements = serializers.ListField(child=serializers.CharField(), allow_null=True)
    dialogue = LineSerializer(many=True)
    characters = serializers.ListField(child=serializers.CharField())
    frames = HeroFrameSerializer(source="hero_frames", many=True)
    takes = TakeSerializer(many=True)
    running = serializers.SerializerMethodField()
    etag = EtagField(*SCENE_EDITABLE)

    class Meta:
        model = Scene
        fields = (
            "id",
            "episode",
            "number",
            "title",
            "beat",
            "prompt",
            "slugline",
            "description",
            "dialogue",
            "characters",
            "camera",
            "transition",
            "quality",
            "effective_quality",
            "enhancements",
            "negative_prompt",
            "seconds",
            "selected_frame",
            "selected_take",
            "frames",
            "takes",
            "running",
            "etag",
        )

    def get_running(self, scene: Scene) -> list[dict[str, Any]]:
        """Generations of this scene that wait or run."""
        running: list[Generation] = getattr(scene, "running_generations", [])
        return list(GenerationSerializer(running, many=True, context=self.context).data)


class SceneWriteSerializer(serializers.Serializer[Scene]):
    """What one says of a new scene."""

    episode = serializers.UUIDField(
        error_messages={"invalid": "This episode is not an id.\nUse the id that the API gave you."}
    )
    title = title_field(required=False, allow_blank=True, default="")
    prompt = PromptField(required=False, allow_blank=True, default="")
    seconds = serializers.FloatField(required=False, min_value=1.0, max_value=30.0, default=4.0)


class SceneChangeSerializer(ScriptFieldsSerializer):
    """What one may change of a scene."""

    title = title_field(required=False, allow_blank=True)
    beat = serializers.CharField(required=False, allow_blank=True, max_length=60, error_messages=FREE_TEXT)
    prompt = PromptField(required=False, allow_blank=True)
    quality = TierField(required=False, allow_null=True)
    enhancements = chips_field(help_text="The chips that are on, by id; null: the studio chooses.")
    negative_prompt = PromptField(
        required=False, allow_blank=True, allow_null=True, help_text="What is left out; null: what usually is."
    )
    seconds = serializers.FloatField(required=False, min_value=1.0, max_value=30.0)


class EpisodeSerializer(serializers.ModelSerializer[Episode]):
    """An episode with its scenes and its film."""

    scenes = SceneSerializer(many=True)
    film = OutputSerializer(allow_null=True)
    running = serializers.SerializerMethodField()
    etag = EtagField(*EPISODE_EDITABLE)

    class Meta:
        model = Episode
        fields = ("id", "project", "number", "title", "idea", "story_arc", "scenes", "film", "running", "etag")

    def get_running(self, episode: Episode) -> list[dict[str, Any]]:
        """Plans and films of this episode that wait or run."""
        running: list[Generation] = getattr(episode, "running_generations", [])
        return list(GenerationSerializer(running, many=True, context=self.context).data)


class EpisodeChangeSerializer(serializers.Serializer[Episode]):
    """What one may change of an episode."""

    title = title_field(required=False, allow_blank=True)
    idea = PromptField(required=False, allow_blank=True)


def scenes_field(**kwargs: Any) -> WholeNumberField:
    """How many scenes, 1 to 6."""
    return WholeNumberField(noun="number of scenes", min_value=1, max_value=PLANNED_SCENES, **kwargs)


class FilmSerializer(serializers.Serializer[Any]):
    """Cut a film; `automatic` lets the studio make what is missing, planning `scenes` scenes where there are none."""

    automatic = serializers.BooleanField(required=False, default=False)
    scenes = scenes_field(required=False, default=3)
    seed = seed_field()


class SmallerSerializer(serializers.Serializer[Any]):
    """Numbers below the quality's own; what is more is taken as the quality's."""

    side = WholeNumberField(
        noun="side", min_value=128, max_value=4096, required=False, help_text="A longer side below the quality's own."
    )
    frames = WholeNumberField(
        noun="number of frames", min_value=5, max_value=1001, required=False, help_text="Fewer than the quality's own."
    )


class RetrySerializer(SmallerSerializer):
    """Ask for the same again, or with a change; a scene plan and a film take none."""

    prompt = PromptField(required=False)
    negative_prompt = PromptField(required=False, allow_blank=True)
    enhance = chips_field(help_text="Without it the chips that this was made with; null: the studio chooses.")
    quality = TierField(required=False)
    seed = seed_field()
    count = WholeNumberField(noun="count", min_value=1, max_value=MAX_FRAMES, required=False)


class GenerateSerializer(SmallerSerializer):
    """Ask for frames or takes of a scene, or for a picture that stands alone."""

    kind = serializers.ChoiceField(
        choices=values.ASKED_KINDS,
        error_messages={
            "invalid_choice": '"{input}" can\'t be made.\nUse one of: frames, takes, picture.',
            "required": "What to make is missing.\nUse one of: frames, takes, picture.",
        },
    )
    scene = serializers.UUIDField(
        required=False,
        allow_null=True,
        error_messages={"invalid": "This scene is not an id.\nUse the id that the API gave you."},
    )
    project = serializers.UUIDField(
        required=False,
        allow_null=True,
        error_messages={"invalid": "This project is not an id.\nUse the id that the API gave you."},
    )
    frame = serializers.UUIDField(
        required=False,
        allow_null=True,
        error_messages={"invalid": "This frame is not an id.\nUse the id that the API gave you."},
    )
    reference = serializers.UUIDField(
        required=False,
        allow_null=True,
        help_text="A frame of this scene whose colours and light the new frames take.",
        error_messages={"invalid": "This reference is not an id.\nUse the id of one of the scene's frames."},
    )
    parent = serializers.UUIDField(  # type: ignore[assignment]  # a field of ours, not the field's parent
        required=False,
        allow_null=True,
        help_text="The version of this scene that is gone on from: frames or takes that were asked for before.",
        error_messages={"invalid": "This parent is not an id.\nUse the id of a version of this scene."},
    )
    prompt = PromptField()
    negative_prompt = PromptField(
        required=False, allow_blank=True, help_text="What is left out; without it what the scene leaves out."
    )
    enhance = chips_field()
    quality = QualityField(required=False)
    fallback_policy = policy_field()
    seed = seed_field()
    count = WholeNumberField(noun="count", min_value=1, max_value=MAX_FRAMES, required=False)
    priority = priority_field()
    template = template_field()

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """Frames and takes belong to a scene; takes are at most six; only frames take a reference."""
        if attrs["kind"] != values.FRAMES and attrs.get("reference"):
            raise serializers.ValidationError(
                {"reference": "Only frames take their colours from a reference.\nLeave it out, or ask for frames."}
            )
        if attrs["kind"] != values.PICTURE and not attrs.get("scene"):
            raise serializers.ValidationError({"scene": "The scene is missing.\nSay which scene this is for."})
        if attrs["kind"] == values.TAKES and attrs.get("count", 1) > MAX_TAKES:
            raise serializers.ValidationError(
                {"count": f"This count is too large.\nUse a whole number from 1 to {MAX_TAKES} for takes."}
            )
        return attrs


class TweakSerializer(serializers.Serializer[Any]):
    """Make a frame again, with another prompt or seed."""

    prompt = PromptField(required=False, allow_blank=True, default="")
    negative_prompt = PromptField(required=False, allow_blank=True)
    enhance = chips_field(help_text="Without it the chips that this was made with; null: the studio chooses.")
    seed = seed_field()


class ProcessSerializer(serializers.Serializer[Any]):
    """Shoot takes of a frame; without one the studio chooses the best."""

    template = template_field()
    frame = serializers.UUIDField(
        required=False,
        allow_null=True,
        error_messages={"invalid": "This frame is not an id.\nUse the id that the API gave you."},
    )
    prompt = PromptField(required=False, allow_blank=True, default="")
    negative_prompt = PromptField(required=False, allow_blank=True)
    enhance = chips_field()
    seed = seed_field()
    count = WholeNumberField(
        noun="count",
        min_value=1,
        max_value=MAX_TAKES,
        required=False,
        help_text="Exactly so many; left out, the studio makes as many as it sees fit.",
    )


class FilmCommandSerializer(PictureCommandSerializer):
    """The words of `./dailies film`."""

    scenes = scenes_field()
