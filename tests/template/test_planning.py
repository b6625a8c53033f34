"""Stories: every scene keeps the idea, and no two look the same."""

from itertools import pairwise

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from generation.engines.template import StoryPlan, plan_scenes
from generation.stories.wording import (
    IDEA_LIMIT_CHARACTERS,
    PROMPT_LIMIT_CHARACTERS,
    TITLE_LIMIT_CHARACTERS,
)

ideas = st.text(min_size=1, max_size=300).filter(lambda text: bool(text.strip()))
counts = st.integers(1, 6)
seeds = st.integers(0, 2**32 - 1)

LIGHTHOUSE = "A lighthouse keeper rows out to save a ship."


@given(ideas, counts, seeds)
def test_every_scene_begins_with_the_whole_idea(idea: str, count: int, seed: int) -> None:
    plan = plan_scenes(idea, count, seed)
    assert [scene.number for scene in plan.scenes] == list(range(1, count + 1))
    for scene in plan.scenes:
        assert scene.prompt.startswith(idea.strip())
        assert scene.title.strip()
        assert scene.beat.strip()
        assert scene.camera
        assert scene.seconds > 0


@given(ideas, st.integers(2, 6), seeds)
def test_scenes_of_one_film_differ_in_words_camera_and_title(idea: str, count: int, seed: int) -> None:
    scenes = plan_scenes(idea, count, seed).scenes
    assert len({scene.prompt for scene in scenes}) == count
    assert len({scene.title for scene in scenes}) == count
    assert all(one.camera != other.camera for one, other in pairwise(scenes))


@given(ideas, counts, seeds)
def test_the_same_seed_gives_the_same_film(idea: str, count: int, seed: int) -> None:
    assert plan_scenes(idea, count, seed) == plan_scenes(idea, count, seed)


def test_other_seeds_give_other_films() -> None:
    assert len({plan_scenes(LIGHTHOUSE, 4, seed) for seed in range(50)}) > 45


@example(piece="\U0001f3fb", length=3701, count=1)
@given(ideas, st.integers(3000, 6000), counts)
def test_very_long_ideas_stay_within_the_limits(piece: str, length: int, count: int) -> None:
    idea = (piece * length)[:length]
    assume(idea.strip())
    plan = plan_scenes(idea, count, 1)
    kept = plan.scenes[0].prompt[: min(len(idea.strip()), IDEA_LIMIT_CHARACTERS - 50)]
    assert all(len(scene.prompt) <= PROMPT_LIMIT_CHARACTERS for scene in plan.scenes)
    assert idea.strip().startswith(kept)
    assert 0 < len(plan.title) <= TITLE_LIMIT_CHARACTERS + 2  # a capital may be longer than its small letter


@pytest.mark.parametrize(
    "idea", ["x", "🚀🌕", "灯台のある海辺の夕暮れ", "¿Dónde está el faro?", "منارة", "!!!", "a\nb", "3"]
)
@pytest.mark.parametrize("count", [1, 3, 6])
def test_any_language_and_any_sign_makes_a_film(idea: str, count: int) -> None:
    plan = plan_scenes(idea, count, 3)
    assert plan.title
    assert len(plan.scenes) == count
    assert all(idea in scene.prompt for scene in plan.scenes)


@pytest.mark.parametrize("idea", ["", "  \n "])
def test_an_empty_idea_is_refused_in_plain_words(idea: str) -> None:
    with pytest.raises(ValueError, match="Write what the film is about"):
        plan_scenes(idea, 3, 1)


@pytest.mark.parametrize("count", [0, 7, 99, -1])
def test_a_count_out_of_range_is_refused_with_what_works(count: int) -> None:
    with pytest.raises(ValueError, match="1 to 6 scenes"):
        plan_scenes(LIGHTHOUSE, count, 1)


def test_one_scene_is_the_idea_itself_as_one_shot() -> None:
    plan = plan_scenes("a red car in the desert", 1, 5)
    (scene,) = plan.scenes
    assert plan.title == scene.title == "A red car in the desert"
    assert plan.arc == "One shot"
    assert scene.prompt.startswith("a red car in the desert, ")
    assert scene.camera in scene.prompt


@pytest.mark.parametrize(
    ("count", "arc"),
    [
        (2, "Arrival, answer"),
        (3, "Arrival, trouble, answer"),
        (6, "Arrival, trouble, climb, turn, answer, rest"),
    ],
)
def test_the_arc_grows_with_the_scenes(count: int, arc: str) -> None:
    assert plan_scenes(LIGHTHOUSE, count, 1).arc == arc


def said(plan: StoryPlan, *words: str) -> list[bool]:
    return [any(word in scene.prompt for word in words) for scene in plan.scenes]


LIGHTS = ("at dawn", "midday", "golden hour", "at dusk", "at night")
WEATHER = ("storm", "rain", "fog", "clouds")


