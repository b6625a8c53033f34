"""What an edit of a prompt changes, as typed changes that read as plain sentences."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from generation.engines.animatic.scene import Relation, Scene, Subject

FIELDS = (
    "setting", "interior", "time", "weather", "outside", "season", "mood", "shot", "angle", "framing", "lens", "film",
    "style", "gauge", "layout", "rate",
)  # fmt: skip
SETS = {
    "features": "also seen", "grades": "developed", "lights": "lit by",
    "surroundings": "around it", "colours": "colour of the whole",
}  # fmt: skip
SUBJECT_FIELDS = ("count", "colour", "size", "side", "facing", "action", "relation")
LOOKS = ("hair", "hair_colour", "skin", "build")
IN_NAMES = {"gauge": "camera", "layout": "composition", "rate": "frame rate"}
IN_WORDS = {"golden": "golden hour", "noon": "day", "hair_colour": "hair colour", "": "open", "None": "open"}
CAMERA = ("kind", "direction", "pace", "drift", "angle")


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that differs: of the `subject` of that name, else of the whole picture. What came has no `before`, what
    went has no `after`."""

    what: str
    before: str = ""
    after: str = ""
    subject: str = ""

    def __str__(self) -> str:
        if self.what == "subject":
            return f"one more subject: {self.after}" if self.after else f"one subject less: {self.before}"
        name = f"{self.subject}: {self.what}" if self.subject else self.what
        if self.what in SETS.values() or self.what in ("wears or holds", "face"):
            return f"{name}: {self.after}" if self.after else f"{name}: no more {self.before}"
        return f"{name}: {_worded(self.before)} → {_worded(self.after)}"


def difference(before: Scene, after: Scene) -> list[Change]:
    """Every change from one scene to another: the place and the light first, then the subjects, then the camera."""
    return [*_fields(before, after), *_sets(before, after), *_subjects(before, after), *_camera(before, after)]


def _worded(value: str) -> str:
    return IN_WORDS.get(value, value)


def _fields(before: Scene, after: Scene) -> Iterator[Change]:
    for name in FIELDS:
        yield from _differing(IN_NAMES.get(name, name), getattr(before, name), getattr(after, name))
    for part in sorted(before.tints | after.tints):
        yield from _differing(f"colour of the {part}", before.tints.get(part, ""), after.tints.get(part, ""))


def _differing(name: str, before: Any, after: Any, subject: str = "") -> Iterator[Change]:
    if before != after:
        yield Change(name, _said(before), _said(after), subject)


def _said(value: Any) -> str:
    if isinstance(value, Relation):
        return f"{value.kind} {value.target}"
    return "" if value is None else str(value)


def _sets(before: Scene, after: Scene) -> Iterator[Change]:
    for name, what in SETS.items():
        yield from _came_and_went(what, getattr(before, name), getattr(after, name))


def _came_and_went(what: str, before: Iterable[str], after: Iterable[str], subject: str = "") -> Iterator[Change]:
    yield from (Change(what, after=value, subject=subject) for value in sorted(set(after) - set(before)))
    yield from (Change(what, before=value, subject=subject) for value in sorted(set(before) - set(after)))


def _subjects(before: Scene, after: Scene) -> Iterator[Change]:
    """Subjects are taken for the same where their kind is, in the order they are told."""
    left = list(before.subjects)
    for subject in after.subjects:
        was = next((one for one in left if one.kind == subject.kind), None)
        if was is None:
            yield Change("subject", after=subject.kind)
        else:
            left.remove(was)
            yield from _within(was, subject)
    yield from (Change("subject", before=subject.kind) for subject in left)


def _within(before: Subject, after: Subject) -> Iterator[Change]:
    kind = after.kind
    for name in SUBJECT_FIELDS:
        yield from _differing(name, getattr(before, name), getattr(after, name), kind)
    for name in LOOKS:
        was, now = getattr(before.appearance, name), getattr(after.appearance, name)
        yield from _differing(_worded(name), was, now, kind)
    yield from _came_and_went("face", before.appearance.face, after.appearance.face, kind)
    yield from _came_and_went("wears or holds", _worn(before), _worn(after), kind)
    for worn in sorted(set(before.attributes) & set(after.attributes)):
        yield from _differing(f"colour of the {worn}", before.colours.get(worn), after.colours.get(worn), kind)


def _worn(subject: Subject) -> list[str]:
    """What somebody has on; what is only another word for the action is left out."""
    return [worn for worn in subject.attributes if worn not in (subject.action, "breaching")]


def _camera(before: Scene, after: Scene) -> Iterator[Change]:
    for name in CAMERA:
        what = "camera" if name == "kind" else f"camera {name}"
        yield from _differing(what, getattr(before.move, name) or "", getattr(after.move, name) or "")
