"""A screenplay as the Fountain rules read it: lines become elements, any text becomes some.

The rules are those of fountain.io/syntax. One pass over the lines, so the time grows with the length alone.
"""

import re
import unicodedata
from dataclasses import dataclass

HEADING, ACTION, CUE, ASIDE, SPEECH, TRANSITION = "heading", "action", "cue", "aside", "speech", "transition"
SECTION, SYNOPSIS, NOTE = "section", "synopsis", "note"

_PLACES = "INT|EXT|EST|I/E|INTERIOR|EXTERIOR|INNEN|AUSSEN|AU\u00dfEN|ИНТ|НАТ"
_PLACE = rf"(?:{_PLACES})(?:\.?/(?:{_PLACES}))?"
_HEADING = re.compile(rf"(?:(?i:{_PLACE}\.)|{_PLACE}\s|[内內外]景)\s*\S")
_NUMBER = re.compile(r"#([^#\n]{1,20})#\s*$")
_TITLE_KEY = re.compile(
    r"(title|credits?|authors?|written by|source|draft date|date|contact|copyright|notes|revision|format)\s*:(.*)",
    re.IGNORECASE,
)
_KEY = re.compile(r"[\w ]{1,30}:")
_EXTENSIONS = re.compile(r"\(([^()]*)\)")
_TRANSITION_WORDS = re.compile(r"(?:FADE (?:IN|OUT)|FADE TO \w+|CUT TO \w+|DISSOLVE|SMASH CUT|THE END)[.:]?$")
_DIRECTIVE = re.compile(r"\[\[\s*(picture|camera|seconds|people)\s*:\s*(.*?)\s*\]\]$", re.IGNORECASE | re.DOTALL)


@dataclass(frozen=True, slots=True)
class Element:
    """A part of the script: `text` without the marks that told its kind, `line` from 1; `mark` is the number that a
    heading bears, the extension of a cue, or the name of a note's field; `dual`: beside the speech before."""

    kind: str
    text: str
    line: int
    mark: str = ""
    dual: bool = False


@dataclass(frozen=True, slots=True)
class Screenplay:
    """What was read: the title page's title, the elements, the lines after that page (the first is line `begin`), and
    how many characters stood in /* */."""

    title: str
    elements: tuple[Element, ...]
    lines: tuple[str, ...]
    begin: int
    left_out: int


def read(text: str) -> Screenplay:
    """The elements of any text; never an exception."""
    kept, left_out = without_boneyard(tidy(text))
    lines = kept.split("\n")
    title, start = _title_page(lines)
    return Screenplay(title, tuple(_Reader(lines, start).elements()), tuple(lines[start:]), start + 1, left_out)


def tidy(text: str) -> str:
    """One kind of line end, no control characters but line ends, no spaces at the ends of lines."""
    text = re.sub(r"\r\n?|[\v\f\x85\u2028\u2029]", "\n", text).replace("\t", "    ")
    shown = "".join(c for c in text if c == "\n" or (unicodedata.category(c) not in ("Cc", "Cs") and c != "\ufeff"))
    return "\n".join(line.rstrip() for line in shown.split("\n"))


def without_boneyard(text: str) -> tuple[str, int]:
    """The text without what stands in /* */, line ends kept, and how many characters that was."""
    kept: list[str] = []
    at = lost = 0
    while (start := text.find("/*", at)) >= 0 and (end := text.find("*/", start + 2)) >= 0:
        kept += [text[at:start], "\n" * text.count("\n", start, end)]
        lost += end + 2 - start
        at = end + 2
    return "".join([*kept, text[at:]]), lost


def heading_words(text: str) -> str:
    """A heading without its marks."""
    return " ".join(text.replace("#", " ").split()).strip(". ")


def is_heading(line: str) -> bool:
    """Whether a line says where a scene plays, by its words or by force."""
    forced = line[:1] == "." and line[1:2].isalnum()
    return forced or _HEADING.match(line) is not None


def is_cue(line: str) -> bool:
    """Whether a line is a speaker's name in capitals."""
    name = _EXTENSIONS.sub("", line.rstrip("^ ")).strip()
    return len(name) <= 60 and name == name.upper() != name.lower() and name[:1].isalnum() and name[-1:] not in ".:!?…"


def is_transition(line: str) -> bool:
    """Whether a line in capitals leads over to the next scene."""
    return line == line.upper() and (line.endswith("TO:") or _TRANSITION_WORDS.match(line) is not None)


def is_special(line: str, *, first: bool) -> bool:
    """Whether a line of action has to be forced with "!" to be read as one; `first` of its paragraph."""
    bare = line.strip()
    if bare[:1] in ("!", "@", "~", ">", "#", "=") or is_heading(bare) or _DIRECTIVE.match(bare):
        return True
    return first and (is_cue(bare) or is_transition(bare))


