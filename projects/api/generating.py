"""What makes something: POST /generations and its sub-resources. Each makes one generation and answers 202."""

import json
from collections.abc import Callable
from hashlib import sha256
from typing import Any, TypeAlias
from uuid import UUID

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import status
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.access import WorkspaceView
from accounts.problems import Conflict, InvalidField, Problem
from generation import charging, values
from generation import queries as made
from generation.deciding import decide, plain, quote_for
from generation.models import Generation, HeroFrame
from generation.serializers import GenerationSerializer, QuoteSerializer
from generation.services import starting
from generation.values import GenerationRequest
from generation.views import GenerationListView, HeroFramesView, MediaContextMixin
from projects import queries
from projects.api.projects import validated
from projects.models import Scene
from projects.serializers import GenerateSerializer, ProcessSerializer, SceneSerializer, TweakSerializer
from projects.services import choosing, finishing, making

KEY_HEADER = "Idempotency-Key"
MAX_KEY_CHARACTERS = 200
KEY_PARAMETER = OpenApiParameter(
    KEY_HEADER, str, OpenApiParameter.HEADER, description="The same key, the same generation."
)
Known: TypeAlias = dict[str, Any]
"""The key of a request and the digest of its body."""


class Answers(MediaContextMixin, WorkspaceView):
    """Answers with a generation."""

    def accepted(self, generation: Generation) -> Response:
        """202 with the generation as it stands; its work may begin while this is written."""
        self.settle()
        told = self.told(GenerationSerializer, made.generation(generation.pk))
        return Response(told, status=status.HTTP_202_ACCEPTED)

    def once(self, request: Request, make: Callable[[Known], Generation], about: str = "") -> Response:
        """What `make` makes, or what was made when the same key was sent for the same body (and `about`) before."""
        key, digest = _key(request), _digest(request, about)
        if key and (before := starting.asked_before(key)) is not None:
            return self.accepted(_same(before, digest))
        return self.accepted(make({"idempotency_key": key, "request_digest": digest}))


class GenerateView(Answers, GenerationListView):
    """GET, POST /generations."""

    @extend_schema(request=GenerateSerializer, responses={202: GenerationSerializer}, parameters=[KEY_PARAMETER])
    def post(self, request: Request) -> Response:
        """Make frames or takes of a scene, or a picture that stands alone."""
        return self.once(request, lambda known: ask(validated(GenerateSerializer, request), self.user_id, known))


def _key(request: Request) -> str:
    key = request.headers.get(KEY_HEADER, "")
    if len(key) > MAX_KEY_CHARACTERS or not key.isprintable():
        raise InvalidField(
            KEY_HEADER,
            f"This {KEY_HEADER} can't be used.",
            f"Send at most {MAX_KEY_CHARACTERS} printable characters.",
        )
    return key


def _digest(request: Request, about: str) -> str:
    return sha256((about + json.dumps(request.data, sort_keys=True, default=str)).encode()).hexdigest()


def _same(before: Generation, digest: str) -> Generation:
    if before.request_digest != digest:
        raise Problem(
            "Key already used",
            f"This {KEY_HEADER} was sent with another request before.",
            "Use a new key for a new request.",
            status=422,
        )
    return before


def ask(data: dict[str, Any], user_id: UUID | None, known: Known) -> Generation:
    """Make what a validated request asks for."""
    words: dict[str, Any] = {
        name: data[name]
        for name in ("prompt", "negative_prompt", "quality", "seed", "count")
        if data.get(name) not in (None, "")
    }
    words["user_id"] = user_id
    if data["kind"] == values.PICTURE:
        return starting.start(_picture(data, user_id), **known)
    scene = queries.plain_scene(data["scene"])
    if data["kind"] == values.FRAMES:
        if data.get("reference"):
            words["reference_sha256"] = _named(scene, "reference", data["reference"]).output.file.sha256
        return making.make_frames(scene, **words, **known)
    return making.make_takes(scene, _frame(scene, data.get("frame")), **words, **known)


def _frame(scene: Scene, frame_id: UUID | None) -> HeroFrame:
    """The frame that a body names, else the one that takes are made of."""
    return making.frame_for_takes(scene) if frame_id is None else _named(scene, "frame", frame_id)


def _named(scene: Scene, field: str, frame_id: UUID) -> HeroFrame:
    """A frame of this scene that a field of the body names."""
    found = queries.frames_of(scene).filter(pk=frame_id).first()
    if found is None:
        raise InvalidField(field, "This scene has no such frame.", "Use the id of one of its frames.")
    return found


def _picture(data: dict[str, Any], user_id: UUID | None) -> GenerationRequest:
    project = queries.project(data["project"]) if data.get("project") else None
    return GenerationRequest(
        kind=values.PICTURE,
        prompt=data["prompt"],
        negative_prompt=data["negative_prompt"],
        tier=data.get("quality") or (project.quality if project else "standard"),
        seed=data.get("seed"),
        count=data.get("count", 1),
        project_id=project.pk if project else None,
        user_id=user_id,
    )


