"""Prompt -> Scene: find phrases, longest first, then settle what they mean together."""

from dataclasses import dataclass, replace

import numpy as np

from generation.engines.animatic import vocabulary
from generation.engines.animatic.directing import asked
from generation.engines.animatic.scene import Scene, Subject
from generation.engines.animatic.vocabulary import Vocabulary
from generation.engines.animatic.words import Word, split

COLOUR_REACH_WORDS = 3  # "a red vintage sports car": the colour still belongs to the car
NEGATION_REACH_WORDS = 3
MOST_SUBJECTS = 4
ENCLOSING = ("space", "underwater", "street", "room", "cave")  # these swallow any other place named
AT_SEA = (
    "ship", "sailboat", "boat", "canoe", "whale", "dolphin", "fish", "bird", "plane", "balloon", "dragon", "palm",
    "spaceship", "lantern",
)  # fmt: skip
PEOPLE = ("person", "woman", "child", "couple", "astronaut", "robot")
SEASON_TIME = {"autumn": "golden", "summer": "noon", "spring": "noon", "winter": "noon"}
DEFAULT_TIME = {
    "space": "night", "cave": "noon", "underwater": "noon", "room": "noon", "street": "dusk", "city": "dusk",
    "snow": "dawn",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Found:
    """A phrase found: words `start`..`end` and one of its meanings."""

    category: str
    value: str
    start: int
    end: int
    clause: int
    plural: bool
    phrase: str


def read(prompt: str, negative: str, rng: np.random.Generator) -> Scene:
    """Any text becomes a scene; what it leaves open is drawn from `rng`, so that two vague prompts differ."""
    words = vocabulary.load()
    tokens = split(prompt)
    found, used = _find(tokens, words)
    avoided = {(f.category, f.value) for f in _find(split(negative), words)[0]}
    unwanted = [f for f in found if (f.category, f.value) in avoided or _negated(f, tokens, words)]
    dropped = [*unwanted, *(c for f in unwanted for c in _colours_at(f, found))]
    found = [f for f in found if f not in dropped]
    ignored = [t.text for i, t in enumerate(tokens) if i not in used and t.text not in words.fillers]
    return _settle(found, tuple(dict.fromkeys(ignored))[:50], words, rng)


def _find(tokens: list[Word], words: Vocabulary) -> tuple[list[Found], set[int]]:
    found: list[Found] = []
    used: set[int] = set()
    start = 0
    while start < len(tokens):
        hits = _longest(tokens, start, words)
        found += hits
        end = hits[0].end if hits else start + 1
        used.update(range(start, end) if hits else ())
        start = end
    return found, used


def _longest(tokens: list[Word], start: int, words: Vocabulary) -> list[Found]:
    for length in range(min(words.longest, len(tokens) - start), 0, -1):
        run = tokens[start : start + length]
        if run[0].clause != run[-1].clause:
            continue
        head, last = tuple(t.text for t in run[:-1]), run[-1].text
        for plural, form in ((False, last), *((True, single) for single in words.singulars(last))):
            meanings = words.meanings.get((*head, form))
            if meanings:
                many = plural or (last in words.plurals and last == form)
                text = " ".join((*head, form))
                return [Found(c, v, start, start + length, run[0].clause, many, text) for c, v in meanings]
    return []


def _negated(found: Found, tokens: list[Word], words: Vocabulary) -> bool:
    before = tokens[max(0, found.start - NEGATION_REACH_WORDS) : found.start]
    return any(t.text in words.negations and t.clause == found.clause for t in before)


def _settle(found: list[Found], ignored: tuple[str, ...], words: Vocabulary, rng: np.random.Generator) -> Scene:
    one = {f.category: f.value for f in reversed(found)}
    features = frozenset(f.value for f in found if f.category == "feature")
    subjects = _subjects(found, one)
    setting, surroundings = _places(found, subjects, features, words, rng)
    weather, time = _weather(one, found), _time(one, found, setting, rng)
    if weather in ("storm", "rain") and "time" not in one:
        time = "overcast"
    tints = _tints(found)
    return Scene(
        setting=setting,
        surroundings=surroundings,
        time=time,
        weather=weather,
        season=one.get("season", ""),
        features=features,
        subjects=tuple(s for s in subjects if not (s.kind == "tree" and _has(subjects, "palm", "acacia"))),
        colours=_colours(found, subjects, tints),
        tints=tints,
        mood=one.get("mood", "calm"),
        shot=one.get("shot", "wide"),
        lens=one.get("lens", "normal"),
        move=asked(found),
        backlit=any(f.value == "backlit" for f in found),
        named=frozenset(one),
        ignored=ignored,
    )


def _has(subjects: list[Subject], *kinds: str) -> bool:
    return any(subject.kind in kinds for subject in subjects)


def _places(
    found: list[Found], subjects: list[Subject], features: frozenset[str], words: Vocabulary, rng: np.random.Generator
) -> tuple[str, tuple[str, ...]]:
    places = list(dict.fromkeys(f.value for f in found if f.category == "setting"))
    places.sort(key=lambda place: place not in ENCLOSING)
    if places[:1] == ["snow"] and len(places) > 1:
        places = [*places[1:], "snow"]
    if places[:1] == ["field"] and len(places) > 1 and "road" in features:
        places = [*places[1:], "field"]  # "a desert road" is a desert
    if places[:1] == ["sea"] and subjects and subjects[0].kind not in AT_SEA:
        places = ["coast", *places]  # whoever is "by the sea" stands on its shore
    if places:
        return places[0], tuple(places[1:])
    if "planet" in features:
        return "space", ()
    homes = [words.homes[s.kind] for s in subjects if s.kind in words.homes]
    if homes or subjects:
        return (homes or ["field"])[0], ()
    return str(rng.choice(["mountains", "field", "coast", "lake", "desert", "forest"])), ()


def _time(one: dict[str, str], found: list[Found], setting: str, rng: np.random.Generator) -> str:
    times = [f.value for f in found if f.category == "time"]
    if "neon" in times:
        return "neon"
    if times:
        return times[0]
    if setting in DEFAULT_TIME:
        return DEFAULT_TIME[setting]
    if one.get("season") in SEASON_TIME:
        return SEASON_TIME[one["season"]]
    return str(rng.choice(["golden", "noon", "dawn", "golden", "dusk"]))


def _weather(one: dict[str, str], found: list[Found]) -> str:
    kinds = {f.value for f in found if f.category == "weather"}
    for worst in ("storm", "rain", "snow", "dust", "fog", "dark clouds", "clouds"):
        if worst in kinds:
            return worst
    return "clear"


def _subjects(found: list[Found], one: dict[str, str]) -> list[Subject]:
    nouns = [f for f in found if f.category == "subject"]
    if one.get("setting") == "space":
        nouns = [f for f in nouns if f.value != "planet"]
    made: dict[str, Subject] = {}
    for noun in nouns:
        if noun.value not in made:
            made[noun.value] = _subject(noun, nouns, found)
    if "horse" in made and any(f.category == "attribute" and f.value == "rider" for f in found):
        made = _mounted(made)
    return list(made.values())[:MOST_SUBJECTS]


def _mounted(made: dict[str, Subject]) -> dict[str, Subject]:
    """A rider is drawn on the horse, with all that was said of him."""
    horse, riders = made["horse"], [made[kind] for kind in ("person", "woman") if kind in made]
    worn = tuple(dict.fromkeys(("rider", *horse.attributes, *(a for r in riders for a in r.attributes))))
    colours = horse.colours | {name: c for r in riders for name, c in r.colours.items()}
    mounted = replace(horse, attributes=worn, colours=colours)
    return {"horse": mounted, **{k: s for k, s in made.items() if k not in ("horse", "person", "woman")}}


def _subject(noun: Found, nouns: list[Found], found: list[Found]) -> Subject:
    mine = [f for f in found if f.category == "attribute" and _owner(f, nouns) == noun]
    colours = {f.value: c for f in mine if (c := _colour_before(f, found)) is not None}
    count = next((int(f.value) for f in found if f.category == "count" and 0 <= noun.start - f.end <= 3), 1)
    return Subject(
        kind=noun.value,
        count=min(max(count, 3 if noun.plural and count == 1 else 1), 7),
        colour=_colour_before(noun, found),
        attributes=tuple(dict.fromkeys(f.value for f in mine)),
        colours=colours,
    )


def _owner(attribute: Found, nouns: list[Found]) -> Found:
    """An attribute belongs to the phrase it is part of, else to the living noun before it, else the nearest."""

    def distance(noun: Found) -> tuple[int, int]:
        gap = attribute.start - noun.start
        alive = noun.value in (*PEOPLE, "horse") or attribute.value in ("flying", "breaching", "running", "walking")
        return (0 if alive else 40) + (gap if gap >= 0 else 6 - gap), noun.start

    return min(nouns, key=distance)


def _colours_at(target: Found, found: list[Found]) -> list[Found]:
    """Colours said shortly before `target`, in its clause."""
    colours = (f for f in found if f.category == "colour" and f.clause == target.clause)
    return [f for f in colours if 0 <= target.start - f.end < COLOUR_REACH_WORDS]


def _colour_before(target: Found, found: list[Found]) -> str | None:
    near = _colours_at(target, found)
    if not near:
        return None
    colour = near[-1]
    nouns = ("subject", "attribute", "tint", "setting")
    between = (f for f in found if f.category in nouns and colour.end <= f.start and f.end <= target.start)
    return None if any(between) else colour.value


def _tints(found: list[Found]) -> dict[str, str]:
    parts = [f for f in found if f.category == "tint"]
    return {part.value: c for part in reversed(parts) if (c := _colour_before(part, found)) is not None}


def _colours(found: list[Found], subjects: list[Subject], tints: dict[str, str]) -> tuple[str, ...]:
    """Colours said of nothing in particular: they pull the whole palette."""
    bound = {s.colour for s in subjects} | {c for s in subjects for c in s.colours.values()} | set(tints.values())
    loose = [f.value for f in found if f.category == "colour" and f.value not in bound and f.value != "gold"]
    return tuple(dict.fromkeys(loose))[:3]
