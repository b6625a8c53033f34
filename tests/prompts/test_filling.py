"""Templates and their variables: what is found is what is filled, and nothing else changes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accounts.problems import InvalidField
from generation.prompts import filling
from generation.prompts.starters import starters

NAMES = st.text("abcÄßñ가雨 _-7", min_size=1, max_size=8).filter(lambda name: any(map(str.isalnum, name)))
WORDS = st.text(st.characters(blacklist_characters="{}\\", blacklist_categories=("Cc", "Cs")), max_size=30)
VALUES = st.text(st.characters(blacklist_categories=("Cc", "Cs")), min_size=1, max_size=30).filter(str.strip)


@given(st.lists(st.tuples(WORDS, NAMES, VALUES), max_size=6), WORDS)
def test_exactly_the_variables_that_are_found_are_filled(parts: list[tuple[str, str, str]], end: str) -> None:
    text = "".join(f"{words}{{{{{name}}}}}" for words, name, _ in parts) + end
    values = {filling.canonical(name): value for _, name, value in parts}
    assert {each.name for each in filling.variables(text)} == set(values)
    filled = "".join(words + values[filling.canonical(name)].strip() for words, name, _ in parts) + end
    assert filling.fill(text, values) == filled


@given(WORDS)
def test_a_text_without_variables_stays_as_it_is_however_often(text: str) -> None:
    once = filling.fill(text, {})
    assert once == text == filling.fill(once, {})
    assert filling.variables(text) == ()


@given(st.text(st.characters(blacklist_categories=("Cc", "Cs")), max_size=60).filter(lambda text: "\\{{" not in text))
def test_any_words_can_be_saved_as_a_template_that_says_exactly_these(text: str) -> None:
    """Escaped braces stay braces: nothing in them is a variable."""
    saved = filling.escaped(text)
    assert filling.variables(saved) == ()
    assert filling.fill(saved, {}) == text


@given(st.text(max_size=80), st.dictionaries(st.text(max_size=10), st.text(max_size=20), max_size=3))
def test_whatever_is_written_is_filled_or_refused_by_field(text: str, values: dict[str, str]) -> None:
    refused = refusal_of(text, values)
    assert refused is None or (refused.errors[0].field.partition(".")[0] in ("text", "values") and refused.advice)


def refusal_of(text: str, values: dict[str, str]) -> InvalidField | None:
    try:
        filling.fill(text, values)
    except InvalidField as error:
        return error
    return None


def test_defaults_stand_until_somebody_says_otherwise() -> None:
    text = "{{Subject}} on a pier, {{light=last light}}{{detail=}}, {{LIGHT}} again"
    assert filling.variables(text) == (
        filling.Variable("subject"),
        filling.Variable("light", "last light"),
        filling.Variable("detail", ""),
    )
    assert filling.fill(text, {"subject": "a boat"}) == "a boat on a pier, last light, last light again"
    assert filling.fill(text, {"Subject": "a boat", "light": "rain"}) == "a boat on a pier, rain, rain again"


def test_variations_pass_through_and_values_are_never_read_again() -> None:
    assert filling.fill("a {red|blue} {{what={boat|ship}}}", {}) == "a {red|blue} {boat|ship}"
    assert filling.fill("{{a}}", {"a": "{{b}} \\{{"}) == "{{b}} \\{{"


@pytest.mark.parametrize(
    ("text", "values", "field", "words", "advice"),
    [
        ("{{subject}}", {}, "values.subject", "{{subject}} has no value.", "{{subject=...}}"),
        ("{{subject}}", {"colour": "red"}, "values.colour", "has no {{colour}}", "subject"),
        ("a {{boat", {}, "text", "open at character 3", "{{name}}"),
        ("{{a|b}}", {}, "text", "{{a|b}}", "{red|blue}"),
        ("{{}}", {}, "text", "is no variable", "{{name}}"),
        ("{{a=1}} {{a=2}}", {}, "text", "two defaults", "once"),
        ("{{a}}", {"a": "x" * 501}, "values.a", "500", "Shorten"),
        ("{{a}}", {"a": "x\0"}, "values.a", "can't be shown", "plain text"),
        ("x" * 4000 + "{{a=yy}}", {}, "text", "4002", "4000"),
        ("".join(f"{{{{v{n}}}}}" for n in range(21)), {}, "text", "21 variables", "20"),
    ],
)
def test_a_refusal_names_the_field_and_what_would_work(
    text: str, values: dict[str, str], field: str, words: str, advice: str
) -> None:
    with pytest.raises(InvalidField) as refused:
        filling.fill(text, values)
    assert refused.value.errors[0].field == field
    assert words in refused.value.detail
    assert advice in refused.value.advice


def test_every_template_of_the_studio_can_be_filled() -> None:
    assert {one.kind for one in starters().values()} == {"frames", "takes", "plan"}
    for one in starters().values():
        values = {each.name: "a boat" for each in filling.variables(one.text) if each.default is None}
        filled = filling.fill(one.text, values)
        assert "{{" not in filled
        assert 40 < len(filled) < 400, one.id
