"""What would make the tier asked for fit: cheaper settings, a card that is held by others, a key, a larger card."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from quality.candidates import Candidate, candidates_for
from quality.routing import Situation, route
from quality.values import RESERVE_GB, Adjustment, Decision, Device, Medium, RouteRequest, Way
from quality.wording import card_for, gigabytes, runs

SHARES = (0.75, 0.5, 0.34, 0.25)
"""How much shorter or smaller is tried, largest first."""


def ways_to_fit(request: RouteRequest, decided: Decision, here: Situation) -> tuple[Way, ...]:
    """What a creator could do to get the tier; empty where they get it, or where no way is known."""
    if decided.fallback is None or decided.fallback.key not in ("no_room", "ran_short"):
        return ()
    name = here.catalogue.tier(request.tier).name
    found = (
        *_cheaper(request, decided, here, name),
        *_held_by_others(request, here, name),
        *_own_key(request, here, name),
    )
    return (*found, *_larger_card(request, here, name))


def _reaches(request: RouteRequest, here: Situation) -> Decision | None:
    decided = route(request, here)
    return decided if not decided.preview and decided.achieved_tier is request.tier else None


def _cheaper(request: RouteRequest, decided: Decision, here: Situation, name: str) -> Iterator[Way]:
    """A shorter shot, a smaller picture: the largest that fits, and only one larger than what is decided now."""
    candidate = _first(request, here)
    if candidate is None:
        return
    if request.function.medium is Medium.VIDEO:
        lengths = (replace(request.adjustment, frames=int(candidate.row.frames * share)) for share in SHARES)
        if shorter := _largest(lengths, request, decided, here):
            words = f"Make {shorter.frames / shorter.fps:.1f} s of it in {name}"
            yield Way("shorter", words, "now", {"frames": shorter.frames})
    sides = (replace(request.adjustment, side=int(max(candidate.row.pixels) * share)) for share in SHARES)
    if smaller := _largest(sides, request, decided, here):
        words = f"Make it {smaller.width} x {smaller.height} in {name}"
        yield Way("smaller", words, "now", {"side": max(smaller.width, smaller.height)})


def _largest(
    adjustments: Iterable[Adjustment], request: RouteRequest, decided: Decision, here: Situation
) -> Decision | None:
    for adjustment in adjustments:
        found = _reaches(replace(request, adjustment=adjustment), here)
        if found is not None:
            larger = found.width * found.height > decided.width * decided.height or decided.preview
            return found if larger else None
    return None


def _first(request: RouteRequest, here: Situation) -> Candidate | None:
    """The tier's best row that runs on a card."""
    rows = candidates_for(here.catalogue, request.function, request.tier, request.aspect, request.adjustment)
    return next((candidate for candidate in rows if here.catalogue.is_local(candidate.row)), None)


def _held_by_others(request: RouteRequest, here: Situation, name: str) -> tuple[Way, ...]:
    """A card that would do, were it not for what other programs hold of it."""
    for card in sorted(here.devices, key=lambda device: (-device.total_gb, device.id)):
        if card.used_gb and _reaches(request, replace_devices(here, replace(card, used_gb=0.0))):
            words = f"{name} fits once {card.name} is free: other programs hold {gigabytes(card.used_gb)} of it"
            return (Way("fewer_neighbours", words, "later", {}),)
    return ()


def replace_devices(here: Situation, *devices: Device) -> Situation:
    """The same situation with these cards instead."""
    return replace(here, devices=devices)


def _own_key(request: RouteRequest, here: Situation, name: str) -> tuple[Way, ...]:
    """A provider that makes the tier, where the plan allows keys and none is there yet."""
    if not here.plan.own_keys:
        return ()
    catalogue = here.catalogue
    remote = [row for row in catalogue.rows_for(request.function, request.tier) if not catalogue.is_local(row)]
    if any(not catalogue.is_embedded(row) and row.engine not in here.engines.remote for row in remote):
        return (Way("own_key", f"Add a key of a provider that makes {name}", "later", {}),)
    return ()


def _larger_card(request: RouteRequest, here: Situation, name: str) -> tuple[Way, ...]:
    """The smallest card sold that would hold the tier, where none here would even when it is free."""
    rows = candidates_for(here.catalogue, request.function, request.tier, request.aspect, request.adjustment)
    needs = [candidate.least_gb for candidate in rows if here.catalogue.is_local(candidate.row)]
    roomiest = max((device.total_gb for device in here.devices), default=0.0)
    if not needs or min(needs) <= roomiest - RESERVE_GB:
        return ()
    words = f"With a {card_for(min(needs))} GB graphics card {runs(name, request.function)} on this machine"
    return (Way("larger_card", words, "never", {}),)
