"""projects/judging/deciding.py"""

from collections.abc import Sequence
from typing import Any
from uuid import uuid4

from hypothesis import given, settings
from hypothesis import strategies as st

from generation.suggesting.values import Seen
from projects.judging.deciding import averages, judge
from projects.judging.values import SceneFacts
from quality.scoring import DIMENSIONS
from quality.scoring.totals import weigh
from quality.scoring.values import Score


def scene(number: int, scores: dict[str, float], *, seconds: float = 4.0, method: str = "m", **more: Any) -> SceneFacts:
    measured = {dimension: Seen(value, method, "1") for dimension, value in scores.items()}
    rows = {name: Score(name, "measured", value, None, method, "1") for name, value in scores.items()}
    known: dict[str, Any] = {"take": uuid4(), "generation": uuid4(), "total": weigh(rows)[0], "measured": measured}
    return SceneFacts(uuid4(), number, seconds=seconds, **{"title": f"Scene {number}", **known, **more})


SCENES = st.lists(
    st.builds(
        scene,
        number=st.integers(1, 9),
        scores=st.dictionaries(st.sampled_from([*DIMENSIONS, "new"]), st.floats(0, 1)),
        seconds=st.floats(0, 30),
        method=st.sampled_from(["m", "n"]),
        flags=st.lists(st.sampled_from(["cut", "frozen", "jumps", "odd-flag"]), max_size=2).map(tuple),
    ),
    max_size=6,
)


@settings(max_examples=150, deadline=None)
@given(SCENES, st.randoms(use_true_random=False))
def test_the_score_is_bounded_and_the_order_hangs_on_the_scenes_alone(scenes: list[SceneFacts], chance: Any) -> None:
    found = judge(scenes, [one.measured for one in scenes])
    assert len(found.scenes) == len(scenes)
    assert found.points is None or 0 <= found.points <= 100
    shuffled = list(scenes)
    chance.shuffle(shuffled)
    keys = [(one.points, one.scene.flags) for one in found.scenes]
    assert [one[0] for one in keys] == [one.points for one in judge(shuffled).scenes]
    assert found.said


def points(scenes: Sequence[SceneFacts]) -> int | None:
    return judge(scenes).points


def test_seconds_weigh() -> None:
    short, long = scene(1, {"imaging_quality": 1.0}, seconds=1), scene(2, {"imaging_quality": 0.5}, seconds=3)
    found = judge([short, long])
    assert (found.points, found.said) == (62, "All 2 scenes, weighed by their seconds.")


def test_what_was_not_measured_weighs_nothing_and_is_said() -> None:
    found = judge([scene(1, {"imaging_quality": 0.8}), SceneFacts(uuid4(), 2, "", 9.0)])
    assert (found.points, found.seconds_measured) == (80, 4.0)
    assert found.said == "1 of 2 scenes, weighed by their seconds."
    assert found.scenes[1].why == "It has no take yet."


def test_scenes_that_share_something_are_compared_over_that_alone() -> None:
    both = scene(1, {"imaging_quality": 0.8, "dynamic_degree": 0.1})
    found = judge([both, scene(2, {"imaging_quality": 0.6})])
    assert (found.points, found.alike) == (70, False)
    assert found.said.endswith("over what was measured the same way in all of them.")


def test_methods_are_never_mixed() -> None:
    found = judge([scene(1, {"imaging_quality": 0.8}), scene(2, {"imaging_quality": 0.6}, method="other")])
    assert found.points is None
    assert found.said == "All 2 scenes were measured in different ways, so there is no score over all of them."


def test_the_weakest_comes_first_and_what_nobody_would_show_before_that() -> None:
    good, weak = scene(1, {"imaging_quality": 0.9}), scene(2, {"imaging_quality": 0.5})
    broken = scene(3, {"imaging_quality": 0.95}, flags=("cut",))
    found = judge([good, weak, broken, SceneFacts(uuid4(), 4, "", 4.0)])
    assert [verdict.scene.number for verdict in found.scenes] == [3, 2, 1, 4]
    assert [verdict.redo for verdict in found.scenes] == [True, True, False, True]
    assert [verdict.why for verdict in found.scenes][:3] == ["It jumps to another picture.", "Weak: clarity 50.", ""]


def test_the_usual_is_an_average_of_the_same_method_only() -> None:
    seen = averages([{"a": Seen(0.2, "m", "1")}, {"a": Seen(0.4, "m", "1")}, {"a": Seen(1.0, "m", "2")}])
    assert round(seen[("a", "m", "1")], 6) == 0.3
    one = scene(1, {"imaging_quality": 0.9})
    other = {"imaging_quality": Seen(0.5, "another", "1")}
    assert judge([one], [one.measured]).scenes[0].corners[0].usual == 90
    assert judge([one], [other]).scenes[0].corners[0].usual is None


def test_an_episode_without_scenes_says_so() -> None:
    assert judge([]).said == "No take of this episode was looked over yet."
