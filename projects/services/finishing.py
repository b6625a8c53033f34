"""Letting the studio finish a film: load the facts, ask the decider, act."""

from uuid import UUID

from django.http import Http404

from accounts.problems import Conflict, Problem
from generation import values
from generation.errors import Category, JobError, refused
from generation.models import Generation, HeroFrame
from generation.services import ending
from generation.values import GENERATION_ENDS
from projects.automation import (
    MAX_FAILURES,
    Action,
    Cut,
    FrameFacts,
    GiveUp,
    MakeFinal,
    MakeFrames,
    MakeTakes,
    SceneFacts,
    best_frame,
    next_actions,
)
from projects.models import Episode, Scene
from projects.services import choosing, cutting, finals, making


def open_film_of(generation: Generation) -> Generation | None:
    """The automatic film of this generation's episode, locked, while it is being made; whoever asked."""
    if generation.kind == values.FILM:
        return None
    episode = generation.settings.get("episode")
    if generation.scene_id is not None:
        episode = str(Scene.objects.get(pk=generation.scene_id).episode_id)
    films = Generation.objects.held().filter(kind=values.FILM, settings__episode=episode)
    return films.filter(settings__automatic=True).exclude(state__in=GENERATION_ENDS).first()


def go_on(film: Generation) -> None:
    """Do what a film needs next; nothing more once it is being cut.

    What can't be asked for ends the film with its reason: the part whose end called us has to be kept all the same.
    """
    try:
        _go_on(film)
    except Http404:  # a scene was deleted at the same moment; it is not among those that are read now
        go_on(film)
    except Problem as problem:
        ending.film_failed(film, refused(problem.detail, problem.advice))


def _go_on(film: Generation) -> None:
    if film.jobs.exists():
        return
    episode = Episode.objects.select_related("project").filter(pk=film.settings["episode"]).first()
    if episode is None:
        return
    scenes = {scene.pk: scene for scene in _scenes(episode)}
    if not scenes:
        _plan_or_stop(film, episode)
        return
    for action in next_actions([_facts(scene, film) for scene in scenes.values()]):
        _act(action, film, episode, scenes)


def _scenes(episode: Episode) -> list[Scene]:
    rows = episode.scenes.select_related(
        "episode__project__custom_tier", "selected_take__output__file", "selected_take__generation", "selected_frame"
    )
    return list(rows.prefetch_related("hero_frames"))


def _plan_or_stop(film: Generation, episode: Episode) -> None:
    plans = Generation.objects.filter(kind=values.PLAN, settings__episode=str(episode.pk))
    if plans.exclude(state__in=GENERATION_ENDS).exists():
        return
    if film.children.filter(kind=values.PLAN).exists():
        words = "No scenes could be planned.", "Write the idea in other words."
        ending.film_failed(film, JobError(Category.PIPELINE, *words))
        return
    making.make_plan(
        episode,
        idea=film.prompt,
        scenes=film.count,
        seed=film.seed,
        user_id=film.created_by_id,
        replace=False,
        parent_id=film.pk,
    )


def _facts(scene: Scene, film: Generation) -> SceneFacts:
    asked = list(Generation.objects.filter(scene=scene))
    frames = tuple(FrameFacts(frame.pk, frame.score) for frame in scene.hero_frames.all())
    return SceneFacts(
        id=scene.pk,
        frames=frames,
        selected_frame=scene.selected_frame_id,
        has_take=scene.selected_take_id is not None,
        busy=any(not generation.ended for generation in asked),
        failures=_failures([generation for generation in asked if generation.parent_id == film.pk]),
        draft=finals.is_draft(scene) and finals.is_in_plan(scene),
        wordless=_is_wordless(scene, scene.selected_frame_id or best_frame(frames)),
    )


def _is_wordless(scene: Scene, frame_id: UUID | None) -> bool:
    words = [scene.prompt, *(frame.prompt for frame in scene.hero_frames.all() if frame.pk == frame_id)]
    return not any(text.strip() for text in words)


def _failures(asked: list[Generation]) -> int:
    """What the creator cancelled is not begun again behind their back."""
    if any(generation.state == values.CANCELLED for generation in asked):
        return MAX_FAILURES
    return sum(generation.made_nothing for generation in asked)


def _act(action: Action, film: Generation, episode: Episode, scenes: dict[UUID, Scene]) -> None:
    if isinstance(action, MakeFrames):
        scene = scenes[action.scene]
        seed = (film.seed + scene.number) % (values.MAX_SEED + 1)
        making.make_frames(scene, seed=seed, user_id=film.created_by_id, parent_id=film.pk, asks=False)
    elif isinstance(action, MakeTakes):
        _choose_and_shoot(film, scenes[action.scene], action.frame)
    elif isinstance(action, MakeFinal):
        finals.begin(scenes[action.scene], film.created_by_id, film)
    elif isinstance(action, Cut):
        cutting.add_cut(film, episode, [scenes[scene] for scene in action.scenes])
    elif isinstance(action, GiveUp):
        ending.film_failed(
            film,
            JobError(Category.PIPELINE, "None of the scenes could be made.", "Look at each scene for its reason."),
        )


def _choose_and_shoot(film: Generation, scene: Scene, frame_id: UUID) -> None:
    frame = HeroFrame.objects.select_related("output__file").get(pk=frame_id)
    if scene.selected_frame_id is None:
        choosing.choose_frame(scene, frame)
    seed = (film.seed + 31 * scene.number) % (values.MAX_SEED + 1)
    making.make_takes(scene, frame, seed=seed, user_id=film.created_by_id, parent_id=film.pk, asks=False)


def start(
    episode: Episode,
    *,
    user_id: UUID | None,
    scenes: int,
    automatic: bool,
    seed: int | None = None,
    parent_id: UUID | None = None,
) -> Generation:
    """Begin a film and take its first steps."""
    film = cutting.make_film(
        episode, automatic=automatic, user_id=user_id, scenes=scenes, seed=seed, parent_id=parent_id
    )
    if automatic:
        _check_words(film, episode)
        _go_on(film)
    else:
        cutting.add_cut(film, episode, _scenes(episode))
    return film


def _check_words(film: Generation, episode: Episode) -> None:
    facts = [(scene, _facts(scene, film)) for scene in _scenes(episode)]
    wordless = [scene for scene, told in facts if told.wordless and not told.has_take and not told.busy]
    if wordless:
        raise Conflict(
            f"{cutting.numbered(wordless)} no words yet.",
            "Write what should be seen there, or delete it.",
        )


def again(film: Generation, user_id: UUID | None) -> Generation:
    """Make a film again that failed or was cancelled: what is already made is used."""
    episode = Episode.objects.select_related("project").get(pk=film.settings["episode"])
    automatic = bool(film.settings.get("automatic"))
    return start(episode, user_id=user_id, scenes=film.count, automatic=automatic, seed=film.seed, parent_id=film.pk)
