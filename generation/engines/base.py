"""What every engine takes and gives: plain frozen values, never a database row.

An engine makes media. It knows nothing of workspaces, queues or files; the worker that calls it stores what it makes.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Protocol, TypeAlias

import numpy as np
import numpy.typing as npt

Picture: TypeAlias = npt.NDArray[np.uint8]
"""One picture: RGB, shape (height, width, 3), 8 bits a channel."""


class Cancelled(Exception):
    """Raised by `report` when the job must stop now; engines let it pass."""


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
    """TEXT -> VIDEO, or PHOTO -> VIDEO when `picture` is given (RGB, any size).

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
    number: int = 1
    world: World | None = None
    personas: tuple[Persona, ...] = ()
    reference: Picture | None = None


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

    def recipe(self, request: PictureRequest | VideoRequest) -> dict[str, Any]:
        """What was understood and how it was made (JSON values; no id, date or machine)."""
        ...


STAGES = {
    "reading": "Reading the scene",
    "blocking": "Blocking the scene",
    "lighting": "Lighting",
    "developing": "Developing",
    "rolling": "Rolling",
    "scoring": "Looking it over",
    "cutting": "Cutting",
}
