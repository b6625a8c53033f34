"""What a prompt asks for, as plain values."""

from dataclasses import asdict, dataclass, field
from typing import Any

from generation.engines.animatic.directing import Ask

DIM = ("candle", "fire", "torch", "low key", "moonlight")
"""Lights by which a room is otherwise dark."""
OPEN_PLACES = ("mountains", "forest", "desert", "field", "sea", "island", "coast", "lake", "river", "snow")
"""Settings on open land or water."""
RIDER = "rider/"
"""The attribute "rider/girl" of what is ridden says who rides."""


@dataclass(frozen=True, slots=True)
class Appearance:
    """How somebody looks, as far as it was said; empty where it was not. Colours are words of the vocabulary.

    `hair`: long, short, curly, bun, ponytail, braids, bald. `face`: beard, moustache, glasses, sunglasses, mask,
    freckles, scar, make-up, tattoos. `build`: slim, broad, tall, small, old, young. `skin`: light, pale, tan, brown,
    dark.
    """

    hair: str = ""
    hair_colour: str = ""
    skin: str = ""
    build: str = ""
    face: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Relation:
    """How a subject stands to another: `kind` over, on, under, beside, behind, before, inside, toward, away, around,
    across, between, at (looking or pointing at) or with; `target` is another subject's kind, a feature such as
    "windowsill", a room or a place."""

    kind: str
    target: str


@dataclass(frozen=True, slots=True)
class Subject:
    """Somebody or something in the picture; `colours` are those of its attributes ("red umbrella").

    `size`: tiny, small, large or huge; `side`: left, centre or right of the frame; `facing`: front, back, left or
    right; `action`: what it does, a key of `verbs` or `phrases` in vocabulary/actions.yaml (walking, running, sitting,
    lying, pointing, waving, reading, dancing, kneeling, holding, flying, swimming, ...). Each is empty where the
    prompt leaves it open.
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
    """A prompt understood. `named` tells what the prompt said itself, the rest was chosen for it.

    `interior` is the kind of room, and `outside` the weather seen through its windows; `features` what there is
    besides the subjects (harbour, village, fireworks, window, ...); `lights` how it is lit; `framing` two-shot, over
    the shoulder, pov, insert or profile; `angle` low, high, eye, overhead or dutch; `film` the stock, `style` the way
    of a picture; `lit_from` the side that its light comes from; `gauge` the kind of camera, `grades` how it is
    developed, `layout` where things stand in the frame, `rate` the frames a second that the film runs at in the camera
    (12, 24, 60, 120) or lapse. The vocabulary's files list every value; all are empty where nothing was said.
    """

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
    interior: str = ""
    outside: str = ""
    angle: str = ""
    framing: str = ""
    film: str = ""
    style: str = ""
    lights: frozenset[str] = frozenset()
    lit_from: str = ""
    gauge: str = ""
    grades: frozenset[str] = frozenset()
    layout: str = ""
    rate: str = ""
    understanding: float = 1.0
    """The share 0..1 of the prompt's own words that carry meaning here; 1 where it has none."""

    @property
    def not_understood(self) -> bool:
        """Whether words were given and none of them is known, as in a script the vocabulary does not hold."""
        return self.understanding == 0

    def as_dict(self) -> dict[str, Any]:
        """The whole scene as JSON values."""
        return {name: _plain(value) for name, value in asdict(self).items()}

    @property
    def snowy(self) -> bool:
        """Whether the ground lies under snow."""
        return self.season == "winter" or self.setting == "snow" or self.weather == "snow"

    def has(self, *features: str) -> bool:
        """Whether any of `features` was named."""
        return not self.features.isdisjoint(features)

    def first(self, *kinds: str) -> Subject | None:
        """The first subject of one of `kinds`."""
        return next((subject for subject in self.subjects if subject.kind in kinds), None)


def _plain(value: Any) -> Any:
    if isinstance(value, frozenset):
        return sorted(value)
    if isinstance(value, dict):
        return {name: _plain(held) for name, held in value.items()}
    return [_plain(held) for held in value] if isinstance(value, tuple | list) else value
