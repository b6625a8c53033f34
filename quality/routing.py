"""Where a request goes: pure and deterministic, from a catalogue and what is free now.

The ladder: the best footage row of the tier that fits a card; else that of a lower tier; else the embedded
engine, which always fits. Without any card the embedded engine is no fallback but what this installation has.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from quality.catalogue.schema import Catalogue, Row
from quality.errors import NothingCanRun
from quality.prediction import predicted_gb, size_for
from quality.values import DRAWN_PREVIEW_NOTICE, Considered, Decision, Device, Fallback, RouteRequest, Tier


@dataclass(frozen=True, slots=True)
class Fit:
    """One row held against one card (None for an embedded row). `why` says why not, empty when it fits."""

    row: Row
    width: int
    height: int
    memory_gb: float
    device: Device | None
    why: str


def route(
    request: RouteRequest, devices: Sequence[Device], catalogue: Catalogue, engines: frozenset[str]
) -> Decision:
    """The decision for one output. `engines`: names of the engines that are installed.

    Raises NothingCanRun when not even the embedded engine is among them.
    """
    card = roomiest(devices)
    rows = candidates(request, catalogue)
    fits = tuple(judge(row, request, card, catalogue, engines) for row in rows)
    chosen = next((fit for fit in fits if not fit.why), None)
    if chosen is None:
        raise NothingCanRun(f"no engine for {request.function} among {sorted(engines)}")
    hoped = tuple(fit for fit in fits if not catalogue.is_embedded(fit.row) and fit.row.engine in engines)
    fallback = fallback_of(chosen, hoped, card, request.tier, catalogue)
    return decision(chosen, fits, request, catalogue, fallback)


def roomiest(devices: Sequence[Device]) -> Device | None:
    """The card with the most free memory; of equals, the first by id."""
    return min(devices, key=lambda device: (-device.available_gb, device.id), default=None)


def candidates(request: RouteRequest, catalogue: Catalogue) -> Iterator[Row]:
    """Footage rows of the tier, then of each lower one, best first; last the tier's embedded row."""
    for tier in sorted(Tier, key=lambda tier: -tier.rank):
        if tier.rank <= request.tier.rank:
            rows = catalogue.rows_for(request.function, tier)
            yield from (row for row in rows if not catalogue.is_embedded(row))
    yield catalogue.embedded_row(request.function, request.tier)


def judge(
    row: Row, request: RouteRequest, card: Device | None, catalogue: Catalogue, engines: frozenset[str]
) -> Fit:
    """Whether `row` can run now, on `card` or (embedded) without one."""
    model = catalogue.models[row.model]
    width, height = size_for(row, model, request.aspect)
    memory_gb = predicted_gb(row, model, width, height)
    licensed = catalogue.licence(row).hosted_commercial or model.licence in request.accepted_licences
    embedded = catalogue.is_embedded(row)
    why = ""
    if row.engine not in engines:
        why = "its engine is not installed"
    elif not licensed:
        why = f"the terms of {model.licence} have not been accepted"
    elif not embedded:
        why = shortage(memory_gb, card)
    return Fit(row, width, height, memory_gb, None if embedded else card, why)


def shortage(memory_gb: float, card: Device | None) -> str:
    if card is None:
        return "no graphics card is connected"
    if memory_gb > card.available_gb:
        return f"needs {memory_gb:.1f} GB, {card.available_gb:.1f} GB are free"
    return ""


def fallback_of(
    chosen: Fit, hoped: Sequence[Fit], card: Device | None, asked: Tier, catalogue: Catalogue
) -> Fallback | None:
    """Why not what was asked, and what would help. `hoped`: footage rows whose engine is installed.

    None when the tier's footage was reached, or when this installation cannot make footage at all.
    """
    preview = catalogue.is_embedded(chosen.row)
    if card is None or not hoped or (not preview and chosen.row.tier is asked):
        return None
    needs = [fit.memory_gb for fit in hoped if fit.row.tier is asked]
    asked_name, used_name = catalogue.tier(asked).name, catalogue.tier(chosen.row.tier).name
    used = "You get a drawn preview now." if preview else f"{used_name} is used now."
    later = f"Ask for {asked_name} again when less is running, or connect a larger graphics card."
    return Fallback(shortage_words(asked_name, needs, card), f"{used} {later}")


def shortage_words(asked: str, needs_gb: Sequence[float], card: Device) -> str:
    if not needs_gb:
        return f"Nothing in this studio makes finished footage in {asked}."
    if min(needs_gb) <= card.available_gb:
        return f"{asked} rests on terms of use that this studio has not accepted."
    free = f"{card.name} has {card.available_gb:.1f} GB free"
    return f"{asked} needs {min(needs_gb):.1f} GB of free memory. {free}."


def decision(
    chosen: Fit, fits: Sequence[Fit], request: RouteRequest, catalogue: Catalogue, fallback: Fallback | None
) -> Decision:
    row, preview = chosen.row, catalogue.is_embedded(chosen.row)
    return Decision(
        requested_tier=request.tier,
        achieved_tier=row.tier,
        function=request.function,
        engine=row.engine,
        model=row.model,
        row=row.id,
        catalogue_version=catalogue.version,
        device=chosen.device.id if chosen.device else None,
        preview=preview,
        width=chosen.width,
        height=chosen.height,
        frames=row.frames,
        fps=row.fps,
        steps=row.steps,
        guidance=row.guidance,
        techniques=tuple(technique.value for technique in row.techniques),
        memory_gb=round(chosen.memory_gb, 2),
        seconds=row.seconds,
        credits=row.credits,
        reason=reason_words(chosen),
        fallback=fallback,
        notice=DRAWN_PREVIEW_NOTICE if preview else "",
        considered=tuple(Considered(fit.row.id, not fit.why, fit.why) for fit in fits),
    )


def reason_words(chosen: Fit) -> str:
    if chosen.device is None:
        return "Drawn on this computer's processor; it needs no graphics card."
    free, name = chosen.device.available_gb, chosen.device.name
    return f"Needs {chosen.memory_gb:.1f} GB of the {free:.1f} GB free on {name}."
