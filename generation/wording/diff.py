"""What became of a text, word by word: any language, and nothing is lost on the way (pure)."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

How = Literal["same", "gone", "new"]

LETTERS_ALONE = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
"""Kana and Chinese characters: no spaces part their words, so each stands for itself."""
_TOKEN = re.compile(rf"\s+|[{LETTERS_ALONE}]|(?:(?![{LETTERS_ALONE}_])\w[\u0300-\u036f\u200d\ufe0f]*)+|.", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of text that stayed, went or came."""

    how: How
    text: str


def words(text: str) -> list[str]:
    """Words, single marks and runs of space; joined again they are `text`."""
    return _TOKEN.findall(text)


def difference(before: str, after: str) -> tuple[Part, ...]:
    """The way from one text to the other; `before_of` and `after_of` give both back, letter for letter."""
    found: list[Part] = []
    for gone, new in _joined(_pieces(words(before), words(after))):
        if gone == new:
            found.append(Part("same", gone))
            continue
        found += [Part("gone", gone)] if gone else []
        found += [Part("new", new)] if new else []
    return tuple(found)


def _pieces(old: Sequence[str], new: Sequence[str]) -> list[tuple[str, str]]:
    """What stands at each place before and after."""
    steps = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    return [("".join(old[start:end]), "".join(new[begin:stop])) for _, start, end, begin, stop in steps]


def _joined(pieces: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """Neighbouring changes as one where nothing but space parts them: "static camera" becomes "slow push-in" whole."""
    found: list[tuple[str, str]] = []
    for place, (gone, new) in enumerate(pieces):
        is_space = gone == new and gone.isspace() and 0 < place < len(pieces) - 1
        goes_on = bool(found) and found[-1][0] != found[-1][1]
        if goes_on and (gone != new or is_space):
            found[-1] = found[-1][0] + gone, found[-1][1] + new
        else:
            found.append((gone, new))
    return found


def before_of(parts: Iterable[Part]) -> str:
    """The text that the parts lead away from."""
    return "".join(part.text for part in parts if part.how != "new")


def after_of(parts: Iterable[Part]) -> str:
    """The text that the parts lead to."""
    return "".join(part.text for part in parts if part.how != "gone")


def gained(parts: Sequence[Part]) -> list[str]:
    """What came, without the marks around it."""
    return _plain(parts, "new")


def lost(parts: Sequence[Part]) -> list[str]:
    """What went, without the marks around it."""
    return _plain(parts, "gone")


def _plain(parts: Sequence[Part], how: How) -> list[str]:
    found = (part.text.strip(" \t\r\n,.;:!?\u3001\u3002") for part in parts if part.how == how)
    return [text for text in found if text]
