"""generation/history/grams.py"""

from uuid import uuid4

from hypothesis import given
from hypothesis import strategies as st

from generation.history import grams

TEXTS = st.text(max_size=60) | st.text("ab灯 ", max_size=30)
"""Any, and words that are short and often the same."""


@given(TEXTS)
def test_normalising_twice_changes_nothing(text: str) -> None:
    once = grams.normalised(text)
    assert grams.normalised(once) == once


@given(TEXTS, st.data())
def test_what_holds_a_term_has_every_gram_that_the_term_needs(text: str, data: st.DataObject) -> None:
    whole = grams.normalised(text)
    start = data.draw(st.integers(0, len(whole)))
    term = whole[start : data.draw(st.integers(start, len(whole)))].strip()
    assert set(grams.needed([term])) <= grams.grams(whole)


@given(TEXTS)
def test_a_search_is_a_few_terms_and_each_is_a_part_of_it(text: str) -> None:
    found = grams.terms(text)
    assert len(found) <= grams.MOST_TERMS
    assert all(term and term == grams.normalised(term) for term in found)


@given(TEXTS)
def test_a_key_is_a_whole_number_of_32_bits(text: str) -> None:
    assert all(-(1 << 31) <= key < 1 << 31 for key in grams.keys(uuid4(), grams.grams(grams.normalised(text))))


def test_letter_case_and_width_are_the_same_word() -> None:
    assert grams.normalised("  The\tLIGHT\u3000ＨＯＵＳＥ  Straße ") == "the light house strasse"


def test_words_are_terms_and_what_is_quoted_stays_together() -> None:
    assert grams.terms('red  "At Dusk" boat red') == ("at dusk", "boat", "red")
    assert grams.terms('an open "quote') == ("quote", "open", "an")
    assert grams.terms(' "" ') == ()


def test_scripts_without_spaces_have_grams_of_one_two_and_three() -> None:
    assert grams.grams("灯台の") == {"灯", "台", "の", "灯台", "台の", "灯台の"}
    assert grams.needed(["灯"]) == ["灯"]
    assert grams.needed(["灯台の光"]) == ["灯台の", "台の光"]


def test_a_phrase_is_looked_up_by_which_word_follows_which() -> None:
    assert {"ed bo", "at at", "at du"} <= grams.grams("red boat at dusk")
    assert grams.needed(["ed boat a"]) == ["ed bo", "ed", "boa", "oat", "a"]  # "a" may begin any word
    assert "k da" not in grams.needed(["k dawn dusk"])  # and "k" may end any
    assert not set(grams.needed(["dusk dawn"])) <= grams.grams("dawn at dusk")
    assert grams.needed(["dusk", "dawn"]) == ["dus", "usk", "daw", "awn"], "words may stand anywhere"


def test_a_long_search_looks_up_a_few_grams_of_all_of_it() -> None:
    found = grams.needed(["abcdefghijklmnopqrstuvwxyz0123456789"])
    assert len(found) <= grams.MOST_KEYS
    assert (found[0], found[-1]) == ("abc", "789")


def test_another_workspaces_gram_is_another_key() -> None:
    assert grams.key_of(uuid4(), "灯") != grams.key_of(uuid4(), "灯")
