"""Words as search reads them (pure): normalised text, and the runs of characters that an index keeps.

Runs of one to three lie inside a word, so that scripts without spaces need nothing of their own: 灯台 is found by
灯, by 台 and by 灯台, and "house" finds "lighthouse". Where two words meet, the end of one and the beginning of the
other are kept together, so that a phrase of common words is looked up by what is rare of it: which word follows which.
A text holds a term where it contains it, letter case and width aside.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from uuid import UUID
from zlib import crc32

LONGEST_GRAM = 3
MEETING = 2
"""Characters of each word that are kept where two meet: "red boat" has "ed bo"."""
MOST_TERMS = 8
MOST_KEYS = 16
"""Runs that a search looks up: more narrow it down no further, and each costs a look."""
_QUOTED = re.compile(r'"([^"]*)"')


def normalised(text: str) -> str:
    """In compatibility form (Unicode NFKC), without letter case, with one space between words."""
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())
    return " ".join(folded.split())


def terms(search: str) -> tuple[str, ...]:
    """What a text must contain to be found: each word, and what stands between double quotes as it is.

    The longest come first, and at most MOST_TERMS count.
    """
    quoted = [normalised(part) for part in _QUOTED.findall(search)]
    words = normalised(_QUOTED.sub(" ", search).replace('"', " ")).split()
    found = dict.fromkeys(term for term in (*quoted, *words) if term)
    return tuple(sorted(found, key=len, reverse=True)[:MOST_TERMS])


def grams(text: str) -> set[str]:
    """Every run of a normalised text that an index keeps."""
    words = text.split()
    inside = {gram for word in words for size in range(1, LONGEST_GRAM + 1) for gram in _runs(word, size)}
    return inside | set(_meetings(words))


def needed(wanted: Iterable[str]) -> list[str]:
    """Runs that a text with all of these terms has: where the words of a phrase meet, and of each word the longest that
    are kept; at most MOST_KEYS, spread over all of them."""
    phrases = [term.split() for term in wanted]
    meetings = [gram for words in phrases for gram in _meetings(words, whole=False)]
    inside = [run for words in phrases for word in words for run in _runs(word, min(len(word), LONGEST_GRAM))]
    found = list(dict.fromkeys([*meetings, *inside]))
    step = max(1, -(-len(found) // MOST_KEYS))
    return found[::step]


def key_of(workspace_id: UUID, gram: str) -> int:
    """A gram of one workspace in 32 bits, signed: another workspace's same gram is another key."""
    found = crc32(gram.encode("utf-8", "replace"), crc32(workspace_id.bytes))
    return found - (1 << 32) if found >= 1 << 31 else found


def keys(workspace_id: UUID, found: Iterable[str]) -> list[int]:
    """The keys of these grams, each once, in order."""
    return sorted({key_of(workspace_id, gram) for gram in found})


def _meetings(words: Sequence[str], *, whole: bool = True) -> Iterator[str]:
    """Where each two words that follow each other meet. Unless they are `whole`, the first may be the end of a word and
    the last the beginning of one: too short a part says nothing of what is kept there."""
    last = len(words) - 2
    for place, (one, other) in enumerate(zip(words, words[1:], strict=False)):
        known = whole or ((place > 0 or len(one) >= MEETING) and (place < last or len(other) >= MEETING))
        if known:
            yield f"{one[-MEETING:]} {other[:MEETING]}"


def _runs(word: str, size: int) -> Iterator[str]:
    return (word[start : start + size] for start in range(len(word) - size + 1))
