"""What the prompt says is seen."""

import cv2
import numpy as np

from tests.animatic.shots import brightness, difference, picture, reds, share

SEEDS = (1, 2, 3)


def test_night_is_darker_than_day() -> None:
    for seed in SEEDS:
        day, night = (picture(f"a meadow at {time}", seed) for time in ("noon", "night"))
        assert brightness(night) < brightness(day) - 25


def test_a_red_car_is_red_and_a_blue_one_is_not() -> None:
    for seed in SEEDS:
        red, blue = (picture(f"{colour} car on a desert road at noon", seed) for colour in ("red", "blue"))
        assert share(reds(red)) > share(reds(blue)) + 0.005


def test_a_red_umbrella_stays_red_under_neon_light() -> None:
    for seed in SEEDS:
        p = picture("a woman with a red umbrella in the rain, teal city street at night", seed)
        assert share(reds(p)) > 0.0004


def test_snow_is_bright_and_colourless() -> None:
    for seed in SEEDS:
        snow, grass = (picture(f"a {ground} at noon", seed)[100:] for ground in ("snowfield", "green meadow"))
        spread = [float(np.ptp(p.astype(int), axis=2).mean()) / brightness(p) for p in (snow, grass)]
        assert brightness(snow) > brightness(grass)
        assert spread[0] < spread[1]


def test_rain_draws_streaks() -> None:
    """Streaks are steep, so they change a picture more across than down."""

    def leaning(prompt: str) -> float:
        grey = cv2.cvtColor(picture(prompt, 1, 640, 360), cv2.COLOR_RGB2GRAY).astype(np.float32)[20:180]
        return float(np.abs(np.diff(grey, axis=1)).mean() / np.abs(np.diff(grey, axis=0)).mean())

    assert leaning("an overcast sea in the rain") > leaning("an overcast sea") * 1.1


def test_fog_takes_contrast_away() -> None:
    for seed in SEEDS:
        clear, fog = (picture(f"pine mountains at noon{end}", seed)[40:90] for end in ("", ", fog"))
        assert fog.std() < clear.std()


def test_places_look_different_from_each_other() -> None:
    places = ["deep space", "underwater reef", "a city skyline", "a desert", "a forest", "a room"]
    pictures = [picture(place, 2) for place in places]
    for i, one in enumerate(pictures):
        assert all(difference(one, other) > 12 for other in pictures[i + 1 :])


def test_a_subject_changes_the_picture_where_it_stands() -> None:
    """An elephant is a large thing: many pixels differ from the same request for a rabbit."""
    large, small = (picture(f"{kind} in a field at noon", 3) for kind in ("an elephant", "a rabbit"))
    assert difference(large, small) > 2


def test_a_tinted_ground_takes_the_colour() -> None:
    for seed in SEEDS:
        red = picture("red sand dunes at noon", seed)[110:].astype(int)
        blue = picture("blue sand dunes at noon", seed)[110:].astype(int)
        assert (red[..., 0] - red[..., 2]).mean() > (blue[..., 0] - blue[..., 2]).mean() + 30


def test_what_is_not_wanted_is_left_out() -> None:
    with_car = picture("a desert road with a red car", 3)
    without = picture("a desert road with a red car", 3, negative="car")
    assert share(reds(without)) < share(reds(with_car))
