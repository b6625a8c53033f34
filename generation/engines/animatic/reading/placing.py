"""Where a prompt plays, indoors or out, and what there is besides its subjects."""

from dataclasses import dataclass

import numpy as np

from generation.engines.animatic.reading.mentions import Cast
from generation.engines.animatic.reading.spans import THINGS, Span, Text
from generation.engines.animatic.scene import Subject

ENCLOSING = ("space", "underwater", "street", "room", "cave")  # these swallow any other place named
AT_SEA = (
    "ship", "sailboat", "boat", "canoe", "whale", "dolphin", "fish", "bird", "plane", "balloon", "dragon", "palm",
    "spaceship", "lantern", "liner", "submarine", "gull", "shark", "eagle", "helicopter", "biplane", "airship",
    "swan", "duck", "pirate", "diver", "turtle", "seal", "octopus", "rocket", "ufo",
)  # fmt: skip
ALOFT = frozenset(
    ("bird", "plane", "balloon", "dragon", "palm", "spaceship", "lantern", "gull", "eagle", "helicopter", "biplane",
     "airship", "pirate", "diver", "rocket", "ufo")
)  # fmt: skip
INLAND_WATERS, SHORES = ("lake", "river"), ("mountains", "forest", "field", "snow", "desert", "island")
BROAD_FIELDS = frozenset(
    ("road", "village", "hill", "hillside", "hilltop", "lane", "country-lane", "suburb", "yard", "runway",
     "airport", "airfield", "stadium", "playground", "path", "park", "garden", "orchard", "back-garden",
     "backyard", "lawn", "crop", "farm")
)  # fmt: skip
"""Words that stand in fields only where no other place is named."""
INSIDE = frozenset(("in", "inside", "within"))
BEYOND = frozenset(("outside", "behind", "past", "over", "above", "toward", "towards", "near", "of", "from", "beside"))
WEAK = frozenset(
    ("over", "above", "across", "toward", "towards", "behind", "beside", "past", "at", "from", "off", "beyond")
)  # fmt: skip
DISTANT = frozenset(("distant", "faraway", "remote"))
LOOKED_OVER = frozenset(("overlooking", "overlooks", "facing"))
BEHIND = frozenset(("behind", "beyond"))
"""What stands behind a place is its backdrop: "mountains rise behind the town", "a park with towers behind it"."""
FAR_ENDS = (("in", "the", "distance"), ("in", "the", "background"), ("on", "the", "horizon"), ("far", "below"))
PRONOUNS = frozenset(("it", "him", "her", "them", "us", "me", "you"))
HEARTH = ("by", "beside", "near", "front")
"""Where nothing else is said, somebody by the fire is at home ("in front of the fire")."""
HEARTHS, IN_HEARTH_WORDS = frozenset(("hearth", "fireplace", "grate")), 5
"""What a fire in a room burns in, and how soon after it that is said ("a fire burning in the old hearth")."""
VEHICLES = frozenset(("car", "taxi", "truck", "van", "bus", "train", "plane", "airplane"))
OUTDOORS = ["mountains", "field", "coast", "lake", "desert", "forest"]
OUT_OF_DOORS = ("wall", "fence", "roof", "branch", "gate")
"""Where a cat is, it is not in its room."""
HOMES = {"waves": "coast", "cloud sea": "mountains", "wildfire": "forest"}
"""Where what is told of the land lies, where nothing says more."""
STRONG, USUAL, FAINT = 2, 1, 0


@dataclass(frozen=True, slots=True)
class Place:
    """Where it is: the setting, what else surrounds it, and the kind of room."""

    setting: str
    surroundings: tuple[str, ...] = ()
    interior: str = ""
    named: bool = True


def indoors(text: Text) -> None:
    """Settle for every house, church or car whether one is inside of it; before anybody is cast."""
    slug = _slug(text)
    outdoors = any(s.has("setting") and not s.has("interior") for s in text.spans)
    for span in text.spans:
        home = span.phrase == "fire" and _by_hearth(text, span)
        if not outdoors and (home or (span.phrase in ("fire", "burning") and _in_hearth(text, span))):
            span.senses = [("feature", "fireplace"), ("hint", "room"), ("light", "fire")]
        if not span.has("interior", "subject"):
            continue
        walled = _walled(text, span)
        if walled and _is_inside(text, span, slug, outdoors):
            room = span.get("interior") or text.words.tables["walled_rooms"].get(walled, "room")
            span.senses = [("interior", room), *((c, v) for c, v in span.senses if c in ("weather", "mood"))]
        elif (walled and span.has("subject", "feature")) or _prep(text, span) in ("outside", "past", "behind"):
            span.drop("interior")


