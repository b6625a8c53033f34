"""Which steps may help with a failure, and in which order (pure)."""

from collections.abc import Collection, Mapping, Sequence

from generation.resolution.steps.base import Step
from generation.resolution.values import Facts, Tally

WEIGHT = 20
"""How many cases what was thought of a step weighs: three lucky ones reorder nothing, a hundred do."""
FEWEST_TOLD = 5
"""A success rate of fewer cases is not told to anybody."""


def chance(expected: float, tally: Tally) -> float:
    """How likely a step helps, 0..1: what was expected of it, corrected by what was seen (a Bayesian average)."""
    return (tally.helped + expected * WEIGHT) / (tally.tried + WEIGHT)


def plan(facts: Facts, steps: Collection[Step], tallies: Mapping[str, Tally]) -> list[Step]:
    """The steps that apply: those that run by themselves first, each kind by how likely it helps."""
    fitting = [step for step in steps if facts.category in step.chances and step.applies(facts)]
    return sorted(fitting, key=lambda step: (not step.automatic, -_likely(step, facts, tallies), step.key))


def _likely(step: Step, facts: Facts, tallies: Mapping[str, Tally]) -> float:
    return chance(step.chances[facts.category], tallies.get(step.key, Tally()))


def runnable(planned: Sequence[Step], runs: Mapping[str, int]) -> list[Step]:
    """Of a plan, what the worker does now: automatic, and not yet as often as it may."""
    return [step for step in planned if step.automatic and runs.get(step.key, 0) < step.most_runs]
