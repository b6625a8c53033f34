"""Prompt -> Scene: find phrases, longest first, settle their senses, and see who does what where."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from generation.engines.animatic import vocabulary
from generation.engines.animatic.directing import asked
from generation.engines.animatic.reading import describing, doing, hours, placing, relating, senses
from generation.engines.animatic.reading.mentions import Cast, One, cast_of
from generation.engines.animatic.reading.spans import Span, Text, found, negated
from generation.engines.animatic.scene import RIDER, Appearance, Scene, Subject
from generation.engines.animatic.vocabulary import Meaning, Vocabulary
from generation.engines.animatic.words import split, unspoken

MOST_SUBJECTS = 5
MOST_IGNORED = 50
COLOUR_REACH_WORDS = 3  # "a red vintage sports car": the colour still belongs to the car
SIDE_WORDS = 4  # "side light from the left": so far behind a light its side may stand
UNNAMED = frozenset(
    ("action", "relation", "colour", "count", "home", "hint", "body", "group", "habit", "hair_word",
     "gauge", "grade", "layout", "rate")
)  # fmt: skip
"""Senses that leave the scene's own fields open."""
ACTED = ("walking", "running", "sitting", "flying")
"""Actions that are told among the attributes too."""
RIDDEN = ("horse", "unicorn", "donkey")
HORSEMEN = ("cowboy", "knight", "samurai", "king", "queen", "princess", "soldier", "viking")


def read(prompt: str, negative: str, rng: np.random.Generator) -> Scene:
    """Any text becomes a scene; what it leaves open is drawn from `rng`, so that two vague prompts differ."""
    words = vocabulary.load()
    said = unspoken(prompt)
    text = found(split(said + _brought(said, words)), words)
    known = {index for index, span in enumerate(text.at) if span is not None}
    senses.settle(text)
    _leave_out(text, negative)
    placing.indoors(text)
    cast = cast_of(text)
    describing.describe(cast)
    doing.act(cast)
    relating.relate(cast)
    return _scene(cast, _heard(text, known, prompt), rng)


def _brought(said: str, words: Vocabulary) -> str:
    """What goes with somebody who is named, in a sentence of its own; nothing where the prompt tells of it."""
    text = f" {' '.join(word.text for word in split(said))} "
    things = []
    for who, thing in words.tables["brings"].items():
        rest = text.replace(f" {who} ", " ")
        if rest != text and f" {thing.split()[-1]} " not in rest and thing not in things:
            things.append(thing)
    return "".join(f". {thing}" for thing in things)


@dataclass(frozen=True, slots=True)
class _Heard:
    ignored: tuple[str, ...]
    understanding: float


def _heard(text: Text, known: set[int], prompt: str) -> _Heard:
    """Which words carry no meaning here, and what share does."""
    own = [i for i, token in enumerate(text.tokens) if i in known or token.text not in text.words.fillers]
    strange = [text.tokens[i].text for i in own if i not in known]
    meaningful = [i for i in own if i in known]
    share = len(meaningful) / len(own) if own else float(not prompt.strip() or bool(text.tokens))
    return _Heard(tuple(dict.fromkeys(strange))[:MOST_IGNORED], share)


def _leave_out(text: Text, negative: str) -> None:
    """Take out what the prompt says is not there and what the negative prompt names, with what describes it."""
    unwanted = {sense for span in found(split(negative), text.words).spans for sense in span.senses
                if sense[0] not in ("relation", "colour", "count", "home")}  # fmt: skip
    denied = negated(text)
    text.denied = unwanted | {sense for span in denied for sense in span.senses}
    gone = {id(span) for span in denied}
    for span in text.spans:
        kept = [sense for sense in span.senses if not _is_unwanted(text, sense, unwanted)]
        if len(kept) < len(span.senses) and not any(c in ("subject", "feature", "setting", "weather") for c, _ in kept):
            gone.add(id(span))
        span.senses = kept
    gone |= {id(s) for span in text.spans if id(span) in gone for s in _said_of(text, span)}
    text.spans = [span for span in text.spans if span.senses and id(span) not in gone]
    text.at = [span if span is not None and span.senses and id(span) not in gone else None for span in text.at]


