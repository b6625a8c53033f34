"""What a proposal is made from and what it is (pure)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from generation.wording.diff import Part, after_of, before_of

OFFERED, ACCEPTED, EDITED, IGNORED = "offered", "accepted", "edited", "ignored"
SUGGESTION_STATES = [
    (OFFERED, "Offered"),
    (ACCEPTED, "Accepted"),
    (EDITED, "Accepted with changes"),
    (IGNORED, "Ignored"),
]
USED = (ACCEPTED, EDITED)

WEAK_BELOW = 0.80
"""A dimension under this is worth a word: from here on pages call it strong."""
MOST_OFFERED = 3
ASKED_FOR = 1.0
"""The urgency of what a person wrote; nothing that is measured has as much."""


@dataclass(frozen=True, slots=True)
class Seen:
    """One measured dimension, 0..1, by which method and version; `moments`: where it is worst, in seconds."""

    value: float
    method: str = ""
    version: str = ""
    moments: tuple[float, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """As a row keeps it."""
        return {"value": self.value, "method": self.method, "version": self.version}


Measured: TypeAlias = Mapping[str, Seen]
"""Dimension -> what was measured of it."""


@dataclass(frozen=True, slots=True)
class Comment:
    """What somebody said of it; `seconds` into the clip, None for a picture or the whole of it."""

    text: str
    seconds: float | None = None


@dataclass(frozen=True, slots=True)
class Facts:
    """What a proposal is made from: `kind` frames or takes; `chips`: those that are on; `offers`: each that could go on
    with an effect, with those that go off for it; `enhanced`: the prompt with the chips that somebody chose; `ignored`:
    words that changed nothing in the picture."""

    kind: str
    prompt: str
    negative_prompt: str = ""
    chips: tuple[str, ...] = ()
    offers: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    enhanced: str = ""
    measured: Measured = field(default_factory=dict)
    flags: tuple[str, ...] = ()
    comments: tuple[Comment, ...] = ()
    ignored: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Switch:
    """Chips that go on and off, by id; `chips`: all that are on then."""

    on: tuple[str, ...] = ()
    off: tuple[str, ...] = ()
    chips: tuple[str, ...] = ()

    def as_json(self) -> dict[str, list[str]]:
        """As a row keeps it."""
        return {"on": list(self.on), "off": list(self.off), "chips": list(self.chips)}


@dataclass(frozen=True, slots=True)
class Change:
    """Exactly what a proposal changes: the prompt as parts that stay, go and come, words more to leave out, and chips
    that are switched (None: they stay as they are). `camera`: the movement among what comes, empty where it stays."""

    prompt: tuple[Part, ...]
    negative: tuple[str, ...] = ()
    camera: str = ""
    switch: Switch | None = None

    def as_json(self) -> dict[str, Any]:
        """As a row keeps it."""
        parts = [{"how": part.how, "text": part.text} for part in self.prompt]
        told = {"prompt": parts, "negative": list(self.negative), "camera": self.camera}
        return told | ({"switch": self.switch.as_json()} if self.switch else {})


@dataclass(frozen=True, slots=True)
class Proposal:
    """One thing that may help a `dimension`. `reason`: one plain sentence; `expected`: points of 100 that it is thought
    to bring before anybody tried; `urgency` 0..1: how much it is called for."""

    key: str
    dimension: str
    reason: str
    change: Change
    expected: float
    urgency: float


@dataclass(frozen=True, slots=True)
class Tally:
    """What people did with a proposal and what it brought: sums over all workspaces. `gain` in points of 100."""

    accepted: int = 0
    ignored: int = 0
    measured: int = 0
    gain: float = 0.0


def change_from(told: Mapping[str, Any]) -> Change:
    """A change as a row keeps it."""
    parts = tuple(Part(part["how"], part["text"]) for part in told["prompt"])
    return Change(parts, tuple(told.get("negative", ())), str(told.get("camera", "")), _switch_from(told.get("switch")))


def _switch_from(told: Mapping[str, Any] | None) -> Switch | None:
    return Switch(tuple(told["on"]), tuple(told["off"]), tuple(told["chips"])) if told else None


def applied(change: Change, negative_prompt: str) -> tuple[str, str]:
    """(prompt, negative prompt) once it is accepted."""
    return after_of(change.prompt), with_words(negative_prompt, change.negative)


def wish_of(change: Change, negative_prompt: str) -> dict[str, Any]:
    """What is asked for once it is accepted: `prompt`, `negative_prompt`, and where chips are switched `enhance`."""
    prompt, negative = applied(change, negative_prompt)
    switched = {"enhance": list(change.switch.chips)} if change.switch else {}
    return {"prompt": prompt, "negative_prompt": negative, **switched}


def fits(change: Change, prompt: str) -> bool:
    """Whether it was written for this prompt."""
    return before_of(change.prompt) == prompt


def with_words(negative_prompt: str, more: tuple[str, ...]) -> str:
    """What to leave out, with what is not among it yet."""
    return ", ".join(filter(None, (negative_prompt.strip().rstrip(","), *more)))
