"""How an episode's frames, takes and film stand, and what making them anew costs."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from generation import values
from generation.deciding import ADJUST, decide, quote_for, situation
from generation.models import Generation, HeroFrame, Job
from generation.values import GenerationRequest
from projects import dependencies
from projects.automation import FrameFacts, best_frame
from projects.dependencies import MadeFrame, MadeTake, Node, SceneFacts, SceneStates
from projects.models import Episode, Scene
from projects.services import making, qualities
from projects.services.origins import TOLD, fitting, look_digest, look_of, words_of


@dataclass(frozen=True, slots=True)
class Cost:
    """Credits at most, and from how many to how many seconds of work."""

    credits: int = 0
    seconds: tuple[float, float] = (0.0, 0.0)

    def __add__(self, other: "Cost") -> "Cost":
        both = zip(self.seconds, other.seconds, strict=True)
        low, high = (one + two for one, two in both)
        return Cost(self.credits + other.credits, (low, high))


@dataclass(frozen=True, slots=True)
class SceneStanding:
    """A scene, how it stands, and what it takes to put it right; None where nothing is stale."""

    scene: Scene
    states: SceneStates
    cost: Cost | None


@dataclass(frozen=True, slots=True)
class Standing:
    """A whole episode."""

    scenes: list[SceneStanding]
    film: Node

    @property
    def cost(self) -> Cost | None:
        """What it takes to put everything right that is stale."""
        costs = [each.cost for each in self.scenes if each.cost]
        return sum(costs, Cost()) if costs else None


def scenes_of(episode: Episode) -> list[Scene]:
    """The episode's scenes with what their state rests on, in a fixed number of queries."""
    chosen = ("selected_frame", "selected_take")
    related = [f"{name}__{part}" for name in chosen for part in ("output__file", "generation")]
    rows = Scene.objects.filter(episode=episode).select_related("episode__project__custom_tier", *related)
    return list(rows.defer("extra", "episode__extra", "episode__project__extra"))


def facts_of(scene: Scene, fallback: HeroFrame | None = None) -> SceneFacts:
    """What decides how a scene stands; `fallback`: the frame in use where none is chosen."""
    frame, take, look = scene.selected_frame or fallback, scene.selected_take, look_of(scene)
    return SceneFacts(
        words=words_of(scene),
        camera=dependencies.digest(scene.camera),
        frame_look=look_digest(look, values.FRAMES),
        take_look=look_digest(look, values.TAKES),
        frame=_made_frame(frame.output.file.sha256, frame.generation) if frame else None,
        take=_made_take(take.output.file.sha256, take.generation) if take else None,
    )


def _made_frame(sha256: str, generation: Generation | None) -> MadeFrame:
    """A picture of one's own, and one from before this was kept, fits all."""
    told = generation.settings.get(TOLD, {}) if generation else {}
    return MadeFrame(sha256, fitting(told, "words", "scene"), fitting(told, "look", "scene_look"))


def _made_take(sha256: str, generation: Generation) -> MadeTake:
    told = generation.settings.get(TOLD, {})
    begins_with = generation.settings.get("frame_sha256", "")
    return MadeTake(sha256, begins_with, told.get("camera"), fitting(told, "look", "scene_look"))


def standing(episode: Episode) -> Standing:
    """How everything of an episode stands, with the price of putting it right."""
    scenes = scenes_of(episode)
    best = _best_frames([scene for scene in scenes if scene.selected_frame is None])
    states = [dependencies.scene_states(facts_of(scene, best.get(scene.pk))) for scene in scenes]
    prices = _Prices()
    told = [SceneStanding(scene, each, prices.of(scene, each)) for scene, each in zip(scenes, states, strict=True)]
    takes = [scene.selected_take.output.file.sha256 if scene.selected_take else None for scene in scenes]
    stale = [scene.number for scene, each in zip(scenes, states, strict=True) if each.redoes_take]
    return Standing(told, dependencies.film_state(takes, _cut_of(episode), stale))


def _best_frames(scenes: Iterable[Scene]) -> dict[Any, HeroFrame]:
    rows = HeroFrame.objects.filter(scene__in=list(scenes)).select_related("output__file", "generation").order_by("id")
    found: dict[Any, dict[Any, HeroFrame]] = {}
    for row in rows:
        found.setdefault(row.scene_id, {})[row.pk] = row
    best = {key: best_frame([FrameFacts(f.pk, f.score) for f in frames.values()]) for key, frames in found.items()}
    return {key: frames[chosen] for key, frames in found.items() if (chosen := best[key]) is not None}


def _cut_of(episode: Episode) -> list[str] | None:
    """The takes that the film was cut of."""
    film = Episode.objects.filter(pk=episode.pk).select_related("film").get().film
    if film is None or film.generation_id is None:
        return None
    job = Job.objects.filter(generation_id=film.generation_id, kind=values.JOB_CUT).first()
    return list(job.params.get("clips", [])) if job else None


class _Prices:
    """Quotes by the code that quotes a request; one kind of request is quoted once."""

    def __init__(self) -> None:
        self.here = situation()
        self.known: dict[Any, Cost] = {}

    def of(self, scene: Scene, states: SceneStates) -> Cost | None:
        kinds = [values.FRAMES] if states.redoes_frame else []
        kinds += [values.TAKES] if states.redoes_take else []
        return sum((self._cost(scene, kind) for kind in kinds), Cost()) if kinds else None

    def _cost(self, scene: Scene, kind: str) -> Cost:
        wanted = qualities.of_scene(scene)
        adjust = wanted.adjusted(kind, {})
        key = (kind, wanted.tier, tuple(sorted(adjust.items())))
        if key not in self.known:
            asked = GenerationRequest(
                kind, "", wanted.tier, count=making.USUAL_COUNT[kind], settings={ADJUST: adjust} if adjust else {}
            )
            price = quote_for(asked, decide(asked, self.here), self.here)
            self.known[key] = _whole(price.credits, price.work_seconds, asked.count)
        return self.known[key]


def _whole(credits: int, work_seconds: tuple[float, float], count: int) -> Cost:
    """The price of so many, one after the other."""
    low, high = work_seconds
    return Cost(credits, (low * count, high * count))
