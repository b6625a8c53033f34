"""What was said of a generation's time against what it took, and what a run teaches. Pure.

Decisions are read as they are stored: rows of older versions, or of another studio, may lack anything.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from generation.values import MAKING
from quality.learning.correct import middle_of, time_range
from quality.learning.values import Correction, Key, Observation
from quality.values import Tier

MUCH = 1.25
"""So much longer or shorter than said is worth a word."""
WORTH_IT = 0.7
"""Another quality is named when it takes at most this much of the time."""


@dataclass(frozen=True, slots=True)
class Measured:
    """What a job took: wall seconds of its work, without the queue; the card's peak in GB, None where it has none."""

    seconds: float
    peak_gb: float | None = None

    def as_json(self) -> dict[str, Any]:
        """As the job's row keeps it."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Estimate:
    """Seconds that were said of the work itself, and that it took, one output after another."""

    seconds: tuple[float, float]
    measured_seconds: float
    inside: bool


@dataclass(frozen=True, slots=True)
class Alternative:
    """Another quality and how long one output of it takes, in seconds."""

    tier: Tier
    name: str
    seconds: float


def key_of(decision: dict[str, Any]) -> Key | None:
    """What this decision's runs teach and learn from; None where it does not say, or the device was simulated."""
    told = [decision.get("runs_on") or decision.get("engine"), decision.get("model"), decision.get("device_class")]
    engine, model, device_class = (word if isinstance(word, str) else "" for word in told)
    if decision.get("simulated") or not (engine and model and device_class):
        return None
    return Key(engine, model, device_class, str(decision.get("technique") or ""))


def observation_of(kind: str, decision: dict[str, Any], measured: Measured) -> Observation | None:
    """What a job of this kind teaches; None for work that was not estimated."""
    key, prior, shown = key_of(decision), pair(decision.get("prior_seconds")), pair(decision.get("seconds"))
    if kind not in MAKING or key is None or prior is None or shown is None or measured.seconds <= 0:
        return None
    prior_gb, shown_gb = amount(decision.get("prior_gb")), amount(decision.get("memory_gb"))
    peak_gb = amount(measured.peak_gb) if prior_gb is not None else None
    return Observation(key, middle_of(prior), measured.seconds, shown, prior_gb, peak_gb, shown_gb)


def estimate(decision: dict[str, Any], made: Iterable[dict[str, Any]]) -> Estimate | None:
    """What was said against what was measured, for as many outputs as were; `made` is each job's `measured`.

    None where nothing was said or measured, or where another engine stood in for a simulated device's.
    """
    shown = pair(decision.get("seconds"))
    took = [seconds for one in made if (seconds := amount(one.get("seconds"))) is not None]
    if shown is None or not took or decision.get("simulated"):
        return None
    low, high, measured = (round(seconds, 1) for seconds in (shown[0] * len(took), shown[1] * len(took), sum(took)))
    return Estimate((low, high), measured, low <= measured <= high)


def far_off(found: Estimate) -> bool:
    """Whether what was said missed by so much that a word about the next time helps."""
    low, high = found.seconds
    return found.measured_seconds > MUCH * high or MUCH * found.measured_seconds < low


def next_seconds(decision: dict[str, Any], correction: Correction | None) -> float | None:
    """How long one output would be said to take now; None where nothing was learned."""
    prior = pair(decision.get("prior_seconds"))
    return time_range(correction, prior)[1] if prior is not None and correction is not None else None


def suggestion(found: Estimate, next_time: float | None, tier: str, others: Sequence[Alternative]) -> str:
    """A word for next time, in plain words; empty where the estimate was right.

    `next_time`: how long the same would be said to take now, in seconds (None: as long as it took); `others`: what the
    other qualities would take for as many outputs, lowest first.
    """
    if not far_off(found):
        return ""
    about = next_time or found.measured_seconds
    if found.measured_seconds > found.seconds[1]:
        usual = about <= found.seconds[1]
        said = f"{'This was slower than usual. ' if usual else ''}Next time this takes about {spoken(about)}"
        lower = [one for one in others if _rank(one.tier) < _rank(tier) and one.seconds <= WORTH_IT * about]
        return said + (_would_take(lower[-1]) if lower else ".")
    finer = [one for one in others if _rank(one.tier) > _rank(tier) and one.seconds <= found.seconds[1]]
    return f"Next time this takes about {spoken(about)}" + (_would_take(finer[0]) if finer else ".")


def _would_take(other: Alternative) -> str:
    return f"; {other.name} would take about {spoken(other.seconds)}."


def _rank(tier: str) -> int:
    return Tier(tier).rank if tier in set(Tier) else 0


def spoken(seconds: float) -> str:
    """A length of time as people say it: 0.4 s, 12 s, 3 min, 2 h."""
    if seconds < 10:
        return f"{max(seconds, 0.1):.1f} s".replace(".0 ", " ")
    if seconds < 90:
        return f"{seconds:.0f} s"
    return f"{seconds / 60:.0f} min" if seconds < 90 * 60 else f"{seconds / 3600:.0f} h"


def amount(told: Any) -> float | None:
    """A positive, finite number, or None."""
    if isinstance(told, bool) or not isinstance(told, int | float):
        return None
    return float(told) if 0 < told <= 1e9 and math.isfinite(told) else None


def pair(told: Any) -> tuple[float, float] | None:
    """A range of positive numbers, or None."""
    if not isinstance(told, list | tuple) or len(told) != 2:
        return None
    low, high = amount(told[0]), amount(told[1])
    return (low, high) if low is not None and high is not None and low <= high else None
