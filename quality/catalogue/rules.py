"""Rules of a catalogue that look at more than one entry. Each gives the faults that it finds."""

from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import pairwise

from quality.catalogue.schema import FRAME_STEP, Catalogue, ModelEntry, PolishRow, Row
from quality.errors import Fault
from quality.prediction import least_gb, predicted_gb
from quality.values import POLISHES, RESERVE_GB, Function, Medium, Polish, Tier

WEIGHT_TOLERANCE_GB = 1.5
"""Measured totals and sums of parts differ by what is loaded once for several of them."""


def faults_of(catalogue: Catalogue) -> tuple[Fault, ...]:
    """Everything wrong with a catalogue of the right shape; references first, the rest rests on them."""
    broken = (*tier_faults(catalogue), *reference_faults(catalogue))
    return broken or (*row_faults(catalogue), *cover_faults(catalogue), *polish_faults(catalogue))


def tier_faults(catalogue: Catalogue) -> Iterator[Fault]:
    found = [entry.id for entry in catalogue.tiers]
    if found != list(Tier):
        detail = f"must be {', '.join(Tier)} in this order, once each; found {', '.join(found)}"
        yield Fault("tiers", "id", detail)


def reference_faults(catalogue: Catalogue) -> Iterator[Fault]:
    for name, model in catalogue.models.items():
        if model.licence not in catalogue.licences:
            yield Fault(f'model "{name}"', "licence", unknown(model.licence, catalogue.licences))
    every: tuple[Row | PolishRow, ...] = (*catalogue.rows, *catalogue.polish)
    for row_id, times in Counter(row.id for row in every).items():
        if times > 1:
            yield Fault(named(row_id), "id", f"stands {times} times; each row needs its own")
    for row in every:
        if row.engine not in catalogue.engines:
            yield Fault(named(row.id), "engine", unknown(row.engine, catalogue.engines))
        if row.model not in catalogue.models:
            yield Fault(named(row.id), "model", unknown(row.model, catalogue.models))


def row_faults(catalogue: Catalogue) -> Iterator[Fault]:
    for row in catalogue.rows:
        if row.function in POLISHES:
            yield Fault(named(row.id), "function", "what is polished has rows of its own, under `polish`")
        for field, detail in (
            *size_faults(row, catalogue.models[row.model].size_multiple),
            *frame_faults(row),
            *range_faults(row),
            *memory_faults(row, catalogue),
        ):
            yield Fault(named(row.id), field, detail)


def size_faults(row: Row, step: int) -> Iterator[tuple[str, str]]:
    seen = row.function.medium in (Medium.PICTURE, Medium.VIDEO)
    if seen and row.size is None:
        yield "size", "a picture or video needs its width and height in pixels"
    elif not seen and row.size is not None:
        yield "size", "words and voices have no size; leave it out"
    elif any(side % step for side in row.pixels):
        near = " x ".join(str(max(step, round(side / step) * step)) for side in row.pixels)
        yield "size", f"sides must be multiples of {step}; {near} would work"


