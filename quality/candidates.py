"""A catalogue's rows laid out for routing: sizes, memory and times of each way to hold a model, worked out once."""

from dataclasses import dataclass
from functools import lru_cache

from quality.catalogue.schema import FRAME_STEP, Catalogue, MemoryStep, ModelEntry, Row
from quality.prediction import SAFETY, peak_gb, size_for, step_seconds
from quality.values import Adjustment, Aspect, Function, Medium, Tier

AS_THE_TIER = Adjustment()


@dataclass(frozen=True, slots=True)
class Way:
    """One way to hold a row's model. `prior_gb`: peak before safety; `prior_seconds`: (low, high) for one output."""

    id: str
    step: MemoryStep
    prior_gb: float
    prior_seconds: tuple[float, float]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A row at one shape: `ways` from the fastest to the one that needs least, never empty."""

    row: Row
    width: int
    height: int
    credits: int
    ways: tuple[Way, ...]

    @property
    def least_gb(self) -> float:
        """What it needs at least, with safety, before anything was learned."""
        return SAFETY * min(way.prior_gb for way in self.ways)


NO_STEP = MemoryStep(id="remote", resident_gb=0, figures="nothing runs here")


@lru_cache(maxsize=4096)
def candidates_for(
    catalogue: Catalogue, function: Function, tier: Tier, aspect: Aspect, adjustment: Adjustment = AS_THE_TIER
) -> tuple[Candidate, ...]:
    """The candidates of one function and tier: those on cards here first, then providers', then the embedded one."""
    rows = sorted(catalogue.rows_for(function, tier), key=lambda row: _rung(row, catalogue))
    return tuple(_candidate(row, catalogue.models[row.model], aspect, adjustment) for row in rows)


def _rung(row: Row, catalogue: Catalogue) -> int:
    return 0 if catalogue.is_local(row) else 2 if catalogue.is_embedded(row) else 1


def _candidate(row: Row, model: ModelEntry, aspect: Aspect, adjustment: Adjustment) -> Candidate:
    changed = adjusted(row, model, adjustment)
    factor = work_of(changed) / work_of(row)
    width, height = size_for(changed, model, aspect)
    ways = tuple(
        Way(
            step.id,
            step,
            peak_gb(changed, step, model, width, height),
            _times(step_seconds(row, step, model), factor),
        )
        for step in row.memory or (NO_STEP,)
    )
    return Candidate(changed, width, height, max(min(row.credits, 1), round(row.credits * factor)), ways)


def _times(seconds: tuple[float, float], factor: float) -> tuple[float, float]:
    return seconds[0] * factor, seconds[1] * factor


def work_of(row: Row) -> int:
    """How much a row computes: pixels x frames x steps. Time and credits of an adjusted row follow it."""
    width, height = row.pixels
    return max(1, width * height) * row.frames * row.steps


def adjusted(row: Row, model: ModelEntry, adjustment: Adjustment) -> Row:
    """`row` with a smaller size, a shorter length or fewer steps, where it has one; never more than its own.

    Sides are multiples of the model's step, frames 4n+1.
    """
    if adjustment == AS_THE_TIER:
        return row
    change: dict[str, object] = {}
    if adjustment.side is not None and row.size is not None:
        change["size"] = _scaled(row.pixels, min(adjustment.side, max(row.pixels)), model.size_multiple)
    if adjustment.frames is not None and row.function.medium is Medium.VIDEO:
        change["frames"] = max(1 + FRAME_STEP, (min(adjustment.frames, row.frames) - 1) // FRAME_STEP * FRAME_STEP + 1)
    if adjustment.steps is not None and row.steps > 1:
        change["steps"] = min(adjustment.steps, row.steps)
    return row.model_copy(update=change)


def _scaled(size: tuple[int, int], side: int, multiple: int) -> tuple[int, int]:
    factor = side / max(size)
    width, height = (max(64, round(length * factor / multiple) * multiple) for length in size)
    return width, height
