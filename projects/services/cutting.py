"""Cuts an episode's takes into a film."""

from uuid import UUID

from accounts.problems import Conflict
from generation import values
from generation.models import Generation
from generation.services import starting
from generation.values import GENERATION_ENDS, GenerationRequest, JobPlan
from projects.models import Episode, Scene
from projects.services.arranging import hold_episode


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
