"""What makes something: POST /generations and its sub-resources. Each makes one generation and answers 202."""

import json
from collections.abc import Callable
from hashlib import sha256
from typing import Any, TypeAlias, TypeVar, cast
from uuid import UUID

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import status
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.access import WorkspaceView
from accounts.problems import Conflict, InvalidField, Problem
from generation import charging, values
from generation import queries as made
from generation.deciding import ADJUST, plain
from generation.enhancement.choosing import SETTING, kept, of_settings
from generation.models import Generation, HeroFrame, Job
from generation.prompts import using
from generation.quote_serializers import QuoteSerializer
from generation.serializers import GenerationSerializer
from generation.services import attempting, starting
from generation.values import GenerationRequest
from generation.variations.kept import OWN, VARIATIONS
from generation.views import GenerationListView, HeroFramesView, MediaContextMixin
from projects import queries
from projects.api.projects import validated
from projects.models import ASK, AUTOMATIC, Improvement, Project, Scene
from projects.polish_serializers import QuoteAskSerializer
from projects.serializers import (
    MAX_TAKES,
    GenerateSerializer,
    ProcessSerializer,
    RetrySerializer,
    SceneSerializer,
    TweakSerializer,
)
from projects.services import choosing, finals, finishing, making, polishing, qualities
from projects.services.qualities import Wanted

KEY_HEADER = "Idempotency-Key"
MAX_KEY_CHARACTERS = 200
FIXED_IN_VARIATIONS = {"prompt", "seed", "count", "side", "frames"}
KEY_PARAMETER = OpenApiParameter(
    KEY_HEADER, str, OpenApiParameter.HEADER, description="The same key, the same generation."
)
Known: TypeAlias = dict[str, Any]
"""The key of a request and the digest of its body."""


Keyed = TypeVar("Keyed", Generation, Improvement, Project)
"""What is made once for an idempotency key."""


class Answers(MediaContextMixin, WorkspaceView):
    """Answers with a generation."""

    def accepted(self, generation: Generation) -> Response:
        """202 with the generation as it stands; its work may begin while this is written."""
        self.settle()
        told = self.told(GenerationSerializer, made.generation(generation.pk))
        return Response(told, status=status.HTTP_202_ACCEPTED)

    def once(self, request: Request, make: Callable[[Known], Generation], about: str = "") -> Response:
        """What `make` makes, or what was made when the same key was sent for the same body (and `about`) before."""
        key, digest = key_of(request), digest_of(request, about)
        if key and (before := starting.asked_before(key)) is not None:
            return self.accepted(same_as(before, digest))
        return self.accepted(make({"idempotency_key": key, "request_digest": digest}))


class GenerateView(Answers, GenerationListView):
    """GET, POST /generations."""

    @extend_schema(request=GenerateSerializer, responses={202: GenerationSerializer}, parameters=[KEY_PARAMETER])
    def post(self, request: Request) -> Response:
        """Make frames or takes of a scene, or a picture that stands alone."""
        return self.once(request, lambda known: ask(validated(GenerateSerializer, request), self.user_id, known))


def key_of(request: Request) -> str:
    """The request's Idempotency-Key; empty without one."""
    key = request.headers.get(KEY_HEADER, "")
    if len(key) > MAX_KEY_CHARACTERS or not key.isprintable():
        raise InvalidField(
            KEY_HEADER,
            f"This {KEY_HEADER} can't be used.",
            f"Send at most {MAX_KEY_CHARACTERS} printable characters.",
        )
    return key


def digest_of(request: Request, about: str = "") -> str:
    """What was asked, in short: the body and what the address says besides."""
    return sha256((about + json.dumps(request.data, sort_keys=True, default=str)).encode()).hexdigest()


def same_as(before: Keyed, digest: str) -> Keyed:
    """What was made for this key, if it was asked for with the same body."""
    if before.request_digest != digest:
        raise key_already_used()
    return before


def key_already_used() -> Problem:
    """The answer to a key that was sent with another body before."""
    return Problem(
        "Key already used",
        f"This {KEY_HEADER} was sent with another request before.",
        "Use a new key for a new request.",
        status=422,
    )


def ask(data: dict[str, Any], user_id: UUID | None, known: Known) -> Generation:
    """Make what a validated request asks for."""
    words: dict[str, Any] = {
        name: data[name]
        for name in ("prompt", "quality", "seed", "count", "priority")
        if data.get(name) not in (None, "")
    }
    words |= {name: data[name] for name in ("negative_prompt", "enhance", using.SETTING) if name in data}
    words |= {"more": {VARIATIONS: data[VARIATIONS]}} if VARIATIONS in data else {}
    words["user_id"], words["adjust"] = user_id, _adjust(data)
    if data.get("fallback_policy"):
        words["asks"] = data["fallback_policy"] == ASK
    if data["kind"] == values.PICTURE:
        return starting.start(_picture(data, user_id), **known)
    scene = queries.plain_scene(data["scene"])
    if data.get("parent"):
        words["parent_id"] = _version(scene, data["parent"])
    if data["kind"] == values.FRAMES:
        if data.get("reference"):
            words["reference_sha256"] = _named(scene, "reference", data["reference"]).output.file.sha256
        return making.make_frames(scene, **words, **known)
    return making.make_takes(scene, _frame(scene, data.get("frame")), **words, **known)


