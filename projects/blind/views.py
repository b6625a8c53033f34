"""/prompt-tests. Who makes things begins one; everybody in the workspace votes, viewers too."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import exceptions, status
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.access import WorkspaceView
from accounts.pagination import NewestFirst, page_of
from accounts.problems import Conflict, InvalidField, not_found
from accounts.roles import MAKE, READ, SETTINGS, may
from generation.media import storage
from generation.media.errors import MissingFile
from generation.services import starting
from projects import queries
from projects.api.generating import KEY_PARAMETER, digest_of, key_already_used, key_of, same_as
from projects.api.projects import validated
from projects.blind import pricing, services
from projects.blind import queries as blind
from projects.blind.deciding import SIDES, Seat
from projects.blind.pictures import without_its_recipe
from projects.blind.queries import Standing
from projects.blind.serializers import (
    AcceptSerializer,
    BlindPriceSerializer,
    BlindTestLineSerializer,
    BlindTestSerializer,
    BlindTestWriteSerializer,
    VoteSerializer,
    line,
    whole,
)
from projects.models import BlindTest
from projects.services import making

PLACE = OpenApiParameter("place", int, required=True, description="Of the pair, in one's own order.")
SIDE = OpenApiParameter("side", str, required=True, enum=SIDES)


class BlindTests(WorkspaceView):
    """Answers with tests, as the one who asks may see them."""

    def answer(self, test_id: UUID, code: int = status.HTTP_200_OK) -> Response:
        """One of them."""
        standing = blind.standing(blind.test(test_id), self.user_id)
        told = whole(standing, self.membership.workspace.slug, may_close=self.may_close(standing.test))
        return Response(BlindTestSerializer(told).data, status=code)

    def may_close(self, test: BlindTest) -> bool:
        """Its maker, who runs the workspace, and where its maker has left everybody who makes things."""
        if test.created_by_id is None:
            return may(self.membership.role, MAKE)
        return test.created_by_id == self.user_id or may(self.membership.role, SETTINGS)

    def person(self) -> UUID:
        """Who looks and votes: somebody, for a service token has no taste."""
        person: UUID | None = self.user_id
        if person is None:
            raise exceptions.PermissionDenied("A vote is a person's.\nUse a token of your own, or vote in the browser.")
        return person

    def seat(self, standing: Standing, place: int) -> Seat:
        """The pair at a place of the person's order. Raises Conflict before there are any, InvalidField."""
        if standing.state == blind.MAKING:
            raise Conflict("The pictures are still being made.", "Vote when all of them are there.")
        if not 1 <= place <= len(standing.seats):
            raise InvalidField("place", "There is no pair at this place.", f"Use 1 to {len(standing.seats)}.")
        return standing.seats[place - 1]


class BlindTestsView(BlindTests):
    """GET, POST /prompt-tests."""

    @extend_schema(operation_id="prompt_tests_list", responses=page_of(BlindTestLineSerializer, "BlindTest"))
    def get(self, request: Request) -> Response:
        """The workspace's tests, newest first."""
        pages = NewestFirst()
        page = pages.paginate_queryset(blind.tests(), request, view=self) or []
        found = blind.standings(page, self.user_id)
        lines = [line(one, may_close=self.may_close(one.test)) for one in found]
        return pages.get_paginated_response(BlindTestLineSerializer(lines, many=True).data)

    @extend_schema(request=BlindTestWriteSerializer, responses={201: BlindTestSerializer}, parameters=[KEY_PARAMETER])
    def post(self, request: Request) -> Response:
        """Begin one: pictures of both prompts with the same seeds, asked for together or not at all."""
        key, digest = key_of(request), digest_of(request, "prompt-tests")
        if key and (before := starting.asked_before(key)) is not None:
            made = BlindTest.objects.filter(frames_a=same_as(before, digest)).first()
            if made is None:
                raise key_already_used()
            return self.answer(made.pk, status.HTTP_201_CREATED)
        wish = validated(BlindTestWriteSerializer, request)
        known: making.Wish = {"idempotency_key": key, "request_digest": digest}
        made = services.begin(queries.plain_scene(wish.pop("scene")), wish, self.user_id, known)
        return self.answer(made.pk, status.HTTP_201_CREATED)


