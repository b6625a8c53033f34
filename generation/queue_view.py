"""The queue by the API: how it stands, and what people do with it (design section 12)."""

from typing import Any, TypeVar
from uuid import UUID

from django.http import Http404
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import status
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import Serializer

from accounts import preconditions
from accounts.access import WorkspaceView, scopes_of
from accounts.plans.here import plan_here
from accounts.preconditions import IF_MATCH, tag_of
from accounts.problems import Conflict, InvalidField
from accounts.roles import QUEUE, may
from generation import queries, queue_serializers
from generation.models import Generation
from generation.queue_serializers import EVERYONE, MINE, WHOSE, QueueSerializer
from generation.scheduling.values import Priority
from generation.serializers import GENERATION_EDITABLE, GenerationSerializer
from generation.services import editing, ending, queueing
from generation.services.classes import FOR_PEOPLE
from generation.services.queueing import Asker
from generation.values import IllegalTransition
from generation.views import MediaContextMixin
from generation.waiting import Board

Found = TypeVar("Found")


def validated(serializer: type[Serializer[Any]], request: Request) -> dict[str, Any]:
    """The body, checked."""
    found = serializer(data=request.data)
    found.is_valid(raise_exception=True)
    data: dict[str, Any] = found.validated_data
    return data


class Queue(MediaContextMixin, WorkspaceView):
    """Answers with the queue, or with a generation of it."""

    @property
    def asker(self) -> Asker:
        """Who asks, and whether others' work is theirs to order."""
        return Asker(self.user_id, may(self.membership.role, QUEUE, scopes_of(self.request)))

    def whose(self, word: str) -> bool:
        """Whether everyone's work is meant, which takes the right to it."""
        if word == EVERYONE:
            self.insist(QUEUE)
        return word == EVERYONE

    def board(self, *, everyone: bool) -> Response:
        """The queue as it stands now."""
        board = Board(self.asker, everyone)
        running, waiting = board.running(), board.waiting()
        used, places = board.places()
        plan = plan_here()
        highest = Priority.of(plan.highest_priority)
        told = {
            "whose": EVERYONE if everyone else MINE,
            "paused": self._paused(board),
            "running": running,
            "waiting": waiting,
            "lanes": board.lanes(running),
            "done_in": board.done_in(running, waiting),
            "places_used": used,
            "places": places,
            "plan": plan.name,
            "priorities": [word for word in FOR_PEOPLE if Priority.of(word) <= highest],
            "orders_all": self.asker.orders_all,
        }
        return Response(self.told(QueueSerializer, told))

    def _paused(self, board: Board) -> dict[str, Any] | None:
        if board.paused_by is None:
            return None
        share = board.share
        return {"at": share.paused_at, "by": board.paused_by, "me": share.paused_by == self.user_id}

    def generation(self, generation_id: UUID) -> Response:
        """One generation as it stands now."""
        return Response(self.told(GenerationSerializer, queries.generation(generation_id)))


class QueueView(Queue):
    """GET /queue."""

    @extend_schema(responses=QueueSerializer, parameters=[OpenApiParameter("whose", str, enum=WHOSE)])
    def get(self, request: Request) -> Response:
        """What is being made and what waits: yours, or everyone's of the workspace, which everybody may see."""
        word = request.query_params.get("whose", MINE)
        if word not in WHOSE:
            raise InvalidField("whose", "This is nobody.", f"Use one of: {', '.join(WHOSE)}.")
        return self.board(everyone=word == EVERYONE)


class PauseView(Queue):
    """POST /queue/pause."""

    @extend_schema(request=queue_serializers.PauseSerializer, responses=QueueSerializer)
    def post(self, request: Request) -> Response:
        """Begin nothing more; `now`: what runs is handed back and starts again later."""
        data = validated(queue_serializers.PauseSerializer, request)
        everyone = self.whose(data["whose"])
        queueing.pause(self.asker, everyone=everyone, now=data["now"])
        self.settle()
        return self.board(everyone=everyone)


class ResumeView(Queue):
    """POST /queue/resume."""

    @extend_schema(request=queue_serializers.WhoseSerializer, responses=QueueSerializer)
    def post(self, request: Request) -> Response:
        """Go on with what was paused."""
        everyone = self.whose(validated(queue_serializers.WhoseSerializer, request)["whose"])
        queueing.resume(self.asker, everyone=everyone)
        self.settle()
        return self.board(everyone=everyone)


