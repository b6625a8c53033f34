"""What a proposal may bring, and which comes first: what was thought of it, corrected by what was seen (pure)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import sqrt
from typing import Protocol, TypeVar

from generation.suggesting.values import ASKED_FOR, MOST_OFFERED, Tally

GAIN_WEIGHT = 8
"""How many measured cases what was thought of a gain weighs: a lucky one moves little, thirty decide."""
ANSWER_WEIGHT = 6
USUAL_ACCEPTANCE = 0.5
"""As many answers, half of them yes, are taken for granted before anybody has answered."""
FEWEST_TOLD = 5
"""Fewer cases than this are not called experience."""


class Thought(Protocol):
    """What is thought of a suggestion before anybody tried it: a proposal, or its row."""

    @property
    def key(self) -> str: ...
    @property
    def dimension(self) -> str: ...
    @property
    def expected(self) -> float: ...
    @property
    def urgency(self) -> float: ...


One = TypeVar("One", bound=Thought)


@dataclass(frozen=True, slots=True)
class Expected:
    """`points` of 100, rounded; `cases`: in how many runs it was measured; `known`: whether that is enough to go by."""

    points: int
    cases: int
    known: bool


def gain(proposal: Thought, tally: Tally) -> float:
    """Points that it is expected to bring (a Bayesian average)."""
    return (tally.gain + proposal.expected * GAIN_WEIGHT) / (tally.measured + GAIN_WEIGHT)


def acceptance(tally: Tally) -> float:
    """How likely somebody takes it, 0..1."""
    answers = tally.accepted + tally.ignored
    return (tally.accepted + USUAL_ACCEPTANCE * ANSWER_WEIGHT) / (answers + ANSWER_WEIGHT)


def expected(proposal: Thought, tally: Tally) -> Expected:
    """As people are told."""
    return Expected(round(gain(proposal, tally)), tally.measured, tally.measured >= FEWEST_TOLD)


def usefulness(proposal: Thought, tally: Tally) -> float:
    """Larger is better: what it brings, how often people want it (what is ignored falls, but slowly), and how much it
    is called for."""
    return gain(proposal, tally) * sqrt(acceptance(tally)) * (0.5 + proposal.urgency)


def best_first(
    proposals: Iterable[One], tallies: Mapping[tuple[str, str], Tally], most: int | None = MOST_OFFERED
) -> list[One]:
    """At most `most` (None: all): what people asked for, then the most useful, each dimension once before any twice.

    What is expected to do harm is left out. The same proposals and tallies give the same order.
    """

    def useful(one: Thought) -> float:
        return usefulness(one, tallies.get((one.key, one.dimension), Tally()))

    helpful = [one for one in proposals if useful(one) > 0]
    ranked = sorted(helpful, key=lambda one: (one.urgency < ASKED_FOR, -useful(one), one.key))
    first = {one.dimension: one for one in reversed(ranked)}
    leading = [one for one in ranked if first[one.dimension] is one]
    return [*leading, *(one for one in ranked if first[one.dimension] is not one)][:most]
