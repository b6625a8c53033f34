"""How an improvement is asked for and told."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from generation.fields import WholeNumberField
from generation.output_serializers import OutputSerializer
from generation.suggesting_serializers import PromptChangeSerializer, told_change
from projects.improving.deciding import ENDINGS
from projects.models import Improvement, ImprovementRound
from quality.scoring.names import name_of

MOST_ROUNDS, MOST_CREDITS = 8, 1_000_000
HUNDRED = 100
NO_ID = "This take is not an id.\nUse the id that the API gave you."


class ImproveSerializer(serializers.Serializer[Any]):
    """Improve the chosen take, or another of the scene, in at most so many `rounds` for at most so many `credits`."""

    take = serializers.UUIDField(required=False, allow_null=True, default=None, error_messages={"invalid": NO_ID})
    rounds = WholeNumberField(noun="number of rounds", min_value=1, max_value=MOST_ROUNDS, required=False, default=3)
    credits = WholeNumberField(
        noun="number of credits", min_value=1, max_value=MOST_CREDITS, help_text="The most that all rounds may cost."
    )


class ImproveQuoteAskSerializer(ImproveSerializer):
    """The same, before it is begun; without `credits` as many as all rounds cost."""

    credits = WholeNumberField(noun="number of credits", min_value=1, max_value=MOST_CREDITS, required=False)


class ImproveQuoteSerializer(serializers.Serializer[Any]):
    """What it may cost: `each` round, and at `most`; `seconds` of all rounds together. `before`: points of 100 that the
    take has; `first`: what the first round would change and why; `most_rounds`: of the plan."""

    each = serializers.IntegerField()
    most = serializers.IntegerField()
    rounds = serializers.IntegerField()
    most_rounds = serializers.IntegerField()
    seconds = serializers.ListField(child=serializers.FloatField(), min_length=2, max_length=2)
    before = serializers.IntegerField()
    first = serializers.CharField()
    available = serializers.IntegerField()


def points(total: float | None) -> int | None:
    """A total as people are told it."""
    return None if total is None else round(total * HUNDRED)


class ImprovementRoundSerializer(serializers.ModelSerializer[ImprovementRound]):
    """One round. `reason`: why something was changed; `change`: the words, null where only the way of making changed;
    `before`, `after`: points of 100 of the best take and of this one, over what was measured alike, null where that is
    not known; `kept`: whether this one is the better, null while it is being made."""

    name = serializers.SerializerMethodField()
    change = serializers.SerializerMethodField()
    before = serializers.SerializerMethodField()
    after = serializers.SerializerMethodField()
    picture = serializers.SerializerMethodField()

    class Meta:
        model = ImprovementRound
        fields = (
            *("number", "generation", "of_take", "take", "dimension", "name", "reason", "change", "credits"),
            *("before", "after", "kept", "picture", "created_at", "ended_at"),
        )

    def get_name(self, row: ImprovementRound) -> str:
        """The dimension in people's words."""
        return name_of(row.dimension)

    @extend_schema_field(PromptChangeSerializer(allow_null=True))
    def get_change(self, row: ImprovementRound) -> dict[str, Any] | None:
        """As the suggestion had it."""
        return told_change(row.change) if row.change else None

    @extend_schema_field(serializers.IntegerField(allow_null=True))
    def get_before(self, row: ImprovementRound) -> int | None:
        """Of the best take so far."""
        return points(row.before)

    @extend_schema_field(serializers.IntegerField(allow_null=True))
    def get_after(self, row: ImprovementRound) -> int | None:
        """Of this round's take."""
        return points(row.after)

    @extend_schema_field(OutputSerializer(allow_null=True))
    def get_picture(self, row: ImprovementRound) -> Any:
        """The clip of this round's take."""
        return OutputSerializer(row.take.output, context=self.context).data if row.take else None


class ImprovementSerializer(serializers.ModelSerializer[Improvement]):
    """A take that is improved by itself. `ending`: why it ended, empty while it goes on, and `said` tells it in words;
    `spent`: what its rounds cost so far; `before`, `after`: points of 100 of the take that it began with, and of the
    best."""

    ending = serializers.ChoiceField(choices=ENDINGS, allow_blank=True)
    said = serializers.SerializerMethodField()
    spent = serializers.SerializerMethodField()
    before = serializers.SerializerMethodField()
    after = serializers.SerializerMethodField()
    path = ImprovementRoundSerializer(many=True)

    class Meta:
        model = Improvement
        fields = (
            *("id", "scene", "first_take", "best_take", "rounds", "credits", "spent", "before", "after", "ending"),
            *("said", "path", "created_at", "ended_at"),
        )

    def get_said(self, row: Improvement) -> str:
        """Why it ended; empty while it goes on."""
        words = row.get_ending_display() if row.ending else ""
        return f"{words}: {row.detail}" if row.detail else f"{words}." if words else ""

    def get_spent(self, row: Improvement) -> int:
        """Credits; of a round that is being made what is set aside for it."""
        return sum(one.credits for one in row.path.all())

    @extend_schema_field(serializers.IntegerField(allow_null=True))
    def get_before(self, row: Improvement) -> int | None:
        """Of the take that it began with."""
        return points(row.first_take.total if row.first_take else None)

    @extend_schema_field(serializers.IntegerField(allow_null=True))
    def get_after(self, row: Improvement) -> int | None:
        """Of the best take so far."""
        return points(row.best_take.total if row.best_take else None)
