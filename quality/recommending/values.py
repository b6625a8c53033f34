"""The words of recommending as frozen values. GB = 2^30 bytes."""

from dataclasses import dataclass
from enum import StrEnum

from quality.values import Device, Function, Tier


class HardwareClass(StrEnum):
    """How much memory the largest card has, as sold; `hardware.class_of` says where the edges belong."""

    NONE = "none"
    LOW_END = "low-end"
    MID_RANGE = "mid-range"
    HIGH_END = "high-end"
    ENTHUSIAST = "enthusiast"


class Profile(StrEnum):
    """What a person cares for most (requirement H2)."""

    SPEED = "speed"
    BALANCED = "balanced"
    QUALITY = "quality"


class Parameter(StrEnum):
    """What is recommended, and rated with every generation."""

    TIER = "tier"
    RESOLUTION = "resolution"
    STEPS = "steps"
    COUNT = "count"
    LENGTH = "length"


@dataclass(frozen=True, slots=True)
class Hardware:
    """What the studio runs on. `engines`: names of the engines that are installed."""

    devices: tuple[Device, ...]
    processors: int
    memory_gb: float
    disk_free_gb: float
    engines: frozenset[str]


@dataclass(frozen=True, slots=True)
class RatedValue:
    """What people said of one value of a parameter: how many ratings, and their stars added up."""

    function: Function
    tier: Tier
    parameter: Parameter
    value: str
    count: int
    stars: int


@dataclass(frozen=True, slots=True)
class Past:
    """What a catalogue row took here: the median seconds of one output, over so many generations."""

    row: str
    seconds: float
    runs: int


@dataclass(frozen=True, slots=True)
class Gain:
    """Against what is chosen now. `time_factor` 2 is twice as fast, 0.5 half as fast; `memory_gb` less is positive;
    `quality` -1..1 on the scale from the plainest value to the finest; `words` say the first two."""

    time_factor: float
    memory_gb: float
    quality: float
    words: str


@dataclass(frozen=True, slots=True)
class Alternative:
    """Another value that runs here, and what it would mean."""

    value: str
    words: str
    reason: str


@dataclass(frozen=True, slots=True)
class Recommendation:
    """One value to choose. `value` is the API's, `words` a person's."""

    function: Function
    parameter: Parameter
    value: str
    words: str
    reason: str
    alternatives: tuple[Alternative, ...]
    gain: Gain


@dataclass(frozen=True, slots=True)
class Tip:
    """One thing to do for speed, quality or memory."""

    goal: str
    words: str


@dataclass(frozen=True, slots=True)
class Upgrade:
    """The smallest usual card on which a tier runs that does not run here.

    `ready`: its software is installed; else `note` says that it is not.
    """

    function: Function
    tier: Tier
    card_gb: int
    ready: bool
    words: str
    note: str
