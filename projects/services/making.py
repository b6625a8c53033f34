"""Asking generation for what a scene or an episode needs."""

from dataclasses import asdict
from typing import Any, TypedDict, Unpack
from uuid import UUID

from django.http import Http404

from accounts.problems import Conflict, InvalidField
from generation import values
from generation.engines.base import World
from generation.models import Generation, HeroFrame, Take
from generation.services import starting
from generation.values import GENERATION_ENDS, GenerationRequest, JobPlan
from projects.automation import FrameFacts, best_frame
from projects.models import Episode, Scene
from projects.services.arranging import hold, hold_episode

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
    parent_id: UUID | None = None,
    known: dict[str, Any] | None = None,
) -> Generation:
    """Ask for a plan of so many scenes; made scenes are only replaced when that is said."""
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
            settings={"episode": str(episode.pk), "replace": replace},
        ),
        **(known or {}),
    )


def _check_may_plan(episode: Episode, replace: bool) -> None:
    if not replace and episode.scenes.filter(hero_frames__isnull=False).exists():
        raise Conflict(
            "This episode already has scenes with pictures.",
            'Send "replace": true to plan it anew, which deletes them, or add scenes one by one.',
        )
    if work_on(episode):
        raise Conflict("Something of these scenes is being made.", "Wait for it or cancel it, then plan anew.")


def work_on(episode: Episode) -> bool:
    """Whether something of the episode's scenes waits or runs."""
    return Generation.objects.filter(scene__episode=episode).exclude(state__in=GENERATION_ENDS).exists()


def plan_again(plan: Generation, user_id: UUID | None) -> Generation:
    """Ask for the same plan again, by the same rules as for a new one."""
    episode = Episode.objects.select_related("project").filter(pk=plan.settings["episode"]).first()
    if episode is None:
        raise Http404
    return make_plan(episode, idea=plan.prompt, scenes=plan.count, seed=plan.seed, user_id=user_id, parent_id=plan.pk)


class Wish(TypedDict, total=False):
    """What may be said of frames or takes; what is not said comes from the scene."""

    prompt: str
    negative_prompt: str
    quality: str
    reference_sha256: str
    edited_from: str
    seed: int | None
    count: int
    user_id: UUID | None
    parent_id: UUID | None
    idempotency_key: str
    request_digest: str


def make_frames(scene: Scene, **wish: Unpack[Wish]) -> Generation:
    """Ask for hero frames of a scene."""
    return _start(scene, values.FRAMES, wish)


def make_takes(scene: Scene, frame: HeroFrame, **wish: Unpack[Wish]) -> Generation:
    """Ask for takes of a frame; the frame's own prompt moves it unless another is given."""
    hold(scene)
    return _start(scene, values.TAKES, {**wish, "prompt": wish.get("prompt") or frame.prompt}, frame)


def check_room(scene: Scene, kind: str) -> None:
    """Refuse more frames or takes than a scene's answer can tell."""
    rows = HeroFrame.objects.filter(scene=scene) if kind == values.FRAMES else Take.objects.filter(scene=scene)
    made = rows.count()
    if made >= MOST_A_SCENE[kind]:
        raise Conflict(f"This scene has {made} {kind} already.", "Choose one of them, or go on in a new scene.")


def _start(scene: Scene, kind: str, wish: Wish, frame: HeroFrame | None = None) -> Generation:
    check_room(scene, kind)
    request = GenerationRequest(
        kind=kind,
        prompt=_prompt(scene, wish.get("prompt", "")),
        negative_prompt=wish.get("negative_prompt", ""),
        tier=wish.get("quality") or scene.effective_quality,
        seed=wish.get("seed"),
        count=wish.get("count", USUAL_COUNT[kind]),
        project_id=scene.episode.project_id,
        scene_id=scene.pk,
        frame_id=frame.pk if frame else None,
        parent_id=wish.get("parent_id"),
        user_id=wish.get("user_id"),
        settings={"world": asdict(world_of(scene)), **_origin(frame, wish)},
    )
    known = {"idempotency_key": wish.get("idempotency_key", ""), "request_digest": wish.get("request_digest", "")}
    return starting.start(request, **known)


