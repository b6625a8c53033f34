"""Asking generation for what a scene or an episode needs."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from typing import Any, TypedDict, Unpack
from uuid import UUID

from django.db.models import Q, QuerySet
from django.http import Http404

from accounts.problems import Conflict, InvalidField
from generation import values
from generation.deciding import ADJUST
from generation.engines.base import World
from generation.enhancement import choosing
from generation.models import Generation, HeroFrame, Job, Take
from generation.polishing import POLISH
from generation.prompts import using
from generation.services import attempting, starting
from generation.values import GENERATION_ENDS, GenerationRequest
from generation.variations.kept import VARIATIONS, only
from projects.automation import FrameFacts, best_frame
from projects.models import Episode, Project, Scene
from projects.services import origins, qualities
from projects.services.arranging import hold

USUAL_COUNT = {values.FRAMES: values.FRAMES_A_PROMPT, values.TAKES: values.TAKES_A_SCENE, values.PICTURE: 1}
"""How many are made where nobody says."""
MOST_A_SCENE = {values.FRAMES: 200, values.TAKES: 200}
"""A scene is told with all of them."""


def make_plan(
    episode: Episode,
    *,
    idea: str,
    scenes: int,
    user_id: UUID | None,
    seed: int | None = None,
    replace: bool = False,
    brief: dict[str, Any] | None = None,
    template: str | None = None,
    parent_id: UUID | None = None,
    known: dict[str, Any] | None = None,
) -> Generation:
    """Ask for a plan of so many scenes; made scenes are only replaced when that is said.

    `brief`: the rest of a `generation.stories.values.Brief`, where more than an idea is given; `template`: the version
    of a template that the idea was written with.
    """
    _check_may_plan(episode, replace)
    Episode.objects.filter(pk=episode.pk).update(idea=idea)
    return starting.start(
        GenerationRequest(
            kind=values.PLAN,
            prompt=idea,
            tier=episode.project.quality,
            seed=seed,
            count=scenes,
            project_id=episode.project_id,
            parent_id=parent_id,
            user_id=user_id,
            settings={"episode": str(episode.pk), "replace": replace, **_said(brief=brief, template=template)},
        ),
        **(known or {}),
    )


def _said(**parts: Any) -> dict[str, Any]:
    return {name: part for name, part in parts.items() if part}


def _check_may_plan(episode: Episode, replace: bool) -> None:
    if not replace and made_of(Scene.objects.filter(episode=episode)):
        raise Conflict(
            "This episode already has scenes with pictures.",
            'Send "replace": true to plan it anew, which deletes them, or add scenes one by one.',
        )
    if work_on(episode):
        raise Conflict("Something of these scenes is being made.", "Wait for it or cancel it, then plan anew.")


def made_of(scenes: QuerySet[Scene]) -> bool:
    """Whether there are pictures of these scenes, or recipes of pictures that an import brought."""
    return scenes.filter(Q(hero_frames__isnull=False) | Q(extra__has_any_keys=["frames", "takes"])).exists()


def work_on(episode: Episode) -> bool:
    """Whether something of the episode's scenes waits or runs."""
    return Generation.objects.filter(scene__episode=episode).exclude(state__in=GENERATION_ENDS).exists()


def work_on_scene(scene: Scene) -> bool:
    """Whether something of the scene waits or runs."""
    return Generation.objects.filter(scene=scene).exclude(state__in=GENERATION_ENDS).exists()


def plan_again(plan: Generation, user_id: UUID | None) -> Generation:
    """Ask for the same plan again, by the same rules as for a new one."""
    episode = Episode.objects.select_related("project").filter(pk=plan.settings["episode"]).first()
    if episode is None:
        raise Http404
    return make_plan(
        episode,
        idea=plan.prompt,
        scenes=plan.count,
        seed=plan.seed,
        brief=plan.settings.get("brief"),
        template=using.of_settings(plan.settings),
        user_id=user_id,
        parent_id=plan.pk,
    )


class Wish(TypedDict, total=False):
    """What may be said of frames or takes; what is not said comes from the scene."""

    prompt: str
    negative_prompt: str
    enhance: Sequence[str] | None
    quality: str
    reference_sha256: str
    edited_from: str
    adjust: dict[str, int]
    final: dict[str, Any]
    redo: dict[str, Any]
    made_from: dict[str, str]
    template: str | None
    movement: int
    seed: int | None
    count: int
    asks: bool
    priority: str
    user_id: UUID | None
    parent_id: UUID | None
    more: dict[str, Any]
    idempotency_key: str
    request_digest: str


class Change(TypedDict, total=False):
    """What is to be other than before where something is asked for once more."""

    prompt: str
    negative_prompt: str
    enhance: Sequence[str] | None
    quality: str
    seed: int | None
    count: int
    adjust: dict[str, int]