def _is_unwanted(text: Text, sense: Meaning, unwanted: set[Meaning]) -> bool:
    """Whether a sense is named as unwanted, or is a kind of what is."""
    category, value = sense
    if sense in unwanted or category != "subject" or not unwanted:
        return sense in unwanted
    human = ("subject", "person") in unwanted and value in text.words.words["people"]
    return human or any(c == "subject" and text.words.is_a(value, kind) for c, kind in unwanted)


def _said_of(text: Text, span: Span) -> list[Span]:
    start = text.phrase_start(span)
    return [s for s in text.at[start : span.start] if s is not None and s.has("colour", "size", "count")]


def _scene(cast: Cast, heard: _Heard, rng: np.random.Generator) -> Scene:
    text = cast.text
    one = {category: value for span in reversed(text.spans) for category, value in reversed(span.senses)}
    features = frozenset(value for span in text.spans for value in span.all("feature"))
    subjects = _subjects(cast)
    place = placing.place_of(cast, subjects, features, rng)
    weather, said = hours.weather_named(text), hours.time_named(text)
    inside = place.setting == "room"
    tints = _tints(text)
    lights = frozenset(value for span in text.spans for value in span.all("light"))
    named = (frozenset(one) - UNNAMED - {"setting"}) | ({"setting"} if place.named else set())
    return Scene(
        setting=place.setting,
        surroundings=place.surroundings,
        time=hours.time_of(said, one.get("season", ""), place.setting, weather, sorted(features), rng, place.interior),
        weather="clear" if inside and weather != "dust" else weather,
        season=one.get("season", ""),
        features=features | (_unowned(cast) - {s.kind for s in subjects}),
        subjects=tuple(subjects),
        colours=_colours(text, subjects, tints),
        tints=tints,
        mood=_mood(text),
        shot=one.get("shot", "wide"),
        lens=one.get("lens", "normal"),
        move=asked([_Said(c, v, s.start, s.end, s.clause) for s in text.spans for c, v in s.senses]),
        backlit="backlit" in lights,
        named=named | ({"time"} if said else set()),
        ignored=heard.ignored,
        interior=place.interior,
        outside=weather if inside and weather not in ("dust", "clear") else "",
        angle=one.get("angle", ""),
        framing=one.get("framing", ""),
        film=one.get("film", ""),
        style=one.get("style", ""),
        lights=lights,
        lit_from=_lit_from(text),
        gauge=one.get("gauge", ""),
        grades=frozenset(value for span in text.spans for value in span.all("grade")),
        layout=one.get("layout", ""),
        rate=one.get("rate", ""),
        understanding=heard.understanding,
    )


def _lit_from(text: Text) -> str:
    """The side that the light was said to come from: left, right, or empty."""
    for light in (span for span in text.spans if span.has("light")):
        after = (text.at[index] for index in range(light.end, min(light.end + SIDE_WORDS, len(text.at))))
        side = next((span.get("way") for span in after if span is not None and span.clause == light.clause
                     and span.get("way") in ("left", "right")), "")  # fmt: skip
        if side:
            return side
    return ""


@dataclass(frozen=True, slots=True)
class _Said:
    """A sense where it was said, for the camera."""

    category: str
    value: str
    start: int
    end: int
    clause: int


def _mood(text: Text) -> str:
    """The first mood said; "cinematic" is said of everything, and counts only by itself."""
    moods = sorted((s for s in text.spans if s.has("mood")), key=lambda span: span.phrase == "cinematic")
    return moods[0].get("mood") if moods else "calm"


def _unowned(cast: Cast) -> frozenset[str]:
    """Things to wear or hold that nobody has: they lie about."""
    worn = {value for one in cast.ones for value in one.attributes}
    return frozenset(v for s in cast.text.spans for v in s.all("attribute") if not s.has("subject")) - worn


def _subjects(cast: Cast) -> list[Subject]:
    ones = [one for one in cast.ones if not (one.kind == "tree" and _has(cast.ones, "palm", "acacia"))]
    mounted = _mounted(ones)
    return [_subject(one, cast.text.denied) for one in mounted][:MOST_SUBJECTS]


def _has(ones: Sequence[One], *kinds: str) -> bool:
    return any(one.kind in kinds for one in ones)


