"""When a prompt plays and in what weather."""

import re
from collections.abc import Sequence

import numpy as np

from generation.engines.animatic.reading.spans import Text

SEASON_TIME = {"autumn": "golden", "summer": "noon", "spring": "noon", "winter": "noon"}
DEFAULT_TIME = {
    "space": "night", "cave": "noon", "underwater": "noon", "room": "noon", "street": "dusk", "city": "dusk",
    "snow": "dawn",
}  # fmt: skip
EVENING_ROOMS = ("bar", "theatre", "cellar")
NIGHT_SKIES = ("moon", "crescent", "stars", "aurora", "fireworks", "shooting star", "milky way")
WORST_FIRST = ("storm", "rain", "snow", "dust", "fog", "dark clouds", "clouds")
HOURS = ((5, "night"), (8, "dawn"), (17, "noon"), (19, "golden"), (21, "dusk"), (24, "night"))
_CLOCK = re.compile(r"(\d{1,2})(?::\d\d)?(am|pm)?")
NOON_HOURS = 12


def time_named(text: Text) -> str:
    """The time of day that was said, empty where none was."""
    times = [s.get("time") for s in text.spans if s.has("time")]
    if "neon" in times:
        return "neon"
    return next(iter((*times, *_days(text), *_clocks(text))), "")


def _days(text: Text) -> list[str]:
    """ "DAY" by itself, as in a screenplay."""
    alone = [
        index
        for index, token in enumerate(text.tokens)
        if token.text in ("day", "days")
        and [t.text for t in text.tokens if t.clause == token.clause and t.text not in ("rain", "night")]
        == [token.text]
    ]
    return ["noon"] if alone else []


def _clocks(text: Text) -> list[str]:
    found = []
    for index, token in enumerate(text.tokens):
        clock = _CLOCK.fullmatch(token.text)
        half = clock and (clock[2] or text.text(index + 1))
        if clock and half in ("am", "pm") and 0 < int(clock[1]) <= NOON_HOURS:
            hour = int(clock[1]) % NOON_HOURS + (NOON_HOURS if half == "pm" else 0)
            found.append(next(time for end, time in HOURS if hour < end))
    return found


def time_of(
    said: str,
    season: str,
    setting: str,
    weather: str,
    features: Sequence[str],
    rng: np.random.Generator,
    interior: str = "",
) -> str:
    """The time said, else what fits the place, the sky and the season, else one by chance."""
    drawn = str(rng.choice(["golden", "noon", "dawn", "golden", "dusk"]))
    if said:
        return said
    if weather in ("storm", "rain"):
        return "overcast"
    if setting not in ("space", "room", "underwater", "cave") and any(sky in features for sky in NIGHT_SKIES):
        return "night"
    if setting == "room" and ("fireplace" in features or interior in EVENING_ROOMS):
        return "night"  # a fire is lit in the evening
    return DEFAULT_TIME.get(setting) or SEASON_TIME.get(season) or drawn


def weather_named(text: Text) -> str:
    """The worst weather said."""
    kinds = {s.get("weather") for s in text.spans if s.has("weather")}
    return next((worst for worst in WORST_FIRST if worst in kinds), "clear")
