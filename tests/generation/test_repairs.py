"""What a take changes to mend the one before (pure)."""

import pytest

from generation.engines.animatic.engine import AnimaticEngine
from generation.engines.base import VideoRequest
from generation.handlers.take import directed
from generation.repairs import CHANGES, REPAIRS, mend, told
from quality.scoring import DIMENSIONS

PARAMS = {"prompt": "a red boat on a lake at dusk", "negative_prompt": "people, blurry", "steps": 20, "preview": False}


def test_there_is_a_way_to_mend_every_dimension() -> None:
    assert set(CHANGES) == set(DIMENSIONS)


def test_it_says_what_it_changes_and_why() -> None:
    mended = mend(PARAMS, 1, "temporal_flickering")
    assert told(mended[REPAIRS]) == {
        "take": 1,
        "dimension": "temporal_flickering",
        "words": "Steadier camera, because take 1 flickered.",
    }
    assert told([]) == {}


def test_what_was_left_out_stays_out_and_no_word_is_said_twice() -> None:
    assert mend(PARAMS, 1, "imaging_quality")["negative_prompt"] == "people, blurry, noise, grain"


@pytest.mark.parametrize(("preview", "steps", "more"), [(False, 20, 25), (True, 20, 20), (False, 0, 0)])
def test_a_finer_picture_gets_more_steps_where_the_route_takes_any(preview: bool, steps: int, more: int) -> None:
    assert mend({**PARAMS, "preview": preview, "steps": steps}, 1, "imaging_quality")["steps"] == more


def test_a_second_repair_keeps_the_first() -> None:
    mended = mend(mend(PARAMS, 1, "temporal_flickering"), 2, "imaging_quality")
    assert [repair["take"] for repair in mended[REPAIRS]] == [1, 2]
    words = directed(PARAMS["prompt"], 1, mended[REPAIRS])
    assert words.startswith(f"{PARAMS['prompt']}, slow ")
    assert words.endswith(", sharp focus")


def test_a_camera_that_was_asked_to_stand_still_does() -> None:
    mended = mend(PARAMS, 1, "dynamic_degree")[REPAIRS]
    assert "static" in directed("a boat, static camera", 1, mended)
    still = next(number for number in range(1, 9) if "static" in directed("a red boat on a lake", number))
    assert "static" not in directed("a red boat on a lake", still, mended)


@pytest.mark.parametrize("dimension", DIMENSIONS)
def test_what_is_drawn_stays_what_was_asked_for(dimension: str) -> None:
    """The words of a repair are read as light, pace and focus, never as something to draw."""

    def read(prompt: str) -> dict[str, str]:
        recipe = AnimaticEngine().recipe(VideoRequest(prompt, 3, 64, 64, 2, 24))
        return {fact["name"]: fact["value"] for fact in recipe["read"]["facts"]}

    plain, mended = directed(PARAMS["prompt"], 1), directed(PARAMS["prompt"], 1, mend(PARAMS, 1, dimension)[REPAIRS])
    before, after = read(plain), read(mended)
    assert {name: after.get(name) for name in ("subject", "place", "time")} == {
        name: before.get(name) for name in ("subject", "place", "time")
    }
