"""A prompt as plain words: any text at all becomes a short list of lower-case words."""

import re
import unicodedata
from dataclasses import dataclass

READ_CHARACTERS = 10_000  # what a prompt may hold; anything past it is not read
_WORD = re.compile(r"[^\W_]+(?:['\u2019][^\W_]+)?|[,.;:!?()\n]", re.UNICODE)


@dataclass(frozen=True, slots=True)
class Word:
    """One word and the clause it stands in (clauses end at punctuation)."""

    text: str
    clause: int


def normal(text: str) -> str:
    """Case, width and spacing set aside, so that "Red  CAR" and "red car" are one prompt."""
    return " ".join(unicodedata.normalize("NFKC", text[:READ_CHARACTERS]).casefold().split())


def split(text: str) -> list[Word]:
    """The words of `text`, hyphens taken as spaces; control characters and emoji fall away."""
    words: list[Word] = []
    clause = 0
    for token in _WORD.findall(normal(text)):
        if token[0].isalnum():
            words.append(Word(token, clause))
        else:
            clause += 1
    return words