def _origin(frame: HeroFrame | None, wish: Wish) -> dict[str, str]:
    """What a request builds on: the digests of pictures, and the prompt that was edited."""
    parts = {
        "frame_sha256": frame.output.file.sha256 if frame else "",
        "reference_sha256": wish.get("reference_sha256", ""),
        "edited_from": wish.get("edited_from", ""),
    }
    return {name: part for name, part in parts.items() if part}


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


def make_film(
    episode: Episode,
    *,
    automatic: bool,
    user_id: UUID | None,
    scenes: int,
    seed: int | None = None,
    parent_id: UUID | None = None,
) -> Generation:
    """Cut the chosen takes; `automatic` lets the studio make whatever is missing first."""
    _check_no_film_is_made(episode)
    if automatic:
        _check_something_to_start_from(episode)
    else:
        _check_all_chosen(episode)
    film = starting.start(
        GenerationRequest(
            kind=values.FILM,
            prompt=episode.idea or episode.project.idea,
            tier=episode.project.quality,
            seed=seed,
            count=scenes,
            project_id=episode.project_id,
            parent_id=parent_id,
            user_id=user_id,
            settings={"episode": str(episode.pk), "automatic": automatic},
        )
    )
    starting.begin_film(film)
    return film


def _check_no_film_is_made(episode: Episode) -> None:
    hold_episode(episode.pk)  # two at once would both find none
    films = Generation.objects.filter(kind=values.FILM, settings__episode=str(episode.pk))
    if films.exclude(state__in=GENERATION_ENDS).exists():
        raise Conflict("This film is already being made.", "Watch its progress, or cancel it first.")


def _check_something_to_start_from(episode: Episode) -> None:
    if not (episode.idea or episode.project.idea).strip() and not episode.scenes.exists():
        raise Conflict("This episode has no idea yet.", "Write in one sentence what happens, or add a scene.")


def _check_all_chosen(episode: Episode) -> None:
    scenes = list(episode.scenes.all())
    missing = [scene for scene in scenes if scene.selected_take_id is None]
    if not scenes:
        raise Conflict("This episode has no scenes yet.", "Plan it from one sentence, or add a scene.")
    if missing:
        raise Conflict(
            f"{numbered(missing)} no chosen take yet.",
            "Choose a take for each scene, or let the studio finish the film.",
        )


def numbered(scenes: list[Scene]) -> str:
    """The beginning of a sentence about these: "Scene 2 has", "Scenes 2, 3 have"."""
    numbers = ", ".join(str(scene.number) for scene in scenes)
    return f"Scene {numbers} has" if len(scenes) == 1 else f"Scenes {numbers} have"


def add_cut(film: Generation, episode: Episode, scenes: list[Scene]) -> None:
    """Give a film its cut of these scenes' chosen takes, in order."""
    outputs = [scene.selected_take.output for scene in scenes if scene.selected_take is not None]
    notice = next((output.notice for output in outputs if output.notice), "")
    clips = [output.file.sha256 for output in outputs]
    params = {"clips": clips, "title": str(episode.project), "notice": notice}
    starting.add_jobs(film, [JobPlan(values.JOB_CUT, 1, params)], engine="cutter")


def make_again(node: Generation, user_id: UUID | None) -> Generation:
    """Ask for the same frames, takes or picture as an ended generation, as its child."""
    if node.scene_id is not None:
        scene = Scene.objects.get(pk=node.scene_id)
        hold(scene)
        check_room(scene, node.kind)
    return starting.start(_same_again(node, user_id))


def _same_again(node: Generation, user_id: UUID | None) -> GenerationRequest:
    return GenerationRequest(
        kind=node.kind,
        prompt=node.prompt,
        negative_prompt=node.negative_prompt,
        tier=node.requested_tier,
        seed=node.seed,
        count=node.count,
        project_id=node.project_id,
        scene_id=node.scene_id,
        frame_id=node.frame_id,
        parent_id=node.pk,
        user_id=user_id,
        settings=node.settings,
    )
