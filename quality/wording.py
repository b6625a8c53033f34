"""What routing says to people: short, facts first, no names of models, no acronyms but GB."""

from dataclasses import dataclass
from math import ceil

from quality.catalogue.schema import Catalogue
from quality.values import RESERVE_GB, Device, Engines, Fallback, Function, Medium, RouteRequest, Said, Tier

CARD_SIZES_GB = (6, 8, 10, 12, 16, 20, 24, 32, 40, 48, 80, 96, 141, 192)
"""Sizes that graphics cards are sold in."""


@dataclass(frozen=True, slots=True)
class Shortage:
    """What the tier asked for lacked: `key` as in `Considered`; `needs_gb` on `device`, the roomiest card."""

    key: str
    needs_gb: float
    device: Device | None


def reason(memory_gb: float, device: Device | None, embedded: bool) -> Said:
    """Why it runs where it runs."""
    if device is not None:
        free = f"{gigabytes(device.available_gb)} free on {device.name}"
        return Said("fits", f"Needs {gigabytes(memory_gb)} of the {free}.")
    if embedded:
        return Said("embedded", "Made on this computer's processor; it needs no graphics card.")
    return Said("provider", "Made by your provider, with a key of this workspace.")


def fallback(
    request: RouteRequest, used: Tier, embedded: bool, lacked: Shortage | None, catalogue: Catalogue
) -> Fallback:
    """Why a person gets `used` (or a drawn preview) instead of the tier asked for, and what they can do."""
    asked, got = (catalogue.tier(tier).name for tier in (request.tier, used))
    now = "You get a drawn preview now." if embedded else f"{got} is used now."
    if lacked is None:
        why = f"Nothing in this studio makes finished footage in {asked}."
        return Fallback(why, f"{now} Ask whoever runs this studio for {asked}.", "not_here")
    if lacked.key == "plan":
        return Fallback(f"This plan does not include {asked}.", f"{now} A larger plan has {asked}.", "plan")
    if lacked.key == "terms":
        why = f"{asked} rests on terms of use that this studio has not accepted."
        return Fallback(why, f"{now} Whoever runs this studio can accept them.", "terms")
    later = f"Ask for {asked} again when less is running, or connect a larger graphics card."
    return Fallback(shortage(asked, lacked), f"{now} {later}", lacked.key, tips(lacked))


def less_than_agreed(embedded: bool) -> Fallback:
    """What is said where nothing lacks by its own measure, and still there is less than when it was agreed."""
    now = "You get a drawn preview now." if embedded else "It is made in another size now."
    why = "What this was planned on is not here any more."
    return Fallback(why, f"{now} Ask for it again later, when everything is connected.", "gone")


def shortage(asked: str, lacked: Shortage) -> str:
    """The fact itself: what it needs and what there is."""
    if lacked.key == "ran_short":
        return f"Memory ran short while {asked} was made."
    need = f"{asked} needs {gigabytes(lacked.needs_gb)} of free memory."
    if lacked.device is None:
        return need
    card, others = lacked.device, lacked.device.used_gb
    because = f", because something else holds {gigabytes(others)}" if others >= 0.5 else ""
    return f"{need} {card.name} has {gigabytes(card.available_gb)} free{because}."


def tips(lacked: Shortage) -> tuple[str, ...]:
    """What a creator can do about a lack of memory."""
    found = []
    if lacked.device is not None and lacked.device.total_gb - RESERVE_GB >= lacked.needs_gb:
        found.append(f"It fits when nothing else uses {lacked.device.name}.")
    if lacked.key == "no_room":
        found.append(f"A graphics card with {card_for(lacked.needs_gb)} GB holds it.")
    return tuple(found)


def suggestion(told: Fallback | None) -> Said | None:
    """The advice of a fallback as a message."""
    return None if told is None else Said(told.key, told.advice)


def nothing_can_run(function: Function, engines: Engines) -> tuple[str, str]:
    """What is wrong and what to add where no engine can do it."""
    if function.medium is Medium.SPEECH:
        return "This studio has no voice yet.", "Connect a provider that speaks, with a key of this workspace."
    return f"no engine for {function} among {sorted(engines.installed)}", ""


def runs(tier: str, function: Function) -> str:
    """The beginning of a sentence's end: "High video runs", "High pictures run"."""
    return f"{tier} video runs" if function.medium is Medium.VIDEO else f"{tier} pictures run"


def gigabytes(amount: float) -> str:
    """19.3 GB."""
    return f"{amount:.1f} GB"


def card_for(needs_gb: float) -> int:
    """The smallest card sold that holds `needs_gb` beside the reserve."""
    whole = needs_gb + RESERVE_GB
    return next((size for size in CARD_SIZES_GB if size >= whole), ceil(whole))
