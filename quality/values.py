"""The words of routing as frozen values: what is asked, what there is, what was decided. GB = 2^30 bytes."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

RESERVE_GB = 2.0
"""Kept free on every card for the driver, the desktop and fragmentation (requirement Q4)."""

DRAWN_PREVIEW_NOTICE = "A drawn preview: connect a GPU or a provider for finished footage."
SIMULATED_NOTICE = "A drawn preview: the graphics card that it was planned for is simulated."


class Tier(StrEnum):
    """The creator's one technical choice, from the fastest to the finest."""

    LOW = "low"
    STANDARD = "standard"
    HIGH = "high"

    @property
    def rank(self) -> int:
        """0 for low, 2 for high: a larger rank is finer."""
        return tuple(Tier).index(self)


class Medium(StrEnum):
    """What comes out of a function."""

    PICTURE = "picture"
    VIDEO = "video"
    TEXT = "text"
    SPEECH = "speech"


class Function(StrEnum):
    """What a creator asks for, in plain words; never a model."""

    CREATE_IMAGE = "create_image"
    EDIT_IMAGE = "edit_image"
    CREATE_VIDEO = "create_video"
    ANIMATE_IMAGE = "animate_image"
    NARRATE = "narrate"
    ENHANCE_PROMPT = "enhance_prompt"
    POLISH_IMAGE = "polish_image"
    POLISH_VIDEO = "polish_video"

    @property
    def medium(self) -> Medium:
        """What it makes."""
        return MEDIA[self]


MEDIA = {
    Function.CREATE_IMAGE: Medium.PICTURE,
    Function.EDIT_IMAGE: Medium.PICTURE,
    Function.CREATE_VIDEO: Medium.VIDEO,
    Function.ANIMATE_IMAGE: Medium.VIDEO,
    Function.NARRATE: Medium.SPEECH,
    Function.ENHANCE_PROMPT: Medium.TEXT,
    Function.POLISH_IMAGE: Medium.PICTURE,
    Function.POLISH_VIDEO: Medium.VIDEO,
}

POLISHES = frozenset({Function.POLISH_IMAGE, Function.POLISH_VIDEO})
"""What has no tiers: its rows are those of its steps (quality/polishing.py)."""


class Polish(StrEnum):
    """What a finished picture or clip can be given afterwards, in the order in which it is done: light before noise,
    as averages over frames rest on even light; all of that before there are more frames and more pixels."""

    DEFLICKER = "deflicker"
    DENOISE = "denoise"
    STABILISE = "stabilise"
    INTERPOLATE = "interpolate"
    UPSCALE = "upscale"

    @property
    def rank(self) -> int:
        """0 for what is done first."""
        return tuple(Polish).index(self)


@dataclass(frozen=True, slots=True)
class PolishStep:
    """One of them. `strength` 0..1, None for as much as was measured to be needed; `factor`: times as wide and high,
    or as many frames, 1 for what changes neither."""

    step: Polish
    strength: float | None = None
    factor: int = 1


class Aspect(StrEnum):
    """The picture's shape, width to height. Every shape of a row has about as many pixels, never more."""

    WIDE = "16:9"
    SQUARE = "1:1"
    TALL = "9:16"


class DeviceKind(StrEnum):
    """How a device is reached, and so how it is read."""

    CUDA = "cuda"
    ROCM = "rocm"
    MPS = "mps"
    SIMULATED = "simulated"


@dataclass(frozen=True, slots=True)
class Device:
    """One graphics card as last measured. The processor is no device: embedded engines always have it.

    `used_gb`: what others than this studio's own work hold, for its own work makes room for what comes next;
    `busy_seconds`: how long the work that it was given before will still take; `holds`: models that are loaded.
    """

    id: str
    name: str
    total_gb: float
    used_gb: float = 0.0
    kind: DeviceKind = DeviceKind.CUDA
    busy_seconds: float = 0.0
    holds: frozenset[str] = frozenset()

    @property
    def available_gb(self) -> float:
        """What a job may plan with: total - used - reserve, never below 0 (requirement Q4)."""
        return max(0.0, self.total_gb - self.used_gb - RESERVE_GB)

    @property
    def simulated(self) -> bool:
        """Whether it is a profile of settings rather than a card: the embedded engine draws in its place."""
        return self.kind is DeviceKind.SIMULATED

    @property
    def device_class(self) -> str:
        """Cards that behave alike and learn together: "cuda-24gb". A simulated card learns apart from real ones."""
        return f"{self.kind.value}-{round(self.total_gb)}gb"


@dataclass(frozen=True, slots=True)
class Adjustment:
    """What is asked for below a tier's own numbers; None, or more than the tier's, leaves them.

    `side`: longer side in pixels at 16:9; `frames` of a shot, rounded down to 4n+1; `steps` of denoising.
    """

    side: int | None = None
    frames: int | None = None
    steps: int | None = None


@dataclass(frozen=True, slots=True)
class RouteRequest:
    """What is to be routed, for one output.

    `accepted_licences`: ids of restricted licences whose terms the operator has accepted; `allow_remote`: whether a
    provider key of the workspace may serve it; `tried`: (row, memory step) pairs that ran out of memory on the way.
    """

    function: Function
    tier: Tier
    aspect: Aspect = Aspect.WIDE
    accepted_licences: frozenset[str] = frozenset()
    allow_remote: bool = True
    adjustment: Adjustment = Adjustment()
    tried: frozenset[tuple[str, str]] = frozenset()


