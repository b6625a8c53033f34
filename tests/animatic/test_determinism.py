"""The same request is the same bytes; anything else is another picture."""

import pytest

from generation.engines.base import VideoRequest
from tests.animatic.shots import ENGINE, HEIGHT, WIDTH, difference, picture, shot, silent

PROMPTS = [
    "a deep redwood forest in morning light, a deer stands in the mist",
    "neon city street at night in the rain, a woman with a red umbrella walking",
    "a lake in the mountains under the full moon, a small canoe",
]


@pytest.mark.parametrize("prompt", PROMPTS)
def test_the_same_seed_makes_the_same_bytes(prompt: str) -> None:
    assert picture(prompt, 3).tobytes() == picture(prompt, 3).tobytes()


@pytest.mark.parametrize("prompt", PROMPTS)
def test_another_seed_makes_clearly_another_picture(prompt: str) -> None:
    assert difference(picture(prompt, 1), picture(prompt, 2)) > 8


def test_the_seed_mixes_with_the_prompt() -> None:
    """Two prompts of the same place at one seed do not share palette and layout."""
    pair = [picture(f"a lighthouse on the coast at dusk{end}", 4) for end in ("", ", quiet")]
    assert difference(*pair) > 8


def test_spacing_and_case_do_not_change_the_picture() -> None:
    assert picture("A Red  Car").tobytes() == picture("a red car").tobytes()


def test_the_same_shot_is_the_same_bytes_and_three_attempts_differ() -> None:
    takes = [shot("a castle on a mountain", 6, number=n) for n in (1, 2, 3)]
    again = shot("a castle on a mountain", 6, number=2)
    assert [f.tobytes() for f in takes[1]] == [f.tobytes() for f in again]
    ends = [take[-1] for take in takes]
    assert min(difference(ends[a], ends[b]) for a, b in ((0, 1), (0, 2), (1, 2))) > 3


def test_three_attempts_take_three_moves_and_a_named_move_stays() -> None:
    def moves(prompt: str) -> list[str]:
        requests = [VideoRequest(prompt, 9, WIDTH, HEIGHT, 8, 24, number=n) for n in (1, 2, 3)]
        return [ENGINE.recipe(r)["understood"]["move"] for r in requests]

    assert len(set(moves("a castle on a hill"))) == 3
    assert set(moves("a castle on a hill, slow push in")) == {"push"}


def test_recipe_does_not_depend_on_the_size_or_the_moment() -> None:
    small, large = (VideoRequest("a fox", 1, w, h, 8, 24) for w, h in ((256, 144), (768, 432)))
    assert ENGINE.recipe(small) == ENGINE.recipe(large) == ENGINE.recipe(small)


def test_a_picture_does_not_depend_on_what_was_painted_before() -> None:
    first = picture("a sailboat at noon", 2)
    list(ENGINE.video(VideoRequest("a horse in the snow", 1, 128, 72, 3, 24), silent))
    assert picture("a sailboat at noon", 2).tobytes() == first.tobytes()