class BlindPriceView(WorkspaceView):
    """POST /prompt-tests/quote."""

    @extend_schema(request=BlindTestWriteSerializer, responses=BlindPriceSerializer)
    def post(self, request: Request) -> Response:
        """What both sides would take; refused as the test itself would be. Writes no row."""
        wish = validated(BlindTestWriteSerializer, request)
        price = pricing.price(queries.plain_scene(wish.pop("scene")), wish)
        return Response(BlindPriceSerializer(price).data)


class BlindTestView(BlindTests):
    """GET /prompt-tests/{id}."""

    @extend_schema(responses=BlindTestSerializer)
    def get(self, request: Request, test_id: UUID) -> Response:
        """A test as one may see it: covered until one has voted on every pair, or it is closed."""
        return self.answer(test_id)


class VotesView(BlindTests):
    """POST /prompt-tests/{id}/votes."""

    needs = {"POST": READ}  # a vote changes nothing that is made

    @extend_schema(request=VoteSerializer, responses=BlindTestSerializer)
    def post(self, request: Request, test_id: UUID) -> Response:
        """Vote on a pair, or change one's vote, until one has voted on all and sees which is which."""
        blind.test(test_id)
        person, words = self.person(), validated(VoteSerializer, request)
        held = blind.held(test_id)
        services.insist_on_open(held)
        standing = blind.standing(held, person)
        if standing.revealed:
            raise Conflict("You know which is which.", "Your votes stay as they are. Begin another test to vote anew.")
        seat = self.seat(standing, words["place"])
        services.vote(held, person, seat, words["choice"])
        return self.answer(test_id)


class CloseView(BlindTests):
    """POST /prompt-tests/{id}/close."""

    @extend_schema(request=None, responses=BlindTestSerializer)
    def post(self, request: Request, test_id: UUID) -> Response:
        """Take no more votes, and show everybody the result."""
        self._insist_on_right(blind.held(test_id))
        services.close(blind.test(test_id))
        return self.answer(test_id)

    def _insist_on_right(self, test: BlindTest) -> None:
        if not self.may_close(test):
            raise exceptions.PermissionDenied("Only who began this test may end it.\nAsk them, or an administrator.")


class CancelMakingView(CloseView):
    """POST /prompt-tests/{id}/cancel."""

    @extend_schema(request=None, responses=BlindTestSerializer)
    def post(self, request: Request, test_id: UUID) -> Response:
        """Stop making pictures for it; pairs that are whole can be voted on."""
        self._insist_on_right(blind.held(test_id))
        services.cancel(blind.test(test_id), self.user_id)
        return self.answer(test_id)


class AcceptView(BlindTests):
    """POST /prompt-tests/{id}/accept."""

    @extend_schema(request=AcceptSerializer, responses=BlindTestSerializer)
    def post(self, request: Request, test_id: UUID) -> Response:
        """Go on with one side: its words become the scene's, or its version the template's newest."""
        held = blind.held(test_id)
        words = validated(AcceptSerializer, request)
        services.accept(held, words["side"], words["becomes"], self.user_id)
        return self.answer(test_id)


class BlindPictureView(BlindTests):
    """GET /prompt-tests/{id}/picture?place=1&side=left."""

    @extend_schema(parameters=[PLACE, SIDE], responses={(200, "image/webp"): OpenApiTypes.BINARY})
    def get(self, request: Request, test_id: UUID) -> HttpResponse:
        """One picture of a pair. Neither its address nor its bytes tell which prompt made it."""
        test = blind.test(test_id)
        place, side = request.query_params.get("place", ""), request.query_params.get("side", "")
        if side not in SIDES:
            raise InvalidField("side", "A pair has two sides.", "Use left or right.")
        if not (place.isascii() and place.isdecimal() and len(place) <= len(str(services.MOST_PAIRS))):
            raise InvalidField("place", "There is no pair at this place.", "Use a whole number, 1 for the first.")
        standing = blind.standing(test, self.person())
        seat = self.seat(standing, int(place))
        shown = without_its_recipe(self._bytes(standing, seat, side))
        return HttpResponse(shown, content_type="image/webp", headers={"Cache-Control": "private, no-store"})

    def _bytes(self, standing: Standing, seat: Seat, side: str) -> bytes:
        frame = standing.frames[seat.number][seat.picture(side)]
        try:
            with storage.open(self.membership.workspace_id, frame.output.file.sha256) as stored:
                content: Any = stored.read()
        except MissingFile:
            raise not_found() from None
        return bytes(content)
