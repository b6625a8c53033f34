"""Where a request goes: pure and deterministic, from a catalogue, a plan, what was learned and what is free now.

The order of what is tried: the tier asked for, on any card here, each row held in the fastest way that fits; then a
provider's key of the workspace; then the same for each lower tier; last the embedded engine, which always fits.
A better tier is never given up while another card or key reaches it, so more memory never lowers the tier.
Without any card the embedded engine is no fallback but what this installation has.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from quality import wording
from quality.candidates import Candidate, Way, candidates_for
from quality.catalogue.schema import Catalogue
from quality.errors import NothingCanRun
from quality.expecting import Observations
from quality.learning.values import Key
from quality.values import (
    DRAWN_PREVIEW_NOTICE,
    SIMULATED_NOTICE,
    Considered,
    Decision,
    Device,
    Engines,
    Fallback,
    Medium,
    PlanLimits,
    RouteRequest,
    Tier,
)

PROCESSOR, PROVIDER = "cpu", "provider"
"""Device classes of work that no card does."""


@dataclass(frozen=True, slots=True)
class Situation:
    """Everything but the request: what there is now."""

    catalogue: Catalogue
    devices: Sequence[Device]
    plan: PlanLimits
    observations: Observations
    engines: Engines


@dataclass(frozen=True, slots=True)
class Fit:
    """One row held against what there is. `way` and `device` where it fits best or comes closest; `key` says why it
    does not fit, empty when it does; `why` the same in an operator's words."""

    candidate: Candidate
    way: Way
    device: Device | None
    device_class: str
    memory_gb: float
    key: str = ""
    why: str = ""


def route(request: RouteRequest, here: Situation) -> Decision:
    """The decision for one output.

    Raises NothingCanRun when nothing does it: with advice for what has no embedded engine.
    """
    fits = tuple(judge(candidate, request, here) for candidate in candidates(request, here))
    chosen = next((fit for fit in fits if not fit.key), None)
    if chosen is None:
        raise NothingCanRun(*wording.nothing_can_run(request.function, here.engines))
    fallback = fallback_of(chosen, fits, request, here)
    return decision(chosen, fits, fallback, request, here)


def candidates(request: RouteRequest, here: Situation) -> Iterator[Candidate]:
    """Best first: of each tier from the one asked for downwards those on cards and with keys; last the embedded one."""
    embedded: Candidate | None = None
    for tier in sorted(Tier, key=lambda tier: -tier.rank):
        if tier.rank > request.tier.rank:
            continue
        for candidate in candidates_for(here.catalogue, request.function, tier, request.aspect, request.adjustment):
            if not here.catalogue.is_embedded(candidate.row):
                yield candidate
            elif embedded is None and tier.rank <= here.plan.highest_tier.rank:
                embedded = candidate
    if embedded is not None:
        yield embedded


def judge(candidate: Candidate, request: RouteRequest, here: Situation) -> Fit:
    """Whether and how `candidate` can run now."""
    row, catalogue = candidate.row, here.catalogue
    refusal = refused(candidate, request, here)
    if catalogue.is_local(row):
        usable = [] if refusal else [d for d in here.devices if d.simulated or here.engines.has(row.engine, row.model)]
        return refusal or best_way(candidate, usable, request, here)
    device_class = PROCESSOR if catalogue.is_embedded(row) else PROVIDER
    return refusal or without_card(candidate, device_class, here)


def without_card(candidate: Candidate, device_class: str, here: Situation) -> Fit:
    way = candidate.ways[0]
    needs = here.observations.memory_gb(key_of(candidate, way, device_class), way.prior_gb)
    return Fit(candidate, way, None, device_class, needs)


def refused(candidate: Candidate, request: RouteRequest, here: Situation) -> Fit | None:
    """Why a row is out of the question whatever memory there is; None where it is not."""
    row, catalogue, engines = candidate.row, here.catalogue, here.engines
    model = catalogue.models[row.model]
    key = why = ""
    if row.tier.rank > here.plan.highest_tier.rank:
        key, why = "plan", f"the plan goes up to {here.plan.highest_tier}"
    elif not catalogue.licence(row).hosted_commercial and model.licence not in request.accepted_licences:
        key, why = "terms", f"the terms of {model.licence} have not been accepted"
    elif catalogue.is_local(row):
        if not engines.has(row.engine, row.model) and not any(device.simulated for device in here.devices):
            key, why = "not_installed", "its engine is not installed, or has no weights here"
    elif catalogue.is_embedded(row):
        if not engines.has(row.engine, row.model):
            key, why = "not_installed", "its engine is not installed"
    elif not (request.allow_remote and here.plan.own_keys):
        key, why = "own_keys", "the plan or the project allows no provider's key"
    elif row.engine not in engines.remote:
        key, why = "no_key", "the workspace has no usable key for it"
    if not key:
        return None
    way = candidate.ways[-1]
    return Fit(candidate, way, None, PROCESSOR, candidate.least_gb, key, why)


def best_way(candidate: Candidate, devices: Sequence[Device], request: RouteRequest, here: Situation) -> Fit:
    """The way and the card on which it is done soonest, of those that fit; of equals the faster way, then the id."""
    ways = [way for way in candidate.ways if (candidate.row.id, way.id) not in request.tried]
    options = [
        (device.busy_seconds + middle, place, device.id, Fit(candidate, way, device, device.device_class, needs))
        for place, way in enumerate(ways)
        for device, needs, middle in fitting(candidate, way, devices, here)
    ]
    if options:
        return min(options, key=lambda option: option[:3])[3]
    return closest(candidate, ways, devices, here)


