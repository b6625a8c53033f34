"""Which take is best: defects first, then the total; never across methods."""

from collections.abc import Sequence

from .dimensions import profile
from .errors import DifferentMethods
from .flags import HARD
from .totals import weigh
from .values import ClipScore, Score


def rank(clips: Sequence[ClipScore]) -> list[int]:
    """The rank of each clip in the order given, 1 = best, each rank once (equal clips keep their order).

    Clips with fewer hard flags come first, then with fewer flags, then with the higher total.
    Raises DifferentMethods unless all were measured under one profile; `on_common_ground` makes
    clips comparable where that is honest.
    """
    if len({clip.profile for clip in clips}) > 1:
        raise DifferentMethods(
            "These takes were not measured on the same dimensions by the same methods.",
            "Score them again with one version, or compare only what was measured alike in all.",
        )
    order = sorted(range(len(clips)), key=lambda index: _badness(clips[index]))
    ranks = [0] * len(clips)
    for place, index in enumerate(order, start=1):
        ranks[index] = place
    return ranks


def on_common_ground(clips: Sequence[ClipScore]) -> list[ClipScore]:
    """The same clips cut down to the dimensions measured in all of them by one method and version.

    Totals are weighed anew over those alone. Raises DifferentMethods when nothing is shared.
    """
    shared = set.intersection(*({_identity(s) for s in clip.scores.values() if s.measured} for clip in clips))
    if not shared:
        raise DifferentMethods(
            "No dimension was measured in all of these takes by the same method.",
            "Compare takes of the same kind and length, scored by one version.",
        )
    return [_only(clip, {dimension for dimension, _, _ in shared}) for clip in clips]


def _only(clip: ClipScore, dimensions: set[str]) -> ClipScore:
    kept = {name: score for name, score in clip.scores.items() if name in dimensions}
    total, weight = weigh(kept)
    return ClipScore(kept, total, weight, clip.flags, profile(kept.values()))


def _identity(score: Score) -> tuple[str, str, str]:
    return score.dimension, score.method, score.version


def _badness(clip: ClipScore) -> tuple[int, int, float]:
    hard = sum(flag in HARD for flag in clip.flags)
    return hard, len(clip.flags), -(clip.total if clip.total is not None else -1.0)
