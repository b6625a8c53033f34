"""How comments are told and read."""

from typing import Any, ClassVar

from rest_framework import serializers

from accounts.preconditions import EtagField
from generation.comments.telling import author_of
from generation.fields import PromptField
from generation.models import Comment
from generation.models.comments import ANSWERS, MAX_COMMENT_CHARACTERS

EDITABLE = ("text", "resolved_at", "answer")


class WordsField(PromptField):
    """A comment's text: at most 2,000 characters."""

    default_error_messages: ClassVar[dict[str, Any]] = {
        "blank": "The comment is empty.\nWrite at least one word.",
        "required": "The comment is missing.\nWrite at least one word.",
        "null": "The comment is missing.\nWrite at least one word.",
        "invalid": "The comment is not text.\nSend it as a string.",
        "max_length": "The comment is longer than {max_length} characters.\nShorten it, or write two.",
        "control_characters": "The comment holds characters that can't be shown.\nRemove them; plain text works.",
    }

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=MAX_COMMENT_CHARACTERS, **kwargs)


class CommentSerializer(serializers.ModelSerializer[Comment]):
    """A comment. `mine`: the asker wrote it. `request`: a guest asks for something; `answer` is what became of it."""

    generation = serializers.SerializerMethodField()
    author = serializers.SerializerMethodField()
    mine = serializers.SerializerMethodField()
    is_guest = serializers.SerializerMethodField()
    request = serializers.BooleanField(source="is_request")
    etag = EtagField(*EDITABLE)

    class Meta:
        model = Comment
        fields = (
            "id",
            "generation",
            "take",
            "frame",
            "parent",
            "author",
            "mine",
            "is_guest",
            "request",
            "answer",
            "text",
            "seconds",
            "x",
            "y",
            "resolved_at",
            "created_at",
            "edited_at",
            "etag",
        )

    def get_generation(self, comment: Comment) -> str | None:
        """Of the take or frame."""
        on = comment.take or comment.frame
        return str(on.generation_id) if on is not None and on.generation_id else None

    def get_author(self, comment: Comment) -> str:
        """A name."""
        return author_of(comment)

    def get_mine(self, comment: Comment) -> bool:
        """Whether its words are the asker's."""
        asker = self.context.get("user")
        return asker is not None and comment.author_id == asker

    def get_is_guest(self, comment: Comment) -> bool:
        """Whether it came by a review link."""
        return bool(comment.guest)


class PlaceSerializer(serializers.Serializer[Any]):
    """Where a comment points."""

    seconds = serializers.FloatField(required=False, allow_null=True, default=None)
    x = serializers.FloatField(required=False, allow_null=True, default=None)
    y = serializers.FloatField(required=False, allow_null=True, default=None)


class CommentWriteSerializer(PlaceSerializer):
    """A new comment, on a take or a frame of the tree; `parent`: the comment that it replies to."""

    take = serializers.UUIDField(required=False, allow_null=True, default=None)
    frame = serializers.UUIDField(required=False, allow_null=True, default=None)
    parent = serializers.UUIDField(  # type: ignore[assignment]  # a field of ours, not the field that this is in
        required=False, allow_null=True, default=None
    )
    text = WordsField()


class CommentChangeSerializer(serializers.Serializer[Any]):
    """What may change: one's own words; whether it is done with; what became of a guest's request."""

    text = WordsField(required=False)
    resolved = serializers.BooleanField(required=False)
    answer = serializers.ChoiceField(choices=ANSWERS, allow_blank=True, required=False)
