"""What is said of each one: colour, size, side, looks, and what is worn and held."""

from generation.engines.animatic.reading.mentions import Cast, Mention, One
from generation.engines.animatic.reading.spans import THINGS, Span, Text
from generation.engines.animatic.scene import Relation
from generation.engines.animatic.vocabulary import drawn_kind

SKIN_OF_COLOUR = {"black": "dark", "white": "light", "brown": "brown"}
HAIR_STYLES = ("long", "short", "curly", "bald")
LOOKS = ("hair", "skin", "build", "face", "hair_colour")
OF_THE_BODY = ("hair", "face", "skin", "hair_colour", "hair_word", "build")
FULL = ("with", "wearing", "in", "holding", "carrying", "has", "having", "wears")
DRESSED_THINGS = ("snowman", "statue", "robot", "astronaut", "scarecrow", "teddy")
SIZE_OF_BUILD = {"tall": "large", "small": "small", "broad": "large", "slim": ""}
FIRE, WILDFIRE = "fire", "wildfire"
BURNING, AFLAME = ("burning", "blazing", "flaming"), ("on fire", "ablaze", "in flames", "burning", "burns")
CLOSE = 2  # words: what is said so close after an animal is the animal's own


def describe(cast: Cast) -> None:
    """Fill in what is said before each noun, and what follows it."""
    for mention in cast.mentions:
        if mention.span is not None:
            _before_noun(cast, mention)
    for span in cast.text.spans:
        if span.has("attribute", *OF_THE_BODY):
            _belongs(cast, span)
    _in_colour(cast)
    _burning(cast)
    _aflame(cast)
    _sides(cast)
    _facings(cast)


def _before_noun(cast: Cast, mention: Mention) -> None:
    assert mention.span is not None
    one, noun = mention.one, mention.span
    before = [span for span in _held(cast.text, mention.start, noun.start) if span is not noun]
    colour = next((s.get("colour") for s in (noun, *reversed(before)) if s.has("colour")), "")
    if noun.has("colour") or colour and not _taken(before, colour):
        _paint(cast, one, colour)
    for span in before:
        if not _describes_another(span, before):
            one.size = one.size or span.get("size")
            if "glowing" in span.all("feature"):
                _wear(one, "glowing")
            one.side = one.side or span.get("side") or (span.get("way") if span.get("way") in ("left", "right") else "")
    if "glowing" in noun.all("feature"):
        _wear(one, "glowing")
    _looks_of_noun(cast, one, noun)
    if cast.alive(one):
        one.attributes += [worn for worn in noun.all("attribute") if worn not in one.attributes]
    elif "rider" in noun.all("attribute"):
        _wear(one, "rider")


def _looks_of_noun(cast: Cast, one: One, noun: Span) -> None:
    if noun.has("build"):
        _build(cast, one, noun.get("build"))
    if not cast.person(one):
        one.size = one.size or noun.get("size")
        return
    if noun.phrase.startswith(("old ", "elderly ")) or noun.get("subject").startswith("old "):
        one.build = one.build or "old"
    if noun.phrase.startswith(("young ", "teen")) or noun.phrase == "youth":
        one.build = one.build or "young"
    one.hair = one.hair or noun.get("hair")
    one.hair_colour = one.hair_colour or noun.get("hair_colour")
    if not noun.phrase.startswith("little "):  # a little girl is of her usual size
        one.size = one.size or noun.get("size")


def _taken(before: list[Span], colour: str) -> bool:
    """Whether a colour is that of something else said before the noun ("red-hatted man", "yellow cab driver")."""
    index = next(i for i, span in enumerate(before) if span.get("colour") == colour)
    return any(span.has("hair_word", "attribute", "tint", *THINGS) for span in before[index + 1 :])


def _describes_another(span: Span, before: list[Span]) -> bool:
    return any(other.start >= span.end and other.has("attribute", *THINGS) for other in before)


def _held(text: Text, start: int, end: int) -> list[Span]:
    """The phrases between two words, in order."""
    return list({id(s): s for s in text.at[start:end] if s is not None}.values())


def _paint(cast: Cast, one: One, colour: str) -> None:
    if cast.person(one) and colour in SKIN_OF_COLOUR and one.kind not in ("robot", "astronaut", "knight"):
        one.skin = one.skin or SKIN_OF_COLOUR[colour]
    else:
        one.colour = one.colour or colour


def _belongs(cast: Cast, span: Span) -> None:
    """Give what is worn, held or grown to its owner."""
    if any(m.span is span for m in cast.mentions):
        return
    start = cast.text.phrase_start(span)
    one = _wearer(cast, span, start)
    if one is None:
        return
    colour = next((s.get("colour") for s in reversed(_held(cast.text, start, span.start)) if s.has("colour")), "")
    luminous = any("glowing" in s.all("feature") for s in _held(cast.text, start, span.start))
    for value in span.all("attribute"):
        _wear(one, value, colour)
        if luminous:
            _wear(one, f"glowing {value}")
    _grow(cast, one, span, start, colour)


def _wear(one: One, value: str, colour: str = "") -> None:
    if value not in one.attributes:
        one.attributes.append(value)
    if colour:
        one.colours.setdefault(value, colour)


