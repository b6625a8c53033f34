"""The words the engine understands, read once from vocabulary.yaml."""

from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from generation.engines.animatic.words import split

CATEGORIES = (
    "setting", "time", "weather", "season", "feature", "subject", "mood", "shot", "lens", "move", "light",
    "attribute", "tint", "way", "pace", "drift", "angle",
)  # fmt: skip

Meaning = tuple[str, str]
"""A category and the value in it, such as ("weather", "rain")."""


@dataclass(frozen=True)
class Vocabulary:
    """Phrases to meanings; `longest` is the number of words of the longest phrase."""

    meanings: dict[tuple[str, ...], tuple[Meaning, ...]]
    colours: dict[str, str]
    plurals: dict[str, str]
    negations: frozenset[str]
    homes: dict[str, str]
    fillers: frozenset[str]
    longest: int

    def singulars(self, word: str) -> tuple[str, ...]:
        """The words `word` may be a plural of: listed ones first, then the simple endings."""
        if word in self.plurals:
            return (self.plurals[word],)
        if len(word) < 4 or not word.endswith("s") or word.endswith("ss"):
            return ()
        return (word[:-1], word[:-2]) if word.endswith("es") else (word[:-1],)


def _phrases(data: dict[str, Any]) -> dict[tuple[str, ...], list[Meaning]]:
    found: dict[tuple[str, ...], list[Meaning]] = defaultdict(list)
    for category in CATEGORIES:
        for value, phrases in data[category].items():
            for phrase in phrases:
                found[_key(phrase)].append((category, value))
    for value, phrases in data["colour"].items():
        for phrase in phrases[1:]:
            found[_key(phrase)].append(("colour", value))
    for number, phrases in data["count"].items():
        for phrase in phrases:
            found[_key(phrase)].append(("count", str(number)))
    return found


def _key(phrase: str) -> tuple[str, ...]:
    return tuple(word.text for word in split(phrase))


@lru_cache(1)
def load() -> Vocabulary:
    """The vocabulary beside this file; reading it takes some 50 ms, once a process."""
    data = yaml.safe_load(Path(__file__).with_name("vocabulary.yaml").read_text("utf-8"))
    phrases = _phrases(data)
    return Vocabulary(
        meanings={words: tuple(found) for words, found in phrases.items()},
        colours={name: phrases[0] for name, phrases in data["colour"].items()},
        plurals=dict(data["plurals"]),
        negations=frozenset(data["negations"]),
        homes=dict(data["home"]),
        fillers=frozenset(data["fillers"]),
        longest=max(len(words) for words in phrases),
    )
