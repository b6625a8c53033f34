"""From what a batch asks for to its pictures, in their order: texts, then shapes, sides and seeds (pure)."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import product
from typing import TypeVar

from generation.values import MAX_PROMPT_CHARACTERS, MAX_SEED
from generation.variations import expanding, reading
from generation.variations.values import Part, Size, Tag, Variation, VariationFault, Words

Read = TypeVar("Read")
SHAPES = ("16:9", "1:1", "9:16")
"""As `quality.values.Aspect` has them."""
LEAST_SIDE, MOST_SIDE = 128, 4096
SEED, SHAPE, SIDE = "Seed", "Shape", "Longer side"
"""What the tags are called that are not a list's of the words."""
_SOME_SEEDS = re.compile(r"\s*(\d{1,6})\s*seeds?\s*", re.IGNORECASE | re.ASCII)
_WHOLE = re.compile(r"\s*\d{1,10}\s*", re.ASCII)
_SEED_ADVICE = "Write how many (3 seeds), or the seeds themselves: 7, 12, 20..24."
_SIDE_ADVICE = "Write sides in pixels: 512, 768, or 512..1024 step 256."


@dataclass(frozen=True, slots=True)
class Asked:
    """What a batch asks for, as it was written; `shapes` from SHAPES."""

    words: str
    seeds: str = ""
    shapes: tuple[str, ...] = ()
    sides: str = ""


class BatchFault(Exception):
    """What is wrong in which `field`: prompt, seeds, shapes or sides."""

    def __init__(self, field: str, fault: VariationFault) -> None:
        super().__init__(fault.detail)
        self.field, self.fault = field, fault


class TooMany(Exception):
    """A batch of more pictures than may be."""

    def __init__(self, count: int) -> None:
        super().__init__(f"{count} pictures")
        self.count = count


def parts(asked: Asked, most: int) -> list[Part]:
    """Every picture of a batch. Raises BatchFault; TooMany, before any is made, where there are more than `most`."""
    words = _in("prompt", lambda: _words(asked.words))
    seeds = _in("seeds", lambda: _seeds(asked.seeds, most))
    shapes = _in("shapes", lambda: _shapes(asked.shapes))
    sides = _in("sides", lambda: _numbers(asked.sides, "side", _SIDE_ADVICE, (LEAST_SIDE, MOST_SIDE)))
    many = expanding.count(words) * max(1, len(seeds)) * max(1, len(shapes)) * max(1, len(sides))
    if many > most:
        raise TooMany(many)
    texts = _in("prompt", lambda: _texts(words, most))
    usual_sides: list[int | None] = [*sides] or [None]
    every = product(texts, shapes or [""], usual_sides, seeds or [(None, 1)])
    return [_part(text, shape, side, seed, many_seeds=bool(seeds)) for text, shape, side, seed in every]


def _in(field: str, read: Callable[[], Read]) -> Read:
    try:
        return read()
    except VariationFault as fault:
        raise BatchFault(field, fault) from fault


def _part(text: Variation, shape: str, side: int | None, seed: tuple[int | None, int], *, many_seeds: bool) -> Part:
    named, draw = seed
    tags = [*text.tags]
    tags += [Tag(SHAPE, shape)] if shape else []
    tags += [Tag(SIDE, str(side))] if side else []
    tags += [Tag(SEED, f"No. {draw}" if named is None else str(named))] if many_seeds else []
    return Part(text.text, named, draw, Size(shape, side), tuple(tags))


def _words(text: str) -> Words:
    words = reading.read(text)
    if expanding.longest(words) > MAX_PROMPT_CHARACTERS:
        advice = f"Shorten the lists: a text may have {MAX_PROMPT_CHARACTERS:,} characters."
        raise VariationFault("Some of these texts are too long.", advice)
    return words


def _texts(words: Words, most: int) -> list[Variation]:
    found = expanding.expand(words, most)
    if not all(one.text.strip() for one in found):
        raise VariationFault("One of these texts is empty.", "Write some words beside the list.")
    if len({one.text for one in found}) < len(found):
        raise VariationFault("Two of these texts are the same.", "Take what stands twice out of its list.")
    return found


def _seeds(text: str, most: int) -> list[tuple[int | None, int]]:
    """A seed and its number, or None and the number of one that is drawn; nothing where nothing was said."""
    some = _SOME_SEEDS.fullmatch(text)
    if some is None:
        return [(seed, 1) for seed in _numbers(text, "seed", _SEED_ADVICE, (0, MAX_SEED))]
    many = int(some[1])
    if many < 1:
        raise VariationFault("No seed at all makes no picture.", _SEED_ADVICE)
    if many > most:
        raise TooMany(many)
    return [(None, number) for number in range(1, many + 1)]


def _shapes(shapes: Sequence[str]) -> list[str]:
    if unknown := next((shape for shape in shapes if shape not in SHAPES), None):
        raise VariationFault(f"\u201c{unknown}\u201d is no shape.", f"Use any of: {', '.join(SHAPES)}.")
    if len(set(shapes)) < len(shapes):
        raise VariationFault("A shape stands here twice.", "Name each shape once.")
    return list(shapes)


def _numbers(text: str, noun: str, advice: str, bounds: tuple[int, int]) -> list[int]:
    """Whole numbers and ranges of them, with commas between."""
    found: list[int] = []
    place = 1
    for written in text.split(",") if text.strip() else ():
        found += _number(written, noun, advice, place)
        place += len(written) + 1
    wrong = next((number for number in found if not bounds[0] <= number <= bounds[1]), None)
    if wrong is not None:
        raise VariationFault(f"{wrong:,} is no {noun}.", f"Use numbers from {bounds[0]:,} to {bounds[1]:,}.")
    if len(set(found)) < len(found):
        raise VariationFault(f"A {noun} stands here twice.", f"Name each {noun} once.")
    return found


def _number(written: str, noun: str, advice: str, at: int) -> list[int]:
    if _WHOLE.fullmatch(written):
        return [int(written)]
    span = reading.read_range(written, at)
    if span is None or span.digits:
        raise VariationFault(f"\u201c{written.strip()}\u201d is no {noun}.", advice, at)
    return [int(number) for number in span.texts()]
