"""Scenes as a screenplay's text. What is written and read again is written the same."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from generation.stories import fountain
from generation.stories.picturing import Parts, prompt_of
from generation.stories.scripts import NO_HEADING, Cast
from generation.stories.timing import timed
from generation.stories.values import CUT, MOST_SLUGLINE_CHARACTERS, TRANSITIONS, Line, ScenePlan

_NAMES = dict(TRANSITIONS)
NOBODY = "?"
"""Who speaks where nobody is named."""


def write(title: str, scenes: Iterable[ScenePlan]) -> str:
    """The whole script; each heading bears its scene's number, by which its frames and takes find it again."""
    told, plans = _line(title), [tidied(scene) for scene in scenes]
    cast = Cast.of(line for scene in plans for line in scene.dialogue)
    head = f"Title: {told}\n\n" if told else ""
    return head + "\n\n\n".join(_written(scene, cast, f" #{scene.number}#") for scene in plans) + "\n"


def _written(scene: ScenePlan, cast: Cast, mark: str) -> str:
    return "\n\n".join(_blocks(scene, cast, mark))


def _blocks(scene: ScenePlan, cast: Cast, mark: str) -> Iterator[str]:
    if scene.beat:
        yield f"# {scene.beat}"
    yield _heading(scene.slugline) + mark
    if scene.title:
        yield f"= {scene.title}"
    yield from _fields(scene, cast)
    yield from _happening(_paragraphs(scene.description), scene.dialogue)
    if scene.transition != CUT:
        yield f"> {_NAMES[scene.transition].upper()} TO:"


def tidied(scene: ScenePlan) -> ScenePlan:
    """A scene as its text tells it: spaces as they are read, nothing that would end a note or begin a cut."""
    description = "\n\n".join(_paragraphs(scene.description))
    dialogue = tuple(_said(line, description) for line in scene.dialogue)
    people = (_noted(name).replace(",", " ").strip() for name in scene.characters)
    slugline = fountain.heading_words(_line(scene.slugline))
    return replace(
        scene,
        title=_line(scene.title).strip("= "),
        beat=_line(scene.beat).strip("# "),
        slugline=slugline[:MOST_SLUGLINE_CHARACTERS].strip(". "),
        description=description,
        dialogue=dialogue,
        characters=tuple(dict.fromkeys(name for name in people if name)),
        camera=_noted(scene.camera),
        prompt=_noted(scene.prompt),
    )


def _line(text: str) -> str:
    return " ".join(_uncut(text).split())


def _uncut(text: str) -> str:
    return fountain.tidy(text).replace("/*", "/ *")


def _heading(slugline: str) -> str:
    told = slugline or NO_HEADING
    if fountain.is_heading(told) and told[:1] != ".":
        return told
    return f".{told}" if told[:1].isalnum() else f".{NO_HEADING} {told}"


def _fields(scene: ScenePlan, cast: Cast) -> Iterator[str]:
    """What a reader could not work out from the rest."""
    if scene.camera:
        yield f"[[camera: {scene.camera}]]"
    if scene.seconds != timed(scene.description, scene.dialogue).seconds:
        yield f"[[seconds: {scene.seconds:g}]]"
    if scene.characters != cast.seen(scene.description, scene.dialogue):
        yield f"[[people: {', '.join(scene.characters)}]]"
    if scene.prompt != prompt_of(Parts(scene.slugline, scene.description, scene.characters, scene.camera)):
        yield f"[[picture: {scene.prompt}]]"


def _noted(text: str) -> str:
    return _line(text).replace("[", "(").replace("]", ")")


def _paragraphs(description: str) -> list[str]:
    parts = re.split(r"\n\s*\n", _uncut(description))
    lines = ([line.strip().lstrip("!") for line in part.split("\n")] for part in parts)
    return [told for told in ("\n".join(line.strip() for line in part if line.strip()) for part in lines) if told]


def _action(paragraph: str) -> str:
    """A paragraph that is read as one, whatever its lines look like."""
    lines = paragraph.split("\n")
    return "\n".join(
        f"!{line}" if fountain.is_special(line, first=place == 0) else line for place, line in enumerate(lines)
    )


def _happening(paragraphs: Sequence[str], dialogue: Sequence[Line]) -> Iterator[str]:
    """Action and speeches in the order in which they happen."""
    done = 0
    for line in dialogue:
        upto = len(paragraphs) if line.after is None else max(done, line.after)
        yield from map(_action, paragraphs[done:upto])
        done = upto
        yield _speech(line)
    yield from map(_action, paragraphs[done:])


def _said(line: Line, description: str) -> Line:
    name = re.sub(r"[()^]", " ", _line(line.character)).strip("@ ")
    count = len(_paragraphs(description))
    words = (part.strip() for part in _uncut(line.line).split("\n"))
    return replace(
        line,
        character=" ".join(name.split()) or NOBODY,
        line="\n".join(part for part in words if part),
        parenthetical=_line(line.parenthetical).strip("() "),
        extension="/".join(part.strip(" ()") for part in _line(line.extension).split("/") if part.strip(" ()")),
        after=None if line.after is None or line.after >= count else line.after,
    )


def _speech(line: Line) -> str:
    name = line.character
    cue = name if fountain.is_cue(name) and not fountain.is_heading(name) else f"@{name}"
    cue += "".join(f" ({part})" for part in line.extension.split("/") if part)
    aside = [f"({line.parenthetical})"] if line.parenthetical else []
    words = line.line.split("\n") if line.line else []
    if not aside and not words:
        cue = f"@{cue.removeprefix('@')}"
    return "\n".join([cue + (" ^" if line.dual else ""), *aside, *words])
