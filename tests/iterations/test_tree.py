"""generation/iterations: which version follows which, what changed, and how scores went."""

from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generation import values
from generation.iterations.tree import depths, in_order, parents
from generation.iterations.trends import said, trends
from generation.iterations.values import Scored, Version
from generation.iterations.words import FIRST, what_changed
from generation.suggesting.values import Seen

IDS = st.integers(1, 40).map(lambda number: UUID(int=number))
MAYBE = st.none() | IDS
VERSIONS = st.lists(
    st.builds(
        Version,
        id=IDS,
        kind=st.sampled_from([values.FRAMES, values.TAKES]),
        prompt=st.sampled_from(["a boat", "a boat at dusk", "灯塔", ""]),
        negative_prompt=st.sampled_from(["", "text"]),
        seed=st.integers(0, 2),
        parent=MAYBE,
        frame=MAYBE,
        frame_of=MAYBE,
        frame_label=st.sampled_from(["", "4A"]),
    ),
    unique_by=lambda version: version.id,
    max_size=30,
)


@settings(max_examples=150, deadline=None)
@given(VERSIONS, st.randoms(use_true_random=False))
def test_versions_make_a_forest_whatever_their_rows_say(versions, chance) -> None:  # type: ignore[no-untyped-def]
    """Parents are older and known, the order rows come in does not matter, and every step has a few words."""
    shuffled = list(versions)
    chance.shuffle(shuffled)
    found = parents(versions)
    assert found == parents(shuffled)
    assert all(parent is None or (parent in found and parent < child) for child, parent in found.items())
    ordered = in_order(versions)
    steps = depths([version.id for version in ordered], found)
    assert all(steps[child] == (0 if parent is None else steps[parent] + 1) for child, parent in found.items())
    known = {version.id: version for version in versions}
    for version in versions:
        parent = found[version.id]
        words = what_changed(version, known[parent] if parent else None)
        assert 0 < len(words) <= 60


def version(number: int, kind: str = values.FRAMES, **fields: object) -> Version:
    return Version(**{"id": UUID(int=number), "kind": kind, "prompt": "a boat", **fields})  # type: ignore[arg-type]


def test_what_somebody_asked_from_comes_before_what_was_made_last() -> None:
    first, second = version(1), version(2)
    branch = version(3, parent=first.id)
    assert parents([first, second, branch]) == {first.id: None, second.id: first.id, branch.id: first.id}


def test_takes_go_on_from_their_frame_then_from_the_takes_of_the_same_frame() -> None:
    frame = UUID(int=99)
    frames = version(1)
    roll = version(2, values.TAKES, frame=frame, frame_of=frames.id)
    again = version(3, values.TAKES, frame=frame, frame_of=frames.id)
    assert parents([frames, roll, again]) == {frames.id: None, roll.id: frames.id, again.id: roll.id}


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        ({}, {"prompt": "a boat, last light"}, "+ last light"),
        ({"prompt": "a handheld boat"}, {}, "\u2212 handheld"),
        ({}, {"prompt": "Night over the harbour. Full moon"}, "Night over the harbour"),
        ({}, {"negative_prompt": "people"}, "Leaves out people"),
        ({"negative_prompt": "people"}, {}, "Leaves nothing out"),
        ({"tier": "low"}, {"tier": "high"}, "In High"),
        ({}, {"seed": 5}, "Another seed"),
        ({}, {}, "Once more"),
        ({}, {"kind": values.TAKES, "count": 3, "frame_label": "4A"}, "3 takes from 4A"),
    ],
)
def test_a_few_words_say_what_is_other(before: dict[str, object], after: dict[str, object], words: str) -> None:
    assert what_changed(version(2, **after), version(1, **before)) == words  # type: ignore[arg-type]


def test_the_first_one_is_the_first_idea() -> None:
    assert what_changed(version(1), None) == FIRST


def scored(number: int, total: float, method: str = "m") -> Scored:
    return Scored(UUID(int=number), total, {"clarity": Seen(total, method, "1")})


def test_scores_of_different_methods_are_not_compared() -> None:
    numbers = {UUID(int=number): number for number in (1, 2, 3)}
    total, clarity = trends([scored(1, 0.61), scored(2, 0.7), scored(3, 0.9)], numbers)
    assert said(total, 5) == "5 tries, score 61 to 90"
    assert [point.alike for point in clarity.points] == [True, True, True]
    total, clarity = trends([scored(1, 0.61), scored(2, 0.9, "another")], numbers)
    assert said(total, 2) == "2 tries, measured in different ways"
    assert [point.alike for point in clarity.points] == [True, False]


def test_what_was_not_looked_over_is_no_point() -> None:
    (total,) = trends([Scored(UUID(int=1), None)], {UUID(int=1): 1})
    assert (total.points, said(total, 1)) == ((), "1 try")
