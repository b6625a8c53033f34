"""How the queue is told, and how what people do with it is read."""

import time
from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from accounts.preconditions import EtagField
from generation import values
from generation.engines.base import STAGES
from generation.fields import PromptField, WholeNumberField, priority_field, seed_field
from generation.media.addresses import media_address
from generation.models import Generation
from generation.scheduling.values import Priority
from generation.serializers import GENERATION_EDITABLE
from generation.variations.kept import VARIATIONS
from generation.waiting import Running, Waiting, name_of, priority_word

MINE, EVERYONE = "mine", "everyone"
WHOSE = [MINE, EVERYONE]
MOST_COUNT = 12
"""More than anything may be asked for at once; what was asked for bounds it."""
WHOSE_ERRORS: dict[str, Any] = {"invalid_choice": f'"{{input}}" is nobody.\nUse one of: {", ".join(WHOSE)}.'}


class RangeField(serializers.ListField):
    """(low, high) in seconds."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(child=serializers.FloatField(), min_length=2, max_length=2, **kwargs)


class WhoseSerializer(serializers.Serializer[Any]):
    """Whose work: `mine`, or `everyone`'s of the workspace, which takes an owner or admin."""

    whose = serializers.ChoiceField(choices=WHOSE, default=MINE, error_messages=WHOSE_ERRORS)


class PauseSerializer(WhoseSerializer):
    """`now`: what runs is handed back and starts again later; else it goes on to its end."""

    now = serializers.BooleanField(default=False)


class ClearSerializer(WhoseSerializer):
    """`running`: what is being made is cancelled too."""

    running = serializers.BooleanField(default=False)


class HoldSerializer(serializers.Serializer[Any]):
    """`now`: its running parts are handed back and start again later; else they go on to their end."""

    now = serializers.BooleanField(default=False)


class MoveSerializer(serializers.Serializer[Any]):
    """Go before or after another generation of the same workspace that waits."""

    before = serializers.UUIDField(required=False, allow_null=True)
    after = serializers.UUIDField(required=False, allow_null=True)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """One of both."""
        if bool(attrs.get("before")) == bool(attrs.get("after")):
            said = "Where to is missing.\nSay which generation it goes before, or after; one of both."
            raise serializers.ValidationError({"before": said})
        return attrs


class EditSerializer(serializers.Serializer[Any]):
    """What may be changed of a generation that waits; `priority` also of the rest of one that has begun."""

    prompt = PromptField(required=False)
    negative_prompt = PromptField(required=False, allow_blank=True)
    seed = seed_field()
    count = WholeNumberField(noun="count", min_value=1, max_value=MOST_COUNT, required=False)
    priority = priority_field()

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """Something."""
        found = {name: value for name, value in attrs.items() if value is not None}
        if not found:
            raise serializers.ValidationError(
                {"prompt": "There is nothing to change.\nSend a prompt, negative_prompt, seed, count or priority."}
            )
        return found


class ReasonSerializer(serializers.Serializer[Any]):
    """Why something waits; `key` for programs."""

    key = serializers.CharField()
    words = serializers.CharField()


class PersonSerializer(serializers.Serializer[Any]):
    """Who asked; `me`: whoever looks."""

    name = serializers.CharField(allow_blank=True)
    me = serializers.BooleanField()


class PieceSerializer(serializers.Serializer[Any]):
    """What stands in the queue: a generation in short. `picture`: what it is made from or like, null for none."""

    generation = serializers.UUIDField(source="generation.pk")
    kind = serializers.ChoiceField(choices=values.KINDS, source="generation.kind")
    prompt = serializers.CharField(source="generation.prompt")
    negative_prompt = serializers.CharField(source="generation.negative_prompt")
    seed = serializers.IntegerField(source="generation.seed")
    count = serializers.IntegerField(source="generation.count")
    varied = serializers.SerializerMethodField()
    tier = serializers.CharField(source="generation.achieved_tier")
    priority = serializers.SerializerMethodField()
    project = serializers.UUIDField(source="generation.project_id", allow_null=True)
    project_name = serializers.SerializerMethodField()
    scene = serializers.UUIDField(source="generation.scene_id", allow_null=True)
    scene_number = serializers.SerializerMethodField()
    picture = serializers.SerializerMethodField()
    by = serializers.SerializerMethodField()
    may_order = serializers.BooleanField()
    lane = serializers.CharField()
    asked_at = serializers.DateTimeField(source="generation.created_at")

    @extend_schema_field(serializers.ChoiceField(choices=[found.word for found in Priority]))
    def get_priority(self, piece: Waiting | Running) -> str:
        """Its class."""
        return priority_word(piece.generation.priority)

    def get_varied(self, piece: Waiting | Running) -> bool:
        """Whether these are variations: one batch of other words, seeds or shapes."""
        return VARIATIONS in piece.generation.settings

    def get_project_name(self, piece: Waiting | Running) -> str:
        """Empty without a project."""
        return piece.generation.project.name if piece.generation.project else ""

    @extend_schema_field(serializers.IntegerField(allow_null=True))
    def get_scene_number(self, piece: Waiting | Running) -> int | None:
        """1, 2, ..."""
        return piece.generation.scene.number if piece.generation.scene else None

    @extend_schema_field(serializers.CharField(allow_null=True))
    def get_picture(self, piece: Waiting | Running) -> str | None:
        """The frame that is animated, else the one that its scene chose; serves for 10 to 15 minutes."""
        frame = _frame_of(piece.generation)
        return media_address(self.context["slug"], frame.output_id, time.time()) if frame else None

    @extend_schema_field(PersonSerializer)
    def get_by(self, piece: Waiting | Running) -> dict[str, Any]:
        """Empty for a program of the workspace's own."""
        asked = piece.generation
        return {"name": name_of(asked.created_by), "me": asked.created_by_id == self.context["user"]}


