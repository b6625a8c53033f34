"""A version of a scene, as plain values (pure)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from uuid import UUID

from generation.suggesting.values import Seen


@dataclass(frozen=True, slots=True)
class Version:
    """One asking for frames, takes or a picture. `id` sorts by time; `parent`: what it was asked from, where somebody
    said so; `varied`: its pictures are variations; `frame_of`: what made the frame that takes begin with, and
    `frame_label` what people call that frame."""

    id: UUID
    kind: str
    prompt: str
    negative_prompt: str = ""
    seed: int = 0
    tier: str = ""
    count: int = 1
    varied: bool = False
    parent: UUID | None = None
    frame: UUID | None = None
    frame_of: UUID | None = None
    frame_label: str = ""


@dataclass(frozen=True, slots=True)
class Scored:
    """The best that a version made: `total` 0..1 and the dimensions that were measured."""

    id: UUID
    total: float | None
    measured: Mapping[str, Seen] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Point:
    """A value 0..1 of one version; `alike`: measured as the one before, so that the two may be compared."""

    version: UUID
    number: int
    value: float
    alike: bool


@dataclass(frozen=True, slots=True)
class Trend:
    """How one dimension went over the versions; empty `dimension`: the total."""

    dimension: str
    points: tuple[Point, ...]
