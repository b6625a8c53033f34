"""Which sense a phrase has where it stands: "waves" of a woman or of the sea, "pan" of a camera or of a cook."""

from generation.engines.animatic.reading.spans import DETERMINERS, NOUNS, THINGS, Span, Text

ADVERBS = ("just", "now", "then", "also", "again", "still", "both", "all", "quickly", "together", "alone")
SUBJECTS_OF_VERBS = frozenset(("he", "she", "it", "they", "who", "that", "which", "we", "you", "i"))
BEFORE_PLAIN = frozenset(("to", "they", "can", "will", "must", "who", "and", "or", "we", "you"))
WET = ("surf", "water", "waters", "waves", "sea", "stream", "river", "pool", "lagoon", "ford")
"""What is shallow by itself, and no matter of a lens."""
CITY_WORDS = ("city", "cities", "skyline", "metropolis", "megacity", "downtown", "futuristic")
BODILY = ("body", "hair", "hair_word", "face", "tint", "skin")


def settle(text: Text) -> None:
    """Leave every phrase the senses that fit its place."""
    for span in text.spans:
        if span.has("action going", "action finite", "action plain"):
            _verb_or_noun(text, span)
    for span in text.spans:
        _moves(text, span)
        _towers(text, span)
        if span.phrase == "shallow" and text.text(span.end) in WET:
            span.drop("lens")
        _views(text, span)
        _colour_of_film(text, span)
        if span.phrase == "overhead" and (before := text.span(span.start - 1)) is not None and before.has("action"):
            span.drop("angle")  # "ravens circle overhead"
    text.spans = [span for span in text.spans if span.senses]


def _verb_or_noun(text: Text, span: Span) -> None:
    verb = _is_verb(text, span)
    if verb:
        action = next(value for category, value in span.senses if category.startswith("action "))
        kept = [s for s in span.senses if not s[0].startswith("action ") and s[0] not in (NOUNS - {"feature"})]
        span.senses = [*(s for s in kept if s[0] != "feature" or span.has("action going")), ("action", action)]
    else:
        span.drop("action going", "action finite", "action plain")


def _is_verb(text: Text, span: Span) -> bool:
    noun = span.has(*NOUNS)
    index = text.before(span, ADVERBS)
    word, before = text.text(index), text.span(index)
    if span.has("action going"):
        return not noun or (index >= 0 and (word in SUBJECTS_OF_VERBS or _stands_for_somebody(before)))
    if index < 0:
        return not noun and span.has("action finite")
    if text.tokens[index].clause != span.clause:
        return not noun and span.has("action finite")
    if word in SUBJECTS_OF_VERBS:
        return True
    if span.has("action finite") and not (before and before.plural):
        return _may_end_noun(text, index, before) or (word in ("and", "then", "as") and not noun)
    if word in BEFORE_PLAIN:
        return word in ("they", "to", "who") and not noun or (word == "and" and _verb_said(text, span))
    return before is not None and before.has("subject") and _many(text, before)


def _stands_for_somebody(before: Span | None) -> bool:
    return before is not None and before.has("subject")


def _may_end_noun(text: Text, index: int, before: Span | None) -> bool:
    """Whether the word at `index` may be the last of what does something: a noun, or an unknown word."""
    if before is not None:
        return not before.owner and before.has(*THINGS, *BODILY, "side", "facing", "colour")
    return text.text(index) not in text.words.fillers and text.text(index) not in DETERMINERS


def _many(text: Text, noun: Span) -> bool:
    """Whether a noun takes a verb in the plain form."""
    if noun.plural or noun.has("group") or noun.get("subject") == "couple":
        return True
    start = text.phrase_start(noun)
    counted = any(s is not None and s.has("count") for s in text.at[start : noun.start])
    return counted or text.text(start - 1) == "and"


def _verb_said(text: Text, span: Span) -> bool:
    return any(s.has("action") for s in text.spans if s.sentence == span.sentence and s.end <= span.start)


def _moves(text: Text, span: Span) -> None:
    """Words such as "pan" or "truck" are a camera's move only in a move's company."""
    if not span.has("move") or span.phrase not in text.words.words["wary"]:
        return
    before, after = text.text(span.start - 1), text.text(span.end)
    opens = span.start == 0 or text.tokens[span.start - 1].clause != span.clause
    closes = span.end >= len(text.tokens) or text.tokens[span.end].clause != span.clause
    led = before in text.words.words["move_before"] and before not in ("and", "to", "low")
    follows = not closes and after in text.words.words["move_after"]
    others = span.has("subject", "attribute", "feature")
    alone = opens and (follows or (closes and not others))
    fits = alone or led or (follows and not others and before != "the" and not _doer(text, span))
    if fits:
        span.keep("move", "pace", "way", "shot")
    else:
        span.drop("move")


def _doer(text: Text, span: Span) -> bool:
    before = text.span(span.start - 1)
    return before is not None and before.has("subject")


def _towers(text: Text, span: Span) -> None:
    """The towers of a city are its own, and no castle's."""
    modern = any(s.has("setting", "feature") and s.phrase.split(" ")[-1] in CITY_WORDS for s in text.spans)
    glass = text.text(span.start - 1) in ("glass", "steel", "office", "gleaming", "crystal")
    named = span.get("subject") == "tower" and span.phrase in ("tower", "towers", "spire", "spires")
    if named and (glass or (modern and span.plural)):
        span.senses = [("feature", "skyscrapers")]


def _views(text: Text, span: Span) -> None:
    """A move said of somebody is theirs: a helicopter circles, a dancer spins."""
    if span.has("move") and span.has("action"):
        if _doer(text, span):
            span.drop("move")
        else:
            span.drop("action")


def _colour_of_film(text: Text, span: Span) -> None:
    """A black and white dog is no film."""
    after = text.span(span.end)
    if span.get("film") != "black and white" or after is None or span.end >= len(text.tokens):
        return
    if text.tokens[span.end].clause == span.clause and after.has("subject", "attribute"):
        span.senses = [("colour", "black")]
