"""Corrections in words for operators."""

from quality.learning.correct import learn
from quality.learning.telling import memory_words, time_words
from quality.learning.values import Correction
from tests.runs import observed


def taught(seconds: float, gb: float | None) -> Correction:
    correction = Correction()
    for _ in range(40):
        correction = learn(correction, observed(seconds, gb))
    return correction


def test_nothing_learned_is_said() -> None:
    assert time_words(Correction()) == "Nothing measured yet: the first estimate holds."
    assert memory_words(Correction()) == "Not measured."


def test_factors_are_told_as_times() -> None:
    assert time_words(taught(23.0, None)).startswith("Takes 2.3 times the first estimate; told as 2.2 to 2.4 times")
    assert memory_words(taught(23.0, 6.0)).startswith("Needed up to 0.6 times the first estimate; 0.62 times")


def test_an_estimate_that_was_right_is_said_to_be_right() -> None:
    assert time_words(taught(10.0, None)).startswith("Takes as much as the first estimate")