def make_frames(scene: Scene, **wish: Unpack[Wish]) -> Generation:
    """Ask for hero frames of a scene."""
    return _start(scene, values.FRAMES, wish)


def make_takes(scene: Scene, frame: HeroFrame, **wish: Unpack[Wish]) -> Generation:
    """Ask for takes of a frame; the frame's own prompt moves it unless another is given."""
    hold(scene)
    told = frame.generation.settings.get(origins.TOLD, {}) if frame.generation else {}
    prompt = wish.get("prompt") or origins.moved(frame.prompt, told, scene.camera)
    return _start(scene, values.TAKES, {**wish, "prompt": prompt}, frame)


def check_room(scene: Scene, kind: str) -> None:
    """Refuse more frames or takes than a scene's answer can tell."""
    rows = HeroFrame.objects.filter(scene=scene) if kind == values.FRAMES else Take.objects.filter(scene=scene)
    made = rows.count()
    if made >= MOST_A_SCENE[kind]:
        raise Conflict(f"This scene has {made} {kind} already.", "Choose one of them, or go on in a new scene.")


def polished_kind(settings: Mapping[str, Any]) -> str:
    """What a polish makes one more of: frames or takes."""
    return values.TAKES if "roll" in settings[POLISH] else values.FRAMES


def _start(scene: Scene, kind: str, wish: Wish, frame: HeroFrame | None = None) -> Generation:
    check_room(scene, kind)
    wanted = qualities.of_scene(scene, wish.get("quality"), final="final" in wish)
    is_automatic = kind == values.TAKES and "count" not in wish
    prompt = _prompt(scene, wish.get("prompt", ""))
    look = _look(scene, wish)
    wish = {"made_from": origins.made_from(scene, kind, prompt, look), **wish}
    request = GenerationRequest(
        kind=kind,
        prompt=prompt,
        negative_prompt=look.without,
        tier=wanted.tier,
        seed=wish.get("seed"),
        count=attempting.most() if is_automatic else wish.get("count", USUAL_COUNT[kind]),
        project_id=scene.episode.project_id,
        scene_id=scene.pk,
        frame_id=frame.pk if frame else None,
        parent_id=wish.get("parent_id"),
        user_id=wish.get("user_id"),
        settings={
            "world": asdict(world_of(scene)),
            **_origin(frame, wish),
            **(_frame_words(scene, prompt, look) if frame else {}),
            **_with_chips({}, look.chips),
            **_settings(wish, wanted, kind),
        },
        asks=wish.get("asks", scene.episode.project.asks),
        priority=wish.get("priority", ""),
        attempts=rules_of(scene.episode.project) if is_automatic else {},
    )
    known = {"idempotency_key": wish.get("idempotency_key", ""), "request_digest": wish.get("request_digest", "")}
    return starting.start(request, **known)


def rules_of(project: Project) -> dict[str, Any]:
    """By which rules the studio makes as many takes as it sees fit."""
    return {"stop_early": project.stop_early}


def _origin(frame: HeroFrame | None, wish: Wish) -> dict[str, str]:
    """What a request builds on: the digests of pictures, and the prompt that was edited."""
    frame_sha256 = frame.output.file.sha256 if frame else ""
    kept = {"reference_sha256": wish.get("reference_sha256", ""), "edited_from": wish.get("edited_from", "")}
    return _said(frame_sha256=frame_sha256, **kept)


def _frame_words(scene: Scene, prompt: str, look: origins.Look) -> dict[str, str]:
    """What the scene's frames show, said as a take's words are, for a take that is asked for in other words: an engine
    can then lay over the frame what they ask for beyond it, and leaves it alone otherwise."""
    before = choosing.enhanced(scene.prompt, 0, origins.look_of(scene).chips, "takes").text
    asked = choosing.enhanced(prompt, 0, look.chips, "takes").text
    return {} if asked == before else {"frame_words": before}


def _look(scene: Scene, wish: Wish) -> origins.Look:
    """The chips and what is left out: what is asked for, else the scene's."""
    own = origins.look_of(scene)
    return origins.Look(wish.get("enhance", own.chips), wish.get("negative_prompt", own.without))


def _settings(wish: Wish, wanted: qualities.Wanted, kind: str) -> dict[str, Any]:
    """What is asked for below the quality's own numbers, and what is to be done once more in full quality."""
    parts: dict[str, Any] = {ADJUST: wanted.adjusted(kind, wish.get("adjust", {}))}
    parts |= wish.get("more", {})
    for name in ("final", "movement", "redo", using.SETTING, origins.TOLD):
        if name in wish:
            parts[name] = wish[name]  # type: ignore[literal-required]
    if wanted.custom is not None:
        parts["quality_name"] = wanted.custom.name
    return _said(**parts)


