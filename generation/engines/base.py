"""What every engine takes and gives: plain frozen values, never a database row.

An engine makes media. It knows nothing of workspaces, queues or files; the worker that calls it stores what it makes.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Protocol, TypeAlias, runtime_checkable

import numpy as np
import numpy.typing as npt

from generation.stories.values import Brief, StoryPlan

Picture: TypeAlias = npt.NDArray[np.uint8]
"""One picture: RGB, shape (height, width, 3), 8 bits a channel."""


class Cancelled(Exception):
    """Raised by `report` when the job must stop now; engines let it pass."""


class OutOfMemory(Exception):
    """Raised by an engine when a card's memory does not suffice; the job goes on in a way that needs less."""


class Report(Protocol):
    """Called by an engine at every step: a stage word of `STAGES` and how much is done, 0..1."""

    def __call__(self, stage: str, fraction: float) -> None: ...


@dataclass(frozen=True, slots=True)
class Persona:
    """How somebody of the story looks: `name` stands for them in prompts, `appearance` says it in plain words."""

    name: str
    appearance: str


@dataclass(frozen=True, slots=True)
class World:
    """What the scenes of one episode share: the world's own seed, the idea they come from, and which scene of how
    many this is (1..). Scenes of one world keep its land, palette, weather's course and people. How many there are is
    told, but moves nothing in a picture: a scene that is added must leave the others as they are."""

    seed: int
    idea: str
    scene: int = 1
    scenes: int = 1


@dataclass(frozen=True, slots=True)
class PictureRequest:
    """TEXT -> PHOTO. `width` and `height` in pixels; `seed` 0..2**32-1.

    `reference` (RGB, any size) lends its palette and light; `world` and `personas` keep one film of a piece.
    """

    prompt: str
    seed: int
    width: int
    height: int
    negative_prompt: str = ""
    world: World | None = None
    personas: tuple[Persona, ...] = ()
    reference: Picture | None = None


@dataclass(frozen=True, slots=True)
class VideoRequest:
    """TEXT -> VIDEO, or PHOTO -> VIDEO when `picture` is given (RGB, any size). `picture_prompt`: the words that it was
    made with, where they are known; what `prompt` asks for beyond them is new.

    `frames` counts frames, `fps` frames a second; `number` is the attempt 1.., so that takes differ in camera and
    not only in noise.
    """

    prompt: str
    seed: int
    width: int
    height: int
    frames: int
    fps: int
    negative_prompt: str = ""
    picture: Picture | None = None
    picture_prompt: str = ""
    number: int = 1
    world: World | None = None
    personas: tuple[Persona, ...] = ()
    reference: Picture | None = None


DEFLICKER, DENOISE, STABILISE, INTERPOLATE, UPSCALE = "deflicker", "denoise", "stabilise", "interpolate", "upscale"
FINISHES = (DEFLICKER, DENOISE, STABILISE, INTERPOLATE, UPSCALE)
"""What a finished picture or clip can be given afterwards, in the order in which it is done."""


@dataclass(frozen=True, slots=True)
class Finish:
    """One of FINISHES. `strength` 0..1, None for as much as was measured to be needed; `factor`: times as wide and
    high, or as many frames, 1 for what changes neither."""

    name: str
    strength: float | None = None
    factor: int = 1


@dataclass(frozen=True, slots=True)
class PolishRequest:
    """A finished picture or clip, and what it is given, in order. `source()` gives its frames (RGB, one size) from the
    beginning, as often as it is called; `fps` is 0 for a picture."""

    source: Callable[[], Iterator[Picture]]
    width: int
    height: int
    frames: int
    fps: float
    steps: tuple[Finish, ...]


@runtime_checkable
class Polisher(Protocol):
    """An engine that finishes what was made. Which steps it does, and what they take, is in the catalogue."""

    name: str
    version: str
    does: frozenset[str]
    """Those of FINISHES that it can do."""

    def polish(self, request: PolishRequest, report: "Report") -> Iterator[Picture]:
        """The frames with all steps done, made while they are taken; `report` is called at least once a frame of the
        source, so that a stop is heard within one."""
        ...

    def peak_gb(self) -> float | None:
        """As of an Engine."""
        ...


class Planner(Protocol):
    """Plans a film: by rules, or by asking a model that writes."""

    def plan(self, brief: Brief) -> StoryPlan:
        """The story that a brief asks for; the same brief gives the same story where `seed` is obeyed.

        Raises BadBrief for what can't be planned.
        """
        ...


class Engine(Protocol):
    """Makes pictures and videos. The same request and version give the same pixels."""

    name: str
    version: str
    notice: str
    """Plain words shown with every output ("A drawn preview: ..."), or empty."""

    def warm(self) -> None:
        """Load what every request needs; a worker calls it when it starts, so that nobody waits for it."""
        ...

    def picture(self, request: PictureRequest, report: Report) -> Picture:
        """One picture of exactly `request.width` x `request.height`."""
        ...

    def preview(self, request: PictureRequest) -> Picture | None:
        """A small first look of the same picture, within a fifth of a second; None where the engine has none."""
        ...

    def video(self, request: VideoRequest, report: Report) -> Iterator[Picture]:
        """Exactly `request.frames` pictures, in order, made while they are taken."""
        ...

    def changes(self, request: PictureRequest, before: str) -> list[str] | None:
        """What an edit of the prompt changes in the picture, a plain line each; `before` is the prompt as it was.

        None where the engine can't tell.
        """
        ...

    def peak_gb(self) -> float | None:
        """The most that the last request took of the card, in GB (2^30 bytes); None where no card is used.

        An engine on a card resets its count when a request begins (torch.cuda.reset_peak_memory_stats).
        """
        ...

    def recipe(self, request: PictureRequest | VideoRequest) -> dict[str, Any]:
        """What was understood and how it was made (JSON values; no id, date or machine)."""
        ...


@runtime_checkable
class HoldsModels(Protocol):
    """What an engine has beside, whose models are loaded onto a card and stay there; sizes in GB (2^30 bytes)."""

    def load(self, model: str) -> None:
        """Put a model onto the card. Raises OutOfMemory, and then holds nothing of it."""
        ...

    def unload(self, model: str) -> None:
        """Free what a model holds; one that is not there is no fault."""
        ...

    def size_gb(self, model: str) -> float | None:
        """What a model holds of the card: as measured where it is loaded, else as expected; None where not known."""
        ...


LOADING, STORING = "loading", "storing"
"""The stages around an engine's own: its model is not on the card yet; what it made goes to slow storage."""
STAGES = {
    LOADING: "Getting ready",
    "reading": "Reading the scene",
    "blocking": "Blocking the scene",
    "lighting": "Lighting",
    "developing": "Developing",
    "rolling": "Rolling",
    "scoring": "Looking it over",
    "cutting": "Cutting",
    STORING: "Putting it away",
    "polishing": "Polishing",
}
