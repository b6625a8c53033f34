"""The words of routing as frozen values: what is asked, what there is, what was decided. GB = 2^30 bytes."""

from dataclasses import dataclass
from enum import StrEnum

RESERVE_GB = 2.0
"""Kept free on every card for the driver, the desktop and fragmentation (requirement Q4)."""

DRAWN_PREVIEW_NOTICE = "A drawn preview: connect a GPU or a provider for finished footage."


class Tier(StrEnum):
    """The creator's one technical choice, from the fastest to the finest."""

    LOW = "low"
    STANDARD = "standard"
    HIGH = "high"

    @property
    def rank(self) -> int:
        """0 for low, 2 for high: a larger rank is finer."""
        return tuple(Tier).index(self)


class Function(StrEnum):
    """What a creator asks for, in plain words; never a model."""

    CREATE_IMAGE = "create_image"
    CREATE_VIDEO = "create_video"


class Aspect(StrEnum):
    """The picture's shape, width to height. Every shape of a row has about as many pixels, never more."""

    WIDE = "16:9"
    SQUARE = "1:1"
    TALL = "9:16"


@dataclass(frozen=True, slots=True)
class Device:
    """One graphics card as last measured. The processor is no device: embedded engines always have it."""

    id: str
    name: str
    total_gb: float
    used_gb: float = 0.0

    @property
    def available_gb(self) -> float:
        """What a job may plan with: total - used - reserve, never below 0 (requirement Q4)."""
        return max(0.0, self.total_gb - self.used_gb - RESERVE_GB)


@dataclass(frozen=True, slots=True)
class RouteRequest:
    """`accepted_licences`: ids of restricted licences whose terms the operator has accepted."""

    function: Function
    tier: Tier
    aspect: Aspect = Aspect.WIDE
    accepted_licences: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Fallback:
    """Why a person gets something else than asked, and what they can do, in plain words."""

    reason: str
    advice: str


@dataclass(frozen=True, slots=True)
class Considered:
    """One catalogue row that was looked at. `why` is empty when it fits. For operators, not creators."""

    row: str
    fits: bool
    why: str


@dataclass(frozen=True, slots=True)
class Decision:
    """Where a request goes and what it costs, for one output.

    `width`, `height` in pixels; `frames` is 1 and `fps` 0 for a picture; `memory_gb` is the predicted peak
    with its safety factor (on the card, or of the host for an embedded engine); `seconds` is (low, high).
    `preview` says that the embedded engine draws it; `device` is None then.
    """

    requested_tier: Tier
    achieved_tier: Tier
    function: Function
    engine: str
    model: str
    row: str
    catalogue_version: int
    device: str | None
    preview: bool
    width: int
    height: int
    frames: int
    fps: int
    steps: int
    guidance: float
    techniques: tuple[str, ...]
    memory_gb: float
    seconds: tuple[float, float]
    credits: int
    reason: str
    fallback: Fallback | None
    notice: str
    considered: tuple[Considered, ...]

    @property
    def rank(self) -> tuple[bool, int]:
        """Orders outcomes: finished footage before a drawn preview, then the finer tier."""
        return (not self.preview, self.achieved_tier.rank)


@dataclass(frozen=True, slots=True)
class Quote:
    """What a request will take, told before it is made. Field names are the API's.

    `seconds` is (low, high) from now to the last output, the queue ahead included; `credits` is for all.
    """

    requested_tier: Tier
    achieved_tier: Tier
    fallback: Fallback | None
    seconds: tuple[float, float]
    credits: int
    position: str
    width: int
    height: int
    frames: int
    notice: str


@dataclass(frozen=True, slots=True)
class PictureCard:
    """One picture at a tier: seconds (low, high), pixels, and what it costs."""

    time_range_seconds: tuple[float, float]
    width: int
    height: int
    credits: int


@dataclass(frozen=True, slots=True)
class VideoCard:
    """One shot at a tier; `seconds` is how long it plays."""

    time_range_seconds: tuple[float, float]
    width: int
    height: int
    seconds: float
    credits: int


@dataclass(frozen=True, slots=True)
class TierCard:
    """One choice of the quality selector, on this machine, now. Field names are the API's."""

    id: Tier
    icon: str
    name: str
    words: str
    picture: PictureCard
    video: VideoCard
    needs: str
    available: bool
    notice: str
