"""A prompt as plain words: any text at all becomes a short list of lower-case words."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

READ_CHARACTERS = 10_000  # what a prompt may hold; anything past it is not read
FIRST_PICTOGRAPH = 0x1F300
SPOKEN_WORDS = 3  # quotation marks around fewer words stress them, around more they hold speech
LEFT_WORDS = 3  # a prompt that holds fewer words outside its quotation marks is meant as a whole
_WORD = re.compile(
    r"f/?\d+(?:\.\d+)?(?!\w)|\d+(?:[.:]\d+)+|[^\W_]+(?:['\u2019][^\W_]+)?"
    r"|[,.;:!?()\u2026\u2014\n]|(?<= )[-\u2013]+(?= )"
)
_ENDS = frozenset(".!?\n\u2026")
_SLUG = frozenset(("int", "ext", "est"))
_SPEECH = re.compile(r'"[^"\n]{1,400}"|\u201c[^\u201d\n]{1,400}\u201d')
_SHORT = re.compile(r"(?<!\w)(w/ ?|& ?)")
_NOT_SHOWN = frozenset(
    ("face", "with", "sign", "symbol", "emoji", "black", "white", "heavy", "of", "medium", "shape", "head",
     "type")
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Word:
    """One word, the clause it stands in (clauses end at punctuation) and the sentence."""

    text: str
    clause: int
    sentence: int = 0


def normal(text: str) -> str:
    """Case, width and spacing set aside, so that "Red  CAR" and "red car" are one prompt."""
    return " ".join(unicodedata.normalize("NFKC", text[:READ_CHARACTERS]).casefold().split())


def split(text: str) -> list[Word]:
    """The words of `text`, hyphens taken as spaces; pictographs are read by name, other signs fall away."""
    words: list[Word] = []
    clause = sentence = 0
    lines = "\n".join(normal(line) for line in text[:READ_CHARACTERS].splitlines())
    for token in _WORD.findall(_named(_SHORT.sub(_in_full, lines))):
        if token[0].isalnum():
            words.append(Word(token.replace("\u2019", "'").replace("/", ""), clause, sentence))
        else:
            clause += 1
            sentence += token in _ENDS and not (words and words[-1].text in _SLUG)
    return words


def _in_full(short: re.Match[str]) -> str:
    return "with " if short[1].startswith("w") else "and "


def unspoken(text: str) -> str:
    """`text` without the speech in it: what somebody says is heard and not seen."""
    rest = _SPEECH.sub(lambda speech: " , " if len(speech[0].split()) >= SPOKEN_WORDS else speech[0], text)
    return rest if len(_WORD.findall(rest)) > LEFT_WORDS else text


def _named(text: str) -> str:
    if text.isascii() or max(text) < chr(FIRST_PICTOGRAPH):
        return text
    return "".join(_name(sign) if ord(sign) >= FIRST_PICTOGRAPH else sign for sign in text)


@lru_cache(512)
def _name(sign: str) -> str:
    if unicodedata.category(sign) != "So":
        return sign
    shown = (word for word in unicodedata.name(sign, "").lower().split() if word not in _NOT_SHOWN)
    return f" {' '.join(shown)} "
