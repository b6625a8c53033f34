"""generation/wording/diff.py"""

from hypothesis import given, settings
from hypothesis import strategies as st

from generation.wording.diff import Part, after_of, before_of, difference, gained, lost, words

TEXTS = st.text(max_size=120) | st.lists(
    st.sampled_from(["a red boat", " ", ",", "on a lake", "灯塔在黄昏", "قارب أحمر", "é", "👩‍🚀", "\n", "e\u0301"]),
    max_size=12,
).map("".join)


@settings(max_examples=200, deadline=None)
@given(TEXTS, TEXTS)
def test_both_texts_come_back_letter_for_letter(before: str, after: str) -> None:
    parts = difference(before, after)
    assert before_of(parts) == before
    assert after_of(parts) == after
    assert all(part.text for part in parts)


@given(TEXTS)
def test_words_joined_again_are_the_text(text: str) -> None:
    assert "".join(words(text)) == text
    assert all(part.how == "same" for part in difference(text, text))


def test_it_tells_whole_words_that_came_and_went() -> None:
    parts = difference("The tall ship, at dusk", "The tall ship with torn sails, at dawn")
    assert gained(parts) == ["with torn sails", "dawn"]
    assert lost(parts) == ["dusk"]


def test_chinese_is_told_by_the_character() -> None:
    assert Part("gone", "黄") in difference("灯塔在黄昏", "灯塔在昏")


def test_an_accent_stays_with_its_letter() -> None:
    assert words("cafe\u0301 noir") == ["cafe\u0301", " ", "noir"]
