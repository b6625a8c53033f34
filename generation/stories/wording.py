"""Joining and shortening text of any language without breaking a word, a letter or an emoji."""

import unicodedata
from collections.abc import Iterable

PROMPT_LIMIT_CHARACTERS = 4000
"""The longest prompt that generation accepts."""

IDEA_LIMIT_CHARACTERS = 3700
"""As much of an idea as a scene's prompt keeps: the words added to it need less than the rest."""

TITLE_LIMIT_CHARACTERS = 48
LONGEST_LETTER_CHARACTERS = 16  # a family of emoji has 7 to 11; a longer run of marks is no letter

LONG_WORD_CHARACTERS = 40
"""A longer run without a space is no word of a language that puts spaces between its words."""

SENTENCE_ENDS = ".!?\u2026\u3002\uff01\uff1f"
PAUSES = ",;:\u3001\uff0c\uff1b\uff1a"
QUOTES = "\"'\u201c\u201d\u00ab\u00bb"
JOINERS = "\u200d\ufe0e\ufe0f\u20e3"
SMALL_WORDS = frozenset({"a", "an", "the", "of", "in", "on", "at", "to", "and", "or", "with", "for", "by"})


def extended(text: str, words: Iterable[str]) -> str:
    """`text` unchanged, then each of `words` that still fits the prompt's limit."""
    for phrase in filter(None, words):
        longer = text + separator(text) + (phrase if continues(text) else phrase[0].upper() + phrase[1:])
        if len(longer) > PROMPT_LIMIT_CHARACTERS:
            break
        text = longer
    return text


def separator(text: str) -> str:
    return " " if text.endswith(tuple(SENTENCE_ENDS + PAUSES)) else ", "


def continues(text: str) -> bool:
    """Whether the next words belong to the last sentence of `text`."""
    return not text.endswith(tuple(SENTENCE_ENDS))


def clipped(text: str, limit: int) -> str:
    """At most `limit` characters of `text`, cut between words, else between whole letters."""
    if len(text) <= limit:
        return text
    space = max(text.rfind(mark, 0, limit + 1) for mark in " \n\t")
    if space > limit - min(LONG_WORD_CHARACTERS, limit // 2):
        return text[:space].rstrip()
    end, least = limit, max(1, limit - LONGEST_LETTER_CHARACTERS)
    while end > least and belongs_to_the_one_before(text, end):
        end -= 1
    return text[: end if end > least else limit]


def belongs_to_the_one_before(text: str, place: int) -> bool:
    """Whether cutting before `place` would tear a letter from its accent, or an emoji apart."""
    joined = text[place] in JOINERS or text[place - 1] == "\u200d"
    skin_tone = "\U0001f3fb" <= text[place] <= "\U0001f3ff"
    return joined or skin_tone or unicodedata.combining(text[place]) > 0


def title_of(idea: str) -> str:
    """A short title from the idea's own first words."""
    title = first_clause(idea)
    if len(title) > TITLE_LIMIT_CHARACTERS:
        words = clipped(title, TITLE_LIMIT_CHARACTERS).split(" ")
        while len(words) > 1 and words[-1].lower() in SMALL_WORDS:
            words.pop()
        title = " ".join(words)
    return title[:1].upper() + title[1:]


def first_clause(idea: str) -> str:
    line = " ".join(idea.split())
    end = next((place for place in range(len(line)) if ends_clause(line, place)), len(line))
    clause = line[:end]
    return unquoted(clause.strip(" -\u2013\u2014")) or line


def unquoted(clause: str) -> str:
    """Without the quotation marks around the whole of it."""
    quoted = clause[:1] in QUOTES and clause[-1:] in QUOTES
    return clause.strip(QUOTES) if quoted else clause


def ends_clause(line: str, place: int) -> bool:
    """Whether a clause ends here. A mark inside a word or number ("f/1.8", "3,000") ends nothing."""
    if place == 0 or line[place] not in SENTENCE_ENDS + PAUSES:
        return False
    return not line[place].isascii() or line[place + 1 : place + 2] in ("", " ")


def is_latin(text: str) -> bool:
    """Whether most letters are Latin: only then can a list of words tell what the text leaves open."""
    letters = [letter for letter in text if letter.isalpha()]
    latin = sum(unicodedata.name(letter, "").startswith("LATIN") for letter in letters)
    return 2 * latin >= len(letters)
