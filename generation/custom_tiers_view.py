"""A workspace's own qualities: /custom-tiers."""

from typing import Any, ClassVar
from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework import serializers, status
from rest_framework.request import Request
from rest_framework.response import Response

from accounts import preconditions
from accounts.access import WorkspaceView
from accounts.audit import actor_of
from accounts.letters import one_line
from accounts.preconditions import IF_MATCH, EtagField, tag_of_held
from accounts.problems import not_found
from accounts.roles import READ, SETTINGS
from generation.deciding import catalogue
from generation.fields import TierField, WholeNumberField
from quality import custom_tiers
from quality.custom_tiers import Wish
from quality.models import CustomTier
from quality.models.custom_tiers import NAME_CHARACTERS
from quality.values import Tier

TIER_EDITABLE = ("name", "base", *custom_tiers.NUMBERS)
NAME_ERRORS: dict[str, Any] = {
    "max_length": "This is longer than {max_length} characters.\nShorten it.",
    "blank": "The name is empty.\nGive it one that says what it is for.",
    "required": "The name is missing.\nGive it one that says what it is for.",
}


class CustomTierSerializer(serializers.ModelSerializer[CustomTier]):
    """A quality of the workspace's own. `slug` stands for it wherever a quality is named."""

    slug = serializers.CharField(read_only=True)
    etag = EtagField(*TIER_EDITABLE)

    class Meta:
        model = CustomTier
        fields = (
            "id", "name", "slug", "base", "picture_side", "video_side", "frames", "steps", "created_at", "etag",
        )  # fmt: skip


def number(noun: str, least: int, most: int) -> WholeNumberField:
    """One of its numbers; null or left out is the tier's own."""
    return WholeNumberField(noun=noun, min_value=least, max_value=most, required=False, allow_null=True)


class CustomTierWriteSerializer(serializers.Serializer[Any]):
    """What a quality of the workspace's own is to be; no number may exceed its base's."""

    name = serializers.CharField(max_length=NAME_CHARACTERS, error_messages=NAME_ERRORS)
    base = TierField()
    picture_side = number("picture side", 128, 4096)
    video_side = number("video side", 128, 4096)
    frames = number("number of frames", 5, 1001)
    steps = number("number of steps", 1, 200)

    def validate_name(self, name: str) -> str:
        """On one line."""
        return one_line(name)

    def wish(self) -> Wish:
        """As a value."""
        told = dict(self.validated_data)
        return Wish(told.pop("name"), Tier(told.pop("base")), **told)


def wish_in(request: Request) -> Wish:
    """The body of a request; 400 where it can't be read."""
    reader = CustomTierWriteSerializer(data=request.data)
    reader.is_valid(raise_exception=True)
    return reader.wish()


class CustomTiersView(WorkspaceView):
    """GET, POST /custom-tiers."""

    needs: ClassVar[dict[str, str]] = {"GET": READ, "POST": SETTINGS}

    @extend_schema(responses=CustomTierSerializer(many=True))
    def get(self, request: Request) -> Response:
        """The workspace's own qualities, by name."""
        return Response(CustomTierSerializer(CustomTier.objects.all()[: custom_tiers.MOST], many=True).data)

    @extend_schema(request=CustomTierWriteSerializer, responses={201: CustomTierSerializer})
    def post(self, request: Request) -> Response:
        """Make one, within the plan."""
        made = custom_tiers.make(wish_in(request), catalogue(), actor_of(request))
        return Response(CustomTierSerializer(made).data, status=status.HTTP_201_CREATED)


class CustomTierView(WorkspaceView):
    """GET, PUT, DELETE /custom-tiers/{id}."""

    needs: ClassVar[dict[str, str]] = {"PUT": SETTINGS, "DELETE": SETTINGS}

    @extend_schema(responses=CustomTierSerializer)
    def get(self, request: Request, tier_id: UUID) -> Response:
        """One of them."""
        return preconditions.answer(CustomTierSerializer(self._tier(tier_id)).data)

    @extend_schema(request=CustomTierWriteSerializer, responses=CustomTierSerializer, parameters=[IF_MATCH])
    def put(self, request: Request, tier_id: UUID) -> Response:
        """Give it another name or other numbers; what is already made keeps its own."""
        tier, wish = self._tier(tier_id), wish_in(request)
        self._insist_on_edition(tier_id)
        changed = custom_tiers.change(tier, wish, catalogue(), actor_of(request))
        return preconditions.answer(CustomTierSerializer(changed).data)

    @extend_schema(responses={204: None}, parameters=[IF_MATCH])
    def delete(self, request: Request, tier_id: UUID) -> Response:
        """Delete it; projects that use it go on with its base."""
        tier = self._tier(tier_id)
        self._insist_on_edition(tier_id)
        custom_tiers.delete(tier, actor_of(request))
        return Response(status=status.HTTP_204_NO_CONTENT)

    def _insist_on_edition(self, tier_id: UUID) -> None:
        held = CustomTier.objects.held().filter(pk=tier_id)
        preconditions.insist(self.request, "quality", lambda: tag_of_held(held, TIER_EDITABLE))

    def _tier(self, tier_id: UUID) -> CustomTier:
        found = CustomTier.objects.filter(pk=tier_id).first()
        if found is None:
            raise not_found()
        return found