@dataclass(frozen=True, slots=True)
class PlanLimits:
    """What a workspace's plan lets routing choose."""

    highest_tier: Tier = Tier.HIGH
    own_keys: bool = False


@dataclass(frozen=True, slots=True)
class Engines:
    """What can run now. `installed`: engine -> models whose weights are here, None for every one of them;
    `remote`: providers that the workspace has a usable key for."""

    installed: Mapping[str, frozenset[str] | None]
    remote: frozenset[str] = frozenset()

    def has(self, engine: str, model: str) -> bool:
        """Whether `engine` runs `model` on this installation's own devices."""
        if engine not in self.installed:
            return False
        models = self.installed[engine]
        return models is None or model in models


@dataclass(frozen=True, slots=True)
class Said:
    """A message: `key` for programs, `words` for people."""

    key: str
    words: str


@dataclass(frozen=True, slots=True)
class Fallback:
    """Why a person gets something else than asked, and what they can do, in plain words. `key`: why, for programs."""

    reason: str
    advice: str
    key: str = "no_room"
    tips: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Considered:
    """One catalogue row that was looked at, at the memory step and on the device where it came closest.

    `why` is empty when it fits. For operators, not creators.
    """

    row: str
    fits: bool
    why: str
    technique: str = ""
    device: str | None = None
    key: str = ""


@dataclass(frozen=True, slots=True)
class Decision:
    """Where a request goes and what it costs, for one output.

    `width`, `height` in pixels, 0 where there is no picture; `frames` is 1 and `fps` 0 for a picture; `memory_gb` is
    the predicted peak with its safety (on the card, or of the host for an embedded engine), `prior_gb` the same before
    safety and before anything was learned; `seconds` is (low, high) as told, `prior_seconds` before learning.
    `technique` names the memory step, `techniques` what it does. `runs_on` is the engine that does the work: on a
    simulated device the embedded one, whatever `engine` was chosen. `preview` says that an embedded engine was chosen,
    as `device` is None then (and for a provider).
    """

    requested_tier: Tier
    achieved_tier: Tier
    function: Function
    engine: str
    runs_on: str
    model: str
    row: str
    catalogue_version: str
    device: str | None
    device_class: str
    simulated: bool
    preview: bool
    width: int
    height: int
    frames: int
    fps: int
    steps: int
    guidance: float
    technique: str
    techniques: tuple[str, ...]
    tile: int | None
    memory_gb: float
    prior_gb: float
    seconds: tuple[float, float]
    prior_seconds: tuple[float, float]
    busy_seconds: float
    credits: int
    reason: Said
    suggestion: Said | None
    fallback: Fallback | None
    notice: str
    considered: tuple[Considered, ...]

    @property
    def rank(self) -> tuple[bool, int]:
        """Orders outcomes: finished footage before a drawn preview, then the finer tier."""
        return (not self.preview, self.achieved_tier.rank)


@dataclass(frozen=True, slots=True)
class Way:
    """Something that would make the requested tier fit.

    `key`: shorter, smaller, fewer_neighbours (something else holds the card), own_key or larger_card; `when`: "now",
    "later" (nobody knows when) or "never" (not on this machine as it is); `change`: what to send with the same
    request, empty where it takes more than that.
    """

    key: str
    words: str
    when: str
    change: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Quote:
    """What a request will take, told before it is made. Field names are the API's.

    `seconds` is (low, high) from now to the last output, the queue ahead included; `work_seconds` the same for one
    output alone; `credits` is for all; `memory_gb` what it needs while it runs, and `ahead` how many wait before it.
    Where the studio tries by itself, `credits` is the most, `likely_credits` what one good try costs, `takes_said`
    tells both, and `most_takes` is how many it makes at most.
    """

    requested_tier: Tier
    achieved_tier: Tier
    fallback: Fallback | None
    seconds: tuple[float, float]
    work_seconds: tuple[float, float]
    credits: int
    position: str
    ahead: int
    width: int
    height: int
    frames: int
    fps: int
    memory_gb: float
    preview: bool
    simulated: bool
    reason: str
    suggestion: str
    notice: str
    ways: tuple[Way, ...] = ()
    likely_credits: int | None = None
    takes_said: str = ""
    most_takes: int | None = None


@dataclass(frozen=True, slots=True)
class PictureCard:
    """One picture at a tier: seconds (low, high), pixels, what it costs, and why it does not reach it, where it does
    not."""

    time_range_seconds: tuple[float, float]
    width: int
    height: int
    credits: int
    notice: str


@dataclass(frozen=True, slots=True)
class VideoCard:
    """One shot at a tier; `seconds` is how long it plays."""

    time_range_seconds: tuple[float, float]
    width: int
    height: int
    seconds: float
    credits: int
    notice: str


@dataclass(frozen=True, slots=True)
class TierCard:
    """One choice of the quality selector, on this machine, now. Field names are the API's.

    `available`: both a picture and a video reach it; `memory_gb` is the larger need of the two.
    """

    id: Tier
    icon: str
    name: str
    words: str
    picture: PictureCard
    video: VideoCard
    needs: str
    available: bool
    notice: str
    picture_reached: bool
    video_reached: bool
    memory_gb: float
    simulated: bool
