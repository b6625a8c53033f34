"""Each score in one sentence that a creator understands, with the moments to look at; and a roll's verdict (pure)."""

from collections.abc import Mapping, Sequence

from .judging import CLASSICAL, Limits, limits_for
from .values import Moment, Score

GOOD, FAIR, POOR = 0, 1, 2
SENTENCES: Mapping[str, tuple[str, str, str]] = {
    "subject_consistency": (
        "What the shot is about stays itself from start to end.",
        "What the shot is about changes a little on the way.",
        "What the shot is about does not stay itself.",
    ),
    "background_consistency": (
        "Everything around it stays in place.",
        "What is around it changes a little.",
        "What is around it does not stay the same.",
    ),
    "temporal_flickering": (
        "The light is steady.",
        "The picture changes quickly from one moment to the next.",
        "The picture flickers.",
    ),
    "motion_smoothness": (
        "Everything moves smoothly.",
        "Some movements are a little rough.",
        "It moves in jerks.",
    ),
    "dynamic_degree": (
        "There is enough movement to hold the eye.",
        "There is a little movement.",
        "Hardly anything moves.",
    ),
    "aesthetic_quality": (
        "Colour, light and placing go well together.",
        "Colour, light and placing are all right.",
        "It looks flat: colour, light or placing could be better.",
    ),
    "imaging_quality": (
        "The picture is sharp, clean and well lit.",
        "The picture could be a little sharper, cleaner or better lit.",
        "The picture is soft, noisy or badly lit.",
    ),
    "prompt_alignment": (
        "It shows what you wrote.",
        "It shows part of what you wrote.",
        "Much of what you wrote is not to be seen.",
    ),
}
FLAWS: Mapping[str, str] = {
    "single-frame": "It is a single picture.",
    "cut": "It cuts to another picture on the way.",
    "frozen": "It stands still for a good part.",
    "noise": "It is mostly noise.",
    "repeated-frames": "It stutters: pictures are shown twice.",
    "jumps": "It jumps.",
    "flicker": "Its light flickers.",
    "blurred": "It is out of focus.",
    "blocky": "It shows hard squares.",
}
FAIR_FROM, GOOD_FROM = 0.55, 0.8
"""Where a method was never calibrated."""
GOOD_ENOUGH, LEAST_FAIR = 0.9, 0.15
"""A value is good from there on however good others are, and fair so far below."""


def said(score: Score, method: str = CLASSICAL) -> str:
    """A sentence or two on a dimension; for one that was not measured, why."""
    if score.value is None:
        return f"This could not be measured. {score.reason}".strip()
    return f"{SENTENCES[score.dimension][_level(score, limits_for(method))]}{where(score.moments)}"


def _level(score: Score, limits: Limits) -> int:
    low, middle = limits.usual.get(score.dimension, (FAIR_FROM, GOOD_FROM))
    good, value = min(middle, GOOD_ENOUGH), score.value or 0.0
    return GOOD if value >= good else FAIR if value >= min(low, good - LEAST_FAIR) else POOR


def where(moments: Sequence[Moment]) -> str:
    """The moments to look at, in their order in the clip: " Look at 1.2 s and 2.0 s."; empty without any."""
    times = [f"{seconds:.1f} s" for seconds in sorted(moment.seconds for moment in moments)]
    if not times:
        return ""
    listed = times[0] if len(times) == 1 else f"{', '.join(times[:-1])} and {times[-1]}"
    return f" Look at {listed}."


def flaws(flags: Sequence[str]) -> list[str]:
    """What is plainly wrong, a sentence each."""
    return [FLAWS[flag] for flag in flags]


def verdict(best: int | None, total: float | None, *, poor: bool, scored: int, takes: int) -> str:
    """One sentence on a roll: `best` is the number of the take that ranks first, `total` its total 0..1; `poor`:
    none is good enough by itself."""
    if best is None or total is None:
        return "These takes were not looked over yet." if takes else "There are no takes yet."
    points = f"{round(total * 100)} of 100"
    if poor:
        return f"None of these is good enough by itself, so look before you choose. Take {best} is the best: {points}."
    return f"Take {best} is {'good' if scored == 1 else 'the best'}: {points}."
