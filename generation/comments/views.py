"""/generations/{id}/comments and /comments/{id}. Who makes things may comment: a viewer looks, and changes nothing."""

from typing import Any
from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework import exceptions, status
from rest_framework.request import Request
from rest_framework.response import Response

from accounts import preconditions
from accounts.access import WorkspaceView
from accounts.pagination import MAX_PAGE
from accounts.preconditions import IF_MATCH
from accounts.problems import InvalidField, not_found
from generation import queries
from generation.comments import services
from generation.comments.places import Place
from generation.comments.serializers import EDITABLE, CommentChangeSerializer, CommentSerializer, CommentWriteSerializer
from generation.models import Comment, Generation, HeroFrame, Take
from generation.views import MediaContextMixin

MOST_SHOWN = 5 * MAX_PAGE


class CommentsView(MediaContextMixin, WorkspaceView):
    """GET, POST /generations/{id}/comments."""

    @extend_schema(responses=CommentSerializer(many=True))
    def get(self, request: Request, generation_id: UUID) -> Response:
        """What people said of the takes and frames of the scene (without one: the tree) that this generation is in,
        in the order of the clip."""
        found = queries.comments_beside(queries.generation(generation_id))
        return Response(self.told(CommentSerializer, found[:MOST_SHOWN], many=True))

    @extend_schema(request=CommentWriteSerializer, responses={201: CommentSerializer})
    def post(self, request: Request, generation_id: UUID) -> Response:
        """Say something of a take or a frame, at a moment and a spot where that matters."""
        node = queries.generation(generation_id)
        asked = CommentWriteSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        words = asked.validated_data
        on = _about(node, words)
        place = Place(words["seconds"], words["x"], words["y"])
        parent = services.parent_of(words["parent"])
        made = services.add(on, words["text"], place, author_id=self.user_id, parent=parent)
        return Response(self.told(CommentSerializer, queries.comment(made.pk)), status=status.HTTP_201_CREATED)


def _about(node: Generation, words: dict[str, Any]) -> Take | HeroFrame:
    take, frame = words["take"], words["frame"]
    if (take is None) == (frame is None):
        raise InvalidField("take", "A comment is about one take or one frame.", "Send take or frame, and not both.")
    where = {"scene": node.scene_id} if node.scene_id else {"generation__in": queries.tree(node)}
    rows = queries.takes() if take else queries.hero_frames()
    found: Take | HeroFrame | None = rows.filter(**where, pk=take or frame).first()
    if found is None:
        raise not_found()
    return found


class CommentView(MediaContextMixin, WorkspaceView):
    """GET, PATCH, DELETE /comments/{id}."""

    @extend_schema(responses=CommentSerializer)
    def get(self, request: Request, comment_id: UUID) -> Response:
        """One comment."""
        return self._answer(comment_id)

    @extend_schema(request=CommentChangeSerializer, responses=CommentSerializer, parameters=[IF_MATCH])
    def patch(self, request: Request, comment_id: UUID) -> Response:
        """Change one's own words; say that it is done with, or what became of a guest's request."""
        comment = queries.comment(comment_id)
        asked = CommentChangeSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        self._insist(request, comment)
        self._change(comment, asked.validated_data)
        return self._answer(comment_id)

    def _insist(self, request: Request, comment: Comment) -> None:
        held = Comment.objects.held().filter(pk=comment.pk)
        preconditions.insist(request, "comment", lambda: preconditions.tag_of_held(held, EDITABLE))

    def _answer(self, comment_id: UUID) -> Response:
        return preconditions.answer(self.told(CommentSerializer, queries.comment(comment_id)))

    def _change(self, comment: Comment, words: dict[str, Any]) -> None:
        if "text" in words:
            if self.user_id is None or comment.author_id != self.user_id:
                raise exceptions.PermissionDenied("Only who wrote it may change its words.\nReply to it instead.")
            services.edit(comment, words["text"])
        if "resolved" in words:
            services.resolve(comment, self.user_id, resolved=words["resolved"])
        if "answer" in words:
            services.answer(comment, self.user_id, words["answer"])

    @extend_schema(request=None, responses={204: None}, parameters=[IF_MATCH])
    def delete(self, request: Request, comment_id: UUID) -> Response:
        """Remove it and its replies: one's own, or, as everybody who makes things may, anybody's."""
        comment = queries.comment(comment_id)
        self._insist(request, comment)
        services.remove(comment)
        return Response(status=status.HTTP_204_NO_CONTENT)