def _frame_of(generation: Generation) -> Any:
    return generation.frame or (generation.scene.selected_frame if generation.scene else None)


class RunningSerializer(PieceSerializer):
    """A part that is being made; `stage` in the creator's words, `fraction` 0..1."""

    job = serializers.UUIDField(source="job.pk")
    job_kind = serializers.ChoiceField(choices=values.JOB_KINDS, source="job.kind")
    number = serializers.IntegerField(source="job.number")
    stage = serializers.SerializerMethodField()
    fraction = serializers.FloatField(source="job.fraction")
    started_at = serializers.DateTimeField(source="job.started_at", allow_null=True)
    remaining_seconds = serializers.FloatField(allow_null=True)

    def get_stage(self, found: Running) -> str:
        """Empty before it says one."""
        return STAGES.get(found.job.stage, "")


class WaitingSerializer(PieceSerializer):
    """What waits: its place among what is ahead in its lane, when it is expected to begin, and why not now.

    `parts`: how many of it wait; `ahead`: null where nobody can say; `further`: more than 1,000 are ahead.
    """

    jobs = serializers.SerializerMethodField()
    parts = serializers.IntegerField()
    begun = serializers.SerializerMethodField()
    state = serializers.ChoiceField(choices=values.GENERATION_STATES, source="generation.state")
    held = serializers.SerializerMethodField()
    until = serializers.SerializerMethodField()
    ahead = serializers.IntegerField(allow_null=True)
    further = serializers.BooleanField(source="is_further")
    starts_in = RangeField(allow_null=True)
    reasons = ReasonSerializer(many=True)
    etag = EtagField(*GENERATION_EDITABLE, source="generation")

    @extend_schema_field(serializers.ListField(child=serializers.UUIDField()))
    def get_jobs(self, found: Waiting) -> list[str]:
        """The ids that `queue.position` tells of."""
        return [str(job.pk) for job in found.jobs]

    def get_begun(self, found: Waiting) -> bool:
        """Whether some of it was made already: then only its priority can be changed."""
        return found.generation.started_at is not None

    def get_held(self, found: Waiting) -> bool:
        """Whether somebody holds it."""
        return found.generation.held_at is not None

    @extend_schema_field(serializers.DateTimeField(allow_null=True))
    def get_until(self, found: Waiting) -> str | None:
        """When a question goes on by itself."""
        asked = found.generation.consent if found.generation.state == values.AWAITING_CONSENT else None
        return asked["until"] if asked else None


class LaneSerializer(serializers.Serializer[Any]):
    """A lane: its workers, what runs in it, and how many of that for other workspaces. `more`: over 1,000 wait."""

    lane = serializers.CharField()
    name = serializers.CharField()
    paused = serializers.BooleanField()
    workers = serializers.IntegerField()
    running = serializers.IntegerField()
    others = serializers.IntegerField()
    waiting = serializers.IntegerField()
    more = serializers.BooleanField()


class QueuePauseSerializer(serializers.Serializer[Any]):
    """Since when the workspace's queue is paused, and by whom; empty for whoever runs the studio. `me`: by whoever
    looks."""

    at = serializers.DateTimeField()
    by = serializers.CharField(allow_blank=True)
    me = serializers.BooleanField()


class QueueSerializer(serializers.Serializer[Any]):
    """The queue as it stands. `done_in`: (low, high) seconds until all that is shown is done, null where something
    stands still; `places`: jobs of the workspace in the queue, and how many its plan lets in, null for any number;
    `orders_all`: whether others' work is the asker's to order."""

    whose = serializers.ChoiceField(choices=WHOSE)
    paused = QueuePauseSerializer(allow_null=True)
    running = RunningSerializer(many=True)
    waiting = WaitingSerializer(many=True)
    lanes = LaneSerializer(many=True)
    done_in = RangeField(allow_null=True)
    places_used = serializers.IntegerField()
    places = serializers.IntegerField(allow_null=True)
    plan = serializers.CharField()
    priorities = serializers.ListField(child=serializers.CharField())
    orders_all = serializers.BooleanField()


class ClearedSerializer(serializers.Serializer[Any]):
    """How many generations were cancelled."""

    cancelled = serializers.IntegerField()
