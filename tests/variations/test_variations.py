"""Lists and ranges in words: what they become, how many, in which order, and what is said of those that can't be."""

import re
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generation.values import MAX_SEED
from generation.variations import batch, expanding, reading
from generation.variations.batch import Asked, BatchFault, TooMany
from generation.variations.values import Size, Tag, VariationFault

MOST = 200
PLAIN = st.text(st.characters(exclude_characters="{}", exclude_categories=["Cs"]), max_size=60)
WORD = st.text("abc d,", min_size=1, max_size=5).map(str.strip).filter(bool)


def escaped(text: str) -> str:
    return re.sub(r"([{}|\\])", r"\\\1", text)


@st.composite
def written(draw: st.DrawFn, depth: int = 2) -> str:
    """Words with lists in lists, ranges, nothing, and marks whose meaning is taken away."""
    pieces = [draw(st.one_of(WORD, st.text("{}|\\a", max_size=3).map(escaped)))]
    for _ in range(draw(st.integers(0, 2))):
        option = written(depth - 1) if depth else WORD
        options = draw(st.lists(st.one_of(option, st.just("")), min_size=2, max_size=3))
        low, many, step = draw(st.integers(-9, 9)), draw(st.integers(0, 3)), draw(st.integers(1, 3))
        choice = f"{low}..{low + many * step} step {step}" if draw(st.booleans()) else "|".join(options)
        pieces += ["{" + choice + "}" if choice.strip("| ") else "{a|b}", draw(WORD)]
    return " ".join(pieces)


def texts(text: str, most: int = MOST) -> list[str]:
    return [one.text for one in expanding.expand(reading.read(text), most)]


@given(PLAIN)
def test_words_without_braces_are_left_exactly_as_they_are(text: str) -> None:
    assert texts(text) == [text]


@given(written())
def test_there_are_as_many_texts_as_were_counted_always_in_one_order_and_none_is_longer(text: str) -> None:
    words = reading.read(text)
    many = expanding.count(words)
    if many > MOST:
        with pytest.raises(VariationFault):
            expanding.expand(words, MOST)
        return
    found = texts(text)
    assert len(found) == many
    assert found == texts(text)
    assert max(map(len, found)) <= expanding.longest(words)


@given(written())
def test_no_brace_is_left_that_was_not_meant_as_one(text: str) -> None:
    if expanding.count(reading.read(text)) > MOST:
        return
    meant = len(re.findall(r"\\[{}]", text.replace("\\\\", "")))
    assert all(len(re.findall("[{}]", one)) <= meant for one in texts(text))


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=40))
def test_what_was_escaped_comes_back_as_it_was(text: str) -> None:
    asked = escaped(text)
    assert texts(asked) == [text if "{" in text or "}" in text else asked]


def refusal(text: str) -> VariationFault | None:
    try:
        expanding.count(reading.read(text))
    except VariationFault as fault:
        return fault
    return None


@given(st.text("{}|\\.1a step5", max_size=24))
def test_any_words_are_read_or_refused_with_their_place(text: str) -> None:
    fault = refusal(text)
    assert fault is None or (fault.advice and 1 <= fault.at <= len(text))


@pytest.mark.parametrize(
    ("text", "become"),
    [
        ("a {red|blue} boat", ["a red boat", "a blue boat"]),
        ("{a|b} {1|2}", ["a 1", "a 2", "b 1", "b 2"]),
        ("{1..3}", ["1", "2", "3"]),
        ("{10..50 step 20} m", ["10 m", "30 m", "50 m"]),
        ("{3..1}", ["3", "2", "1"]),
        ("{0.5..1.5 step 0.5}", ["0.5", "1.0", "1.5"]),
        ("{1..2|7|ten}", ["1", "2", "7", "ten"]),
        ("a {|big} cat", ["a cat", "a big cat"]),
        ("a cat {at dusk|}", ["a cat at dusk", "a cat"]),
        ("{ red | {dark|light} blue }", ["red", "dark blue", "light blue"]),
        (r"\{a\} {b\|c|d}", ["{a} b|c", "{a} d"]),
        ("this | that", ["this | that"]),
        ("{wait...|go}", ["wait...", "go"]),
    ],
)
def test_lists_and_ranges_become_these(text: str, become: list[str]) -> None:
    assert texts(text) == become


