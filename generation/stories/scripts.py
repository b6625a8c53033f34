"""From a screenplay, a numbered list or plain paragraphs to scenes."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from generation.stories import fountain, values
from generation.stories.fountain import Element, Screenplay
from generation.stories.picturing import Parts, place_and_time, prompt_of
from generation.stories.timing import timed
from generation.stories.values import CUT, Line, ScenePlan
from generation.stories.wording import SENTENCE_ENDS, clipped, title_of

NO_HEADING = "SCENE"
"""The heading of a scene that says nowhere where it plays."""
_NUMBERED = re.compile(
    r"(?:(?:scene|szene|sc[eè]ne|escena|scena|cena|сцена|第)\s*)?(\d{1,3})\s*(?:[.):\u3001\u5834场]|[-\u2013]\s)\s*",
    re.IGNORECASE,
)
MOST_NAMES = 200
"""Speakers that are looked for in the action."""
_BULLET = re.compile(r"[-*\u2022\u2013]\s+")
_SPOKEN = re.compile(r"([^\s:\uff1a][^:\uff1a.!?\n]{0,30})[:\uff1a]\s*(\S.*)$")
_SENTENCE = re.compile(rf"(?<=[{re.escape(SENTENCE_ENDS)}])\s+|(?<=[\u3002\uff01\uff1f])")


@dataclass(frozen=True, slots=True)
class Written:
    """A scene as it stands in a text: the number in its heading, the line that it begins with, and the fields that
    were said rather than worked out."""

    plan: ScenePlan
    mark: str
    line: int
    said: frozenset[str]


@dataclass(frozen=True, slots=True)
class Script:
    """What a text says. `left_out`: how many characters of it stood in /* */."""

    title: str
    scenes: tuple[Written, ...]
    left_out: int = 0


def read(text: str, wanted: int = 0) -> Script:
    """The scenes of any text; never an exception. `wanted`: into how many a text of one paragraph is cut, at the ends
    of sentences (0: each is one)."""
    told = fountain.read(text)
    if any(element.kind == fountain.HEADING for element in told.elements):
        drafts = _Gathering().scenes(told.elements)
    else:
        drafts = _listed(told, _NUMBERED) or _listed(told, _BULLET) or _paragraphs(told, wanted)
    return Script(told.title, tuple(_finished(drafts)), told.left_out)


@dataclass(slots=True)
class _Draft:
    """A scene that is still being read."""

    slugline: str
    line: int
    mark: str = ""
    beat: str = ""
    titles: list[str] = field(default_factory=list)
    action: list[str] = field(default_factory=list)
    dialogue: list[Line] = field(default_factory=list)
    fields: dict[str, str] = field(default_factory=dict)
    transition: str = CUT

    @property
    def is_empty(self) -> bool:
        return not (self.titles or self.action or self.dialogue or self.fields)


class _Gathering:
    """Puts elements into the scene of the heading before them."""

    def __init__(self) -> None:
        self.drafts: list[_Draft] = []
        self.sections: list[str] = []
        self.titles: list[str] = []

    def scenes(self, elements: Iterable[Element]) -> list[_Draft]:
        for element in elements:
            getattr(self, f"_{element.kind}")(element)
        return [draft for draft in self.drafts if draft.slugline or not draft.is_empty]

    def _open(self, element: Element) -> _Draft:
        if not self.drafts:
            self.drafts.append(_Draft("", element.line, beat=self._beat()))
        return self.drafts[-1]

    def _beat(self) -> str:
        beat, self.sections = " / ".join(self.sections), []
        return beat

    def _heading(self, element: Element) -> None:
        self.drafts.append(_Draft(element.text, element.line, element.mark, self._beat(), self.titles))
        self.titles = []

    def _section(self, element: Element) -> None:
        self.sections.append(element.text)

    def _synopsis(self, element: Element) -> None:
        """What a scene is called; behind the name of a part it speaks of the scene that follows."""
        awaits = self.titles if self.sections or not self.drafts else self.drafts[-1].titles
        awaits.append(element.text)

    def _action(self, element: Element) -> None:
        self._open(element).action.append(element.text)

    def _note(self, element: Element) -> None:
        self._open(element).fields[element.mark] = element.text

    def _transition(self, element: Element) -> None:
        if self.drafts:
            self.drafts[-1].transition = transition_of(element.text)

    def _cue(self, element: Element) -> None:
        draft = self._open(element)
        line = Line(element.text, "", extension=element.mark, dual=element.dual, after=len(draft.action))
        draft.dialogue.append(line)

    def _aside(self, element: Element) -> None:
        self._say(parenthetical=element.text)

    def _speech(self, element: Element) -> None:
        self._say(line=element.text)

    def _say(self, **words: str) -> None:
        lines = self.drafts[-1].dialogue
        lines[-1] = replace(lines[-1], **words)  # type: ignore[arg-type]  # text fields alone


def transition_of(text: str) -> str:
    """The word of `values.TRANSITIONS` for "DISSOLVE TO:" and the like; a cut for what is none of them."""
    said = text.upper()
    for word, name in values.TRANSITIONS[1:]:
        if name.upper() in said or word.upper() in said:
            return word
    return next((word for sign, word in (("FADE TO", "fade_out"), ("LAP", "dissolve")) if sign in said), CUT)


def _listed(told: Screenplay, sign: re.Pattern[str]) -> list[_Draft]:
    """A scene for each entry of a list of two or more; what stands before the list is its title."""
    drafts: list[_Draft] = []
    for number, line in enumerate(told.lines, start=told.begin):
        found = sign.match(line.strip())
        if found:
            drafts.append(_Draft("", number))
        if drafts and line.strip():
            _take(drafts[-1], line.strip()[found.end() if found else 0 :])
    return drafts if len(drafts) > 1 else []


def _paragraphs(told: Screenplay, wanted: int) -> list[_Draft]:
    drafts: list[_Draft] = []
    before = ""
    for number, line in enumerate(told.lines, start=told.begin):
        if line.strip() and not before.strip():
            drafts.append(_Draft("", number))
        if line.strip():
            _take(drafts[-1], line.strip())
        before = line
    if len(drafts) == 1 and wanted > 1 and not drafts[0].dialogue:
        return _cut(drafts[0], wanted)
    return drafts


def _take(draft: _Draft, line: str) -> None:
    """A line of a plain scene: "Anna: I'm home" is said, everything else happens."""
    spoken = _SPOKEN.match(line)
    if spoken and spoken[1].strip() and len(spoken[1].split()) <= 3:
        draft.dialogue.append(Line(spoken[1].strip(), spoken[2], after=len(draft.action)))
    elif line and draft.action and not draft.dialogue:
        draft.action[-1] += f"\n{line}"
    elif line:
        draft.action.append(line)


def _cut(draft: _Draft, wanted: int) -> list[_Draft]:
    """One paragraph in `wanted` parts of about as many sentences each."""
    told = sentences(" ".join(draft.action))
    count = min(wanted, len(told))
    edges = [round(part * len(told) / count) for part in range(count + 1)] if count else []
    parts = [" ".join(told[begin:end]) for begin, end in zip(edges, edges[1:], strict=False)]
    return [_Draft("", draft.line, action=[part]) for part in parts]


def sentences(text: str) -> list[str]:
    """The sentences of a text, in any language that ends them with a mark."""
    return [part.strip() for part in _SENTENCE.split(text) if part and part.strip()]


def _finished(drafts: Sequence[_Draft]) -> Iterable[Written]:
    cast = Cast.of(line for draft in drafts for line in draft.dialogue)
    for number, draft in enumerate(drafts, start=1):
        yield _written(draft, number, cast)


@dataclass(frozen=True, slots=True)
class Cast:
    """Everybody who speaks in a script, in the order of their first words."""

    names: tuple[str, ...]
    _known: re.Pattern[str] | None

    @classmethod
    def of(cls, lines: Iterable[Line]) -> "Cast":
        """The speakers of these lines."""
        names = tuple(dict.fromkeys(line.character for line in lines if line.character))[:MOST_NAMES]
        words = "|".join(sorted((re.escape(name) for name in names), key=len, reverse=True))
        return cls(names, re.compile(rf"(?<!\w)(?:{words})(?!\w)", re.IGNORECASE) if words else None)

    def seen(self, description: str, dialogue: Iterable[Line]) -> tuple[str, ...]:
        """Who is in the picture: who speaks there, and who of the script's speakers the action names."""
        speaking = [line.character for line in dialogue if line.is_seen and line.character]
        told = self._known.findall(fountain.plain(description)) if self._known else []
        named = {found.casefold() for found in told}
        acting = [name for name in self.names if name.casefold() in named]
        return tuple(dict.fromkeys([*speaking, *acting]))[: values.MOST_CHARACTERS]


