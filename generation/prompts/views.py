"""/prompt-templates. Everybody in the workspace reads and fills them; who makes things writes them."""

from dataclasses import asdict
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import status
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import Serializer

from accounts import preconditions
from accounts.access import WorkspaceView
from accounts.pagination import NewestFirst, page_of
from accounts.preconditions import IF_MATCH, tag_of_held
from accounts.problems import InvalidField, not_found
from accounts.roles import READ
from generation.models import PromptTemplate, PromptVersion
from generation.prompts import filling, queries, services
from generation.prompts.serializers import (
    EDITABLE,
    FilledSerializer,
    FillSerializer,
    GoBackSerializer,
    LookSerializer,
    PromptTemplateSerializer,
    PromptTemplatesSerializer,
    PromptUseSerializer,
    PromptVersionSerializer,
    TemplateChangeSerializer,
    TemplateWriteSerializer,
)
from generation.prompts.services import Said
from generation.prompts.starters import Starter, starters

NUMBER = OpenApiParameter("version", int, description="Of this version alone, by its number.")


def _validated(serializer: type[Serializer[Any]], data: Any) -> dict[str, Any]:
    asked = serializer(data=data)
    asked.is_valid(raise_exception=True)
    found: dict[str, Any] = asked.validated_data
    return found


class Templates(WorkspaceView):
    """Answers with templates."""

    def answer(self, template_id: UUID, *, made: bool = False) -> Response:
        """One of them as it is now, under its tag."""
        rows = [queries.template(template_id)]
        told = self.told(PromptTemplateSerializer, rows)[0]
        if made:
            return Response(told, status=status.HTTP_201_CREATED, headers={"ETag": told["etag"]})
        return preconditions.answer(told)

    def told(self, serializer: type[Serializer[Any]], rows: list[PromptTemplate]) -> Any:
        """These as JSON, each with its newest version and what came of it."""
        context = {
            "currents": queries.currents(rows),
            "tallies": queries.tallies(queries.TEMPLATE, [row.pk for row in rows]),
        }
        return serializer(rows, many=True, context=context).data

    def held(self, template_id: UUID) -> PromptTemplate:
        """Its row, locked, in the edition that `If-Match` names."""
        rows = PromptTemplate.objects.held().filter(pk=queries.template(template_id).pk)
        preconditions.insist(self.request, "template", lambda: tag_of_held(rows, EDITABLE))
        found: PromptTemplate | None = rows.first()
        if found is None:
            raise not_found()
        return found


class PromptTemplatesView(Templates):
    """GET, POST /prompt-templates."""

    @extend_schema(
        operation_id="prompt_templates_list", parameters=[LookSerializer], responses=PromptTemplatesSerializer
    )
    def get(self, request: Request) -> Response:
        """The workspace's templates, and those from the studio; searched and sorted."""
        asked = _validated(LookSerializer, request.query_params)
        found = queries.templates(archived=asked["archived"], kind=asked["kind"], search=asked["q"], tag=asked["tag"])
        rows = list(found[: services.MOST])
        known = queries.tallies(queries.TEMPLATE, [row.pk for row in rows])
        context = {"currents": queries.currents(rows), "tallies": known}
        answer = {
            "results": queries.in_order(rows, known, asked["sort"]),
            "starters": [] if asked["archived"] or asked["tag"] else _starters(asked["kind"], asked["q"]),
            "tags": _tags_in_use(),
        }
        return Response(PromptTemplatesSerializer(answer, context=context).data)

    @extend_schema(request=TemplateWriteSerializer, responses={201: PromptTemplateSerializer})
    def post(self, request: Request) -> Response:
        """Make a template, or copy one from the studio."""
        words = _validated(TemplateWriteSerializer, request.data)
        if words.get("starter"):
            return self.answer(services.copy_starter(_starter(words["starter"]), self.user_id).pk, made=True)
        about = {name: words[name] for name in ("name", "kind", "description", "tags")}
        said = Said(words["text"], words.get("negative_prompt"), words.get("chips"))
        return self.answer(services.make(about, said, self.user_id).pk, made=True)


def _starters(kind: str, search: str) -> list[Starter]:
    found = [one for one in starters().values() if not kind or one.kind == kind]
    words = [word.lower() for word in search.split()]
    return [one for one in found if all(word in _said_of(one) for word in words)]


def _said_of(starter: Starter) -> str:
    return " ".join((starter.name, starter.description, starter.text, *starter.tags)).lower()


def _starter(name: str) -> Starter:
    if (found := starters().get(name)) is None:
        raise InvalidField("starter", f'The studio has no template "{name}".', f"Use one of: {', '.join(starters())}.")
    return found


def _tags_in_use() -> list[str]:
    rows = PromptTemplate.objects.filter(archived_at=None).values_list("tags", flat=True)[: services.MOST]
    return sorted({tag for tags in rows for tag in tags})