def _mounted(ones: list[One]) -> list[One]:
    """A rider is drawn on the horse, with all that was said of him."""
    horses = [one for one in ones if one.kind in RIDDEN]
    if not horses:
        horse = _unsaid_horse(ones)
        if horse is None:
            return ones
        ones = [*ones, horse]
        horses = [horse]
    horse = next((one for one in horses if not _rides_another(one, horses)), horses[0])
    riders = [one for one in ones if one is not horse and _rides(one, horse)]
    if not riders and "rider" not in horse.attributes:
        return ones
    for rider in riders:
        said = (
            [*rider.attributes, RIDER + rider.kind]
            if rider.kind in vocabulary.load().words["people"]
            else rider.attributes
        )
        horse.attributes += [a for a in said if a not in horse.attributes]
        horse.colours |= {"rider": rider.colour} if rider.colour else {}
        horse.skin, horse.build = horse.skin or rider.skin, horse.build or rider.build
        horse.face += [face for face in rider.face if face not in horse.face]
        horse.colours |= {name: c for name, c in rider.colours.items() if name not in horse.colours}
        horse.hair, horse.hair_colour = horse.hair or rider.hair, horse.hair_colour or rider.hair_colour
        horse.count = max(horse.count, rider.count)
        gait = {"riding": "walking", "sitting": ""}.get(rider.action, rider.action)
        horse.action = horse.action or gait
        horse.side, horse.facing = horse.side or rider.side, horse.facing or rider.facing
    horse.attributes = [a for a in dict.fromkeys(("rider", *horse.attributes)) if a not in ACTED]
    return [one for one in ones if one not in riders]


def _rides_another(one: One, horses: Sequence[One]) -> bool:
    """Whether "a rider" is told of a horse of its own: the rider of a white horse is no second horse."""
    on = one.relation is not None and one.relation.kind == "on" and one.relation.target in RIDDEN
    return len(horses) > 1 and "rider" in one.attributes and on


def _unsaid_horse(ones: Sequence[One]) -> One | None:
    """The horse of a cowboy who only "rides"."""
    rides = [one for one in ones if one.kind in HORSEMEN and one.action == "riding" and one.relation is None]
    if not rides or len(ones) > len(rides):
        return None
    return One("horse", rides[0].count, relation=rides[0].relation)


def _rides(one: One, horse: One) -> bool:
    on = one.relation is not None and one.relation.kind == "on" and one.relation.target == horse.kind
    return on or one.action == "riding" or "rider" in one.attributes


def _subject(one: One, denied: set[Meaning]) -> Subject:
    worn = [worn for worn in one.attributes if ("attribute", worn) not in denied]
    acted = [one.action] if one.action in ACTED else ["breaching"] if one.action == "jumping" else []
    return Subject(
        kind=one.kind,
        count=one.count,
        colour=one.colour,
        attributes=tuple(dict.fromkeys((*worn, *acted))),
        colours=one.colours,
        size=one.size,
        side=one.side,
        facing=one.facing,
        action=one.action,
        relation=one.relation,
        appearance=Appearance(one.hair, one.hair_colour, one.skin, one.build, tuple(one.face)),
    )


def _tints(text: Text) -> dict[str, str]:
    """The colours said right before a part of the picture."""
    tints: dict[str, str] = {}
    for span in text.spans:
        colour = _colour_before(text, span) if span.has("tint") else ""
        if colour:
            tints.setdefault(span.get("tint"), colour)
    return tints


def _colour_before(text: Text, span: Span) -> str:
    reach = text.at[max(0, span.start - COLOUR_REACH_WORDS) : span.start]
    near = [s for s in reach if s is not None and s.clause == span.clause]
    colours = [i for i, s in enumerate(near) if s.has("colour")]
    if not colours or any(s.has("subject", "attribute", "tint", "setting") for s in near[colours[-1] + 1 :]):
        return ""
    return near[colours[-1]].get("colour")


def _colours(text: Text, subjects: Sequence[Subject], tints: dict[str, str]) -> tuple[str, ...]:
    """Colours said of nothing in particular: they pull the whole palette."""
    bound = {s.colour for s in subjects} | {c for s in subjects for c in s.colours.values()} | set(tints.values())
    bound |= {s.appearance.hair_colour for s in subjects} | {"gold"}
    skins = {"black", "white", "brown"} if any(s.appearance.skin for s in subjects) else set()
    bodily = {id(b) for s in text.spans if s.has("body", "face") for b in text.at[max(0, s.start - 1) : s.start]}
    spans = (span for span in text.spans if id(span) not in bodily)
    loose = [c for span in spans for c in span.all("colour") if c not in bound | skins]
    return tuple(dict.fromkeys(loose))[:3]