def world_of(scene: Scene) -> World:
    """What this scene shares with the others of its episode; an episode without a plan has a world of its own too."""
    episode = scene.episode
    seed = episode.world_seed if episode.world_seed is not None else episode.pk.int % (values.MAX_SEED + 1)
    scenes = episode.scenes.count()
    return World(seed, episode.idea or episode.project.idea, min(scene.number, scenes), scenes)


def _prompt(scene: Scene, prompt: str) -> str:
    text = prompt.strip() or scene.prompt.strip()
    if not text:
        raise InvalidField("prompt", "The prompt is empty.", "Describe what should be seen, in a few words.")
    return text


def frame_for_takes(scene: Scene) -> HeroFrame:
    """The chosen frame, else the best one; a scene without frames is told what to do first."""
    if scene.selected_frame is not None:
        return scene.selected_frame
    frames = {frame.pk: frame for frame in HeroFrame.objects.filter(scene=scene).select_related("output__file")}
    best = best_frame([FrameFacts(frame.pk, frame.score) for frame in frames.values()])
    if best is None:
        raise Conflict("This scene has no frame yet.", "Make hero frames or add your own picture, then shoot takes.")
    return frames[best]


def make_again(
    node: Generation,
    user_id: UUID | None,
    change: Change | None = None,
    *,
    tier: str = "",
    part: Job | None = None,
) -> Generation:
    """Ask for the same frames, takes or picture as an ended generation, as its child, but for what is changed.

    `tier`: in another quality; `part`: only what this job of it would have made.
    """
    if node.scene_id is not None:
        scene = Scene.objects.get(pk=node.scene_id)
        hold(scene)
        check_room(scene, polished_kind(node.settings) if node.kind == values.POLISH else node.kind)
    request = _same_again(node, user_id, change or {})
    if tier:
        request = replace(request, tier=tier)
    if part is not None:
        request = replace(request, seed=int(part.params["seed"]), count=1, attempts={})
    if part is not None and VARIATIONS in node.settings:
        request = replace(request, settings=only(node.settings, part.number, int(part.params["seed"])))
    return starting.start(request)


def _with_chips(settings: dict[str, Any], chosen: Sequence[str] | None) -> dict[str, Any]:
    rest = {name: value for name, value in settings.items() if name != choosing.SETTING}
    return rest if chosen is None else {**rest, choosing.SETTING: choosing.kept(chosen)}


def _made_from_again(node: Generation, prompt: str, look: origins.Look) -> dict[str, Any]:
    """What other words than a generation's are made from, or filmed otherwise; nothing where it has no scene or all is
    the same."""
    before = origins.Look(choosing.of_settings(node.settings), node.negative_prompt)
    if node.scene_id is None or (prompt == node.prompt and look == before):
        return {}
    scene = Scene.objects.get(pk=node.scene_id)
    if prompt != node.prompt:
        return {origins.TOLD: origins.made_from(scene, node.kind, prompt, look)}
    return {origins.TOLD: node.settings.get(origins.TOLD, {}) | origins.looks(scene, node.kind, look)}


def _same_again(node: Generation, user_id: UUID | None, change: Change) -> GenerationRequest:
    adjust = {**node.settings.get(ADJUST, {}), **change.get("adjust", {})}
    prompt = change.get("prompt", node.prompt)
    gone = ("redo", values.PART_OF) if prompt == node.prompt else ("redo", values.PART_OF, using.SETTING)
    settings = {name: value for name, value in node.settings.items() if name not in gone}
    settings = {**settings, ADJUST: adjust} if adjust else settings
    if "enhance" in change:
        settings = _with_chips(settings, change["enhance"])
    negative = change.get("negative_prompt", node.negative_prompt)
    if prompt != node.prompt and node.kind == values.FRAMES:
        settings = {**settings, "edited_from": node.prompt}
    settings |= _made_from_again(node, prompt, origins.Look(choosing.of_settings(settings), negative))
    project = Project.objects.filter(pk=node.project_id).first() if node.project_id else None
    is_automatic = bool(node.attempts) and project is not None and "count" not in change
    return GenerationRequest(
        kind=node.kind,
        prompt=prompt,
        negative_prompt=negative,
        tier=change.get("quality", node.requested_tier),
        seed=node.seed if change.get("seed") is None else change["seed"],
        count=attempting.most() if is_automatic else change.get("count", node.count),
        project_id=node.project_id,
        scene_id=node.scene_id,
        frame_id=node.frame_id,
        parent_id=node.pk,
        user_id=user_id,
        settings=settings,
        asks=project.asks if project else node.asks,
        attempts=rules_of(project) if is_automatic and project else {},
    )
