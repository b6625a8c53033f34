"""Who does what: each verb finds the one that does it."""

from generation.engines.animatic.reading.mentions import Cast, Mention, One
from generation.engines.animatic.reading.spans import Span

WITHIN_REACH = 14  # words: farther back nobody is taken to do what a verb says
JOINED_BY = frozenset(("and", "or", "plus", "with"))
FAINT = ("standing", "talking", "holding", "celebrating", "smoking")
"""What can be done beside something else: that one is the pose."""
MOVING = "moving"
"""Said of anything that goes along; how depends on what it is."""


def act(cast: Cast) -> None:
    """Give every action to whoever does it; the first one said of each stays."""
    for span in cast.text.spans:
        if span.has("action"):
            for one in _doers(cast, span):
                _do(cast, one, span)
    for one in cast.ones:
        one.action = one.action or one.habit


def _do(cast: Cast, one: One, span: Span) -> None:
    action = _way_of_moving(cast, one) if span.get("action") == MOVING else span.get("action")
    if action == "flying" and "kite" in one.attributes:
        action = "holding"
    if not action or not may(cast, one, action):
        return
    if not one.action or (one.action in FAINT and action not in (*FAINT, "standing", "working")):
        one.action = action


def _way_of_moving(cast: Cast, one: One) -> str:
    """How one of this kind crosses, comes or follows."""
    if one.habit:
        return one.habit
    if one.kind in cast.words.words["alive"]:
        home = cast.words.homes.get(one.kind, "")
        flies = cast.words.is_a(one.kind, "bird") or one.kind in ("butterfly", "dragon", "bat", "bee", "dragonfly")
        return "flying" if flies else "swimming" if home in ("sea", "underwater") else "walking"
    return next((way for way, kinds in cast.words.tables["machines_may"].items() if one.kind in kinds), "")


def may(cast: Cast, one: One, action: str) -> bool:
    """Whether one of this kind does such a thing."""
    words = cast.words
    if one.kind in words.tables["machines_may"].get(action, ()):
        return True
    if action in words.words["people_only"]:
        return cast.person(one)
    return cast.alive(one) if action in words.words["alive_only"] else True


def _doers(cast: Cast, span: Span) -> list[One]:
    action = span.get("action")
    own = cast.described(span)
    if own is not None:
        return [own.one]
    near = [m for m in cast.before(span.start, span.sentence) if span.start - m.end <= WITHIN_REACH]
    fit = [m for m in near if may(cast, m.one, action)]
    if fit:
        return together(cast, _head(cast, fit, span))
    ahead = [m for m in cast.after(span.end, span.sentence) if may(cast, m.one, action) and not m.governed]
    opens = span.start == 0 or cast.text.tokens[span.start - 1].clause != span.clause
    if ahead and opens:
        return together(cast, ahead[0])
    if near:
        return []
    back = [m for m in reversed(cast.mentions) if m.end <= span.start and may(cast, m.one, action)]
    return [back[0].one] if back and opens else []


def _head(cast: Cast, fit: list[Mention], span: Span) -> Mention:
    """The one a verb speaks of: who stands right before it, else the last that hangs on no small word."""
    nearest = fit[0]
    close = span.start - nearest.end <= 1 and nearest.clause == span.clause
    going = span.phrase.endswith(("ing", "asleep"))
    if close and (not nearest.governed or (going and nearest.governed in ("with", "at", "behind", "before"))):
        return nearest
    free = [m for m in fit if not m.governed]
    clause = [m for m in free if m.clause == span.clause]
    return next(iter((*clause, *free, *fit)))


def together(cast: Cast, head: Mention) -> list[One]:
    """`head` and whoever is joined to it by "and"."""
    ones = [head.one]
    mentions = [m for m in cast.mentions if m.sentence == head.sentence]
    index = next(i for i, m in enumerate(mentions) if m is head)
    while index > 0:
        before, here = mentions[index - 1], mentions[index]
        joint = cast.text.text(here.start - 1)
        if here.start - before.end != 1 or joint not in JOINED_BY - {"with"}:
            break
        ones.append(before.one)
        index -= 1
    return ones
