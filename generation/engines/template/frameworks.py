"""The frameworks of `frameworks.yaml`, read once into frozen values."""

from functools import cache
from pathlib import Path
from typing import Annotated

import yaml
from pydantic import BaseModel, ConfigDict, Field


class Entry(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Turn(Entry):
    """One beat: what it tells, what is seen of an idea or a product, and how it is photographed."""

    name: str
    tells: str
    idea: str
    product: str
    heading: str
    shot: str
    camera: str
    mood: str
    seconds: Annotated[float, Field(ge=1, le=30)]
    transition: str


class Framework(Entry):
    """`explains` is a sentence for whoever chooses; the beats come in their order."""

    name: str
    explains: str
    beats: Annotated[tuple[Turn, ...], Field(min_length=2)]


class Frameworks(Entry):
    version: int
    frameworks: dict[str, Framework]


@cache
def frameworks() -> dict[str, Framework]:
    """The frameworks by name; pydantic's ValidationError when the file is not of this shape."""
    text = Path(__file__).with_name("frameworks.yaml").read_text(encoding="utf-8")
    return Frameworks.model_validate(yaml.safe_load(text)).frameworks


def turns(framework: Framework, count: int) -> tuple[tuple[Turn, int], ...]:
    """`count` beats in order, each with how often it was there before: the first and the last are kept, and of too few
    beats those in the middle are told in several scenes."""
    beats = framework.beats
    if count == 1:
        return ((beats[-1], 0),)
    last = len(beats) - 1
    places = [round(number * last / (count - 1)) for number in range(count)]
    return tuple((beats[place], places[:number].count(place)) for number, place in enumerate(places))
