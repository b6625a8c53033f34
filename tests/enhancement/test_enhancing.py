"""A prompt with chips: what it says is kept, what is added is told apart and comes off again."""

from hypothesis import given
from hypothesis import strategies as st

from generation.engines.template import enhancing_phrases
from generation.engines.template.phrases import phrases
from generation.enhancement.choosing import automatic, enhanced
from generation.enhancement.enhancing import Enhanced, conflict, enhance, told_apart
from generation.enhancement.loader import shipped
from generation.stories.wording import PROMPT_LIMIT_CHARACTERS

CHIPS = shipped()
JOINING = sorted(name for name, (group, _) in CHIPS.by_id.items() if group.adds == "prompt")
prompts = st.text(max_size=120) | st.sampled_from(
    ["a fox", "A fox runs.", "ein Fuchs im Schnee", "狐が走る。", "قارب", "a fox, 85 mm, at night", "x" * 3990]
)
seeds = st.integers(0, 2**32 - 1)
makes = st.sampled_from(["frames", "takes", "picture"])


def phrases_of(made: Enhanced) -> list[str]:
    """The runs of a prompt without what joins them, which follows from how the words before end."""
    return [span.text if span.own else span.text.lstrip(", ").casefold() for span in made.spans]


@st.composite
def together(draw: st.DrawFn) -> tuple[str, ...]:
    """Chips that can be had together."""
    found: list[str] = []
    for name in draw(st.lists(st.sampled_from(JOINING), unique=True, max_size=8)):
        if not any(conflict(*CHIPS.by_id[name], *CHIPS.by_id[other]) for other in found):
            found.append(name)
    return tuple(found)


@given(prompts, together(), makes)
def test_what_was_written_is_kept_word_for_word_within_the_limit(
    prompt: str, chosen: tuple[str, ...], kind: str
) -> None:
    made = enhance(prompt, chosen, CHIPS, kind)  # type: ignore[arg-type]  # one of its words
    assert made.text.startswith(prompt)
    assert len(made.text) <= max(len(prompt), PROMPT_LIMIT_CHARACTERS)
    assert {*made.chips, *(left.chip for left in made.left_out)} == set(chosen)


@given(prompts, together(), makes)
def test_enhancing_twice_adds_nothing_more(prompt: str, chosen: tuple[str, ...], kind: str) -> None:
    once = enhance(prompt, chosen, CHIPS, kind).text  # type: ignore[arg-type]
    assert enhance(once, chosen, CHIPS, kind).text == once  # type: ignore[arg-type]


@given(prompts.filter(lambda text: len(text) < 1000), together(), st.data())
def test_switching_a_chip_off_takes_away_exactly_what_it_added(
    prompt: str, chosen: tuple[str, ...], data: st.DataObject
) -> None:
    whole = enhance(prompt, chosen, CHIPS, "frames")
    if not whole.chips:
        return
    off = data.draw(st.sampled_from(whole.chips))
    rest = enhance(prompt, [name for name in chosen if name != off], CHIPS, "frames")
    assert rest.chips == tuple(name for name in whole.chips if name != off)
    assert phrases_of(rest) == [
        words for words, chip in zip(phrases_of(whole), ["", *whole.chips], strict=True) if chip != off
    ]


@given(prompts, together())
def test_what_was_added_is_told_apart_again_from_the_two_texts_alone(prompt: str, chosen: tuple[str, ...]) -> None:
    made = enhance(prompt, chosen, CHIPS, "frames")
    spans = told_apart(prompt, made.text, CHIPS)
    assert "".join(span.text for span in spans) == made.text
    assert [span for span in spans if span.chip] == [span for span in made.spans if span.chip]


@given(prompts, prompts)
def test_any_two_texts_are_told_apart_without_losing_a_letter(prompt: str, text: str) -> None:
    assert "".join(span.text for span in told_apart(prompt, text, CHIPS)) == text


@given(prompts, seeds)
def test_what_the_studio_chooses_are_chips_that_can_be_had_together(prompt: str, seed: int) -> None:
    chosen = automatic(prompt, seed)
    found = [CHIPS.by_id[name] for name in chosen]
    assert not any(conflict(*one, *other) for one in found for other in found)
    made = enhanced(prompt, seed, None, "frames")
    assert set(made.chips) <= set(chosen)
    assert made.original == prompt.strip()


def test_every_phrase_of_the_studios_choice_is_a_chip() -> None:
    options = [option for aspect in phrases().enhancements.values() for option in aspect]
    assert {option.casefold() for option in options} <= set(CHIPS.by_phrase)


def test_takes_get_nothing_that_nobody_chose() -> None:
    assert enhanced("a fox", 3, None, "takes").text == "a fox"
    assert enhanced("a fox", 3, ("move-push", "stock-warm"), "takes").text == "a fox, push-in"


def test_a_chip_that_the_words_say_already_adds_nothing_and_says_so() -> None:
    made = enhance("a fox at night, 35 mm lens", ("hour-dawn", "lens-24", "air-rain"), CHIPS, "frames")
    assert made.text == "a fox at night, 35 mm lens, in pouring rain"
    assert [(left.chip, left.reason) for left in made.left_out] == [("hour-dawn", "said"), ("lens-24", "said")]


def test_an_hour_in_another_language_is_said_too() -> None:
    assert enhance("ein Fuchs am Abend", ("hour-dawn",), CHIPS, "frames").chips == ()


def test_what_denies_the_prompt_is_not_chosen_for_it() -> None:
    found = {phrase for seed in range(80) for phrase in enhancing_phrases("a joyful birthday party", seed)}
    assert "low-key light" not in found
    assert "diffused light" in found


def test_chips_of_another_version_are_passed_over() -> None:
    assert enhance("a fox", ("of-yesterday", "stock-warm"), CHIPS, "frames").text == "a fox, warm colour grade"
