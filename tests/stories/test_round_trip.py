"""Scenes written and read again are written the same, whatever they say; any text is read."""

import time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from generation.stories import scripts, values, writing
from generation.stories.values import Line, ScenePlan

SIGNS = (
    "INT. A|EXT. B - DAY|/*|*/|[[|]]|*|_|ANNA|(x)|>|<|=|#|.|@|~|!|Title:|^|CUT TO:|#1#|1. |- |Anna: hi|[[camera: x]]"
)
signs = st.sampled_from([*SIGNS.split("|"), "内景", "\\", "\n", "\n\n", "\t", "\x00"])
texts = st.lists(st.one_of(signs, st.text(max_size=8)), max_size=25).map("".join)
lines = st.builds(
    Line,
    character=texts,
    line=texts,
    parenthetical=texts,
    extension=st.sampled_from(["", "V.O.", "O.S./CONT'D"]),
    dual=st.booleans(),
    after=st.none() | st.integers(0, 4),
)
plans = st.builds(
    ScenePlan,
    number=st.just(1),
    title=texts,
    beat=texts,
    prompt=texts,
    camera=texts,
    seconds=st.sampled_from([1.0, 2.0, 4.5, 30.0]),
    slugline=texts,
    description=texts,
    dialogue=st.lists(lines, max_size=3).map(tuple),
    characters=st.lists(texts, max_size=3).map(tuple),
    transition=st.sampled_from([word for word, _ in values.TRANSITIONS]),
)


def again(text: str) -> str:
    script = scripts.read(text)
    return writing.write(script.title, (scene.plan for scene in script.scenes))


@settings(max_examples=150)
@given(texts)
@example("[[ open\nINT. A\n\n]]")
def test_any_text_is_read_and_written_again_the_same(text: str) -> None:
    once = again(text)
    assert again(once) == once


@settings(max_examples=60)
@given(st.lists(plans, max_size=3), texts)
def test_any_scenes_are_written_read_and_written_the_same(scenes: list[ScenePlan], title: str) -> None:
    once = again(writing.write(title, scenes))
    assert again(once) == once
    assert len(scripts.read(once).scenes) == len(scenes)


@pytest.mark.parametrize(
    "piece", ["/* ", "[[ ", "*a ", "a\n", "___*** ", "A\n(", "((", "INT. A\n\n", "1. a\n", "A:b\n"]
)
def test_a_long_script_takes_time_by_its_length(piece: str) -> None:
    text = (piece * values.MOST_SCRIPT_CHARACTERS)[: values.MOST_SCRIPT_CHARACTERS]
    begun = time.process_time()
    scripts.read(text)
    assert time.process_time() - begun < 5.0  # it takes half a second; what grows with the square takes minutes