@given(seeds)
def test_the_day_moves_on_unless_the_idea_names_its_time(seed: int) -> None:
    assert all(said(plan_scenes(LIGHTHOUSE, 5, seed), *LIGHTS))
    assert not any(said(plan_scenes("A fox by a lake in the moonlight", 5, seed), *LIGHTS))
    assert not any(said(plan_scenes("Un faro al atardecer", 5, seed), *LIGHTS))


@given(seeds)
def test_trouble_brings_weather_unless_the_idea_names_some_or_plays_indoors(seed: int) -> None:
    assert said(plan_scenes(LIGHTHOUSE, 4, seed), *WEATHER) == [False, True, False, False]
    assert not any(said(plan_scenes("A fox under a cloudless sky", 4, seed), "storm", "rain", "fog"))
    assert not any(said(plan_scenes("A fox asleep in a kitchen", 4, seed), *WEATHER))


@given(seeds)
def test_what_the_idea_says_about_the_shot_is_kept_alone(seed: int) -> None:
    idea = "A fox, close-up from a low angle, 85 mm, slow push-in, peaceful"
    for scene in plan_scenes(idea, 6, seed).scenes:
        added = scene.prompt.removeprefix(idea)
        assert not any(word in added for word in ("shot", "angle", "lens", "camera", "dramatic", "calm"))
        assert "push-in" in scene.camera


# Words that a picture engine would draw as a thing or a place of its own.
THINGS = r"""
    space field water road sea street city room forest hill rock ice sand tower bridge bird tree house rose
    watch product moon planet star earth figure person people cup lamp boat ship car dog
"""


@given(st.integers(1, 6), seeds)
def test_nothing_is_added_that_would_be_drawn_as_a_thing(count: int, seed: int) -> None:
    for scene in plan_scenes("Zzz", count, seed).scenes:
        words = scene.prompt.lower().replace(",", " ").replace("-", " ").split()
        assert not set(words) & set(THINGS.split())


@pytest.mark.parametrize(
    ("idea", "title"),
    [
        ("a lighthouse at dusk", "A lighthouse at dusk"),
        ("The last train leaves. Nobody is on it.", "The last train leaves"),
        ("A camera with f/1.8, 3,000 miles from home", "A camera with f/1.8"),
        ("夕暮れの海。灯台が光る。", "夕暮れの海"),
        ("🚀 to the moon!", "🚀 to the moon"),
        (
            "An old sailor who has lost his way home in the fog of war",
            "An old sailor who has lost his way home",
        ),
        ("\u201cStay,\u201d she said", "\u201cStay,\u201d she said"),
        ('"Stay with me"', "Stay with me"),
    ],
)
def test_the_film_is_named_by_the_ideas_first_words(idea: str, title: str) -> None:
    assert plan_scenes(idea, 3, 1).title == title


def test_a_family_of_one_emoji_is_never_torn_apart() -> None:
    family = "👩‍👩‍👧‍👦"
    title = plan_scenes(family * 20, 2, 1).title
    assert title == family * (len(title) // len(family))


LOW, HIGH, LEVEL = ("low angle", "low-angle", "from below"), ("high angle", "from above"), ("eye level",)


@given(st.integers(1, 6), seeds)
def test_an_angle_is_said_once_and_never_denied(count: int, seed: int) -> None:
    for scene in plan_scenes("A chess game, high angle", count, seed).scenes:
        assert not any(word in scene.prompt + scene.camera for word in (*LOW, *LEVEL))
    for scene in plan_scenes(LIGHTHOUSE, count, seed).scenes:
        named = [angle for angle in (LOW, HIGH, LEVEL) if any(word in scene.prompt for word in angle)]
        assert len(named) <= 1


@given(st.integers(1, 6), seeds)
def test_a_calm_idea_stays_calm(count: int, seed: int) -> None:
    for scene in plan_scenes("A calm lake", count, seed).scenes:
        added = scene.prompt.removeprefix("A calm lake")
        assert not any(word in added for word in ("storm", "pouring", "dramatic", "handheld", "epic"))


@pytest.mark.parametrize("idea", ["A fox looks at the stars", "A boy under a rainbow", "Two lovers at sunset"])
@given(st.integers(1, 6), seeds)
def test_no_cloud_hides_a_sky_that_is_told(idea: str, count: int, seed: int) -> None:
    for scene in plan_scenes(idea, count, seed).scenes:
        assert not any(word in scene.prompt.removeprefix(idea) for word in WEATHER)


@given(st.integers(1, 6), seeds)
def test_a_wild_idea_is_never_called_calm(count: int, seed: int) -> None:
    for scene in plan_scenes("Soldiers run from a burning town", count, seed).scenes:
        assert not any(word in scene.prompt for word in ("calm", "quiet", "peaceful", "serene"))


@given(seeds)
def test_no_weather_comes_into_a_room(seed: int) -> None:
    for idea in ("Two kids find a dragon in the attic", "INT. HOSPITAL - NIGHT. A nurse waits."):
        assert not any(said(plan_scenes(idea, 6, seed), *WEATHER))