class ClearView(Queue):
    """POST /queue/clear."""

    @extend_schema(request=queue_serializers.ClearSerializer, responses=queue_serializers.ClearedSerializer)
    def post(self, request: Request) -> Response:
        """Cancel what waits; `running`: what is being made too. What is already made stays."""
        data = validated(queue_serializers.ClearSerializer, request)
        found = queueing.to_clear(self.asker, everyone=self.whose(data["whose"]), running=data["running"])
        return Response({"cancelled": sum(self._cancel(generation_id) for generation_id in found)})

    def _cancel(self, generation_id: UUID) -> bool:
        """Each by itself, so that no worker waits for all of them."""
        try:
            ending.stop(queries.generation(generation_id), self.user_id)
        except (Http404, Conflict):  # it ended or was deleted meanwhile
            return False
        self.settle()
        return True


class HoldView(Queue):
    """POST /generations/{id}/hold."""

    @extend_schema(request=queue_serializers.HoldSerializer, responses=GenerationSerializer)
    def post(self, request: Request, generation_id: UUID) -> Response:
        """Begin nothing more of it until it is released; of a film, of its scenes too."""
        found = queries.generation(generation_id)
        queueing.hold(found, self.asker, now=validated(queue_serializers.HoldSerializer, request)["now"])
        return self.generation(generation_id)


class ReleaseView(Queue):
    """POST /generations/{id}/release."""

    @extend_schema(request=None, responses=GenerationSerializer)
    def post(self, request: Request, generation_id: UUID) -> Response:
        """Let it go on from its place."""
        queueing.release(queries.generation(generation_id), self.asker)
        return self.generation(generation_id)


class RunNextView(Queue):
    """POST /generations/{id}/run-next."""

    @extend_schema(request=None, responses=GenerationSerializer)
    def post(self, request: Request, generation_id: UUID) -> Response:
        """Let it go before your other work, an owner's or admin's before all of the workspace's."""
        queueing.run_next(queries.generation(generation_id), self.asker)
        return self.generation(generation_id)


class MoveView(Queue):
    """POST /generations/{id}/move."""

    @extend_schema(request=queue_serializers.MoveSerializer, responses=GenerationSerializer)
    def post(self, request: Request, generation_id: UUID) -> Response:
        """Let it go before or after another that waits; nobody else's turn changes."""
        found = queries.generation(generation_id)
        data = validated(queue_serializers.MoveSerializer, request)
        name = "before" if data.get("before") else "after"
        queueing.move(found, _named(name, data[name]), self.asker, after=name == "after")
        return self.generation(generation_id)


def _named(field: str, generation_id: UUID) -> Generation:
    found = Generation.objects.filter(pk=generation_id).first()
    if found is None:
        raise InvalidField(field, "There is no such generation.", "Use the id of one that waits in this workspace.")
    return found


class RequeueView(Queue):
    """POST /generations/{id}/requeue."""

    @extend_schema(request=None, responses={202: GenerationSerializer})
    def post(self, request: Request, generation_id: UUID) -> Response:
        """Try its failed parts once more; what is made already stays."""
        try:
            queueing.requeue(queries.generation(generation_id), self.asker)
        except IllegalTransition:
            raise Conflict(
                "Nothing of this waits to be tried again.", "Make it again instead, as something new."
            ) from None
        told = self.told(GenerationSerializer, queries.generation(generation_id))
        return Response(told, status=status.HTTP_202_ACCEPTED)


class EditableGenerationView(Queue):
    """GET, PATCH /generations/{id}."""

    @extend_schema(responses=GenerationSerializer)
    def get(self, request: Request, generation_id: UUID) -> Response:
        """One generation with its jobs and outputs."""
        return self._answer(generation_id)

    @extend_schema(request=queue_serializers.EditSerializer, responses=GenerationSerializer, parameters=[IF_MATCH])
    def patch(self, request: Request, generation_id: UUID) -> Response:
        """Change it while it waits: its words, its seed, fewer of it, its priority."""
        found = queries.generation(generation_id)
        change = validated(queue_serializers.EditSerializer, request)
        preconditions.insist(request, "generation", lambda: self._tag_now(found))
        priority = change.pop("priority", None)
        if priority is not None:
            queueing.set_priority(found, priority, self.asker)
        if change:
            editing.edit(found, change, self.asker)  # type: ignore[arg-type]
        return self._answer(generation_id)

    def _tag_now(self, found: Generation) -> str:
        """With what waits of it locked, where it is theirs to change."""
        queueing.insist(self.asker, found)
        return tag_of(queueing.take(found), GENERATION_EDITABLE)

    def _answer(self, generation_id: UUID) -> Response:
        return preconditions.answer(self.told(GenerationSerializer, queries.generation(generation_id)))
