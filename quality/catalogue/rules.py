"""Rules of a catalogue that look at more than one entry. Each gives the faults that it finds."""

from collections import Counter
from collections.abc import Iterator, Mapping

from quality.catalogue.schema import FRAME_STEP, Catalogue, Row
from quality.errors import Fault
from quality.prediction import predicted_gb
from quality.values import RESERVE_GB, Function, Tier


def faults_of(catalogue: Catalogue) -> tuple[Fault, ...]:
    """Everything wrong with a catalogue of the right shape; references first, the rest rests on them."""
    broken = (*tier_faults(catalogue), *reference_faults(catalogue))
    return broken or (*row_faults(catalogue), *cover_faults(catalogue))


def tier_faults(catalogue: Catalogue) -> Iterator[Fault]:
    found = [entry.id for entry in catalogue.tiers]
    if found != list(Tier):
        detail = f"must be {', '.join(Tier)} in this order, once each; found {', '.join(found)}"
        yield Fault("tiers", "id", detail)


def reference_faults(catalogue: Catalogue) -> Iterator[Fault]:
    for name, model in catalogue.models.items():
        if model.licence not in catalogue.licences:
            yield Fault(f'model "{name}"', "licence", unknown(model.licence, catalogue.licences))
    for row_id, times in Counter(row.id for row in catalogue.rows).items():
        if times > 1:
            yield Fault(named(row_id), "id", f"stands {times} times; each row needs its own")
    for row in catalogue.rows:
        if row.engine not in catalogue.engines:
            yield Fault(named(row.id), "engine", unknown(row.engine, catalogue.engines))
        if row.model not in catalogue.models:
            yield Fault(named(row.id), "model", unknown(row.model, catalogue.models))


def row_faults(catalogue: Catalogue) -> Iterator[Fault]:
    for row in catalogue.rows:
        for field, detail in (
            *size_faults(row, catalogue.models[row.model].size_multiple),
            *frame_faults(row),
            *range_faults(row),
            *card_faults(row, catalogue),
        ):
            yield Fault(named(row.id), field, detail)


def size_faults(row: Row, step: int) -> Iterator[tuple[str, str]]:
    if any(side % step for side in row.size):
        near = " x ".join(str(max(step, round(side / step) * step)) for side in row.size)
        yield "size", f"sides must be multiples of {step}; {near} would work"


def frame_faults(row: Row) -> Iterator[tuple[str, str]]:
    if row.function is Function.CREATE_IMAGE:
        if (row.frames, row.fps) != (1, 0):
            yield "frames", "a picture has no frames or fps; leave both out"
    elif row.frames < 1 + FRAME_STEP or row.frames % FRAME_STEP != 1:
        near = max(1 + FRAME_STEP, row.frames // FRAME_STEP * FRAME_STEP + 1)
        yield "frames", f"must be 4n+1 and at least 5, is {row.frames}; {near} would work"
    elif row.fps == 0:
        yield "fps", "a video needs its frames a second"


def range_faults(row: Row) -> Iterator[tuple[str, str]]:
    low, high = row.seconds
    if low > high:
        yield "seconds", f"the range goes from the shorter to the longer time, is {low} to {high}"


def card_faults(row: Row, catalogue: Catalogue) -> Iterator[tuple[str, str]]:
    """A tier fits its card by the numbers, or it is not that tier."""
    if catalogue.is_embedded(row):
        if row.card_gb is not None:
            yield "card_gb", "an embedded engine needs no card; leave it out"
        return
    if row.card_gb is None:
        yield "card_gb", "name the smallest card that this row is meant for, in GB"
        return
    need, room = predicted_gb(row, catalogue.models[row.model], *row.size), row.card_gb - RESERVE_GB
    if need > room:
        yield "card_gb", f"the row needs {need:.1f} GB and a card of {row.card_gb:g} GB leaves {room:g} GB"


def cover_faults(catalogue: Catalogue) -> Iterator[Fault]:
    """Every request must end in output, and a restricted licence must never be the only way to footage."""
    for function in Function:
        for tier in Tier:
            rows = catalogue.rows_for(function, tier)
            embedded = [row for row in rows if catalogue.is_embedded(row)]
            if len(embedded) != 1:
                detail = f"must have exactly one row of an embedded engine, has {len(embedded)}"
                yield Fault(f"rows for {function} at {tier}", "engine", detail)
            footage = [row for row in rows if not catalogue.is_embedded(row)]
            if footage and not any(catalogue.licence(row).hosted_commercial for row in footage):
                yield Fault(named(footage[0].id), "model", "needs an openly licensed row beside it")


def named(row_id: str) -> str:
    return f'row "{row_id}"'


def unknown(value: str, known: Mapping[str, object]) -> str:
    return f'"{value}" is not known; known are {", ".join(sorted(known))}'
