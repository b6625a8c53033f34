"""What an episode is judged by, and what comes of it (pure)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from uuid import UUID

from generation.iterations.values import Trend
from generation.suggesting.values import Seen
from generation.wording.diff import Part


@dataclass(frozen=True, slots=True)
class Hint:
    """What would help a scene: a suggestion that can be used at once. `on`, `off`: the chips that it switches."""

    id: UUID
    generation: UUID
    name: str
    reason: str
    parts: tuple[Part, ...]
    negative: tuple[str, ...] = ()
    on: tuple[str, ...] = ()
    off: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SceneFacts:
    """A scene and the take that stands for it: the chosen one, else the best of its newest roll. `total` 0..1, None
    where nothing was looked over; `reasons`: why a dimension was not measured; `picture`: a frame of it (its digest),
    and `picture_output` the same for pages."""

    id: UUID
    number: int
    title: str
    seconds: float
    take: UUID | None = None
    take_number: int | None = None
    generation: UUID | None = None
    is_chosen: bool = False
    total: float | None = None
    measured: Mapping[str, Seen] = field(default_factory=dict)
    reasons: Mapping[str, str] = field(default_factory=dict)
    flags: tuple[str, ...] = ()
    hint: Hint | None = None
    trend: Trend | None = None
    picture: str = ""
    picture_output: UUID | None = None


@dataclass(frozen=True, slots=True)
class Corner:
    """One dimension of a scene, in points of 100. `usual`: what the last scenes had, None where that was measured
    otherwise or never; `reason`: why it was not measured."""

    dimension: str
    points: int | None
    usual: int | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is thought of one scene. `why` says in a sentence what is weak, empty where nothing is."""

    scene: SceneFacts
    points: int | None
    corners: tuple[Corner, ...]
    redo: bool
    why: str


@dataclass(frozen=True, slots=True)
class Round:
    """The best over all scenes after so many rolls of each, in points of 100. `alike`: measured as the round before."""

    number: int
    points: int
    alike: bool


@dataclass(frozen=True, slots=True)
class Judgement:
    """An episode's scenes, the weakest first. `points`: over all of it, None where that can't be told; `said`: what
    that rests on; `alike`: whether all scenes were measured in the same way; `compared_with`: so many earlier ones;
    `rounds`: how it went, empty where the scenes can't be compared."""

    scenes: tuple[Verdict, ...]
    points: int | None
    said: str
    alike: bool
    seconds_measured: float
    compared_with: int
    rounds: tuple[Round, ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """A judgement with what goes on paper around it."""

    project: str
    episode: str
    judgement: Judgement
    pictures: Mapping[str, bytes] = field(default_factory=dict)
    """Pictures by digest, as files."""
