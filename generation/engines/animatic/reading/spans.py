"""The phrases of a prompt: known ones with all their senses, longest first, then the sense that fits its place."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from generation.engines.animatic.reading.spelling import mended
from generation.engines.animatic.vocabulary import Meaning, Vocabulary
from generation.engines.animatic.words import Word

NEGATION_REACH_WORDS = 3
NEVER_LONGER_THAN = 7  # words of a noun phrase before its noun
DETERMINERS = frozenset(
    ("a", "an", "the", "his", "her", "their", "its", "my", "our", "your", "this", "that", "these", "those",
     "another", "each", "every", "no")
)  # fmt: skip
KNOWN_ONES = frozenset(("the", "his", "her", "their", "its", "my", "our", "your", "this", "that", "these", "those"))
UNDENYING = frozenset(
    ("a", "an", "any", "the", "of", "single", "one", "in", "on", "other", "more", "much", "being", "having", "is",
     "are", "there", "really")
)  # fmt: skip
"""What may stand between a denial and what it denies."""
DEGREES = ("very", "really", "quite", "so", "too", "extremely", "rather")
ADJECTIVE_ENDS = ("ss", "us", "'s")
"""An unknown word on -s is a verb more often than an adjective, unless it ends so."""
ADJECTIVES = frozenset(
    ("colour", "size", "build", "count", "hair_colour", "skin", "hair", "face", "mood", "weather", "season", "time",
     "light", "way", "film", "pace", "hair_word", "framing", "style")
)  # fmt: skip
NOUNS = frozenset(
    ("subject", "attribute", "setting", "interior", "feature", "hint", "home", "body", "tint", "season", "weather")
)
ALSO_PLURALS = frozenset(("action finite", "action plain", "action going", "group", "move"))
"""A word that is no more than this may be the plural of a noun too ("bears", "trucks")."""
PASSED_ON = frozenset(("mood", "size", "colour", "build", "season", "time"))
THINGS = frozenset(("subject", "attribute", "setting", "interior", "feature", "hint"))


@dataclass(slots=True)
class Span:
    """A known phrase: words `start` to `end`, how it was written, and its senses."""

    start: int
    end: int
    clause: int
    sentence: int
    phrase: str
    plural: bool
    owner: bool
    """Whether it is said as an owner ("the chef's hands")."""
    senses: list[Meaning]

    def has(self, *categories: str) -> bool:
        for category, _ in self.senses:  # noqa: SIM110  # asked so often that a generator is felt
            if category in categories:
                return True
        return False

    def get(self, category: str) -> str:
        return next((value for held, value in self.senses if held == category), "")

    def all(self, category: str) -> list[str]:
        return [value for held, value in self.senses if held == category]

    def drop(self, *categories: str) -> None:
        self.senses = [sense for sense in self.senses if sense[0] not in categories]

    def keep(self, *categories: str) -> None:
        self.senses = [sense for sense in self.senses if sense[0] in categories]


@dataclass(slots=True)
class Text:
    """A prompt's words and known phrases, in order."""

    tokens: list[Word]
    words: Vocabulary
    spans: list[Span] = field(default_factory=list)
    at: list[Span | None] = field(default_factory=list)
    """For each word the phrase it belongs to."""
    denied: set[Meaning] = field(default_factory=set)
    """What the prompt says is not there."""

    def text(self, index: int) -> str:
        """The word at `index`, empty outside of the prompt."""
        return self.tokens[index].text if 0 <= index < len(self.tokens) else ""

    def span(self, index: int) -> Span | None:
        return self.at[index] if 0 <= index < len(self.at) else None

    def joined(self, span: Span) -> Span | None:
        """The noun right behind `span` that it may describe ("a park bench"), if any."""
        after = self.span(span.end)
        if after is None or after.clause != span.clause or span.plural or self.text(span.end) in self.words.fillers:
            return None
        return after if after.has(*THINGS) and not after.has("relation") else None

    def governed(self, span: Span) -> bool:
        """Whether a relation word stands right before the noun phrase of `span` ("on a table")."""
        before = self.span(self.phrase_start(span) - 1)
        return before is not None and before.has("relation") and before.end <= span.start

    def before(self, span: Span, skipped: Sequence[str] = ()) -> int:
        """The index of the word before `span` in its sentence, adverbs passed over; -1 where it begins one."""
        index = span.start - 1
        while index >= 0 and (self.text(index).endswith("ly") or self.text(index) in skipped):
            index -= 1
        return index if index >= 0 and self.tokens[index].sentence == span.sentence else -1

    def phrase_start(self, span: Span) -> int:
        """Where the noun phrase that ends with `span` begins, its determiner included."""
        start = span.start
        while start > 0 and span.start - start < NEVER_LONGER_THAN:
            index = start - 1
            if self.tokens[index].clause != span.clause:
                break
            if self.text(index) in DETERMINERS:
                return index
            if not self._describes(index, span):
                break
            held = self.at[index]
            start = held.start if held else index
        return start

    def _describes(self, index: int, noun: Span) -> bool:
        """Whether the word at `index` stands before a noun to describe it."""
        held, word = self.at[index], self.text(index)
        if held is None:
            of_count = word == "of" and (before := self.span(index - 1)) is not None and before.has("count")
            if word in DEGREES:
                return True
            small = word in self.words.fillers or word in self.words.tables["pronouns"]
            return of_count or not (small or (word.endswith("s") and not word.endswith(ADJECTIVE_ENDS)))
        if held.has("action"):
            return self.describing_verb(held)
        if held.has("relation"):
            return False
        if held.has(*ADJECTIVES):
            return True
        return held.has(*THINGS) and not held.plural and held.end == noun.start and not held.owner

    def describing_verb(self, verb: Span) -> bool:
        """Whether a verb in -ing stands before its noun ("a galloping horse")."""
        word, before = self.text(verb.end), self.span(verb.start - 1)
        after = self.span(verb.end)
        if after is None or not after.has(*THINGS, *ADJECTIVES) or self.tokens[verb.end].clause != verb.clause:
            return False
        if word in DETERMINERS or verb.phrase.endswith("s"):
            return False
        opens = verb.start == 0 or self.tokens[verb.start - 1].clause != verb.clause
        described = self.text(verb.start - 1) in (DETERMINERS | {"of", "and", "with"})
        return opens or described or (before is not None and before.has("count", "colour", "size", "build", "relation"))


