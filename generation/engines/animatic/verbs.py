"""Forms of English verbs, made by rule; the data lists those that go otherwise."""

from collections.abc import Iterable, Iterator

VOWELS = "aeiou"
HISSING = ("s", "x", "z", "ch", "sh", "o")


def forms(verb: str) -> Iterator[tuple[str, str]]:
    """(how it is used, the phrase): `plain`, `finite` (-s) and `going` (-ing); only the first word is bent."""
    head, _, rest = verb.partition(" ")
    tail = f" {rest}" if rest else ""
    yield "plain", verb
    yield "finite", third_person(head) + tail
    yield "going", participle(head) + tail


def third_person(verb: str) -> str:
    """walk -> walks, carry -> carries, watch -> watches."""
    if verb.endswith("y") and verb[-2] not in VOWELS:
        return verb[:-1] + "ies"
    return verb + ("es" if verb.endswith(HISSING) else "s")


def participle(verb: str) -> str:
    """walk -> walking, dance -> dancing, lie -> lying, run -> running."""
    if verb.endswith("ie"):
        return verb[:-2] + "ying"
    if verb.endswith("e") and not verb.endswith("ee"):
        return verb[:-1] + "ing"
    return verb + (verb[-1] if _doubles(verb) else "") + "ing"


def _doubles(verb: str) -> bool:
    """Whether the last letter doubles: one vowel before one consonant, in a word of one beat."""
    if len(verb) < 3 or verb[-1] in VOWELS + "wxy" or verb[-2] not in VOWELS or verb[-3] in VOWELS:
        return False
    return sum(letter in VOWELS for letter in verb) == 1


def all_forms(verbs: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Every form of every one of `verbs`."""
    for verb in verbs:
        yield from forms(verb)
