"""What was read of a prompt: told with the output, in the creator's own words only."""

from generation.handlers.base import in_own_words


def recipe(*ignored: str) -> dict[str, object]:
    return {"read": {"facts": [], "ignored": list(ignored), "understood": True}}


def test_words_the_studio_added_are_not_told_as_ignored() -> None:
    told = in_own_words(recipe("gothic", "bokeh", "light"), "A Gothic lighthouse")
    assert told["read"]["ignored"] == ["gothic"]


def test_words_with_apostrophes_or_joined_letters_are_the_creators_own() -> None:
    told = in_own_words(recipe("o'brien", "flux"), "O\u2019Brien\u2019s \ufb02ux")
    assert told["read"]["ignored"] == ["o'brien", "flux"]


def test_a_phrase_is_told_where_all_its_words_were_written() -> None:
    told = in_own_words(recipe("lens flare", "make-up"), "Lens flare on her make-up, a flare")
    assert told["read"]["ignored"] == ["lens flare", "make-up"]
    assert in_own_words(recipe("lens flare"), "a flare")["read"]["ignored"] == []


def test_a_recipe_without_reading_stays_as_it_is() -> None:
    assert in_own_words({"engine": "other"}, "anything") == {"engine": "other"}