def _grow(cast: Cast, one: One, span: Span, start: int, colour: str) -> None:
    """Hair, face, skin and build."""
    if span.has("hair_word"):
        said = {cast.text.text(index) for index in range(start, span.start)}
        one.hair = one.hair or next((style for style in HAIR_STYLES if style in said), "")
        one.hair_colour = one.hair_colour or colour
    if span.has("hair"):
        one.hair = one.hair or span.get("hair")
        one.hair_colour = one.hair_colour or colour
    one.hair_colour = one.hair_colour or span.get("hair_colour")
    one.skin = one.skin or span.get("skin")
    if span.has("face"):
        one.face += [face for face in span.all("face") if face not in one.face]
        one.hair_colour = one.hair_colour or (colour if span.get("face") in ("beard", "moustache") else "")
    if span.has("build"):
        _build(cast, one, span.get("build"))


def _build(cast: Cast, one: One, build: str) -> None:
    """Only somebody alive has a build; a tall thing is a large one, an old one looks as it looks."""
    if cast.person(one):
        one.build = one.build or build
    elif not one.size:
        one.size = SIZE_OF_BUILD.get(build, "")


def _wearer(cast: Cast, span: Span, start: int) -> One | None:
    noun = cast.described(span)
    if noun is not None:
        return noun.one
    if span.has("build", "skin") and not span.has("attribute"):
        return None if span.has("build") or not _follows(cast, span) else _follows(cast, span)
    near = cast.before(start, span.sentence)
    if near and start - near[0].end <= CLOSE and _may_wear(cast, near[0].one) and _joined(cast, near[0].end, start):
        return near[0].one
    people = [m.one for m in near if cast.person(m.one) or m.one.kind in DRESSED_THINGS]
    alive = [m.one for m in near if cast.alive(m.one)]
    ahead = [m.one for m in cast.after(span.end, span.sentence) if cast.person(m.one)]
    back = [m.one for m in reversed(cast.mentions) if m.end <= start and cast.person(m.one)]
    if span.has("subject") and not people:
        return None
    return next(iter((*people, *alive, *ahead, *back)), None)


def _follows(cast: Cast, span: Span) -> One | None:
    return next((m.one for m in cast.before(span.start, span.sentence) if cast.person(m.one)), None)


def _may_wear(cast: Cast, one: One) -> bool:
    return cast.alive(one) or one.kind in DRESSED_THINGS


def _joined(cast: Cast, end: int, start: int) -> bool:
    between = [cast.text.text(index) for index in range(end, start)]
    return not between or any(word in FULL for word in between) or between == [","]


def _burning(cast: Cast) -> None:
    """Flames stand before whatever burns."""
    for mention in list(cast.mentions):
        if mention.span is None or cast.alive(mention.one) or drawn_kind(FIRE, cast.words.tables["nearest"]) != FIRE:
            continue
        said = [s for s in _held(cast.text, mention.start, mention.span.start) if s.phrase in BURNING]
        after = cast.text.span(mention.end)
        if said or (after is not None and after.phrase in AFLAME and after.clause == mention.clause):
            cast.ones.append(One(FIRE, 1, relation=Relation("before", mention.one.kind)))
            return


def _aflame(cast: Cast) -> None:
    """A forest, a field or a city that burns does so from end to end."""
    text = cast.text
    for span in text.spans:
        if not span.has("setting") or span.has("subject"):
            continue
        before = any(s.phrase in BURNING for s in _held(text, text.phrase_start(span), span.start))
        after = next((text.span(i) for i in range(span.end, span.end + 2) if text.text(i) not in ("is", "are")), None)
        if before or (after is not None and after.phrase in AFLAME and after.clause == span.clause):
            span.senses.append(("feature", WILDFIRE))


def _in_colour(cast: Cast) -> None:
    """ "A woman in red" wears red."""
    for span in cast.text.spans:
        if not span.has("colour") or cast.text.text(span.start - 1) not in ("in", "wearing"):
            continue
        after = cast.text.span(span.end)
        if (
            after is not None
            and after.clause == span.clause
            and after.start == span.end
            and after.has(*THINGS, "colour")
        ):
            continue
        near = cast.before(span.start, span.sentence)
        if near and cast.alive(near[0].one):
            near[0].one.colour = near[0].one.colour or span.get("colour")


def _sides(cast: Cast) -> None:
    """A side said first is that of whoever comes next, else of who was said before it."""
    for span in cast.text.spans:
        side = span.get("side")
        if not side or side == "both" or cast.described(span) is not None:
            continue
        mention = _at_place(cast, span)
        if mention is not None:
            mention.one.side = mention.one.side or side


def _at_place(cast: Cast, span: Span) -> Mention | None:
    opens = span.start == 0 or cast.text.tokens[span.start - 1].clause != span.clause
    opens = opens or cast.text.text(span.start - 1) == "and"
    before, after = cast.before(span.start, span.sentence), cast.after(span.end, span.sentence)
    same = [m for m in after if m.clause == span.clause]
    if opens and (same or (after and not before)):
        return (same or after)[0]
    here = [m for m in before if m.clause == span.clause and m.span is not None]
    return next(iter((*here, *before, *same)), None)


def _facings(cast: Cast) -> None:
    for span in cast.text.spans:
        if not span.has("facing"):
            continue
        before = [m for m in cast.before(span.start, span.sentence) if cast.alive(m.one)]
        before = [m for m in before if not m.governed] or before
        after = cast.after(span.end, span.sentence)
        any_one = [m for m in reversed(cast.mentions) if m.end <= span.start and cast.alive(m.one)] + cast.mentions
        mention = next(iter((*before, *after, *any_one)), None)
        if mention is not None:
            one = mention.one
            one.facing = one.facing or _facing(span.get("facing"), one)


def _facing(said: str, one: One) -> str:
    """In profile somebody looks into the frame."""
    return ("left" if one.side == "right" else "right") if said == "side" else said
