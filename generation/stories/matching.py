"""Which scene of an edited script is which of those that there are, so that frames and takes stay with their words."""

import re
from collections import Counter
from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any, Generic, TypeVar

from generation.stories.picturing import Parts, followed
from generation.stories.scripts import Written
from generation.stories.values import ScenePlan
from generation.stories.writing import tidied

Key = TypeVar("Key", bound=Hashable)

ALIKE = 0.3
"""The share of words that two scenes have in common from which on they are one scene that was edited."""
COMPARED_WORDS = 400
ADDED, CHANGED, MOVED, KEPT = "added", "changed", "moved", "kept"
TOLD_FIELDS = tuple(field.name for field in fields(ScenePlan) if field.name != "number")


@dataclass(frozen=True, slots=True)
class Step(Generic[Key]):
    """What becomes of one scene of the text: `key` is the scene that it is (None: a new one), `plan` what it says from
    now on, `changed` the fields that differ."""

    key: Key | None
    plan: ScenePlan
    what: str
    changed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Edit(Generic[Key]):
    """The scenes in their new order, and those that the text no longer has."""

    steps: tuple[Step[Key], ...]
    removed: tuple[Key, ...]


def edit(old: Mapping[Key, ScenePlan], new: Sequence[Written]) -> Edit[Key]:
    """What a text does to the scenes there are, in their order: told by the numbers in its headings, then by words."""
    found = _by_mark(old, new)
    _by_words(old, new, found)
    steps = tuple(_step(found.get(place), old, written, place + 1) for place, written in enumerate(new))
    kept = set(found.values())
    return Edit(steps, tuple(key for key in old if key not in kept))


def _by_mark(old: Mapping[Key, ScenePlan], new: Sequence[Written]) -> dict[int, Key]:
    """Of several scenes with one number, a copy among them, the most alike keeps it."""
    found: dict[int, Key] = {}
    for key, plan in old.items():
        places = [place for place, written in enumerate(new) if written.mark == str(plan.number)]
        if places:
            found[max(places, key=lambda place: alike(plan, new[place].plan))] = key
    return found


def _by_words(old: Mapping[Key, ScenePlan], new: Sequence[Written], found: dict[int, Key]) -> None:
    """Those without a number that is known here, the most alike first."""
    taken = set(found.values())
    pairs = [
        (alike(plan, written.plan), -place, key)
        for key, plan in old.items()
        if key not in taken
        for place, written in enumerate(new)
        if place not in found
    ]
    for likeness, place, key in sorted(pairs, key=lambda pair: pair[:2], reverse=True):
        if likeness >= ALIKE and key not in taken and -place not in found:
            found[-place] = key
            taken.add(key)


def alike(one: ScenePlan, other: ScenePlan) -> float:
    """How many of their words two scenes share, 0..1; the heading counts as five words."""
    left, right = _words(one), _words(other)
    both, most = (left & right).total(), max(left.total(), right.total())
    heading = 5 * (one.slugline == other.slugline != "")
    return (both + heading) / (most + 5) if most else float(one.slugline == other.slugline)


def _words(plan: ScenePlan) -> Counter[str]:
    text = " ".join((plan.description, *(line.line for line in plan.dialogue))) or plan.title
    return Counter(re.findall(r"\w", text) if not re.search(r"\s", text) else text.casefold().split()[:COMPARED_WORDS])


def _step(key: Key | None, old: Mapping[Key, ScenePlan], written: Written, number: int) -> Step[Key]:
    plan = replace(written.plan, number=number)
    if key is None:
        return Step(None, plan, ADDED, TOLD_FIELDS)
    before = old[key]
    merged = merge(before, written)
    changed = tuple(name for name in TOLD_FIELDS if getattr(merged, name) != getattr(before, name))
    what = CHANGED if changed else MOVED if before.number != number else KEPT
    return Step(key, replace(merged, number=number), what, changed)


def merge(before: ScenePlan, written: Written) -> ScenePlan:
    """What a scene says after its text was read: a field whose text is as it was keeps its very value."""
    shown, told = tidied(before), tidied(written.plan)
    merged = replace(before, **dict(_differing(shown, told, written)))
    if "picture" not in written.said and shown.prompt != told.prompt:
        return replace(merged, prompt=followed(before.prompt, parts_of(before), parts_of(merged)))
    return merged


def _differing(shown: ScenePlan, told: ScenePlan, written: Written) -> Iterator[tuple[str, Any]]:
    for name in TOLD_FIELDS:
        if name == "prompt" and "picture" not in written.said:
            continue
        if name == "title" and "title" not in written.said and shown.title:
            continue
        if getattr(shown, name) != getattr(told, name):
            yield name, getattr(written.plan, name)


def parts_of(plan: ScenePlan) -> Parts:
    """What a scene's prompt may be made of."""
    return Parts(plan.slugline, plan.description, plan.characters, plan.camera)
