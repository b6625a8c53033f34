"""How a resolution is told: what happened, what was tried, what a person can do."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from generation.models import ResolutionSession, ResolutionStep
from generation.rating_serializers import NotesField
from generation.resolution import plans, steps, values
from generation.resolution.report import report
from generation.resolution.values import Tallies, Tally


class TrySerializer(serializers.Serializer[Any]):
    """One try that failed. `wait_seconds` is how long the studio waited after it; null where it gave up."""

    at = serializers.DateTimeField(allow_null=True)
    number = serializers.IntegerField()
    detail = serializers.CharField()
    wait_seconds = serializers.FloatField(allow_null=True)


class SuccessSerializer(serializers.Serializer[Any]):
    """How often a step has helped, of how many times."""

    helped = serializers.IntegerField()
    tried = serializers.IntegerField()


class ResolutionStepSerializer(serializers.ModelSerializer[ResolutionStep]):
    """One thing that was done (`automatic`) or that a person can do. `leads_to`: words, frames, projects or report
    where it is done in that part of the studio; empty where running it does it. `success` is null below five cases."""

    title = serializers.SerializerMethodField()
    words = serializers.SerializerMethodField()
    leads_to = serializers.SerializerMethodField()
    success = serializers.SerializerMethodField()

    class Meta:
        model = ResolutionStep
        fields = (
            "id",
            "key",
            "title",
            "words",
            "automatic",
            "leads_to",
            "state",
            "outcome",
            "made",
            "success",
            "begun_at",
            "ended_at",
        )

    def get_title(self, row: ResolutionStep) -> str:
        """What it does."""
        step = steps.step(row.key)
        return step.title if step else row.key.replace("_", " ").capitalize()

    def get_words(self, row: ResolutionStep) -> str:
        """Why it may help."""
        step = steps.step(row.key)
        return step.words if step else ""

    def get_leads_to(self, row: ResolutionStep) -> str:
        """Where it is done."""
        step = steps.step(row.key)
        return step.leads_to if step else ""

    @extend_schema_field(SuccessSerializer(allow_null=True))
    def get_success(self, row: ResolutionStep) -> dict[str, int] | None:
        """In this studio, for this kind of trouble."""
        known: dict[str, Tallies] = self.context.get("tallies", {})
        tally = known.get(row.session.category, {}).get(row.key, Tally())
        return {"helped": tally.helped, "tried": tally.tried} if tally.tried >= plans.FEWEST_TOLD else None


class ResolutionFeedbackSerializer(serializers.Serializer[Any]):
    """What a person says of it."""

    helped = serializers.BooleanField(
        error_messages={
            "required": "Whether it helped is missing.\nSend true or false.",
            "invalid": "This is neither true nor false.\nSend true or false.",
            "null": "Whether it helped is missing.\nSend true or false.",
        }
    )
    note = NotesField(max_length=values.MAX_NOTE_CHARACTERS, required=False, allow_blank=True, default="")


class ResolutionSerializer(serializers.ModelSerializer[ResolutionSession]):
    """One failure. `detail` says in a sentence what happened; `report` is to be copied for whoever runs the studio."""

    kind = serializers.CharField(source="generation.kind")
    scene = serializers.UUIDField(source="generation.scene_id", allow_null=True)
    project = serializers.UUIDField(source="generation.project_id", allow_null=True)
    part = serializers.SerializerMethodField()
    tries = serializers.SerializerMethodField()
    steps = ResolutionStepSerializer(many=True)
    report = serializers.SerializerMethodField()

    class Meta:
        model = ResolutionSession
        fields = (
            "id",
            "generation",
            "job",
            "kind",
            "scene",
            "project",
            "part",
            "state",
            "category",
            "detail",
            "advice",
            "tries",
            "steps",
            "helped",
            "note",
            "report",
            "opened_at",
            "closed_at",
        )

    @extend_schema_field(serializers.IntegerField(allow_null=True))
    def get_part(self, session: ResolutionSession) -> int | None:
        """The number of the part; null for a film as a whole."""
        return session.job.number if session.job else None

    @extend_schema_field(TrySerializer(many=True))
    def get_tries(self, session: ResolutionSession) -> list[dict[str, Any]]:
        """Oldest first."""
        return [
            {
                "at": kept.get("at"),
                "number": kept.get("try", place),
                "detail": kept["detail"],
                "wait_seconds": kept.get("wait_seconds"),
            }
            for place, kept in enumerate(_tries(session), start=1)
        ]

    def get_report(self, session: ResolutionSession) -> str:
        """Facts only."""
        generation = session.generation
        facts: dict[str, object] = {
            "resolution": session.pk,
            "generation": f"{generation.pk}, {generation.kind}, {generation.requested_tier}",
            "part": f"{session.job.kind} {session.job.number}" if session.job else "the whole",
            "trouble": f"{session.category}/{session.cause}" if session.cause else session.category,
            "opened": session.opened_at.isoformat(timespec="seconds"),
        }
        told = [(row.key, row.get_state_display(), row.outcome) for row in session.steps.all() if row.runs]
        return report(facts, _tries(session), told)


def _tries(session: ResolutionSession) -> list[dict[str, Any]]:
    return list(session.job.failures) if session.job else []
