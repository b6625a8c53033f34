"""What a prompt asks for, as plain values."""

from dataclasses import dataclass, field

from generation.engines.animatic.directing import Ask


@dataclass(frozen=True, slots=True)
class Appearance:
    """How somebody looks, as far as it was said; empty where it was not. Colours are words of the vocabulary.

    `hair`: long, short, curly, bun, ponytail, bald. `face`: beard, moustache, glasses, mask. `build`: slim, broad,
    tall, small, old. `skin`: light, tan, brown, dark.
    """

    hair: str = ""
    hair_colour: str = ""
    skin: str = ""
    build: str = ""
    face: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Relation:
    """How a subject stands to another: `kind` over, on, under, beside, behind, before, inside, toward, at (looking or
    pointing at) or with; `target` is another subject's kind or a place."""

    kind: str
    target: str


@dataclass(frozen=True, slots=True)
class Subject:
    """Somebody or something in the picture; `colours` are those of its attributes ("red umbrella").

    `size`: tiny, small, large or huge; `side`: left, centre or right of the frame; `facing`: front, back, left or
    right; `action`: what it does (walking, running, sitting, lying, pointing, waving, reading, dancing, kneeling,
    holding, flying, swimming, ...). Each is empty where the prompt leaves it open.
    """

    kind: str
    count: int = 1
    colour: str | None = None
    attributes: tuple[str, ...] = ()
    colours: dict[str, str] = field(default_factory=dict)
    size: str = ""
    side: str = ""
    facing: str = ""
    action: str = ""
    relation: Relation | None = None
    appearance: Appearance = field(default_factory=Appearance)


@dataclass(frozen=True, slots=True)
class Scene:
    """A prompt understood. `named` tells what the prompt said itself, the rest was chosen for it."""

    setting: str
    surroundings: tuple[str, ...]
    time: str
    weather: str
    season: str
    features: frozenset[str]
    subjects: tuple[Subject, ...]
    colours: tuple[str, ...]
    tints: dict[str, str]
    mood: str
    shot: str
    lens: str
    move: Ask
    backlit: bool
    named: frozenset[str]
    ignored: tuple[str, ...]

    @property
    def snowy(self) -> bool:
        """Whether the ground lies under snow."""
        return self.season == "winter" or self.setting == "snow"

    def has(self, *features: str) -> bool:
        """Whether any of `features` was named."""
        return not self.features.isdisjoint(features)

    def first(self, *kinds: str) -> Subject | None:
        """The first subject of one of `kinds`."""
        return next((subject for subject in self.subjects if subject.kind in kinds), None)
