"""How long a scene plays, by what is said and what happens in it."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from generation.stories.fountain import plain
from generation.stories.values import FEWEST_SECONDS, MOST_SECONDS, Line

SPOKEN_WORDS_A_MINUTE = 150
"""Of dialogue, somewhat below talk: Tauroza and Allison, "Speech rates in British English" (1990), give 140 to 210."""
ACTION_WORDS_A_MINUTE = 240
"""A page of action holds about so many, and a page plays for about a minute."""
LETTERS_A_WORD = 2
"""Of scripts that put no spaces between words."""
BREATH_SECONDS = 0.5
"""Before each speech."""
SHORTEST_SECONDS = 2.0


@dataclass(frozen=True, slots=True)
class Timing:
    """How long, and why, in a sentence."""

    seconds: float
    why: str


def timed(description: str, dialogue: Sequence[Line]) -> Timing:
    """The time of a scene, to half a second."""
    spoken, acted = sum(words_in(line.line) for line in dialogue), words_in(description)
    seconds = 60 * spoken / SPOKEN_WORDS_A_MINUTE + BREATH_SECONDS * len(dialogue) + 60 * acted / ACTION_WORDS_A_MINUTE
    rounded = round(2 * seconds) / 2
    return Timing(min(MOST_SECONDS, max(SHORTEST_SECONDS, FEWEST_SECONDS, rounded)), _why(spoken, acted, rounded))


def _why(spoken: int, acted: int, seconds: float) -> str:
    parts = [f"{spoken} spoken words at {SPOKEN_WORDS_A_MINUTE} a minute"] if spoken else []
    parts += [f"{acted} words of action at {ACTION_WORDS_A_MINUTE} a minute"] if acted else []
    told = (" and ".join(parts) or "Nothing is said and nothing happens yet") + "."
    if seconds > MOST_SECONDS:
        return f"{told} That is {seconds:g} s; a scene plays {MOST_SECONDS:g} at most, so split it."
    return told


def words_in(text: str) -> int:
    """How many words a text has, in any language."""
    words = letters = 0
    for word in plain(text).split():
        wide = sum(unicodedata.east_asian_width(c) in "WF" and c.isalnum() for c in word)
        letters += wide
        words += wide == 0 and any(c.isalnum() for c in word)
    return words + -(-letters // LETTERS_A_WORD)
