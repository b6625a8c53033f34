"""The eight dimensions, the method that measures each, and the scale on which people see it."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from .values import Moment, Score


@dataclass(frozen=True, slots=True)
class Method:
    """How a dimension is measured. `floor` and `ceiling` are the raw figures shown as 0 and as 1."""

    name: str
    version: str
    floor: float = 0.0
    ceiling: float = 1.0

    def shown(self, raw: float) -> float:
        """A raw figure on the scale that people see, not clipped."""
        return (raw - self.floor) / (self.ceiling - self.floor)


# Change a version whenever its figures change: old and new scores are then never ranked together.
METHODS: Mapping[str, Method] = {
    # No classical estimate of "same subject" falls under about 0.6 on real footage, even across a cut.
    "subject_consistency": Method("subject-histograms", "1.1", floor=0.60),
    "background_consistency": Method("background-histograms", "1.1", floor=0.60),
    # VBench's own formula and its own normalisation (scripts/constant.py, NORMALIZE_DIC).
    "temporal_flickering": Method("vbench-formula", "1.0", floor=0.6293),
    # VBench's procedure with flow interpolation in place of its network: 0.93 is plainly broken,
    # 0.998 the best a compressed moving clip reached.
    "motion_smoothness": Method("flow-interpolation", "1.0", floor=0.93, ceiling=0.998),
    "dynamic_degree": Method("flow-top-motion", "1.1"),
    "aesthetic_quality": Method("picture-composition", "1.1"),
    "imaging_quality": Method("picture-defects", "1.0"),
    "prompt_alignment": Method("pixel-words", "1.0"),
}
DIMENSIONS: tuple[str, ...] = tuple(METHODS)
# As many as VBench's flicker formula is held to; what comes after depends on the processor's rounding.
DECIMALS = 6


def measured(
    dimension: str,
    raw: float,
    *,
    share: float = 1.0,
    value: float | None = None,
    detail: Mapping[str, float] | None = None,
    method: Method | None = None,
    moments: tuple[Moment, ...] = (),
) -> Score:
    """A measured score; `value` overrides the normalised raw figure, `share` (0..1) lowers either.

    `method` is the dimension's own unless said otherwise.
    """
    method = method or METHODS[dimension]
    scaled = method.shown(raw) if value is None else value
    shown = _settled(min(1.0, max(0.0, scaled)) * share)
    figures = {name: _settled(figure) for name, figure in (detail or {}).items()}
    return Score(dimension, "measured", shown, _settled(raw), method.name, method.version, "", figures, moments)


def _settled(figure: float) -> float:
    return round(float(figure), DECIMALS)


def not_measured(dimension: str, reason: str) -> Score:
    """The honest answer where the method found nothing to measure; it weighs nothing in a total."""
    method = METHODS[dimension]
    return Score(dimension, "not_measured", None, None, method.name, method.version, reason)


def profile(scores: Iterable[Score]) -> str:
    """Ten hex digits, equal only for the same measured dimensions, methods and versions."""
    parts = sorted(f"{s.dimension}={s.method}:{s.version}" for s in scores if s.measured)
    return hashlib.sha256("|".join(parts).encode()).hexdigest()[:10]
