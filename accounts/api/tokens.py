"""API tokens: list, make, end."""

from typing import Any
from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework import serializers, status
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.access import WorkspaceView, scopes_of
from accounts.audit import actor_of
from accounts.models import ApiToken
from accounts.pagination import NewestFirst, page_of
from accounts.roles import TOKENS, Scope
from accounts.tokens import MOST_DAYS, end_token, make_token, tokens_of


class TokenSerializer(serializers.ModelSerializer[ApiToken]):
    """A token: everything but its secret."""

    person = serializers.EmailField(
        source="user.email", default=None, allow_null=True, read_only=True, help_text="Null: a service token."
    )
    scopes = serializers.ListField(child=serializers.ChoiceField(Scope.choices))

    class Meta:
        model = ApiToken
        fields = (
            "id", "name", "hint", "scopes", "person", "created_at", "last_used_at", "expires_at", "revoked_at",
        )  # fmt: skip


class NewTokenSerializer(serializers.Serializer[Any]):
    """The wish for a token."""

    name = serializers.CharField(max_length=80)
    scopes = serializers.ListField(
        child=serializers.ChoiceField(Scope.choices), default=[Scope.READ, Scope.GENERATE], max_length=len(Scope)
    )
    days = serializers.IntegerField(
        min_value=1, max_value=MOST_DAYS, allow_null=True, default=None, help_text="Until it expires; null: never."
    )
    service = serializers.BooleanField(default=False, help_text="The workspace's own, whoever comes and goes.")


class MadeTokenSerializer(TokenSerializer):
    """A new token with its secret, which is never shown again."""

    secret = serializers.CharField()

    class Meta(TokenSerializer.Meta):
        fields = (*TokenSerializer.Meta.fields, "secret")  # type: ignore[assignment]


class TokensView(WorkspaceView):
    """GET and POST /tokens."""

    needs = {"GET": TOKENS, "POST": TOKENS}

    @extend_schema(responses=page_of(TokenSerializer, "Token"))
    def get(self, request: Request) -> Response:
        """The tokens of the person who asks; for owners and admins everybody's."""
        pages = NewestFirst()
        rows = pages.paginate_queryset(tokens_of(self.membership), request, view=self)
        return pages.get_paginated_response(TokenSerializer(rows, many=True).data)

    @extend_schema(request=NewTokenSerializer, responses={201: MadeTokenSerializer})
    def post(self, request: Request) -> Response:
        """A new token; its `secret` is in this answer alone."""
        wish = NewTokenSerializer(data=request.data)
        wish.is_valid(raise_exception=True)
        words = wish.validated_data
        token, secret = make_token(actor_of(request), self.membership, within=scopes_of(request), **words)
        token.secret = secret  # type: ignore[attr-defined]
        answer = Response(MadeTokenSerializer(token).data, status=status.HTTP_201_CREATED)
        answer["Cache-Control"] = "no-store"
        return answer


class TokenView(WorkspaceView):
    """DELETE /tokens/{token_id}."""

    needs = {"DELETE": TOKENS}

    @extend_schema(responses={204: None})
    def delete(self, request: Request, token_id: UUID) -> Response:
        """End a token at once; its sockets close."""
        end_token(actor_of(request), self.membership, token_id)
        return Response(status=status.HTTP_204_NO_CONTENT)