def _by_hearth(text: Text, span: Span) -> bool:
    """Whether somebody is said to be by it."""
    index = text.phrase_start(span) - 1
    return text.text(index - (text.text(index) == "of")) in HEARTH


def _in_hearth(text: Text, span: Span) -> bool:
    """Whether it is said right after it that it burns in a hearth."""
    after = [text.text(span.end + n) for n in range(IN_HEARTH_WORDS)]
    return "in" in after and not HEARTHS.isdisjoint(after[after.index("in") :])


def _walled(text: Text, span: Span) -> str:
    words = span.phrase.split(" ")
    for word in (words[-1], words[-1].removesuffix("s")):
        if word in text.words.words["walled"] and (span.has("subject") or len(words) == 1):
            return word
    return ""


def _prep(text: Text, span: Span) -> str:
    return text.text(text.phrase_start(span) - 1)


def _is_inside(text: Text, span: Span, slug: str, outdoors: bool) -> bool:
    if span.sentence == 0 and slug == "int":
        return True
    if span.sentence == 0 and slug == "ext":
        return False
    before = _prep(text, span)
    if before == "of" and text.text(text.phrase_start(span) - 2) in HEARTHS:
        return True
    if _walled(text, span) in VEHICLES:
        return before == "inside" or (before == "in" and not outdoors)
    return (
        before in INSIDE
        or (before == "at" and span.has("interior"))
        or not span.has("subject", "feature")
        and (before not in BEYOND)
    )


def _slug(text: Text) -> str:
    """Whether the prompt opens as a screenplay does: int or ext; inside wins where both are said."""
    heads = [token.text for token in text.tokens[:3]]
    marks = [word for word in heads if word in ("int", "ext")]
    return "int" if "int" in marks else marks[0] if marks else ""


def place_of(cast: Cast, subjects: list[Subject], features: frozenset[str], rng: np.random.Generator) -> Place:
    """The place named; else that of what is named; else one by chance."""
    text, slug = cast.text, _slug(cast.text)
    interior = next((s.get("interior") for s in text.spans if s.has("interior")), "")
    interior = next((i for s in text.spans for i in s.all("interior") if i != "room"), interior)
    if slug == "ext" and interior and any(s.has("setting") for s in text.spans if s.sentence == 0):
        interior = ""
    if interior or slug == "int":
        others = tuple(dict.fromkeys(s.get("setting") for s in text.spans if s.has("setting")))
        cave = slug == "int" and "cave" in others
        return Place("cave", ()) if cave else Place("room", others, "" if interior == "room" else interior)
    places = _settings(cast, subjects)
    if places:
        return Place(places[0], tuple(places[1:]))
    return Place(_unnamed(cast, subjects, features, rng), named=False)


def _settings(cast: Cast, subjects: list[Subject]) -> list[str]:
    """Every setting named, the one where it plays first."""
    found: dict[str, tuple[bool, int, int]] = {}
    for order, span in enumerate(s for s in cast.text.spans if s.has("setting")):
        weight = _weight(cast, span)
        for setting in span.all("setting"):
            rank = (setting not in ENCLOSING or weight == FAINT, -weight, order)
            found[setting] = min(found.get(setting, rank), rank)
    places = sorted(found, key=lambda setting: found[setting])
    if places[:1] == ["snow"] and len(places) > 1:
        places = [*places[1:], "snow"]
    if places[:1] == ["sea"] and subjects and subjects[0].kind not in AT_SEA:
        places = ["coast", *(place for place in places if place != "coast")]  # whoever is "by the sea" is on its shore
    return _water_first(cast, places, subjects)


