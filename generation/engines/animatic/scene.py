"""What a prompt asks for, as plain values."""

from dataclasses import dataclass, field

from generation.engines.animatic.directing import Ask


@dataclass(frozen=True, slots=True)
class Subject:
    """Somebody or something in the picture; `colours` are those of its attributes ("red umbrella")."""

    kind: str
    count: int = 1
    colour: str | None = None
    attributes: tuple[str, ...] = ()
    colours: dict[str, str] = field(default_factory=dict)


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
