"""The engine's words, read once from `phrases.yaml` into frozen values, and the questions put to a text."""

import re
from functools import cache, lru_cache
from pathlib import Path
from typing import Annotated, Literal, TypeVar

import yaml
from pydantic import BaseModel, ConfigDict, Field

Aspect = Literal["time", "weather", "mood", "shot", "angle", "lens", "body", "light", "composition", "stock"]
Movement = Literal["push", "pull", "pan", "track", "crane", "orbit", "handheld", "static"]
Place = Literal["room", "apart", "desert", "snow", "open"]
Subject = Literal["journey", "object", "place"]
BeatName = Literal["arrival", "trouble", "climb", "turn", "answer", "rest"]
Word = TypeVar("Word", bound=str)
Options = Annotated[tuple[str, ...], Field(min_length=1)]


class Entry(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Framing(Entry):
    """How a scene is photographed: each field lists the choices for the seed."""

    shots: Options
    angles: Options
    lenses: Options
    moods: Options
    movements: Annotated[tuple[Movement, ...], Field(min_length=1)]
    seconds: Annotated[float, Field(gt=0, le=15)]


class Single(Framing):
    beat: str


class Beat(Framing):
    """One turn of the story, told for each kind of subject. `weather`: whether the weather may turn on it."""

    beat: dict[Subject, str]
    titles: dict[Subject, Options]
    weather: bool


class MovementEntry(Entry):
    names: str
    ways: Options


class Clash(Entry):
    """An idea with one of the words of `said` takes no phrase with one of `never`."""

    said: str
    never: str


class PlaceEntry(Entry):
    """`lights` goes once around the day, in order; `weather` is one empty phrase where there is none."""

    names: str
    lights: Options
    weather: Options


class Phrases(Entry):
    names: dict[Aspect, str]
    movements: dict[Movement, MovementEntry]
    clashes: tuple[Clash, ...]
    places: dict[Place, PlaceEntry]
    subjects: dict[Subject, str]
    arcs: dict[int, tuple[BeatName, ...]]
    single: Single
    beats: dict[BeatName, Beat]
    enhancements: dict[Aspect, Options]


@cache
def phrases() -> Phrases:
    """The words of `phrases.yaml`; pydantic's ValidationError when the file is not of this shape."""
    text = Path(__file__).with_name("phrases.yaml").read_text(encoding="utf-8")
    return Phrases.model_validate(yaml.safe_load(text))


@cache
def pattern(words: str) -> re.Pattern[str]:
    """Matches any of `words` (alternatives joined by "|"; line breaks of the file are no part of a word)."""
    return re.compile(rf"\b(?:{words.replace('| ', '|')})(?:s|es)?\b", re.IGNORECASE)


def mentions(text: str, words: str) -> bool:
    return bool(words) and pattern(words).search(text) is not None


def fitting(text: str, options: tuple[Word, ...]) -> tuple[Word, ...]:
    """The options that deny nothing of what `text` says; none where all of them do."""
    return tuple(option for option in options if not any(mentions(option, words) for words in denied(text)))


@lru_cache(16)
def denied(text: str) -> tuple[str, ...]:
    """What `text` rules out; every scene of a film asks it of the same idea."""
    return tuple(clash.never for clash in phrases().clashes if mentions(text, clash.said))


def names(text: str, aspect: Aspect) -> bool:
    """Whether `text` already says something of `aspect`."""
    return mentions(text, phrases().names[aspect])


def movement_named(text: str) -> Movement | None:
    """The camera movement that `text` asks for."""
    movements = phrases().movements.items()
    return next((kind for kind, movement in movements if mentions(text, movement.names)), None)


def place_of(text: str) -> PlaceEntry:
    """What light and weather make sense where `text` plays."""
    places = phrases().places
    return next((place for place in places.values() if mentions(text, place.names)), places["open"])


def subject_of(text: str) -> Subject:
    return next((kind for kind, words in phrases().subjects.items() if mentions(text, words)), "place")
