"""projects/judging/rounds.py"""

from dataclasses import replace
from uuid import uuid4

from hypothesis import given
from hypothesis import strategies as st

from generation.iterations.values import Point, Trend
from projects.judging.deciding import judge
from projects.judging.rounds import rounds, said
from projects.judging.values import Round, SceneFacts
from tests.judging.test_deciding import scene


def shot(*values: float, seconds: float = 4.0, differs_at: int = 0) -> SceneFacts:
    """A scene with a roll for each value; `differs_at`: the roll that was measured in another way, from 2 on."""
    points = (Point(uuid4(), at, value, 1 < at != differs_at) for at, value in enumerate(values, start=1))
    facts = scene(1, {"imaging_quality": 0.5}, seconds=seconds)
    return replace(facts, trend=Trend("", tuple(points)) if values else None)


SHOTS = st.lists(
    st.builds(
        lambda values, seconds: shot(*values, seconds=seconds),
        st.lists(st.floats(0, 1), max_size=5),
        st.floats(1, 30),
    ),
    max_size=5,
)


@given(SHOTS)
def test_the_best_so_far_never_falls_and_ends_at_the_best_of_all(scenes: list[SceneFacts]) -> None:
    found = rounds(scenes)
    known = [(one.seconds, [point.value for point in one.trend.points]) for one in scenes if one.trend]
    points = [each.points for each in found]
    assert points == sorted(points)
    assert len(found) == max((len(values) for _, values in known), default=0)
    if known:
        mean = sum(seconds * max(values) for seconds, values in known) / sum(seconds for seconds, _ in known)
        assert points[-1] == round(100 * mean)
    assert rounds(list(reversed(scenes))) == found


def test_a_scene_with_fewer_rolls_stands_with_its_best() -> None:
    assert rounds([shot(0.4, 0.3, 0.8), shot(0.6)]) == (Round(1, 50, True), Round(2, 50, True), Round(3, 70, True))


def test_a_roll_that_was_measured_in_another_way_begins_anew() -> None:
    found = rounds([shot(0.9, 0.5, 0.6, differs_at=2)])
    assert [(each.points, each.alike) for each in found] == [(90, True), (50, False), (60, True)]
    assert said(found) == "3 rounds, measured in different ways"


def test_scenes_that_cannot_be_compared_have_no_rounds() -> None:
    one, other = shot(0.4, 0.5), scene(2, {"imaging_quality": 0.9}, method="n")
    assert judge([one]).rounds == rounds([one])
    assert judge([one, replace(other, trend=one.trend)]).rounds == ()


def test_one_round_is_no_trend() -> None:
    assert said(rounds([shot(0.4)])) == ""
    assert said(rounds([shot(0.4, 0.6)])) == "Best so far over 2 rounds: 40 to 60"