class PromptTemplateView(Templates):
    """GET, PATCH, DELETE /prompt-templates/{id}."""

    @extend_schema(responses=PromptTemplateSerializer)
    def get(self, request: Request, template_id: UUID) -> Response:
        """One template."""
        return self.answer(template_id)

    @extend_schema(request=TemplateChangeSerializer, responses=PromptTemplateSerializer, parameters=[IF_MATCH])
    def patch(self, request: Request, template_id: UUID) -> Response:
        """Change it; other words make a new version. Archive it, or bring it back."""
        queries.template(template_id)
        wish = _validated(TemplateChangeSerializer, request.data)
        services.change(self.held(template_id), wish, self.user_id)
        return self.answer(template_id)

    @extend_schema(responses={204: None}, parameters=[IF_MATCH])
    def delete(self, request: Request, template_id: UUID) -> Response:
        """Delete it with its versions for good, where archiving is not enough; what was made with it stays."""
        self.held(template_id).delete()
        return Response(status=status.HTTP_204_NO_CONTENT)


class DuplicateTemplateView(Templates):
    """POST /prompt-templates/{id}/duplicate."""

    @extend_schema(request=None, responses={201: PromptTemplateSerializer})
    def post(self, request: Request, template_id: UUID) -> Response:
        """A template of its own that says the same."""
        return self.answer(services.copy(queries.template(template_id), self.user_id).pk, made=True)


class PromptVersionsView(Templates):
    """GET /prompt-templates/{id}/versions."""

    @extend_schema(
        operation_id="prompt_templates_versions_list", responses=page_of(PromptVersionSerializer, "PromptVersion")
    )
    def get(self, request: Request, template_id: UUID) -> Response:
        """Its versions, newest first, each with what came of it."""
        rows = PromptVersion.objects.filter(template=queries.template(template_id)).select_related("created_by")
        pages = NewestFirst()
        page = pages.paginate_queryset(rows, request, view=self) or []
        context = {"tallies": queries.tallies(queries.VERSION, [row.pk for row in page])}
        return pages.get_paginated_response(PromptVersionSerializer(page, many=True, context=context).data)


class GoBackView(Templates):
    """POST /prompt-templates/{id}/go-back."""

    @extend_schema(request=GoBackSerializer, responses={201: PromptTemplateSerializer}, parameters=[IF_MATCH])
    def post(self, request: Request, template_id: UUID) -> Response:
        """Go back to an earlier version: what it said becomes the newest one."""
        queries.template(template_id)
        number = _validated(GoBackSerializer, request.data)["number"]
        services.go_back(self.held(template_id), number, self.user_id)
        return self.answer(template_id, made=True)


class PromptUsesView(Templates):
    """GET /prompt-templates/{id}/generations."""

    @extend_schema(
        operation_id="prompt_templates_generations_list",
        parameters=[NUMBER],
        responses=page_of(PromptUseSerializer, "PromptUse"),
    )
    def get(self, request: Request, template_id: UUID) -> Response:
        """What was made with it, newest first."""
        number = request.query_params.get("version", "")
        if number and not (number.isascii() and number.isdecimal() and len(number) <= len(str(services.MOST_VERSIONS))):
            raise InvalidField("version", f'"{number[:40]}" is no version.', "Use its number, such as 2.")
        rows: QuerySet[Any] = queries.uses_of(queries.template(template_id), int(number) if number else None)
        pages = NewestFirst()
        page = pages.paginate_queryset(rows, request, view=self) or []
        context = {"slug": self.membership.workspace.slug}
        return pages.get_paginated_response(PromptUseSerializer(page, many=True, context=context).data)


class FillView(WorkspaceView):
    """POST /prompt-templates/fill."""

    needs = {"POST": READ}  # it writes no row

    @extend_schema(request=FillSerializer, responses=FilledSerializer)
    def post(self, request: Request) -> Response:
        """What a text or a version says with these values; writes nothing."""
        asked = _validated(FillSerializer, request.data)
        text = asked["text"] if "text" in asked else _text_of(asked["version"])
        found = filling.pieces(text, asked["values"])
        answer = {
            "text": filling.whole(found),
            "pieces": [asdict(piece) for piece in found],
            "variables": [asdict(each) for each in filling.variables(text)],
            "missing": list(dict.fromkeys(piece.variable for piece in found if piece.missing)),
        }
        return Response(FilledSerializer(answer).data)


def _text_of(version_id: UUID) -> str:
    found = PromptVersion.objects.filter(pk=version_id).values_list("text", flat=True).first()
    if found is None:
        raise InvalidField("version", "There is no such version.", "Use the `version` of one of GET /prompt-templates.")
    return str(found)
