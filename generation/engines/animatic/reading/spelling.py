"""Misspelt words: one slip away from a word of the vocabulary, and no word of their own."""

from functools import lru_cache

from generation.engines.animatic.vocabulary import Vocabulary, load

SWAPPED_FROM_LETTERS = 4  # shorter words are not read as misspelt
SLIPPED_FROM_LETTERS = 6
"""From here on a missing, doubled or wrong letter is mended too; in shorter words it often makes another word."""
INFLECTED = ("ing", "ed", "er", "est", "ly", "s")
"""Words so ended differ by one letter from others that are meant as they stand."""


def mended(word: str, words: Vocabulary) -> str:
    """The word that `word` is a slip of, or `word` itself."""
    unknown = word.isascii() and word.isalpha() and (word,) not in words.meanings and word not in words.fillers
    if len(word) < SWAPPED_FROM_LETTERS or not unknown or word in words.words["not_misspelt"]:
        return word
    return _mended(word)


@lru_cache(4096)
def _mended(word: str) -> str:
    spelling = load().spelling
    same_length = spelling.get((word[0], len(word)), [])
    swapped = next((right for right in same_length if _is_swapped(word, right)), None)
    if swapped or len(word) < SLIPPED_FROM_LETTERS or word.endswith(INFLECTED):
        return swapped or word
    near = [*same_length, *spelling.get((word[0], len(word) + 1), []), *spelling.get((word[0], len(word) - 1), [])]
    return next((right for right in near if len(right) >= SLIPPED_FROM_LETTERS and _is_slip(word, right)), word)


def _is_swapped(word: str, right: str) -> bool:
    """Whether two neighbouring letters changed places."""
    apart = [i for i, (a, b) in enumerate(zip(word, right, strict=True)) if a != b]
    if len(apart) != 2 or apart[1] != apart[0] + 1:
        return False
    first, second = apart
    return word[first] == right[second] and word[second] == right[first]


def _is_slip(word: str, right: str) -> bool:
    """Whether one letter is wrong, missing or too many."""
    shorter, longer = sorted((word, right), key=len)
    at = next((i for i, (a, b) in enumerate(zip(shorter, longer, strict=False)) if a != b), len(shorter))
    rest = shorter[at + 1 :] if len(shorter) == len(longer) else shorter[at:]
    return longer[at + 1 :] == rest