def _written(draft: _Draft, number: int, cast: Cast) -> Written:
    slugline = "" if draft.slugline == NO_HEADING else draft.slugline[: values.MOST_SLUGLINE_CHARACTERS]
    description, dialogue = "\n\n".join(draft.action), _placed(draft)
    people = tuple(name.strip() for name in draft.fields.get("people", "").split(",") if name.strip())
    shown = people[: values.MOST_CHARACTERS] if "people" in draft.fields else cast.seen(description, dialogue)
    camera = " ".join(draft.fields.get("camera", "").split())[: values.MOST_CAMERA_CHARACTERS]
    seconds = _seconds(draft.fields.get("seconds", ""))
    picture = " ".join(draft.fields.get("picture", "").split())
    said = {name for name, value in (("seconds", seconds), ("picture", picture), ("camera", camera)) if value}
    plan = ScenePlan(
        number=number,
        title=_title(draft, slugline, description),
        beat=clipped(draft.beat, values.MOST_BEAT_CHARACTERS),
        prompt=picture or prompt_of(Parts(slugline, description, shown, camera)),
        camera=camera,
        seconds=seconds or timed(description, dialogue).seconds,
        slugline=slugline,
        description=description,
        dialogue=dialogue,
        characters=shown,
        transition=draft.transition,
    )
    said |= {"people"} if "people" in draft.fields else set()
    return Written(plan, draft.mark, draft.line, frozenset(said | ({"title"} if draft.titles else set())))


def _placed(draft: _Draft) -> tuple[Line, ...]:
    """Its speeches; that one follows all of the action goes without saying."""
    last = len(draft.action)
    return tuple(replace(line, after=None) if line.after == last else line for line in draft.dialogue)


def _title(draft: _Draft, slugline: str, description: str) -> str:
    if draft.titles:
        return clipped(" ".join(draft.titles), values.MOST_TITLE_CHARACTERS)
    place, _ = place_and_time(slugline)
    words = place or fountain.plain(description)
    return clipped(title_of(words), values.MOST_TITLE_CHARACTERS) if words else ""


def _seconds(text: str) -> float | None:
    found = re.match(r"\d{1,4}(?:\.\d{1,3})?", text)
    return min(values.MOST_SECONDS, max(values.FEWEST_SECONDS, float(found[0]))) if found else None
