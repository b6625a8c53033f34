"""How the ones of a prompt stand to each other and to their place."""

from generation.engines.animatic.reading.doing import together
from generation.engines.animatic.reading.mentions import Cast, Mention
from generation.engines.animatic.reading.spans import Span
from generation.engines.animatic.scene import Relation

AIMED = ("pointing", "looking", "waving", "howling", "crying", "talking")
MOVING = ("walking", "running", "riding", "driving", "flying", "sailing", "swimming", "wading", "climbing", "jumping")
AT_HELM = ("driving", "sailing")
WITHIN = ("inside", "across")
ON_LAND = ("on",)
FARTHEST_TARGET = 7  # words after its relation word
SEATS = ("armchair", "sofa", "bed", "chair", "swing", "bench")
TARGETS = ("feature", "setting", "interior")


def relate(cast: Cast) -> None:
    """Give each one the first thing said of where it is; what it points or looks at goes first."""
    for span in cast.text.spans:
        kind = span.get("relation")
        if kind and not span.has("action", "facing"):
            _relate(cast, span, kind)
    _unsaid(cast)


def _unsaid(cast: Cast) -> None:
    """Whoever is on deck is on the ship that is told, and who lies in a bedroom lies on the bed."""
    deck = any("deck" in span.all("feature") for span in cast.text.spans)
    ship = next((one.kind for one in cast.ones if one.kind in cast.words.tables["machines_may"]["sailing"]), "")
    for one in cast.ones:
        if one.relation is None and cast.alive(one) and not one.side:
            if ship and (deck or (one.action in AT_HELM and cast.person(one))):
                one.relation = Relation("on", ship)
            elif one.action == "lying" and "bedroom" in cast.places:
                one.relation = Relation("on", "bed")


def _relate(cast: Cast, span: Span, kind: str) -> None:
    target, mention, end = _target(cast, span)
    owner = _owner(cast, span, end) if target else None
    if owner is None or (mention is not None and mention.one is owner.one):
        return
    kind = _settled(cast, span, kind, owner, target, mention)
    for one in together(cast, owner) if kind else ():
        if one.relation is None or (kind == "at" and one is owner.one):
            one.relation = Relation(kind, target)
            one.side = one.side or _side_of_part(cast, span)


def _side_of_part(cast: Cast, span: Span) -> str:
    """Over the left tower of a castle is on its left."""
    if span.end not in cast.parts:
        return ""
    said = (held.get("way") for held in cast.text.at[span.end : cast.parts[span.end].start] if held is not None)
    return next((way for way in said if way in ("left", "right")), "")


def _settled(cast: Cast, span: Span, kind: str, owner: Mention, target: str, mention: Mention | None) -> str:
    """The relation meant, or nothing where the words only say where the picture plays."""
    place = mention is None and target in cast.places
    if kind == "inside" and target in SEATS:
        return "on"
    if kind == "at":
        return "at" if owner.one.action in AIMED else "" if place else "beside"
    if kind == "toward" and cast.text.text(span.start) == "to":
        return "toward" if owner.one.action in MOVING else ""
    if kind == "with":
        return "with" if mention is not None and cast.alive(owner.one) else ""
    if kind == "inside" and mention is None and target not in cast.words.words["furniture"]:
        return ""
    if kind == "away" and span.phrase in ("from", "off") and owner.one.action not in MOVING:
        return ""
    return "" if place and kind in (*WITHIN, *ON_LAND) else kind


def _target(cast: Cast, span: Span) -> tuple[str, Mention | None, int]:
    """What a relation word leads to in its clause, and where that ends; nothing when no known thing follows."""
    mention = cast.at(span.end)
    if mention is not None and mention.clause == span.clause:
        return mention.one.kind, mention, mention.end
    for held in cast.text.at[span.end : span.end + FARTHEST_TARGET]:
        if held is None or held.clause != span.clause:
            continue
        if held.has(*TARGETS) and cast.text.phrase_start(held) == span.end and cast.text.joined(held) is None:
            return _value(held), None, held.end
    return "", None, span.end


def _value(span: Span) -> str:
    """A place by the name it was called, where that is a value of its own."""
    values = [value for category in TARGETS for value in span.all(category)]
    return next((value for value in values if value in span.phrase), values[0])


def _owner(cast: Cast, span: Span, end: int) -> Mention | None:
    near = cast.before(span.start, span.sentence)
    if near:
        return _head(cast, near, span)
    opens = span.start == 0 or cast.text.tokens[span.start - 1].clause != span.clause
    ahead = [m for m in cast.after(end, span.sentence) if not m.governed]
    return ahead[0] if ahead and opens else None


def _head(cast: Cast, near: list[Mention], span: Span) -> Mention:
    """The nearest one before the relation word, unless it stands in a relation itself and a verb comes between."""
    nearest = near[0]
    verbs = any(held is not None and held.has("action") for held in cast.text.at[nearest.end : span.start])
    if nearest.governed and (verbs or span.start - nearest.end > 0 or nearest.one.relation is None):
        free = [m for m in near if not m.governed and m.one is not nearest.one]
        taken = not free or (free[0].one.relation is not None and nearest.one.relation is None)
        return nearest if taken else free[0]
    return nearest