def found(tokens: list[Word], words: Vocabulary) -> Text:
    """Every known phrase of a prompt, the longest first at each place."""
    text = Text(tokens, words, at=[None] * len(tokens))
    start = 0
    while start < len(tokens):
        span = _longest(tokens, start, words)
        if span is not None:
            text.spans.append(span)
            text.at[start : span.end] = [span] * (span.end - start)
        start = span.end if span else start + 1
    return text


def _longest(tokens: list[Word], start: int, words: Vocabulary) -> Span | None:
    first = tokens[start]
    for length in range(min(max(_reach(first.text, words), 1), len(tokens) - start), 0, -1):
        run = tokens[start : start + length]
        if first.clause != run[-1].clause:
            continue
        head, last = tuple(word.text for word in run[:-1]), run[-1].text
        senses, plural, owner = _senses(head, last, words)
        if senses:
            phrase = " ".join((*head, last))
            return Span(start, start + length, first.clause, first.sentence, phrase, plural, owner, senses)
    return None


def _senses(head: tuple[str, ...], last: str, words: Vocabulary) -> tuple[list[Meaning], bool, bool]:
    """What a phrase may mean, whether it is many, and whether an owner. A verb may be a plural too ("bears")."""
    senses: list[Meaning] = []
    for form, plural, owner in _forms(last, words):
        senses += words.meanings.get((*head, form), ())
        if any(category not in ALSO_PLURALS for category, _ in senses):
            return _inherited(head, form, senses, words), plural or last in words.plurals, owner
    return senses, False, False


def _inherited(head: tuple[str, ...], last: str, senses: list[Meaning], words: Vocabulary) -> list[Meaning]:
    """A phrase keeps what its words say by themselves: a giant ship is large, sand dunes can be tinted as dunes can."""
    own = {category for category, _ in senses}
    if not head or not own & {"subject", "weather", "setting"}:
        return senses
    said = [sense for word in head for sense in words.meanings.get((word,), ()) if "setting" not in own]
    said = [sense for sense in said if sense[0] in PASSED_ON]
    said += [sense for sense in words.meanings.get((last,), ()) if sense[0] == "tint"]
    return senses + [sense for sense in said if sense[0] not in own]


def _reach(word: str, words: Vocabulary) -> int:
    return words.reach.get(word) or words.reach.get(mended(word, words), 1)


def _forms(word: str, words: Vocabulary) -> list[tuple[str, bool, bool]]:
    """The word itself and what it may be a form of, with whether that makes it many, and an owner."""
    if word.endswith("'s"):
        return [(word, False, False), (word[:-2], False, True)]
    forms = [(word, False, False), *((single, True, False) for single in words.singulars(word))]
    if word not in words.fillers and not any((form,) in words.meanings for form, *_ in forms):
        right = mended(word, words)
        forms += [(right, False, False)] if right != word else []
    return forms


def negated(text: Text) -> list[Span]:
    """The phrases that the prompt says are not there, with what describes them."""
    gone: list[Span] = []
    for span in text.spans:
        start = text.phrase_start(span) if span.has(*THINGS) else span.start
        indices = range(start, max(0, start - NEGATION_REACH_WORDS) - 1, -1)
        denied = any(_denies(text, index, start, span) for index in indices)
        if denied or (text.text(start - 1) in ("or", "nor") and text.span(start - 2) in gone):
            gone.append(span)
    return gone


def _denies(text: Text, index: int, start: int, span: Span) -> bool:
    """Whether the word at `index` says that `span`, whose phrase begins at `start`, is not there."""
    if index >= len(text.tokens):
        return False
    word = text.tokens[index]
    if word.clause != span.clause or word.text not in text.words.negations or text.at[index] is not None:
        return False
    return all(text.text(between) in UNDENYING for between in range(index + 1, start))
