"""/notices: what one is told of here, and how one wants to hear of it."""

from typing import Any
from uuid import UUID

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import exceptions, serializers
from rest_framework.request import Request
from rest_framework.response import Response

from accounts import preconditions
from accounts.access import WorkspaceView
from accounts.models import User
from accounts.pagination import NewestFirst, page_of
from accounts.preconditions import IF_MATCH, entity_tag
from accounts.roles import READ
from generation.models import Notice, NoticeChoice
from generation.notices import kinds, services
from generation.notices.kinds import KINDS, LAST_HOUR, MAIL

MOST_IDS = 200
UNREAD = OpenApiParameter("unread", bool, description="Only those that are not read yet.")


class NoticeSerializer(serializers.ModelSerializer[Notice]):
    """One thing that the person is told of. `link` lies below the workspace's address; `action` is what it is called.

    `browser`: an open studio that nobody looks at may show it outside of its page.
    """

    class Meta:
        model = Notice
        fields = ("id", "kind", "title", "text", "link", "action", "browser", "created_at", "read_at")


class UnreadSerializer(serializers.Serializer[Any]):
    """How many notices are not read; at most 100 are counted."""

    unread = serializers.IntegerField()


class ReadNoticesSerializer(serializers.Serializer[Any]):
    """Which notices were read; without `ids` all."""

    ids = serializers.ListField(child=serializers.UUIDField(), required=False, max_length=MOST_IDS)


class WaysSerializer(serializers.Serializer[Any]):
    """How one hears of a kind: in the page, outside of it, and by letter."""

    kind = serializers.ChoiceField(KINDS)
    page = serializers.BooleanField(required=False)
    browser = serializers.BooleanField(required=False)
    mail = serializers.ChoiceField(MAIL, required=False)


class ToldWaysSerializer(WaysSerializer):
    """The same, complete and in words."""

    title = serializers.CharField()


class ChoicesSerializer(serializers.Serializer[Any]):
    """How the person wants to hear of things here. `digest_hour`: when the daily letter comes, in `time_zone`;
    `film_letters`: false where letters of films are turned off in the person's account."""

    digest_hour = serializers.IntegerField()
    time_zone = serializers.CharField()
    film_letters = serializers.BooleanField()
    kinds = ToldWaysSerializer(many=True)
    etag = serializers.CharField()


class ChooseSerializer(serializers.Serializer[Any]):
    """What is chosen; what is left out stays."""

    digest_hour = serializers.IntegerField(min_value=0, max_value=LAST_HOUR, required=False)
    kinds = WaysSerializer(many=True, required=False)

    def validate_kinds(self, given: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """Each kind once."""
        named = [one["kind"] for one in given]
        if len(set(named)) < len(named):
            raise serializers.ValidationError("A kind is named twice.\nName each once.")
        return given


class NoticesView(WorkspaceView):
    """GET /notices."""

    @extend_schema(responses=page_of(NoticeSerializer, "Notice"), parameters=[UNREAD])
    def get(self, request: Request) -> Response:
        """What the person who asks is told of, the newest first."""
        wants_unread = request.query_params.get("unread", "").lower() in ("1", "true")
        pages = NewestFirst()
        rows = pages.paginate_queryset(services.notices(self.user_id, unread=wants_unread), request, view=self)
        return pages.get_paginated_response(NoticeSerializer(rows, many=True).data)


class UnreadView(WorkspaceView):
    """GET /notices/unread."""

    @extend_schema(responses=UnreadSerializer)
    def get(self, request: Request) -> Response:
        """What the bell says."""
        return Response({"unread": services.unread(self.user_id)})


class ReadView(WorkspaceView):
    """POST /notices/read."""

    needs = {"POST": READ}

    @extend_schema(request=ReadNoticesSerializer, responses=UnreadSerializer)
    def post(self, request: Request) -> Response:
        """Mark one's notices as read; how many are left."""
        wish = ReadNoticesSerializer(data=request.data)
        wish.is_valid(raise_exception=True)
        services.read(self.user_id, wish.validated_data.get("ids"))
        return Response({"unread": services.unread(self.user_id)})


class ChoicesView(WorkspaceView):
    """GET and PATCH /notices/choices."""

    needs = {"PATCH": READ}

    @extend_schema(responses=ChoicesSerializer)
    def get(self, request: Request) -> Response:
        """How the person hears of what."""
        return preconditions.answer(self._told(services.choice_of(self._person())))

    @extend_schema(request=ChooseSerializer, responses=ChoicesSerializer, parameters=[IF_MATCH])
    def patch(self, request: Request) -> Response:
        """Choose; what is left out stays."""
        person = self._person()
        wish = ChooseSerializer(data=request.data)
        wish.is_valid(raise_exception=True)
        preconditions.insist(request, "choice", lambda: self._told(services.held(person))["etag"])
        return preconditions.answer(self._told(services.choose(person, self.membership.role, wish.validated_data)))

    def _person(self) -> UUID:
        """Who is told: somebody, for a program hears by webhook."""
        if self.user_id is None:
            raise exceptions.PermissionDenied("Notices are a person's.\nUse a token of your own, or a webhook.")
        return self.user_id

    def _told(self, chosen: NoticeChoice) -> dict[str, Any]:
        person = self.request.user
        assert isinstance(person, User)
        names = dict(KINDS)
        listed = []
        for name in kinds.kinds_for(self.membership.role):
            heard = kinds.ways(chosen.choices, name)
            mine = {"page": heard.page, "browser": heard.browser, "mail": heard.mail}
            listed.append({"kind": name, "title": names[name], **mine})
        about = {"time_zone": person.time_zone, "film_letters": person.letter_when_finished}
        choice = {"digest_hour": chosen.digest_hour, "kinds": listed}
        return {**choice, **about, "etag": entity_tag(choice)}
