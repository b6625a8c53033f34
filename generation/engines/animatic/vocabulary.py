"""The words the engine understands, read once from the files of vocabulary/."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from generation.engines.animatic.verbs import all_forms
from generation.engines.animatic.words import split

CATEGORIES = (
    "setting", "interior", "time", "weather", "season", "feature", "film", "style", "mood", "shot", "framing", "lens",
    "move", "light", "attribute", "tint", "way", "pace", "drift", "angle", "hair", "hair_colour", "skin", "build",
    "face", "size", "side", "facing", "relation", "hint", "habit", "group", "gauge", "grade", "layout", "rate",
)  # fmt: skip
SUBJECTS = ("people", "animals", "things")
UNDRAWN = "none"
PLANET = "planet"
"""A subject that is told among the features: the sky draws it."""

Meaning = tuple[str, str]
"""A category and the value in it, such as ("weather", "rain")."""


@dataclass(frozen=True)
class Vocabulary:
    """Phrases to meanings; `longest` is the number of words of the longest phrase, `reach` that of the longest one
    that begins with a word."""

    meanings: dict[tuple[str, ...], tuple[Meaning, ...]]
    colours: dict[str, str]
    plurals: dict[str, str]
    homes: dict[str, str]
    fillers: frozenset[str]
    negations: frozenset[str]
    words: dict[str, frozenset[str]]
    """Small word classes: people, animals, alive, male, wary, alive_only, ..."""
    tables: dict[str, dict[str, Any]]
    """Values told of values: pronouns, nearest, garment, site_home, walled_rooms, machines_may, brings."""
    longest: int
    reach: dict[str, int]
    spelling: dict[tuple[str, int], list[str]] = field(default_factory=dict)
    """Words long enough to be misspelt, by first letter and length."""

    def singulars(self, word: str) -> tuple[str, ...]:
        """The words `word` may be a plural of: listed ones first, then the simple endings."""
        if word in self.plurals:
            return (self.plurals[word],)
        if len(word) < 4 or not word.endswith("s") or word.endswith("ss"):
            return ()
        ends = [word[:-1]]
        ends += [word[:-2]] if word.endswith("es") else []
        ends += [word[:-3] + "y"] if word.endswith("ies") else []
        return tuple(ends)

    def is_a(self, kind: str, other: str) -> bool:
        """Whether `kind` is `other` or a kind of it."""
        while kind != other:
            if kind not in self.tables["nearest"]:
                return False
            kind = self.tables["nearest"][kind]
        return True


def _files() -> dict[str, Any]:
    """The data files as one mapping; a category may be spread over several."""
    data: dict[str, Any] = {}
    for path in sorted(Path(__file__).with_suffix("").glob("*.yaml")):
        data |= yaml.load(path.read_bytes(), yaml.CSafeLoader)
    return data


def _entries(data: dict[str, Any]) -> Iterator[tuple[str, Meaning]]:
    """Every phrase with each of its meanings."""
    for category in CATEGORIES:
        for value, phrases in data[category].items():
            yield from ((phrase, (category, str(value))) for phrase in phrases)
    for category in ("land", "furniture"):
        for value, phrases in data[category].items():
            yield from ((phrase, ("feature", value)) for phrase in phrases)
    for value, (_, *phrases) in data["site"].items():
        yield from ((phrase, ("feature", value)) for phrase in phrases)
    for value, (_, *phrases) in data["colour"].items():
        yield from ((phrase, ("colour", value)) for phrase in phrases)
    for number, phrases in data["count"].items():
        yield from ((phrase, ("count", str(number))) for phrase in phrases)
    yield from ((word, ("hair_word", word)) for word in data["hair_word"])
    yield from ((word, ("body", word)) for word in data["body"])
    yield from _subjects(data)
    yield from _actions(data)


def _subjects(data: dict[str, Any]) -> Iterator[tuple[str, Meaning]]:
    unlisted = drawn_kinds() - {kind for group in SUBJECTS for kind in data[group]}
    yield from ((kind, ("subject", kind)) for kind in sorted(unlisted))
    for group in SUBJECTS:
        for value, phrases in data[group].items():
            kind = drawn_kind(value, data["nearest"])
            if kind == UNDRAWN:
                continue
            yield from ((phrase, ("subject", kind)) for phrase in phrases if phrase not in unlisted)
            home = data["home"].get(value)
            if kind != value and home:
                yield from ((phrase, ("home", home)) for phrase in phrases)


@lru_cache(1)
def drawn_kinds() -> frozenset[str]:
    """Every kind that has a drawer; figures themselves ask for colours here, so they are looked up late."""
    from generation.engines.animatic.figures.cast import KINDS

    return frozenset(KINDS)


def drawn_kind(kind: str, nearest: dict[str, str]) -> str:
    """`kind`, or the nearest one that somebody draws."""
    while kind not in drawn_kinds() and kind not in (UNDRAWN, PLANET):
        kind = nearest.get(kind, UNDRAWN)
    return kind


def _actions(data: dict[str, Any]) -> Iterator[tuple[str, Meaning]]:
    actions: dict[str, str] = {}
    for action, verbs in data["verbs"].items():
        for use, phrase in all_forms(verbs):
            yield phrase, (f"action {use}", action)
        actions |= dict.fromkeys(verbs, action)
    for form, verb in data["irregular"].items():
        yield form, ("action going", actions[verb])
    for action, phrases in data["phrases"].items():
        yield from ((phrase, ("action going", action)) for phrase in phrases)


def _spelling(meanings: dict[tuple[str, ...], Any]) -> dict[tuple[str, int], list[str]]:
    found: dict[tuple[str, int], list[str]] = defaultdict(list)
    for word in dict.fromkeys(word for words in meanings for word in words if len(word) >= 4):
        found[word[0], len(word)].append(word)
    return dict(found)


def _kinds(data: dict[str, Any], group: str) -> frozenset[str]:
    return frozenset(kind for value in data[group] for kind in (value, drawn_kind(value, data["nearest"])))


@lru_cache(1)
def load() -> Vocabulary:
    """The vocabulary of all files; reading it takes some 50 ms, once a process."""
    data = _files()
    found: dict[tuple[str, ...], dict[Meaning, None]] = defaultdict(dict)
    for phrase, meaning in _entries(data):
        found[tuple(phrase.split(" ")) if phrase.isalnum() else _key(phrase)][meaning] = None
    meanings = {words: tuple(senses) for words, senses in found.items()}
    reach: dict[str, int] = defaultdict(int)
    for words in meanings:
        reach[words[0]] = max(reach[words[0]], len(words))
    lists = ("not_misspelt", "walled", "wary", "move_before", "move_after", "male",
             "alive_only", "people_only", "same_in_plural")  # fmt: skip
    tables = ("pronouns", "nearest", "garment", "walled_rooms", "machines_may", "brings")
    words_of = {name: frozenset(data[name]) for name in lists}
    people, animals = _kinds(data, "people"), _kinds(data, "animals")
    return Vocabulary(
        meanings=meanings,
        colours={name: phrases[0] for name, phrases in data["colour"].items()},
        plurals=dict(data["plurals"]),
        homes=dict(data["home"]),
        words=words_of
        | {"furniture": frozenset(data["furniture"]), "people": people, "animals": animals, "alive": people | animals},
        tables={name: data[name] for name in tables} | {"site_home": {v: p[0] for v, p in data["site"].items()}},
        fillers=frozenset(data["fillers"]),
        negations=frozenset(data["negations"]),
        longest=max(reach.values()),
        reach=dict(reach),
        spelling=_spelling(meanings),
    )


def _key(phrase: str) -> tuple[str, ...]:
    return tuple(word.text for word in split(phrase))