def _adjust(data: dict[str, Any]) -> dict[str, int]:
    """What is asked for below the quality's own numbers."""
    return {name: data[name] for name in ("side", "frames") if data.get(name) is not None}


def _frame(scene: Scene, frame_id: UUID | None) -> HeroFrame:
    """The frame that a body names, else the one that takes are made of."""
    return making.frame_for_takes(scene) if frame_id is None else _named(scene, "frame", frame_id)


def _named(scene: Scene, field: str, frame_id: UUID) -> HeroFrame:
    """A frame of this scene that a field of the body names."""
    found = queries.frames_of(scene).filter(pk=frame_id).first()
    if found is None:
        raise InvalidField(field, "This scene has no such frame.", "Use the id of one of its frames.")
    return found


def _version(scene: Scene, parent_id: UUID) -> UUID:
    """A version of this scene that `parent` names: frames or takes of it."""
    versions = Generation.objects.filter(scene=scene, kind__in=(values.FRAMES, values.TAKES))
    if not versions.filter(pk=parent_id).exists():
        raise InvalidField("parent", "This scene has no such version.", "Use the id of frames or takes of this scene.")
    return parent_id


def _picture(data: dict[str, Any], user_id: UUID | None) -> GenerationRequest:
    project = queries.project(data["project"]) if data.get("project") else None
    wanted = _wanted(data, project)
    adjust = wanted.adjusted(values.PICTURE, _adjust(data))
    policy = data.get("fallback_policy") or (project.fallback_policy if project else AUTOMATIC)
    return GenerationRequest(
        kind=values.PICTURE,
        prompt=data["prompt"],
        negative_prompt=data.get("negative_prompt", ""),
        tier=wanted.tier,
        seed=data.get("seed"),
        count=data.get("count", 1),
        project_id=project.pk if project else None,
        user_id=user_id,
        settings=_picture_settings(data, adjust),
        asks=policy == ASK,
        priority=data.get("priority", ""),
    )


def _picture_settings(data: dict[str, Any], adjust: dict[str, int]) -> dict[str, Any]:
    settings: dict[str, Any] = {ADJUST: adjust} if adjust else {}
    if data.get("enhance") is not None:
        settings[SETTING] = kept(data["enhance"])
    if data.get(using.SETTING):
        settings[using.SETTING] = data[using.SETTING]
    if VARIATIONS in data:
        settings[VARIATIONS] = data[VARIATIONS]
    return settings


def _wanted(data: dict[str, Any], project: Project | None) -> Wanted:
    """The quality of a picture that stands alone."""
    if data.get("quality"):
        return qualities.named(data["quality"])
    return qualities.of_project(project) if project else Wanted("standard")


class QuoteView(MediaContextMixin, WorkspaceView):
    """POST /generations/quote: the price of asking; writes no row."""

    @extend_schema(request=QuoteAskSerializer, responses=QuoteSerializer)
    def post(self, request: Request) -> Response:
        """What this request would take; refused as the request itself would be, where the plan or credits lack."""
        data = validated(QuoteAskSerializer, request)
        if data["kind"] == values.POLISH:
            return Response(plain(polishing.price(polishing.named(data), data["steps"])))
        wanted = wanted_of(data)
        is_automatic = data["kind"] == values.TAKES and "count" not in data
        usual = attempting.most() if is_automatic else making.USUAL_COUNT[data["kind"]]
        rules = making.rules_of(queries.plain_scene(data["scene"]).episode.project) if is_automatic else {}
        settings: dict[str, Any] = {ADJUST: wanted.adjusted(data["kind"], _adjust(data))}
        if data.get("reference"):
            settings["reference_sha256"] = str(data["reference"])  # that there is one is all that a price rests on
        count = data.get("count", usual)
        asked = GenerationRequest(
            data["kind"], data["prompt"], wanted.tier, count=count, settings=settings, attempts=rules
        )
        return Response(plain(charging.price_of(asked)))


def wanted_of(data: dict[str, Any]) -> Wanted:
    """The quality that a body asks for: what it names, else its scene's or its project's."""
    if data.get("scene"):
        return qualities.of_scene(queries.plain_scene(data["scene"]), data.get("quality"))
    return _wanted(data, queries.project(data["project"]) if data.get("project") else None)


def _scene_of(generation: Generation) -> Scene:
    if generation.scene_id is None:
        raise Conflict("This was not made for a scene.", "Ask for takes or frames of a scene.")
    return queries.plain_scene(generation.scene_id)


