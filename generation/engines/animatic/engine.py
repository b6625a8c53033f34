"""The drawn preview engine: reads a prompt, composes a shot from the seed, paints it and moves a camera through it."""

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import asdict, replace
from typing import Any

from generation.engines.animatic import photo
from generation.engines.animatic.canvas import Canvas
from generation.engines.animatic.composition import compose
from generation.engines.animatic.compositor import Compositor
from generation.engines.animatic.crew import Crew, Solo
from generation.engines.animatic.cuttings import PLANTS, plant_tile
from generation.engines.animatic.difference import difference
from generation.engines.animatic.memory import give_back
from generation.engines.animatic.moves import choose_style
from generation.engines.animatic.painting import paint
from generation.engines.animatic.plan import Plan, Style
from generation.engines.animatic.reference import Mood, mood_of
from generation.engines.animatic.regrading import regraded
from generation.engines.animatic.scene import Scene
from generation.engines.animatic.telling import told
from generation.engines.animatic.world import scene_of, story_of
from generation.engines.base import Picture, PictureRequest, Report, VideoRequest

OVERSCAN = 0.14  # painted around the frame for the camera to move into, as a share of its height
FILM_PIXELS, PAINTED_PIXELS = 1440 * 810, 4_500_000  # the planes of a film and of a still are painted at no more
PREVIEW_SIDE, LEAST_PREVIEW_SIDE = 256, 16
CHANCE = "2.0"
"""What chance is drawn for: another version draws the same compositions until this changes."""
TIMES = {"12": 2.0, "60": 0.4, "120": 0.2, "lapse": 4.0}
"""How fast time goes in a shot whose film ran at another rate than the usual 24 frames a second."""
WARMING = (
    "a forest by a lake, a man and a dog, clouds, birds", "a house in a city street at night in the rain",
    "surf on a beach at sunset, a ship, a whale", "a snowy mountain under an aurora and stars, fog, a wolf",
    "a spaceship by a ringed planet", "a desert in a storm, a car, a woman", "a room, a table, rain outside",
    "a river under autumn trees", "a coral reef underwater, fish", "a castle on a cliff above a jungle waterfall",
    "a crowd in a market street",
)  # fmt: skip
"""Prompts whose pictures need most of what is loaded or worked out only once."""
PAINTED = 0.2  # of a shot's work is done when every plane is painted
Request = PictureRequest | VideoRequest