def fitting(
    candidate: Candidate, way: Way, devices: Sequence[Device], here: Situation
) -> Iterator[tuple[Device, float, float]]:
    """The cards that hold `way`, with what it needs there in GB and its middle time in seconds."""
    known: dict[str, tuple[float, float]] = {}
    for device in devices:
        if (device_class := device.device_class) not in known:
            key = key_of(candidate, way, device_class)
            seconds = here.observations.seconds(key, way.prior_seconds)
            known[device_class] = here.observations.memory_gb(key, way.prior_gb), sum(seconds) / 2
        needs, middle = known[device_class]
        if needs <= device.available_gb:
            yield device, needs, middle


def closest(candidate: Candidate, ways: Sequence[Way], devices: Sequence[Device], here: Situation) -> Fit:
    """Why it fits nowhere: held against the roomiest card, in the way that needs least."""
    card = min(devices, key=lambda device: (-device.available_gb, device.id), default=None)
    if card is None:
        return Fit(
            candidate, candidate.ways[-1], None, PROCESSOR, candidate.least_gb, "no_card", "no card is connected"
        )
    if not ways:
        why = "it ran out of memory in every way that there is"
        return Fit(candidate, candidate.ways[-1], card, card.device_class, candidate.least_gb, "ran_short", why)
    needs = {way: here.observations.memory_gb(key_of(candidate, way, card.device_class), way.prior_gb) for way in ways}
    way = min(ways, key=lambda way: needs[way])
    why = f"needs {needs[way]:.1f} GB, {card.available_gb:.1f} GB are free"
    return Fit(candidate, way, card, card.device_class, needs[way], "no_room", why)


def key_of(candidate: Candidate, way: Way, device_class: str) -> Key:
    return Key(candidate.row.engine, candidate.row.model, device_class, way.id)


def fallback_of(chosen: Fit, fits: Sequence[Fit], request: RouteRequest, here: Situation) -> Fallback | None:
    """Why not what was asked, and what would help.

    None when the tier's footage was reached, or when this installation cannot make footage at all.
    """
    row = chosen.candidate.row
    embedded = here.catalogue.is_embedded(row)
    if not embedded and row.tier is request.tier:
        return None
    if row.tier is not request.tier and request.tier.rank > here.plan.highest_tier.rank:
        lacked = wording.Shortage("plan", 0.0, None)
        return wording.fallback(request, row.tier, embedded, lacked, here.catalogue)
    hoped = [fit for fit in fits if fit.key not in NOT_HERE and not here.catalogue.is_embedded(fit.candidate.row)]
    if not hoped or not here.devices:
        return None
    asked = [fit for fit in hoped if fit.candidate.row.tier is request.tier]
    return wording.fallback(request, row.tier, embedded, closest_of(asked), here.catalogue)


NOT_HERE = frozenset({"not_installed", "own_keys", "no_key", "no_card"})
"""What is missing in this installation as it stands is not told again with each request."""


def closest_of(fits: Sequence[Fit]) -> wording.Shortage | None:
    """Of what was hoped for, the row that needs least of what lacks: memory first, then terms."""
    short = [fit for fit in fits if fit.key in ("no_room", "ran_short")] or list(fits)
    fit = min(short, key=lambda fit: fit.memory_gb, default=None)
    return None if fit is None else wording.Shortage(fit.key, fit.memory_gb, fit.device)


def decision(
    chosen: Fit, fits: Sequence[Fit], fallback: Fallback | None, request: RouteRequest, here: Situation
) -> Decision:
    row, way, device = chosen.candidate.row, chosen.way, chosen.device
    embedded = here.catalogue.is_embedded(row)
    drawn = embedded and row.function.medium in (Medium.PICTURE, Medium.VIDEO)
    simulated = device is not None and device.simulated
    low, high = here.observations.seconds(key_of(chosen.candidate, way, chosen.device_class), way.prior_seconds)
    return Decision(
        requested_tier=request.tier,
        achieved_tier=row.tier,
        function=request.function,
        engine=row.engine,
        runs_on=here.catalogue.drawn_by(request.function) if simulated else row.engine,
        model=row.model,
        row=row.id,
        catalogue_version=here.catalogue.version,
        device=device.id if device else None,
        device_class=chosen.device_class,
        simulated=simulated,
        preview=embedded,
        width=chosen.candidate.width,
        height=chosen.candidate.height,
        frames=row.frames,
        fps=row.fps,
        steps=row.steps,
        guidance=row.guidance,
        technique=way.id,
        techniques=tuple(technique.value for technique in way.step.use),
        tile=way.step.tile,
        memory_gb=round(chosen.memory_gb, 2),
        prior_gb=round(way.prior_gb, 3),
        seconds=(round(low, 2), round(high, 2)),
        prior_seconds=(round(way.prior_seconds[0], 3), round(way.prior_seconds[1], 3)),
        busy_seconds=round(device.busy_seconds, 1) if device else 0.0,
        credits=chosen.candidate.credits,
        reason=wording.reason(chosen.memory_gb, device, embedded),
        suggestion=wording.suggestion(fallback),
        fallback=fallback,
        notice=DRAWN_PREVIEW_NOTICE if drawn else SIMULATED_NOTICE if simulated else "",
        considered=tuple(_told(fit) for fit in fits),
    )


def _told(fit: Fit) -> Considered:
    device = fit.device.id if fit.device else None
    return Considered(fit.candidate.row.id, not fit.key, fit.why, fit.way.id, device, fit.key)
