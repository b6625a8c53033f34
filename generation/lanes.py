"""Which lane a job stands in, and whose worker takes it from there (pure, design section 6).

A lane is a class of cards ("cuda-24gb"), or work that no card does: `cpu`, `remote` (providers) and `export`.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from generation.values import CPU_LANE, LANES, MAKING, REMOTE_LANE
from quality.routing import PROVIDER
from quality.values import Device

OF_CARDS = re.compile(r"(?P<kind>[a-z]+)-(?P<gb>\d+)gb")
HELP_SECONDS = 120.0
"""What a card that alone can hold its own lane's work takes of smaller lanes: nothing that lasts longer, so that this
is the most that a large job waits behind a small one."""


def lane_of(kind: str, device: str | None, device_class: str) -> str:
    """The lane of a job of `kind` that was decided for a card of a class, or for none."""
    if kind not in MAKING:
        return LANES[kind]
    if device:
        return device_class
    return REMOTE_LANE if device_class == PROVIDER else CPU_LANE


def is_of_cards(lane: str) -> bool:
    """Whether graphics cards serve a lane."""
    return OF_CARDS.fullmatch(lane) is not None


@dataclass(frozen=True, slots=True)
class LaneNow:
    """A lane: whether a job of it may be begun now."""

    name: str
    ready: bool


@dataclass(frozen=True, slots=True)
class Help:
    """Lanes of smaller cards that a card's worker serves now, largest first; nothing that is expected to last longer
    than `seconds`, None for anything. `alone`: no other card can hold its own lane's work."""

    lanes: tuple[str, ...] = ()
    seconds: float | None = None
    alone: bool = False


def help_of(own: str, lanes: Iterable[LaneNow], cards: Sequence[Device]) -> Help:
    """What a card of lane `own` does while nothing is ready there. `cards`: all that live, itself among them.

    Where another card can hold its own lane's work, it takes whatever fits. Where none can, it takes only what is
    short, and whoever asks sees to it that nothing at all is taken while work of its own is to come: a large job never
    stands behind small ones on the only card that can hold it.
    """
    smaller = sorted((lane.name for lane in lanes if lane.ready and _holds(own, lane.name)), key=_size, reverse=True)
    alone = sum(_holds_or_is(card.device_class, own) for card in cards) <= 1
    return Help(tuple(smaller), HELP_SECONDS if alone else None, alone)


def deserted(lanes: Iterable[LaneNow], cards: Sequence[Device]) -> list[str]:
    """Lanes of cards with work and no living card of their own: their jobs are routed again.

    Larger cards help such a lane while they have nothing to do, but only so far: what takes long, or comes while they
    are busy, would wait there without an end. Routed again, it has its turn in their own lane.
    """
    classes = {card.device_class for card in cards}
    return sorted(lane.name for lane in lanes if lane.ready and is_of_cards(lane.name) and lane.name not in classes)


def belongs(device: str | None, card: str) -> bool:
    """Whether work that was decided for a card, or for none, is done by a worker of `card`, or of none ("")."""
    return (device or "") == card


def shared(seconds: dict[str, float], cards: Sequence[Device]) -> dict[str, float]:
    """How long each card is busy, by its id: the cards of a lane share its work."""
    classes = [card.device_class for card in cards]
    return {card.id: seconds.get(card.device_class, 0.0) / classes.count(card.device_class) for card in cards}


def _holds_or_is(one: str, other: str) -> bool:
    return one == other or _holds(one, other)


def _holds(one: str, other: str) -> bool:
    """Whether cards of lane `one` are larger ones of the same kind than those of `other`."""
    larger, smaller = OF_CARDS.fullmatch(one), OF_CARDS.fullmatch(other)
    if larger is None or smaller is None or larger["kind"] != smaller["kind"]:
        return False
    return int(larger["gb"]) > int(smaller["gb"])


def _size(lane: str) -> int:
    found = OF_CARDS.fullmatch(lane)
    return int(found["gb"]) if found else 0
