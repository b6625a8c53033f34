"""A scene cut in two, and two made one."""

from dataclasses import replace

from generation.stories.picturing import Parts, followed
from generation.stories.scripts import sentences
from generation.stories.timing import timed
from generation.stories.values import CUT, MOST_CHARACTERS, MOST_SECONDS, BadBrief, Line, ScenePlan


def split(scene: ScenePlan, at: int) -> tuple[ScenePlan, ScenePlan]:
    """The scene's first `at` sentences, and the rest. Raises BadBrief for a place that is not inside of it."""
    paragraphs = [sentences(part) for part in scene.description.split("\n\n")]
    count = sum(map(len, paragraphs))
    if not 1 <= at < count:
        most = f"Use a whole number from 1 to {count - 1}." if count > 1 else "Write a second sentence first."
        raise BadBrief("at", f"This scene can't be split after sentence {at}.", most)
    first, rest, whole = _parted(paragraphs, at)
    early = tuple(line for line in scene.dialogue if line.after is not None and line.after <= whole)
    late = tuple(line for line in scene.dialogue if line not in early)
    moved = tuple(replace(line, after=None if line.after is None else max(0, line.after - whole)) for line in late)
    begin = _told(scene, first, early, transition=CUT, title=scene.title)
    return begin, _told(scene, rest, moved, transition=scene.transition, title="")


def _parted(paragraphs: list[list[str]], at: int) -> tuple[str, str, int]:
    """Both parts, and how many paragraphs the first holds whole."""
    first: list[str] = []
    for place, told in enumerate(paragraphs):
        if at < len(told):
            head = [*first, " ".join(told[:at])] if at else first
            tail = [" ".join(told[at:]), *(" ".join(each) for each in paragraphs[place + 1 :])]
            return "\n\n".join(head), "\n\n".join(tail), place
        first.append(" ".join(told))
        at -= len(told)
    return "\n\n".join(first), "", len(paragraphs)


def _told(scene: ScenePlan, description: str, dialogue: tuple[Line, ...], *, transition: str, title: str) -> ScenePlan:
    old = Parts(scene.slugline, scene.description, scene.characters, scene.camera)
    new = replace(old, description=description)
    return replace(
        scene,
        title=title,
        description=description,
        dialogue=dialogue,
        prompt=followed(scene.prompt, old, new),
        seconds=timed(description, dialogue).seconds,
        transition=transition,
    )


def merged(one: ScenePlan, other: ScenePlan) -> ScenePlan:
    """Both as the first of them, one after the other."""
    count = len([part for part in one.description.split("\n\n") if part.strip()])
    before = tuple(replace(line, after=count) if line.after is None else line for line in one.dialogue)
    after = tuple(replace(line, after=None if line.after is None else line.after + count) for line in other.dialogue)
    if not other.description.strip():
        before = one.dialogue
    description = "\n\n".join(part for part in (one.description, other.description) if part.strip())
    people = tuple(dict.fromkeys((*one.characters, *other.characters)))[:MOST_CHARACTERS]
    old = Parts(one.slugline, one.description, one.characters, one.camera)
    return replace(
        one,
        description=description,
        dialogue=before + after,
        characters=people,
        seconds=min(MOST_SECONDS, one.seconds + other.seconds),
        prompt=followed(one.prompt, old, replace(old, description=description, characters=people)),
        transition=other.transition,
    )