class AnimaticEngine:
    """Draws what the prompt says. Needs no GPU, no key and no weights; the same request gives the same bytes."""

    name = "animatic"
    version = "2.1"
    notice = "A drawn preview: connect a GPU or a provider for finished footage."

    def picture(self, request: PictureRequest, report: Report) -> Picture:
        """One picture. Raises what `report` raises, after stopping its threads."""
        report("reading", 0.0)
        plan = self._plan(request)
        return self._drawn(request, plan, (request.width, request.height), Crew(), report)

    def preview(self, request: PictureRequest) -> Picture:
        """The same picture, no more than 256 pixels wide or high, at once: what is seen while it is made."""
        share = min(1.0, PREVIEW_SIDE / max(request.width, request.height))
        width, height = (max(LEAST_PREVIEW_SIDE, round(side * share)) for side in (request.width, request.height))
        return self._drawn(request, self._plan(request), (width, height), Solo(), _unheard)

    def warm(self) -> None:
        """Load the words and the textures that most pictures share; it takes a processor about a second."""
        for kind in PLANTS:
            plant_tile(kind)
        for prompt in WARMING:
            self.preview(PictureRequest(prompt, 1, LEAST_PREVIEW_SIDE, LEAST_PREVIEW_SIDE))

    def peak_gb(self) -> None:
        """It draws on the processor, whose memory other work shares."""

    def _drawn(self, request: PictureRequest, plan: Plan, size: tuple[int, int], crew: Crew, report: Report) -> Picture:
        report("blocking", 0.05)
        canvas = Canvas(plan, *_painted_size(size, PAINTED_PIXELS), 0.0)
        with crew:
            layers = paint(canvas, crew, _share(report, "lighting", 0.1, 0.8))
            report("developing", 0.85)
            picture = Compositor(canvas, layers, 0.0, size, crew).frame(0.0, request.seed % 1000)
        report("developing", 1.0)
        return picture

    def video(self, request: VideoRequest, report: Report) -> Iterator[Picture]:
        """A shot, from the prompt alone or through the picture given. Closing the iterator stops its threads."""
        report("reading", 0.0)
        shoot = self._through_picture if request.picture is not None else self._from_prompt
        with Crew() as crew:
            frame = shoot(request, crew, report)
            yield from crew.in_order(frame, request.frames, _share(report, "rolling", PAINTED, 1.0))

    def _from_prompt(self, request: VideoRequest, crew: Crew, report: Report) -> Callable[[int], Picture]:
        plan = self._plan(request)
        size, seconds = (request.width, request.height), _seconds(request, plan)
        canvas = Canvas(plan, *_painted_size(size, FILM_PIXELS), OVERSCAN)
        layers = paint(canvas, crew, _share(report, "blocking", 0.01, PAINTED), seconds)
        give_back()
        shot = Compositor(canvas, layers, seconds, size, crew)
        del canvas, layers
        give_back()
        last = max(1, request.frames - 1)
        return lambda index: shot.frame(index / last, index)

    def _through_picture(self, request: VideoRequest, crew: Crew, report: Report) -> Callable[[int], Picture]:
        assert request.picture is not None
        report("blocking", 0.02)
        plan, size = self._plan(request), (request.width, request.height)
        tick = _share(report, "blocking", 0.02, PAINTED)
        picture = request.picture
        if request.picture_prompt:
            picture = regraded(picture, self._plan(replace(request, prompt=request.picture_prompt)), plan)
        shot = photo.Shot(picture, size, plan, _seconds(request, plan), crew, tick)
        last = max(1, request.frames - 1)
        return lambda index: shot.frame(index / last)

    def recipe(self, request: Request) -> dict[str, Any]:
        """What was understood, what was passed over, and how it was made."""
        scene = self._scene(request)
        made = {"engine": self.name, "version": self.version, "seed": request.seed, "notice": self.notice}
        style = self._style(request)
        said = {"understood": _understood(scene, style), "read": told(scene, style)}
        return made | {"prompt": request.prompt, **said, **_lent(request)}

    def changes(self, request: PictureRequest, before: str) -> list[str]:
        """What differs between the scenes read in the two prompts; what neither says comes from the same seed."""
        scenes = (self._scene(replace(request, prompt=prompt)) for prompt in (before, request.prompt))
        return [str(change) for change in difference(*scenes)]

    def _scene(self, request: Request) -> Scene:
        return scene_of(request, story_of(request, CHANCE), _mood(request))

    def _style(self, request: Request) -> Style:
        """The camera move; chance of its own, so that it depends on neither size nor composition."""
        if not isinstance(request, VideoRequest):
            return Style("static")
        rng = story_of(request, CHANCE).own("camera")
        return choose_style(self._scene(request).move, rng, request.number)

    def _plan(self, request: Request) -> Plan:
        story, mood = story_of(request, CHANCE), _mood(request)
        scene = scene_of(request, story, mood)
        aspect = request.width / request.height
        return compose(scene, story.own("plan"), aspect, self._style(request), story, mood)


def _seconds(request: VideoRequest, plan: Plan) -> float:
    """How much time passes in a shot: more than it lasts where the film ran slowly through the camera."""
    return request.frames / max(1, request.fps) * TIMES.get(plan.scene.rate, 1.0)


def _painted_size(size: tuple[int, int], pixels: int) -> tuple[int, int]:
    """The size planes are painted at for a frame of `size`: of the same shape, of no more than `pixels`."""
    share = min(1.0, float(pixels / (size[0] * size[1])) ** 0.5)
    return max(1, round(size[0] * share)), max(1, round(size[1] * share))


def _unheard(stage: str, fraction: float) -> None:
    """A preview tells nobody how far it is."""


def _mood(request: Request) -> Mood | None:
    return None if request.reference is None else mood_of(request.reference)


def _lent(request: Request) -> dict[str, Any]:
    """What came from elsewhere than the prompt."""
    lent: dict[str, Any] = {}
    if request.world is not None:  # its idea is the whole film's: a file that is given away must not tell it
        idea = hashlib.sha256(request.world.idea.encode("utf-8", "replace")).hexdigest()
        lent["world"] = {**asdict(request.world), "idea": idea}
    if request.personas:
        lent["personas"] = {persona.name: persona.appearance for persona in request.personas}
    if request.reference is not None:
        lent["reference"] = hashlib.sha256(request.reference.tobytes()).hexdigest()
    return lent


def _share(report: Report, stage: str, start: float, end: float) -> Callable[[float], None]:
    """Progress of one stretch of the work as a share of the whole; it never goes back."""
    furthest = start

    def tick(done: float) -> None:
        nonlocal furthest
        furthest = max(furthest, start + (end - start) * done)
        report(stage, furthest)

    return tick


def _understood(scene: Scene, style: Style) -> dict[str, Any]:
    """The scene as JSON values, with the move that was asked for and the camera that was chosen."""
    told = scene.as_dict()
    return told | {"asked": told["move"], "move": style.kind, "camera": asdict(style)}
