"""/review-links: made and ended by who makes things, looked at by everybody in the workspace."""

from typing import Any
from uuid import UUID

from django.db.models import Q
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import status
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.access import WorkspaceView
from accounts.audit import actor_of
from accounts.pagination import NewestFirst, page_of
from accounts.problems import InvalidField
from projects.api.projects import validated
from projects.review import links
from projects.review.serializers import (
    MadeReviewLinkSerializer,
    ReviewLinkSerializer,
    ReviewLinkWriteSerializer,
)


class ReviewLinksView(WorkspaceView):
    """GET, POST /review-links."""

    @extend_schema(
        operation_id="review_links_list",
        responses=page_of(ReviewLinkSerializer, "ReviewLink"),
        parameters=[OpenApiParameter("scene", str, description="Those that show takes of this scene.")],
    )
    def get(self, request: Request) -> Response:
        """The workspace's links, newest first; never what opens them."""
        rows = links.links().filter(_narrowed(request.query_params.get("scene", ""))).distinct()
        pages = NewestFirst()
        page: list[Any] = pages.paginate_queryset(rows, request, view=self) or []
        return pages.get_paginated_response(ReviewLinkSerializer(page, many=True).data)

    @extend_schema(request=ReviewLinkWriteSerializer, responses={201: MadeReviewLinkSerializer})
    def post(self, request: Request) -> Response:
        """Make a link. Its address is in this answer and nowhere else."""
        wish = links.Wish(**validated(ReviewLinkWriteSerializer, request))
        made, token = links.make(actor_of(request), wish)
        made.address = links.address(token)  # type: ignore[attr-defined]
        return Response(MadeReviewLinkSerializer(made).data, status=status.HTTP_201_CREATED)


def _narrowed(scene: str) -> Q:
    if not scene:
        return Q()
    try:
        return links.about_scene(UUID(scene))
    except ValueError:
        raise InvalidField("scene", "This scene is not an id.", "Use an id that the API gave you.") from None


class ReviewLinkView(WorkspaceView):
    """DELETE /review-links/{id}."""

    @extend_schema(request=None, responses={200: ReviewLinkSerializer})
    def delete(self, request: Request, link_id: UUID) -> Response:
        """Close it at once, with every address of a file that was given by it. What guests wrote stays."""
        return Response(ReviewLinkSerializer(links.end(actor_of(request), link_id)).data)
