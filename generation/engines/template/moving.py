"""Camera movements, so that takes of one scene differ in more than noise."""

import re
from random import Random

from generation.engines.template.phrases import Movement, movement_named, names, phrases

ANGLE_OF_A_WAY = re.compile(r" (?:from a (?:low|high) angle|(?:from|at) eye level)$")

PACE_NAMED = re.compile(r"\b(?:slow|normal|fast) camera movement\b", re.IGNORECASE)
PACE_OF_A_WAY = re.compile(r"^(?:slow|steady) ")


def movement_for(number: int, prompt: str) -> str:
    """The camera movement of take `number` (1 or more) in words.

    A movement that the prompt asks for is kept, done another way each time; else each take moves otherwise.
    """
    if number < 1:
        raise ValueError("takes are numbered from 1")
    named = movement_named(prompt)
    if named is not None:
        return way_to(named, number, prompt)
    kinds = list(phrases().movements)
    Random(prompt).shuffle(kinds)
    way, kind = divmod(number - 1, len(kinds))
    return way_to(kinds[kind], way + 1, prompt)


def way_to(movement: Movement, number: int, text: str) -> str:
    """The `number`th way (from 1, going round) to do `movement`; where `text` names an angle, the way names none,
    and likewise its pace."""
    ways = phrases().movements[movement].ways
    way = ways[(number - 1) % len(ways)]
    if PACE_NAMED.search(text):
        way = PACE_OF_A_WAY.sub("", way)
    return ANGLE_OF_A_WAY.sub("", way) if names(text, "angle") else way
