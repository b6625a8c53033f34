"""How many of the expected facts a reading holds."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import yaml

from generation.engines.animatic import vocabulary
from generation.engines.animatic.reading import read
from generation.engines.animatic.scene import Scene, Subject

LISTS = {"feature": "features", "light": "lights"}


def prompts(name: str) -> list[tuple[str, list[str]]]:
    """The prompts of a file beside this one, each with its facts."""
    entries = yaml.safe_load(Path(__file__).with_name(name).read_text("utf-8"))
    return [(str(entry["say"]), str(entry["see"]).split()) for entry in entries]


def misses(name: str) -> tuple[int, list[str]]:
    """How many facts a file holds, and one line for each that is not read."""
    missed, total = [], 0
    for prompt, facts in prompts(name):
        scene = read(prompt, "", np.random.default_rng(7))
        total += len(facts)
        missed += [f"{fact:32} got {_got(scene, fact)}\n    {prompt}" for fact in facts if not holds(scene, fact)]
    return total, missed


def holds(scene: Scene, fact: str) -> bool:
    """Whether a scene bears out one fact, such as `time=night` or `woman.relation=at:whale`."""
    field, _, wanted = fact.partition("=")
    denied = field.endswith("!")
    held = set(_values(scene, field.removesuffix("!")))
    found = any(_matches(value, choice.replace("_", " ")) for choice in wanted.split("|") for value in held)
    return found != (denied or field == "absent")


def _matches(value: str, wanted: str) -> bool:
    words = vocabulary.load()
    kin = words.tables["garment"]
    parts = zip(value.split(":"), wanted.split(":"), strict=False)
    return value.count(":") == wanted.count(":") and all(
        a == b or words.is_a(a, b) or a == vocabulary.drawn_kind(b, words.tables["nearest"]) or kin.get(a) == b
        for a, b in parts
    )


def _values(scene: Scene, field: str) -> Iterator[str]:
    kind, _, part = field.replace("_", " ").rpartition(".")
    if kind:
        for subject in scene.subjects:
            if _matches(subject.kind, kind):
                yield from _said_of(subject, part)
    elif field in ("subject", "absent"):
        yield from (subject.kind for subject in scene.subjects)
    elif field == "attribute":
        yield from (worn for subject in scene.subjects for worn in (*subject.attributes, subject.kind))
    elif field in ("move", "pace", "way"):
        ask = scene.move
        ways = ("", "up", "down") if ask.kind in ("crane", "tilt") else ("", "right", "left")
        way = ways[ask.direction]
        yield {"move": ask.kind or "", "pace": ask.pace, "way": way}[field]
    elif field == "tint":
        yield from (f"{part}:{colour}" for part, colour in scene.tints.items())
    elif field in LISTS:
        yield from getattr(scene, LISTS[field])
        yield from (subject.kind for subject in scene.subjects if field == "feature")
    else:
        yield str(getattr(scene, field))


def _said_of(subject: Subject, part: str) -> list[str]:
    if part == "count" and subject.kind == "crowd":
        return ["5"]  # one crowd is many people
    if part == "attribute":
        return list(subject.attributes)
    if part == "colours":
        return [f"{worn}:{colour}" for worn, colour in subject.colours.items()]
    if part == "relation":
        return [f"{subject.relation.kind}:{subject.relation.target}"] if subject.relation else []
    if part == "face":
        return list(subject.appearance.face)
    looks: dict[str, Any] = {name: getattr(subject.appearance, name) for name in ("hair", "skin", "build")}
    looks["hair colour"] = subject.appearance.hair_colour
    return [str(looks[part] if part in looks else getattr(subject, part))]


def _got(scene: Scene, fact: str) -> str:
    field = fact.partition("=")[0].removesuffix("!")
    values = ", ".join(sorted(set(_values(scene, field)))) or "nothing"
    kinds = ", ".join(subject.kind for subject in scene.subjects)
    return f"{values}; subjects: {kinds}" if "." in field else values
