"""From words with lists to every text that they become (pure): counted first, made afterwards."""

from collections.abc import Iterator, Sequence
from itertools import product
from math import prod

from generation.variations.values import (
    Choice,
    Option,
    Span,
    Tag,
    Variation,
    VariationFault,
    Words,
    apart,
    clipped,
)

MOST_VALUE_CHARACTERS = 120


def count(words: Words) -> int:
    """How many texts these words become, 1 or more; none is made for it."""
    return prod(sum(map(_count, piece.options)) for piece in words if isinstance(piece, Choice))


def _count(option: Option) -> int:
    return option.count if isinstance(option, Span) else count(option)


def longest(words: Words) -> int:
    """No text that these words become has more characters."""
    return sum(len(piece) if isinstance(piece, str) else max(map(_longest, piece.options)) for piece in words)


def _longest(option: Option) -> int:
    return max(map(len, option.texts())) if isinstance(option, Span) else longest(option)


def expand(words: Words, most: int) -> list[Variation]:
    """Every text in its order: the first list changes last. Raises VariationFault where there are more than `most`,
    before any is made."""
    if (many := count(words)) > most:
        raise VariationFault(f"These lists make {many:,} texts.", f"Use at most {most:,}: shorten a list.")
    names = apart([piece.name for piece in words if isinstance(piece, Choice)])
    return [
        Variation(_joined(words, taken), tuple(map(_tag, names, taken)))
        for taken in product(*(_texts(piece) for piece in words if isinstance(piece, Choice)))
    ]


def _tag(name: str, value: str) -> Tag:
    return Tag(name, clipped(" ".join(value.split()), MOST_VALUE_CHARACTERS))


def _texts(choice: Choice) -> list[str]:
    return [text for option in choice.options for text in _each(option)]


def _each(option: Option) -> Iterator[str]:
    if isinstance(option, Span):
        yield from option.texts()
        return
    for taken in product(*(_texts(piece) for piece in option if isinstance(piece, Choice))):
        yield _joined(option, taken)


def _joined(words: Words, taken: Sequence[str]) -> str:
    """The words with one value in each list's place; nothing in a list's place takes the space behind it along."""
    if not taken:
        return "".join(piece for piece in words if isinstance(piece, str))
    text, values, is_gap = "", iter(taken), False
    for piece in words:
        said = piece if isinstance(piece, str) else next(values)
        if is_gap and (not text or text[-1].isspace()):
            said = said.lstrip(" ")
        is_gap = said == "" or (is_gap and said.isspace())
        text += said
    return text.rstrip(" ") if is_gap else text
