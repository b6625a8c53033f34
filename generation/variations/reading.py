"""From written words to text and lists (pure).

`{red|blue}` is a list, `{|red}` one with nothing in it too, `{1..5}` and `{10..50 step 10}` are ranges, and a list may
hold others. A backslash before `{`, `}`, `|` or itself takes their meaning away. Words without braces are left alone.
"""

import re
from decimal import Decimal

from generation.variations.values import (
    MOST_IN_RANGE,
    Choice,
    Option,
    Span,
    VariationFault,
    Words,
    clipped,
)

SPECIAL = frozenset("{}|\\")
MOST_DEEP = 4
"""Lists in lists; deeper ones nobody can read."""
_NUMBER = r"[-+]?\d{1,9}(?:\.\d{1,4})?"
_RANGE = re.compile(rf"\s*({_NUMBER})\s*\.\.\s*({_NUMBER})(?:\s*step\s*({_NUMBER}))?\s*", re.IGNORECASE | re.ASCII)
_ALMOST = re.compile(r"(?=.*\d)\s*[-+]?[\d.]*\s*\.\.\s*[-+]?[\d.]*\s*(?:step.*)?", re.IGNORECASE | re.ASCII | re.DOTALL)
"""What was meant as a range."""
_HOW_TO_ESCAPE = "For a brace that is meant as one, write \\{ or \\}."


def read(text: str) -> Words:
    """The words as text and lists. Raises VariationFault."""
    return _Reader(text).words() if "{" in text or "}" in text else (text,)


def read_range(text: str, at: int = 1) -> Span | None:
    """A range as it is written between braces; None for what is none. Raises VariationFault."""
    found = _RANGE.fullmatch(text)
    if found is None:
        if _ALMOST.fullmatch(text):
            raise VariationFault(
                f"The range \u201c{clipped(text.strip())}\u201d can't be read.",
                "Write two whole numbers or decimals, and a step if you like: {1..5} or {10..50 step 10}.",
                at,
            )
        return None
    return _span(found[1], found[2], found[3], at)


def _span(first: str, last: str, step: str | None, at: int) -> Span:
    low, high, by = Decimal(first), Decimal(last), Decimal(step or "1")
    if by <= 0:
        advice = "Use a step above 0; a range whose first number is the larger one counts down by itself."
        raise VariationFault("This range never gets to its end.", advice, at)
    count = int(abs(high - low) / by) + 1
    if count > MOST_IN_RANGE:
        detail = f"This range has {count:,} numbers."
        raise VariationFault(detail, f"Use a larger step, or at most {MOST_IN_RANGE:,} numbers.", at)
    digits = max(len(number.partition(".")[2]) for number in (first, step or ""))
    return Span(low, by if high >= low else -by, count, digits)


class _Reader:
    """Reads once from left to right."""

    def __init__(self, text: str) -> None:
        self.text, self.place = text, 0

    def words(self) -> Words:
        found = self._sequence(0)
        if self.place < len(self.text):
            raise VariationFault("This brace closes nothing.", f"Take it out. {_HOW_TO_ESCAPE}", self.place + 1)
        return found

    def _sequence(self, depth: int) -> Words:
        """Up to the end of the text; inside a list, up to the end of its option."""
        pieces: list[str | Choice] = []
        run: list[str] = []
        while self.place < len(self.text):
            mark = self.text[self.place]
            if mark == "}" or (mark == "|" and depth):
                break
            if mark == "{":
                pieces += ["".join(run), self._choice(depth + 1)]
                run = []
            else:
                run.append(self._letter())
        return tuple(piece for piece in (*pieces, "".join(run)) if piece != "")

    def _letter(self) -> str:
        """One letter, or one whose meaning is taken away."""
        following = self.text[self.place + 1 : self.place + 2]
        if self.text[self.place] == "\\" and following in SPECIAL and following:
            self.place += 2
            return following
        self.place += 1
        return self.text[self.place - 1]

    def _choice(self, depth: int) -> Choice:
        opened = self.place
        if depth > MOST_DEEP:
            advice = f"Put at most {MOST_DEEP} lists into each other."
            raise VariationFault("These lists are too deep in each other.", advice, opened + 1)
        options: list[Option] = []
        while True:
            self.place += 1
            options.append(self._option(depth))
            if self.place >= len(self.text):
                advice = f"Close the list with }} where it ends. {_HOW_TO_ESCAPE}"
                raise VariationFault("This list is opened and never closed.", advice, opened + 1)
            if self.text[self.place] == "}":
                break
        self.place += 1
        inside = self.text[opened + 1 : self.place - 1]
        _check(options, inside, opened + 1)
        return Choice(tuple(options), _name(inside))

    def _option(self, depth: int) -> Option:
        began = self.place
        words = self._sequence(depth)
        written = self.text[began : self.place]
        found = read_range(written, began + 1) if not SPECIAL.intersection(written) else None
        return found or _trimmed(words)


def _name(inside: str) -> str:
    """What a list is called by: what was written in it, in one line."""
    return clipped(" ".join(inside.replace("|", " / ").split()))


def _check(options: list[Option], inside: str, at: int) -> None:
    """A list has two entries or more, or is a range."""
    if not inside.strip():
        raise VariationFault("This list is empty.", "Write what it may be: {red|blue}, or {1..5}.", at)
    if len(options) == 1 and not isinstance(options[0], Span):
        advice = f"Put | between what it may be: {{red|blue}}; a range is {{1..5}}. {_HOW_TO_ESCAPE}"
        raise VariationFault("This list has one entry alone.", advice, at)


def _trimmed(words: Words) -> Words:
    """Without the spaces around an option."""
    pieces = list(words)
    if pieces and isinstance(pieces[0], str):
        pieces[0] = pieces[0].lstrip()
    if pieces and isinstance(pieces[-1], str):
        pieces[-1] = pieces[-1].rstrip()
    return tuple(piece for piece in pieces if piece != "")
