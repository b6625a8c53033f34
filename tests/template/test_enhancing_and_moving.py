"""Cinematography words and camera movements."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generation.engines.template import enhance_prompt, movement_for
from generation.engines.template.phrases import movement_named, names, phrases
from generation.stories.wording import PROMPT_LIMIT_CHARACTERS
from generation.values import MAX_PROMPT_CHARACTERS

prompts = st.text(max_size=300)
seeds = st.integers(0, 2**32 - 1)


@given(prompts, seeds)
def test_the_prompt_is_kept_word_for_word(prompt: str, seed: int) -> None:
    assert enhance_prompt(prompt, seed).startswith(prompt.strip())
    assert enhance_prompt(prompt, seed) == enhance_prompt(prompt, seed)


@given(prompts, seeds, seeds)
def test_enhancing_twice_adds_nothing_more(prompt: str, seed: int, another: int) -> None:
    once = enhance_prompt(prompt, seed)
    assert enhance_prompt(once, another) == once


@given(seeds)
def test_camera_lens_light_composition_and_colour_are_added(seed: int) -> None:
    enhanced = enhance_prompt("a fox in the snow", seed)
    assert all(names(enhanced, aspect) for aspect in phrases().enhancements)


@given(seeds)
def test_what_the_prompt_names_is_not_named_again(seed: int) -> None:
    added = enhance_prompt("a fox, 85 mm, backlit, symmetrical, Polaroid, sepia", seed).removeprefix(
        "a fox, 85 mm, backlit, symmetrical, Polaroid, sepia"
    )
    assert added == ""


def test_other_seeds_choose_other_words() -> None:
    assert len({enhance_prompt("a fox", seed) for seed in range(50)}) > 25


def test_an_empty_prompt_stays_empty() -> None:
    assert enhance_prompt("  ", 1) == ""


def test_a_prompt_at_the_limit_is_not_made_longer() -> None:
    full = "x" * PROMPT_LIMIT_CHARACTERS
    assert enhance_prompt(full, 1) == full


def test_words_after_a_full_stop_begin_a_sentence() -> None:
    starts = {enhance_prompt("A fox runs.", seed).removeprefix("A fox runs. ")[:5] for seed in range(30)}
    assert starts == {"Full-", "35 mm", "Large"}


@given(prompts)
def test_three_takes_move_in_three_ways(prompt: str) -> None:
    takes = [movement_for(number, prompt) for number in (1, 2, 3)]
    assert len(set(takes)) == 3
    assert takes == [movement_for(number, prompt) for number in (1, 2, 3)]


@pytest.mark.parametrize("kind", list(phrases().movements))
def test_a_movement_that_is_asked_for_is_kept_in_every_take(kind: str) -> None:
    for way in phrases().movements[kind].ways:  # type: ignore[index]  # the parameter is one of its keys
        assert movement_named(way) == kind
        assert all(movement_named(movement_for(number, f"a fox, {way}")) == kind for number in range(1, 7))


def test_takes_are_numbered_from_one() -> None:
    with pytest.raises(ValueError, match="numbered from 1"):
        movement_for(0, "a fox")


def test_no_prompt_becomes_longer_than_a_generation_accepts() -> None:
    assert PROMPT_LIMIT_CHARACTERS == MAX_PROMPT_CHARACTERS


@pytest.mark.parametrize("kind", list(phrases().movements))
def test_takes_of_a_prompt_with_an_angle_name_no_other(kind: str) -> None:
    way = phrases().movements[kind].ways[0]  # type: ignore[index]  # the parameter is one of its keys
    takes = [movement_for(number, f"a fox from above, {way}") for number in range(1, 4)]
    assert not any(names(take, "angle") for take in takes)
    assert len(set(takes)) == 3