class QuoteView(MediaContextMixin, WorkspaceView):
    """POST /generations/quote: the price of asking; writes no row."""

    @extend_schema(request=GenerateSerializer, responses=QuoteSerializer)
    def post(self, request: Request) -> Response:
        """What this request would take; refused as the request itself would be, where the plan or credits lack."""
        data = validated(GenerateSerializer, request)
        tier = data.get("quality") or self._tier(data)
        count = data.get("count", making.USUAL_COUNT[data["kind"]])
        asked = GenerationRequest(kind=data["kind"], prompt=data["prompt"], tier=tier, count=count)
        price = quote_for(asked, decide(asked.kind, asked.tier))
        charging.check(asked, price.credits)
        return Response(plain(price))

    def _tier(self, data: dict[str, Any]) -> str:
        if data.get("scene"):
            return queries.plain_scene(data["scene"]).effective_quality
        return queries.project(data["project"]).quality if data.get("project") else "standard"


def _scene_of(generation: Generation) -> Scene:
    if generation.scene_id is None:
        raise Conflict("This was not made for a scene.", "Ask for takes or frames of a scene.")
    return queries.plain_scene(generation.scene_id)


def _frames_like(
    node: Generation, prompt: str, data: dict[str, Any], user_id: UUID | None, count: int = values.FRAMES_A_PROMPT
) -> Generation:
    """More frames of a generation's scene, which leave out what it left out and keep its colours and light.

    `prompt` is what they go on from; another one in `data` edits it.
    """
    edited = data["prompt"] or prompt
    return making.make_frames(
        _scene_of(node),
        prompt=edited,
        edited_from=prompt if edited != prompt else "",
        negative_prompt=node.negative_prompt,
        reference_sha256=node.settings.get("reference_sha256", ""),
        seed=data.get("seed"),
        count=count,
        user_id=user_id,
        parent_id=node.pk,
    )


class FramesView(Answers, HeroFramesView):
    """GET, POST /generations/{id}/hero-frames."""

    @extend_schema(request=TweakSerializer, responses={202: GenerationSerializer})
    def post(self, request: Request, generation_id: UUID) -> Response:
        """More frames of the same scene."""
        node, data = made.generation(generation_id), validated(TweakSerializer, request)
        return self.accepted(_frames_like(node, node.prompt, data, self.user_id))


class FrameRegenerateView(Answers):
    """POST /generations/{id}/hero-frames/{frame}/regenerate."""

    @extend_schema(request=TweakSerializer, responses={202: GenerationSerializer})
    def post(self, request: Request, generation_id: UUID, frame_id: UUID) -> Response:
        """Make one frame again, with a changed prompt or another seed."""
        node, data = made.generation(generation_id), validated(TweakSerializer, request)
        frame = queries.frame_in_tree(node, frame_id)
        return self.accepted(_frames_like(node, frame.prompt, data, self.user_id, count=1))


class FrameSelectView(MediaContextMixin, WorkspaceView):
    """POST /generations/{id}/hero-frames/{frame}/select."""

    @extend_schema(request=None, responses=SceneSerializer)
    def post(self, request: Request, generation_id: UUID, frame_id: UUID) -> Response:
        """Choose a frame for takes."""
        node = made.generation(generation_id)
        frame = queries.frame_in_tree(node, frame_id)
        choosing.choose_frame(_scene_of(node), frame)
        return Response(self.told(SceneSerializer, queries.scene(_scene_of(node).pk)))


class SceneFrameSelectView(MediaContextMixin, WorkspaceView):
    """POST /scenes/{id}/hero-frames/{frame}/select: also for a picture of one's own."""

    @extend_schema(request=None, responses=SceneSerializer)
    def post(self, request: Request, scene_id: UUID, frame_id: UUID) -> Response:
        """Choose a frame of this scene for takes."""
        scene = queries.plain_scene(scene_id)
        choosing.choose_frame(scene, queries.frame_of(scene, frame_id))
        return Response(self.told(SceneSerializer, queries.scene(scene.pk)))


class ProcessView(Answers):
    """POST /generations/{id}/process."""

    @extend_schema(request=ProcessSerializer, responses={202: GenerationSerializer})
    def post(self, request: Request, generation_id: UUID) -> Response:
        """Shoot takes: of the named frame, else of the chosen one, else of the best."""
        node, data = made.generation(generation_id), validated(ProcessSerializer, request)
        scene = _scene_of(node)
        frame = _frame(scene, data.pop("frame", None))
        if scene.selected_frame_id != frame.pk:
            choosing.choose_frame(scene, frame)
        return self.accepted(making.make_takes(scene, frame, **data, user_id=self.user_id, parent_id=node.pk))


class TakeSelectView(MediaContextMixin, WorkspaceView):
    """POST /generations/{id}/attempts/{take}/select."""

    @extend_schema(request=None, responses=SceneSerializer)
    def post(self, request: Request, generation_id: UUID, take_id: UUID) -> Response:
        """Use this take in the film."""
        node = made.generation(generation_id)
        choosing.choose_take(_scene_of(node), queries.take_in_tree(node, take_id))
        return Response(self.told(SceneSerializer, queries.scene(_scene_of(node).pk)))


class RetryView(Answers):
    """POST /generations/{id}/retry."""

    @extend_schema(request=None, responses={202: GenerationSerializer})
    def post(self, request: Request, generation_id: UUID) -> Response:
        """Ask for the same again, as a new generation of the same tree."""
        node = made.generation(generation_id)
        if not node.ended:
            raise Conflict("This is still being made.", "Wait for it, or cancel it first.")
        if node.kind == values.PLAN:
            return self.accepted(making.plan_again(node, self.user_id))
        if node.kind == values.FILM:
            return self.accepted(finishing.again(node, self.user_id))
        return self.accepted(making.make_again(node, self.user_id))
