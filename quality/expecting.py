"""What routing expects of a way to hold a model on a class of devices: the catalogue's prior, corrected by what was
measured. A seam: routing asks these two questions and knows nothing of how they are learned."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from quality.learning.correct import memory_gb, time_range
from quality.learning.values import Correction, Key
from quality.prediction import SAFETY


class Observations(Protocol):
    """What was learned so far."""

    def memory_gb(self, key: Key, prior_gb: float) -> float:
        """Peak to plan with, in GB, from the peak without safety."""
        ...

    def seconds(self, key: Key, prior: tuple[float, float]) -> tuple[float, float]:
        """(low, high) to tell, from the prior's."""
        ...


class NothingObserved:
    """The prior alone."""

    def memory_gb(self, key: Key, prior_gb: float) -> float:
        """With the safety of requirement Q4."""
        return SAFETY * prior_gb

    def seconds(self, key: Key, prior: tuple[float, float]) -> tuple[float, float]:
        """As the catalogue says."""
        return prior


@dataclass(frozen=True, slots=True)
class Learned:
    """The prior, corrected where runs of the same key were measured."""

    corrections: Mapping[Key, Correction]

    def memory_gb(self, key: Key, prior_gb: float) -> float:
        """What was measured, with its margin; the prior with safety until there is enough of it."""
        correction = self.corrections.get(key)
        return SAFETY * prior_gb if correction is None or prior_gb <= 0 else memory_gb(correction, prior_gb)

    def seconds(self, key: Key, prior: tuple[float, float]) -> tuple[float, float]:
        """The range that most runs fall into."""
        correction = self.corrections.get(key)
        if correction is None:
            return prior
        low, _, high = time_range(correction, prior)
        return low, high
