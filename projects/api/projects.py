"""/projects"""

from typing import Any
from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.request import Request
from rest_framework.response import Response

from accounts import preconditions
from accounts.access import WorkspaceView
from accounts.pagination import NewestFirst, page_of
from accounts.preconditions import IF_MATCH, tag_of_held
from generation.views import MediaContextMixin
from projects import queries
from projects.models import Project
from projects.serializers import (
    PROJECT_EDITABLE,
    ProjectChangeSerializer,
    ProjectSerializer,
    ProjectWriteSerializer,
)
from projects.services import arranging, qualities


def validated(serializer: type[Any], request: Request) -> dict[str, Any]:
    """The request's body as the serializer reads it; 400 where it can't."""
    reader = serializer(data=request.data)
    reader.is_valid(raise_exception=True)
    data: dict[str, Any] = reader.validated_data
    return data


class ProjectListView(MediaContextMixin, WorkspaceView):
    """GET, POST /projects."""

    @extend_schema(operation_id="projects_list", responses=page_of(ProjectSerializer, "Project"))
    def get(self, request: Request) -> Response:
        """A page of projects, newest first."""
        pages = NewestFirst()
        page = pages.paginate_queryset(queries.projects(), request, view=self) or []
        return pages.get_paginated_response(self.told(ProjectSerializer, page, many=True))

    @extend_schema(request=ProjectWriteSerializer, responses={201: ProjectSerializer})
    def post(self, request: Request) -> Response:
        """Create a project with its first episode; without a name it is named after its idea."""
        data = validated(ProjectWriteSerializer, request)
        project = arranging.create_project(**data, user_id=self.user_id)
        return Response(self.told(ProjectSerializer, queries.project(project.pk)), status=status.HTTP_201_CREATED)


class ProjectView(MediaContextMixin, WorkspaceView):
    """GET, PATCH, DELETE /projects/{id}."""

    @extend_schema(responses=ProjectSerializer)
    def get(self, request: Request, project_id: UUID) -> Response:
        """One project."""
        return self._answer(project_id)

    @extend_schema(request=ProjectChangeSerializer, responses=ProjectSerializer, parameters=[IF_MATCH])
    def patch(self, request: Request, project_id: UUID) -> Response:
        """Rename it, change its idea or its quality; what is already made keeps its own."""
        project = queries.project(project_id)
        data = validated(ProjectChangeSerializer, request)
        if "quality" in data:
            wanted = qualities.named(data["quality"])
            data |= {"quality": wanted.tier, "custom_tier": wanted.custom}
        preconditions.insist(request, "project", lambda: self._tag_now(project))
        change(project, data)
        return self._answer(project_id)

    @extend_schema(responses={204: None}, parameters=[IF_MATCH])
    def delete(self, request: Request, project_id: UUID) -> Response:
        """Delete it with everything in it."""
        project = queries.project(project_id)
        preconditions.insist(request, "project", lambda: self._tag_now(project, leaving=True))
        arranging.delete_project(project)
        return Response(status=status.HTTP_204_NO_CONTENT)

    def _tag_now(self, project: Project, *, leaving: bool = False) -> str:
        """With the project locked; to delete it, after what is in it."""
        if leaving:
            arranging.shut(project)
        return tag_of_held(Project.objects.held().filter(pk=project.pk), PROJECT_EDITABLE)

    def _answer(self, project_id: UUID) -> Response:
        return preconditions.answer(self.told(ProjectSerializer, queries.project(project_id)))


def change(row: Any, data: dict[str, Any]) -> None:
    """Write the given fields of a row."""
    for name, value in data.items():
        setattr(row, name, value)
    if data:
        stamps = ["updated_at"] if isinstance(row, Project) else []
        row.save(update_fields=[*data, *stamps])
