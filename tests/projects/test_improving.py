"""What follows the rounds of an improvement: never more rounds or credits than were given, and never a worse take."""

from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st

from projects.improving import deciding
from projects.improving.deciding import End, Option, Round, Rules, Standing, Try, is_better, next_step, spent

KEYS = st.sampled_from("abcdef")
OPTIONS = st.lists(st.builds(Option, KEYS, st.integers(0, 9)), max_size=5, unique_by=lambda option: option.key)
STANDINGS = st.builds(
    Standing,
    st.integers(0, 2),
    st.integers(0, 3),
    st.none() | st.floats(0, 1, allow_nan=False).map(lambda v: round(v, 2)),
)
RULES = st.builds(Rules, st.integers(1, 8), st.integers(0, 40))


@given(RULES, st.lists(OPTIONS, min_size=1, max_size=9), st.lists(STANDINGS, min_size=10, max_size=10))
def test_rounds_and_credits_are_kept_and_the_best_never_gets_worse(
    rules: Rules, found: list[list[Option]], made: list[Standing]
) -> None:
    """Whatever helps, costs and comes of it; what was tried since the best is not tried once more."""
    best, so_far = made[0], list[Round]()
    for number in count():
        step = next_step(so_far, rules, found[number % len(found)])
        if isinstance(step, End):
            assert step.why in dict(deciding.ENDINGS)
            break
        kept = is_better(best, made[(number + 1) % len(made)])
        if kept:
            worse = made[(number + 1) % len(made)]
            assert not is_better(worse, best)
            best = worse
        so_far.append(Round(step.option.key, step.option.credits, kept))
    assert len(so_far) <= rules.rounds
    assert spent(so_far) <= rules.credits
    for place in range(len(so_far) - 1):
        assert so_far[place].kept or so_far[place].key != so_far[place + 1].key


@given(STANDINGS, STANDINGS)
def test_of_two_takes_at_most_one_is_better(one: Standing, other: Standing) -> None:
    assert not (is_better(one, other) and is_better(other, one))


RULES_OF_FOUR = Rules(4, 20)
GOOD, BAD = Round("a", 4, kept=True), Round("b", 4, kept=False)


@pytest.mark.parametrize(
    ("so_far", "options", "expected"),
    [
        ([], [Option("a", 4), Option("b", 4)], Try(Option("a", 4))),
        ([BAD], [Option("b", 4), Option("c", 4)], Try(Option("c", 4))),
        ([BAD, GOOD], [Option("b", 4)], Try(Option("b", 4))),
        ([], [], End(deciding.NOTHING_WEAK)),
        ([BAD], [Option("b", 4)], End(deciding.NOTHING_WEAK)),
        ([GOOD, BAD, BAD], [Option("c", 4)], End(deciding.NO_GAIN)),
        ([GOOD, GOOD, GOOD, GOOD], [Option("c", 4)], End(deciding.ROUNDS)),
        ([Round("a", 18, kept=True)], [Option("c", 4)], End(deciding.CREDITS)),
        ([Round("a", 18, kept=True)], [Option("c", 4), Option("d", 2)], Try(Option("d", 2))),
    ],
)
def test_what_follows(so_far: list[Round], options: list[Option], expected: object) -> None:
    assert next_step(so_far, RULES_OF_FOUR, options) == expected


@pytest.mark.parametrize(
    ("before", "after", "better"),
    [
        (Standing(0, 0, 0.5), Standing(0, 0, 0.6), True),
        (Standing(0, 0, 0.5), Standing(0, 0, 0.5), False),
        (Standing(0, 0, 0.5), Standing(0, 1, 0.9), False),
        (Standing(1, 1, 0.9), Standing(0, 1, 0.2), True),
        (Standing(0, 0, 0.5), Standing(0, 0, None), False),
    ],
)
def test_defects_count_before_points(before: Standing, after: Standing, *, better: bool) -> None:
    assert is_better(before, after) is better
