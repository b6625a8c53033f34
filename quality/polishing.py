"""Where a polish goes, and what it costs: pure and deterministic, like `quality.routing`, but without tiers.

Each step has rows in the catalogue, best first. One engine leads: of those that are installed (and fit a card, or have
a key) the one that does most of what is asked; what it does not do, and all where there is none, the embedded one does.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from math import ceil

from quality import wording
from quality.catalogue.schema import Catalogue, PolishRow
from quality.errors import NothingCanRun
from quality.learning.values import Key
from quality.routing import PROCESSOR, PROVIDER, Situation
from quality.values import Decision, Device, Function, Polish, PolishStep, Tier

ENCODED_SECONDS_PER_MEGAPIXEL = (0.02, 0.1)
"""Reading and writing what is polished (docs/benchmarks.md)."""
FACTORS = {Polish.UPSCALE: (2, 4), Polish.INTERPOLATE: (2,)}
"""By how much the steps that make more of something do it."""
OF_PICTURES = frozenset({Polish.DENOISE, Polish.UPSCALE})
"""The steps that one picture alone can be given."""


@dataclass(frozen=True, slots=True)
class Media:
    """What is polished, or what came of it: pixels, frames, and frames a second, 0 for a picture."""

    width: int
    height: int
    frames: int = 1
    fps: float = 0.0

    @property
    def megapixels(self) -> float:
        """Of all of its frames."""
        return self.width * self.height * self.frames / 1e6


@dataclass(frozen=True, slots=True)
class PolishAsk:
    """What is to be routed. `tier` is that of the source, which a polish never changes; `tried`: as of RouteRequest."""

    media: Media
    steps: tuple[PolishStep, ...]
    tier: Tier
    accepted_licences: frozenset[str] = frozenset()
    tried: frozenset[tuple[str, str]] = frozenset()


@dataclass(frozen=True, slots=True)
class Lead:
    """An engine that could lead: the row that names it, and the card that it works on."""

    row: PolishRow
    device: Device | None
    device_class: str


def in_order(steps: Collection[PolishStep]) -> tuple[PolishStep, ...]:
    """The steps in the order in which they are done."""
    return tuple(sorted(steps, key=lambda one: one.step.rank))


def after(media: Media, step: PolishStep) -> Media:
    """What a step gives out."""
    if step.step is Polish.UPSCALE:
        return replace(media, width=media.width * step.factor, height=media.height * step.factor)
    if step.step is Polish.INTERPOLATE:
        return replace(media, frames=media.frames * step.factor, fps=media.fps * step.factor)
    return media


def after_all(media: Media, steps: Sequence[PolishStep]) -> Media:
    """What comes of all of them, in order."""
    for step in steps:
        media = after(media, step)
    return media


def route_polish(ask: PolishAsk, here: Situation) -> Decision:
    """The decision for one polish. Raises NothingCanRun where no engine does a step."""
    lead = _lead(ask, here)
    rows = [_row_of(step.step, lead, here.catalogue) for step in ask.steps]
    prior = _seconds(ask, rows)
    key = Key(lead.row.engine, lead.row.model, lead.device_class, "clip" if ask.media.fps else "picture")
    low, high = here.observations.seconds(key, prior)
    made, simulated = after_all(ask.media, ask.steps), lead.device is not None and lead.device.simulated
    return Decision(
        requested_tier=ask.tier,
        achieved_tier=ask.tier,
        function=Function.POLISH_VIDEO if ask.media.fps else Function.POLISH_IMAGE,
        engine=lead.row.engine,
        runs_on=_embedded(ask.steps[0].step, here.catalogue).engine if simulated else lead.row.engine,
        model=lead.row.model,
        row=lead.row.id,
        catalogue_version=here.catalogue.version,
        device=lead.device.id if lead.device else None,
        device_class=lead.device_class,
        simulated=simulated,
        preview=False,
        width=made.width,
        height=made.height,
        frames=made.frames,
        fps=round(made.fps),
        steps=1,
        guidance=0.0,
        technique=key.technique,
        techniques=(),
        tile=None,
        memory_gb=lead.row.memory_gb,
        prior_gb=lead.row.memory_gb,
        seconds=(round(low, 2), round(high, 2)),
        prior_seconds=(round(prior[0], 3), round(prior[1], 3)),
        busy_seconds=round(lead.device.busy_seconds, 1) if lead.device else 0.0,
        credits=_credits(ask, rows),
        reason=wording.reason(lead.row.memory_gb, lead.device, here.catalogue.is_embedded(lead.row)),
        suggestion=None,
        fallback=None,
        notice="",
        considered=(),
    )


def _lead(ask: PolishAsk, here: Situation) -> Lead:
    """The engine that does most of the steps; of equals the one that the catalogue names first."""
    wanted = [step.step for step in ask.steps]
    if not wanted:
        raise NothingCanRun("nothing was asked for", "Name at least one step.")
    leads = list(_leads(ask, here))
    if not leads:
        return Lead(_embedded(wanted[0], here.catalogue), None, PROCESSOR)
    return max(leads, key=lambda lead: _does(lead, wanted, here.catalogue))


def _does(lead: Lead, wanted: Sequence[Polish], catalogue: Catalogue) -> int:
    return sum(_same_engine(row, lead.row) and row.step in wanted for row in catalogue.polish)


def _same_engine(one: PolishRow, other: PolishRow) -> bool:
    return (one.engine, one.model) == (other.engine, other.model)


def _leads(ask: PolishAsk, here: Situation) -> Iterator[Lead]:
    """Everything but the embedded engine that could do one of the steps now."""
    wanted, catalogue = {step.step for step in ask.steps}, here.catalogue
    for row in catalogue.polish:
        if row.step not in wanted or catalogue.is_embedded(row) or row.id in {tried for tried, _ in ask.tried}:
            continue
        if not catalogue.licence(row).hosted_commercial and catalogue.models[row.model].licence not in (
            ask.accepted_licences
        ):
            continue
        if not catalogue.is_local(row):
            if here.plan.own_keys and row.engine in here.engines.remote:
                yield Lead(row, None, PROVIDER)
        elif (card := _card(row, here)) is not None:
            yield Lead(row, card, card.device_class)


def _card(row: PolishRow, here: Situation) -> Device | None:
    """The least busy card that holds it."""
    usable = [
        card
        for card in here.devices
        if (card.simulated or here.engines.has(row.engine, row.model)) and row.memory_gb <= card.available_gb
    ]
    return min(usable, key=lambda card: (card.busy_seconds, card.id), default=None)


def _row_of(step: Polish, lead: Lead, catalogue: Catalogue) -> PolishRow:
    """The lead's row of a step, else the embedded one."""
    own = (row for row in catalogue.polish if row.step is step and _same_engine(row, lead.row))
    return next(own, None) or _embedded(step, catalogue)