def _water_first(cast: Cast, places: list[str], subjects: list[Subject]) -> list[str]:
    """ "A lake in the forest" and "a river in the mountains" are what is told first, and so is where a canoe floats;
    the land lies around it. A brook in the woods stays in the woods: they close in over it."""
    water = next((place for place in places[1:] if place in INLAND_WATERS), "")
    if not water or places[0] not in SHORES:
        return places
    spans = [span for span in cast.text.spans if span.has("setting")]
    told = [next(span.start for span in spans if place in span.all("setting")) for place in (water, places[0])]
    afloat = any(subject.kind in AT_SEA and subject.kind not in ALOFT for subject in subjects)
    if afloat or (told[0] < told[1] and (places[0] == "mountains" or water == "lake")):
        return [water, *(place for place in places if place != water)]
    return places


def _weight(cast: Cast, span: Span) -> int:
    """How surely a place named is where the picture plays."""
    text = cast.text
    before = text.span(text.phrase_start(span) - 1)
    if _is_backdrop(text, span):
        return FAINT
    if _prep(text, span) in BEHIND and any(_is_backdrop(text, s) for s in _places_before(text, span)):
        return USUAL
    relation = before.get("relation") if before is not None and before.end <= span.start else ""
    if span.phrase.replace(" ", "-") in BROAD_FIELDS or (relation and before is not None and before.phrase in WEAK):
        return FAINT
    return STRONG if relation == "inside" else USUAL


def _places_before(text: Text, span: Span) -> list[Span]:
    return [s for s in text.spans if s.end <= span.start and s.clause == span.clause and s.has("setting")]


def _is_backdrop(text: Text, span: Span) -> bool:
    """Whether a place is only seen from where the picture plays: far off, looked over, or behind another."""
    start = text.phrase_start(span)
    if text.text(start - 1) in LOOKED_OVER or any(text.text(index) in DISTANT for index in range(start, span.start)):
        return True
    after = [text.text(index) for index in range(span.end, span.end + len(FAR_ENDS[0]))]
    if any(after[: len(end)] == list(end) for end in FAR_ENDS):
        return True
    index = span.end
    while _tells_on(text, span, index):
        index += 1
    return text.text(index) in BEHIND and text.tokens[index].sentence == span.sentence and _before_place(text, index)


def _tells_on(text: Text, span: Span, index: int) -> bool:
    """Whether the word at `index` belongs to what a place is said to do ("rise", "glitters")."""
    if index >= len(text.tokens) or text.tokens[index].clause != span.clause or text.text(index) in BEHIND:
        return False
    held = text.span(index)
    if held is None:
        return text.text(index) not in text.words.fillers
    return not held.has("relation", "subject", "attribute", "setting", "interior")


def _before_place(text: Text, index: int) -> bool:
    """Whether nothing follows the word at `index`, or somebody spoken of, or another place."""
    ends = index + 1 >= len(text.tokens) or text.tokens[index + 1].clause != text.tokens[index].clause
    ahead = next((s for s in text.spans if s.start > index and s.has(*THINGS)), None)
    placed = ahead is not None and ahead.has("setting", "feature") and text.phrase_start(ahead) == index + 1
    return ends or placed or text.text(index + 1) in PRONOUNS


def _unnamed(cast: Cast, subjects: list[Subject], features: frozenset[str], rng: np.random.Generator) -> str:
    text = cast.text
    if "planet" in features:
        return "space"
    told = [feature for span in text.spans for feature in span.all("feature") if feature in features]
    sites = [cast.words.tables["site_home"].get(feature) for feature in told]
    homes = [s.get("home") or cast.words.homes.get(s.get("subject"), "") for s in text.spans if s.has("subject")]
    hints = [s.get("hint") for s in text.spans if s.has("hint")]
    if any(homes) and subjects and not cast.words.words["people"] & {subjects[0].kind}:
        hints = [*hints, *homes]
    if not features.isdisjoint(OUT_OF_DOORS) or any(s.kind == "farmer" for s in subjects):
        homes, hints = [h for h in homes if h != "room"], [h for h in hints if h != "room"]
    if "moon" in features:
        homes, hints = [h for h in homes if h != "forest"], [h for h in hints if h != "forest"]  # trees would hide it
        sites = [site for site in sites if site != "forest"]
    shores = [home for feature, home in HOMES.items() if feature in features]
    known = [place for place in (*sites, *shores, *hints, *homes) if place]
    if known:
        return known[0]
    return "field" if subjects else str(rng.choice(OUTDOORS))
