"""Who and what a prompt speaks of: nouns and pronouns, and which of them mean the same one."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from generation.engines.animatic.reading.spans import DETERMINERS, KNOWN_ONES, Span, Text
from generation.engines.animatic.scene import Relation
from generation.engines.animatic.vocabulary import PLANET, drawn_kind

MOST_MENTIONS = 48  # a prompt that speaks of more is not read to its end
MOST_PRONOUN_WORDS = 400  # farther on nobody new is brought in by "he" or "she"
MOST_COUNT = 7
MANY = 3  # of whom no number is said
OTHERS = frozenset(("another", "other", "second"))
WHOEVER = frozenset(("person", "man", "woman", "boy", "girl", "child"))
"""Plain words for somebody who may have been named before ("the detective ... the man")."""
HOLDING = frozenset(("with", "holding", "holds", "carrying", "carries", "wearing", "wears", "has", "having", "raising",
                     "clutching", "wielding", "and", "his", "her", "their", "gripping"))  # fmt: skip
HELD_BY = ("holding", "reading", "playing", "drinking", "writing", "flying", "eating", "smoking", "waving", "throwing")
SOMEBODY = ("he", "she", "they", "we", "i", "someone")
NEAR_WORDS = 6
NEVER_NAMED_AGAIN = ("tower",)  # parts of a building that is told after "of"
RIDING = ("rider", "riders")
GATHERED = {"colony": 6, "herd": 5, "flock": 6, "pack": 5, "pride": 4, "fleet": 4, "convoy": 4, "caravan": 5,
            "crowd": 5, "swarm": 7, "line": 5, "row": 5, "troop": 5, "team": 4, "family": 3}  # fmt: skip
"""How many a word for a group means that stands after its members: "a penguin colony", "the wolf pack"."""
IN_FILE = ("line of", "row of", "caravan of", "train of")
"""Animals that are told so walk one behind the other."""
UNNAMED_MEMBERS = {"herd": "cow", "fleet": "ship", "pack": "wolf", "caravan": "camel"}
"""Whom such a word means by itself: "a herd on the plain"."""


@dataclass(slots=True)
class One:
    """Somebody or something in the making; the describing stages fill it in."""

    kind: str
    count: int
    woman: bool | None = None
    colour: str | None = None
    attributes: list[str] = field(default_factory=list)
    colours: dict[str, str] = field(default_factory=dict)
    size: str = ""
    side: str = ""
    facing: str = ""
    action: str = ""
    habit: str = ""
    relation: Relation | None = None
    hair: str = ""
    hair_colour: str = ""
    skin: str = ""
    build: str = ""
    face: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Mention:
    """Words `start` to `end` that mean `one`; `governed` is the relation word right before them, if any."""

    start: int
    end: int
    clause: int
    sentence: int
    one: One
    span: Span | None
    governed: str = ""
    many: bool = False


class Cast:
    """The ones of a prompt and where each is mentioned."""

    def __init__(self, text: Text) -> None:
        self.text, self.words = text, text.words
        self.ones: list[One] = []
        self.mentions: list[Mention] = []
        self.parts: dict[int, Span] = {}
        """What is said as a part of something, by where it begins: "the left tower" and its castle."""
        tables, spoken = text.words.tables, [span for span in text.spans if span.has("setting", "interior")]
        self.places = {value for span in spoken for value in (*span.all("setting"), *span.all("interior"))}
        self.places |= set(tables["site_home"])
        """Values that say where it plays, and so are no news as the target of "in"."""

    def alive(self, one: One) -> bool:
        return one.kind in self.words.words["alive"]

    def person(self, one: One) -> bool:
        return one.kind in self.words.words["people"]

    def described(self, span: Span) -> Mention | None:
        """The mention in whose noun phrase `span` stands ("hooded figure", "a galloping horse")."""
        for mention in self.mentions:
            if mention.span is not None and mention.start <= span.start and span.end <= mention.span.start:
                return mention
        return None

    def before(self, index: int, sentence: int) -> list[Mention]:
        """The mentions of a sentence that end before the word at `index`, the nearest first."""
        return [m for m in reversed(self.mentions) if m.end <= index and m.sentence == sentence]

    def after(self, index: int, sentence: int) -> list[Mention]:
        """The mentions of a sentence that begin at or after the word at `index`."""
        return [m for m in self.mentions if m.start >= index and m.sentence == sentence]

    def at(self, start: int) -> Mention | None:
        """The mention that begins at the word at `start`; for a part, that of the whole."""
        whole = self.parts.get(start)
        return next((m for m in self.mentions if m.start == start or (whole is not None and m.span is whole)), None)


def cast_of(text: Text) -> Cast:
    """Everybody and everything mentioned, each once."""
    cast = Cast(text)
    _gathered(text)
    nouns = [span for span in text.spans if span.has("subject")][:MOST_MENTIONS]
    for span in nouns:
        if span.has("subject") and _is_meant(text, span, nouns, cast):
            _mention(cast, span)
    _pronouns(cast)
    cast.mentions.sort(key=lambda mention: mention.start)
    cast.ones = list({id(mention.one): mention.one for mention in cast.mentions}.values())
    return cast


def _gathered(text: Text) -> None:
    """Let "a penguin colony" be many penguins, and "a herd" alone be cattle."""
    for span in list(text.spans):
        after = text.text(span.end)
        joined = span.end < len(text.tokens) and text.tokens[span.end].clause == span.clause
        if span.has("subject") and joined and after in GATHERED and not span.has("interior"):
            group = text.at[span.end]
            if group is not None and group.end == span.end + 1:
                group.senses = []
            span.senses = [s for s in span.senses if s[0] != "group"] + [("group", str(GATHERED[after]))]
            span.plural = True
        elif span.has("count") and span.phrase in UNNAMED_MEMBERS and text.text(span.end) != "of":
            ahead = text.joined(span)
            if ahead is None or not ahead.has("subject"):
                kind = drawn_kind(UNNAMED_MEMBERS[span.phrase], text.words.tables["nearest"])
                span.senses = [("subject", kind), ("group", str(GATHERED[span.phrase]))]
                span.plural = True


def _is_meant(text: Text, span: Span, nouns: Sequence[Span], cast: Cast) -> bool:
    """Whether a noun stands for a thing of its own: not for what it belongs to, is part of, or is held as."""
    if span.get("subject") == PLANET:
        return False
    after = text.joined(span)
    if after is not None and after.has("subject", "interior"):
        if after.phrase in RIDING:
            after.senses = []
            span.senses.append(("attribute", "rider"))
            return True
        return False
    if text.text(text.phrase_start(span) - 1) == "like":
        return False  # "a cloud like a ship" is a cloud
    if text.text(text.phrase_start(span)) == "its" and span.get("subject") in text.words.words["people"]:
        return False
    if span.owner and not _owner_shows(text, span):
        return False
    if text.text(span.end) == "of" and span.get("subject") in NEVER_NAMED_AGAIN:
        whole = next((s for s in nouns if s.start > span.end and text.phrase_start(s) == span.end + 1), None)
        cast.parts |= {text.phrase_start(span): whole} if whole else {}
        return whole is None
    if text.text(text.phrase_start(span) - 1) == "of" and _pictured(text, span):
        return False
    if span.has("feature") and text.governed(span) and span.get("subject") in text.words.words["furniture"]:
        return False
    if span.has("attribute") and span.get("subject") not in text.words.words["alive"] and _held(text, span, cast):
        span.drop("subject", "setting")
        return False
    return True


def _owner_shows(text: Text, span: Span) -> bool:
    """Whether an owner is there with what he owns: not in "grandma's kitchen"."""
    after = text.span(span.end)
    return after is None or not after.has("setting", "interior", "feature")


def _pictured(text: Text, span: Span) -> bool:
    """Whether `span` is what a statue or a toy shows."""
    before = text.span(text.phrase_start(span) - 2)
    return before is not None and before.get("subject") == "statue"


def _held(text: Text, span: Span, cast: Cast) -> bool:
    """Whether a thing is in the hands of somebody mentioned before it."""
    start = text.phrase_start(span)
    somebody = any(cast.alive(m.one) for m in cast.before(start, span.sentence))
    if not somebody and not any(text.text(index) in SOMEBODY for index in range(max(0, start - NEAR_WORDS), start)):
        return False
    if any(held is not None and held.get("size") in ("huge", "large") for held in text.at[start : span.start]):
        return False
    index = start - 1
    person = any(cast.person(m.one) for m in cast.before(start, span.sentence))
    if start == span.start and not span.plural and person and text.tokens[max(0, index)].clause != span.clause:
        return True  # "the old king sits on his throne, crown askew"
    verb = text.span(index)
    if verb is not None and verb.has("action"):
        return verb.get("action") in HELD_BY
    if text.text(index) == "and" and text.text(start) in ("a", "an") and index > 0:
        before = text.span(index - 1)
        return before is not None and before.has("attribute", "hair", "hair_word", "face") and not before.has("subject")
    if text.text(index) == "under" and "umbrella" in span.all("attribute"):
        return True
    return text.text(index) in HOLDING - {"and"} or text.text(start) in ("his", "her", "their")


def _mention(cast: Cast, span: Span) -> None:
    text = cast.text
    start = text.phrase_start(span)
    one = _known(cast, span, start) or _new(cast, span, start)
    before = text.span(start - 1)
    governed = before.get("relation") if before is not None and start > 0 else ""
    cast.mentions.append(
        Mention(start, span.end, span.clause, span.sentence, one, span, governed, span.plural or one.count > 1)
    )


def _new(cast: Cast, span: Span, start: int) -> One:
    kind, words = span.get("subject"), cast.words
    one = One(kind, _count(cast.text, span, start))
    said = [s.phrase for s in cast.text.at[start : span.start] if s is not None and s.has("count")]
    if any(phrase in IN_FILE for phrase in said) and kind in words.words["animals"]:
        one.habit = "walking"
    owners = [other.count for other in cast.ones if cast.person(other) and other.count > 1]
    if span.plural and owners and cast.text.text(start) == "their":
        one.count = owners[-1]
    if any(words.is_a(kind, female) for female in ("woman", "girl")):
        one.woman = True
    elif kind in words.words["male"] or _singular(span, words.words["male"]):
        one.woman = False
    one.habit = span.get("habit") or one.habit
    cast.ones.append(one)
    return one


def _singular(span: Span, male: frozenset[str]) -> bool:
    return span.phrase in male or span.phrase.removesuffix("s") in male


def _count(text: Text, span: Span, start: int) -> int:
    said = [s.get("count") for s in text.at[start : span.start] if s is not None and s.has("count")]
    if span.get("subject") == "couple":
        return 1
    if said:
        return min(max(int(number) for number in said), MOST_COUNT)
    if span.has("group") and (span.plural or text.text(start) not in DETERMINERS or int(span.get("group")) > 2):
        return int(span.get("group"))
    single = text.text(start) in ("a", "an", "another", "each", "every")
    many = span.plural and not (single or _one_in_both(text, span, start))
    return MANY if many else 1


def _one_in_both(text: Text, span: Span, start: int) -> bool:
    """Whether a word that is the same for one and many means one: "the deer", "A stag"."""
    return span.phrase.split(" ")[-1] in text.words.words["same_in_plural"] and text.text(start) in ("the", "a", "an")


def _known(cast: Cast, span: Span, start: int) -> One | None:
    """The one already spoken of that a noun means again."""
    text, kind = cast.text, span.get("subject")
    word = text.text(start)
    again = word in KNOWN_ONES
    fits = [one for one in reversed(cast.ones) if _may_be(cast, one, kind, span.phrase, again)]
    if not fits:
        return None
    described = text.at[start : span.start]
    differs = any(held is not None and held.has("colour", "size", "build", "side", "way", "hair_colour", "count")
                  for held in described)  # fmt: skip
    other = any(text.text(index) in OTHERS for index in range(start, span.start))
    if other or (differs and not again) or (differs and word in ("his", "her", "their")):
        return None
    new = word in ("a", "an") and (_side_by_side(cast, span, start) or _called_otherwise(cast, span, fits[0]))
    return None if new else fits[0]


def _may_be(cast: Cast, one: One, kind: str, word: str, again: bool) -> bool:
    if one.kind == kind:
        return True
    if not again or word not in WHOEVER or not cast.person(one):
        return False
    return kind == "person" or (kind in ("man", "boy") and one.woman is False) or cast.words.is_a(one.kind, kind)


def _side_by_side(cast: Cast, span: Span, start: int) -> bool:
    """Whether two of a kind are told in one breath: "a dog and a dog"."""
    return cast.text.text(start - 1) == "and" and bool(cast.before(start, span.sentence))


def _called_otherwise(cast: Cast, span: Span, one: One) -> bool:
    """Whether a noun is another word than those `one` was told by: "a warrior ... a giant"."""
    return all(m.span is not None and m.span.phrase != span.phrase for m in cast.mentions if m.one is one)


def _pronouns(cast: Cast) -> None:
    """Mentions for he, she and they; who is spoken of as "she" alone is a woman."""
    table = cast.words.tables["pronouns"]
    nouns = list(cast.mentions)
    for index, token in enumerate(cast.text.tokens[:MOST_PRONOUN_WORDS]):
        denied = index > 0 and cast.text.text(index - 1) in cast.words.negations
        if denied or token.text not in table or cast.text.at[index] is not None:
            continue
        one = _meant(cast, index, table[token.text], nouns)
        if one is not None and not _owns(cast, index, one):
            before = cast.text.span(index - 1)
            governed = before.get("relation") if before is not None and index > 0 else ""
            cast.mentions.append(
                Mention(index, index + 1, token.clause, token.sentence, one, None, governed, one.count > 1)
            )


def _owns(cast: Cast, index: int, one: One) -> bool:
    """Whether a pronoun only says whose something is ("her daughter"), of one who is mentioned elsewhere."""
    word, after = cast.text.text(index), cast.text.span(index + 1)
    if word not in ("his", "her", "their", "its") or all(m.one is not one for m in cast.mentions):
        return False
    noun = after is not None and not after.has("action", "relation") and after.clause == cast.text.tokens[index].clause
    return noun or (after is None and cast.text.text(index + 1) not in cast.words.fillers)


def _meant(cast: Cast, index: int, kind: str, nouns: list[Mention]) -> One | None:
    word = cast.text.text(index)
    earlier = [m.one for m in reversed(nouns) if m.end <= index]
    if not kind:
        return _they_or_it(cast, word, earlier)
    woman = kind == "woman"
    known = [m.one for m in cast.mentions if m.span is None and m.one.woman is woman and m.one not in earlier]
    later = [m.one for m in nouns if m.start > index]
    fits = [one for one in (*earlier, *known, *later) if cast.person(one) and one.woman in (woman, None)]
    fits = [one for one in fits if one.count == 1 or one.kind == "couple"] or fits
    one = next((one for one in fits if one.woman is woman), fits[0] if fits else None)
    if one is None:
        animals = [one for one in earlier if cast.alive(one)]
        return animals[0] if animals else _unnamed(cast, index, kind)
    if one.woman is None and one.kind != "couple" and one.count == 1:
        _gender(one, woman, cast)
    return one


def _they_or_it(cast: Cast, word: str, earlier: list[One]) -> One | None:
    if word in ("each", "one", "its"):
        return None
    if word == "it":
        return next((one for one in earlier if not cast.person(one)), None)
    many = [one for one in earlier if one.count > 1 or one.kind == "couple"]
    return many[0] if many else None


def _gender(one: One, woman: bool, cast: Cast) -> None:
    one.woman = woman
    if woman and one.kind in ("person", "child"):
        one.kind = "woman" if one.kind == "person" else drawn_kind("girl", cast.words.tables["nearest"])


def _unnamed(cast: Cast, index: int, kind: str) -> One | None:
    """Somebody only called "she" or "he"; "her cat" alone shows no woman."""
    text = cast.text
    word, after = text.text(index), text.span(index + 1)
    if word in ("his", "hers") and (after is None or not after.has("body")):
        return None
    if word == "her" and after is not None and after.has("subject", "attribute") and not after.has("body"):
        before = text.text(index - 1)
        if before not in ("behind", "beside"):
            return None
    one = One(drawn_kind(kind, cast.words.tables["nearest"]), 1, woman=kind == "woman")
    cast.ones.append(one)
    return one