def _embedded(step: Polish, catalogue: Catalogue) -> PolishRow:
    found = next((row for row in catalogue.polish if row.step is step and catalogue.is_embedded(row)), None)
    if found is None:
        raise NothingCanRun(f"no engine does {step}", "Name another step.")
    return found


def _seconds(ask: PolishAsk, rows: Sequence[PolishRow]) -> tuple[float, float]:
    """(low, high): each step by what it gives out, and the reading and writing of it all."""
    low, high = 0.05, 0.3
    media = ask.media
    for step, row in zip(ask.steps, rows, strict=True):
        media = after(media, step)
        low += media.megapixels * row.seconds_per_megapixel[0]
        high += media.megapixels * row.seconds_per_megapixel[1]
    moved = ask.media.megapixels + media.megapixels
    return (
        low + moved * ENCODED_SECONDS_PER_MEGAPIXEL[0],
        high + moved * ENCODED_SECONDS_PER_MEGAPIXEL[1],
    )


def _credits(ask: PolishAsk, rows: Sequence[PolishRow]) -> int:
    """At least one; what is larger costs more."""
    cost, media = 0.0, ask.media
    for step, row in zip(ask.steps, rows, strict=True):
        media = after(media, step)
        cost += media.megapixels / 100 * row.credits_per_100_megapixels
    return max(1, ceil(cost - 1e-9))
