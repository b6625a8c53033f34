"""What the scorer hands out: plain frozen values, safe to store, compare and print."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Status = Literal["measured", "not_measured"]


@dataclass(frozen=True, slots=True)
class Moment:
    """A frame (0..) at which a dimension is at its worst, when it is shown, and the value there, 0..1."""

    frame: int
    seconds: float
    value: float


@dataclass(frozen=True, slots=True)
class Score:
    """One dimension of one clip or picture.

    `value` is the normalised figure people see, 0 (plainly broken) to 1 (clean); `raw` is what the
    method gave before that, in its own unit. Both are None when the dimension was not measured, and
    `reason` then says why. `moments`: where it is worst, three at most, the worst first; empty where
    nothing stands out. Values of different `method` or `version` must never be compared.
    """

    dimension: str
    status: Status
    value: float | None
    raw: float | None
    method: str
    version: str
    reason: str = ""
    detail: Mapping[str, float] = field(default_factory=dict)
    moments: tuple[Moment, ...] = ()

    @property
    def measured(self) -> bool:
        return self.status == "measured"


@dataclass(frozen=True, slots=True)
class ClipScore:
    """All eight dimensions of one clip; `total` is 0..1, `weight_measured` the share of it that was seen.

    `flags` names defects that averages hide; `profile` is equal only where the same dimensions were
    measured by the same methods and versions.
    """

    scores: Mapping[str, Score]
    total: float | None
    weight_measured: float
    flags: tuple[str, ...]
    profile: str


@dataclass(frozen=True, slots=True)
class PictureScore:
    """A still picture: `clarity`, `beauty` and, where the prompt allows it, `prompt_alignment`."""

    scores: Mapping[str, Score]
    total: float | None
    weight_measured: float
    flags: tuple[str, ...]
    profile: str
