"""The one place where recommending reads the catalogue: what runs here, how long it takes and what it needs."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from quality.catalogue.schema import Catalogue, Row
from quality.prediction import least_gb
from quality.recommending.values import Hardware, Past
from quality.values import RESERVE_GB, Device, Function, Tier

FUNCTIONS: Mapping[Function, str] = {Function.CREATE_IMAGE: "pictures", Function.ANIMATE_IMAGE: "video"}
"""What is recommended for, as it is said."""

CATALOGUE_RUNS = 3
"""The catalogue's time counts as much as so many generations of one's own."""


@dataclass(frozen=True, slots=True)
class Option:
    """One row that runs here. `seconds` and `credits` are of one output; `memory_gb` is the predicted peak."""

    function: Function
    tier: Tier
    row: str
    preview: bool
    width: int
    height: int
    steps: int
    frames: int
    fps: int
    seconds: float
    credits: int
    memory_gb: float


def options(
    function: Function, hardware: Hardware, catalogue: Catalogue, history: Iterable[Past] = ()
) -> tuple[Option, ...]:
    """What runs here for a function, from low to high, each tier's best first; drawn previews where no footage does."""
    known = {past.row: past for past in history}
    rows = [row for tier in Tier for row in catalogue.rows_for(function, tier)]
    footage = [row for row in footage_rows(rows, catalogue) if runs_on(row, catalogue, hardware)]
    drawn = [row for row in rows if catalogue.is_embedded(row)]
    return tuple(_option(row, catalogue, known.get(row.id)) for row in footage or drawn)


def footage_rows(rows: Iterable[Row], catalogue: Catalogue) -> Iterator[Row]:
    """Rows that make finished footage under terms that ask for no consent."""
    return (row for row in rows if catalogue.is_local(row) and catalogue.licence(row).hosted_commercial)


def runs_on(row: Row, catalogue: Catalogue, hardware: Hardware) -> bool:
    """Whether its engine is installed (or a card is simulated) and that card, once it is idle, has the memory."""
    cards = [card for card in hardware.devices if card.simulated or row.engine in hardware.engines]
    return fits(row, catalogue, cards)


def fits(row: Row, catalogue: Catalogue, devices: Sequence[Device]) -> bool:
    """Whether one of the cards, once it is idle, has the memory."""
    return any(need_gb(row, catalogue) <= device.total_gb - RESERVE_GB for device in devices)


def need_gb(row: Row, catalogue: Catalogue) -> float:
    """The least memory that a row needs, in GB."""
    return least_gb(row, catalogue.models[row.model])


def _option(row: Row, catalogue: Catalogue, past: Past | None) -> Option:
    width, height = row.pixels
    return Option(
        function=row.function,
        tier=row.tier,
        row=row.id,
        preview=catalogue.is_embedded(row),
        width=width,
        height=height,
        steps=row.steps,
        frames=row.frames,
        fps=row.fps,
        seconds=expected_seconds(row.seconds, past),
        credits=row.credits,
        memory_gb=round(need_gb(row, catalogue), 1),
    )


def expected_seconds(cited: tuple[float, float], past: Past | None) -> float:
    """The middle of the catalogue's range, drawn to what it took here the more often it was made here."""
    middle = sum(cited) / 2
    if past is None or past.runs <= 0:
        return middle
    return (CATALOGUE_RUNS * middle + past.runs * past.seconds) / (CATALOGUE_RUNS + past.runs)