def frame_faults(row: Row) -> Iterator[tuple[str, str]]:
    if row.function.medium is not Medium.VIDEO:
        if (row.frames, row.fps) != (1, 0):
            yield "frames", "only a video has frames and fps; leave both out"
    elif row.frames < 1 + FRAME_STEP or row.frames % FRAME_STEP != 1:
        near = max(1 + FRAME_STEP, row.frames // FRAME_STEP * FRAME_STEP + 1)
        yield "frames", f"must be 4n+1 and at least 5, is {row.frames}; {near} would work"
    elif row.fps == 0:
        yield "fps", "a video needs its frames a second"


def range_faults(row: Row) -> Iterator[tuple[str, str]]:
    low, high = row.seconds
    if low > high:
        yield "seconds", f"the range goes from the shorter to the longer time, is {low} to {high}"


def memory_faults(row: Row, catalogue: Catalogue) -> Iterator[tuple[str, str]]:
    """A tier fits its card by the numbers, or it is not that tier; and each way of a row needs less than the one
    before."""
    if not catalogue.is_local(row):
        if row.card_gb is not None:
            yield "card_gb", "only an engine on a graphics card has one; leave it out"
        return
    if row.card_gb is None:
        yield "card_gb", "name the smallest card that this row is meant for, in GB"
        return
    if not row.memory:
        yield "memory", "name at least one way to hold the model"
        return
    yield from step_faults(row, catalogue.models[row.model])
    need, room = least_gb(row, catalogue.models[row.model]), row.card_gb - RESERVE_GB
    if need > room:
        yield "card_gb", f"the row needs {need:.1f} GB and a card of {row.card_gb:g} GB leaves {room:g} GB"


def step_faults(row: Row, model: ModelEntry) -> Iterator[tuple[str, str]]:
    whole = sum(model.weights_gb.values())
    for place, step in enumerate(row.memory):
        field = f"memory.{place + 1}"
        if whole and step.resident_gb > whole + WEIGHT_TOLERANCE_GB:
            yield field, f"holds {step.resident_gb:g} GB, more than all of the model's {whole:g} GB"
        if not step.use and step.resident_gb < whole - WEIGHT_TOLERANCE_GB:
            yield field, f"without a technique all of the model's {whole:g} GB are held, not {step.resident_gb:g}"
    needs = [predicted_gb(row, step, model, *row.pixels) for step in row.memory]
    for place, (before, after) in enumerate(pairwise(needs), start=2):
        if after >= before:
            yield f"memory.{place}", f"needs {after:.1f} GB, no less than the way before it ({before:.1f} GB)"
    for place, (step, following) in enumerate(pairwise(row.memory), start=2):
        if following.slower < step.slower:
            yield f"memory.{place}", "is faster than the way before it, so that one would never be used"
    ids = [step.id for step in row.memory]
    if len(set(ids)) < len(ids):
        yield "memory", "two ways have the same id; each needs its own"


def cover_faults(catalogue: Catalogue) -> Iterator[Fault]:
    """Every request but for a voice must end in output, and a restricted licence must never be the only way to
    footage."""
    for function in Function:
        if function in POLISHES:
            continue
        for tier in Tier:
            rows = catalogue.rows_for(function, tier)
            embedded = [row for row in rows if catalogue.is_embedded(row)]
            wanted = 0 if function.medium is Medium.SPEECH else 1
            if len(embedded) != wanted:
                detail = f"must have exactly {wanted} rows of an embedded engine, has {len(embedded)}"
                yield Fault(f"rows for {function} at {tier}", "engine", detail)
            footage = [row for row in rows if not catalogue.is_embedded(row)]
            if footage and not any(catalogue.licence(row).hosted_commercial for row in footage):
                yield Fault(named(footage[0].id), "model", "needs an openly licensed row beside it")


def polish_faults(catalogue: Catalogue) -> Iterator[Fault]:
    """Every step of a polish can be done everywhere; a document of before there were any has none."""
    for row in catalogue.polish:
        low, high = row.seconds_per_megapixel
        if low > high:
            detail = f"the range goes from the shorter to the longer time, is {low} to {high}"
            yield Fault(named(row.id), "seconds_per_megapixel", detail)
        if catalogue.is_local(row) != (row.memory_gb > 0):
            yield Fault(named(row.id), "memory_gb", "what works on a graphics card needs some of it, nothing else does")
    for step in Polish if catalogue.polish else ():
        embedded = [row for row in catalogue.polish if row.step is step and catalogue.is_embedded(row)]
        if len(embedded) != 1:
            detail = f"must have exactly one of an embedded engine, has {len(embedded)}"
            yield Fault(f'polish rows for "{step}"', "engine", detail)


def named(row_id: str) -> str:
    return f'row "{row_id}"'


def unknown(value: str, known: Mapping[str, object]) -> str:
    return f'"{value}" is not known; known are {", ".join(sorted(known))}'