def _title_page(lines: list[str]) -> tuple[str, int]:
    """The title, and the line that the script begins with."""
    start = next((number for number, line in enumerate(lines) if line), len(lines))
    if start == len(lines) or not _TITLE_KEY.match(lines[start]):
        return "", start
    title: list[str] = []
    key, at = "", start
    while at < len(lines) and lines[at] and (_KEY.match(lines[at]) or lines[at][:1] == " "):
        if _KEY.match(lines[at]) and lines[at][:1] != " ":
            key, _, value = lines[at].partition(":")
        else:
            value = lines[at]
        if key.strip().lower() == "title" and value.strip():
            title.append(value.strip())
        at += 1
    return " ".join(title), at


def plain(text: str) -> str:
    """Text without emphasis, notes and escapes, in one line."""
    text = re.sub(r"\[\[[^\[\]]*\]\]", " ", text)
    text = re.sub(r"(?<!\\)\*+|(?<![\w\\])_+|(?<!\\)_+(?!\w)", "", text)
    return " ".join(re.sub(r"\\([*_\\])", r"\1", text).split())


class _Reader:
    """Walks over the lines once."""

    def __init__(self, lines: list[str], start: int) -> None:
        self.lines, self.at, self.found = lines, start, list[Element]()

    def elements(self) -> list[Element]:
        while self.at < len(self.lines):
            if self.lines[self.at]:
                self._block()
            self.at += 1
        return self.found

    def _add(self, kind: str, text: str, mark: str = "", *, dual: bool = False) -> None:
        self.found.append(Element(kind, text, self.at + 1, mark, dual))

    def _next(self) -> str:
        return self.lines[self.at + 1] if self.at + 1 < len(self.lines) else ""

    def _block(self) -> None:
        line = self.lines[self.at].strip()
        if line[:1] == "!":
            self._action()
            return
        if self._single(line):
            return
        if (line[:1] == "@" and line[1:].strip()) or (is_cue(line) and self._next()):
            self._speech(line)
        elif not self._next() and is_transition(line):
            self._add(TRANSITION, line)
        else:
            self._action()

    def _single(self, line: str) -> bool:
        """An element of one line, told by how it begins."""
        if is_heading(line):
            number = _NUMBER.search(line)
            text = line[: number.start()].rstrip() if number else line
            self._add(HEADING, heading_words(text), number[1].strip() if number else "")
        elif re.match(r"={3,}$", line):
            pass
        elif line[:1] == "#" and line.strip("# "):
            self._add(SECTION, line.strip("# "))
        elif line[:1] == "=" and line.strip("= "):
            self._add(SYNOPSIS, line.strip("= "))
        elif line[:1] == ">" and line[-1:] != "<" and line[1:].strip():
            self._add(TRANSITION, line[1:].strip())
        else:
            return False
        return True

    def _speech(self, line: str) -> None:
        cue = line.removeprefix("@")
        dual = cue.endswith("^")
        extension = "/".join(part.strip() for part in _EXTENSIONS.findall(cue) if part.strip())
        name = " ".join(_EXTENSIONS.sub(" ", cue.rstrip("^ ")).split()) or cue.rstrip("^ ")
        self._add(CUE, name, extension, dual=dual)
        words: list[str] = []
        while self._next():
            self.at += 1
            said = self.lines[self.at].strip()
            if not words and said[:1] == "(" and said[-1:] == ")" and self.found[-1].kind == CUE:
                self._add(ASIDE, said[1:-1].strip())
            else:
                words.append(said)
        self._add(SPEECH, "\n".join(words))

    def _action(self) -> None:
        """A paragraph; what stands in an open [[ belongs to it whatever it looks like."""
        begin, words, opened = self.at, list[str](), False
        while True:
            words.append(self.lines[self.at].strip())
            if "[[" in words[-1] or "]]" in words[-1]:
                opened = words[-1].rfind("[[") > words[-1].rfind("]]")
            following = self._next().strip()
            if not following or (not opened and self._ends_paragraph(following)):
                break
            self.at += 1
        text = "\n".join(word.removeprefix("!") for word in words)
        told = _DIRECTIVE.match(text)
        self.found.append(
            Element(NOTE, told[2], begin + 1, told[1].lower()) if told else Element(ACTION, text, begin + 1)
        )

    def _ends_paragraph(self, line: str) -> bool:
        return is_heading(line) or line[:1] in ("#", "=") or line[:2] == "[[" or (line[:1] == ">" and line[-1:] != "<")
