"""How projects, episodes and scenes are told and read."""

import time
from typing import Any
from uuid import UUID

from rest_framework import serializers

from generation import values
from generation.media.addresses import media_address
from generation.models import Generation
from generation.serializers import (
    GenerationSerializer,
    HeroFrameSerializer,
    OutputSerializer,
    PictureCommandSerializer,
    PromptField,
    TakeSerializer,
    TierField,
    WholeNumberField,
    seed_field,
)
from projects.models import MAX_SCENES, Episode, Project, Scene

FREE_TEXT: dict[str, Any] = {"max_length": "This is longer than {max_length} characters.\nShorten it."}
MAX_FRAMES, MAX_TAKES = 8, 6


def title_field(**kwargs: Any) -> serializers.CharField:
    """A short free text."""
    return serializers.CharField(max_length=120, error_messages=FREE_TEXT, **kwargs)


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
    cover = serializers.SerializerMethodField()
    film = serializers.SerializerMethodField()
    running = serializers.BooleanField()
    needs_you = serializers.BooleanField()

    class Meta:
        model = Project
        fields = (
            "id",
            "name",
            "quality",
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
        )

    def get_cover(self, project: Project) -> str | None:
        """A chosen frame, else the newest one."""
        return self._address(getattr(project, "cover_output", None))

    def get_film(self, project: Project) -> str | None:
        """The newest film."""
        return self._address(getattr(project, "film_output", None))

    def _address(self, output_id: UUID | None) -> str | None:
        return media_address(self.context["slug"], output_id, time.time()) if output_id else None


class ProjectWriteSerializer(serializers.Serializer[Project]):
    """What one says of a project."""

    name = title_field(required=False, allow_blank=True, default="")
    idea = PromptField(required=False, allow_blank=True, default="")
    quality = TierField(required=False, default="standard")


class ProjectChangeSerializer(serializers.Serializer[Project]):
    """What one may change of a project."""

    name = title_field(required=False)
    idea = PromptField(required=False, allow_blank=True)
    quality = TierField(required=False)


class SceneSerializer(serializers.ModelSerializer[Scene]):
    """A scene with its frames, takes and running work."""

    effective_quality = serializers.CharField()
    frames = HeroFrameSerializer(source="hero_frames", many=True)
    takes = TakeSerializer(many=True)
    running = serializers.SerializerMethodField()

    class Meta:
        model = Scene
        fields = (
            "id",
            "episode",
            "number",
            "title",
            "beat",
            "prompt",
            "quality",
            "effective_quality",
            "seconds",
            "selected_frame",
            "selected_take",
            "frames",
            "takes",
            "running",
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


class SceneChangeSerializer(serializers.Serializer[Scene]):
    """What one may change of a scene."""

    title = title_field(required=False, allow_blank=True)
    beat = serializers.CharField(required=False, allow_blank=True, max_length=60, error_messages=FREE_TEXT)
    prompt = PromptField(required=False, allow_blank=True)
    quality = TierField(required=False, allow_null=True)
    seconds = serializers.FloatField(required=False, min_value=1.0, max_value=30.0)


class EpisodeSerializer(serializers.ModelSerializer[Episode]):
    """An episode with its scenes and its film."""

    scenes = SceneSerializer(many=True)
    film = OutputSerializer(allow_null=True)
    running = serializers.SerializerMethodField()

    class Meta:
        model = Episode
        fields = ("id", "project", "number", "title", "idea", "story_arc", "scenes", "film", "running")

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
    return WholeNumberField(noun="number of scenes", min_value=1, max_value=MAX_SCENES, **kwargs)


class PlanSerializer(serializers.Serializer[Any]):
    """Plan an episode from one sentence."""

    idea = PromptField()
    scenes = scenes_field(required=False, default=3)
    seed = seed_field()
    replace = serializers.BooleanField(required=False, default=False)


class FilmSerializer(serializers.Serializer[Any]):
    """Cut a film; `automatic` lets the studio make what is missing, planning `scenes` scenes where there are none."""

    automatic = serializers.BooleanField(required=False, default=False)
    scenes = scenes_field(required=False, default=3)
    seed = seed_field()


class GenerateSerializer(serializers.Serializer[Any]):
    """Ask for frames or takes of a scene, or for a picture that stands alone."""

    kind = serializers.ChoiceField(
        choices=[values.FRAMES, values.TAKES, values.PICTURE],
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
    prompt = PromptField()
    negative_prompt = PromptField(required=False, allow_blank=True, default="")
    quality = TierField(required=False)
    seed = seed_field()
    count = WholeNumberField(noun="count", min_value=1, max_value=MAX_FRAMES, required=False)

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
    seed = seed_field()


class ProcessSerializer(serializers.Serializer[Any]):
    """Shoot takes of a frame; without one the studio chooses the best."""

    frame = serializers.UUIDField(
        required=False,
        allow_null=True,
        error_messages={"invalid": "This frame is not an id.\nUse the id that the API gave you."},
    )
    prompt = PromptField(required=False, allow_blank=True, default="")
    negative_prompt = PromptField(required=False, allow_blank=True, default="")
    seed = seed_field()
    count = WholeNumberField(
        noun="count", min_value=1, max_value=MAX_TAKES, required=False, default=values.TAKES_A_SCENE
    )


class FilmCommandSerializer(PictureCommandSerializer):
    """The words of `./dailies film`."""

    scenes = scenes_field()