@pytest.mark.parametrize(
    ("text", "at", "said"),
    [
        ("a {red|blue", 3, "opened and never closed"),
        ("a red} boat", 6, "closes nothing"),
        ("a {} boat", 3, "empty"),
        ("a {red} boat", 3, "one entry alone"),
        ("{1..x}", 1, "one entry alone"),
        ("{1..}", 2, "can't be read"),
        ("{1..5 step x}", 2, "can't be read"),
        ("{1..5 step 0}", 2, "never gets to its end"),
        ("{1..999999999}", 2, "has 999,999,999 numbers"),
        ("{a|{b|{c|{d|{e|f}}}}}", 13, "too deep"),
    ],
)
def test_what_can_not_be_read_is_told_with_its_place(text: str, at: int, said: str) -> None:
    with pytest.raises(VariationFault, match=re.escape(said)) as refused:
        reading.read(text)
    assert refused.value.at == at
    assert refused.value.advice


def test_a_product_of_many_lists_is_refused_before_any_of_it_is_made() -> None:
    huge = "{1..1000}" * 60
    assert expanding.count(reading.read(huge)) == 1000**60
    with pytest.raises(TooMany) as refused:
        batch.parts(Asked(huge), MOST)
    assert refused.value.count == 1000**60


def test_a_list_is_named_by_what_it_holds_and_no_two_are_named_alike() -> None:
    (first, *_) = expanding.expand(reading.read("{a|b} or {a|b} in {1..2}"), MOST)
    assert first.tags == (Tag("a / b", "a"), Tag("a / b (2)", "a"), Tag("1..2", "1"))


def test_a_batch_is_every_text_in_every_shape_and_side_with_every_seed() -> None:
    found = batch.parts(Asked("a {red|blue} boat", "7, 20..21", ("16:9", "1:1"), "512"), MOST)
    every = list(product(("a red boat", "a blue boat"), ("16:9", "1:1"), (7, 20, 21)))
    assert [(part.text, part.size.aspect, part.seed) for part in found] == every
    assert found[0].size == Size("16:9", 512)
    assert [tag.name for tag in found[0].tags] == ["red / blue", "Shape", "Longer side", "Seed"]


def test_seeds_that_are_drawn_are_the_same_for_every_text_and_one_seed_needs_no_tag() -> None:
    found = batch.parts(Asked("a {red|blue} boat", "2 seeds"), MOST)
    assert [(part.seed, part.draw) for part in found] == [(None, 1), (None, 2)] * 2
    assert [part.tags[-1] for part in found[:2]] == [Tag("Seed", "No. 1"), Tag("Seed", "No. 2")]
    assert [len(part.tags) for part in batch.parts(Asked("a {red|blue} boat"), MOST)] == [1, 1]


@pytest.mark.parametrize(
    ("asked", "field"),
    [
        (Asked("{a|b"), "prompt"),
        (Asked("{|}"), "prompt"),
        (Asked("{a|a} cat"), "prompt"),
        (Asked("{" + "a" * 3000 + "|b} " + "c" * 1500), "prompt"),
        (Asked("a", "some seeds"), "seeds"),
        (Asked("a", "0 seeds"), "seeds"),
        (Asked("a", f"{MAX_SEED + 1}"), "seeds"),
        (Asked("a", "-1..1"), "seeds"),
        (Asked("a", "1, 2, 1"), "seeds"),
        (Asked("a", "1..2 step 0.5"), "seeds"),
        (Asked("a", "", ("4:3",)), "shapes"),
        (Asked("a", "", ("1:1", "1:1")), "shapes"),
        (Asked("a", "", (), "0"), "sides"),
        (Asked("a", "", (), "512,"), "sides"),
    ],
)
def test_a_fault_names_its_field(asked: Asked, field: str) -> None:
    with pytest.raises(BatchFault) as refused:
        batch.parts(asked, MOST)
    assert refused.value.field == field
    assert refused.value.fault.advice


def test_too_many_seeds_are_too_many_pictures() -> None:
    for asked in (Asked("a", "300 seeds"), Asked("a", "1..300"), Asked("{1..20} a", "20 seeds")):
        with pytest.raises(TooMany):
            batch.parts(asked, MOST)
