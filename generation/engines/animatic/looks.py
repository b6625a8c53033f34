"""The looks of people and dogs where nobody said: the same for the same kind all through one world."""

from dataclasses import replace

import numpy as np

from generation.engines.animatic.figures.roles import ROLES
from generation.engines.animatic.scene import Subject

PEOPLE = tuple(ROLES)
PLAIN = ("person", "man", "woman", "child", "boy", "girl", "old man", "old woman")
"""Those whose clothes have no colour of their own."""
LONG_HAIRED = ("woman", "girl", "old woman", "princess", "queen", "witch", "bride", "dancer")
LONG_HAIR = ("long", "long", "bun", "ponytail", "curly")
OLD = ("old man", "old woman")
HAIR_OF_ANYONE = ("short", "short", "curly")
HAIR_COLOURS = {
    "light": ("brown", "black", "brown", "gold"),
    "tan": ("black", "brown", "black"),
    "brown": ("black", "black", "brown"),
    "dark": ("black",),
}
SKINS = ("light", "light", "tan", "tan", "brown", "dark")
DRESSED = ("blue", "crimson", "emerald", "amber", "teal", "ivory", "scarlet", "green", "turquoise")
"""Clothes that read against most grounds, by day and by night."""
BREEDS = ("hound", "shepherd", "terrier")
"""What a dog is where nobody said."""
UNIFORMED = ("armour", "spacesuit", "uniform", "suit", "apron", "dress", "coat", "raincoat", "cloak")


def dressed(subject: Subject, rng: np.random.Generator, taken: set[str]) -> Subject:
    """`subject` with hair, skin and clothes, or its breed, where they were left open; `taken` are others' colours."""
    if subject.kind == "dog" and not subject.colour:
        return replace(subject, attributes=(*subject.attributes, BREEDS[int(rng.random() * len(BREEDS))]))
    if subject.kind not in PEOPLE:
        return subject
    hair, hair_colour, skin, cloth = (rng.random() for _ in range(4))
    given = subject.appearance
    kinds = LONG_HAIR if subject.kind in LONG_HAIRED else HAIR_OF_ANYONE
    worn = "long" if "long hair" in subject.attributes else kinds[int(hair * len(kinds))]
    complexion = given.skin or SKINS[int(skin * len(SKINS))]
    usual = HAIR_COLOURS.get(complexion, HAIR_COLOURS["tan"])
    natural = "grey" if given.build == "old" or subject.kind in OLD else usual[int(hair_colour * len(usual))]
    looks = replace(given, hair=given.hair or worn, hair_colour=given.hair_colour or natural, skin=complexion)
    free = [colour for colour in DRESSED if colour not in taken] or list(DRESSED)
    colour = subject.colour or (
        None if _clothed(subject) or subject.kind not in PLAIN else free[int(cloth * len(free))]
    )
    return replace(subject, appearance=looks, colour=colour)


def unlike(subject: Subject, said: Subject, rng: np.random.Generator, taken: set[str]) -> Subject:
    """Another of several: of the same kind, with looks of its own wherever they were left open in what was `said`."""
    if subject.kind not in PEOPLE or subject.kind == "couple":
        return subject
    other = dressed(said, rng, taken)
    return replace(subject, appearance=other.appearance, colour=other.colour)


def _clothed(subject: Subject) -> bool:
    """Whether what it wears has a colour of its own."""
    return any(worn in UNIFORMED for worn in subject.attributes)
