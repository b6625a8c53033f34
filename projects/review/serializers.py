"""How review links are asked for and told, and how a guest's comment is read."""

from typing import Any, ClassVar

from django.utils import timezone
from rest_framework import serializers

from accounts.letters import one_line
from generation.comments.serializers import PlaceSerializer, WordsField
from generation.fields import PromptField, WholeNumberField
from generation.models import ReviewLink
from generation.models.comments import MAX_GUEST_CHARACTERS
from generation.models.review import NAME_CHARACTERS
from projects.review.links import MOST_DAYS, MOST_LETTERS, USUAL_DAYS


class ReviewLinkSerializer(serializers.ModelSerializer[ReviewLink]):
    """A link, without what opens it. `state`: open, ended by somebody, or expired."""

    state = serializers.SerializerMethodField()
    has_password = serializers.SerializerMethodField()
    made_by = serializers.SerializerMethodField()

    class Meta:
        model = ReviewLink
        fields: tuple[str, ...] = (
            "id",
            "name",
            "hint",
            "generation",
            "scene",
            "episode",
            "right",
            "has_password",
            "state",
            "visits",
            "last_used_at",
            "made_by",
            "created_at",
            "expires_at",
        )

    def get_state(self, link: ReviewLink) -> str:
        """By the clock."""
        if link.revoked_at is not None:
            return "ended"
        return "open" if link.is_live(timezone.now()) else "expired"

    def get_has_password(self, link: ReviewLink) -> bool:
        """Whether it asks for one."""
        return bool(link.password)

    def get_made_by(self, link: ReviewLink) -> str:
        """A name; empty for a program, or somebody who has left."""
        return link.created_by.get_full_name() if link.created_by else ""


class MadeReviewLinkSerializer(ReviewLinkSerializer):
    """A new link with its address, which is told this once."""

    address = serializers.CharField(read_only=True)

    class Meta(ReviewLinkSerializer.Meta):
        fields = (*ReviewLinkSerializer.Meta.fields, "address")


class NameField(PromptField):
    """A short name in one line."""

    default_error_messages: ClassVar[dict[str, Any]] = {
        "blank": "The name is empty.\nWrite at least one word.",
        "required": "The name is missing.\nWrite at least one word.",
        "null": "The name is missing.\nWrite at least one word.",
        "invalid": "The name is not text.\nSend it as a string.",
        "max_length": "The name is longer than {max_length} characters.\nShorten it.",
        "control_characters": "The name holds characters that can't be shown.\nRemove them; plain text works.",
    }

    def to_internal_value(self, data: Any) -> str:
        """In one line."""
        return one_line(super().to_internal_value(data))


class ReviewLinkWriteSerializer(serializers.Serializer[Any]):
    """A link as it is asked for: one of `generation`, `scene` and `episode`."""

    generation = serializers.UUIDField(required=False, allow_null=True, default=None)
    scene = serializers.UUIDField(required=False, allow_null=True, default=None)
    episode = serializers.UUIDField(required=False, allow_null=True, default=None)
    name = NameField(required=False, allow_blank=True, default="", max_length=NAME_CHARACTERS)
    right = serializers.ChoiceField(choices=ReviewLink.RIGHTS, required=False, default=ReviewLink.COMMENT)
    days = WholeNumberField(noun="number of days", min_value=1, max_value=MOST_DAYS, required=False, default=USUAL_DAYS)
    password = serializers.CharField(
        required=False, allow_blank=True, default="", max_length=MOST_LETTERS, trim_whitespace=False, write_only=True
    )


class GuestCommentSerializer(PlaceSerializer):
    """What a guest says of a take, and who they say they are."""

    take = serializers.UUIDField()
    parent = serializers.UUIDField(  # type: ignore[assignment]  # a field of ours, not the field that this is in
        required=False, allow_null=True, default=None
    )
    text = WordsField()
    name = NameField(max_length=MAX_GUEST_CHARACTERS)
