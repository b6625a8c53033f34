"""A story: what is asked for, its scenes, and how long each plays."""

from dataclasses import dataclass
from typing import Any, Self

IDEA, PRODUCT, SCRIPT = "idea", "product", "script"
KINDS = [(IDEA, "An idea"), (PRODUCT, "A product"), (SCRIPT, "A script")]

CUT = "cut"
TRANSITIONS = [
    (CUT, "Cut"),
    ("dissolve", "Dissolve"),
    ("fade_out", "Fade out"),
    ("fade_in", "Fade in"),
    ("smash_cut", "Smash cut"),
    ("match_cut", "Match cut"),
    ("jump_cut", "Jump cut"),
    ("wipe", "Wipe"),
    ("iris", "Iris"),
]
"""How a scene goes over into the next."""

MOST_SCRIPT_CHARACTERS = 100_000
"""About sixty pages; the longest that is read is read within a second."""
MOST_DESCRIPTION_CHARACTERS = 10_000
MOST_LINES, MOST_LINE_CHARACTERS, MOST_NAME_CHARACTERS = 200, 2000, 80
MOST_CHARACTERS = 20
MOST_SLUGLINE_CHARACTERS, MOST_CAMERA_CHARACTERS, MOST_TITLE_CHARACTERS, MOST_BEAT_CHARACTERS = 200, 300, 120, 60
FEWEST_SECONDS, MOST_SECONDS = 1.0, 30.0


@dataclass(frozen=True, slots=True)
class Line:
    """What somebody says. `extension` is what stands behind the name ("V.O."); `dual`: at the same time as the one
    before; `after`: how many paragraphs of the description come first, None where all do."""

    character: str
    line: str
    parenthetical: str = ""
    extension: str = ""
    dual: bool = False
    after: int | None = None

    @property
    def is_seen(self) -> bool:
        """Whether the speaker is in the picture: not a voice over it, nor from outside of it."""
        return not {"VO", "OS", "OC"} & {part.replace(".", "").strip() for part in self.extension.upper().split("/")}

    def told(self) -> dict[str, Any]:
        """As JSON; what is usual is left out."""
        rest = {"parenthetical": self.parenthetical, "extension": self.extension, "dual": self.dual}
        told: dict[str, Any] = {"character": self.character, "line": self.line}
        told |= {name: value for name, value in rest.items() if value}
        return told if self.after is None else {**told, "after": self.after}

    @classmethod
    def read(cls, told: dict[str, Any]) -> Self:
        """From what `told` gave."""
        return cls(**{name: told[name] for name in cls.__slots__ if name in told})


@dataclass(frozen=True, slots=True)
class ScenePlan:
    """One scene of a story.

    `number` counts from 1; `camera` names how its shot moves; `seconds` is how long the shot plays; `slugline` says
    where and when ("EXT. HARBOUR - DUSK"); `description` is what happens, paragraph by paragraph; `characters` are the
    people in the picture; `prompt` is what a picture engine reads.
    """

    number: int
    title: str
    beat: str
    prompt: str
    camera: str
    seconds: float
    slugline: str = ""
    description: str = ""
    dialogue: tuple[Line, ...] = ()
    characters: tuple[str, ...] = ()
    transition: str = CUT


@dataclass(frozen=True, slots=True)
class StoryPlan:
    """A film. `arc` names the beats in order, for people."""

    title: str
    arc: str
    scenes: tuple[ScenePlan, ...]


@dataclass(frozen=True, slots=True)
class Product:
    """What a film is to sell: `name` of the thing, the `audience` in a few words, the `benefit` and the `offer`."""

    name: str
    audience: str = ""
    benefit: str = ""
    offer: str = ""


@dataclass(frozen=True, slots=True)
class Brief:
    """What a planner is given. `source` is the idea, what there is to say of the product, or the whole script;
    `framework` is one of `frameworks`; `scenes` (1..6) counts for nothing in a script that has headings."""

    source: str
    kind: str = IDEA
    framework: str = "arc"
    scenes: int = 3
    seed: int = 0
    product: Product | None = None


class BadBrief(ValueError):
    """What can't be planned: the field, what is wrong with it, and what would work."""

    def __init__(self, field: str, detail: str, advice: str) -> None:
        super().__init__(detail)
        self.field, self.detail, self.advice = field, detail, advice