def frames_like(
    node: Generation,
    prompt: str,
    data: dict[str, Any],
    user_id: UUID | None,
    count: int = values.FRAMES_A_PROMPT,
    size: dict[str, Any] | None = None,
) -> Generation:
    """More frames of a generation's scene, which leave out what it left out and keep its colours and light.

    `prompt` is what they go on from; another one in `data` edits it. `size`: what a batch made a frame's size of.
    """
    edited = data["prompt"] or prompt
    chosen = data["enhance"] if "enhance" in data else of_settings(node.settings)
    return making.make_frames(
        _scene_of(node),
        prompt=edited,
        edited_from=prompt if edited != prompt else "",
        negative_prompt=data.get("negative_prompt", node.negative_prompt),
        enhance=chosen,
        template=using.of_settings(node.settings) if edited == node.prompt else None,
        reference_sha256=node.settings.get("reference_sha256", ""),
        more=size or {},
        seed=data.get("seed"),
        count=count,
        user_id=user_id,
        parent_id=node.pk,
    )


def size_of(frame: HeroFrame) -> dict[str, Any]:
    """The settings that gave a frame of a batch its size; nothing for any other."""
    job = Job.objects.filter(output=frame.output_id).first()
    return dict(job.params.get(OWN, {})) if job else {}


class FramesView(Answers, HeroFramesView):
    """GET, POST /generations/{id}/hero-frames."""

    @extend_schema(request=TweakSerializer, responses={202: GenerationSerializer})
    def post(self, request: Request, generation_id: UUID) -> Response:
        """More frames of the same scene."""
        node, data = made.generation(generation_id), validated(TweakSerializer, request)
        if VARIATIONS in node.settings and not data["prompt"]:
            raise Conflict("These are variations, each of its own words.", "Make one of the frames again instead.")
        return self.accepted(frames_like(node, node.prompt, data, self.user_id))


class FrameRegenerateView(Answers):
    """POST /generations/{id}/hero-frames/{frame}/regenerate."""

    @extend_schema(request=TweakSerializer, responses={202: GenerationSerializer})
    def post(self, request: Request, generation_id: UUID, frame_id: UUID) -> Response:
        """Make one frame again, with a changed prompt or another seed."""
        node, data = made.generation(generation_id), validated(TweakSerializer, request)
        frame = queries.frame_in_tree(node, frame_id)
        return self.accepted(frames_like(node, frame.prompt, data, self.user_id, count=1, size=size_of(frame)))


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


class FinalView(Answers):
    """POST /scenes/{id}/final."""

    @extend_schema(request=None, responses={202: GenerationSerializer})
    def post(self, request: Request, scene_id: UUID) -> Response:
        """Make the chosen take once more in the project's full quality: the same words, seed and movement."""
        return self.accepted(finals.begin(queries.plain_scene(scene_id), self.user_id))


class TakeSelectView(MediaContextMixin, WorkspaceView):
    """POST /generations/{id}/attempts/{take}/select."""

    @extend_schema(request=None, responses=SceneSerializer)
    def post(self, request: Request, generation_id: UUID, take_id: UUID) -> Response:
        """Use this take in the film."""
        node = made.generation(generation_id)
        choosing.choose_take(_scene_of(node), queries.take_in_tree(node, take_id), by_person=True)
        return Response(self.told(SceneSerializer, queries.scene(_scene_of(node).pk)))


class RetryView(Answers):
    """POST /generations/{id}/retry."""

    @extend_schema(request=RetrySerializer, responses={202: GenerationSerializer})
    def post(self, request: Request, generation_id: UUID) -> Response:
        """Ask for the same again or with a change, as a new generation of the same tree."""
        change = validated(RetrySerializer, request)
        node = made.generation(generation_id)
        if not node.ended:
            raise Conflict("This is still being made.", "Wait for it, or cancel it first.")
        _check_change(node, change)
        if node.kind == values.PLAN:
            return self.accepted(making.plan_again(node, self.user_id))
        if node.kind == values.FILM:
            return self.accepted(finishing.again(node, self.user_id))
        wanted = cast(making.Change, {**change, "adjust": _adjust(change)})
        return self.accepted(making.make_again(node, self.user_id, wanted))


def _check_change(node: Generation, change: dict[str, Any]) -> None:
    """A plan, a film and a polish are made again as they were; takes are at most six; variations keep their parts."""
    if node.kind in (values.PLAN, values.FILM, values.POLISH) and change:
        field = next(iter(change))
        raise InvalidField(field, "This is made again as it was.", "Leave this out, or ask for something new.")
    if VARIATIONS in node.settings and (fixed := FIXED_IN_VARIATIONS & change.keys()):
        raise InvalidField(
            min(fixed), "Variations keep their words, seeds and sizes.", "Leave this out, or ask for others."
        )
    if node.kind == values.TAKES and change.get("count", 1) > MAX_TAKES:
        advice = f"Use a whole number from 1 to {MAX_TAKES} for takes."
        raise InvalidField("count", "This count is too large.", advice)
